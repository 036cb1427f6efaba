"""The card: what, who, where, when, why and how, the weightiest numbers, the timeline, the voices.

An answer is a span of the text or of the headline; nothing is said in other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nutgraf.facts.card.actors import who
from nutgraf.facts.card.deeds import what
from nutgraf.facts.card.hours import when
from nutgraf.facts.card.opening import Opening
from nutgraf.facts.card.reasons import how, reason_in, why
from nutgraf.facts.card.scene import where
from nutgraf.facts.card.timeline import timeline_of
from nutgraf.model import Answer, Card, Fact, Quote, Span, Story, Voice

_MOST: Final = 3
_NUMBERS: Final = 4
_EARLY: Final = 5
_TELLING: Final = ("article", "live-blog", "page")
_OPINION: Final = re.compile(
    r"(?i)\b(?:opinion|comment|editorial|column|essay|op-ed|letters?)\b ?[:|]"
)
_OPINION_URL: Final = re.compile(
    r"/(?:opinions?|comment|commentisfree|editorials?|columnists?|essays?)/"
)
_LIVE: Final = re.compile(r"(?i)\blive(?: (?:blog|updates?|coverage))?(?: ?[:|–—])|as it happened")
_FIRST_PERSON: Final = re.compile(r"\b(?:I|I’m|I'm|I’ve|I've|my|me)\b")
_PERSONAL: Final = 3


def card_of(story: Story, found: Sequence[Fact], quotes: Sequence[Quote]) -> Card:
    """The card of a story from the facts found in it.

    Opinion, lists and pages that tell of no event are not made to answer who and where.
    """
    answers = _answers if (story.language or "en").startswith("en") else _plain_answers
    card = answers(story, found)
    return Card(
        **dict(card),
        numbers=_numbers(story, [fact for fact in found if fact.kind == "number"]),
        timeline=timeline_of([fact for fact in found if fact.kind == "date"]),
        voices=_voices(quotes),
    )


def _answers(story: Story, found: Sequence[Fact]) -> Card:
    opening = Opening(
        story, [fact for fact in found if fact.kind in ("person", "organisation", "place")]
    )
    dates = [fact for fact in found if fact.kind == "date"]
    live = story.kind == "live-blog" or bool(_LIVE.search(story.headline or ""))
    tells = story.kind in _TELLING and not _is_opinion(story, opening)
    actors = who(opening, forced=tells)
    return Card(
        who=actors,
        what=what(opening, actors),
        when=when(opening, dates, latest=live),
        where=where(opening, forced=tells),
        why=why(opening),
        how=how(opening),
    )


def _plain_answers(story: Story, found: Sequence[Fact]) -> Card:
    """Where the grammar is not known: the weightiest names, the first sentence, the first dates."""
    actors = [fact for fact in found if fact.kind in ("person", "organisation")]
    places = [fact for fact in found if fact.kind == "place"]
    dates = [fact for fact in found if fact.kind == "date"]
    early = [fact for fact in dates if (fact.sentence or 0) < _EARLY] or dates
    told = (s.span for s in story.sentences if story.blocks[s.block].kind != "subhead")
    return Card(
        who=_first(actors),
        what=tuple(Answer(span, 0.5) for span in list(told)[:1]),
        when=_first(early),
        where=_first(places),
        why=reason_in(story, [s.span for s in story.sentences[:_EARLY]]),
    )


def _first(facts: Sequence[Fact]) -> tuple[Answer, ...]:
    return tuple(Answer(fact.spans[0], round(fact.confidence / 2, 2)) for fact in facts[:_MOST])


def _is_opinion(story: Story, opening: Opening) -> bool:
    """Whether somebody speaks of himself at the start, or headline or address call it opinion."""
    spoken = " ".join(word.text for line in opening.sentences if line.clause for word in line.words)
    return (
        bool(_OPINION.search(story.headline or ""))
        or bool(_OPINION_URL.search(story.url or ""))
        or len(_FIRST_PERSON.findall(spoken)) >= _PERSONAL
    )


def _numbers(story: Story, numbers: Sequence[Fact]) -> tuple[Answer, ...]:
    """The figures the headline has, then those that say what they count, in the story's order."""

    def weight(fact: Fact) -> tuple[bool, bool]:
        told = bool(fact.value) and (fact.unit is not None or not str(fact.value).isdigit())
        return (story[fact.spans[0]] not in figures, not told)

    figures = set((story.headline or "").split())
    top = sorted(numbers, key=weight)[:_NUMBERS]
    return tuple(Answer(_counted(fact), fact.confidence) for fact in top)


def _counted(fact: Fact) -> Span:
    span, unit = fact.spans[0], fact.unit
    return Span(span.start, unit.end) if unit and unit.start >= span.end else span


def _voices(quotes: Sequence[Quote]) -> tuple[Voice, ...]:
    """Who is quoted, the most quoted first."""
    said: dict[Span, list[int]] = {}
    for index, quote in enumerate(quotes):
        if quote.source.name:
            said.setdefault(quote.source.name, []).append(index)
    ranked = sorted(said.items(), key=lambda row: -len(row[1]))
    return tuple(Voice(name, tuple(indexes)) for name, indexes in ranked)
