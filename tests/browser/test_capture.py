"""capturePage, run inside an awkward page in real browsers."""

import re

import lxml.html
import pytest

from tests.browser.driven import EXTENSION

pytestmark = pytest.mark.browser

SOURCE = (EXTENSION / "src" / "capture.js").read_text(encoding="utf-8").replace("export ", "")
DOM = "document.documentElement.outerHTML"
MANY = 10_000


@pytest.fixture(scope="module")
def odd(browser, site):
    """The captured page, its HTML as a tree, and the browser it is open in."""
    browser.open(f"{site}/odd.html")
    loaded = "!!document.querySelector('iframe').contentDocument.body"
    browser.until(lambda: browser.in_page(loaded), "frame")
    before = browser.in_page(DOM)
    captured = browser.in_page(f"(() => {{ {SOURCE}; return capturePage(); }})()")
    return {**captured, "tree": lxml.html.document_fromstring(captured["html"]), "before": before}


def test_what_cannot_be_seen_is_marked_and_nothing_else(odd):
    """Every unseen part carries the mark; what can be seen, scrolled to or opened does not."""
    marked = {e.get("id") for e in odd["tree"].xpath("//*[@data-nutgraf-hidden]")}
    ids = {e.get("id") for e in odd["tree"].xpath("//*[@id]")}
    assert marked == {name for name in ids if name.startswith("unseen-")}
    assert len(marked) == 13


def test_shadow_roots_stand_where_they_are_shown(odd):
    """A shadow root's words and the words slotted into it come in the order the reader sees."""
    shown = "In the shadow, before the slotted words, and after it."
    assert odd["tree"].xpath("string(//x-card)") == shown


def test_frames_stand_in_their_place(odd):
    """A frame that may be read is a div with its words; one that may not is named in a notice."""
    assert odd["tree"].xpath("string(//div[@data-nutgraf-frame])") == "Words in a frame."
    assert "closed frame" not in odd["html"].replace("srcdoc", "")
    assert [notice["code"] for notice in odd["notices"]] == ["frames-blocked"]


def test_code_and_style_stay_behind(odd):
    """Scripts and style sheets are no part of what is sent."""
    assert "only code" not in odd["html"]
    assert "<style" not in odd["html"]


def test_text_and_attributes_come_through_whole(odd):
    """Characters with a meaning in HTML are written so that they are read back as they were."""
    [odd_one] = odd["tree"].xpath("//p[@title]")
    assert odd_one.get("title") == 'a "quoted" & odd title'
    assert odd_one.text == "Less < more, and a picture: "


def test_the_live_page_is_only_read(odd, browser):
    """The page's own DOM is the same after the capture."""
    assert browser.in_page(DOM) == odd["before"]


def test_a_page_of_ten_thousand_nodes_is_quick(browser, site):
    """Ten thousand nodes are captured in well under a second: best of three, on any machine."""
    browser.open(f"{site}/odd.html?many")
    row = "'<div><p>Some words <a href=x>and</a> <em>more</em></p></div>'"
    browser.in_page(
        f"document.body.innerHTML = {row}.repeat({MANY // 4}), document.body.offsetHeight"
    )
    took, size = min(
        browser.in_page(
            f"(() => {{ {SOURCE}; const start = performance.now(); const {{ html }} = capturePage();"
            " return [performance.now() - start, html.length]; })()"
        )
        for _ in range(3)
    )
    assert size > MANY * 5
    assert took < 1000
    assert not re.search(r"data-nutgraf-hidden", browser.in_page(DOM))
