"""Our own awkward pages, pressed as the measured ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.highlights.pressed import press_all, reading_in, served, squeezed
from tests.browser.conftest import absent

pytestmark = pytest.mark.browser

PAGES = Path(__file__).parents[1] / "pages"
AWKWARD = (
    "cjk--line-breaks", "clutter--notification-and-video", "dateline--agency-credits",
    "emoji--before-quote", "footnotes--essay", "frame--srcdoc", "inline--links-and-emphasis",
    "rtl--arabic", "ruby--japanese", "soft-hyphens--german", "split--body-around-ad",
    "table--links-and-breaks",
)  # fmt: skip


def test_every_pressed_sentence_quote_and_name_is_lit() -> None:
    """On our own pages, whatever stands in the words, each press lights the same words, in view."""
    from tests.browser import chromium

    if missing := chromium.missing():
        absent(f"{missing} is not installed")
    pages = {f"/{name}.html": (PAGES / name / "page.html").read_bytes() for name in AWKWARD}
    with (
        served({**pages, "/": b"<!doctype html><p>Ready."}) as site,
        reading_in(chromium.Chromium, site) as browser,
    ):
        pressed = [one for path in pages for one in press_all(browser, site + path, path)]
    assert len(pressed) > 5 * len(AWKWARD)
    assert [(one.page, one.miss, one.wanted, one.words) for one in pressed if one.miss] == []


def test_words_are_compared_without_what_cannot_be_seen() -> None:
    """White space, soft hyphens and marks of direction make no difference."""
    assert squeezed("a\u00ad b\u200f\n c\u00a0") == "abc"
