"""The page functions of light, skim and follow, run inside pages of real browsers."""

import json

import pytest

from tests.browser.driven import EXTENSION

pytestmark = pytest.mark.browser

LIBRARY = EXTENSION / "src" / "lib"
FUNCTIONS = {
    "anchor.js": "findPlaces", "light.js": "lightPlace", "skim.js": "skimPage",
    "follow.js": "followPresses",
}  # fmt: skip
DOM = "document.documentElement.outerHTML"
STRONGEST = (0xFF, 0xDF, 0x6B)
WATCHED = """
(() => {
  window.changes = [];
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver((seen) => window.changes.push(...seen)).observe(document, all);
  window.told = [];
  const postMessage = ({ sentence }) => sentence !== undefined && window.told.push(sentence);
  const line = { postMessage, onDisconnect: { addListener() {} }, disconnect() {} };
  window.chrome = { runtime: { onConnect: { addListener: (take) => take(line) } } };
})()
"""
STYLED = """
(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(%s);
  document.adoptedStyleSheets = [sheet];
})()
"""
RANGES = "[...(window.CSS.highlights.get('%s') || [])]"
CORNER = "(({ left, top, height }) => [left + 8, top + height / 2])(%s[0].getClientRects()[0])"
LONG = """
((paragraph) => {
  paragraph.style = %s;
  paragraph.textContent = 'Some words. '.repeat(3000) + 'The very last words.';
  window.scrollTo(0, 0);
})(document.querySelector('article p'))
"""
SENTENCES = [
    "A swarm of some 20,000 bees has settled in the signal box at Tarnby station, and the railway"
    " will leave it there until the autumn, the station master said on Tuesday.",
    "The box has stood empty since 2011, when the line was given electric signals.",
    "Its windows had been broken for two winters and nobody had climbed the stairs since.",
    "He has put a rope across the door and a sign on the rope.",
    "This sentence is nowhere in the page.",
]


def sources() -> str:
    """The page functions as the browser runs them, put where a page's own script can call them."""
    files = [(LIBRARY / name).read_text(encoding="utf-8") for name in FUNCTIONS]
    called = ", ".join(FUNCTIONS.values())
    bare = "\n".join(files).replace("export ", "")
    return f"(() => {{ {bare}; Object.assign(window, {{ {called}, SHADES }}); }})()"


def anchors(sentences: list[str]) -> str:
    """Sentences as the anchors of a reading without paths."""
    return json.dumps([{"exact": s, "prefix": "", "suffix": "", "path": ""} for s in sentences])


@pytest.fixture
def bees(browser, site):
    """The bees' page with the page functions in it, and every sentence's place found."""
    browser.open(f"{site}/bees.html")
    browser.in_page(sources())
    browser.in_page(WATCHED)
    browser.in_page(STYLED % "window.SHADES")
    browser.in_page("followPresses()")
    found = browser.in_page(f"findPlaces('skim', location.href, {anchors(SENTENCES)}, 'a')")
    assert found == [True, True, True, True, False]
    return browser


def skim(browser, levels: list[int]) -> dict:
    """What skimPage says of these levels."""
    return browser.in_page(f"skimPage({{ url: location.href, key: 'a', levels: {levels} }})")


def words(browser, highlight: str) -> list[str]:
    """The words under a highlight, range by range."""
    return browser.in_page(f"{RANGES % highlight}.map(String)")


def test_shades_are_painted_and_the_page_is_left_as_it_was(bees):
    """Each sentence gets the shade of its level, seen on the screen and not in the DOM."""
    before = bees.in_page(DOM)
    assert skim(bees, [1, 2, 4, 0, 1]) == {"shown": 3, "lost": 1}
    assert words(bees, "nutgraf-skim-1") == [SENTENCES[0]]
    assert words(bees, "nutgraf-skim-4") == [SENTENCES[2]]
    assert bees.painted(*STRONGEST) > 500
    skim(bees, [0, 1, 0, 0])
    assert words(bees, "nutgraf-skim-1") == [SENTENCES[1]]
    bees.in_page("skimPage(null)")
    assert bees.painted(*STRONGEST) == 0
    assert bees.in_page(DOM) == before
    assert bees.in_page("window.changes.length") == 0


def test_a_press_on_a_shaded_sentence_is_told(bees):
    """A press in a shaded sentence gives its index; one beside it, or on an unshaded one, nothing."""
    skim(bees, [1, 2, 2, 0, 0])
    for level, sentence in ((1, 0), (2, 1)):
        bees.click_page(*bees.in_page(CORNER % (RANGES % f"nutgraf-skim-{level}")))
        bees.until(lambda n=sentence: bees.in_page("window.told.at(-1)") == n, "the press")
    x, y = bees.in_page(CORNER % (RANGES % "nutgraf-skim-1"))
    bees.click_page(x - 30, y)
    bees.in_page("skimPage(null)")
    bees.click_page(x, y)
    assert bees.in_page("window.told") == [0, 1]
    assert bees.in_page("window.changes.length") == 0


def test_a_press_on_what_lies_over_the_words_is_not_theirs(bees):
    """A press on a bar of the page that covers a shaded sentence tells nothing."""
    skim(bees, [1])
    bees.in_page(
        "((bar) => { bar.style = 'position:fixed;inset:0;background:#0001'; document.body.append(bar); })"
        "(document.createElement('div'))"
    )
    bees.click_page(*bees.in_page(CORNER % (RANGES % "nutgraf-skim-1")))
    bees.in_page("new Promise((go) => setTimeout(go, 100))")
    assert bees.in_page("window.told") == []


def test_the_pages_own_click_goes_on(bees):
    """What the page does with a press in a shaded sentence it still does."""
    skim(bees, [1])
    bees.in_page(
        "document.querySelector('article p').addEventListener('click', () => { window.clicked = true; })"
    )
    bees.click_page(*bees.in_page(CORNER % (RANGES % "nutgraf-skim-1")))
    bees.until(lambda: bees.in_page("window.clicked"), "the page's own click")
    assert bees.in_page("window.told") == [0]


def test_words_across_shadow_roots_and_frames_are_lit(browser, site):
    """A sentence that runs through a slot is lit in all its parts; one deep in frames is found."""
    browser.open(f"{site}/odd.html")
    browser.in_page(sources())
    deep = "document.querySelector('x-nest').shadowRoot.querySelector('iframe').contentDocument"
    browser.until(lambda: browser.in_page(f"!!{deep}?.querySelector('x-in')?.shadowRoot"), "frame")
    browser.in_page(
        f"findPlaces('light', location.href, {anchors(['In the shadow, before the slotted words, and after it.'])})"
    )
    assert browser.in_page("lightPlace(0, true)") == "shown"
    assert words(browser, "nutgraf") == [
        "In the shadow, before",
        "the slotted words",
        ", and after it.",
    ]
    browser.in_page(
        f"findPlaces('light', location.href, {anchors(['Words in a frame in a shadow.'])})"
    )
    assert browser.in_page("lightPlace(0, true)") == "shown"
    inside = f"[...{deep}.defaultView.CSS.highlights.get('nutgraf') || []].map(String)"
    assert browser.in_page(inside) == ["Words in a frame in a shadow."]
    assert words(browser, "nutgraf") == []
    browser.in_page("lightPlace(null, false)")
    assert browser.in_page(inside) == []


def test_the_last_line_of_a_long_paragraph_comes_into_view(bees):
    """In a paragraph longer than the window, or in a box that scrolls, the lit words are in view."""
    for style in ("", "height:120px;overflow:auto"):
        bees.in_page(LONG % json.dumps(style))
        bees.in_page(f"findPlaces('light', location.href, {anchors(['The very last words.'])})")
        assert bees.in_page("lightPlace(0, true)") == "shown"
        assert bees.in_view()
        boxes = "document.querySelector('article p').getBoundingClientRect()"
        range_box = f"({RANGES % 'nutgraf'})[0].getBoundingClientRect()"
        assert bees.in_page(f"{range_box}.bottom <= {boxes}.bottom + 1")


def test_three_thousand_sentences_are_shaded_at_once(browser, site):
    """Three thousand sentences are found and shaded in well under a second, and moved in less."""
    browser.open(f"{site}/bees.html?many")
    browser.in_page(sources())
    browser.in_page(
        "document.querySelector('article').replaceChildren(...Array.from({ length: 1000 }, (_, i) => {"
        " const p = document.createElement('p'); p.textContent = [0, 1, 2].map((j) =>"
        " `Sentence ${i}-${j} of this long page tells of bees, boats and stations.`).join(' ');"
        " return p; })), document.body.offsetHeight"
    )
    told = (
        "(() => { const all = Array.from({ length: 3000 }, (_, n) => ({ prefix: '', suffix: '',"
        " exact: `Sentence ${Math.floor(n / 3)}-${n % 3} of this long page tells of bees, boats and stations.`,"
        " path: `/html/body/article/p[${Math.floor(n / 3) + 1}]` })), levels = all.map((_, n) => n % 5);"
        " const given = { url: location.href, key: 'a', levels }; const start = performance.now();"
        " findPlaces('skim', given.url, all, 'a'); const { shown, lost } = skimPage(given);"
        " const found = performance.now(); skimPage({ ...given, levels: levels.map((l) => (l + 1) % 5) });"
        " return [shown, lost, found - start, performance.now() - found]; })()"
    )
    shown, lost, first, again = min((browser.in_page(told) for _ in range(3)), key=lambda t: t[2])
    assert (shown, lost) == (2400, 0)
    print(f"{browser.name}: {first:.0f} ms, {again:.0f} ms")
    assert first < 600
    assert again < 300
