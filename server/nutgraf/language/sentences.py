"""Text to sentences, block by block; each a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nutgraf.language.stops import cutter
from nutgraf.limits import SENTENCE_CHARS, SENTENCES
from nutgraf.model import Sentence, Span, Story

_WINDOW_CHARS: Final = 40_000
_HARD_BREAK: Final = re.compile(r"\n[ \t]*\n\s*|\n(?=[-–•*▪◦‣·][ \t]|\(?\d{1,3}[.)][ \t])")
_HEADING_CHARS: Final = 80
_PARAGRAPH_CHARS: Final = 100


def with_sentences(story: Story) -> tuple[Sentence, ...]:
    """The story's sentences in order: a dateline is in none, a subhead is one, a table is none.

    Keeps at most 3,000 sentences; the caller says so when there are more. Source of the
    boundaries: Punkt (Kiss and Strunk, 2006): its learned words with rules of our own.
    """
    found: list[Sentence] = []
    for index, block in enumerate(story.blocks):
        if not block.in_body or block.kind in ("table", "code"):
            continue
        start = block.span.start
        if story.dateline and story.dateline.start == start:
            start = _past_dash(story.text, story.dateline.end, block.span.end)
        for window in _windows(story, Span(start, block.span.end)):
            found += [Sentence(span, index) for span in window]
            if len(found) >= SENTENCES:
                return tuple(found[:SENTENCES])
    return tuple(found)


def _past_dash(text: str, start: int, end: int) -> int:
    dash = re.compile(r"[\s.|–—―-]*").match(text, start, end)
    return dash.end() if dash else start


def _windows(story: Story, within: Span) -> Iterator[tuple[Span, ...]]:
    """The sentences of a block, some pages of text at a time: the last one of a window may be
    cut, so the next window begins with it."""
    start = within.start
    while start < within.end:
        end = min(within.end, start + _WINDOW_CHARS)
        found = spans(story.text, Span(start, end), story.language)
        if end == within.end or len(found) < 2:  # noqa: PLR2004 - nothing to hold back
            yield found
            start = end
        else:
            yield found[:-1]
            start = found[-1].start


def spans(text: str, within: Span, language: str | None) -> tuple[Span, ...]:
    """The sentence spans of a part of a text, without the white space between them.

    They are in order and hold every character that is no white space; a blank line and the
    line of a list always part. Time is linear in the length of the part.
    """
    ends = cutter(language or "en")
    part = text[within.start : within.end]
    found: list[Span] = []
    for piece in _passages(part):
        start = piece.start
        for cut in (*ends.cuts(part[piece.start : piece.end]), piece.end - piece.start):
            found += _chunks(part, start, piece.start + cut)
            start = piece.start + cut
    return tuple(Span(within.start + s.start, within.start + s.end) for s in found)


def _passages(part: str) -> Iterator[Span]:
    """The runs of lines in which a sentence may go on over the end of a line."""
    start = 0
    if "\n" in part:
        breaks = {m.start() for m in _HARD_BREAK.finditer(part)} | set(_after_headings(part))
        for at in sorted(breaks):
            yield Span(start, at)
            start = at
    yield Span(start, len(part))


def _after_headings(part: str) -> Iterator[int]:
    """Ends of short lines without a stop above a line far longer than any wrapped one."""
    at = part.find("\n")
    line = part[:at]
    while at >= 0:
        end = part.find("\n", at + 1)
        below = part[at + 1 : end if end >= 0 else len(part)]
        short = 0 < len(line) <= _HEADING_CHARS and line.rstrip()[-1:].isalnum()
        if short and len(below) >= _PARAGRAPH_CHARS and below[:1].isupper():
            yield at
        line, at = below, end


def _chunks(part: str, start: int, end: int) -> Iterator[Span]:
    """A span without outer white space, in pieces no longer than a sentence may be."""
    while True:
        while start < end and part[start].isspace():
            start += 1
        if end - start <= SENTENCE_CHARS:
            break
        cut = part.rfind(" ", start, start + SENTENCE_CHARS)
        cut = cut if cut > start else start + SENTENCE_CHARS
        yield Span(start, start + len(part[start:cut].rstrip()))
        start = cut
    end = start + len(part[start:end].rstrip())
    if end > start:
        yield Span(start, end)
