"""Compare: what a later version of a page says that the earlier one did not.

Nothing is written: every change is a place in the one story, in the other, or in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.compare.changes import (
    Change,
    Comparison,
    Edit,
    FactChange,
    HeadChange,
    HeadName,
    Line,
    LineChange,
    QuoteChange,
)
from nutgraf.compare.claims import facts_changed
from nutgraf.compare.lines import lines_of
from nutgraf.compare.quotes import quotes_changed
from nutgraf.model import Reading, Story

__all__ = [
    "Change", "Comparison", "Edit", "FactChange", "HeadChange", "HeadName", "Line", "LineChange",
    "QuoteChange", "compare",
]  # fmt: skip


def compare(before: Reading, after: Reading) -> Comparison:
    """The differences between two readings of a page, the earlier one first.

    The other way round, it gives the same changes the other way round.
    """
    lines = lines_of(before.story, after.story)
    return Comparison(
        head=tuple(_head_changes(before.story, after.story)),
        lines=lines,
        facts=facts_changed(before, after, lines),
        quotes=quotes_changed(before, after),
    )


def _head_changes(before: Story, after: Story) -> Iterator[HeadChange]:
    olds, news = _head(before), _head(after)
    for name, old in olds.items():
        if old != news[name]:
            yield HeadChange(name, old, news[name])


def _head(story: Story) -> dict[HeadName, tuple[str, ...]]:
    """The words of a story's head, white space aside."""
    dateline = story[story.dateline] if story.dateline else None
    return {
        "headline": _told(story.headline),
        "dek": _told(story.dek),
        "byline": story.byline,
        "dateline": _told(dateline),
        "published": _told(story.published),
        "updated": _told(story.updated),
    }


def _told(words: str | None) -> tuple[str, ...]:
    return (" ".join(words.split()),) if words else ()
