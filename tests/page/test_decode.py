"""Bytes become text by one decision, and nothing is cut in silence."""

from __future__ import annotations

import pytest

from nutgraf.errors import NotAPage, PageTooLarge
from nutgraf.page.decode import decode, is_html

WORDS = "Žluťoučký kůň — “café”"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_or_utf_8_decides(charset: str) -> None:
    """Marks win; without one UTF-8 is tried first, whatever the page declares."""
    page = f'<meta charset="iso-8859-2"><p>{WORDS}</p>'

    assert WORDS in decode(page.encode(charset))


def test_the_declared_charset_is_used_when_the_bytes_are_not_utf_8() -> None:
    """A page that is not UTF-8 is read by its own `<meta>`."""
    page = '<meta charset="windows-1251"><p>Новости города</p>'

    assert "Новости города" in decode(page.encode("windows-1251"))


def test_latin_1_means_its_superset() -> None:
    """Pages that declare latin-1 hold curly quotes of windows-1252."""
    page = b'<meta charset="iso-8859-1"><p>\x93quoted\x94</p>'

    assert "“quoted”" in decode(page)


@pytest.mark.parametrize("charset", ["no-such-charset", "undefined", "hex", "rot13"])
def test_a_charset_that_lies_is_survived(charset: str) -> None:
    """A charset that does not exist, or is none, does not stop the reading."""
    page = b'<meta charset="' + charset.encode() + b'"><p>caf\xe9 and more words here</p>'

    assert "more words here" in decode(page)


def test_what_no_page_may_hold_is_taken_out_and_the_rest_stays() -> None:
    """NUL, control characters and lone surrogates would truncate the page downstream."""
    assert decode("a\x00b\ud800c\x07d\ufffee\r\nf") == "abcde\nf"


def test_ten_megabytes_are_the_limit() -> None:
    """A page past the limit is refused with its size, not read in part."""
    with pytest.raises(PageTooLarge, match=r"10\.0 MB; Nutgraf reads up to 10 MB"):
        decode(b"x" * 10_000_001)


@pytest.mark.parametrize(
    "source", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04zip", b"\x7fELF" + bytes(400)]
)
def test_binary_files_are_not_pages(source: bytes) -> None:
    """A PDF, an image, an archive or a program is no page."""
    with pytest.raises(NotAPage):
        decode(source)


def test_html_is_told_from_text() -> None:
    """A tag of a page makes HTML; an angle bracket in a story does not."""
    assert is_html("<!DOCTYPE html><title>x</title>")
    assert is_html("text first <p>then a tag")
    assert not is_html("Prices < 5 and > 3 are fine, he wrote <sic>.")
