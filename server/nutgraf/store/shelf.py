"""The shelf: readings kept on the reader's own disk, found again, and taken away."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from nutgraf.errors import BadReading, BadRequest, NoSuchReading, ShelfBroken
from nutgraf.limits import LIST_ROWS, NOTE_CHARS, TAG_CHARS, TAGS_PER_READING
from nutgraf.model import Reading
from nutgraf.store import rows
from nutgraf.store.database import Database, Migration
from nutgraf.store.identity import address_of, reading_id
from nutgraf.store.kept import Found, Kept, Query, Version
from nutgraf.store.search import page_of, shower
from nutgraf.store.whole import Brought, Everything, Marks

Counts = tuple[tuple[str, int], ...]
_COLUMNS: Final = (
    "id", "headline", "site", "byline", "published", "language", "url", "kept_at", "words",
    "preview",
)  # fmt: skip
_PLACE: Final = f"""
INSERT INTO readings (address, latest, versions, {", ".join(_COLUMNS)})
VALUES (:address, :latest, 1, {", ".join(f":{column}" for column in _COLUMNS)})
ON CONFLICT (address) DO UPDATE SET
  latest = excluded.latest, versions = versions + 1, deleted_at = NULL,
  {", ".join(f"{column} = excluded.{column}" for column in _COLUMNS)}
RETURNING serial
"""  # noqa: S608 # our own columns
_GONE: Final = "The library holds no such reading."
_ALL: Final = Query()


class Shelf:
    """A library in one file, for any number of threads and processes.

    What `keep` has answered is on the disk. An id names one version of a reading; tags, note, read
    mark and bin belong to all versions of it, and any of their ids names them. Order comes from
    serials, never from the clock. Every call may raise a subclass of ShelfUnusable, and none
    leaves half of itself behind.
    """

    def __init__(self, file: Path, migrations: Sequence[Migration] | None = None) -> None:
        self._file = Database(file, migrations)

    def keep(self, reading: Reading, kept_at: str | None = None) -> Kept:
        """Keep a reading; the same content again changes nothing but takes it out of the bin.

        Another content at the same address becomes the newest version. What is kept was read by
        the engines of its time: newer engines' reading of the same content takes its place.
        `kept_at` is for readings that come from another library.
        """
        name, form = reading_id(reading), rows.packed(reading)
        with self._file.writing() as db:
            _keep(db, reading, name, form, kept_at or _now())
            return _kept(db, name)

    def keep_all(self, readings: Iterable[Reading]) -> tuple[str, ...]:
        """Keep many readings at once, all of them or none; their ids, in the order given."""
        packed = [(reading, reading_id(reading), rows.packed(reading)) for reading in readings]
        with self._file.writing() as db:
            for reading, name, form in packed:
                _keep(db, reading, name, form, _now())
        return tuple(name for _, name, _ in packed)

    def get(self, name: str) -> Reading:
        """A kept reading by the id of any version; raises NoSuchReading."""
        return Reading.from_json(self.form(name))

    def form(self, name: str) -> str:
        """The compact JSON of a kept reading; raises NoSuchReading, ShelfBroken."""
        with self._file.reading() as db:
            found = db.execute("SELECT form FROM versions WHERE id = ?", (name,)).fetchone()
        if not found:
            raise NoSuchReading(_GONE)
        return rows.unpacked(found["form"], name)

    def about(self, name: str) -> Kept:
        """What a list shows of a reading; raises NoSuchReading."""
        with self._file.reading() as db:
            return _kept(db, name)

    def find(self, query: Query = _ALL, cursor: str | None = None, limit: int = 50) -> Found:
        """A page of at most `limit` readings (1 to 200); raises BadRequest for a wrong cursor."""
        limit = min(max(limit, 1), LIST_ROWS)
        with self._file.reading() as db:
            found, further = page_of(db, query, cursor, limit)
            tags = _tags_of(db, found)
        show = shower(query.text)
        kept = (rows.kept(row, tags, show(row)) for row, tags in zip(found, tags, strict=True))
        return Found(tuple(kept), further)

    def versions(self, name: str) -> tuple[Version, ...]:
        """All versions of a reading, oldest first; raises NoSuchReading."""
        with self._file.reading() as db:
            sql = "SELECT id, kept_at, digest, headline, words FROM versions WHERE reading = ? ORDER BY serial"  # noqa: E501
            found = db.execute(sql, (_serial(db, name),)).fetchall()
        return tuple(rows.version(row, number) for number, row in enumerate(found, 1))

    def tags(self) -> Counts:
        """Every tag and how many readings carry it, by name."""
        sql = """
        SELECT max(tag), count(*) FROM tagged
        WHERE reading NOT IN (SELECT serial FROM readings WHERE deleted_at IS NOT NULL)
        GROUP BY fold ORDER BY fold"""
        return self._counts(sql)

    def sites(self) -> Counts:
        """The sites readings come from, those of most readings first, at most 200."""
        sql = """
        SELECT site, count(*) FROM readings WHERE site IS NOT NULL AND deleted_at IS NULL
        GROUP BY site ORDER BY 2 DESC, 1 LIMIT ?"""
        return self._counts(sql, LIST_ROWS)

    def people(self, prefix: str = "") -> Counts:
        """Names of people, of those that begin so, in most readings first, at most 200."""
        start = rows.sound(prefix).casefold()
        within = "AND fold >= ? AND fold < ?" if start else ""
        sql = f"""
        SELECT name, count FROM people WHERE count > 0 {within}
        ORDER BY count DESC, fold LIMIT {LIST_ROWS}"""  # noqa: S608 # our own words and number
        return self._counts(sql, *((start, start + "\U0010ffff") if start else ()))

    def revise(
        self,
        name: str,
        *,
        note: str | None = None,
        is_read: bool | None = None,
        tags: Iterable[str] | None = None,
        add: Iterable[str] = (),
        drop: Iterable[str] = (),
    ) -> Kept:
        """Change what the reader says of a reading: what is None stays as it is.

        `tags` are all tags from now on; `add` and `drop` change some. Raises NoSuchReading, and
        BadRequest for a note over 100,000 characters or a tag that is none.
        """
        if note is not None and len(note) > NOTE_CHARS:
            raise BadRequest(f"A note is {NOTE_CHARS:,} characters long at most.")
        with self._file.writing() as db:
            serial = _serial(db, name)
            if note is not None:
                _write_note(db, serial, rows.sound(note))
            if is_read is not None:
                db.execute("UPDATE readings SET is_read = ? WHERE serial = ?", (is_read, serial))
            _write_tags(db, serial, tags, add, drop)
            return _kept(db, name)

    def delete(self, name: str) -> Kept:
        """Put a reading with all its versions into the bin; raises NoSuchReading."""
        return self._bin(name, _now())

    def restore(self, name: str) -> Kept:
        """Take a reading out of the bin; raises NoSuchReading."""
        return self._bin(name, None)

    def purge(self, name: str) -> None:
        """Take a reading with all its versions away for good; raises NoSuchReading."""
        with self._file.writing() as db:
            serial = _serial(db, name)
            db.execute("DELETE FROM readings WHERE serial = ?", (serial,))

    def count(self) -> int:
        """How many readings stand on the shelf, those in the bin not counted."""
        with self._file.reading() as db:
            sql = "SELECT count(*) FROM readings WHERE deleted_at IS NULL"
            return int(db.execute(sql).fetchone()[0])

    def setting(self, name: str) -> str | None:
        """One of the reader's settings, or None where nothing was set."""
        with self._file.reading() as db:
            row = db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return str(row["value"]) if row else None

    def set(self, settings: Mapping[str, str]) -> None:
        """Keep settings of the reader's, all of them or none."""
        with self._file.writing() as db:
            db.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", settings.items())

    @contextmanager
    def everything(self) -> Iterator[Everything]:
        """All that the shelf holds, as it is now and stays until the block ends."""
        with self._file.reading() as db:
            yield Everything(db)

    def put_back(self, brought: Iterable[Brought]) -> tuple[tuple[bool, ...] | BadRequest, ...]:
        """Keep versions from another library, all at once; gives which of them were new.

        What is here stays: tags are united, notes joined, read is read, and only what lies in both
        bins stays in this one. Readings with a note or tags past the bounds are left out; why is
        given in their place.
        """
        with self._file.writing() as db:
            return tuple(_put_back(db, one) for one in brought)

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        self._file.close()

    def _counts(self, sql: str, *values: object) -> Counts:
        with self._file.reading() as db:
            return tuple((str(row[0]), int(row[1])) for row in db.execute(sql, values))

    def _bin(self, name: str, when: str | None) -> Kept:
        with self._file.writing() as db:
            sql = "UPDATE readings SET deleted_at = ? WHERE serial = ?"
            db.execute(sql, (when, _serial(db, name)))
            return _kept(db, name)


def _keep(db: sqlite3.Connection, reading: Reading, name: str, form: bytes, kept_at: str) -> None:
    known = db.execute("SELECT * FROM versions WHERE id = ?", (name,)).fetchone()
    if known:
        _refresh(db, known, reading, form)
    else:
        _add(db, reading, name, form, kept_at)


def _add(db: sqlite3.Connection, reading: Reading, name: str, form: bytes, kept_at: str) -> None:
    """A new reading, or a new version of one whose address is known."""
    address = address_of(reading.page.url) or f"content:{name}"
    sql = "SELECT latest FROM readings WHERE address = ?"
    before = db.execute(sql, (address,)).fetchone()
    told = rows.listed(reading, name, kept_at)
    latest = 1 + db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence").fetchone()[0]
    serial = db.execute(_PLACE, told | {"address": address, "latest": latest}).fetchone()[0]
    db.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (latest, serial, name, kept_at, reading.digest, told["headline"], told["words"], form),
    )
    if before:
        _forget(db, serial, before["latest"])
    _index(db, serial, reading)


def _refresh(db: sqlite3.Connection, known: sqlite3.Row, reading: Reading, form: bytes) -> None:
    """The same content once more: out of the bin, and as the newest engines read it."""
    serial, latest = known["reading"], known["serial"]
    db.execute("UPDATE readings SET deleted_at = NULL WHERE serial = ?", (serial,))
    if _engines(known) == reading.engines:
        return
    sql = "UPDATE versions SET form = ?, digest = ?, words = ? WHERE serial = ?"
    db.execute(sql, (form, reading.digest, rows.words_of(reading), latest))
    told = rows.listed(reading, known["id"], known["kept_at"])
    sql = "UPDATE readings SET words = :words, preview = :preview WHERE latest = :latest"
    if db.execute(sql, told | {"latest": latest}).rowcount:
        _forget(db, serial, latest)
        _index(db, serial, reading)


def _engines(version: sqlite3.Row) -> tuple[tuple[str, str], ...] | None:
    """What read a version; None for one that is damaged, so that the page read again heals it."""
    try:
        return Reading.from_json(rows.unpacked(version["form"], version["id"])).engines
    except (ShelfBroken, BadReading):
        return None


def _put_back(db: sqlite3.Connection, brought: Brought) -> tuple[bool, ...] | BadRequest:
    """Which versions were new, or why none of them could be taken."""
    db.execute("SAVEPOINT brought")
    try:
        news = _merge(db, brought)
    except (BadRequest, ShelfBroken) as error:
        db.execute("ROLLBACK TO brought")
        return BadRequest(str(error))
    db.execute("RELEASE brought")
    return news


def _merge(db: sqlite3.Connection, brought: Brought) -> tuple[bool, ...]:
    newest = brought.versions[-1][1]
    address = address_of(newest.page.url) or f"content:{reading_id(newest)}"
    here = db.execute("SELECT * FROM readings WHERE address = ?", (address,)).fetchone()
    news = tuple(_insert(db, here, when, reading) for when, reading in brought.versions)
    _unite(db, _serial(db, reading_id(newest)), here, brought.marks)
    return news


def _insert(db: sqlite3.Connection, here: sqlite3.Row | None, when: str, reading: Reading) -> bool:
    """Put a version where it belongs: behind the others, or before those that were kept later.

    The clock counts only between two libraries; within one, the order in which versions came.
    """
    name = reading_id(reading)
    if db.execute("SELECT 1 FROM versions WHERE id = ?", (name,)).fetchone():
        return False
    later = _taken_out(db, here["serial"], when) if here else []
    _add(db, reading, name, rows.packed(reading), when)
    for row in later:
        again = Reading.from_json(rows.unpacked(row["form"], row["id"]))
        _add(db, again, row["id"], row["form"], row["kept_at"])
    return True


def _taken_out(db: sqlite3.Connection, serial: int, when: str) -> list[sqlite3.Row]:
    sql = "SELECT id, kept_at, form FROM versions WHERE reading = ? AND kept_at > ? ORDER BY serial"
    later = db.execute(sql, (serial, when)).fetchall()
    db.execute("DELETE FROM versions WHERE reading = ? AND kept_at > ?", (serial, when))
    sql = "UPDATE readings SET versions = versions - ? WHERE serial = ?"
    db.execute(sql, (len(later), serial))
    return later


def _unite(db: sqlite3.Connection, serial: int, here: sqlite3.Row | None, marks: Marks) -> None:
    note = _joined(here["note"], marks.note) if here else marks.note
    is_read = marks.is_read or bool(here and here["is_read"])
    deleted_at = marks.deleted_at if here is None or here["deleted_at"] else None
    if len(note) > NOTE_CHARS:
        raise BadRequest(f"A note is {NOTE_CHARS:,} characters long at most; this one is longer.")
    sql = "UPDATE readings SET is_read = ?, deleted_at = ? WHERE serial = ?"
    db.execute(sql, (is_read, deleted_at, serial))
    if note != (here["note"] if here else ""):
        _write_note(db, serial, note)
    _write_tags(db, serial, None, marks.tags, ())


def _joined(note: str, other: str) -> str:
    """Both notes, one under the other; one that holds the other already is enough."""
    for one, two in ((note, other), (other, note)):
        if f"\n\n{two}\n\n" in f"\n\n{one}\n\n" or not two:
            return one
    return f"{note}\n\n{other}"


def _forget(db: sqlite3.Connection, serial: int, latest: int) -> None:
    db.execute("DELETE FROM search WHERE rowid = ?", (latest,))
    db.execute("DELETE FROM named WHERE reading = ?", (serial,))


def _index(db: sqlite3.Connection, serial: int, reading: Reading) -> None:
    sql = "SELECT note, kept_at FROM readings WHERE serial = ?"
    note, kept_at = db.execute(sql, (serial,)).fetchone()
    db.execute(
        "INSERT INTO search (rowid, head, body, names, remark, marks, state) "
        "SELECT latest, ?, ?, ?, ?, ?, state FROM states WHERE serial = ?",
        (*rows.searched(reading, note), rows.marks(reading, kept_at), serial),
    )
    named = [(fold, serial, name) for fold, name in rows.people(reading).items()]
    db.executemany("INSERT INTO named VALUES (?, ?, ?)", named)


def _write_note(db: sqlite3.Connection, serial: int, note: str) -> None:
    row = db.execute("SELECT latest FROM readings WHERE serial = ?", (serial,)).fetchone()
    db.execute("UPDATE readings SET note = ? WHERE serial = ?", (note, serial))
    db.execute(
        "UPDATE search SET remark = ? WHERE rowid = ?", (rows.searchable(note), row["latest"])
    )


def _write_tags(
    db: sqlite3.Connection,
    serial: int,
    tags: Iterable[str] | None,
    add: Iterable[str],
    drop: Iterable[str],
) -> None:
    if tags is not None:
        db.execute("DELETE FROM tagged WHERE reading = ?", (serial,))
    for tag in (*(tags or ()), *add):
        word = _tag(tag)
        db.execute(
            "INSERT OR REPLACE INTO tagged VALUES (?, ?, ?)", (word.casefold(), serial, word)
        )
    for tag in drop:
        sql = "DELETE FROM tagged WHERE fold = ? AND reading = ?"
        db.execute(sql, (_tag(tag).casefold(), serial))
    count = db.execute("SELECT count(*) FROM tagged WHERE reading = ?", (serial,)).fetchone()[0]
    if count > TAGS_PER_READING:
        raise BadRequest(f"A reading has {TAGS_PER_READING} tags at most.")


def _tag(tag: str) -> str:
    """A tag on one line; raises BadRequest for an empty or overlong one, or one with a comma."""
    word = " ".join(tag.split()).lstrip("#").strip()
    if not word or len(word) > TAG_CHARS or "," in word or not word.isprintable():
        raise BadRequest(f"A tag has 1 to {TAG_CHARS} characters and no comma.")
    return word


def _serial(db: sqlite3.Connection, name: str) -> int:
    found = db.execute("SELECT reading FROM versions WHERE id = ?", (name,)).fetchone()
    if not found:
        raise NoSuchReading(_GONE)
    return int(found["reading"])


def _kept(db: sqlite3.Connection, name: str) -> Kept:
    sql = f"SELECT serial, latest, {rows.LISTED} FROM readings WHERE serial = ?"  # noqa: S608 # our own columns
    row = db.execute(sql, (_serial(db, name),)).fetchone()
    return rows.kept(row, _tags_of(db, [row])[0])


def _tags_of(db: sqlite3.Connection, found: list[sqlite3.Row]) -> list[tuple[str, ...]]:
    """The tags of each row."""
    tags = defaultdict[int, list[str]](list)
    marks = ", ".join("?" * len(found))
    sql = f"SELECT reading, tag FROM tagged WHERE reading IN ({marks}) ORDER BY fold"  # noqa: S608 # question marks
    for row in db.execute(sql, [row["serial"] for row in found]):
        tags[row["reading"]].append(row["tag"])
    return [tuple(tags[row["serial"]]) for row in found]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
