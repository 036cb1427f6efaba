"""The whole way in real browsers: a toolbar press, the real server, words lit in the page."""

import json
import os
import time
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.browser

LIGHT = (0xFF, 0xD8, 0x4D)
HEADLINE = "Ferry to Skarvholm sails again after nine months"
OTHER = "Bees move into the old signal box"
DOM = "document.documentElement.outerHTML"
CLICKS, REACHED_WITHIN = 3, 4.0


def lit_by(reader, selector: str) -> str:
    """Presses one button of the panel and gives back what is lit in the page."""
    reader.in_panel("document.querySelector('#status').replaceChildren()")
    for _ in range(CLICKS):
        reader.click(selector)
        if reached(reader, selector):
            break
    reader.until(lambda: "Shown in the page." in reader.texts("#status")[0], "light")
    return reader.lit()


def reached(reader, selector: str) -> bool:
    """Whether a click came to its button: now and then the driver's mouse hits what the browser
    has just drawn there."""
    pressed = f"document.querySelector({json.dumps(selector)}).getAttribute('aria-pressed')"
    deadline = time.monotonic() + REACHED_WITHIN
    while time.monotonic() < deadline:
        if reader.in_panel(pressed) != "false" or reader.texts("#status")[0]:
            return True
        time.sleep(0.1)
    return False


def lengthen(reader, sentences: int | str) -> None:
    """Moves the slider."""
    reader.in_panel(
        f"(() => {{ const s = document.querySelector('#length'); s.value = {sentences};"
        " s.dispatchEvent(new window.Event('input')); })()"
    )


def pick_with(reader, words: str) -> str:
    """The selector of the summary sentence that holds some words."""
    found = next(i for i, text in enumerate(reader.texts(".picks .words"), 1) if words in text)
    return f".picks li:nth-child({found}) .pick"


def test_a_wrong_code_is_refused_in_plain_words(browser, server, site):
    """A wrong code is refused in plain words, and the panel stays ready for the right one."""
    browser.use_server(server.address)
    browser.open(f"{site}/ferry.html")
    browser.press_toolbar()
    browser.wait_for("#pairing")
    code = server.code()
    browser.click("#code")
    browser.type(f"{(int(code) + 1) % 1_000_000:06}\n")
    browser.until(lambda: "not right" in browser.texts("#code-wrong")[0], "refusal")
    assert browser.in_panel("document.activeElement.id") == "code"


def test_the_panel_shows_the_reading(reader):
    """The headline, three sentences of the summary, and the facts are there after one press."""
    assert reader.texts("h1") == [HEADLINE]
    assert len(reader.texts(".pick .words")) == 3
    assert "Astrid Hovmark" in " ".join(reader.texts("#facts"))
    assert any("4.2 million" in text for text in reader.texts(".number li, .card li"))
    assert reader.texts("[data-kind=quote]")


def test_a_sentence_lights_in_the_page(reader):
    """The second sentence, pressed, is lit in the page: all of it, nothing else, in view."""
    sentence = reader.texts(".pick .words")[1]
    assert lit_by(reader, ".picks li:nth-child(2) .pick") == sentence
    assert reader.in_view()
    assert reader.painted(*LIGHT) > 500
    in_story = reader.in_panel("[...window.CSS.highlights.get('nutgraf')].join('|')")
    assert " ".join(in_story.split()) == sentence


def test_a_second_press_puts_the_light_out(reader):
    """A press on what is lit puts the light out."""
    assert lit_by(reader, ".picks li:nth-child(2) .pick")
    reader.click(".picks li:nth-child(2) .pick")
    reader.until(lambda: not reader.lit(), "dark page")


def test_facts_and_quotes_light_their_words(reader):
    """A name, a number and a quote light exactly the words they show."""
    for kind in ("person", "number", "quote"):
        selector = f"[data-kind={kind}]"
        shown = (reader.texts(f"{selector} [dir]") or reader.texts(selector))[0]
        assert lit_by(reader, selector) == shown


@pytest.mark.parametrize("words", ["union of seamen", "rowed to two births"])
def test_shadow_roots_and_frames_are_read_and_lit(reader, words):
    """A sentence in a closed shadow root, and one in a frame, are in the story and light up."""
    lengthen(reader, "s.max")
    selector = pick_with(reader, words)
    lit_by(reader, selector)
    assert words in reader.texts(f"{selector} .words")[0]
    assert reader.painted(*LIGHT) > 500


def test_what_the_page_hides_is_left_out_and_listed(reader):
    """Text the reader cannot see is no part of the story; the list of what was left out has it."""
    story = " ".join(reader.texts("#story"))
    assert "Admiral Bogus" not in story
    assert "Captain Nobody" not in story
    left_out = " ".join(reader.texts("#removed"))
    assert "Admiral Bogus" in left_out
    assert "Captain Nobody" in left_out


def test_the_slider_asks_nobody(reader, server):
    """Every length is there without the server, the longer ones holding the shorter."""
    server.stop()
    three = set(reader.texts(".pick .words"))
    lengthen(reader, 6)
    six = set(reader.texts(".pick .words"))
    assert len(six) == 6
    assert three < six


def test_markdown_is_saved_at_the_length_shown(reader):
    """The saved Markdown has front matter that parses and a link for each sentence shown."""
    lengthen(reader, 4)
    sentences = reader.texts(".pick .words")
    for old in reader.downloads.iterdir():
        old.unlink()
    reader.click("[data-format=md]")
    saved = reader.until(lambda: complete(reader.downloads), "saved file")
    text = saved.read_text(encoding="utf-8")
    assert saved.suffix == ".md"
    _, front, body = text.split("---\n", 2)
    assert HEADLINE in yaml.safe_load(front).values()
    assert body.count("#:~:text=") >= len(sentences)


def test_what_is_read_is_in_the_library_until_it_is_taken_out(reader):
    """A reading is kept as it is read; one press takes it out, the same press puts it back."""
    assert reader.texts("#kept")[0].startswith("In your library")
    reader.click("#keep-turn")
    reader.until(lambda: reader.texts("#kept") == ["Not in your library"], "the bin")
    assert reader.texts("#keep-turn") == ["Put it back"]
    reader.click("#keep-turn")
    reader.until(lambda: reader.texts("#kept")[0].startswith("In your library"), "the shelf")


def test_the_reading_stays_when_the_server_is_gone(reader, server):
    """A file that cannot be made is said to be so, and the reading stays in view."""
    server.stop()
    reader.click("[data-format=md]")
    reader.until(lambda: "not running" in reader.texts("#status")[0], "word about the server")
    assert reader.texts("h1") == [HEADLINE]


def test_a_restarted_server_is_no_hindrance(reader, server):
    """After a restart of the server the page is posted again, and the file is saved."""
    server.stop()
    server.start()
    for old in reader.downloads.iterdir():
        old.unlink()
    reader.click("[data-format=txt]")
    saved = reader.until(lambda: complete(reader.downloads), "saved file")
    assert HEADLINE in saved.read_text(encoding="utf-8")


def test_the_page_is_left_as_it_was(reader, site):
    """Reading and lighting change nothing in the page's DOM."""
    reader.open(f"{site}/ferry.html")
    before = reader.in_page(DOM)
    reader.read(f"{site}/ferry.html")
    assert lit_by(reader, ".picks li:nth-child(2) .pick")
    assert reader.in_page(DOM) == before


def test_an_open_panel_follows_to_the_next_page(reader, site):
    """The button, pressed on another page, reads that page into the panel that is already open."""
    reader.open(f"{site}/bees.html")
    reader.press_toolbar()
    reader.until(lambda: reader.texts("h1") == [OTHER], "the other story")


def test_the_button_wakes_a_background_that_was_ended(reader, site):
    """The background script may be ended at any time: the next press wakes it."""
    reader.stop_background()
    reader.read(f"{site}/ferry.html?woken")
    assert reader.texts("h1") == [HEADLINE]


def test_a_page_of_the_browser_is_refused_in_plain_words(reader):
    """One of the browser's own pages is refused with a sentence, not an error."""
    reader.open("chrome://version/" if reader.name == "chromium" else "about:support")
    reader.press_toolbar()
    reader.wait_for("#trouble")
    assert "browser's own pages" in " ".join(reader.texts("#trouble"))


@pytest.mark.parametrize(
    ("page", "words"),
    [("boat.pdf", "This is a PDF"), ("view-source:", "it is the source of a page")],
)
def test_what_is_no_page_is_refused_in_plain_words(reader, site, page, words):
    """A PDF and the source of a page are refused, each with a sentence of its own."""
    if page == "view-source:" and reader.name == "firefox":
        pytest.skip("no driver leads Firefox to the source of a page")
    reader.show(f"{page}{site}/bees.html" if page == "view-source:" else f"{site}/{page}")
    reader.press_toolbar()
    reader.wait_for("#trouble")
    assert words in " ".join(reader.texts("#trouble"))


def test_what_is_missing_is_told_in_plain_words(reader, site):
    """Frames that cannot be looked into, and a story that goes on for subscribers only, are told."""
    reader.read(f"{site}/framed.html")
    told = {
        code: reader.texts(f"[data-code={code}]")[0] for code in ("frames-blocked", "paywalled")
    }
    assert "2 " in told["frames-blocked"]
    assert "the rest is for subscribers" in told["paywalled"]


def test_the_menu_of_the_page_reads_it(reader, site):
    """“Read this page”, chosen in the page's menu, reads it as the button does."""
    reader.open(f"{site}/bees.html?menu")
    reader.in_panel("document.querySelector('#view').replaceChildren()")
    reader.choose_menu("read")
    reader.wait_for(".reading")
    assert reader.texts("h1") == [OTHER]


def test_the_panel_waits_for_a_server_that_is_down(reader, server, site):
    """With the server down the panel says what to do; once it is up, the page is read unasked."""
    server.stop()
    reader.open(f"{site}/bees.html?later")
    reader.press_toolbar()
    reader.wait_for("#offline")
    assert reader.texts("h1") == ["The Nutgraf server is not running"]
    assert "nutgraf serve" in reader.texts("#offline .command")
    server.start()
    reader.wait_for(".reading", 30)


def test_the_shortcut_is_free(reader, site):
    """The browser gave the extension its key: no other command of the browser holds it; and where a
    driver can press it, it reads the page."""
    assert reader.shortcuts() == ["Alt+Shift+M"]
    assert reader.rivals() == []
    if reader.name == "firefox":
        reader.open(f"{site}/bees.html?key")
        reader.press_shortcut()
        reader.until(lambda: reader.texts("h1") == [OTHER], "the reading")


@pytest.mark.skipif(
    "NUTGRAF_SCREENSHOTS" not in os.environ, reason="NUTGRAF_SCREENSHOTS is not set"
)
def test_screenshots(reader, server, site):
    """Pictures for people to look at: both browsers, by day and by night."""
    folder = Path(os.environ["NUTGRAF_SCREENSHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    reader.click(".picks li:nth-child(2) .pick")
    time.sleep(0.5)
    for part in ("summary", "facts", "story", "removed", "keep"):
        reader.click(f"#tab-{part}")
        both(reader, folder, part)
    server.stop()
    for page in ("bees", "framed"):
        reader.open(f"{site}/{page}.html")
        reader.press_toolbar()
        reader.wait_for("#offline")
    reader.click("#queue summary")
    both(reader, folder, "queue")
    server.start()


def both(reader, folder: Path, name: str) -> None:
    """The panel and its page by day and by night."""
    for dark in (False, True):
        reader.screenshot(folder, f"{name}-{'dark' if dark else 'light'}", dark=dark)


def complete(folder: Path) -> Path | None:
    """The one saved file, once the browser is done with it."""
    files = [file for file in folder.iterdir() if file.suffix not in (".crdownload", ".part")]
    return files[0] if len(files) == 1 and files[0].stat().st_size else None
