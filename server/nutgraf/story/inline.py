"""Inline markup: which words of a block are a link, emphasis, code; kept beside the text.

While the page is walked, a mark is only noted as the pieces of text between its two tags. Where
those stand in a block's text is found when it is asked for: setting the text collapses white
space and drops what is not seen, but never changes the order of the characters that are seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from nutgraf.model import MARK_KINDS, MarkKind, Span
from nutgraf.story.links import address, fragment

INLINE: Final[dict[str, MarkKind]] = {
    "a": "link", "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis",
    "cite": "emphasis", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "sub": "sub", "sup": "sup",
}  # fmt: skip
BREAK: Final = "\x01"
INVISIBLE: Final = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN: Final = re.compile(rf"[\s{BREAK}{INVISIBLE}]+")
_SEEN: Final = re.compile(r"\S")
_PLAIN: Final = re.compile(r"font-(?:weight|style)\s*:\s*(?:normal|400)", re.I)
_RANK: Final = {kind: rank for rank, kind in enumerate(MARK_KINDS)}


class Noted(NamedTuple):
    """A mark as the walk saw it: its first piece of text and the one past its last."""

    kind: MarkKind
    first: int
    past: int
    href: str | None


class PageMark(NamedTuple):
    """A mark of a page block: its place in the block's text and, of a link, the web address or
    the name in the same page that it leads to."""

    kind: MarkKind
    span: Span
    href: str | None = None
    target: str | None = None


class Inline:
    """The marks of one run of text, which may make several paragraphs."""

    __slots__ = ("_base", "_noted", "_parts", "_pieces", "_starts")

    def __init__(
        self,
        pieces: Sequence[str],
        noted: Sequence[Noted],
        texts: Sequence[str],
        base: str | None,
    ) -> None:
        self._pieces, self._noted, self._base = pieces, noted, base
        lengths = (len(_UNSEEN.sub("", text)) for text in texts[:-1])
        self._starts = [0, *accumulate(lengths)]
        self._parts: list[list[tuple[int, int, Noted]]] | None = None

    def marks(self, part: int, text: str) -> list[PageMark]:
        """The marks of one paragraph of the run, an outer one before those inside it; links that
        lead nowhere a reader can follow are none."""
        if self._parts is None:
            self._parts = self._placed()
        places = [found.start() for found in _SEEN.finditer(text)] if self._parts[part] else []
        marks = [
            self._dressed(noted, Span(places[start], places[past - 1] + 1))
            for start, past, noted in self._parts[part]
            if past <= len(places)
        ]
        led = (mark for mark in marks if mark.kind != "link" or mark.href or mark.target)
        return sorted(led, key=_order)

    def _dressed(self, noted: Noted, span: Span) -> PageMark:
        if noted.href is None:
            return PageMark(noted.kind, span)
        target = fragment(noted.href, self._base)
        href = None if target else address(noted.href, self._base)
        return PageMark(noted.kind, span, href, target)

    def _placed(self) -> list[list[tuple[int, int, Noted]]]:
        """For each paragraph its marks, counted in characters that are seen."""
        ends = [0, *accumulate(len(_UNSEEN.sub("", piece)) for piece in self._pieces)]
        borders = [*self._starts, ends[-1]]
        parts: list[list[tuple[int, int, Noted]]] = [[] for _ in self._starts]
        for noted in self._noted:
            start, past = ends[noted.first], ends[noted.past]
            part = bisect_right(self._starts, start) - 1
            while start < past:
                end = min(past, borders[part + 1])
                if start < end:
                    parts[part].append((start - borders[part], end - borders[part], noted))
                start, part = end, part + 1
        return parts


def mark_kind(
    tag: str, href: str | None, style: str | None, around: Sequence[MarkKind | None]
) -> MarkKind | None:
    """What an inline element makes of its words; None for one that says nothing new."""
    kind = INLINE[tag]
    if kind in around or (kind == "link" and not href) or (style and _PLAIN.search(style)):
        return None
    return kind


def _order(mark: PageMark) -> tuple[int, int, int]:
    return (mark.span.start, -mark.span.end, _RANK[mark.kind])
