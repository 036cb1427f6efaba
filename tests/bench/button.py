"""`python -m tests.bench.button`: from a press of the button to the first summary on the screen.

Real Chromium, the real extension, the real server, story pages of the corpus served from localhost
with their scripts and everything remote switched off. Each page is read once to warm up, then
`--rounds` times with the panel open, and as often with a panel that has to open first. A time is the
median over pages of each page's median.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.quality.floors import most_of
from tests.bench.quality.pages import CORPUS, folders_of, gold_of
from tests.bench.quality.pages import GoldPage as Page
from tests.browser.chromium import Chromium
from tests.browser.conftest import SHIPPED, Server
from tests.browser.driven import EXTENSION

SETS = ("fundus", "scrapinghub", "newspaper_dataset")
SIZES = range(100_000, 300_001)
LEAST_STORY = 1_000
REST = 0.3
PARTS = ("click", "capture", "server", "painting")
COLUMNS = (*PARTS, "drawing", "all", "opening")
PANEL = ("page", "/panel/panel.html")
STILL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
# Notes when a summary of this reading is in the panel, and when the frame with it is done.
WATCH = """
(() => {
  document.querySelector('.reading')?.setAttribute('data-old', '');
  performance.clearResourceTimings();
  window.seen = new Promise((tell) => {
    const look = () => {
      if (!document.querySelector('.reading:not([data-old]) .pick')) return;
      watcher.disconnect();
      const drawn = performance.now();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => tell({ drawn, painted: performance.now() });
        port2.postMessage(0);
      });
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { childList: true, subtree: true });
  });
})()
"""
TOLD = """
(async () => {
  const { drawn, painted } = await window.seen;
  const asked = Object.values(await chrome.storage.session.get(null)).filter((one) => one?.at);
  const [post] = performance.getEntriesByType('resource').filter((one) => one.name.includes('/readings?'));
  const origin = performance.timeOrigin;
  return { heard: Math.max(...asked.map((one) => one.at)), sent: origin + post.startTime,
    answered: origin + post.responseEnd, drawn: origin + drawn, painted: origin + painted };
})()
"""


def story_pages(corpus: Path, count: int) -> list[Page]:
    """Story pages of 100 to 300 KB, spread over the sets by a digest of their names."""
    folders = [folder for name in SETS for folder in folders_of(corpus, name)]
    folders.sort(key=lambda folder: hashlib.sha256(folder.name.encode()).digest())
    found: list[Page] = []
    for folder in folders:
        page = Page(folder, gold_of(folder))
        if len(page.gold.body or "") >= LEAST_STORY and len(page.source()) in SIZES:
            found.append(page)
        if len(found) == count:
            break
    return found


@contextmanager
def served(sources: Mapping[str, bytes]) -> Iterator[str]:
    """The pages on localhost, by name; they run no script and load nothing."""

    class Still(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = sources.get(self.path.strip("/").partition("?")[0])
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Security-Policy", STILL)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Still) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://localhost:{site.server_port}"
        finally:
            site.shutdown()
            thread.join()


@contextmanager
def reader(site: str, first: str) -> Iterator[Chromium]:
    """A Chromium with the extension, paired with a server of its own; the panel is open."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = Server(folder)
        server.start()
        extension = folder / "extension"
        for part in SHIPPED:
            copy = shutil.copytree if (EXTENSION / part).is_dir() else shutil.copy
            extension.mkdir(exist_ok=True)
            copy(EXTENSION / part, extension / part)
        browser = Chromium(extension, folder / "chromium")
        try:
            browser.use_server(server.address)
            browser.open(f"{site}/{first}")
            browser.press_toolbar()
            browser.wait_for("#pairing")
            browser.click("#code")
            browser.type(server.code() + "\n")
            browser.wait_for(".reading")
            yield browser
        finally:
            browser.quit()
            server.stop()


def pressed(browser: Chromium, url: str) -> dict[str, float]:
    """Milliseconds of one press with the panel open, by part: until the background hears the
    click, until the page is sent, until the answer is there, until the summary is on the screen."""
    browser.open(url)
    time.sleep(REST)
    browser.in_panel(WATCH)
    start = time.time() * 1000
    browser.press_toolbar()
    told: dict[str, Any] = browser.in_panel(TOLD)
    times = [start, told["heard"], told["sent"], told["answered"], told["painted"]]
    found = dict(zip(PARTS, (b - a for a, b in pairwise(times)), strict=True))
    return found | {"drawing": told["drawn"] - times[3], "all": times[4] - start}


def opened(browser: Chromium, url: str) -> float:
    """Milliseconds of one press with the panel closed."""
    browser.open(url)
    browser._send("Target.closeTarget", {"targetId": browser._target(*PANEL)["targetId"]})
    browser.until(lambda: not browser._find(*PANEL), "end of the panel")
    time.sleep(REST)
    start = time.time() * 1000
    browser.press_toolbar()
    panel = browser._target(*PANEL)["targetId"]
    while True:
        try:
            browser._evaluate(WATCH, panel)
            return float(browser._evaluate(TOLD, panel)["painted"]) - start
        except AssertionError:  # the panel's own page has just taken the place of an empty one
            assert time.time() * 1000 < start + 20_000


def measure(sources: Mapping[str, bytes], rounds: int) -> dict[str, dict[str, float]]:
    """For each page the median of each part; the first reading of a page does not count."""
    with served(sources) as site, reader(site, next(iter(sources))) as browser:
        found = {}
        for name in sources:
            pressed(browser, f"{site}/{name}")
            times = [pressed(browser, f"{site}/{name}?{turn}") for turn in range(rounds)]
            found[name] = {part: median(one[part] for one in times) for part in times[0]}
            late = [opened(browser, f"{site}/{name}?late={turn}") for turn in range(rounds)]
            found[name]["opening"] = median(late)
        return found


def main() -> int:
    """Print the times of each page and the medians over all, and say whether the floor holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write every figure there too")
    asked = parser.parse_args()
    corpus = Path(os.environ.get("NUTGRAF_CORPUS", CORPUS))
    pages = {page.id: page.source() for page in story_pages(corpus, asked.pages)}
    found = measure(pages, asked.rounds)
    print(f"{'page':44}{'KB':>5}" + "".join(f"{part:>10}" for part in COLUMNS))
    for name, times in found.items():
        print(f"{name[:43]:44}{len(pages[name]) // 1000:5}" + _row(times))
    over_all = {part: median(times[part] for times in found.values()) for part in COLUMNS}
    print(f"{'median':49}" + _row(over_all))
    if asked.json:
        asked.json.write_text(json.dumps({"median": over_all, "pages": found}, indent=1))
    return 0 if over_all["all"] <= most_of("button_ms") else 1


def _row(times: Mapping[str, float]) -> str:
    return "".join(f"{times[part]:10.1f}" for part in COLUMNS)


if __name__ == "__main__":
    sys.exit(main())
