"""Pasted text to the same blocks a page gives, so that one boundary serves both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nutgraf.language.words import content_words, key, words
from nutgraf.model import BodyKind
from nutgraf.story.blocks import PageBlock
from nutgraf.story.clutter import line_reason
from nutgraf.story.labels import dateline_end, is_credit
from nutgraf.story.names import people_of

_BLANK: Final = re.compile(r"\n\s*\n")
_LIST_MARK: Final = re.compile(r"(?:[-*•‣–]|\d{1,2}[.)])\s+")
_SENTENCE_END: Final = re.compile(r"[.!?。！？؟:][\"'”’»」)]*$")
_RUNNING_WORDS: Final = 3
_HEADLINE_WORDS: Final = (2, 25)
_WRAP: Final = (40, 100)


def text_blocks(text: str, headline: str | None) -> tuple[tuple[PageBlock, ...], str | None]:
    """Paragraphs as blocks, and the headline: the one given, or the line above the first running
    paragraph that shares most of its words with the story."""
    parts = _paragraphs(text)
    found = headline or _headline(parts)
    blocks = []
    for number, part in enumerate(parts, start=1):
        is_head = found is not None and key(part) == key(found)
        tag = "h1" if is_head else "p"
        is_item = bool(_LIST_MARK.match(part)) and len(part.split()) < _RUNNING_WORDS * 10
        kind: BodyKind = "subhead" if is_head else "list-item" if is_item else "paragraph"
        path, level = f"/text/p[{number}]", 1 if is_head else None
        blocks.append(PageBlock(part, kind, tag, path, "/text", level))
    return tuple(blocks), found


def text_votes(blocks: Sequence[PageBlock]) -> tuple[float, ...]:
    """Every paragraph of a pasted text is its story's until something speaks against it: a short
    line above the headline or, where there is none, above the first sentence; a short line
    below the last sentence that no colon or list leads to."""
    running = [i for i, block in enumerate(blocks) if _is_running(block.text)]
    if not running:
        return (1.0,) * len(blocks)
    headline = next((i for i, block in enumerate(blocks) if block.level == 1), None)
    first = running[0] if headline is None else min(headline + 1, running[0])
    last = running[-1]
    while last + 1 < len(blocks) and _follows(blocks[last], blocks[last + 1]):
        last += 1
    return tuple(1.0 if first <= i <= last else 0.0 for i in range(len(blocks)))


def _follows(before: PageBlock, block: PageBlock) -> bool:
    """Whether a line goes on with a list: an item after an item or after a colon."""
    leads = before.kind == "list-item" or before.text.endswith((":", "："))
    return block.kind == "list-item" and leads


def _paragraphs(text: str) -> list[str]:
    """Parted by blank lines, hard-wrapped lines joined; a text without blank lines has a
    paragraph wherever a line ends as a sentence or the next one does not go on with it."""
    parts = _BLANK.split(text.strip())
    if len(parts) <= 1:
        return _joined(text.strip().split("\n"))
    return [flat for part in parts for flat in _unwrapped(part)]


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines put together where one breaks off wide and the next goes on in small letters."""
    joined: list[str] = []
    wide = False
    for line in (" ".join(line.split()) for line in lines if line.strip()):
        goes_on = wide and bool(joined) and not _LIST_MARK.match(line)
        if goes_on and (line[0].islower() or not _SENTENCE_END.search(joined[-1])):
            joined[-1] += " " + line
        else:
            joined.append(line)
        wide = _WRAP[0] <= len(line) <= _WRAP[1]
    return joined


def _unwrapped(part: str) -> list[str]:
    """Hard-wrapped lines joined; lines that stand alone (a menu, a list) kept apart."""
    lines = [" ".join(line.split()) for line in part.split("\n") if line.strip()]
    if len(lines) > 1 and line_reason(lines[0]):
        return lines
    alone = [line for line in lines if _LIST_MARK.match(line) or line_reason(line, told=True)]
    if len(lines) > 1 and (len(alone) * 2 > len(lines) or all(len(x.split()) < 7 for x in lines)):  # noqa: PLR2004 - shorter than any wrapped line
        return lines
    if any(_LIST_MARK.match(line) for line in lines[1:]):
        return _joined(lines)
    return [" ".join(lines)] if lines else []


def _is_running(part: str) -> bool:
    if line_reason(part, told=True) or is_credit(part):
        return False
    long = len(words(part)) >= _RUNNING_WORDS and bool(_SENTENCE_END.search(part))
    return long or dateline_end(part) is not None


def _headline(parts: Sequence[str]) -> str | None:
    """The title-like line above the first sentence that shares most of its words with the text."""
    first = next((i for i, part in enumerate(parts) if _is_running(part)), None)
    if first is None:
        return None
    body = set(content_words(" ".join(parts[first : first + 12]), "en"))
    best, score = None, 0.0
    for part in filter(_is_title, parts[:first]):
        own = content_words(part, "en")
        shared = sum(word in body for word in own) / len(own) if own else 0.0
        if shared > score:
            best, score = part, shared
    clean = not any(line_reason(part) or people_of(part) for part in parts[:first])
    return best or (next(filter(_is_title, parts[:first]), None) if clean else None)


def _is_title(part: str) -> bool:
    least, most = _HEADLINE_WORDS
    fits = least <= len(part.split()) <= most and not _SENTENCE_END.search(part)
    plain = not part[0].isdigit() and not _LIST_MARK.match(part)
    return fits and plain and not line_reason(part) and not people_of(part)
