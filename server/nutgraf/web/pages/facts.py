"""The key facts as a page shows them: words, the place they lead to, and their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.export.content import CARD_NAMES, page_url
from nutgraf.model import Anchor, Answer, Fact, Quote, Reading, Span, Voice
from nutgraf.web.pages.dates import calendar
from nutgraf.web.pages.story import place_of

_BEFORE: Final = 28
_AFTER: Final = 44
_MARKED: Final = re.compile("[\"'“”„«»‘’‹「『]")


@dataclass(frozen=True, slots=True)
class Place:
    """Words that can be pressed: `target` is the element in the story they lead to, `spans` their
    places in its text (`12-40 96-120`), `link` the place in the page on the web, or ""."""

    words: str
    target: str
    spans: str = ""
    link: str = ""
    times: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the card: a question and what answers it, each with a note before it or none."""

    label: str
    places: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A date or number among its neighbours; `note` says what it means or counts."""

    before: str
    place: Place
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: its words, who speaks (None: not named), the role, and whether that is sure."""

    place: Place
    speaker: Place | None
    role: str
    is_sure: bool
    is_bare: bool


def place(reading: Reading, spans: Sequence[Span], words: str = "", title: str = "") -> Place:
    """The place of words that stand at one span or more; the first one is shown and linked."""
    story = reading.story
    return Place(
        words=words or story[spans[0]],
        target=place_of(story, spans[0]),
        spans=" ".join(f"{span.start}-{span.end}" for span in spans),
        link=story.anchor(spans[0]).link(page_url(reading)),
        times=len(spans),
        title=title,
    )


def card(reading: Reading) -> list[Row]:
    """The card's rows: the six questions, the weightiest figures, the timeline, the voices."""
    facts = reading.facts.card
    rows = [
        (CARD_NAMES[name], [("", _answer(reading, one)) for one in found]) for name, found in facts
    ]
    rows.append(("Figures", [("", _answer(reading, one)) for one in facts.numbers]))
    moments = ((calendar(one.value), place(reading, [one.span])) for one in facts.timeline)
    rows.append(("Timeline", list(moments)))
    rows.append(("Voices", [("", _voice(reading, one)) for one in facts.voices]))
    return [Row(label, tuple(places)) for label, places in rows if places]


def _answer(reading: Reading, answer: Answer) -> Place:
    if answer.place == "text":
        return place(reading, [answer.span])
    words = answer.words(reading.story)
    # A headline that the page only states in its head cannot be pointed at.
    seen = any(words in headline for headline in reading.story.labelled("headline"))
    return Place(words, "headline", link=Anchor(words).link(page_url(reading)) if seen else "")


def _voice(reading: Reading, voice: Voice) -> Place:
    spans = [reading.facts.quotes[index].content for index in voice.quotes]
    return place(reading, spans or [voice.name], reading.story[voice.name])


def names(reading: Reading) -> Iterator[tuple[str, list[Place]]]:
    """People, organisations and places, each with every mention."""
    facts = reading.facts
    groups = (
        ("People", facts.people),
        ("Organisations", facts.organisations),
        ("Places", facts.places),
    )
    for label, found in groups:
        if shown := [
            place(reading, fact.spans, title=fact.value or "") for fact in found if fact.spans
        ]:
            yield label, shown


def measures(reading: Reading) -> Iterator[tuple[str, list[Measured]]]:
    """Dates and numbers among their neighbours."""
    for label, found in (("Dates", reading.facts.dates), ("Numbers", reading.facts.numbers)):
        if shown := [_measured(reading, fact) for fact in found if fact.spans]:
            yield label, shown


def _measured(reading: Reading, fact: Fact) -> Measured:
    story, span = reading.story, fact.spans[0]
    around = span if fact.sentence is None else story.sentences[fact.sentence].span
    before = story[Span(min(around.start, span.start), span.start)]
    after = story[Span(span.end, max(around.end, span.end))]
    return Measured(_tail(before), place(reading, fact.spans), _head(after), _note(reading, fact))


def _note(reading: Reading, fact: Fact) -> str:
    """A date's meaning, or what a number counts where that does not stand right behind it."""
    story, span = reading.story, fact.spans[0]
    if fact.kind == "date":
        meaning = calendar(fact.value)
        return meaning if meaning != story[span] else ""
    if fact.unit is None or 0 <= fact.unit.start - span.end < _AFTER:
        return ""
    return story[fact.unit]


def _tail(words: str) -> str:
    return words if len(words) <= _BEFORE else "…" + re.sub(r"^\S*", "", words[-_BEFORE:])


def _head(words: str) -> str:
    return words if len(words) <= _AFTER else re.sub(r"\S*$", "", words[:_AFTER]) + "…"


def quotes(reading: Reading) -> list[Said]:
    """What was said between quote marks, and by whom as far as the story says it."""
    return [_said(reading, quote) for quote in reading.facts.direct]


def told(reading: Reading) -> list[Said]:
    """What somebody says in the reporter's words, where the text says who."""
    return [_said(reading, quote) for quote in reading.facts.told]


def _said(reading: Reading, quote: Quote) -> Said:
    story, source = reading.story, quote.source
    who = source.name or source.mention
    return Said(
        place=place(reading, [quote.content]),
        speaker=place(reading, [who]) if who else None,
        role=story[source.role] if source.role else "",
        is_sure=quote.is_sure,
        is_bare=quote.mode == "direct" and not _MARKED.match(story[quote.content]),
    )
