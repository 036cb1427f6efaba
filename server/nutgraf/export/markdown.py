"""A reading as Markdown with YAML front matter, for vaults and notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from nutgraf.export.content import about, fact_rows, link_of, page_url, speaker, summary_spans
from nutgraf.model import Block, Reading, Span

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~^$=])")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_TABLE_COLUMNS: Final = 40
_LINE_START: Final = re.compile(r"^(\s*)([-+#>:]|\d+(?=[.)]))", re.M)
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
        parts += [_block(reading, block) for block in story.body]
    parts += [f"*{escape(line)}*" for line in story.credits]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it stands."""
    plain = _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text))
    return _LINE_START.sub(_escape_marker, plain)


def _escape_marker(found: re.Match[str]) -> str:
    mark = found[2]
    return found[1] + (f"{mark}\\" if mark.isdigit() else f"\\{mark}")


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


def _linked(reading: Reading, span: Span) -> str:
    link = link_of(reading, span)
    text = escape(reading.story[span]).replace("\n", " ")
    return f"{text} [↗](<{link}>)" if link else text


def _summary(reading: Reading) -> Iterator[str]:
    rows = [f"- {_linked(reading, span)}" for span in summary_spans(reading)]
    if rows:
        yield "## Summary"
        yield "\n".join(rows)


def _facts(reading: Reading) -> Iterator[str]:
    rows = [
        f"- **{name}:** " + "; ".join(_linked(reading, span) for span in spans)
        for name, spans in fact_rows(reading)
    ]
    if rows:
        yield "## Key facts"
        yield "\n".join(rows)


def _quotes(reading: Reading) -> Iterator[str]:
    if reading.facts.quotes:
        yield "## Quotes"
    for quote in reading.facts.quotes:
        said = _linked(reading, quote.content)
        yield f"> {said}\n>\n> — {escape(speaker(reading, quote))}"


def _block(reading: Reading, block: Block) -> str:
    text = reading.story[block.span]
    lines = escape(text).replace("\n", "  \n")
    match block.kind:
        case "subhead":
            level = min(max((block.level or 2) + 1, 3), 6)
            return f"{'#' * level} {escape(text.replace(chr(10), ' '))}"
        case "list-item":
            return f"- {lines}"
        case "quote":
            return "> " + lines.replace("\n", "\n> ")
        case "code":
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
            return f"{fence}\n{text}\n{fence}"
        case "table":
            return _table(text)
        case _:
            return lines


def _table(text: str) -> str:
    """A Markdown table; one too wide to be read as such is given as it stands."""
    rows = [[escape(cell) for cell in row.split("\t")] for row in text.split("\n")]
    width = max(len(row) for row in rows)
    if width > _TABLE_COLUMNS:
        return f"```\n{text}\n```" if "```" not in text else escape(text)
    full = [row + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in full]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
