"""When: the time of the event, as the first sentences tell it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final

from nutgraf.facts.card.opening import Opening, Weighed, ranked
from nutgraf.model import Answer, Fact, Span, Story

_LATER: Final = 0.1
_LEAST: Final = 0.22
_NEAR_DAYS: Final = 3
_REACH: Final = 32
_BEFORE: Final = re.compile(
    r"(?:\b(?:in |at )?the (?:early|small) hours (?:of|on) |"
    r"\b(?:shortly|just|soon) (?:before|after) |\b(?:early|late) (?:on |in )?|"
    r"\b(?:at )?(?:around|about) |\balmost )$",
    re.I,
)
_BEHIND: Final = re.compile(r" (?:night|morning|afternoon|evening)\b", re.I)


def when(opening: Opening, dates: Sequence[Fact], *, latest: bool = False) -> tuple[Answer, ...]:
    """The times of the event, the likeliest first; of a live blog, the latest."""
    story = opening.story
    published = _day(story.published)
    worth = {line.sentence: opening.worth(line) for line in opening.sentences}
    named = sorted(span for fact in opening.names for span in fact.spans)
    found: list[Weighed] = []
    for fact in dates:
        fit = _closeness(fact, published) if latest else _fit(fact, published)
        free = (span for span in fact.spans if not _inside(named, span))
        for span in free:
            told = 0.0 if latest else worth.get(story.sentence_at(span), _LATER)
            found.append((fit + told, _widened(story, span)))
    return ranked(story, (row for row in found if row[0] > _LEAST))


def _inside(spans: Sequence[Span], span: Span) -> bool:
    """Whether a date is part of a name ("USA Today")."""
    index = bisect_right(spans, span) - 1
    return any(one.holds(span) for one in spans[max(index, 0) : index + 2])


def _widened(story: Story, span: Span) -> Answer:
    """A date with the words that narrow it: "shortly before 7 pm", "late on Thursday"."""
    block = story.block_at(span)
    around = block.span if block else span
    before = _BEFORE.search(story.text, max(around.start, span.start - _REACH), span.start)
    behind = _BEHIND.match(story.text, span.end, around.end)
    start, end = before.start() if before else span.start, behind.end() if behind else span.end
    return Answer(Span(start, end), 0.0)


def _fit(fact: Fact, published: date | None) -> float:
    """Whether the date is one of an event just reported: a day near the publication, a time of day;
    not a year, a month or a length of time."""
    value = fact.value or ""
    day = _day(value)
    if day and published:
        return 0.5 if -1 <= (published - day).days <= _NEAR_DAYS else -0.2
    if day or not value:
        return 0.25 if day else 0.1
    return 0.3 if value.startswith("T") else -0.4


def _closeness(fact: Fact, published: date | None) -> float:
    """How near the publication a day is: a live blog tells its latest entry first."""
    day = _day(fact.value)
    return 1.0 / (1 + abs((published - day).days)) if day and published else -1.0


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
