"""The panel in real browsers: method, skim, what is brought back, copies, files, the page's presses."""

import json
import re
import time
from urllib.request import Request, urlopen

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.driven import API, BADGE
from tests.browser.test_extension import HEADLINE, complete, lengthen, lit_by

pytestmark = pytest.mark.browser

DOM = "document.documentElement.outerHTML"
SHADES = "[...window.CSS.highlights.keys()].filter((name) => name.startsWith('nutgraf-skim'))"
LIT_AT = """
(({ left, top, height }) => [left + 8, top + height / 2])(
  [...window.CSS.highlights.get('nutgraf')][0].getClientRects()[0])
"""
FORMATS = {
    "md": ".md", "html": ".html", "txt": ".txt", "epub": ".epub", "ris": ".ris", "bibtex": ".bib",
    "csl-json": ".json", "csv": ".csv", "json": ".json", "annotations": ".jsonld",
}  # fmt: skip
BESIDE = {"url": "/src/panel/panel.html?beside"}
LISTEN = """
(() => {
  const pad = document.createElement('textarea');
  document.body.append(pad);
  pad.focus();
  pad.addEventListener('paste', ({ clipboardData }) => {
    const [plain, html] = ['text/plain', 'text/html'].map((type) => clipboardData.getData(type));
    document.body.dataset.pasted = JSON.stringify({ plain, html });
    pad.remove();
  });
})()
"""
PASTED = "document.body.dataset.pasted"
RANKED = re.compile("Ranked by Luhn|own summary is shown")
MOVED = """
(() => {
  const now = window.now = document.createElement('article');
  const first = window.old.querySelector('p:not([class])').textContent;
  const lines = ['The mill at Osgard turns again', first, 'The water came back on Monday and the wheel with it.',
    'Nobody has ground corn there since 1987, when the last miller left for the coast.'];
  now.append(...lines.map((line, n) => Object.assign(document.createElement(n ? 'p' : 'h1'), { textContent: line })));
  window.old.replaceWith(now);
})()
"""
CHOOSE = """
(() => {
  const select = document.querySelector('#method');
  select.value = '%s';
  select.dispatchEvent(new window.Event('change'));
})()
"""


def pasted(reader) -> dict[str, str]:
    """What a paste brings out of the clipboard, by the reader's own keys."""
    reader.in_panel(f"delete {PASTED}")
    reader.in_panel(LISTEN)
    if reader.name == "chromium":
        panel = reader._find("page", "/panel/panel.html")["targetId"]
        key = {"key": "v", "code": "KeyV", "modifiers": 2, "windowsVirtualKeyCode": 86}
        event = {"type": "keyDown", **key, "commands": ["paste"]}
        reader._send("Input.dispatchKeyEvent", event, panel)
    else:
        with reader.driver.context("chrome"):
            ActionChains(reader.driver).key_down(Keys.CONTROL).send_keys("v").key_up(
                Keys.CONTROL
            ).perform()
    return json.loads(reader.until(lambda: reader.in_panel(PASTED), "paste"))


def said(reader, words: str) -> None:
    """Waits until the panel has said something."""
    reader.until(lambda: words in reader.texts("#status")[0], words)


def picked(reader) -> list[str]:
    """The sentences of the summary."""
    return reader.texts(".pick .words")


def rank_by_luhn(reader) -> None:
    """Chooses a classic method; on a busy machine its engine may take a second try to come up."""
    for _ in range(5):
        reader.in_panel(CHOOSE % "luhn")
        reader.until(lambda: RANKED.search(reader.texts("#status")[0]), "ranking")
        if "Ranked" in reader.texts("#status")[0]:
            return


def save(reader, selector: str):
    """Presses a button that saves, and gives the file back."""
    for old in reader.downloads.iterdir():
        old.unlink()
    reader.click(selector)
    return reader.until(lambda: complete(reader.downloads), f"file of {selector}")


def test_arrow_keys_go_through_the_tabs(reader):
    """One part is shown at a time; the arrows go from tab to tab, and the search finds all parts."""
    shown = "[...document.querySelectorAll('[role=tabpanel]:not([hidden])')].map((e) => e.id)"
    hidden = "document.querySelector('#story').getAttribute('hidden')"
    assert reader.in_panel(shown) == ["summary"]
    assert reader.in_panel(hidden) == "until-found"
    reader.click("#tab-summary")
    press = (
        "document.activeElement.dispatchEvent(new window.KeyboardEvent('keydown',"
        """ window.JSON.parse('{"key": "%s", "bubbles": true}')))"""
    )
    for key, part in (("ArrowRight", "facts"), ("End", "keep"), ("ArrowRight", "summary")):
        reader.in_panel(press % key)
        assert reader.in_panel(shown) == [part]
        assert reader.in_panel("document.activeElement.id") == f"tab-{part}"


def test_another_method_ranks_the_same_sentences(reader):
    """Another method chooses others of the story's sentences; without a server, ours come back."""
    ours = picked(reader)
    rank_by_luhn(reader)
    theirs = picked(reader)
    assert len(theirs) == len(ours)
    assert theirs != ours
    text = " ".join(reader.texts("#story article"))
    assert all(sentence in text for sentence in theirs)


def test_a_method_that_fails_gives_way_to_ours(reader, server):
    """With the server gone another method is refused in words, and our own summary stays."""
    ours = picked(reader)
    server.stop()
    reader.in_panel(CHOOSE % "lsa")
    said(reader, "Nutgraf's own summary is shown.")
    assert picked(reader) == ours
    assert reader.in_panel("document.querySelector('#method').value") == "news"


def test_skimming_shades_the_story_by_rank(reader):
    """Skimming shades every sentence; those of the summary have the full ink, at every length."""
    reader.click("#skim")
    full = "[...document.querySelectorAll('[data-level=\"1\"]')].map((e) => e.textContent)"
    for length in (3, 6):
        lengthen(reader, length)
        inked = [" ".join(words.split()) for words in reader.in_panel(full)]
        assert inked == picked(reader)
    assert reader.in_panel("document.querySelectorAll('[data-level=\"4\"]').length") > 0
    reader.click("#skim-next")
    said(reader, "Place 1 of 6.")
    assert reader.lit() == picked(reader)[0]
    lengthen(reader, 1)
    for _ in range(2):
        reader.in_panel("document.querySelector('#status').replaceChildren()")
        reader.click("#skim-next")
        said(reader, "Place 1 of 1.")
    reader.click("#skim")
    assert reader.in_panel("document.querySelectorAll('[data-level]').length") == 0


def test_skimming_in_the_page_leaves_it_as_it_is(reader):
    """The shades in the page come and go with the box, and never touch its DOM."""
    before = reader.in_page(DOM)
    reader.click("#skim")
    reader.click("#skim-page")
    said(reader, "3 sentences are shaded")
    assert reader.in_page(f"{SHADES}.length") > 0
    assert reader.in_page(DOM) == before
    reader.click("#skim-page")
    reader.until(lambda: not reader.in_page(f"{SHADES}.length"), "end of the shades")


def test_shades_come_back_to_a_page_that_was_drawn_anew(reader):
    """Where the page has put new nodes in the place of its old ones, the sentences are found anew."""
    reader.click("#skim")
    reader.click("#skim-page")
    said(reader, "3 sentences are shaded")
    reader.in_page(
        "document.querySelectorAll('p').forEach((p) => p.replaceWith(p.cloneNode(true)))"
    )
    reader.click("#skim-page")
    reader.until(lambda: not reader.texts("#status")[0], "no shades")
    reader.click("#skim-page")
    said(reader, "3 sentences are shaded")
    shaded = "[...window.CSS.highlights].flatMap(([, one]) => [...one].map(String)).join(' ')"
    assert all(words in " ".join(reader.in_page(shaded).split()) for words in picked(reader)[:1])


def test_what_was_cut_can_be_brought_back(reader):
    """A piece that was left out goes back to its place in the story, says so, and goes again."""
    piece = "[data-before]"
    reader.click("#removed li:has(.back) .back")
    reader.wait_for(f"#story {piece}")
    assert "Brought back by you" in reader.texts(piece)[0]
    reader.click("#keep [data-copy=story-plain]")
    said(reader, "Copied.")
    assert "[Brought back by you" in pasted(reader)["plain"]
    reader.click(f"{piece} button")
    reader.until(lambda: not reader.texts(piece), "the story as it was")


def test_the_summary_is_copied_in_three_forms(reader):
    """Plain, Markdown and rich text each hold the sentences shown, the latter two their links."""
    sentences = picked(reader)
    got = {}
    for form in ("plain", "markdown", "rich"):
        reader.click(f"[data-copy=summary-{form}]")
        said(reader, "Copied.")
        got[form] = pasted(reader)
        reader.in_panel("document.querySelector('#status').replaceChildren()")
    flat = " ".join(got["plain"]["plain"].split())
    assert all(f"• {sentence}" in flat for sentence in sentences)
    assert got["markdown"]["plain"].startswith(f"# {HEADLINE}\n")
    assert got["markdown"]["plain"].count("](http") == len(sentences) + 1
    assert got["rich"]["html"].count("<li") == len(sentences)
    assert "#:~:text=" in got["rich"]["html"]
    assert "<button" not in got["rich"]["html"]


def test_a_line_is_shared_with_its_place(reader):
    """A shared line is the sentence, where it comes from, and a link that opens it there."""
    reader.click(".picks li:nth-child(2) .share")
    said(reader, "Copied")
    line = pasted(reader)["plain"]
    assert picked(reader)[1] in " ".join(line.split())
    assert HEADLINE in line
    assert "#:~:text=" in line


def test_every_format_is_saved(reader):
    """Every format comes as a file with its own suffix and something in it."""
    for name, suffix in FORMATS.items():
        saved = save(reader, f"[data-format={name}]")
        assert saved.suffix == suffix
        assert saved.stat().st_size > 100


def test_the_readers_own_template_is_offered_once_set(reader, server, site):
    """With a template set there is one button more, and the file is written by it."""
    stored = "(window.browser ?? window.chrome).storage.local.get('token').then((k) => k.token)"
    headers = {
        "Authorization": f"Bearer {reader.in_panel(stored)}",
        "Origin": reader.in_panel("window.location.origin"),
        "Content-Type": "application/json",
    }
    body = json.dumps({"template": "Mine: {{ title }}\n"}).encode()
    asked = Request(f"{server.address}/api/v1/settings", body, headers, method="PUT")
    with urlopen(asked, timeout=10) as answer:
        assert answer.status == 200
    reader.read(f"{site}/ferry.html")
    reader.wait_for("[data-format=template]")
    assert save(reader, "[data-format=template]").read_text() == f"Mine: {HEADLINE}\n"


def test_a_press_in_the_page_leads_the_panel(reader):
    """A press on lit words in the page brings the panel to their sentence in the story."""
    sentence = lit_by(reader, ".picks li:nth-child(2) .pick")
    reader.click("#tab-facts")
    reader.click_page(*reader.in_page(LIT_AT))
    said(reader, "Pressed in the page.")
    assert reader.in_panel("document.querySelector('#tab-story').ariaSelected") == "true"
    marked = reader.in_panel("[...window.CSS.highlights.get('nutgraf')].join('|')")
    assert " ".join(marked.split()) == sentence


def test_a_page_that_grew_is_offered_again(reader):
    """A page that shows more than when it was read is offered to be read again."""
    more = "document.querySelector('article').append(...Array.from({ length: 40 }, (_, i) => "
    row = "Object.assign(document.createElement('p'), { textContent: `Boat ${i} waits.` })))"
    reader.in_page(more + row)
    reader.in_panel("window.dispatchEvent(new window.Event('focus'))")
    reader.wait_for("#hint #grew")
    reader.click("#grew")
    reader.until(lambda: "Boat 39 waits." in " ".join(reader.texts("#story")), "the new lines")
    assert reader.texts("#hint") == [""]


def test_of_quick_presses_the_last_one_holds(reader):
    """Pressed one after the other without a pause, only the last words are lit, and stay lit."""
    picks = "document.querySelectorAll('.pick')"
    for order in ((0, 1, 2), (2, 0), (1, 2, 0)):
        reader.in_panel(f"JSON.parse('{json.dumps(order)}').forEach((n) => {picks}[n].click())")
        words = picked(reader)[order[-1]]
        reader.until(lambda w=words: reader.lit() == w, words)
        time.sleep(0.6)
        assert reader.lit() == words
        pressed = "[...document.querySelectorAll('.pick[aria-pressed=true] .words')].length"
        assert reader.in_panel(pressed) == 1


def test_a_closed_panel_leaves_nothing_in_the_page(reader):
    """When the panel closes, light and shades go out and the page listens no more."""
    reader.click("#tab-story")
    reader.click("#skim")
    reader.click("#skim-page")
    reader.until(lambda: reader.in_page(SHADES), "shades")
    lit_by(reader, "#story [data-sentence='4']")
    reader.close_panel()
    reader.until(lambda: not reader.in_page(SHADES), "a page without shades")
    reader.until(lambda: not reader.lit(), "a dark page")


def test_another_windows_panel_has_no_say_here(reader):
    """A panel that shows another page, or none, keeps nothing lit here and puts nothing out."""
    words = lit_by(reader, ".picks li:nth-child(2) .pick")
    beside = f"{API}.windows.create(JSON.parse('{json.dumps(BESIDE)}'))"
    reader.in_panel(f"{beside}.then(() => 1)")
    try:
        time.sleep(1.5)
        assert reader.lit() == words
        lit = lit_by(reader, ".picks li:nth-child(1) .pick")
        reader.close_panel()
        reader.until(lambda: not reader.lit(), f"end of {lit}")
    finally:
        reader.close_tab(BESIDE["url"])


def test_a_page_out_of_the_browsers_cache_is_dark_and_can_be_lit(reader, site):
    """Lit words go out when the reader goes to another page, in the page and in the panel; back
    again, they can be lit anew, and end with the panel."""
    lit_by(reader, ".picks li:nth-child(2) .pick")
    reader.in_page("window.kept = true, 1")
    reader.open(f"{site}/bees.html?between")
    pressed = "document.querySelectorAll('.pick[aria-pressed=true]').length"
    reader.until(lambda: reader.in_panel(pressed) == 0, "a panel with nothing pressed")
    reader.in_page("setTimeout(() => history.back()), 1")
    reader.until(lambda: reader.in_page("location.pathname") == "/ferry.html", "the ferry")
    assert not reader.lit()
    if not reader.in_page("window.kept === true"):
        pytest.skip("the browser had no room to keep the page, and loaded it again")
    lit_by(reader, ".picks li:nth-child(2) .pick")
    reader.close_panel()
    reader.until(lambda: not reader.lit(), "a dark page")


def test_a_page_that_tidies_its_address_is_the_same(reader):
    """While the story stands in the page, another address makes it no other page."""
    reader.until(lambda: reader.in_panel(BADGE) == "✓", "badge")
    reader.in_page("history.replaceState(null, '', '/ferry.html?tidied')")
    time.sleep(2.5)
    assert reader.texts("#hint") == [""]
    assert reader.in_panel(BADGE) == "✓"
    assert lit_by(reader, ".picks li:nth-child(2) .pick") == picked(reader)[1]
    reader.click("#tab-story")
    reader.click("#skim")
    reader.click("#skim-page")
    said(reader, "3 sentences are shaded")


def test_a_page_that_moved_on_without_loading_is_told_of(reader):
    """A page that puts another story in place of its own is no longer the one that was read: the
    panel says so and the badge goes, even where the new one quotes the old; back again, both are as
    before; and the new one can be read."""
    reader.until(lambda: reader.in_panel(BADGE) == "✓", "badge")
    reader.in_page("window.old = document.querySelector('main, article'), 1")
    reader.in_page("history.pushState(null, '', '/ferry.html?moved')")
    reader.in_page(MOVED)
    reader.wait_for("#hint #moved")
    reader.until(lambda: reader.in_panel(BADGE) == "", "no badge")
    reader.in_page("window.now.replaceWith(window.old), setTimeout(() => history.back()), 1")
    reader.until(lambda: reader.texts("#hint") == [""], "the page that was read")
    reader.until(lambda: reader.in_panel(BADGE) == "✓", "badge")
    reader.in_page("window.old.replaceWith(window.now), history.pushState(null, '', '?moved'), 1")
    reader.wait_for("#hint #moved")
    reader.in_panel("document.querySelector('.reading').setAttribute('data-old', '')")
    reader.click("#moved")
    reader.wait_for(".reading:not([data-old])")
    assert reader.texts("#hint") == [""]
    reader.until(lambda: reader.in_panel(BADGE) == "✓", "badge")


def test_theme_and_size_follow_the_options(reader):
    """The panel takes theme and size from the options while it is open."""
    kept = "(window.browser ?? window.chrome).storage.local"
    root = "document.documentElement"
    for theme in ("dark", "light"):
        ink = {"dark": "rgb(235, 229, 218)", "light": "rgb(29, 27, 24)"}[theme]
        reader.in_panel(f"{kept}.set(JSON.parse('{json.dumps({'theme': theme, 'size': '125'})}'))")
        color = f"window.getComputedStyle({root}).color"
        reader.until(lambda c=color, i=ink: reader.in_panel(c) == i, theme)
    assert reader.in_panel(f"window.getComputedStyle({root}).fontSize") == "20px"
    reader.in_panel(f'{kept}.remove(JSON.parse(\'["theme", "size"]\'))')
    reader.until(lambda: reader.in_panel(f"!{root}.dataset.theme"), "the system's theme")


def test_a_sentence_of_the_story_lights_in_the_page(reader):
    """A press on a sentence of the story lights it in the page; a second press puts it out."""
    sentence = "#story [data-sentence='4']"
    lit_by(reader, sentence)
    assert reader.lit() == reader.texts(sentence)[0]
    reader.click(sentence)
    reader.until(lambda: not reader.lit(), "dark page")


def test_what_is_selected_is_offered_alone(reader, site):
    """With something selected in the page, the panel offers to read only that."""
    reader.open(f"{site}/ferry.html?selected")
    reader.in_page("getSelection().selectAllChildren(document.querySelector('article ul'))")
    reader.in_panel("document.querySelector('.reading').setAttribute('data-old', '')")
    reader.press_toolbar()
    reader.wait_for("#hint #read-selection")
    reader.click("#read-selection")
    reader.wait_for("[data-code=selection]")
    story = " ".join(reader.texts("#story"))
    assert "Repairs to the quay" in story
    assert "grocery" not in story
