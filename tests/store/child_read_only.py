"""Run in mounts of its own: a shelf on a disk that nobody may write to, and then may again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nutgraf.errors import ShelfReadOnly, ShelfUnusable
from nutgraf.store import Query, Shelf
from tests.mounts import read_only, seen_read_only, small_disk, writable
from tests.store.child_keeps import numbered


def reads(shelf: Shelf, names: list[str]) -> None:
    """Everything that only reads answers as ever."""
    assert [shelf.get(name) for name in names] == [numbered(n) for n in range(len(names))]
    assert shelf.find(Query("marker3th")).rows[0].id == names[3]
    assert shelf.count() == len(names)
    assert shelf.setting("template") == "mine"
    assert shelf.sites()
    assert shelf.tags() == shelf.people() == ()


def refuses(shelf: Shelf, name: str) -> None:
    """Every write says that the library can still be read."""
    calls: list[Callable[[], object]] = [
        lambda: shelf.keep(numbered(900)),
        lambda: shelf.keep(numbered(0)),
        lambda: shelf.revise(name, note="no"),
        lambda: shelf.delete(name),
        lambda: shelf.purge(name),
        lambda: shelf.set({"template": "other"}),
    ]
    for call in calls:
        with pytest.raises(ShelfReadOnly, match="can still be read"):
            call()


def main(folder: Path) -> None:
    disk = folder / "disk"
    small_disk(disk, "30m")
    shelf = Shelf(disk / "library.db")
    names = [shelf.keep(numbered(n)).id for n in range(12)]
    shelf.set({"template": "mine"})

    seen_read_only(disk, folder / "seen")
    beside = Shelf(folder / "seen" / "library.db")
    reads(beside, names)
    refuses(beside, names[1])
    beside.close()

    shelf.close()
    read_only(disk)
    for one in (shelf, Shelf(disk / "library.db")):
        reads(one, names)
        refuses(one, names[1])
        one.close()
    with pytest.raises(ShelfUnusable, match="library"):
        Shelf(disk / "none" / "library.db").count()

    writable(disk)
    shelf.revise(names[0], note="written again")
    assert Shelf(disk / "library.db").about(names[0]).note == "written again"
    print("sound")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
