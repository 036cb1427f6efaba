"""A server that is gone, slow, busy or has moved; several tabs; options: nothing is lost."""

import json
import socket
import time

import pytest

from tests.browser.conftest import Middleman
from tests.browser.driven import API, BADGE
from tests.browser.test_extension import lit_by
from tests.browser.test_panel import LIT_AT

pytestmark = pytest.mark.browser

FERRY = "Ferry to Skarvholm sails again after nine months"
BEES = "Bees move into the old signal box"
# Firefox lets no function of the driver into the panel: hence awaits, and arrays spread out.
LIST = f"""
(async () => {{
  const {{ queue }} = await {API}.storage.local.get('queue');
  return [...(queue ?? [])].map((entry) => entry.title);
}})()
"""
SELECT = """
(() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelectorAll('article > p, main > p')[%d]);
  window.getSelection().removeAllRanges();
  window.getSelection().addRange(range);
  return range.toString();
})()
"""
STUCK = """
window.setTimeout(() => {
  const end = Date.now() + 6000;
  while (Date.now() < end);
  window.free = true;
}, 100) && 1
"""
OTHERS = """
(async () => {
  const { tabs, windows } = %s;
  const windowId = (await windows.getCurrent()).id;
  for (const url of %s) await tabs.create({ url, active: false, windowId });
  const all = [...(await tabs.query({ windowId }))];
  await tabs.highlight({ windowId, tabs: all.map(({ index }) => index) });
  return all.length;
})()
"""
CLOSE = """
(async () => {
  const { tabs } = %s;
  const all = [...(await tabs.query({ currentWindow: true }))].sort((a, b) => a.index - b.index);
  await tabs.update(all[0].id, { active: true });
  await tabs.remove(all.slice(1).map(({ id }) => id));
})()
"""


@pytest.fixture
def panel(behind, middleman):
    """The same, with everything well and nothing waiting."""
    middleman.mood, middleman.only = "", {}
    middleman.start()
    behind.until(lambda: not behind.in_panel(LIST), "empty queue")
    middleman.passed.clear()
    return behind


def press(panel, url: str) -> None:
    """Opens a page and presses the button on it, with nothing left of the page before."""
    panel.open(url)
    panel.in_panel("document.querySelector('#view').replaceChildren()")
    panel.press_toolbar()


def says(panel, words: str) -> None:
    """Waits until the panel shows some words."""
    panel.until(lambda: words in " ".join(panel.texts("main")), words)


def test_a_page_that_is_kept_marks_the_button(panel, site):
    """The button of the tab that was read says that the library has the page."""
    panel.read(f"{site}/ferry.html?badge")
    panel.until(lambda: panel.in_panel(BADGE) == "✓", "badge")


def test_a_slow_server_is_waited_for_and_told_of(panel, middleman, site):
    """After a second the panel says that it still reads; after three the reading is there."""
    middleman.mood = "slow"
    press(panel, f"{site}/bees.html?slow")
    panel.until(lambda: "Still reading" in panel.panel_text(), "word of patience", 3)
    panel.wait_for(".reading", 10)
    assert panel.texts("h1") == [BEES]


def test_a_reading_can_be_stopped_and_begun_again(panel, middleman, site):
    """Cancel ends the wait at once; the next press of the button reads as if nothing had been."""
    middleman.mood = "slow"
    press(panel, f"{site}/bees.html?stopped")
    panel.until(lambda: "Still reading" in panel.panel_text(), "word of patience", 3)
    panel.click("#cancel")
    says(panel, "The page was not read.")
    middleman.mood = ""
    panel.read(f"{site}/bees.html?stopped")
    assert panel.texts("h1") == [BEES]


def test_a_page_that_is_busy_with_itself_can_be_given_up(panel, site):
    """A page whose own script does not let go of it keeps nobody waiting: Cancel ends it at once."""
    panel.open(f"{site}/bees.html?stuck")
    panel.in_panel("document.querySelector('#view').replaceChildren()")
    panel.in_page(STUCK)
    time.sleep(0.3)
    panel.press_toolbar()
    panel.until(lambda: "Still reading" in panel.panel_text(), "word of patience", 4)
    panel.in_panel("document.querySelector('#cancel').click()")
    panel.until(lambda: "The page was not read." in panel.panel_text(), "an end", 1)
    panel.until(lambda: panel.in_page("window.free"), "a free page")
    panel.click("#trouble button")
    panel.wait_for(".reading")
    assert panel.texts("h1") == [BEES]


REFUSALS = [
    (413, "page-too-large", "This page is 12 MB; Nutgraf reads up to 10 MB."),
    (422, "page-too-slow", "This page took longer than 6 seconds to read."),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=["413", "422"])
def test_a_page_refused_for_good_is_told_of_and_does_not_wait(panel, middleman, site, refusal):
    """The server's own sentence is shown; to try again later would not help, so nothing waits."""
    middleman.mood = refusal
    press(panel, f"{site}/bees.html?refused")
    says(panel, refusal[2])
    assert panel.in_panel(LIST) == []
    middleman.mood = ""
    panel.click("#trouble button")
    panel.wait_for(".reading")


def test_a_page_refused_for_now_waits_and_is_read_unasked(panel, middleman, site):
    """At 503 the page waits; when the server has time it is read, and shown where it was awaited."""
    middleman.mood = (503, "busy", "Nutgraf is reading as many pages as it can. Try again.")
    press(panel, f"{site}/bees.html?busy")
    says(panel, "as many pages as it can")
    says(panel, "This page waits")
    assert panel.texts("#queue summary") == ["1 page waits for the server"]
    middleman.mood = ""
    panel.wait_for(".reading")
    assert panel.texts("h1") == [BEES]
    panel.until(lambda: panel.in_panel(LIST) == [], "empty queue")


WAYS = {
    "stopped": ("", "is not running"),
    "slow": ("slow", ""),
    "413": (REFUSALS[0], REFUSALS[0][2]),
    "422": (REFUSALS[1], REFUSALS[1][2]),
    "503": ((503, "busy", "Nutgraf is busy for now."), "busy for now"),
}


@pytest.mark.parametrize("trouble", WAYS)
def test_every_way_in_meets_a_server_in_trouble(panel, middleman, site, trouble):
    """The menu, on the page and on a selection, and Read again say the same as the button does, and
    read the page once the server can."""
    mood, words = WAYS[trouble]
    panel.open(f"{site}/ferry.html?ways-{trouble}")
    panel.in_page(SELECT % 3)
    panel.in_panel("document.querySelector('#view').replaceChildren()")
    panel.press_toolbar()
    panel.wait_for(".reading")
    panel.wait_for("#read-selection")
    middleman.mood = mood
    if trouble == "stopped":
        middleman.stop()
    ways = {
        "hint": lambda: panel.click("#read-selection"),
        "selection": lambda: panel.choose_menu("selection"),
        "again": lambda: panel.click("#again"),
        "page": lambda: panel.choose_menu("read"),
    }
    if trouble == "slow":
        ways = {way: ways[way] for way in ("selection", "again")}
    for way, ask_for in ways.items():
        mark = "document.querySelector('#view > *').setAttribute('data-old', '')"
        panel.in_panel(mark)
        ask_for()
        panel.wait_for("#view > :not([data-old]):not(#busy)")
        if words:
            says(panel, words)
        else:
            panel.wait_for(".reading:not([data-old])")
            part = bool(panel.in_panel("!!document.querySelector('[data-code=selection]')"))
            assert part == (way in ("hint", "selection"))
    middleman.mood = ""
    middleman.start()
    if trouble not in ("slow", "stopped", "503"):
        panel.click("#trouble button")
    panel.wait_for(".reading")
    panel.until(lambda: panel.in_panel(LIST) == [], "empty queue")


def test_with_the_server_gone_a_reading_stays_in_use(panel, middleman, site):
    """Nothing that is shown needs the server: places light, the page leads the panel, skim shades,
    blocks come back, text is copied; what does need it says so."""
    panel.read(f"{site}/ferry.html?gone-on")
    middleman.stop()
    words = lit_by(panel, ".picks li:nth-child(2) .pick")
    assert words == panel.texts(".pick .words")[1]
    panel.click("#tab-facts")
    panel.click_page(*panel.in_page(LIT_AT))
    says_so(panel, "Pressed in the page.")
    panel.click("#skim")
    panel.click("#skim-page")
    says_so(panel, "sentences are shaded")
    panel.click("#removed li:has(.back) .back")
    panel.wait_for("#story [data-before]")
    for copy in ("[data-copy=summary-markdown]", ".picks li .share"):
        panel.click(copy)
        says_so(panel, "Copied")
    panel.click("[data-format=epub]")
    says_so(panel, "not running")


def test_a_waiting_page_that_is_refused_later_stays_with_the_reason(panel, middleman, site):
    """What the server refuses for good when it is back stays in the list, says why, and holds up
    nothing."""
    middleman.mood = WAYS["503"][0]
    for name, title in (("bees", BEES), ("ferry", FERRY)):
        press(panel, f"{site}/{name}.html?refused-later")
        panel.until(lambda: title in " ".join(panel.in_panel(LIST)), title)  # noqa: B023
    middleman.mood = REFUSALS[0]
    panel.until(lambda: REFUSALS[0][2] in " ".join(panel.texts("#queue li")), "the reason", 30)
    middleman.mood = ""
    panel.click("#queue summary")
    while panel.in_panel(LIST):
        panel.click("#queue [data-drop]")
        time.sleep(0.3)


def test_a_connection_that_breaks_loses_nothing(panel, middleman, site):
    """A server that hangs up on the page, but is there, is told of as just that; the page waits."""
    middleman.mood = "cut"
    press(panel, f"{site}/bees.html?cut")
    says(panel, "ended the connection")
    says(panel, "This page waits")
    middleman.mood = ""
    panel.wait_for(".reading")


def test_pages_wait_for_a_server_that_is_gone_and_outlive_the_panel(panel, middleman, site):
    """Two pages, asked for in vain, wait through a new panel and a new background; then both are
    read into the library."""
    middleman.stop()
    for name, title in (("bees", BEES), ("ferry", FERRY)):
        press(panel, f"{site}/{name}.html?gone")
        panel.wait_for("#offline")
        panel.until(lambda: title in " ".join(panel.in_panel(LIST)), title)  # noqa: B023
    assert panel.texts("#queue summary") == ["2 pages wait for the server"]
    panel.stop_background()
    panel.in_panel("window.setTimeout(() => window.location.reload()), 1")
    panel.until(lambda: panel.texts("#queue summary") == ["2 pages wait for the server"], "queue")
    panel.wait_for("#offline")
    middleman.start()
    panel.wait_for(".reading")
    assert panel.texts("h1") == [FERRY]
    panel.until(lambda: panel.in_panel(LIST) == [], "empty queue")
    assert {url.split("/")[-1] for url in middleman.passed} == {"bees.html?gone", "ferry.html?gone"}
    assert panel.in_panel("document.querySelector('#queue').hidden")


def test_a_page_out_of_the_queue_is_checked_in_the_panel(panel, middleman, site):
    """A page that is read out of the queue has no tab: a press shows the place in the panel's story,
    says so, and nothing else promises to light the page."""
    middleman.mood = (503, "busy", "Busy.")
    for name, title in (("bees", BEES), ("ferry", FERRY)):
        press(panel, f"{site}/{name}.html?read")
        panel.until(lambda: title in " ".join(panel.in_panel(LIST)), title)  # noqa: B023
    middleman.mood = ""
    panel.in_panel("document.querySelector('#queue [data-read]').click()")
    panel.until(lambda: panel.texts("h1") == [BEES], "the bees")
    # The other page has its own news.
    panel.until(lambda: panel.in_panel(LIST) == [], "empty queue")
    words = panel.texts(".pick .words")[1]
    panel.click(".picks li:nth-child(2) .pick")
    panel.until(lambda: "Shown here in the story" in panel.texts("#status")[0], "word of it")
    assert panel.in_panel("document.querySelector('#tab-story').ariaSelected") == "true"
    lit = "[...window.CSS.highlights.get('nutgraf')].join('|')"
    assert " ".join(panel.in_panel(lit).split()) == words
    focused = "document.activeElement.textContent"
    panel.until(lambda: " ".join(panel.in_panel(focused).split()) == words, "the focus")
    panel.click("#skim")
    step = "document.querySelector('#skim-next')"
    panel.in_panel(f"{step}.focus(), {step}.click()")
    says_so(panel, "Place 1 of 3.")
    assert panel.in_panel("document.activeElement.id") == "skim-next"
    promises = "document.querySelectorAll('#sentence-keys, #skim-page, [data-sentence][role]')"
    assert panel.in_panel(f"{promises}.length") == 0


def test_a_page_that_waits_can_be_dropped(panel, middleman, site):
    """Drop takes the page off the list, says so, and shows it no more."""
    middleman.stop()
    press(panel, f"{site}/bees.html?dropped")
    panel.wait_for("#queue [data-drop]")
    panel.click("#queue summary")
    panel.click("#queue [data-drop]")
    panel.until(lambda: "Dropped: Bees" in panel.texts("#status")[0], "word of it")
    panel.wait_for("#welcome")
    middleman.start()
    # Longer than the panel waits between two looks at the queue.
    time.sleep(3)
    assert middleman.passed == []


def test_a_page_dropped_while_it_is_sent_stays_dropped(panel, middleman, site):
    """A page that waits, sent again and dropped meanwhile, comes back neither as a reading nor to
    the queue."""
    middleman.mood = (503, "busy", "Busy.")
    press(panel, f"{site}/bees.html?late")
    panel.wait_for("#queue [data-drop]")
    middleman.mood = "slow"
    panel.in_panel("document.querySelector('#trouble button').click()")
    panel.wait_for("#busy")
    panel.in_panel("document.querySelector('#queue [data-drop]').click()")
    panel.wait_for("#welcome")
    time.sleep(4)
    assert panel.in_panel("!!document.querySelector('#welcome')")
    assert panel.in_panel(LIST) == []


def test_a_library_without_room_loses_nothing_and_promises_nothing(panel, middleman, site):
    """A page that waits is read but not kept: it waits on; Keep says why it cannot, and the button
    gets no mark; once there is room it is kept."""
    middleman.mood = (503, "busy", "Busy.")
    press(panel, f"{site}/bees.html?room")
    panel.wait_for("#queue [data-drop]")
    full = (507, "shelf-full", "There is no room left on the disk.")
    middleman.only = {"POST /api/v1/readings?save=true": full}
    middleman.mood = ""
    panel.in_panel("document.querySelector('#trouble button').click()")
    panel.wait_for(".reading [data-code=not-kept]")
    panel.click("#keep-turn")
    panel.until(lambda: "no room" in panel.texts("#status")[0], "why it is not kept")
    assert panel.texts("#kept") == ["Not in your library"]
    assert BEES in " ".join(panel.in_panel(LIST))
    time.sleep(1)
    assert panel.in_panel(BADGE) == ""
    middleman.only = {}
    panel.click("#keep-turn")
    panel.until(lambda: panel.texts("#kept") == ["In your library"], "library")
    panel.until(lambda: panel.in_panel(BADGE) == "✓", "badge")


def test_the_oldest_goes_only_when_the_reader_says_so(panel, middleman, site):
    """With twenty pages waiting, the panel names the oldest; it goes, and the new one waits, at a
    press."""
    middleman.stop()
    now = int(time.time() * 1000)
    twenty = [
        {"id": f"x{n}", "title": f"Old story {n}", "url": f"http://stories.example/{n}",
         "at": now - 90_000_000, "bytes": 1000, "selection": False}
        for n in range(20)
    ]  # fmt: skip
    panel.in_panel(f"{API}.storage.local.set({json.dumps({'queue': twenty})})")
    press(panel, f"{site}/bees.html?full")
    panel.wait_for("#make-room")
    says(panel, "Old story 0 – yesterday")
    assert len(panel.in_panel(LIST)) == 20
    assert panel.in_panel(LIST)[0] == "Old story 0"
    panel.click("#make-room")
    says(panel, "This page waits")
    waiting = panel.in_panel(LIST)
    assert len(waiting) == 20
    assert waiting[0] == "Old story 1"
    assert BEES in waiting[-1]
    middleman.start()
    panel.wait_for(".reading")
    # What stood in the list without a page behind it goes when its turn comes.
    panel.until(lambda: panel.in_panel(LIST) == [], "empty queue")


TROUBLES = {
    "stopped": ("", "not running"),
    "413": ((413, "page-too-large", "This is too large for Nutgraf."), "too large for Nutgraf"),
    "422": ((422, "page-too-slow", "This took too long to read."), "took too long to read"),
    "503": ((503, "busy", "Nutgraf is busy for now."), "busy for now"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_is_asked_of_a_reading_later_may_fail_and_leaves_it_whole(
    panel, middleman, site, trouble
):
    """A file, another method, the way out of the library: each says what went wrong, and works at
    the next press."""
    panel.read(f"{site}/ferry.html?later-{trouble}-{panel.name}")
    picks = panel.texts(".pick .words")
    mood, words = TROUBLES[trouble]
    middleman.mood = mood
    if trouble == "stopped":
        middleman.stop()
    for act in ("save", "method", "library"):
        panel.in_panel("document.querySelector('#status').replaceChildren()")
        ask(panel, act)
        panel.until(lambda: words in panel.texts("#status")[0], f"{act}: {words}")  # noqa: B023
    assert panel.texts("h1") == [FERRY]
    assert panel.texts(".pick .words") == picks
    assert panel.texts("#kept") == ["In your library"]
    middleman.mood = ""
    middleman.start()
    ask(panel, "save")
    panel.until(lambda: "Saved as" in panel.texts("#status")[0], "the file")


def test_a_slow_answer_to_what_is_asked_later_comes_all_the_same(panel, middleman, site):
    """At three seconds an answer another method says that it ranks, and then it does."""
    panel.read(f"{site}/ferry.html?patience")
    middleman.mood = "slow"
    ask(panel, "method")
    panel.until(lambda: "Ranking by Luhn" in panel.texts("#status")[0], "word of it")
    panel.until(lambda: "Ranked by Luhn" in panel.texts("#status")[0], "the ranking")
    ask(panel, "save")
    panel.until(lambda: "Saved as" in panel.texts("#status")[0], "the file")


def says_so(panel, words: str) -> None:
    """Waits until the panel's line of news has these words."""
    panel.until(lambda: words in panel.texts("#status")[0], words)


def ask(panel, act: str) -> None:
    """Presses one of the things that need the server."""
    panel.in_panel(
        {
            "save": "document.querySelector('[data-format=txt]').click()",
            "library": "document.querySelector('#keep-turn').click()",
            "method": "(() => { const s = document.querySelector('#method'); s.value = 'luhn';"
            " s.dispatchEvent(new window.Event('change')); })()",
        }[act]
    )


def test_several_tabs_are_read_one_after_the_other(panel, middleman, site):
    """The button, with three tabs selected, reads the first and leads on: a press on each, and all
    are in the library."""
    first, others = f"{site}/ferry.html?one", [f"{site}/bees.html?two", f"{site}/ferry.html?three"]
    panel.read(first)
    middleman.passed.clear()
    assert panel.in_panel(OTHERS % (API, json.dumps(others))) == 3
    panel.press_toolbar()
    try:
        for count, url in enumerate(others, 1):
            told = f"Tab {count} of 3 is done."
            panel.until(lambda: told in " ".join(panel.texts("#walk")), told)  # noqa: B023
            assert "Alt+Shift+M" in " ".join(panel.texts("#walk"))
            panel.to_tab(url)
            assert panel.in_page("document.visibilityState") == "visible"
            panel.press_toolbar()
        panel.until(lambda: "That was the last one." in " ".join(panel.texts("#walk")), "the end")
        assert {url.split("?")[1] for url in middleman.passed} == {"one", "two", "three"}
        panel.click("#walk-end")
        panel.until(lambda: panel.in_panel("document.querySelector('#walk').hidden"), "no walk")
    finally:
        panel.to_tab(first)
        panel.in_panel(CLOSE % API)


def test_several_tabs_get_past_one_that_cannot_be_read(panel, middleman, site):
    """Of three tabs one is refused for good, one waits for the server, one comes late: each is
    told of as what it is, and the walk goes on."""
    first, *others = [f"{site}/{name}.html?walk" for name in ("ferry", "bees", "framed")]
    panel.open(first)
    assert panel.in_panel(OTHERS % (API, json.dumps(others))) == 3
    told = "[...document.querySelectorAll('#walk li')].map((step) => step.textContent)"
    moods = [(413, "page-too-large", "This page is 12 MB."), (503, "busy", "Busy."), "slow"]
    try:
        for count, (url, mood) in enumerate(zip([first, *others], moods, strict=True), 1):
            panel.to_tab(url)
            middleman.mood = mood
            panel.press_toolbar()
            done = f"Tab {count} of 3 is done." if count < 3 else "That was the last one."
            panel.until(lambda: done in " ".join(panel.texts("#walk")), done)  # noqa: B023
        refused, waits, late = panel.in_panel(told)
        assert "This page is 12 MB." in refused
        assert waits.endswith("waits for the server")
        assert late.endswith("in your library")
        panel.click("#walk-end")
        middleman.mood = ""
        panel.until(lambda: panel.in_panel(LIST) == [], "empty queue")
        assert {url.split("/")[-1] for url in middleman.passed} >= {"bees.html?walk"}
    finally:
        panel.to_tab(first)
        panel.in_panel(CLOSE % API)


def test_only_the_selection_is_read_when_the_menu_says_so(panel, site):
    """“Read only the selection”, chosen in the menu, reads just that part of the page."""
    panel.read(f"{site}/ferry.html?part")
    words = " ".join(panel.in_page(SELECT % 3).replace("\u00ad", "").split())
    panel.in_panel("document.querySelector('#view').replaceChildren()")
    panel.choose_menu("selection")
    panel.wait_for(".reading")
    story = " ".join(panel.texts("#story article"))
    assert words[:60] in story
    assert len(story) < len(words) + 80


def test_options_apply_at_once(panel, site):
    """Colours and letters change in the open panel as they are chosen; the length holds for the
    next page; the template is with the server."""
    choose = (
        "(() => {{ const one = document.querySelector('#{0}'); one.value = '{1}';"
        " one.dispatchEvent(new Event('change')); }})()"
    )
    said = "document.querySelector('#said').textContent"
    panel.on_options(choose.format("theme", "dark"), said)
    panel.until(lambda: panel.in_panel("document.documentElement.dataset.theme") == "dark", "dark")
    panel.on_options(choose.format("theme", "system"), said)
    panel.until(lambda: not panel.in_panel("document.documentElement.dataset.theme"), "no theme")
    panel.on_options(choose.format("length", "5"), said)
    panel.read(f"{site}/ferry.html?five")
    assert len(panel.texts(".pick .words")) == 5
    again = panel.on_options("0", "document.querySelector('#length').value === '5'")
    assert again
    panel.on_options(choose.format("length", "3"), said)
    template = "document.querySelector('#template')"
    save = "document.querySelector('#template-save')"
    panel.on_options(
        f"new Promise((go) => {{ const ready = () => {template}.disabled ? setTimeout(ready, 50)"
        f" : go(({template}.value = '# {{{{ title }}}}', {save}.click())); ready(); }})",
        f"{said} === 'Saved.'",
    )
    panel.on_options("0", f"{template}.value === '# {{{{ title }}}}'")


# The last one: after it this browser is paired with nobody.
def test_a_server_that_has_moved_is_found_and_paired_in_one_step(panel, server, site):
    """With another port in use, the panel names it; the code typed there moves and pairs at once."""
    moved = Middleman(server)
    moved.start()
    before = next(port for port in (moved.port - 1, moved.port - 2, moved.port + 1) if free(port))
    panel.use_server(f"http://127.0.0.1:{before}")
    press(panel, f"{site}/bees.html?moved")
    panel.wait_for("#offline #code")
    says(panel, str(moved.port))
    panel.click("#code")
    panel.type(server.code() + "\n")
    panel.wait_for(".reading")
    assert {url.split("?")[1] for url in moved.passed} == {"moved"}
    moved.stop()


def free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
