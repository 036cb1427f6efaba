"""Every fact and every quote of a reading, place by place, as a table or a note has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nutgraf.export.content import whole
from nutgraf.model import Fact, Quote, Reading, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact at one of its places, or a quote; `span` is what a reader is shown.

    `kind` is that of the fact, or `quote`, or `reported` for indirect speech. `speaker` is the
    full name where known, `sure` whether the speaker is as good as certain.
    """

    kind: str
    span: Span
    value: str = ""
    unit: str = ""
    speaker: str = ""
    role: str = ""
    mode: str = ""
    sure: bool = True
    sentence: int | None = None
    confidence: float = 1.0


def findings(reading: Reading) -> Iterator[Finding]:
    """Facts in their order, each at all its places, then quotes in theirs."""
    for fact in reading.facts.items:
        yield from _places(reading, fact)
    for quote in reading.facts.quotes:
        yield _spoken(reading, quote)


def _places(reading: Reading, fact: Fact) -> Iterator[Finding]:
    story = reading.story
    for span in (whole(fact), *fact.spans[1:]):
        yield Finding(
            kind=fact.kind,
            span=span,
            value=fact.value or "",
            unit=story[fact.unit] if fact.unit else "",
            sentence=story.sentence_at(span),
            confidence=fact.confidence,
        )


def _spoken(reading: Reading, quote: Quote) -> Finding:
    story, source = reading.story, quote.source
    name = source.name or source.mention
    return Finding(
        kind="reported" if quote.mode == "indirect" else "quote",
        span=quote.content,
        speaker=story[name] if name else "",
        role=story[source.role] if source.role else "",
        mode=quote.mode,
        sure=quote.is_sure,
        sentence=story.sentence_at(quote.content),
        confidence=quote.confidence,
    )
