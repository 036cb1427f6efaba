"""The HTML file: one file, nothing loaded, every sentence a step from its place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from nutgraf.export import EXPORTERS
from nutgraf.export.content import link_of, summary_spans
from nutgraf.export.html import to_html
from nutgraf.export.xhtml import address
from nutgraf.model import Mark, Span
from tests.golden import CASES, reading_of


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_loaded_and_every_inner_link_finds_its_place(case: str) -> None:
    """No part comes from elsewhere; ids are unique, and links inside the file lead to them."""
    text = to_html(reading_of(case))
    page = html.document_fromstring(text)
    ids = page.xpath("//@id")

    assert "default-src 'none'" in text
    assert not page.xpath("//script|//img|//link|//iframe|//@src|//@srcset|//@style")
    assert "url(" not in text
    assert "@import" not in text
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert set(inner) <= set(ids)


def test_a_sentence_of_the_summary_leads_below_and_to_the_page() -> None:
    """The words lead to the same words in the story, the arrow to their place in the page."""
    reading = reading_of("quotes--cue-places")
    page = html.document_fromstring(to_html(reading))

    for row, span in zip(page.xpath("//*[@id='summary']//li"), summary_spans(reading), strict=True):
        inner, outer = row.xpath(".//a/@href")
        assert page.get_element_by_id(inner[1:]).text_content() == reading.story[span]
        assert outer == link_of(reading, span)


def test_the_file_says_its_language_and_the_way_it_is_written() -> None:
    """Arabic runs from right to left; where no language is known, the first letter tells."""
    golden = reading_of("quotes--cue-places")
    arabic = replace(golden, story=replace(golden.story, language="ar"))
    untold = replace(golden, story=replace(golden.story, language=None, headline="«שלום»"))

    assert '<html lang="en" dir="ltr">' in to_html(golden)
    assert '<html lang="ar" dir="rtl">' in to_html(arabic)
    assert '<html dir="rtl">' in to_html(untold)


def test_what_is_printed_is_set_for_paper() -> None:
    """Short addresses are printed behind their links, long ones are not, quotes are not broken."""
    golden = reading_of("quotes--cue-places")
    marks = (Mark("link", Span(0, 6), "https://a.example/" + "x" * 80), Mark("link", Span(10, 16), "https://a.example/"))  # fmt: skip
    text = to_html(replace(golden, story=replace(golden.story, marks=marks)))

    assert re.findall(r'<a( class="short")? href="https://a.example', text) == [
        "",
        ' class="short"',
    ]
    assert "break-inside: avoid" in text
    assert "a.short::after" in text


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://x.example/a b?c=“d”#e#f", "https://x.example/a%20b?c=%E2%80%9Cd%E2%80%9D#e%23f"),
        ("https://münchen.example:81/", "https://xn--mnchen-3ya.example:81/"),
        ("https://x.example/100%", "https://x.example/100%25"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://x:99999/", ""),
        ("https://[::1", ""),
        ("//x.example/", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_a_web_address_becomes_a_link(url: str | None, link: str) -> None:
    """What a reader of XHTML would stumble over is encoded, and what is no address left out."""
    assert address(url) == link


def test_the_html_file_is_the_books_chapter() -> None:
    """What stands between the tags of the body is well-formed XML, as in the book."""
    from lxml import etree

    for case in CASES:
        text = EXPORTERS["html"].one(reading_of(case)).decode()
        assert etree.fromstring(text[text.index("<body>") : text.index("</html>")]) is not None
