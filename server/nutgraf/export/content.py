"""What every written format shows, in one order: so that the files cannot differ."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.model import Quote, Reading, Span, web_address

CARD_NAMES = {"who": "Who", "what": "What", "when": "When", "where": "Where", "why": "Why"}


def link_of(reading: Reading, span: Span) -> str:
    """The link to where a span stands in the page, or ""."""
    return reading.story.anchor(span).link(page_url(reading))


def page_url(reading: Reading) -> str | None:
    """The page's web address: the one it was read from, else the one it states."""
    url = reading.page.url or reading.story.url
    return web_address(url) if url and url.startswith(("http://", "https://")) else None


def summary_spans(reading: Reading) -> Iterator[Span]:
    """The sentences of the summary, in story order."""
    return (reading.story.sentences[pick.sentence].span for pick in reading.summary.picks)


def fact_rows(reading: Reading) -> Iterator[tuple[str, list[Span]]]:
    """The card's rows but "what" (the summary says it), then people and so on, named."""
    facts = reading.facts
    for name, spans in facts.card:
        if spans and name != "what":
            yield CARD_NAMES[name], list(spans)
    groups = {
        "People": facts.people,
        "Organisations": facts.organisations,
        "Places": facts.places,
        "Dates": facts.dates,
        "Numbers": facts.numbers,
    }
    for name, group in groups.items():
        if group:
            yield name, [_shown(reading, fact.spans[0], fact.unit) for fact in group]


def _shown(reading: Reading, span: Span, unit: Span | None) -> Span:
    """A number together with what it counts, as the text has them side by side."""
    return Span(span.start, unit.end) if unit and unit.start >= span.end else span


def speaker(reading: Reading, quote: Quote) -> str:
    """Who speaks, with the role, or "speaker not named"."""
    story, source = reading.story, quote.source
    name = source.name or source.mention
    if name is None:
        return "speaker not named"
    return story[name] + (f", {story[source.role]}" if source.role else "")


def about(reading: Reading) -> list[str]:
    """Byline, site and date, as far as known."""
    story = reading.story
    lines = [", ".join(story.byline), story.site or "", story.published or ""]
    return [line for line in lines if line]
