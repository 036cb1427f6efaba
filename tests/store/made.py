"""Small readings for the shelf's tests, made directly as nouns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from nutgraf.model import (
    Anchor,
    Block,
    Budget,
    Fact,
    Facts,
    Origin,
    Reading,
    Sentence,
    Span,
    Story,
    Summary,
)
from nutgraf.store import Kept, Query, Shelf

TEXT = "The ferry left the island at six.\n\nNobody had counted the passengers."


def a_reading(
    text: str = TEXT,
    *,
    url: str | None = "https://courier.example/harbour/ferry",
    headline: str | None = "Ferry leaves early",
    people: tuple[str, ...] = (),
    site: str | None = "Brackwater Courier",
    published: str | None = "2026-05-14",
    byline: tuple[str, ...] = (),
    language: str | None = "en",
    engines: str = "1",
) -> Reading:
    """A reading whose paragraphs are one sentence each; `people` are names in its text."""
    spans = list(_paragraphs(text))
    named = (Span(text.index(name), text.index(name) + len(name)) for name in people)
    facts = tuple(Fact("person", (span,), text[span.start : span.end]) for span in named)
    mark = hashlib.sha256(f"{url} {text}".encode()).hexdigest()
    return Reading(
        Origin("html", mark, len(text), url),
        Story(
            text, tuple(Block("paragraph", span, Anchor("")) for span in spans),
            tuple(Sentence(span, index) for index, span in enumerate(spans)),
            headline=headline, byline=byline, site=site, published=published, language=language,
        ),
        Summary(
            "news", Budget(sentences=1), tuple(range(len(spans))), (0.5,) * len(spans),
            ("opens the story",) * len(spans),
            tuple(len(text[span.start : span.end].split()) for span in spans),
        ),
        Facts(facts), engines=(("nutgraf", engines),), digest=f"sha256:{mark}{engines}",
    )  # fmt: skip


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for part in text.split("\n\n"):
        if part:
            yield Span(at, at + len(part))
        at += len(part) + 2


def keep_texts(shelf: Shelf, *texts: str) -> list[Kept]:
    """Keep one reading for each text, each at an address of its own."""
    return [
        shelf.keep(a_reading(text, url=f"https://courier.example/{n}", headline=None))
        for n, text in enumerate(texts)
    ]


def texts_of(shelf: Shelf, words: str) -> set[str]:
    """The texts of all readings that a search finds."""
    return {shelf.get(row.id).story.text for row in shelf.find(Query(words)).rows}


def walked(shelf: Shelf, query: Query, limit: int) -> list[Kept]:
    """All rows of a list, page after page."""
    found = shelf.find(query, limit=limit)
    rows = list(found.rows)
    while found.cursor:
        found = shelf.find(query, found.cursor, limit)
        assert found.rows
        rows += found.rows
    return rows
