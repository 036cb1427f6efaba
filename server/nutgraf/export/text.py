"""A reading as plain text."""

from __future__ import annotations

from nutgraf.export.content import TOLD, about, fact_rows, page_url, speaker, summary_spans
from nutgraf.model import Reading
from nutgraf.story.outline import notes_apart


def to_text(reading: Reading) -> str:
    """Headline, summary, key facts, quotes and story as plain text."""
    story = reading.story
    head = [story.headline or "", story.dek or "", " · ".join(about(reading))]
    parts = ["\n".join(line for line in (*head, page_url(reading) or "") if line)]
    parts.append(_section("SUMMARY", [f"* {story[span]}" for span in summary_spans(reading)]))
    rows = [f"{name}: {'; '.join(words for words, _ in row)}" for name, row in fact_rows(reading)]
    parts.append(_section("KEY FACTS", rows))
    quotes = [f"“{story[q.content]}” — {speaker(reading, q)}" for q in reading.facts.direct]
    parts.append(_section("QUOTES", quotes))
    told = [f"{speaker(reading, q)}: {story[q.content]}" for q in reading.facts.told]
    parts.append(_section(TOLD.upper(), told))
    parts.append(_section("STORY", [story.text] if story.text else []))
    parts.append("\n".join(f"[{sign}] {words}" for sign, words in notes_apart(story)))
    parts.append("\n".join(story.credits))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, rows: list[str]) -> str:
    return "\n".join([title, *rows]) if rows else ""
