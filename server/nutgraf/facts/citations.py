"""Where quote marks open and close: the words they hold, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nutgraf.model import Block, Span, Story

_PAIRS: Final = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"', "‘": "’",
}  # fmt: skip
_SINGLE_REACH: Final = 400
_OPEN_AFTER: Final = "([{—–-/\u00a0"


@dataclass(frozen=True, slots=True)
class Cited:
    """Quoted words with their paragraph, and whether the closing mark is missing."""

    content: Span
    outer: Span
    block: Block
    open_ended: bool


def cited_in(story: Story) -> Iterator[Cited]:
    """Everything between quote marks, in order; a straight mark opens before a word."""
    for block in story.body:
        if block.kind in ("table", "code", "subhead"):
            continue
        at = block.span.start
        while at < block.span.end:
            found = _next_quote(story.text, at, block)
            if found is None:
                break
            if len(found.content) > 0:
                yield found
            at = found.outer.end


def _next_quote(text: str, at: int, block: Block) -> Cited | None:
    for start in range(at, block.span.end):
        mark = text[start]
        if mark in _PAIRS and _opens(text, start, block):
            end = _closing(text, start, block)
            if end is None and mark != "‘":
                inner = _inner(text, start + 1, block.span.end)
                return Cited(inner, Span(start, block.span.end), block, open_ended=True)
            if end is not None:
                return Cited(_inner(text, start + 1, end), Span(start, end + 1), block, False)
    return None


def _opens(text: str, start: int, block: Block) -> bool:
    if text[start] in "“„«「『":
        return True
    before = text[start - 1] if start > block.span.start else " "
    after = text[start + 1 : start + 2]
    return (before.isspace() or before in _OPEN_AFTER) and bool(after) and not after.isspace()


def _closing(text: str, start: int, block: Block) -> int | None:
    closers = _PAIRS[text[start]]
    # A single mark that is not closed soon is an apostrophe.
    last = min(block.span.end, start + _SINGLE_REACH) if text[start] == "‘" else block.span.end
    for end in range(start + 1, last):
        if text[end] in closers and not (text[end] == "’" and text[end + 1 : end + 2].isalnum()):
            return end
    return None


def _inner(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return Span(start, end)
