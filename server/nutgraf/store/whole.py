"""The whole shelf at one moment: to be looked through, checked and taken away, and what comes
back from another one."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nutgraf.errors import NutgrafError
from nutgraf.model import Reading
from nutgraf.store.rows import unpacked

_NEWEST: Final = " AND versions.serial = readings.latest"
_ALL: Final = """
SELECT versions.id, versions.kept_at, versions.serial = latest AS is_newest, form,
  note, is_read, deleted_at,
  (SELECT json_group_array(tag) FROM
    (SELECT tag FROM tagged WHERE tagged.reading = readings.serial ORDER BY fold)) AS tags
FROM readings CROSS JOIN versions ON versions.reading = readings.serial{only}
ORDER BY readings.latest, versions.serial
"""
_PREFIX: Final = "SELECT id FROM versions WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"


@dataclass(frozen=True, slots=True)
class Marks:
    """What the reader says of a reading, shared by all its versions."""

    tags: tuple[str, ...] = ()
    note: str = ""
    is_read: bool = False
    deleted_at: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A version as the shelf holds it, with what is said of it; `form` is its compact JSON."""

    id: str
    kept_at: str
    marks: Marks
    form: str
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """Versions of one page from another library, oldest first, each with when it was kept."""

    marks: Marks
    versions: tuple[tuple[str, Reading], ...]


class Everything:
    """All that a shelf held at one moment, whoever writes to it meanwhile."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def versions(self) -> Iterator[Stored]:
        """Every version of every reading, the bin too: readings in the order their newest version
        came, versions oldest first. A damaged one raises ShelfBroken; the next call goes on."""
        return map(_stored, self._db.execute(_ALL.format(only="")))

    def newest(self) -> Iterator[Stored]:
        """The newest version of every reading, the bin too, in the order they came."""
        return map(_stored, self._db.execute(_ALL.format(only=_NEWEST)))

    def count(self) -> int:
        """How many versions there are."""
        return int(self._db.execute("SELECT count(*) FROM versions").fetchone()[0])

    def settings(self) -> dict[str, str]:
        """The reader's settings by name."""
        rows = self._db.execute("SELECT name, value FROM settings ORDER BY name")
        return {str(name): str(value) for name, value in rows}

    def names(self, prefix: str, limit: int) -> tuple[str, ...]:
        """The ids that begin so, at most so many."""
        found = self._db.execute(_PREFIX, (prefix, prefix + "~", limit))
        return tuple(str(row["id"]) for row in found)

    def troubles(self) -> Iterator[str]:
        """What SQLite finds wrong with the file; nothing for a sound one."""
        for row in self._db.execute("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield str(row[0])
        for row in self._db.execute("PRAGMA foreign_key_check"):
            yield f"A row of {row[0]} belongs to nothing."

    def copy_to(self, file: Path) -> None:
        """Write a copy of the file, for its owner's eyes only; raises NutgrafError if it is there
        already or cannot be written."""
        try:
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise NutgrafError(f"{file} cannot be written: {error.strerror or error}.") from error
        try:
            with closing(sqlite3.connect(file)) as copy:
                self._db.backup(copy)
                # One file, without a log beside it.
                copy.execute("PRAGMA journal_mode = DELETE")
        except BaseException:
            file.unlink(missing_ok=True)
            raise


def _stored(row: sqlite3.Row) -> Stored:
    """A row as a version; raises ShelfBroken where its bytes are damaged."""
    tags = tuple(json.loads(row["tags"]))
    marks = Marks(tags, row["note"], bool(row["is_read"]), row["deleted_at"])
    form = unpacked(row["form"], row["id"])
    return Stored(row["id"], row["kept_at"], marks, form, bool(row["is_newest"]))
