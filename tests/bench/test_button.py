"""The button answers at once: one small page here, twenty real ones in `python -m tests.bench.button`."""

from __future__ import annotations

import pytest

from tests.bench.quality.floors import most_of
from tests.browser.conftest import HERE, absent

pytestmark = pytest.mark.browser
PARTS = ("click", "capture", "server", "painting")


def test_the_button_answers_at_once() -> None:
    """From the press to the summary on the screen, the panel open, a small page: the best of five,
    and its parts make up the whole."""
    try:
        from tests.bench import button
        from tests.browser import chromium
    except ModuleNotFoundError as error:
        absent(f"{error.name} is not installed; pip install nutgraf[test] brings it")
    if missing := chromium.missing():
        absent(f"{missing} is not installed")
    page = (HERE / "site" / "ferry.html").read_bytes()
    with button.served({"ferry": page}) as site, button.reader(site, "ferry") as browser:
        times = [button.pressed(browser, f"{site}/ferry?{turn}") for turn in range(5)]

    best = min(times, key=lambda one: one["all"])
    assert best["all"] == pytest.approx(sum(best[part] for part in PARTS), abs=1)
    assert best["all"] <= most_of("button_small_ms")
