"""The marks of the kept blocks as marks of the story, and which of its links are footnotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from nutgraf.model import Block, Mark, Span
from nutgraf.story.blocks import PageBlock
from nutgraf.story.inline import PageMark

_SIGN: Final = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶‖]{1,3})[\])]?", re.I)
_BACK: Final = " \n↩↑⇑^⤴\ufe0e\ufe0f"
_NOTE_WORDS: Final = 2


def marks_of(blocks: Sequence[PageBlock], kept: Sequence[int]) -> Mapping[int, Sequence[PageMark]]:
    """The marks of the kept blocks by the block's index; a subhead is not also in bold."""
    found = {index: blocks[index].marks for index in kept}
    return {
        index: [mark for mark in marks if mark.kind != "strong" or blocks[index].level is None]
        for index, marks in found.items()
        if marks
    }


def footnotes(
    blocks: Sequence[PageBlock], marks: Mapping[int, Sequence[PageMark]]
) -> Mapping[str, int]:
    """The blocks that hold footnotes, by the name in the page that a sign in the text leads to.

    A sign is a number, a letter or a star, the same one wherever it leads to the same note; a
    note stands below it and is no heading.
    """
    places: dict[str, int] = {}
    for index, block in enumerate(blocks):
        for name in block.ids:
            places.setdefault(name, index)
    found: dict[str, int] = {}
    signs: dict[int, set[str]] = defaultdict(set)
    for index, own in marks.items():
        for mark in own:
            place = places.get(unquote(mark.target or ""), -1)
            if place > index and _is_note(blocks[place]):
                found[mark.target or ""] = place
                signs[place].add(blocks[index].text[mark.span.start : mark.span.end])
    return {name: place for name, place in found.items() if _is_sign(signs[place])}


def note_words(block: PageBlock) -> str:
    """A footnote without the arrows that lead back from it."""
    return block.text.strip(_BACK) or block.text


def story_marks(
    marks: Mapping[int, Sequence[PageMark]],
    notes: Mapping[str, int],
    places: Mapping[int, int],
    blocks: Sequence[Block],
) -> Iterator[Mark]:
    """The marks as spans of the story's text; `places` leads from the page's blocks to the
    story's. A link inside the page that leads to no footnote is left out."""
    for index in sorted(marks.keys() & places.keys()):
        start = blocks[places[index]].span.start
        for mark in marks[index] if blocks[places[index]].in_body else ():
            span = Span(start + mark.span.start, start + mark.span.end)
            note = places.get(notes.get(mark.target or "", -1))
            if note is not None:
                yield Mark("note", span, block=note)
            elif mark.target is None:
                yield Mark(mark.kind, span, mark.href)


def _is_sign(told: set[str]) -> bool:
    return len(told) == 1 and bool(_SIGN.fullmatch(next(iter(told))))


def _is_note(block: PageBlock) -> bool:
    return block.level is None and len(block.text.split()) >= _NOTE_WORDS
