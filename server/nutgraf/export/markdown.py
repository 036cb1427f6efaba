"""A reading as Markdown with YAML front matter, for vaults and notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from nutgraf.export.body import body, escape
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
from nutgraf.model import Reading, Span

# What JSON leaves as it stands and YAML takes for a line's end, or for no character at all.
_YAML_BREAKS: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


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
    rows = [f"{name}: {yaml(value)}" for name, value in fields.items() if value is not None]
    return "\n".join(["---", *rows, "---"])


def yaml(value: object) -> str:
    """JSON is YAML on one line, whatever a title holds."""
    return _YAML_BREAKS.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def linked(shown: Shown) -> str:
    """Words and, where there is one, the link to their place in the page."""
    text = escape(shown.words).replace("\n", " ")
    return f"{text} [↗](<{shown.link}>)" if shown.link else text


def _said(reading: Reading, span: Span) -> str:
    return linked(said(reading, span))


def _summary(reading: Reading) -> Iterator[str]:
    rows = [f"- {_said(reading, span)}" for span in summary_spans(reading)]
    if rows:
        yield "## Summary"
        yield "\n".join(rows)


def _facts(reading: Reading) -> Iterator[str]:
    rows = [f"- **{name}:** " + "; ".join(map(linked, shown)) for name, shown in fact_rows(reading)]
    if rows:
        yield "## Key facts"
        yield "\n".join(rows)


def _quotes(reading: Reading) -> Iterator[str]:
    if reading.facts.direct:
        yield "## Quotes"
    for quote in reading.facts.direct:
        words = _said(reading, quote.content)
        yield f"> {words}\n>\n> — {escape(speaker(reading, quote))}"
    rows = [
        f"- **{escape(speaker(reading, quote))}:** {_said(reading, quote.content)}"
        for quote in reading.facts.told
    ]
    if rows:
        yield f"## {TOLD}"
        yield "\n".join(rows)
