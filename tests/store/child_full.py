"""Run in mounts of its own: a shelf on a disk that gets full, and then has room again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nutgraf.errors import ShelfFull
from nutgraf.store import Query, Shelf
from tests.mounts import larger, small_disk
from tests.store.child_keeps import numbered
from tests.store.sound import wrongs


def fill(shelf: Shelf) -> list[str]:
    """Keep until the disk is full."""
    names: list[str] = []
    with pytest.raises(ShelfFull, match="no room") as told:
        _keep_on(shelf, names)
    assert told.value.status == 507
    return names


def _keep_on(shelf: Shelf, names: list[str]) -> None:
    while len(names) < 2_000:
        names.append(shelf.keep(numbered(len(names))).id)


def still_full(shelf: Shelf, names: list[str]) -> None:
    """What holds while nothing can be written: every reading is read, every write says why."""
    for number, name in enumerate(names[-20:], len(names) - 20):
        assert shelf.get(name) == numbered(number)
    assert shelf.find(Query("marker3th")).rows
    assert len(shelf.find(limit=200).rows) == min(200, shelf.count())
    refused = 0
    for number in range(len(names), len(names) + 5):
        try:
            names.append(shelf.keep(numbered(number)).id)
        except ShelfFull:
            refused += 1
    assert refused


def main(folder: Path) -> None:
    small_disk(folder, "3m")
    file = folder / "library.db"
    shelf = Shelf(file)
    names = fill(shelf)
    still_full(shelf, names)
    fresh = Shelf(file)
    assert fresh.get(names[0]) == numbered(0)
    fresh.close()

    larger(folder, "30m")
    assert shelf.keep(numbered(len(names))).id
    shelf.revise(names[0], note="room again")
    shelf.close()
    assert list(wrongs(file)) == []
    assert Shelf(file).about(names[0]).note == "room again"
    for number, name in enumerate(names):
        assert shelf.get(name) == numbered(number)
    print(f"{len(names)} kept on the small disk: sound")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
