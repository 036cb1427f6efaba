"""Corpus pages in a real Chromium, read as the button reads them, and pressed sentence by sentence."""

from __future__ import annotations

import functools
import json
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import nutgraf
from nutgraf.model import Reading, Span
from nutgraf.page.decode import decode
from nutgraf.plain import plain
from tests.browser.driven import EXTENSION

SHIPPED = ("manifest.json", "_locales", "icons", "src")
LIT = (Path(__file__).parent / "lit.js").read_text(encoding="utf-8")
CAPTURED = (
    "Promise.all([import('/src/lib/page.js'), chrome.tabs.query({active: true, currentWindow: true})])"
    ".then(([{ capture }, [tab]]) => capture(tab.id))"
)
INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
# The page's own styles stay, and nothing runs and nothing is fetched.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press: what was wanted, what was lit, and in how many milliseconds."""

    page: str
    kind: str
    wanted: str
    words: str
    found: str
    in_view: bool
    ms: float
    path: str

    @property
    def miss(self) -> str | None:
        """Why it is a miss, or None for the exact words in view."""
        if self.found != "shown":
            return self.found
        if squeezed(self.words) != squeezed(self.wanted):
            return "other words"
        return None if self.in_view else "out of view"


def squeezed(words: str) -> str:
    """Words without white space and invisible characters."""
    return INVISIBLE.sub("", words)


class Pages(BaseHTTPRequestHandler):
    """Serves pages from memory, with scripts off."""

    def __init__(self, pages: dict[str, bytes], *rest: Any) -> None:
        self.pages = pages
        super().__init__(*rest)

    def do_GET(self) -> None:
        """One page, or nothing."""
        body = self.pages.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(pages: dict[str, bytes]) -> Iterator[str]:
    """The address of pages served from `localhost`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages, pages)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def reading_in(kind: Any, site: str, extension: Path = EXTENSION) -> Iterator[Any]:
    """A browser with the extension, let into one site by a press of its button."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "extension"
        copy.mkdir()
        for name in SHIPPED:
            put = shutil.copytree if (extension / name).is_dir() else shutil.copy
            put(extension / name, copy / name)
        browser = kind(copy, Path(folder) / "browser")
        try:
            browser.open(f"{site}/")
            _let_in(browser)
            yield browser
        finally:
            browser.quit()


def _let_in(browser: Any) -> None:
    """A press before the background is there is lost: press until the panel opens."""
    deadline = time.monotonic() + 30
    while not browser.in_panel("document.readyState === 'complete'"):
        assert time.monotonic() < deadline, "the panel does not open"
        browser.press_toolbar()
        time.sleep(2)


def as_utf8(source: bytes) -> bytes:
    """A page's bytes as UTF-8, which is how they are served."""
    return decode(source).encode("utf-8", "replace")


def press_all(browser: Any, url: str, page: str) -> list[Pressed]:
    """Every pick, quote and first place of a name of one page, pressed in turn."""
    browser.open(url)
    captured = browser.in_panel(CAPTURED)
    reading = nutgraf.read(captured["html"], captured["url"])
    wanted = spans_of(reading)
    asked = {
        "reading": plain(reading),
        "url": captured["url"],
        "spans": [[span.start, span.end] for _, span in wanted],
    }
    lit = browser.in_panel(f"{LIT.strip()}({json.dumps(asked)})")
    return [
        Pressed(
            page, kind, one["wanted"], one["words"], one["found"], one["inView"], one["ms"],
            one["anchor"]["path"],
        )
        for (kind, _), one in zip(wanted, lit, strict=True)
    ]  # fmt: skip


def spans_of(reading: Reading) -> list[tuple[str, Span]]:
    """What is pressed: three sentences of the summary, the quotes, the first place of each person."""
    story, facts = reading.story, reading.facts
    picks = [story.sentences[p.sentence].span for p in reading.summary.within(sentences=3)]
    people = [fact.spans[0] for fact in facts.items if fact.kind == "person" and fact.spans]
    return [
        *(("sentence", span) for span in picks),
        *(("quote", quote.content) for quote in facts.direct),
        *(("person", span) for span in people),
    ]
