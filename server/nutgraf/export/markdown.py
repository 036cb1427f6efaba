"""A reading as Markdown with YAML front matter, for vaults and notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from nutgraf.export.body import body, escape
from nutgraf.export.content import (
    TOLD,
    about,
    fact_rows,
    link_of,
    page_url,
    speaker,
    summary_spans,
)
from nutgraf.model import Reading, Span

_YAML_BREAKS: Final = {0x85: "\\x85", 0x2028: "\\u2028", 0x2029: "\\u2029", 0xFEFF: "\\ufeff"}


def to_markdown(reading: Reading) -> str:
    """Front matter, summary, key facts, quotes, story; every sentence and fact links back."""
    story = reading.story
    parts = [_front_matter(reading)]
    if story.headline:
        parts.append(f"# {escape(story.headline)}")
    if story.dek:
        parts.append(f"*{escape(story.dek)}*")
    if about(reading):
        parts.append(escape(" · ".join(about(reading))))
    parts += _summary(reading)
    parts += _facts(reading)
    parts += _quotes(reading)
    if story.text:
        parts.append("## Story")
        parts += body(story)
    parts += [f"*{escape(line)}*" for line in story.credits]
    return "\n\n".join(parts) + "\n"


def _front_matter(reading: Reading) -> str:
    story = reading.story
    fields: dict[str, object] = {
        "title": story.headline,
        "url": page_url(reading),
        "site": story.site,
        "author": list(story.byline) or None,
        "published": story.published,
        "captured": reading.page.captured_at,
        "language": story.language,
        "digest": reading.digest,
        "read_with": f"nutgraf {dict(reading.engines).get('nutgraf', '')}".strip(),
    }
    rows = [f"{name}: {_scalar(value)}" for name, value in fields.items() if value is not None]
    return "\n".join(["---", *rows, "---"])


def _scalar(value: object) -> str:
    """A JSON string is a YAML scalar on one line, whatever the title holds."""
    return json.dumps(value, ensure_ascii=False).translate(_YAML_BREAKS)


def _linked(words: str, link: str) -> str:
    text = escape(words).replace("\n", " ")
    return f"{text} [↗](<{link}>)" if link else text


def _said(reading: Reading, span: Span) -> str:
    return _linked(reading.story[span], link_of(reading, span))


def _summary(reading: Reading) -> Iterator[str]:
    rows = [f"- {_said(reading, span)}" for span in summary_spans(reading)]
    if rows:
        yield "## Summary"
        yield "\n".join(rows)


def _facts(reading: Reading) -> Iterator[str]:
    rows = [
        f"- **{name}:** " + "; ".join(_linked(*one) for one in shown)
        for name, shown in fact_rows(reading)
    ]
    if rows:
        yield "## Key facts"
        yield "\n".join(rows)


def _quotes(reading: Reading) -> Iterator[str]:
    if reading.facts.direct:
        yield "## Quotes"
    for quote in reading.facts.direct:
        said = _said(reading, quote.content)
        yield f"> {said}\n>\n> — {escape(speaker(reading, quote))}"
    rows = [
        f"- **{escape(speaker(reading, quote))}:** {_said(reading, quote.content)}"
        for quote in reading.facts.told
    ]
    if rows:
        yield f"## {TOLD}"
        yield "\n".join(rows)
