"""What a reader's template may print, field by field; `docs/template.md` lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nutgraf.export.body import body
from nutgraf.export.content import (
    Shown,
    fact_rows,
    link_of,
    minutes,
    one_line,
    page_url,
    said,
    whole,
)
from nutgraf.language.words import length
from nutgraf.model import Fact, FactKind, Quote, Reading


class Markdown(str):
    """Markdown of our own writing: printed in the body as it stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Words of the story with the link to their place in the page; prints as its words."""

    text: str
    link: Markdown
    reason: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as a template sees it; `times` is how many places say it."""

    kind: str
    text: str
    value: str
    unit: str
    times: int
    link: Markdown

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote as a template sees it; without a speaker where the text does not say."""

    text: str
    speaker: str
    role: str
    mode: str
    sure: bool
    link: Markdown

    def __str__(self) -> str:
        return self.text


Linked = Line | FactLine | QuoteLine


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the key facts: `Who`, `When`, `People`, … with its answers."""

    name: str
    answers: tuple[Line, ...]


def fields(reading: Reading) -> dict[str, object]:
    """Everything a template may print, by name."""
    story = reading.story
    return {
        "title": one_line(story.headline or ""),
        "dek": one_line(story.dek or ""),
        "url": Markdown(page_url(reading) or ""),
        "site": story.site or "",
        "author": ", ".join(story.byline),
        "authors": list(story.byline),
        "published": story.published or "",
        "updated": story.updated or "",
        "captured": reading.page.captured_at or "",
        "language": story.language or "",
        "digest": reading.digest,
        "words": round(length(story.text)),
        "minutes": minutes(round(length(story.text))),
        "summary": list(_summary(reading)),
        "key_facts": [Row(name, tuple(map(_line, row))) for name, row in fact_rows(reading)],
        "facts": [_fact(reading, fact) for fact in reading.facts.items],
        **{name: _facts(reading, kind) for name, kind in _KINDS.items()},
        "quotes": [_quote(reading, quote) for quote in reading.facts.direct],
        "reported": [_quote(reading, quote) for quote in reading.facts.told],
        "story": Markdown("\n\n".join(body(story))),
        "notices": [notice.message for notice in reading.notices],
        "tags": [],
        "note": "",
    }


_KINDS: Final[Mapping[str, FactKind]] = {
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "dates": "date",
    "numbers": "number",
}


def _summary(reading: Reading) -> Iterator[Line]:
    for pick in reading.summary.picks:
        shown = said(reading, reading.story.sentences[pick.sentence].span)
        yield Line(shown.words, Markdown(shown.link), pick.reason)


def _line(shown: Shown) -> Line:
    return Line(shown.words, Markdown(shown.link))


def _facts(reading: Reading, kind: FactKind) -> list[FactLine]:
    return [_fact(reading, fact) for fact in reading.facts.of(kind)]


def _fact(reading: Reading, fact: Fact) -> FactLine:
    story, span = reading.story, whole(fact)
    unit = story[fact.unit] if fact.unit else ""
    link = Markdown(link_of(reading, span))
    return FactLine(fact.kind, story[span], fact.value or "", unit, len(fact.spans), link)


def _quote(reading: Reading, quote: Quote) -> QuoteLine:
    story, source = reading.story, quote.source
    name = source.name or source.mention
    return QuoteLine(
        text=story[quote.content],
        speaker=story[name] if name else "",
        role=story[source.role] if source.role else "",
        mode=quote.mode,
        sure=quote.is_sure,
        link=Markdown(link_of(reading, quote.content)),
    )
