"""A reading as XHTML: summary, key facts, quotes and story. The HTML file and the book hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nutgraf.export.content import (
    TOLD,
    Shown,
    about,
    fact_rows,
    one_line,
    page_url,
    said,
    speaker,
    title_of,
)
from nutgraf.export.xhtml import Body, address, linked, xml
from nutgraf.model import Quote, Reading


def chapter(reading: Reading) -> str:
    """The whole of a reading between `<body>` and `</body>`, the same bytes in HTML and XML.

    Each sentence of the summary and each fact leads to its sentence in the story below and, by an
    arrow, to its place in the page.
    """
    body = Body(reading.story)
    return "\n".join([*_head(reading), *_findings(reading, body), *_story(reading, body)])


def sections(reading: Reading) -> Sequence[tuple[str, str]]:
    """The names of a chapter's parts and the ids that lead to them, in order."""
    facts = reading.facts
    parts = (
        ("Summary", "summary", bool(reading.summary.picks)),
        ("Key facts", "facts", any(True for _ in fact_rows(reading))),
        ("Quotes", "quotes", bool(facts.direct)),
        (TOLD, "told", bool(facts.told)),
        ("Story", "story", bool(reading.story.text)),
    )
    return [(name, id) for name, id, there in parts if there]


def _head(reading: Reading) -> Iterator[str]:
    story, url = reading.story, page_url(reading)
    yield f"<header>\n<h1>{xml(title_of(reading))}</h1>"
    if story.dek:
        yield f'<p class="dek">{xml(one_line(story.dek))}</p>'
    if about(reading):
        yield f'<p class="about">{" · ".join(map(xml, about(reading)))}</p>'
    if url:
        yield f'<p class="about source">{linked(xml(url), address(url))}</p>'
    yield "</header>"


def _findings(reading: Reading, body: Body) -> Iterator[str]:
    story, facts = reading.story, reading.facts
    picks = [
        f"<li>{_shown(said(reading, story.sentences[pick.sentence].span), body)}"
        f"{_reason(pick.reason)}</li>"
        for pick in reading.summary.picks
    ]
    yield from _section("Summary", "summary", "ul", picks)
    rows = [_row(name, shown, body) for name, shown in fact_rows(reading)]
    yield from _section("Key facts", "facts", "dl", rows)
    quotes = [_quote(reading, quote, body) for quote in facts.direct]
    yield from _section("Quotes", "quotes", "div", quotes)
    told = [_told(reading, quote, body) for quote in facts.told]
    yield from _section(TOLD, "told", "ul", told)


def _story(reading: Reading, body: Body) -> Iterator[str]:
    if reading.story.text:
        yield from _section("Story", "story", "article", [body.html])
    yield from (f'<p class="credit">{xml(one_line(line))}</p>' for line in reading.story.credits)


def _section(title: str, name: str, tag: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield f'<section id="{name}">\n<h2 lang="en">{title}</h2>\n<{tag}>'
        yield from rows
        yield f"</{tag}>\n</section>"


def _shown(shown: Shown, body: Body, *, quoted: bool = False) -> str:
    """Words that lead to their sentence below, and an arrow that leads to their place in the
    page."""
    plain = xml(one_line(shown.words))
    words = f"<q>{plain}</q>" if quoted else plain
    inner = f"#s{shown.sentence}" if shown.sentence in body.placed else ""
    href = address(shown.link)
    arrow = linked("↗", href, ' class="page" title="In the page"')
    return linked(words, inner) + (f"&#160;{arrow}" if href else "")


def _reason(reason: str) -> str:
    return f' <span class="why" lang="en">{xml(reason)}</span>' if reason else ""


def _quote(reading: Reading, quote: Quote, body: Body) -> str:
    words = _shown(said(reading, quote.content), body, quoted=True)
    who = xml(speaker(reading, quote))
    return f'<blockquote><p>{words}</p><p class="who">— {who}</p></blockquote>'


def _row(name: str, row: Sequence[Shown], body: Body) -> str:
    words = "; ".join(_shown(one, body) for one in row)
    return f'<div><dt lang="en">{name}</dt><dd>{words}</dd></div>'


def _told(reading: Reading, quote: Quote, body: Body) -> str:
    words = _shown(said(reading, quote.content), body)
    return f"<li><b>{xml(speaker(reading, quote))}:</b> {words}</li>"
