"""What was left out of a story: which step cut it, why, and what is needed to bring it back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from nutgraf.model import Anchor, LabelKind, Removal
from nutgraf.story.anchors import anchor_of
from nutgraf.story.blocks import PageBlock
from nutgraf.story.boundary import NO_STORY, Boundary

_PREVIEW_CHARS: Final = 80
_REMOVALS: Final = 2_000
_TEXT_WORDS: Final = 5
_TEXT_CHARS: Final = 4_000
_ALL_TEXT_CHARS: Final = 40_000
_NEAR: Final = 6


def removals(
    blocks: Sequence[PageBlock],
    border: Boundary,
    labels: Mapping[int, LabelKind],
    story: Sequence[int],
) -> Iterator[Removal]:
    """Everything left out of the body; `story` are the indexes of the story's blocks, labels
    included. Those that stood in it or near it come with their whole text, up to 40,000
    characters together."""
    first, last = _stretch(border)
    room = _ALL_TEXT_CHARS
    found = [*_labelled(blocks, border, labels), *_cut(blocks, border, labels)]
    for index, removal in found[:_REMOVALS]:
        text = blocks[index].text if first - _NEAR <= index <= last + _NEAR else ""
        fits = len(text.split()) >= _TEXT_WORDS and len(text) <= min(_TEXT_CHARS, room)
        room -= len(text) if fits else 0
        before = bisect_left(story, index)
        yield replace(removal, before=before, text=text if fits else None)
    if len(found) > _REMOVALS:
        rest = len(found) - _REMOVALS
        yield Removal("limit", f"{rest} more pieces outside the story", "", Anchor(""))


def preview_of(text: str) -> str:
    """The first words of a piece, at most 80 characters, cut between words where there are any."""
    if len(text) <= _PREVIEW_CHARS:
        return text
    head, space, _ = text[: _PREVIEW_CHARS + 1].rpartition(" ")
    return head if space else text[:_PREVIEW_CHARS]


def _stretch(border: Boundary) -> tuple[int, int]:
    """The first and the last block of the story, or of what would be one on another page."""
    told = border.kept or [cut.block for cut in border.cuts if cut.reason == NO_STORY]
    return min(told, default=0), max(told, default=-1)


def _labelled(
    blocks: Sequence[PageBlock], border: Boundary, labels: Mapping[int, LabelKind]
) -> Iterator[tuple[int, Removal]]:
    """Labelled lines that stood among the story's paragraphs: not lost, but not in the body."""
    first = min(border.kept, default=0)
    for index, label in labels.items():
        if index > first or label in ("caption", "credit"):
            reason = f"a {label}, kept apart from the text"
            yield index, _removal(blocks, index, "label", reason)


def _cut(
    blocks: Sequence[PageBlock], border: Boundary, labels: Mapping[int, LabelKind]
) -> Iterator[tuple[int, Removal]]:
    for cut in border.cuts:
        if cut.block not in labels and blocks[cut.block].text:
            yield cut.block, _removal(blocks, cut.block, cut.step, cut.reason)


def _removal(blocks: Sequence[PageBlock], index: int, step: str, reason: str) -> Removal:
    preview = preview_of(blocks[index].text)
    return Removal(step, reason, preview, anchor_of(blocks, index, preview))
