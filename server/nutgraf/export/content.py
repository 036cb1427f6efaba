"""What every written format shows, in one order: so that the files cannot differ."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.model import Anchor, Answer, Fact, Quote, Reading, Span, web_address

CARD_NAMES = {
    "who": "Who", "what": "What", "when": "When", "where": "Where", "why": "Why", "how": "How",
}  # fmt: skip

# The heading over indirect speech.
TOLD = "In the reporter’s words"

# Words to show and the link to their place in the page, or "".
Shown = tuple[str, str]


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


def fact_rows(reading: Reading) -> Iterator[tuple[str, list[Shown]]]:
    """The card's rows, the timeline, then people and so on, named."""
    facts = reading.facts
    for name, answers in facts.card:
        if answers:
            yield CARD_NAMES[name], [_answer(reading, answer) for answer in answers]
    if facts.card.timeline:
        yield "Timeline", list(_timeline(reading))
    groups = {
        "People": facts.people,
        "Organisations": facts.organisations,
        "Places": facts.places,
        "Dates": facts.dates,
        "Numbers": facts.numbers,
    }
    for name, group in groups.items():
        if group:
            yield name, [_fact(reading, fact) for fact in group]


def _answer(reading: Reading, answer: Answer) -> Shown:
    words = answer.words(reading.story)
    if answer.place == "text":
        return words, link_of(reading, answer.span)
    # A headline that the page only states in its head cannot be pointed at.
    seen = any(words in headline for headline in reading.story.labelled("headline"))
    return words, Anchor(words).link(page_url(reading)) if seen else ""


def _timeline(reading: Reading) -> Iterator[Shown]:
    for moment in reading.facts.card.timeline:
        yield f"{moment.value} ({reading.story[moment.span]})", link_of(reading, moment.span)


def _fact(reading: Reading, fact: Fact) -> Shown:
    """A fact; a number together with what it counts, as the text has them side by side."""
    span, unit = fact.spans[0], fact.unit
    shown = Span(span.start, unit.end) if unit and unit.start >= span.end else span
    return reading.story[shown], link_of(reading, shown)


def speaker(reading: Reading, quote: Quote) -> str:
    """Who speaks, with the role and whether that is only probable, or "speaker not named"."""
    story, source = reading.story, quote.source
    name = source.name or source.mention
    if name is None:
        return "speaker not named"
    probably = "" if quote.is_sure else "probably "
    return probably + story[name] + (f", {story[source.role]}" if source.role else "")


def about(reading: Reading) -> list[str]:
    """Byline, site and date, as far as known."""
    story = reading.story
    lines = [", ".join(story.byline), story.site or "", story.published or ""]
    return [line for line in lines if line]
