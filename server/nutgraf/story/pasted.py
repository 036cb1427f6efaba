"""Pasted text to the same blocks a page gives, so that one boundary serves both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nutgraf.language.words import content_words, key, words
from nutgraf.story.blocks import PageBlock
from nutgraf.story.clutter import line_reason
from nutgraf.story.labels import dateline_end, is_credit
from nutgraf.story.names import people_of

_BLANK: Final = re.compile(r"\n\s*\n")
_LIST_MARK: Final = re.compile(r"(?:[-*•‣–]|\d{1,2}[.)])\s+")
_SENTENCE_END: Final = re.compile(r"[.!?。！？؟:][\"'”’»」)]*$")
_RUNNING_WORDS: Final = 5
_HEADLINE_WORDS: Final = (2, 25)
_TOP: Final = 30


def text_blocks(text: str, headline: str | None) -> tuple[tuple[PageBlock, ...], str | None]:
    """Paragraphs as blocks, and the headline: the one given, or the line above the first running
    paragraph that shares most of its words with the story."""
    parts = _paragraphs(text)
    found = headline or _headline(parts)
    blocks = []
    for number, part in enumerate(parts, start=1):
        is_head = found is not None and key(part) == key(found)
        tag = "h1" if is_head else "p"
        is_item = bool(_LIST_MARK.match(part)) and len(part.split()) < _RUNNING_WORDS * 6
        kind = "subhead" if is_head else "list-item" if is_item else "paragraph"
        blocks.append(
            PageBlock(part, kind, tag, f"/text/p[{number}]", "/text", 1 if is_head else None)  # type: ignore[arg-type] # narrowed to BodyKind above
        )
    return tuple(blocks), found


def text_votes(blocks: Sequence[PageBlock]) -> tuple[float, ...]:
    """Every paragraph of a pasted text is its story's until something speaks against it: a short
    line above the first running paragraph or below the last one."""
    running = [i for i, block in enumerate(blocks) if _is_running(block.text)]
    if not running:
        return (1.0,) * len(blocks)
    first, last = running[0], running[-1]
    return tuple(
        1.0 if first <= i <= last or (i > last and _SENTENCE_END.search(block.text)) else 0.0
        for i, block in enumerate(blocks)
    )


def _paragraphs(text: str) -> list[str]:
    """Parted by blank lines; a text without any has a paragraph a line."""
    parts = _BLANK.split(text.strip())
    if len(parts) <= 1 or _short_lines(text):
        parts = text.strip().split("\n")
    return [flat for part in parts for flat in _unwrapped(part)]


def _short_lines(text: str) -> bool:
    """Whether no line is hard-wrapped: every paragraph stands on one line of its own."""
    lines = [line for line in text.split("\n") if line.strip()]
    long = [line for line in lines if len(line) > 200]  # noqa: PLR2004 - no editor wraps that wide
    return len(long) >= max(1, len(lines) // 5)


def _unwrapped(part: str) -> list[str]:
    """Hard-wrapped lines joined; lines that stand alone (a menu, a list) kept apart."""
    lines = [" ".join(line.split()) for line in part.split("\n") if line.strip()]
    if len(lines) > 1 and line_reason(lines[0]):
        return lines
    alone = [line for line in lines if _LIST_MARK.match(line) or line_reason(line)]
    if len(lines) > 1 and (len(alone) * 2 > len(lines) or all(len(x.split()) < 7 for x in lines)):  # noqa: PLR2004 - shorter than any wrapped line
        return lines
    return [" ".join(lines)] if lines else []


def _is_running(part: str) -> bool:
    if line_reason(part) or is_credit(part):
        return False
    long = len(words(part)) >= _RUNNING_WORDS and bool(_SENTENCE_END.search(part))
    return long or dateline_end(part) is not None


def _headline(parts: Sequence[str]) -> str | None:
    """The title-like line above running text that shares most of its words with that text."""
    best, score = None, 0.0
    for index, part in enumerate(parts[:_TOP]):
        below = [other for other in parts[index + 1 : index + 12] if _is_running(other)]
        if not below or not _is_title(part):
            continue
        body = set(content_words(" ".join(below), "en"))
        own = content_words(part, "en")
        shared = len(below) * sum(word in body for word in own) / len(own) if own else 0.0
        if shared > score:
            best, score = part, shared
    return best


def _is_title(part: str) -> bool:
    least, most = _HEADLINE_WORDS
    fits = least <= len(part.split()) <= most and not _SENTENCE_END.search(part)
    return fits and not line_reason(part) and not people_of(part)
