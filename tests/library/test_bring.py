"""What comes back from an export: all that is sound, and a reason for all that is not."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from nutgraf.errors import BadRequest
from nutgraf.library import bring, from_export
from nutgraf.library.bring import Arrived, from_lines
from nutgraf.store import Query, Shelf
from tests.golden import CASES, reading_of
from tests.library.shelves import NOTE, STRIKE, content, strike

Change = Callable[[dict[str, Any]], object]


def brought(shelf: Shelf, lines: Iterable[bytes]) -> list[Arrived]:
    """What became of some lines."""
    return list(from_lines(shelf, BytesIO(b"\n".join(lines))))


def line(hours: int, kept_at: str = "2026-05-05T05:05:05Z", **said: Any) -> bytes:
    """A version of the story at one address, with what somebody said of it."""
    marks = {"tags": [], "note": "", "is_read": False, "deleted_at": None} | said
    form = json.loads(strike(hours).to_json()) | {"library": {"kept_at": kept_at} | marks}
    return json.dumps(form, ensure_ascii=False).encode()


CHANGES: dict[str, Change] = {
    "digest": lambda form: form["story"].update(headline="Never said"),
    "no version|has no version": lambda form: form.pop("version"),
    "version 9": lambda form: form.update(version=9),
    "did not|Nutgraf wrote": lambda form: form["story"].pop("text"),
    "half a character": lambda form: form["story"].update(dek="\ud800"),
    "library": lambda form: form.update(library=[]),
    "note": lambda form: form["library"].update(note=3),
    "is_read": lambda form: form["library"].update(is_read=1),
    "stars": lambda form: form["library"].update(stars=5),
    "a time": lambda form: form["library"].update(kept_at="yesterday"),
    "a time that is": lambda form: form["library"].update(deleted_at="2026-13-40T00:00:00Z"),
    "tags[0] holds half": lambda form: form["library"].update(tags=["\udfff"]),
    "no comma": lambda form: form["library"].update(tags=["a, b"]),
    "100 tags": lambda form: form["library"].update(tags=[f"t{n}" for n in range(101)]),
    "100,000 characters": lambda form: form["library"].update(note="x" * 100_001),
}


@pytest.mark.parametrize("reason", CHANGES)
def test_a_forged_line_is_told_and_costs_only_itself(
    shelf: Shelf, lines: tuple[bytes, ...], reason: str
) -> None:
    """What Nutgraf did not write is not taken, by number and reason; its neighbours are."""
    form = json.loads(lines[3])
    CHANGES[reason](form)
    became = brought(shelf, [*lines[:3], json.dumps(form).encode(), *lines[4:]])
    rejected = [arrived for arrived in became if arrived.became == "rejected"]

    assert [arrived.place for arrived in rejected] == ["Line 4"]
    assert any(part in rejected[0].reason for part in reason.split("|"))
    assert Counter(a.became for a in became)["new"] == len(content(shelf)[0]) == len(lines) - 3


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [(b'{"id": "', "not JSON"), (b"\xff\xfe\x00", "not JSON"), (b"[1]", "no object"),
     (b"[" * 200_000, "not JSON"), (b'{"nutgraf-library": 2}', "of form 2"), (b"{}", "no version"),
     (b'{"version": 1}', "Nutgraf wrote"), (b"NaN", "no object"), (b"9" * 5_000, ""),
     (b"[" + b"[]," * 4_000_001 + b"[]]", "more values")],
)  # fmt: skip
def test_a_damaged_line_is_told_and_costs_only_itself(
    shelf: Shelf, lines: tuple[bytes, ...], damaged: bytes, reason: str
) -> None:
    """Whatever stands in a line, the lines around it are kept."""
    became = brought(shelf, [*lines[:4], damaged, *lines[5:]])

    assert [a.place for a in became if a.became == "rejected"][0] == "Line 5"
    assert reason in next(a.reason for a in became if a.became == "rejected")
    assert Counter(a.became for a in became)["new"] == len(lines) - 3


def test_no_damage_at_all_stops_an_import(shelf: Shelf, lines: tuple[bytes, ...]) -> None:
    """Two hundred lines with random bytes changed: each is taken or told."""
    dice = random.Random(6)
    damaged = []
    for _ in range(200):
        raw = bytearray(dice.choice(lines[1:20]))
        for _ in range(dice.choice((1, 1, 3, 40))):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        damaged.append(bytes(raw).replace(b"\n", b" "))
    became = brought(shelf, damaged)

    assert len(became) == len(damaged)
    assert Counter(a.became for a in became)["rejected"] > 100


def test_a_file_that_is_cut_off_is_told(shelf: Shelf, lines: tuple[bytes, ...]) -> None:
    """Without the last line, or with fewer lines than it says, something is missing."""
    assert (
        brought(shelf, lines[:9])[-1].reason == "The export is cut off: its last line is missing."
    )
    assert f"{len(lines) - 2} versions" in brought(shelf, [*lines[:9], lines[-1]])[-1].reason
    assert brought(shelf, lines)[-1].became != "rejected"


def test_a_line_of_any_length_is_passed_over(
    shelf: Shelf, lines: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line past the bound is told, and what follows it is kept."""
    longest = max(map(len, lines))
    monkeypatch.setattr(bring, "LINE_BYTES", longest + 2)
    became = brought(shelf, [*lines[:2], b"x" * (5 * longest), *lines[2:]])

    assert next(a for a in became if a.became == "rejected").reason.startswith("It is longer than")
    assert Counter(a.became for a in became)["new"] == len(lines) - 2


def test_an_import_that_is_repeated_changes_nothing(shelf: Shelf, lines: tuple[bytes, ...]) -> None:
    """The second time everything is known, and the library is as it was."""
    brought(shelf, lines)
    before = content(shelf)

    assert {a.became for a in brought(shelf, lines)} == {"known"}
    assert content(shelf) == before


def test_what_two_readers_said_is_joined(shelf: Shelf) -> None:
    """Tags are united, different notes stand under each other once, read is read."""
    name = shelf.keep(strike(48)).id
    shelf.revise(name, note="mine", tags=["Harbour", "here"])
    for _ in range(2):
        brought(shelf, [line(48, note="theirs", tags=["harbour", "there"], is_read=True)])
    about = shelf.about(name)

    assert about.note == "mine\n\ntheirs"
    assert [tag.casefold() for tag in about.tags] == ["harbour", "here", "there"]
    assert about.is_read
    assert about.versions == 1
    assert shelf.find(Query("theirs")).rows[0].id == name
    brought(shelf, [line(48, note="mine")])
    assert shelf.about(name).note == "mine\n\ntheirs"
    assert shelf.about(name).is_read


@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_only_what_both_threw_away_is_thrown_away(shelf: Shelf, here: bool, there: bool) -> None:
    """A reading that stands on one of two shelves stands on the joined one."""
    name = shelf.keep(strike(48)).id
    if here:
        shelf.delete(name)
    brought(shelf, [line(48, deleted_at="2026-05-05T05:05:05Z" if there else None)])

    assert bool(shelf.about(name).deleted_at) == (here and there)


def test_an_older_version_goes_before_a_newer_one(shelf: Shelf) -> None:
    """Where two libraries hold versions of a page, the time they were kept at orders them."""
    shelf.keep(strike(60), "2026-06-01T00:00:00Z")
    newest = shelf.keep(strike(80), "2026-08-01T00:00:00Z").id
    brought(shelf, [line(50, "2026-05-01T00:00:00Z"), line(70, "2026-07-01T00:00:00Z")])
    versions = shelf.versions(newest)

    assert [v.kept_at[5:7] for v in versions] == ["05", "06", "07", "08"]
    assert [v.number for v in versions] == [1, 2, 3, 4]
    assert shelf.about(newest).id == newest
    assert shelf.about(newest).versions == 4
    assert [row.id for row in shelf.find(Query("“80 hours”")).rows] == [newest]
    assert shelf.find(Query("“70 hours”")).rows == ()
    brought(shelf, [line(90, "2026-09-01T00:00:00Z")])
    assert [v.kept_at[5:7] for v in shelf.versions(newest)] == ["05", "06", "07", "08", "09"]


def test_readings_without_a_library_around_them_are_taken(shelf: Shelf) -> None:
    """A list of readings as JSON lines, without header and marks, is an import as well."""
    lines = [json.dumps(json.loads(reading_of(case).to_json())).encode() for case in CASES[:3]]

    assert [a.became for a in brought(shelf, lines)] == ["new"] * 3
    assert shelf.count() == 3


def test_settings_that_were_made_here_stay(shelf: Shelf, lines: tuple[bytes, ...]) -> None:
    """What the reader set wins over what an import brings."""
    shelf.set({"sentences": "9"})
    brought(shelf, lines)

    assert shelf.setting("sentences") == "9"
    assert shelf.setting("template") == "# {{ title }}\n"


def zipped(file: Path, members: dict[str, bytes]) -> Path:
    """An archive with these members."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, held in members.items():
            archive.writestr(name, held)
    return file


def test_an_archive_may_have_been_packed_anew(
    shelf: Shelf, lines: tuple[bytes, ...], tmp_path: Path
) -> None:
    """The lines are found in a folder of the archive, and nothing is unpacked to the disk."""
    members = {"../../evil.txt": b"x", "mine/library.jsonl": b"\n".join(lines)}
    became = list(from_export(shelf, zipped(tmp_path / "a.zip", members)))

    assert len(became) == len(lines) - 2
    assert not list(tmp_path.parent.parent.glob("evil.txt"))
    assert (
        shelf.about(next(iter(shelf.find(Query(site="brackwater.example")).rows)).id).url == STRIKE
    )
    assert shelf.find(Query(tag="häfen")).rows[0].note == NOTE


@pytest.mark.parametrize(
    ("held", "told"),
    [(b"no archive", "no archive"), ({"other.txt": b"x"}, "holds no library.jsonl"),
     ({"library.jsonl": b" " * 30_000_000}, "packed as no library")],
)  # fmt: skip
def test_an_archive_that_is_none_is_told(
    shelf: Shelf, tmp_path: Path, held: bytes | dict[str, bytes], told: str
) -> None:
    """Not an archive, without a library, or made to burst."""
    file = tmp_path / "a.zip"
    if isinstance(held, bytes):
        file.write_bytes(held)
    else:
        zipped(file, held)
    with pytest.raises(BadRequest, match=told):
        list(from_export(shelf, file))


def test_an_archive_that_is_damaged_gives_what_it_can(
    shelf: Shelf, lines: tuple[bytes, ...], tmp_path: Path
) -> None:
    """Lines before the damage are kept, and where it begins is told."""
    file = zipped(tmp_path / "a.zip", {"library.jsonl": b"\n".join(lines)})
    raw = bytearray(file.read_bytes())
    raw[len(raw) * 3 // 4] ^= 0xFF
    file.write_bytes(raw)
    became = list(from_export(shelf, file))

    assert Counter(a.became for a in became)["new"] > 10
    assert any("damaged" in a.reason or "JSON" in a.reason for a in became)
    assert shelf.count() > 10


@pytest.mark.parametrize("name", ["none.zip", "none.jsonl", "."])
def test_a_source_that_is_not_there_is_told(shelf: Shelf, tmp_path: Path, name: str) -> None:
    """One sentence, and nothing else happens."""
    with pytest.raises(BadRequest, match="cannot be read"):
        list(from_export(shelf, tmp_path / name))
