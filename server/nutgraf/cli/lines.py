"""What the library's commands print: one line a reading, and two versions side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from nutgraf.compare import Comparison, FactChange, Line, QuoteChange
    from nutgraf.model import Span, Story
    from nutgraf.store import Kept, Version

_ID_DIGITS: Final = 8
_SITE_WIDTH: Final = 24
_UNTITLED: Final = "(no headline)"
_SIGNS: Final = {"added": "+", "gone": "-", "changed": "~", "moved": ">"}


def listed(rows: Sequence[Kept]) -> Iterator[str]:
    """A line for each reading: id, day kept, a point while unread, site, headline, tags."""
    sites = [_cut(_plain(row.site or ""), _SITE_WIDTH) for row in rows]
    width = max(map(_width, sites), default=0)
    for row, site in zip(rows, sites, strict=True):
        unread = " " if row.is_read else "•"
        tags = "".join(f"  #{_plain(tag)}" for tag in row.tags)
        padded = site + " " * (width - _width(site))
        day, headline = row.kept_at[:10], _plain(row.headline or _UNTITLED)
        yield f"{row.id[:_ID_DIGITS]}  {day} {unread} {padded}  {headline}{tags}"


def versions_listed(versions: Iterable[Version]) -> Iterator[str]:
    """A line for each version: id, number, time kept, words, headline."""
    for one in versions:
        place = f"{one.id[:_ID_DIGITS]}  {one.number:3}  {one.kept_at}"
        yield f"{place}  {one.words:6,} words  {_plain(one.headline or _UNTITLED)}"


def differences(found: Comparison, before: Story, after: Story) -> Iterator[str]:
    """A comparison as lines that begin with `+`, `-`, `~` (was and is) or `>` (moved)."""
    if found.is_same:
        yield "Both say the same."
    for head in found.head:
        was, now = (_plain("; ".join(words)) or "–" for words in (head.before, head.after))
        yield f"~ {head.name}: {was} → {now}"
    for line in found.changes:
        yield from _sentence(line, before, after)
    for fact in found.facts:
        yield _fact(fact, before, after)
    for quote in found.quotes:
        yield from _quote(quote, before, after)


def _sentence(line: Line, before: Story, after: Story) -> Iterator[str]:
    if line.change == "changed" and line.before and line.after:
        yield f"~ - {_marked(before, line.before, line.gone, '[-', '-]')}"
        yield f"~ + {_marked(after, line.after, line.added, '{+', '+}')}"
    else:
        yield f"{_SIGNS[line.change]} {_words(before, after, line.before, line.after)}"


def _marked(story: Story, span: Span, parts: Iterable[Span], opening: str, closing: str) -> str:
    text, at = "", span.start
    for part in parts:
        text += story.text[at : part.start] + opening + story[part] + closing
        at = part.end
    return _plain(text + story.text[at : span.end])


def _fact(fact: FactChange, before: Story, after: Story) -> str:
    if fact.change == "changed":
        return f"~ {fact.kind}: {_plain(fact.was or '')} → {_plain(fact.now or '')}"
    words = _words(before, after, fact.before, fact.after)
    return f"{_SIGNS[fact.change]} {fact.kind}: {words}"


def _quote(quote: QuoteChange, before: Story, after: Story) -> Iterator[str]:
    was = _said(before, quote.before, quote.speaker_before)
    now = _said(after, quote.after, quote.speaker_after)
    if quote.change == "changed":
        yield f"~ - quote: {was}"
        yield f"~ + quote: {now}"
    else:
        yield f"{_SIGNS[quote.change]} quote: {now or was}"


def _said(story: Story, words: Span | None, speaker: Span | None) -> str:
    if words is None:
        return ""
    return _plain(f"{story[words]} — {story[speaker] if speaker else 'speaker not named'}")


def _words(before: Story, after: Story, old: Span | None, new: Span | None) -> str:
    if new is not None:
        return _plain(after[new])
    return _plain(before[old]) if old is not None else ""


def _plain(text: str) -> str:
    """A text on one line, without what would command a terminal."""
    return shown(" ".join(text.split()))


def shown(line: str) -> str:
    """A line without what would command a terminal."""
    return "".join(c for c in line if c.isprintable() or c in _JOINERS)


_JOINERS: Final = "\u200c\u200d"


def _width(text: str) -> int:
    """How many columns a terminal needs for a text."""
    return sum(_columns(c) for c in text)


def _columns(c: str) -> int:
    if unicodedata.combining(c) or c in _JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) > width - 1:
        text = text[:-1]
    return text + "…"
