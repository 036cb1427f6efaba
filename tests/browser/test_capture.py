"""capturePage, run inside an awkward page in real browsers."""

import re

import lxml.html
import pytest

import nutgraf
from tests.browser.driven import EXTENSION

pytestmark = pytest.mark.browser

SOURCE = (EXTENSION / "src" / "capture.js").read_text(encoding="utf-8").replace("export ", "")
DOM = "document.documentElement.outerHTML"
MANY = 10_000


WATCHED = """
(() => {
  const seen = window.changes = [];
  const watch = new MutationObserver((all) => seen.push(...all));
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})()
"""
FRAMED = """
(() => {
  const inside = (frame) => frame && frame.contentDocument;
  const nest = inside(document.querySelector('x-nest').shadowRoot.querySelector('iframe'));
  const deep = nest && inside(nest.querySelector('x-in')?.shadowRoot.querySelector('iframe'));
  return !!inside(document.querySelector('iframe'))?.body && !!deep?.querySelector('#deepest');
})()
"""
HELD = """
(() => {
  const held = document.createElement('script');
  held.type = 'application/ld+json';
  const articleBody = document.querySelector('article').textContent.repeat(3);
  held.textContent = JSON.stringify({ '@type': 'NewsArticle', datePublished: '2026-05-02', articleBody });
  document.head.append(held);
})()
"""
LARGE = """
(() => {
  for (let i = 0; i < %d; i++) {
    const [part, line] = ['div', 'p'].map((name) => document.createElement(name));
    part.hidden = %s;
    line.setAttribute('%s', '0'.repeat(1e6));
    line.append('One megabyte.');
    part.append(line);
    document.body.append(part);
  }
})()
"""
SELECT = """
(() => {
  const from = document.getElementById('%s').firstChild, to = document.getElementById('%s').firstChild;
  window.getSelection().setBaseAndExtent(from, %d, to, %d);
})()
"""


def capture(browser, how: str = "{}") -> dict:
    """What capturePage gives in the open page, and its HTML as a tree."""
    captured = browser.in_page(f"(() => {{ {SOURCE}; return capturePage({how}); }})()")
    tree = captured["html"] and lxml.html.document_fromstring(captured["html"])
    return {**captured, "tree": tree}


@pytest.fixture(scope="module")
def opened(browser, site):
    """The browser with the awkward page open, watched for changes."""
    browser.open(f"{site}/odd.html")
    browser.until(lambda: browser.in_page(FRAMED), "frames")
    browser.in_page(WATCHED)
    return browser


@pytest.fixture(scope="module")
def odd(opened):
    """The captured page, its HTML as a tree."""
    before = opened.in_page(DOM)
    return {**capture(opened), "before": before}


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
    assert odd["framesBlocked"] == 1


def test_frames_in_shadow_roots_in_frames_are_opened(odd):
    """Shadow roots and frames are opened however they are nested, and stand where they are shown."""
    [nest] = odd["tree"].xpath("//x-nest")
    assert nest.xpath("string(div/x-in/p)") == "Words in a frame in a shadow."
    assert nest.xpath("string(div/x-in/div/p)") == "Words in its frame."


def test_code_and_style_stay_behind(odd):
    """Scripts and style sheets are no part of what is sent."""
    assert "only code" not in odd["html"]
    assert "<style" not in odd["html"]


def test_text_and_attributes_come_through_whole(odd):
    """Characters with a meaning in HTML are written so that they are read back as they were."""
    [odd_one] = odd["tree"].xpath("//p[@title]")
    assert odd_one.get("title") == 'a "quoted" & odd title'
    assert odd_one.text == "Less < more, and a picture: "


def test_the_live_page_is_only_read(odd, opened):
    """Nothing in the page's own DOM changes, not even for a moment."""
    assert opened.in_page(DOM) == odd["before"]
    assert opened.in_page("window.changes.length") == 0


def test_of_a_selection_its_own_words_are_taken(odd, opened):
    """A selection is taken to the letter, with the page's head, on the paths of the whole page."""
    opened.in_page(SELECT % ("seen-half", "seen-summary", 5, 4))
    taken = capture(opened, "{ selectionOnly: true }")
    assert taken["selection"]
    words = " ".join(taken["tree"].find("body").text_content().split())
    assert words == "transparent. Out of an empty box. More"
    assert taken["tree"].findtext("head/title") == "What can be seen"
    for one in taken["tree"].xpath("//*[@id='seen-half' or @id='seen-summary']"):
        [same] = odd["tree"].xpath(f"//*[@id='{one.get('id')}']")
        assert one.getroottree().getpath(one) == same.getroottree().getpath(same)


def test_a_selection_in_a_frame_in_a_shadow_is_found(opened):
    """What is selected deep inside is taken from there, and whole hosts bring what they show."""
    opened.in_page(
        "(() => { const frame = document.querySelector('x-nest').shadowRoot.querySelector('iframe');"
        " const shadow = frame.contentDocument.querySelector('x-in').shadowRoot;"
        " const inner = shadow.querySelector('iframe').contentWindow;"
        " inner.getSelection().selectAllChildren(inner.document.body);"
        " window.getSelection().selectAllChildren(document.querySelector('x-card').parentNode); "
        " window.getSelection().setBaseAndExtent(document.querySelector('x-card').previousElementSibling, 0,"
        " document.querySelector('x-card').nextElementSibling, 0); })()"
    )
    taken = capture(opened, "{ selectionOnly: true }")
    words = " ".join(taken["tree"].find("body").text_content().split())
    assert "In the shadow, before the slotted words, and after it." in words
    assert words.endswith("Words in its frame.")
    assert "plain line" not in words


def test_without_a_selection_the_whole_page_is_taken(odd, opened):
    """A selection asked for where nothing is selected gives the page, and says so."""
    opened.open(opened.in_page("location.href"))
    taken = capture(opened, "{ selectionOnly: true }")
    assert not taken["selection"]
    assert not taken["hasSelection"]
    assert taken["html"].count("<p") == odd["html"].count("<p")


def test_a_selection_is_read_as_the_story(browser, site):
    """Two selected paragraphs are the whole story; headline and date still come from the head."""
    browser.open(f"{site}/ferry.html")
    browser.in_page(
        "((all) => window.getSelection().setBaseAndExtent(all[3].firstChild, 0, all[4].lastChild, 20))"
        "(document.querySelectorAll('article p'))"
    )
    taken = capture(browser, "{ selectionOnly: true }")
    story = nutgraf.read(taken["html"], taken["url"]).story
    assert story.headline == "Ferry to Skarvholm sails again after nine months"
    assert story.published.startswith("2026-03-14")
    assert "2026-03-14T07:30" in taken["html"].split("ld+json")[1].split("</script>")[0]
    whole = " ".join(taken["tree"].find("body").text_content().replace("\u00ad", "").split())
    assert " ".join(story.text.replace("\u00ad", "").split()) == whole


def test_a_short_selection_stays_what_it_is(browser, site):
    """A line selected on a page that also holds its story as data is read as that line alone."""
    browser.open(f"{site}/bees.html?data")
    browser.in_page(HELD)
    browser.in_page(
        "window.getSelection().selectAllChildren(document.querySelector('article p:nth-of-type(3)'))"
    )
    taken = capture(browser, "{ selectionOnly: true }")
    story = nutgraf.read(taken["html"], taken["url"]).story
    assert story.text.startswith("“They pay no rent")
    assert story.text.endswith("a sign on the rope.")
    assert story.published == "2026-05-02"


@pytest.mark.parametrize(
    ("count", "hidden", "attribute", "fits"),
    [
        (11, "false", "data-state", True),
        (15, "true", "title", True),
        (11, "false", "title", False),
        (17, "false", "style", False),
    ],
)
def test_a_page_too_large_goes_without_what_nobody_sees(
    browser, site, count, hidden, attribute, fits
):
    """Past 10 MB what no reader sees is left away; a page too large even so, or past 16 MB, is not
    sent."""
    browser.open(f"{site}/bees.html?{count}")
    browser.in_page(LARGE % (count, hidden, attribute))
    taken = capture(browser)
    assert taken["tooLarge"] != fits
    if fits:
        assert taken["thinned"]
        assert len(taken["html"].encode()) <= 10_000_000
        assert "signal box at Tarnby station" in taken["html"]


def test_a_page_that_grew_is_longer(browser, site):
    """The length counts what is shown, in frames and shadow roots too, and what is not does not."""
    length = f"(() => {{ {SOURCE}; return pageNow().length; }})()"
    browser.open(f"{site}/odd.html?length")
    browser.until(lambda: browser.in_page(FRAMED), "frames")
    before = browser.in_page(length)
    browser.in_page("document.getElementById('unseen-none').append('x'.repeat(500))")
    assert browser.in_page(length) == before
    inside = "document.querySelector('x-nest').shadowRoot.querySelector('iframe').contentDocument"
    browser.in_page(
        f"{inside}.querySelector('x-in').shadowRoot.querySelector('p').append('y'.repeat(500))"
    )
    assert browser.in_page(length) >= before + 500


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
