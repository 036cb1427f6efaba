"""Dates, times and lengths of time: what the text says, and the day it means where that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from nutgraf.facts.lettering import Line, cut_to, lettered
from nutgraf.facts.times.rules import any_rule, rules, rules_alone
from nutgraf.facts.times.said import Meaning, Said
from nutgraf.facts.times.words import Calendar, calendar_of
from nutgraf.model import Fact, Span, Story

_UNTOLD: Final = 0.6
# A story of 3,000 sentences has fewer: more of it is a table or an attack.
_MOST: Final = 3_000
_MOST_CHARS: Final = 250_000
_TRIES: Final = 5_000
_TRIES_LEAST: Final = 20
_TRIES_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Time:
    """A time said: its place, what it means, how sure that is."""

    span: Span
    meaning: Meaning
    confidence: float


def find_times(story: Story) -> tuple[Fact, ...]:
    """Every date and time said, in order; the same day said twice is one fact with two spans.

    `value` is in the form of `calendar`, at the precision that follows from the words. "On
    Wednesday" has one only when the publication date is known: the last Wednesday up to that day,
    the next one where the sentence speaks of what is to come. A time without a value is shown all
    the same.
    """
    known = _published(story)
    calendar = calendar_of(story.language or "en")
    same: dict[str, list[Time]] = {}
    for time in islice(_times(story, calendar, known), _MOST):
        same.setdefault(_mark(story, time), []).append(time)
    return tuple(_fact(story, times) for times in same.values())


def value_of(
    words: str, published: str | None, language: str = "en", *, ahead: bool | None = None
) -> str | None:
    """The normal value of an expression of time on its own; `ahead` where its sentence speaks of
    what is to come."""
    calendar = calendar_of(language)
    line = lettered(words, Span(0, len(words)), calendar.vocabulary)
    for rule in rules_alone():
        match = rule.pattern.fullmatch(line.letters)
        said = match and Said(line, match, calendar, _day(published), alone=True, asked=ahead)
        meaning = rule.meaning(said) if said else None
        if meaning:
            return meaning.value
    return None


def _times(story: Story, calendar: Calendar, known: date | None) -> Iterator[Time]:
    left = _MOST_CHARS
    for block in story.body:
        within = cut_to(story.text, block.span, left)
        left -= len(within)
        if within:
            yield from times_in(lettered(story.text, within, calendar.vocabulary), calendar, known)


def _fact(story: Story, times: Sequence[Time]) -> Fact:
    first = times[0]
    value, basis = first.meaning
    spans = tuple(time.span for time in times)
    sentence = story.sentence_at(first.span)
    return Fact("date", spans, value, sentence, first.confidence, basis=basis)


def times_in(line: Line, calendar: Calendar, known: date | None) -> Iterator[Time]:
    """The times said in a line, from left to right."""
    place = tries = 0
    most = min(_TRIES, _TRIES_LEAST + len(line.letters) // _TRIES_WORDS)
    while tries < most and (found := any_rule().search(line.letters, place)):
        tries += 1
        said = _said(line, found, calendar, known)
        place = found.start() + 1
        if said:
            place = said[1]
            yield said[0]


def _said(
    line: Line, found: re.Match[str], calendar: Calendar, known: date | None
) -> tuple[Time, int] | None:
    """The first rule from the one that matched on whose words mean a time; where they end."""
    for rule in rules()[int((found.lastgroup or "r0")[1:]) :]:
        match = rule.pattern.match(line.letters, found.start())
        if match is None:
            continue
        said = Said(line, match, calendar, known)
        meaning = None if said.is_title else rule.meaning(said)
        if meaning:
            sure = rule.confidence if meaning.value else _UNTOLD
            return Time(line.span(match.start(), match.end()), meaning, sure), match.end()
    return None


def _mark(story: Story, time: Time) -> str:
    """What makes two expressions one fact: the same day; two lengths only in the same words."""
    value, words = time.meaning.value, story[time.span].casefold()
    return value if value and not value.startswith(("P", "R")) else f"{value} {words}"


def _published(story: Story) -> date | None:
    return _day(story.published)


def _day(published: str | None) -> date | None:
    try:
        known = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    return known if date.min.year < known.year < date.max.year else None
