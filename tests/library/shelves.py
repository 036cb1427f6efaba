"""What the tests put on shelves, and how two shelves are compared."""

from __future__ import annotations

from functools import cache
from typing import Any

import nutgraf
from nutgraf.model import Reading
from nutgraf.store import Shelf
from nutgraf.store.whole import Stored
from tests.golden import CASES, PAGES, reading_of

STRIKE = "https://brackwater.example/strike"
NOTE = "Zweite Zeile folgt:\n\n— “ja”, 良い \u2028 🙂 `{{ x }}` \x07"
TAGS = ("Häfen", "two words", "良い")


@cache
def strike(hours: int = 48) -> Reading:
    """A story at one address whose figure changes from version to version."""
    page = (PAGES / "clutter--notification-and-video" / "page.html").read_text(encoding="utf-8")
    return nutgraf.read(page.replace("48 hours", f"{hours} hours"), STRIKE)


def fill(shelf: Shelf) -> None:
    """Golden readings, three versions of one under a clock that jumps back, marks, bin, settings."""
    first = shelf.keep(strike(48), "2026-03-03T10:00:00Z")
    for case in CASES:
        shelf.keep(reading_of(case))
    shelf.keep(strike(72), "2026-01-01T10:00:00Z")
    shelf.keep(strike(96), "2026-02-02T10:00:00Z")
    shelf.revise(first.id, note=NOTE, is_read=True, tags=TAGS)
    rows = shelf.find(limit=50).rows
    shelf.revise(rows[5].id, tags=["one"], note="short")
    shelf.delete(rows[8].id)
    shelf.set({"template": "# {{ title }}\n"})
    shelf.set({"sentences": "5"})


def content(shelf: Shelf) -> tuple[list[Stored], dict[str, str]]:
    """All that a shelf holds."""
    with shelf.everything() as everything:
        return list(everything.versions()), everything.settings()


def listed(shelf: Shelf) -> list[Any]:
    """What the lists of a shelf show: the shelves, then the bin."""
    from nutgraf.store import Query

    return [*shelf.find(limit=200).rows, *shelf.find(Query(deleted=True), limit=200).rows]
