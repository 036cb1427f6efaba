"""A reading as one self-contained HTML file without script or remote parts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

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
from nutgraf.story.clean import story_html

_STYLE: Final = """
:root { color-scheme: light dark }
body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1.06rem/1.6 Georgia, serif }
h1 { line-height: 1.2 } .about, .who { color: GrayText } a { color: inherit }
blockquote { margin-inline: 1rem; padding-inline-start: .8rem; border-inline-start: 3px solid }
table { border-collapse: collapse } td { border: 1px solid; padding: .2rem .5rem }
pre { overflow-x: auto } @media print { a { text-decoration: none } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(reading: Reading) -> str:
    """Summary, key facts, quotes and story as HTML; every word is escaped text of the page."""
    story = reading.story
    title = escape(story.headline or "Reading")
    language = escape(story.language or "")
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{title}</title>\n<style>{_STYLE}</style>",
            f'<body dir="auto">\n<h1>{title}</h1>',
            *([f"<p><em>{escape(story.dek)}</em></p>"] if story.dek else []),
            f'<p class="about">{_about(reading)}</p>',
            *_section("Summary", "ul", list(_summary(reading))),
            *_section("Key facts", "ul", list(_facts(reading))),
            *_section("Quotes", "div", list(_quotes(reading))),
            *_section(TOLD, "ul", list(_told(reading))),
            f"<h2>Story</h2>\n<article>\n{story_html(story)}\n</article>" if story.text else "",
            *(f"<p><small>{escape(line)}</small></p>" for line in story.credits),
            "</body>\n</html>\n",
        ]
    )


def _about(reading: Reading) -> str:
    url = page_url(reading)
    source = [f'<a href="{escape(url)}">{escape(url)}</a>'] if url else []
    return " · ".join([*map(escape, about(reading)), *source])


def _section(title: str, tag: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield f"<h2>{title}</h2>\n<{tag}>\n" + "\n".join(rows) + f"\n</{tag}>"


def _linked(words: str, link: str) -> str:
    return f'<a href="{escape(link)}">{escape(words)}</a>' if link else escape(words)


def _said(reading: Reading, span: Span) -> str:
    return _linked(reading.story[span], link_of(reading, span))


def _summary(reading: Reading) -> Iterator[str]:
    return (f"<li>{_said(reading, span)}</li>" for span in summary_spans(reading))


def _facts(reading: Reading) -> Iterator[str]:
    for name, shown in fact_rows(reading):
        yield f"<li><b>{name}:</b> {'; '.join(_linked(*one) for one in shown)}</li>"


def _told(reading: Reading) -> Iterator[str]:
    for quote in reading.facts.told:
        who = escape(speaker(reading, quote))
        yield f"<li><b>{who}:</b> {_said(reading, quote.content)}</li>"


def _quotes(reading: Reading) -> Iterator[str]:
    for quote in reading.facts.direct:
        who = escape(speaker(reading, quote))
        said = _said(reading, quote.content)
        yield f'<blockquote><p>{said}</p><p class="who">— {who}</p></blockquote>'
