"""The shelf's file: connections, transactions, migrations, and SQLite's errors as ours."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import Final

from nutgraf.errors import (
    BadRequest,
    ShelfBroken,
    ShelfBusy,
    ShelfFull,
    ShelfReadOnly,
    ShelfTooNew,
    ShelfUnusable,
)

Migration = tuple[str, ...]
"""The statements that lead from one version of the schema to the next."""

Place = tuple[int, int]
"""Which file it is, whatever its name: device and inode."""

# An import of many readings may keep the file for some seconds.
_WAIT_SECONDS: Final = 15.0
_CACHE_KIB: Final = 16_384
_LOG_BYTES: Final = 32 << 20
_KINDS: Final[dict[int, tuple[type[ShelfUnusable], str]]] = {
    sqlite3.SQLITE_FULL: (
        ShelfFull, "There is no room left on the disk, so nothing was changed in the library."
    ),
    sqlite3.SQLITE_READONLY: (
        ShelfReadOnly, "The library cannot be written to here; what it holds can still be read."
    ),
    sqlite3.SQLITE_BUSY: (
        ShelfBusy, "Another program keeps the library locked. Try again in a moment."
    ),
    sqlite3.SQLITE_LOCKED: (
        ShelfBusy, "Another program keeps the library locked. Try again in a moment."
    ),
    sqlite3.SQLITE_CORRUPT: (ShelfBroken, "The library's file is damaged: {file}."),
    sqlite3.SQLITE_NOTADB: (ShelfBroken, "This file is no library of Nutgraf's: {file}."),
}  # fmt: skip


class Database:
    """One SQLite file with WAL and full sync, opened at its first use and again after trouble.

    Connections are kept and handed from thread to thread. Raises subclasses of ShelfUnusable.
    """

    def __init__(self, file: Path, migrations: Sequence[Migration] | None = None) -> None:
        self.file = file
        self._migrations = migrations
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._writing = Lock()
        self._opening = Lock()
        self._place: Place | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the file from its first question to its last."""
        with self._told(), self._connection() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                _end(db)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are all on the disk when the block ends, or none is."""
        with self._told(), self._writing, self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                _end(db)

    def close(self) -> None:
        """Close what is idle; the last one to leave tidies the file up."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        self._make_ready()
        try:
            db = self._idle.get_nowait()
        except Empty:
            db = _connect(self.file)
        try:
            yield db
        except sqlite3.Error:
            # After trouble with the disk old connections may keep what is no longer true.
            db.close()
            self.close()
            raise
        except BaseException:
            self._put_back(db)
            raise
        self._put_back(db)

    def _put_back(self, db: sqlite3.Connection) -> None:
        """Keep a connection for the next call, but for one that can only read: by then the disk
        may be writable."""
        if db.execute("PRAGMA query_only").fetchone()[0]:
            db.close()
        else:
            self._idle.put(db)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _ours(error, self.file) from error
        except UnicodeEncodeError as error:
            raise BadRequest("Half a character stands where text should be.") from error
        except OSError as error:
            told = f"The library cannot be opened: {error.strerror or error}."
            raise ShelfUnusable(told) from error

    def _make_ready(self) -> None:
        """Open the file, and open it again where another one stands in its place: what goes into a
        file that was removed is lost."""
        if self._place and self._place == _place(self.file):
            return
        with self._opening:
            if not self._place or self._place != _place(self.file):
                self.close()
                steps = shipped() if self._migrations is None else self._migrations
                _refuse_others(self.file)
                _create(self.file)
                with closing(_connect(self.file)) as db:
                    _migrate(db, self.file, steps)
                self._place = _place(self.file)


@cache
def shipped() -> tuple[Migration, ...]:
    """The migrations of this version of Nutgraf, in order."""
    folder = files("nutgraf.store") / "migrations"
    scripts = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple(statements((folder / name).read_text(encoding="utf-8")) for name in scripts)


def statements(script: str) -> Migration:
    """The statements of an SQL script: run one by one, they stay in one transaction."""
    found, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    return tuple(found)


def schema_version(db: sqlite3.Connection) -> int:
    """The version of the schema in a file; 0 for one that holds nothing yet."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'shelf'").fetchone():
        return 0
    return int(db.execute("SELECT version FROM shelf").fetchone()[0])


def _place(file: Path) -> Place | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_others(file: Path) -> None:
    """Raise ShelfBroken for a link, a folder or a device in the library's place."""
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise ShelfBroken(f"Something else is in the library's place, no file: {file}.")


def _create(file: Path) -> None:
    """Make the file for its owner's eyes only; what SQLite puts beside it takes over its mode."""
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINKS, 0o600))


_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)


def _connect(file: Path) -> sqlite3.Connection:
    try:
        return _settled(_opened(file, "rw"))
    except sqlite3.OperationalError as error:
        if _kind(error) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    try:
        return _settled(_opened(file, "ro"), "ON")
    except sqlite3.OperationalError:
        # Without its log a file that nobody can write to is as it stands; with one it is not.
        log = file.with_name(f"{file.name}-wal")
        if os.access(file.parent, os.W_OK) or (log.exists() and log.stat().st_size):
            raise
        return _settled(_opened(file, "ro&immutable=1"), "ON")


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    from urllib.parse import quote

    db = sqlite3.connect(
        f"file:{quote(str(file.absolute()))}?mode={mode}", uri=True, timeout=_WAIT_SECONDS,
        isolation_level=None, check_same_thread=False,
    )  # fmt: skip
    db.row_factory = sqlite3.Row
    return db


def _settled(db: sqlite3.Connection, query_only: str = "OFF") -> sqlite3.Connection:
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        db.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
        db.execute(f"PRAGMA query_only = {query_only}")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    return db


def _migrate(db: sqlite3.Connection, file: Path, steps: Sequence[Migration]) -> None:
    """Bring the file to our schema: all steps or none, a copy of the old file beside it first."""
    found = schema_version(db)
    if found > len(steps):
        raise ShelfTooNew(
            f"The library {file} was written by a newer Nutgraf (its form is {found}, this one "
            f"knows {len(steps)}). Update Nutgraf; the library was left as it is."
        )
    holds = db.execute("SELECT 1 FROM sqlite_master").fetchone()
    if not found and holds and not schema_version(db):
        raise ShelfBroken(f"This file is no library of Nutgraf's: {file}.")
    with suppress(sqlite3.OperationalError):
        # Kept in the file: whoever opens it later has a log too.
        db.execute("PRAGMA journal_mode = WAL")
    if found == len(steps):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been quicker.
        found = schema_version(db)
        if 0 < found < len(steps):
            with closing(_connect(file)) as beside:
                _back_up(beside, file, found)
        for step in steps[found:]:
            for statement in step:
                db.execute(statement)
        db.execute("UPDATE shelf SET version = max(version, ?)", (len(steps),))
        db.execute("COMMIT")
    finally:
        _end(db)


def _back_up(db: sqlite3.Connection, file: Path, version: int) -> None:
    copy = file.with_name(f"{file.stem}-before-{version + 1}{file.suffix}")
    fresh = copy.with_name(f"{copy.name}.part")
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINKS, 0o600))
    db.execute("VACUUM INTO ?", (str(fresh),))
    with fresh.open("rb+") as stream:
        os.fsync(stream.fileno())
    fresh.replace(copy)


def _end(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")


def _kind(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _ours(error: sqlite3.Error, file: Path) -> ShelfUnusable:
    kind, told = _KINDS.get(_kind(error), (ShelfUnusable, "The library cannot be used: {error}."))
    if kind is ShelfUnusable and _is_full(file):
        kind, told = _KINDS[sqlite3.SQLITE_FULL]
    return kind(told.format(file=file, error=error))


def _is_full(file: Path) -> bool:
    """Whether the disk has no room: a failed growth of the log is told as a plain I/O error."""
    import shutil

    with suppress(OSError):
        return shutil.disk_usage(file.parent).free < _CACHE_KIB
    return False
