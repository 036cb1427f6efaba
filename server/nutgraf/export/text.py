"""A reading as plain text, its links gathered by number at the end."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.export.content import (
    TOLD,
    Shown,
    about,
    fact_rows,
    page_url,
    said,
    speaker,
    summary_spans,
)
from nutgraf.model import Quote, Reading
from nutgraf.story.outline import notes_apart


def to_text(reading: Reading) -> str:
    """Headline, summary, key facts, quotes and story as plain text; then, by the numbers in
    angled marks, where each sentence and fact stands in the page."""
    story, links = reading.story, _Links()
    head = [story.headline or "", story.dek or "", " · ".join(about(reading))]
    parts = ["\n".join(line for line in (*head, page_url(reading) or "") if line)]
    picks = [f"* {links.numbered(said(reading, span))}" for span in summary_spans(reading)]
    parts.append(_section("SUMMARY", picks))
    rows = [f"{name}: {'; '.join(map(links.numbered, row))}" for name, row in fact_rows(reading)]
    parts.append(_section("KEY FACTS", rows))
    parts.append(_section("QUOTES", list(_quotes(reading, links))))
    told = [f"{speaker(reading, q)}: {_content(reading, q, links)}" for q in reading.facts.told]
    parts.append(_section(TOLD.upper(), told))
    parts.append(_section("STORY", [story.text] if story.text else []))
    parts.append("\n".join(f"[{sign}] {words}" for sign, words in notes_apart(story)))
    parts.append("\n".join(story.credits))
    parts.append(_section("PLACES IN THE PAGE", list(links.rows())))
    return "\n\n".join(part for part in parts if part) + "\n"


class _Links:
    """The links of one file: each address once, by its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def numbered(self, shown: Shown) -> str:
        """The words, and after them the number of their link."""
        if not shown.link:
            return shown.words
        number = self.numbers.setdefault(shown.link, len(self.numbers) + 1)
        return f"{shown.words} ‹{number}›"

    def rows(self) -> Iterator[str]:
        """Every link with its number."""
        return (f"‹{number}› {link}" for link, number in self.numbers.items())


def _quotes(reading: Reading, links: _Links) -> Iterator[str]:
    for quote in reading.facts.direct:
        shown = said(reading, quote.content)
        words = links.numbered(shown._replace(words=f"“{shown.words}”"))
        yield f"{words} — {speaker(reading, quote)}"


def _content(reading: Reading, quote: Quote, links: _Links) -> str:
    return links.numbered(said(reading, quote.content))


def _section(title: str, rows: list[str]) -> str:
    return "\n".join([title, *rows]) if rows else ""
