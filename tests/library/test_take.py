"""The library leaves as files that bring it back without loss."""

from __future__ import annotations

import sqlite3
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from nutgraf.errors import BadRequest, NutgrafError, ShelfBroken
from nutgraf.library import away, check, from_export, take, zip_parts
from nutgraf.model import Reading
from nutgraf.store import Query, Shelf
from nutgraf.store.whole import Stored
from tests.golden import CASES, reading_of
from tests.library.shelves import NOTE, TAGS, content, listed, strike


def written(shelf: Shelf, target: Path, form: str) -> Path:
    """An export, by one of the three ways."""
    if form == "stream":
        target.write_bytes(b"".join(zip_parts(shelf)))
    else:
        take(shelf, target)
    return target


@pytest.mark.parametrize(
    ("form", "name"), [("folder", "out"), ("zip", "out.zip"), ("stream", "s.zip")]
)
def test_everything_comes_back_byte_for_byte(
    full: Shelf, shelf: Shelf, tmp_path: Path, form: str, name: str
) -> None:
    """Export, empty shelf, import: each reading's JSON, versions, times, tags, notes, bin, order
    and settings are the same."""
    target = written(full, tmp_path / name, form)
    became = Counter(arrived.became for arrived in from_export(shelf, target))

    assert became == {"new": len(CASES) + 3}
    assert content(shelf) == content(full)
    assert listed(shelf) == listed(full)
    for case in CASES:
        known = reading_of(case)
        kept = next(s for s in content(shelf)[0] if f'"{known.digest}"' in s.form)
        assert shelf.get(kept.id).to_json() == known.to_json()
    assert check(shelf) == (sum(became.values()), [])


def test_the_same_library_is_the_same_bytes(full: Shelf, tmp_path: Path) -> None:
    """Nothing in an export comes from the clock or the system."""
    for name in ("one.zip", "two.zip"):
        take(full, tmp_path / name)

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert b"".join(zip_parts(full)) == b"".join(zip_parts(full))


def test_every_line_is_a_reading_on_its_own(lines: tuple[bytes, ...]) -> None:
    """A script can take a line for a reading's JSON, as the API gives it."""
    for line in lines[1:-1]:
        assert Reading.from_json(line.decode()).digest_holds()


def test_the_markdown_folder_is_there_to_be_read(full: Shelf, tmp_path: Path) -> None:
    """One note a reading but for the bin, named safely, with the reader's tags, mark and note."""
    taken = take(full, tmp_path / "out")
    notes = list((tmp_path / "out" / "markdown").iterdir())
    texts = [note.read_text(encoding="utf-8") for note in notes]
    fronts = [yaml.safe_load(text.split("---\n", 2)[1]) for text in texts]

    assert taken.notes == len(notes) == full.count()
    assert all(note.name.isascii() and " " not in note.name for note in notes)
    assert {front["id"] for front in fronts} == {row.id for row in full.find(limit=200).rows}
    said = next(front for front in fronts if front["read"])
    assert set(said["tags"]) == set(TAGS)
    assert sum(NOTE.strip() in text for text in texts) == 1
    assert not {row.id for row in full.find(Query(deleted=True)).rows} & {f["id"] for f in fronts}


@pytest.mark.parametrize("again", [True, False])
def test_nobody_elses_files_are_touched(full: Shelf, tmp_path: Path, again: bool) -> None:
    """A folder with other things in it, a link, a missing parent: told, and left as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "library.jsonl").write_text("x")
    (tmp_path / "mine" / "thesis.txt").write_text("y")
    (tmp_path / "link.zip").symlink_to(tmp_path / "mine" / "thesis.txt")
    (tmp_path / "folder.zip").mkdir()
    (tmp_path / "other.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    for target in ("other.zip", "mine", "link.zip", "folder.zip", "none/out", "mine/thesis.txt"):
        with pytest.raises(BadRequest):
            take(full, tmp_path / target, again=again)

    assert (tmp_path / "mine" / "thesis.txt").read_text() == "y"
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "folder.zip",
        "link.zip",
        "mine",
        "other.zip",
    ]


@pytest.mark.parametrize("name", ["plan.md", ".obsidian", "my-plan-0123456789ab.MD"])
def test_what_a_reader_put_into_the_notes_stays(shelf: Shelf, tmp_path: Path, name: str) -> None:
    """A folder of notes that a reader works in is not written anew, however it is asked for."""
    shelf.keep(strike(48))
    take(shelf, tmp_path / "out")
    (tmp_path / "out" / "markdown" / name).mkdir()
    (tmp_path / "out" / "markdown" / name / "own.txt").write_text("mine")
    with pytest.raises(BadRequest, match="holds other files"):
        take(shelf, tmp_path / "out", again=True)

    assert (tmp_path / "out" / "markdown" / name / "own.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_earlier_export_is_replaced_only_when_asked(
    shelf: Shelf, tmp_path: Path, name: str
) -> None:
    """Without `again` the earlier export stays; with it the new one takes its place whole."""
    shelf.keep(strike(48))
    take(shelf, tmp_path / name)
    shelf.keep(reading_of(CASES[0]))
    with pytest.raises(BadRequest, match="--force"):
        take(shelf, tmp_path / name)
    assert take(shelf, tmp_path / name, again=True).versions == 2

    other = Shelf(tmp_path / "other.db")
    assert len(list(from_export(other, tmp_path / name))) == 2
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_export_is_whole_or_not_there(
    full: Shelf, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that gets full half way is told as the export's trouble and leaves nothing behind."""
    kept, calls = away.line_of, []

    def failing(stored: Stored) -> bytes:
        calls.append(stored)
        if len(calls) > 20:
            raise OSError(28, "No space left on device")
        return kept(stored)

    monkeypatch.setattr(away, "line_of", failing)
    with pytest.raises(NutgrafError, match="No space left on device") as told:
        take(full, tmp_path / name)

    assert type(told.value) is NutgrafError
    assert list(tmp_path.iterdir()) == []


def test_what_comes_meanwhile_is_not_half_in_it(shelf: Shelf, tmp_path: Path) -> None:
    """An export is the library at one moment, though others write to it."""
    for case in CASES:
        shelf.keep(reading_of(case))
    parts = zip_parts(shelf)
    start = next(parts)
    shelf.keep(strike(48))
    with ZipFile(BytesIO(start + b"".join(parts))) as archive:
        members = archive.namelist()
        ids = [line for line in archive.read("library.jsonl").splitlines() if b'"id"' in line[:6]]

    assert len(ids) == len(members) - 1 == len(CASES)
    assert shelf.count() == len(CASES) + 1


def test_a_library_that_cannot_be_read_is_told_before_the_first_byte(
    shelf: Shelf, tmp_path: Path
) -> None:
    """Who streams an export has no way to take back what was sent."""
    (tmp_path / "library.db").write_bytes(b"no library at all, and long enough" * 99)
    with pytest.raises(ShelfBroken):
        zip_parts(shelf)


def test_one_damaged_reading_does_not_take_the_others_along(shelf: Shelf, tmp_path: Path) -> None:
    """What cannot be unpacked is named; all else is exported, and the check finds it."""
    lost = shelf.keep(strike(48)).id
    for case in CASES[:5]:
        shelf.keep(reading_of(case))
    shelf.close()
    with sqlite3.connect(tmp_path / "library.db") as db:
        db.execute("UPDATE versions SET form = x'0102' WHERE id = ?", (lost,))
    db.close()

    taken = take(shelf, tmp_path / "out")
    assert (taken.versions, taken.notes) == (5, 5)
    assert len(taken.troubles) == 1
    assert lost in taken.troubles[0]
    with ZipFile(BytesIO(b"".join(zip_parts(shelf)))) as archive:
        assert lost in archive.read("not-in-here.txt").decode()
    count, troubles = check(shelf)
    assert count == 5
    assert lost in troubles[0]


def test_a_reading_that_was_touched_is_found(shelf: Shelf, tmp_path: Path) -> None:
    """The check reads every reading and compares it with its digest."""
    import zlib

    name = shelf.keep(strike(48)).id
    changed = zlib.compress(shelf.form(name).replace("48 hours", "49 hours").encode())
    shelf.close()
    with sqlite3.connect(tmp_path / "library.db") as db:
        db.execute("UPDATE versions SET form = ?", (changed,))
    db.close()

    count, troubles = check(shelf)
    assert count == 0
    assert name in troubles[0]
