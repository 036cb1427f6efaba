"""Where quote marks open and close: the words they hold, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.model import Block, Span, Story

_MARK: Final = re.compile(r"''|``|[“”„«»「」『』\"‘’'`]")
_PAIRS: Final = {
    "“": ("”", '"'), "„": ("“", "”"), '"': ('"', "”"), "«": ("»",), "»": ("«",), "「": ("」",),
    "『": ("』",), "”": ("”",),
    "''": ("''",), "``": ("''",), "‘": ("’",), "'": ("'",), "`": ("'",),
}  # fmt: skip
_SAME_MARKS: Final = ("sv", "fi")
_SINGLE: Final = "‘'`"
_SINGLE_REACH: Final = 400
_OPEN_AFTER: Final = "([{—–-/\u00a0:"
_SURE: Final = ".,?!…"


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
        if block.kind not in ("table", "code", "subhead"):
            yield from _in_block(story.text, block, same=story.language in _SAME_MARKS)


def _in_block(text: str, block: Block, *, same: bool) -> Iterator[Cited]:
    """The quotes of a paragraph; `same` tells that one mark opens and closes, as in Swedish."""
    marks = list(_MARK.finditer(text, block.span.start, block.span.end))
    at = 0
    while at < len(marks):
        if not _opens(text, marks[at], block) or (marks[at][0] == "”" and not same):
            at += 1
            continue
        close = _closing(text, marks, at, block)
        single = marks[at][0] in _SINGLE
        if close is None and single:
            at += 1
            continue
        start, end = marks[at].end(), marks[close].start() if close else block.span.end
        outer = Span(marks[at].start(), marks[close].end() if close else block.span.end)
        content = _inner(text, start, end)
        if len(content) > 0:
            yield Cited(content, outer, block, close is None)
        at = len(marks) if close is None else close + 1


def _opens(text: str, mark: re.Match[str], block: Block) -> bool:
    if mark[0] not in _PAIRS:
        return False
    before = text[mark.start() - 1] if mark.start() > block.span.start else " "
    after = text[mark.end() : mark.end() + 1]
    if mark[0] in "“„«「『":
        return True
    if mark[0] in _SINGLE and not after.isalpha() and after not in '“"[':
        return False
    if mark[0] == "»" and not (after and not after.isspace() and before.isspace()):
        return False
    return (
        (before.isspace() or before in _OPEN_AFTER or before in '“”"‘')
        and bool(after)
        and not after.isspace()
    )


def _closing(text: str, marks: Sequence[re.Match[str]], at: int, block: Block) -> int | None:
    """The number of the mark that closes; single marks, apostrophes too, need to be sure of it."""
    closers, single = _PAIRS[marks[at][0]], marks[at][0] in _SINGLE
    likely = None
    for n in range(at + 1, len(marks)):
        mark = marks[n]
        if single and mark.start() - marks[at].start() > _SINGLE_REACH:
            break
        if mark[0] not in closers:
            if mark[0] == '"' and single:
                break
            continue
        after = text[mark.end() : mark.end() + 1] if mark.end() < block.span.end else ""
        if not single:
            if mark[0] in ('"', "''") and _opens_here(text, mark, block):
                continue
            return n
        if after.isalnum():
            continue
        if text[mark.start() - 1] in _SURE or (after and after in _SURE + ';:”"'):
            return n
        likely = n if likely is None and marks[at][0] == "‘" else likely
    return likely


def _opens_here(text: str, mark: re.Match[str], block: Block) -> bool:
    """A straight mark inside a quote that can only open: a space before it, a word behind."""
    before = text[mark.start() - 1]
    after = text[mark.end() : mark.end() + 1] if mark.end() < block.span.end else " "
    return before.isspace() and after.isalnum()


def _inner(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return Span(start, end)
