"""Private windows in real browsers: read like any other, and nothing is left behind."""

import json
from urllib.request import Request, urlopen

import pytest

from tests.browser.driven import API

pytestmark = pytest.mark.browser

BEES = "Bees move into the old signal box"
STORED = f"""
(async () => JSON.stringify([
  await {API}.storage.local.get(), await {API}.storage.session.get()]))()
"""


@pytest.fixture(scope="module")
def private(paired, site):
    """The paired browser with a private window in front, in which the reader lets Nutgraf read."""
    paired.open_private(f"{site}/bees.html?private")
    there = "document.readyState === 'complete' && location.href.includes('bees')"
    paired.until(lambda: paired.in_page(there), "page")
    return paired


def listed(browser, server) -> list[str]:
    """The addresses the library lists."""
    token = browser.in_panel(f"{API}.storage.local.get('token').then((kept) => kept.token)")
    origin = browser.in_panel("window.location.origin")
    asked = Request(f"{server.address}/api/v1/readings")
    asked.add_header("Authorization", f"Bearer {token}")
    asked.add_header("Origin", origin)
    with urlopen(asked) as answer:
        return [one["url"] for one in json.load(answer)["readings"]]


def test_a_private_page_is_read_and_not_kept(private, server):
    """A private window has its reading, every time it is asked for; the library has none of it."""
    private.press_toolbar()
    private.wait_for(".reading")
    assert private.texts("h1") == [BEES]
    assert private.texts("#kept") == ["Not in your library"]
    private.in_panel("document.querySelector('.reading').setAttribute('data-old', '')")
    private.click("#again")
    private.wait_for(".reading:not([data-old])")
    assert private.texts("#kept") == ["Not in your library"]
    assert not [url for url in listed(private, server) if "private" in url]


def test_a_restarted_server_keeps_no_private_page(private, server):
    """What is asked of a private reading later has it sent again, and again not kept."""
    server.stop()
    server.start()
    private.in_panel("document.querySelector('[data-format=txt]').click()")
    private.until(lambda: "Saved as" in private.texts("#status")[0], "the file")
    assert not [url for url in listed(private, server) if "private" in url]


def test_no_private_page_waits(private, server):
    """With the server gone a private page waits nowhere: the panel says so, and stores nothing."""
    server.stop()
    try:
        private.in_panel("document.querySelector('#view').replaceChildren()")
        private.press_toolbar()
        private.wait_for("#offline")
        assert "Nothing waits in a private window." in " ".join(private.texts("#offline"))
        assert private.in_panel("document.querySelector('#queue').hidden")
        local, _ = json.loads(private.in_panel(STORED))
        assert "bees" not in json.dumps(local)
    finally:
        server.start()
    private.wait_for(".reading")
    assert private.texts("#kept") == ["Not in your library"]
