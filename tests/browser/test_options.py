"""Options and pairing in real browsers, the server stopped, slow and refusing."""

import json
import threading

import pytest

from tests.browser.driven import API
from tests.browser.test_panel import pasted

pytestmark = pytest.mark.browser

PAIRING = "POST /api/v1/pairings"
BUSY = (503, "busy", "Nutgraf is busy for now.")
CHOOSE = (
    "(() => {{ const one = document.querySelector('#{0}'); one.value = '{1}';"
    " one.dispatchEvent(new Event('change')); }})()"
)
SAID = "document.querySelector('#said').textContent"
STATE = "document.querySelector('#state').textContent"
WRONG = "document.querySelector('#code-wrong')?.textContent"
TYPE = """
(() => {{
  document.querySelector('#code').value = '{0}';
  document.querySelector('#code').form.requestSubmit();
}})()
"""
TEMPLATE = """
new Promise((done) => {{
  const text = document.querySelector('#template');
  const look = () => text.disabled ? setTimeout(look, 50) : done(text.value = '{0}');
  look();
}}).then(() => {1})
"""
SAVE = "document.querySelector('#template-save').click()"
FORGET = f"{API}.storage.local.remove('token')"
UNTOLD = f"(async () => (await {API}.storage.local.get('untold')).untold ?? null)()"


@pytest.fixture
def reader(behind, middleman):
    """The same, with everything well."""
    middleman.mood, middleman.forge = "", None
    middleman.only.clear()
    middleman.start()
    return behind


def test_with_the_server_stopped_choices_hold_and_the_options_say_so(reader, middleman):
    """What is chosen while nobody answers is kept, told to be so, and told to the server later."""
    middleman.stop()
    reader.on_options("0", f"{STATE}.includes('No Nutgraf server answers')")
    reader.on_options(CHOOSE.format("length", "6"), f"{SAID}.includes('could not be told')")
    assert reader.in_panel(UNTOLD) == "yes"
    reader.on_options("0", "document.querySelector('#template').disabled")
    middleman.start()
    reader.on_options("0", f"{UNTOLD}.then((still) => !still)")
    reader.on_options("0", "document.querySelector('#length').value === '6'")
    reader.on_options(CHOOSE.format("length", "3"), SAID)


def test_a_busy_server_loses_no_choice_and_no_template(reader, middleman):
    """At 503 a choice holds here, and a template that could not be saved stays to be saved."""
    middleman.mood = BUSY
    reader.on_options(CHOOSE.format("method", "luhn"), f"{SAID}.includes('could not be told')")
    reader.on_options("0", "document.querySelector('#method').value === 'luhn'")
    middleman.mood = ""
    reader.on_options(CHOOSE.format("method", "news"), SAID)
    middleman.only["PUT /api/v1/settings"] = BUSY
    wrong = "document.querySelector('#template-wrong').textContent"
    kept = "document.querySelector('#template').value === '# mine'"
    refused = f"{kept} && {wrong}.includes('busy for now')"
    reader.on_options(TEMPLATE.format("# mine", SAVE), refused)


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        ((413, "too-large", "This is too large for Nutgraf."), "too large for Nutgraf"),
        ((422, "page-too-slow", "This took too long."), "took too long"),
        ("", "Line 1 of the template"),
    ],
    ids=["413", "422", "its own refusal"],
)
def test_a_template_that_is_refused_stays_to_be_mended(reader, middleman, mood, words):
    """Whatever the server says of a template stands under it, and the text stays as it was."""
    if mood:
        middleman.only["PUT /api/v1/settings"] = mood
    wrong = "document.querySelector('#template-wrong').textContent"
    text = "{% if %}"
    kept = f"document.querySelector('#template').value === {json.dumps(text)}"
    reader.on_options(TEMPLATE.format(text, SAVE), f"{kept} && {wrong}.includes('{words}')")


def test_what_is_not_saved_yet_outlives_a_new_pairing(reader):
    """A template that is being written is not written over when the browser is paired anew, nor is
    it by one that comes late."""
    again = f"{API}.storage.local.get('token').then((kept) => {FORGET}.then(() => {API}.storage.local.set(kept)))"
    kept = (
        "new Promise((go) => setTimeout(() => { const text = document.querySelector('#template');"
        " go(!text.disabled && text.value === '# draft'); }, 700))"
    )
    reader.on_options(TEMPLATE.format("# draft", again), kept)


def test_options_hear_that_the_server_has_come_up(reader, middleman):
    """Options opened before the server runs know of it when the reader comes back to them."""
    middleman.stop()
    late = "setTimeout(() => window.dispatchEvent(new Event('focus')), 500)"
    start = f"{STATE}.includes('No Nutgraf server') ? ({late}, false) : {STATE}.includes('paired')"
    timer = threading.Timer(2, middleman.start)
    timer.start()
    try:
        reader.on_options("0", start)
        reader.on_options("0", "!document.querySelector('#template').disabled")
    finally:
        timer.join()


def test_a_slow_server_is_waited_for(reader, middleman):
    """After three seconds the template is there, and what is saved is saved."""
    middleman.mood = "slow"
    reader.on_options(TEMPLATE.format("# {{ title }}", SAVE), f"{SAID} === 'Saved.'")


@pytest.mark.parametrize("at", ["options", "panel"])
def test_a_code_that_cannot_be_checked_now_is_asked_for_again(reader, middleman, server, site, at):
    """A server that is busy, gone or slow while pairing is told of in words; the same field then
    takes the code."""
    reader.in_panel(FORGET)
    if at == "panel":
        reader.read_anew(f"{site}/bees.html?pairing", "#pairing")
        ask, until = reader.in_panel, lambda what: reader.until(lambda: reader.in_panel(what), what)
        middleman.only[PAIRING] = BUSY
        ask(TYPE.format("123456"))
        until(f"{WRONG}.includes('busy for now')")
        middleman.stop()
        ask(TYPE.format("123456"))
        until(f"{WRONG}.includes('not running')")
        middleman.start()
        middleman.only[PAIRING] = "slow"
        ask(TYPE.format(server.code()))
        return reader.wait_for(".reading")
    asked = "document.querySelector('#code')"
    middleman.only[PAIRING] = BUSY
    typed = f"new Promise((done) => {{ const look = () => {asked} ? done({{}}) : setTimeout(look, 50); look(); }})"
    then = f"{typed}.then(() => {TYPE.format('123456')})"
    reader.on_options(then, f"{WRONG}.includes('busy for now')")
    middleman.only[PAIRING] = "slow"
    then = f"{typed}.then(() => {TYPE.format(server.code())})"
    reader.on_options(then, f"{STATE}.includes('paired')")
    return None


def test_a_link_that_runs_something_is_none(reader, middleman, site):
    """A server gone bad brings no script into the panel, nor into what is copied from it."""

    def forge(reading: dict) -> None:
        start, _ = reading["story"]["blocks"][1]["span"]
        mark = {"kind": "link", "span": [start, start + 9], "block": None}
        reading["story"]["marks"].insert(0, {**mark, "href": "javascript:alert(1)"})
        picture = {"src": "javascript:alert(2)", "alt": "A boat", "before": 2, "caption": None}
        reading["story"]["images"].append(picture)
        reading["page"]["url"] = "javascript:alert(3)"

    middleman.forge = forge
    reader.read(f"{site}/ferry.html?forged")
    links = "[...document.querySelectorAll('[href], [src]')].map((e) => e.href || e.src)"
    assert "A boat" in " ".join(reader.texts("#story"))
    assert not [one for one in reader.in_panel(links) if "javascript" in one]
    for part in ("summary", "story"):
        reader.in_panel("document.querySelector('#status').replaceChildren()")
        reader.click(f"[data-copy={part}-rich]")
        reader.until(lambda: "Copied." in reader.texts("#status")[0], "copy")
        assert "javascript" not in pasted(reader)["html"]


def test_firefox_asks_for_the_permission_with_a_button(reader, site):
    """Where the reader has taken the permission back, the panel says so; one press gives it."""
    if reader.name != "firefox":
        pytest.skip("only Firefox lets a reader take back a permission of the manifest")
    reader.allow_server(allowed=False)
    reader.read_anew(f"{site}/bees.html?allow", "#allow")
    assert "does not let Nutgraf reach" in " ".join(reader.texts("#offline"))
    reader.click("#allow")
    reader.wait_for(".reading")
    assert json.loads(reader.in_panel("JSON.stringify(document.querySelector('#allow'))")) is None
