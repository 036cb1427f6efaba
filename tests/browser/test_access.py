"""Panel and options for everyone: by axe, by keys alone, in narrow windows, from right to left."""

import json
import os
import shutil
import signal

import pytest

from tests.browser.conftest import absent, free_port, make
from tests.browser.driven import EXTENSION

pytestmark = pytest.mark.browser

AXE = EXTENSION / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def browser(extension, tmp_path_factory):
    """A Chromium with the extension, not paired yet."""
    if not AXE.exists():
        absent("axe-core is not installed; npm ci in extension/ brings it")
    made = make("access", extension, tmp_path_factory.mktemp("access"))
    yield made
    made.quit()


@pytest.fixture(scope="module")
def unpaired(browser, server, site):
    """The panel asks for a code."""
    browser.use_server(server.address)
    browser.open(f"{site}/ferry.html")
    browser.press_toolbar()
    browser.wait_for("#pairing")
    browser.at_panel()
    return browser


@pytest.fixture(scope="module")
def paired(unpaired, server):
    """The panel shows the ferry's reading."""
    unpaired.click("#code")
    unpaired.type(server.code() + "\n")
    unpaired.wait_for(".reading", 30)
    return unpaired


@pytest.fixture
def reader(paired, server, site):
    """The ferry's reading, fresh."""
    paired.read(f"{site}/ferry.html")
    paired.at_panel()
    paired.look()
    return paired


def test_pairing_stands_in_nobodys_way(unpaired):
    """What asks for the code has nothing for axe to find, and keys reach all of it."""
    assert unpaired.wrong() == []
    assert unpaired.tour() == []


def test_a_reading_stands_in_nobodys_way(reader):
    """Every part of a reading, all of it opened, has nothing for axe to find, light or dark."""
    assert reader.wrong() == []


def test_keys_reach_all_of_a_reading(reader):
    """Tab comes to everything that can be pressed, and each shows that it has the focus."""
    assert reader.tour() == []


def test_keys_do_what_a_mouse_does(reader):
    """Enter and Space press a sentence, the arrows move the slider, Enter opens what is folded."""
    pick = ".picks li:nth-child(1) .pick"
    pressed = f"document.querySelector('{pick}').getAttribute('aria-pressed')"
    for key, then in (("Enter", "true"), (" ", "false")):
        reader.focus(pick)
        reader.key(key)
        reader.until(lambda then=then: reader.ask(pressed) == then, f"{key!r} to press")
    shown = len(reader.texts(".pick .words"))
    reader.focus("#length")
    reader.key("ArrowRight")
    reader.until(lambda: len(reader.texts(".pick .words")) == shown + 1, "a longer summary")
    reader.focus("#removed summary")
    reader.key("Enter")
    assert reader.ask("document.querySelector('#removed details').open")


def test_keys_go_from_sentence_to_sentence(reader):
    """In the story Tab comes to one sentence, the arrows and End go on, and Enter lights it."""
    reader.ask("document.querySelector('#tab-story').click()")
    focused = "document.activeElement.getAttribute('data-sentence')"
    reader.focus("#story article [tabindex='0'][data-sentence]")
    assert reader.ask(focused) == "0"
    for key, then in (("ArrowDown", "1"), ("ArrowDown", "2"), ("ArrowUp", "1"), ("ArrowUp", "0")):
        reader.key(key)
        assert reader.ask(focused) == then
    reader.key("ArrowUp")
    assert reader.ask(focused) == "0"
    reader.key("End")
    last = reader.ask(focused)
    assert int(last) == reader.ask("document.querySelectorAll('article [tabindex]').length") - 1
    reader.key("Enter")
    words = " ".join(reader.ask("document.activeElement.textContent").split())
    reader.until(lambda: reader.lit() == words, "the last sentence lit")
    told = "['role', 'aria-labelledby', 'aria-roledescription', 'aria-describedby', 'aria-current']"
    said = f"{told}.map((name) => document.activeElement.getAttribute(name))"
    assert reader.ask(said) == ["group", "sentence", "sentence", "sentence-keys", "true"]
    for one in ("tabindex='0'", "role='group'", "id='sentence'"):
        assert (
            reader.ask(f'document.querySelectorAll("article [data-sentence][{one}]").length') == 1
        )


def test_what_comes_up_beside_a_reading_stands_in_nobodys_way(reader, site):
    """Skimming, a block brought back, a hint, what waits: nothing for axe to find, and keys reach
    all of it."""
    reader.ask("document.querySelector('#skim').click()")
    reader.ask("document.querySelector('#removed .back').click()")
    reader.in_page("document.querySelector('article').append('More of it. '.repeat(200))")
    reader.ask("window.dispatchEvent(new Event('focus'))")
    reader.until(lambda: reader.ask("!!document.querySelector('#hint #grew')"), "the hint")
    waits = {"id": "x", "title": "Old story", "url": f"{site}/old", "at": 0, "bytes": 9,
             "selection": False, "why": "page-too-large", "said": "This page is 12 MB."}  # fmt: skip
    reader.ask(f"chrome.storage.local.set({{ queue: [{json.dumps(waits)}] }})")
    reader.until(lambda: reader.ask("!document.querySelector('#queue').hidden"), "what waits")
    assert reader.wrong() == []
    assert reader.tour() == []
    reader.ask("chrome.storage.local.remove('queue')")


def test_chosen_colours_and_stillness_are_kept(reader):
    """With colours of the reader's own the lit place, the tab that is open and what has the focus
    still stand out; where motion is not wanted nothing moves."""
    reader.ask("document.querySelectorAll('.pick')[1].click()")
    reader.ask("document.querySelector('#tab-story').click()")
    reader.look(forced=True)
    try:
        style = "getComputedStyle(document.querySelector('%s'))['%s']"
        ground = reader.ask(style % ("body", "background-color"))
        lit = "getComputedStyle(document.documentElement, '::highlight(nutgraf)').backgroundColor"
        assert reader.ask(lit) not in (ground, "rgba(0, 0, 0, 0)")
        open_tab, other = (
            reader.ask(style % (f"#tab-{tab}", "border-block-end-color"))
            for tab in ("story", "facts")
        )
        assert open_tab != other
        reader.focus("#story article [tabindex='0'][data-sentence]")
        reader.key("ArrowDown")
        assert reader.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    finally:
        reader.look()
    moving = (
        "[...document.querySelectorAll('*')].filter((one) => { const s = getComputedStyle(one);"
        " return s.animationName !== 'none' && parseFloat(s.animationDuration) > 0.01"
        " || parseFloat(s.transitionDuration) > 0.01; }).map((one) => one.className)"
    )
    assert reader.ask(moving) == []


def test_waiting_and_trouble_stand_in_nobodys_way(reader, server, site):
    """Neither the wait for a slow server nor a page that cannot be read has anything to find."""
    os.killpg(server.process.pid, signal.SIGSTOP)
    try:
        reader.open(f"{site}/bees.html")
        reader.press_toolbar()
        reader.wait_for("#busy")
        assert reader.wrong() == []
    finally:
        os.killpg(server.process.pid, signal.SIGCONT)
    reader.wait_for(".reading", 30)
    reader.open("chrome://version/")
    reader.press_toolbar()
    reader.wait_for("#trouble")
    assert reader.wrong() == []


def test_a_missing_server_stands_in_nobodys_way(reader, site):
    """What is shown while the server is down has nothing to find, and keys reach all of it."""
    reader.use_server(f"http://127.0.0.1:{free_port()}")
    reader.open(f"{site}/bees.html?down")
    reader.press_toolbar()
    reader.wait_for("#offline")
    assert reader.wrong() == []
    assert reader.tour() == []


def test_options_stand_in_nobodys_way(browser):
    """Nothing on the options for axe to find; keys reach all of it."""
    browser.at_options()
    try:
        assert browser.wrong() == []
        assert browser.tour() == []
    finally:
        browser.leave()


def test_options_are_changed_by_keys(browser):
    """A choice made with the arrows and a box ticked with the space bar are kept at once."""
    browser.at_options()
    kept = "chrome.storage.local.get(['size', 'keep']).then(({ size, keep }) => [size, keep])"
    try:
        browser.focus("#size")
        browser.key("ArrowDown")
        browser.focus("#keep")
        browser.key(" ")
        browser.until(lambda: browser.ask(kept) == ["115", "no"], "what was chosen")
        browser.key(" ")
        browser.focus("#size")
        browser.key("ArrowUp")
        browser.until(lambda: browser.ask(kept)[0] != "115", "what was before")
        assert browser.ask(kept)[0] in ("100", None)
    finally:
        browser.leave()


def test_from_right_to_left(extension, server, site, tmp_path):
    """In Arabic the panel and the options run from right to left and fit a window of 320 points."""
    from tests.browser.access import as_in_arabic

    copy = tmp_path / "extension"
    shutil.copytree(extension, copy)
    as_in_arabic(copy)
    arabic = make("access", copy, tmp_path / "chromium")
    try:
        arabic.use_server(server.address)
        arabic.open(f"{site}/ferry.html")
        arabic.press_toolbar()
        arabic.wait_for("#pairing")
        arabic.at_panel()
        direction = "getComputedStyle(document.querySelector('.bar')).direction"
        assert arabic.ask(direction) == "rtl"
        found = arabic.wrong()
        arabic.click("#code")
        arabic.type(server.code() + "\n")
        arabic.wait_for(".reading", 30)
        found += arabic.wrong()
        assert (
            arabic.ask("getComputedStyle(document.querySelector('#facts h2')).direction") == "rtl"
        )
        arabic.at_options()
        assert arabic.ask(direction) == "rtl"
        assert found + arabic.wrong() == []
    finally:
        arabic.quit()
