"""The file itself: for its owner alone, opened only where it is a library, never harmed."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from nutgraf.errors import ShelfBroken, ShelfTooNew, ShelfUnusable
from nutgraf.store import Query, Shelf
from nutgraf.store.database import shipped
from tests.store.made import a_reading
from tests.store.sound import wrongs


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_can_read_the_library(tmp_path: Path) -> None:
    """Folder 0700, the file and all that SQLite and a migration put beside it 0600."""
    file = tmp_path / "a" / "home" / "library.db"
    was = os.umask(0)
    try:
        shelf = Shelf(file)
        shelf.keep(a_reading())
        Shelf(file, (*shipped(), ("CREATE TABLE more (x)",))).count()
        names = {one.name: _mode(one) for one in file.parent.iterdir()}
    finally:
        os.umask(was)

    assert _mode(file.parent) == 0o700
    assert {"library.db", "library.db-wal", "library.db-shm", "library-before-2.db"} <= set(names)
    assert set(names.values()) == {0o600}


def _text(file: Path) -> None:
    file.write_text("This was never a library, but somebody wanted to keep it.\n" * 40)


def _head(file: Path) -> None:
    shelf = Shelf(file)
    shelf.keep(a_reading())
    shelf.close()
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 4_080 + file.read_bytes()[4_096:])


def _cut(file: Path) -> None:
    shelf = Shelf(file)
    shelf.keep(a_reading())
    shelf.close()
    file.write_bytes(file.read_bytes()[:6_000])


def _foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE bookmarks (url)")
        db.execute("INSERT INTO bookmarks VALUES ('https://a.example/')")
        db.commit()


def _newer(file: Path) -> None:
    shelf = Shelf(file, (*shipped(), ("CREATE TABLE more (x)",)))
    shelf.keep(a_reading())
    shelf.close()


def _zeros(file: Path) -> None:
    file.write_bytes(b"\0" * 8_192)


@pytest.mark.parametrize(
    ("make", "error"),
    [(_text, ShelfBroken), (_head, ShelfBroken), (_cut, ShelfBroken), (_foreign, ShelfBroken),
     (_zeros, ShelfBroken), (_newer, ShelfTooNew)],
)  # fmt: skip
def test_a_file_that_is_no_sound_library_is_told_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], error: type[ShelfUnusable]
) -> None:
    """A text, a damaged head, a cut file, another program's database, a newer Nutgraf's library."""
    file = tmp_path / "library.db"
    make(file)
    before = file.read_bytes()

    for call in (Shelf(file).count, lambda: Shelf(file).keep(a_reading()), Shelf(file).find):
        with pytest.raises(error, match=r"library"):
            call()
    assert file.read_bytes() == before


def test_a_newer_library_says_what_to_do(tmp_path: Path) -> None:
    """The sentence names both forms of the library and the way out."""
    _newer(tmp_path / "library.db")

    with pytest.raises(ShelfTooNew, match=r"its form is 2, this one knows 1.*Update Nutgraf"):
        Shelf(tmp_path / "library.db").count()


def _folder(file: Path) -> None:
    file.mkdir()


def _link(file: Path) -> None:
    other = file.with_name("elsewhere.db")
    Shelf(other).close()
    other.touch()
    file.symlink_to(other)


def _dead_link(file: Path) -> None:
    file.symlink_to(file.with_name("nowhere"))


def _pipe(file: Path) -> None:
    os.mkfifo(file)


@pytest.mark.parametrize("make", [_folder, _link, _dead_link, _pipe])
def test_something_else_in_its_place_is_told(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A folder, a link, a pipe where the library should be: a sentence, and nothing is made."""
    file = tmp_path / "library.db"
    make(file)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(ShelfBroken, match="no file"):
        Shelf(file).keep(a_reading())
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Where a file stands in the folder's place, the sentence says so."""
    (tmp_path / "home").write_text("a file")

    with pytest.raises(ShelfUnusable, match="library cannot"):
        Shelf(tmp_path / "home" / "library.db").count()


def test_damage_inside_is_told_when_it_is_met(tmp_path: Path) -> None:
    """Where pages in the middle are damaged, calls that meet them say so; none hangs or lies."""
    file = tmp_path / "library.db"
    shelf = Shelf(file)
    names = shelf.keep_all(
        [
            a_reading(f"Story {n}. " + "word " * 3_000, url=f"https://a.example/{n}")
            for n in range(60)
        ]
    )
    shelf.close()
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 3 : len(raw) * 2 // 3] = b"\xaa" * (len(raw) * 2 // 3 - len(raw) // 3)
    file.write_bytes(raw)

    told = 0
    for name in names:
        try:
            assert Shelf(file).get(name).story.text.startswith("Story ")
        except ShelfUnusable as error:
            told += "damaged" in str(error)
    assert told


def test_a_damaged_reading_is_told_by_its_name(tmp_path: Path) -> None:
    """Bytes that cannot be unpacked are a sentence; the other readings are read, and the page, read
    again, heals its own."""
    file = tmp_path / "library.db"
    shelf = Shelf(file)
    one, two = shelf.keep_all([a_reading(), a_reading("Rain.", url="https://a.example/")])
    shelf.close()
    with closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE versions SET form = x'00ff' WHERE id = ?", (one,))
        db.commit()

    with pytest.raises(ShelfBroken, match=one):
        shelf.get(one)
    assert shelf.get(two).story.text == "Rain."

    shelf.keep(a_reading())
    assert shelf.get(one) == a_reading()


@pytest.mark.parametrize("jump", ["1999-01-01T00:00:00Z", "2199-01-01T00:00:00Z"])
def test_a_clock_that_jumps_changes_no_order(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, jump: str
) -> None:
    """Lists, pages and versions go by what came after what, whatever the clock said."""
    first = shelf.keep(a_reading("One.", url="https://a.example/1"))
    second = shelf.keep(a_reading("Two.", url="https://a.example/2"))
    monkeypatch.setattr("nutgraf.store.shelf._now", lambda: jump)
    third = shelf.keep(a_reading("Three.", url="https://a.example/3"))
    changed = shelf.keep(a_reading("One, changed.", url="https://a.example/1"))

    assert [row.id for row in shelf.find().rows] == [changed.id, third.id, second.id]
    page = shelf.find(limit=1)
    assert [row.id for row in shelf.find(Query(), page.cursor).rows] == [third.id, second.id]
    assert [one.id for one in shelf.versions(first.id)] == [first.id, changed.id]
    assert shelf.about(first.id).kept_at == jump
    assert list(wrongs(tmp_path / "home" / "library.db")) == []
