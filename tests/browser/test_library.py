"""The library in a real browser: found, read, lit up, saved, deleted and brought back."""

import json
import os
import time
from pathlib import Path

import pytest

from tests.browser.conftest import HERE, Server, absent
from tests.browser.driven import EXTENSION, LIT

pytestmark = pytest.mark.browser

AXE = EXTENSION / "node_modules" / "axe-core" / "axe.min.js"
FERRY = (HERE / "site" / "ferry.html").read_text(encoding="utf-8")
BEES = (HERE / "site" / "bees.html").read_text(encoding="utf-8")
HEADLINE = "Ferry to Skarvholm sails again after nine months"
OTHER = "Bees move into the old signal box"
SHORT = """
<html lang="en"><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>The council of Tarnby met on Tuesday evening to hear what became of the {1} crates that were
left at the station in May. Nobody knew. The clerk, Irma Varga, promised an answer by Friday.</p>
<p>The station master keeps them in the old signal box until somebody asks for them again.</p>
</article></body></html>"""
SHOWN = (
    "[...document.querySelectorAll('.picks > li:not([hidden]) .pick')].map((e) => e.textContent)"
)
AUDIT = """
axe.run(document, {{ resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }})
.then(({{ violations }}) => violations.map(({{ id, nodes }}) =>
  id + ': ' + nodes.map((n) => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')))
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A server of its own, with a library of thirty-four readings, one of them in two versions."""
    import nutgraf
    from nutgraf.store import Shelf

    home = tmp_path_factory.mktemp("library")
    shelf = Shelf(home / "library.db")
    for number in range(32):
        page = SHORT.format(f"Crates of Tarnby, part {number + 1}", number + 40)
        shelf.keep(nutgraf.read(page, f"https://tarnby.example/{number}"))
    shelf.keep(nutgraf.read(BEES, "https://courier.example/bees"))
    for page in (FERRY.replace("The 312 people", "The 298 people"), FERRY):
        kept = shelf.keep(nutgraf.read(page, "https://courier.example/ferry"))
    shelf.revise(kept.id, tags=["sea"])
    shelf.close()
    running = Server(home)
    running.start()
    running.ferry = kept.id
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A browser without the extension."""
    try:
        from tests.browser import window
    except ModuleNotFoundError as error:
        absent(f"{error.name} is not installed; pip install nutgraf[test] brings it")
    if missing := window.missing():
        absent(f"{missing} is not installed")
    made = window.Window(tmp_path_factory.mktemp("window"))
    yield made
    made.quit()


@pytest.fixture
def window(browser, library):
    """The browser, signed in, as its reader usually has it set."""
    browser.without_script(False)
    browser.look()
    sign_in(browser, library)
    return browser


def link(library) -> str:
    """A sign-in link, as the terminal shows it."""
    from nutgraf.web.sessions import Sessions

    return Sessions(library.home, library.port).new_link()


def sign_in(browser, library) -> None:
    """Opens a link, if the browser is not signed in."""
    browser.open(f"{library.address}/")
    if browser.texts("h1") != ["Library"]:
        browser.open(link(library))
        browser.until(lambda: browser.texts("h1") == ["Library"], "library")


def reader(window, library, query: str = "") -> None:
    """Opens the ferry's reading."""
    window.open(f"{library.address}/readings/{library.ferry}{query}")


def saved(window, suffix: str) -> bytes:
    """The one file that was just saved, which is then taken away."""

    def done():
        files = [file for file in window.downloads.iterdir() if file.suffix == suffix]
        return files[0] if files and files[0].stat().st_size else None

    file = window.until(done, f"saved {suffix} file")
    content = file.read_bytes()
    file.unlink()
    return content


def lit(window) -> str:
    """The words that are lit in the story."""
    return window.in_page(f"{LIT}.map((range) => range.toString()).join('|')")


def test_a_link_signs_in_once(browser, library):
    """A link opens the library without a press; after signing out it opens nothing."""
    browser.look()
    good_once = link(library)
    browser.open(good_once)
    browser.until(lambda: browser.texts("h1") == ["Library"], "library")
    browser.follow(".bar form button")
    assert browser.texts("h1") == ["Sign in to your library"]
    browser.open(good_once)
    assert browser.texts("h1") == ["This link is spent"]


def test_a_link_works_without_a_script(browser, library):
    """Without a script the link's page has a button, and that signs in."""
    browser.without_script()
    browser.open(link(library))
    browser.follow("#sign-in button")
    browser.without_script(False)
    assert browser.texts("h1") == ["Library"]


def test_the_newest_stand_first_and_older_ones_behind(window, library):
    """The list opens with the newest; the link at its end leads to the rest."""
    assert window.texts(".row h2")[:2] == [HEADLINE, OTHER]
    assert window.texts("#said") == ["34 readings in the library"]
    window.follow("[rel=next]")
    assert window.texts(".row h2")[-1] == "Crates of Tarnby, part 1"


def test_the_list_follows_what_is_typed(window, library):
    """Each key narrows the list where it stands; the address remembers the words."""
    window.in_page("window.stays = true")
    window.key("/")
    window.type("skarvh")
    window.until(lambda: window.texts(".row h2") == [HEADLINE], "the ferry alone")
    assert window.texts("#said") == ["1 reading found"]
    assert "Skarvholm" in window.texts("mark")
    assert window.in_page("location.search") == "?q=skarvh"
    assert window.in_page("window.stays")
    assert window.focused() == "q"


def test_search_works_without_a_script(window, library):
    """The search is a form: without a script its button finds the same."""
    window.without_script()
    window.open(f"{library.address}/")
    window.click("#q")
    window.type("skarvh")
    window.follow(".ask button")
    assert window.texts(".row h2") == [HEADLINE]


def test_filters_narrow_the_list(window, library):
    """A tag pressed in the list is a filter, named as such and cleared by a link."""
    window.follow(".tag")
    assert window.texts(".row h2") == [HEADLINE]
    assert window.texts(".filters .count") == ["1 in use"]
    window.follow(".filters .quiet")
    assert len(window.texts(".row")) == 30


def test_the_slider_needs_no_request(window, library):
    """Every length is there at once, in story order, and said in words."""
    reader(window, library)
    three = window.in_page(SHOWN)
    window.in_page("performance.clearResourceTimings()")
    window.in_page("document.querySelector('#length').focus()")
    window.key("End")
    every = window.in_page(SHOWN)
    assert len(three) == 3
    assert [one for one in every if one in three] == three
    assert window.texts("#counted")[0].startswith(f"{len(every)} of {len(every)} sentences")
    assert window.in_page("performance.getEntriesByType('resource').length") == 0


def test_the_length_works_without_a_script(window, library):
    """Without a script a button shows the chosen length."""
    window.without_script()
    reader(window, library)
    window.in_page("document.querySelector('#length').value = 6")
    window.follow("#keep .actions button")
    assert len(window.in_page(SHOWN)) == 6
    assert window.value("#length") == "6"


def test_a_pressed_sentence_lights_in_the_story(window, library):
    """The very words light up and come into view; Escape puts them out."""
    reader(window, library)
    second = "[data-rank='1'] .pick"
    window.click(second)
    window.until(lambda: lit(window) == window.texts(second)[0], "light")
    assert window.in_view()
    window.key("Escape")
    assert lit(window) == ""


def test_the_way_back_from_a_far_place(window, library):
    """On a narrow screen the story stands below: one press leads back to where one was."""
    window.look(width=400)
    reader(window, library)
    window.click("[data-rank='0'] .pick")
    before = window.until(lambda: lit(window) and window.in_page("scrollY"), "light")
    assert window.in_view()
    window.click("#status button")
    window.until(lambda: window.in_page("scrollY") < before, "the way back")
    assert window.focused() == "pick"
    assert lit(window) == ""


def test_every_fact_lights_its_own_words(window, library):
    """Each name, date, figure and quote lights exactly itself, whatever characters stand before."""
    reader(window, library)
    window.in_page("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    pairs = window.in_page(
        "[...document.querySelectorAll('.fact[data-spans]')].map((link) => {"
        " CSS.highlights.delete('nutgraf'); link.click();"
        f" return [link.textContent, {LIT}.map((r) => r.toString()).join('')]; }})"
    )
    voices = set(window.texts("dd:last-of-type .fact"))
    assert len(pairs) > 20
    assert [pair for pair in pairs if pair[0] != pair[1] and pair[0] not in voices] == []
    assert ["312", "312"] in pairs or any("312" in one for one, _ in pairs)


def test_a_press_leads_to_the_sentence_without_a_script(window, library):
    """Without a script a press is a link to the sentence, which is lit as the address's target."""
    window.without_script()
    reader(window, library)
    window.click(".picks > li:not([hidden]) .pick")
    target = "document.querySelector(':target')?.textContent"
    window.until(lambda: window.in_page(target) == window.in_page(SHOWN)[0], "the sentence")


def test_files_are_saved_at_the_chosen_length(window, library):
    """A file holds the summary as long as the slider says."""
    reader(window, library, "?sentences=5")
    window.click("[value=json]")
    reading = json.loads(saved(window, ".json"))
    assert len(reading["summary"]["picks"]) == 5
    window.click("[value=epub]")
    assert saved(window, ".epub").startswith(b"PK")


def test_chosen_readings_are_saved_as_one_file(window, library):
    """Two ticks and a press: one file with both."""
    for number in (1, 2):
        window.click(f".row:nth-child({number}) input")
    assert window.texts("#chosen") == ["2 chosen"]
    window.in_page("document.querySelector('#as').value = 'csl-json'")
    window.click("#several button")
    titles = [entry["title"] for entry in json.loads(saved(window, ".json"))]
    assert sorted(titles) == sorted([HEADLINE, OTHER])


def test_versions_say_what_changed(window, library):
    """The changed figure stands struck out beside the new one; all else is only counted."""
    reader(window, library)
    window.follow(".masthead .kicker a")
    assert len(window.texts(".versions li")) == 2
    assert window.texts(".line.changed del") == ["298"]
    assert window.texts(".line.changed ins") == ["312"]
    assert window.texts(".skipped")


def test_a_deletion_can_be_undone(window, library):
    """Deleted, a reading is gone from the list, and one press brings it back."""
    window.open(f"{library.address}/?q=bees")
    window.follow(".remove button")
    assert OTHER in window.texts(".flash")[0]
    assert window.texts(".row h2") == []
    window.follow(".flash button")
    window.open(f"{library.address}/?q=bees")
    assert window.texts(".row h2") == [OTHER]


def test_tags_and_notes_are_kept(window, library):
    """What the reader writes stands there again, and is found."""
    reader(window, library)
    window.in_page("document.querySelector('#note').value = 'Ask about the crates & <b>oars</b>'")
    window.in_page("document.querySelector('#tags').value = 'sea, boats'")
    window.follow("#yours .fields button")
    assert window.value("#note") == "Ask about the crates & <b>oars</b>"
    window.open(f"{library.address}/?tag=boats")
    assert window.texts(".row h2") == [HEADLINE]
    window.open(f"{library.address}/readings/{library.ferry}")
    window.in_page("document.querySelector('#tags').value = 'sea'")
    window.follow("#yours .fields button")


def test_all_of_it_works_by_keyboard(window, library):
    """The first Tab offers to skip the bar; Tab and Enter open a reading, and light a sentence."""
    window.open(f"{library.address}/?q=skarvholm")
    window.key("Tab")
    assert window.focused() == "skip"
    window.key("Enter")
    for _ in range(12):
        window.key("Tab")
        if window.focused() == HEADLINE:
            break
    window.leaving(lambda: window.key("Enter"))
    assert window.texts("h1") == [HEADLINE]
    for _ in range(12):
        window.key("Tab")
        if window.focused() == "pick":
            break
    window.key("Enter")
    window.until(lambda: lit(window) == window.in_page(SHOWN)[0], "light")


def test_nothing_comes_from_elsewhere(window, library):
    """A page with pictures and links loads nothing but what the server itself gives."""
    reader(window, library)
    loaded = window.in_page("performance.getEntriesByType('resource').map((one) => one.name)")
    assert loaded
    assert [url for url in loaded if not url.startswith(library.address)] == []
    assert (
        window.in_page("document.querySelectorAll('img, iframe, [style], [onclick]').length") == 0
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_stands_in_a_readers_way(window, library, dark):
    """axe finds nothing wrong with any page, by day or by night, wide or narrow."""
    if not AXE.exists():
        absent("axe-core is not installed; npm ci in extension/ brings it")
    found = {path: audit(window, library, path, dark) for path in pages_of(library)}
    found |= audit_signed_out(window, library, dark)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def pages_of(library) -> list[str]:
    """The addresses of one page of each kind."""
    reading = f"/readings/{library.ferry}"
    return ["/", "/?q=skarvholm&unread=1", "/?filters=1", "/?q=nothing-of-this", "/?bin=1", reading,
            f"{reading}/versions", "/settings", f"/readings/{'0' * 32}"]  # fmt: skip


def audit(window, library, path: str, dark: bool) -> list[str]:
    """What axe finds wrong with a page, everything on it opened."""
    window.look(dark=dark)
    # Without a script the link's page does not press its own button before it is looked at.
    window.without_script("sign-in" in path)
    window.open(f"{library.address}{path}")
    window.without_script(False)
    window.in_page("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    window.in_page(AXE.read_text(encoding="utf-8") + "; 0")
    found = window.in_page(AUDIT.format())
    window.look(dark=dark, width=320)
    narrow = "document.documentElement.scrollWidth > innerWidth"
    return found + (["wider than the window"] if window.in_page(narrow) else [])


def audit_signed_out(window, library, dark: bool) -> dict[str, list[str]]:
    """The same for the pages of those who are not signed in."""
    window.look()
    window.open(f"{library.address}/")
    window.follow(".bar form button")
    fresh = link(library).removeprefix(library.address)
    return {path: audit(window, library, path, dark) for path in ("/", fresh, "/sign-in/spent")}


@pytest.mark.skipif(
    "NUTGRAF_SCREENSHOTS" not in os.environ, reason="NUTGRAF_SCREENSHOTS is not set"
)
def test_screenshots(window, library):
    """Pictures for people to look at."""
    folder = Path(os.environ["NUTGRAF_SCREENSHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        for width in (1280, 400):
            window.look(dark=dark, width=width)
            for number, path in enumerate(pages_of(library)):
                window.open(f"{library.address}{path}")
                time.sleep(0.1)
                shade = "dark" if dark else "light"
                window.picture(folder / f"library-{number}-{shade}-{width}.png")
