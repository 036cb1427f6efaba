"""What every written format shows, in one order: so that the files cannot differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from nutgraf.model import Anchor, Answer, Fact, Quote, Reading, Span, web_address

CARD_NAMES = {
    "who": "Who", "what": "What", "when": "When", "where": "Where", "why": "Why", "how": "How",
}  # fmt: skip

# The heading over indirect speech.
TOLD = "In the reporter’s words"

# Languages written from right to left.
_FROM_RIGHT: Final = frozenset("ar arc ckb dv fa he ku ps sd ug ur yi".split())
# What neither XML nor YAML nor a line of a reference may hold.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_READ_A_MINUTE: Final = 230


class Shown(NamedTuple):
    """Words to show, the link to their place in the page or "", the sentence they stand in."""

    words: str
    link: str
    sentence: int | None = None


def seen(text: str) -> str:
    """A text without the characters that no reader sees and some files may not hold."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """A text on one line: every run of white space is a space."""
    return " ".join(seen(" ".join(text.split())).split())


def title_of(reading: Reading) -> str:
    """The headline on one line, or a word that stands in for it."""
    return one_line(reading.story.headline or "") or "Reading"


def direction(reading: Reading) -> str:
    """`rtl` or `ltr`: by the story's language, else by its first letter."""
    story = reading.story
    if story.language:
        return "rtl" if story.language.partition("-")[0].lower() in _FROM_RIGHT else "ltr"
    for letter in (story.headline or "") + story.text[:200]:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def minutes(words: int) -> int:
    """How long so many words take to read, in minutes; one at least."""
    return max(1, round(words / _READ_A_MINUTE))


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


def said(reading: Reading, span: Span) -> Shown:
    """A span of the story as it is shown."""
    story = reading.story
    return Shown(story[span], link_of(reading, span), story.sentence_at(span))


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
            yield name, [said(reading, whole(fact)) for fact in group]


def _answer(reading: Reading, answer: Answer) -> Shown:
    if answer.place == "text":
        return said(reading, answer.span)
    words = answer.words(reading.story)
    # A headline that the page only states in its head cannot be pointed at.
    stands = any(words in headline for headline in reading.story.labelled("headline"))
    return Shown(words, Anchor(words).link(page_url(reading)) if stands else "")


def _timeline(reading: Reading) -> Iterator[Shown]:
    for moment in reading.facts.card.timeline:
        shown = said(reading, moment.span)
        yield shown._replace(words=f"{moment.value} ({shown.words})")


def whole(fact: Fact) -> Span:
    """Where a fact stands best; a number with what it counts, as the text has them side by side."""
    span, unit = fact.spans[0], fact.unit
    return Span(span.start, unit.end) if unit and unit.start >= span.end else span


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
    # "2026-04-22 21:15": the clock of the place it was published at.
    day = (story.published or "").replace("T", " ")[:16]
    lines = [", ".join(story.byline), story.site or "", day]
    return [line for line in lines if line]
