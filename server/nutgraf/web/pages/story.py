"""The story as a page shows it: every sentence with its own name, every piece with its place.

Sentence i is `#s<i>` and block i `#b<i>`, so that a link leads to any of them without a script;
`data-at` is where an element's words begin in `Story.text`, so that a script can light any span.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import accumulate
from typing import Final

from markupsafe import Markup

from nutgraf.model import Image, Mark, Span, Story
from nutgraf.story.outline import (
    Item,
    caption_of,
    lists_of,
    note_signs,
    notes_apart,
    passages,
    rows_of,
)

_MARKS: Final = {"strong": "strong", "emphasis": "em", "code": "code", "sub": "sub", "sup": "sup"}
_FIRST_HEADING: Final = 3
_LAST_HEADING: Final = 6


def story_markup(story: Story) -> Markup:
    """The story's body; pictures are links, nothing is loaded from elsewhere."""
    writer = _Writer(story)
    parts = [*map(writer.passage, passages(story)), *writer.notes()]
    return Markup("\n".join(parts))  # noqa: S704 # every word is escaped


def place_of(story: Story, span: Span) -> str:
    """The name of the element in which a span starts: its sentence's or its block's."""
    sentence = story.sentence_at(span)
    if sentence is not None:
        return f"s{sentence}"
    block = story.block_at(span)
    return f"b{story.blocks.index(block)}" if block else "story"


class _Writer:
    """One story, written as HTML."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.depth = _FIRST_HEADING - 1
        self.tables = 0
        # How far the marks up to each one reach: a mark that reaches into a span may begin before.
        self.reach = list(accumulate((mark.span.end for mark in story.marks), max))

    def passage(self, passage: Image | Sequence[int]) -> str:
        if isinstance(passage, Image):
            words = escape(": ".join(filter(None, ("Image", caption_of(self.story, passage)))))
            return f'<p class="picture" dir="auto">{_linked(passage.src, words)}</p>'
        kind = self.story.blocks[passage[0]].kind
        if kind == "list-item":
            return "\n".join(map(self._list, lists_of(self.story, passage)))
        if kind == "quote":
            return f"<blockquote>{''.join(map(self._paragraph, passage))}</blockquote>"
        return "\n".join(map(self._block, passage))

    def notes(self) -> Iterator[str]:
        """The footnotes that stand outside the body."""
        blocks = [i for i in note_signs(self.story) if not self.story.blocks[i].in_body]
        for index, (sign, words) in zip(blocks, notes_apart(self.story), strict=True):
            lines = escape(words).replace("\n", "<br>")
            yield f'<p id="b{index}" dir="auto"><sup>{escape(sign)}</sup> {lines}</p>'

    def _block(self, index: int) -> str:
        match self.story.blocks[index].kind:
            case "subhead":
                return self._element(self._heading(index), index)
            case "code":
                name = f'id="b{index}" tabindex="0" dir="ltr"'
                return f"<pre {name}><code>{self._words(index)}</code></pre>"
            case "table":
                return self._table(index)
            case _:
                return self._paragraph(index)

    def _heading(self, index: int) -> str:
        """The page's own levels below ours, without a step left out on the way down."""
        wanted = (self.story.blocks[index].level or 2) + 1
        self.depth = max(min(wanted, self.depth + 1, _LAST_HEADING), _FIRST_HEADING)
        return f"h{self.depth}"

    def _element(self, tag: str, index: int) -> str:
        return f'<{tag} id="b{index}" dir="auto">{self._words(index)}</{tag}>'

    def _paragraph(self, index: int) -> str:
        return self._element("p", index)

    def _table(self, index: int) -> str:
        self.tables += 1
        rows = (
            "".join(f'<td dir="auto">{self._pieces(cell)}</td>' for cell in row)
            for row in rows_of(self.story, self.story.blocks[index])
        )
        table = "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        label = f'role="region" aria-label="Table {self.tables}" tabindex="0"'
        return f'<div class="table" id="b{index}" {label}>{table}</div>'

    def _list(self, items: Sequence[Item]) -> str:
        tag = "ul" if items[0].ordinal is None else "ol"
        return f'<{tag} dir="auto">\n' + "\n".join(map(self._item, items)) + f"\n</{tag}>"

    def _item(self, item: Item) -> str:
        head, *more = item.parts
        number = "" if item.ordinal is None else f' value="{item.ordinal}"'
        name = f' id="b{head}"' if isinstance(head, int) else ""
        parts = [self._part(head), *(self._part(part, more=True) for part in more)]
        return f"<li{name}{number}>{''.join(parts)}</li>"

    def _part(self, part: int | tuple[Item, ...], *, more: bool = False) -> str:
        if isinstance(part, tuple):
            return self._list(part)
        return self._paragraph(part) if more else self._words(part)

    def _words(self, index: int) -> str:
        return self._pieces(self.story.blocks[index].span)

    def _pieces(self, span: Span) -> str:
        """A span's words: its sentences, each in an element of its own, and what is between."""
        parts, at = [], span.start
        for index in self._sentences(span):
            sentence = self.story.sentences[index].span
            piece = Span(max(sentence.start, span.start), min(sentence.end, span.end))
            parts.append(self._between(Span(at, piece.start)))
            name = f' id="s{index}"' if piece.start == sentence.start else ""
            parts.append(f'<span{name} data-at="{piece.start}">{self._dressed(piece)}</span>')
            at = piece.end
        return "".join([*parts, self._between(Span(at, span.end))])

    def _sentences(self, span: Span) -> Iterator[int]:
        sentences = self.story.sentences
        index = max(bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1, 0)
        while index < len(sentences) and sentences[index].span.start < span.end:
            if sentences[index].span.end > span.start:
                yield index
            index += 1

    def _between(self, span: Span) -> str:
        words = self.story[span]
        if not words.strip():
            return _plain(words)
        dateline = self.story.dateline
        name = ' class="dateline"' if dateline and span.holds(dateline) else ""
        return f'<span{name} data-at="{span.start}">{self._dressed(span)}</span>'

    def _dressed(self, span: Span) -> str:
        """The words of a span with their marks; a mark that reaches out of it is cut at its ends,
        for an element may not stand half in another."""
        cut = (
            replace(mark, span=Span(max(mark.span.start, span.start), min(mark.span.end, span.end)))
            for mark in self._marks(span)
        )
        return self._nested(span, [mark for mark in cut if len(mark.span) > 0])

    def _marks(self, span: Span) -> Sequence[Mark]:
        marks = self.story.marks
        first = bisect_right(self.reach, span.start)
        past = bisect_left(marks, span.end, key=lambda mark: mark.span.start)
        return [mark for mark in marks[first:past] if mark.span.end > span.start]

    def _nested(self, span: Span, marks: Sequence[Mark]) -> str:
        parts, at, number = [], span.start, 0
        while number < len(marks):
            mark, past = marks[number], number + 1
            while past < len(marks) and mark.span.holds(marks[past].span):
                past += 1
            inner = self._nested(mark.span, marks[number + 1 : past])
            parts += [_plain(self.story[Span(at, mark.span.start)]), _wrapped(mark, inner)]
            at, number = mark.span.end, past
        return "".join([*parts, _plain(self.story[Span(at, span.end)])])


def _wrapped(mark: Mark, inner: str) -> str:
    if mark.kind == "note":
        return f'<a href="#b{mark.block or 0}">{inner}</a>'
    if mark.kind == "link":
        return _linked(mark.href or "", inner)
    return f"<{_MARKS[mark.kind]}>{inner}</{_MARKS[mark.kind]}>"


def _linked(address: str, inner: str) -> str:
    """A link; plain words where the address is none of the web, as in a file somebody forged."""
    is_safe = address.startswith(("http://", "https://"))
    return f'<a href="{escape(address)}">{inner}</a>' if is_safe else inner


def _plain(words: str) -> str:
    return escape(words, quote=False).replace("\n", "<br>")
