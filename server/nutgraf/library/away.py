"""Take the whole library away: JSON lines that bring it back, and a folder of Markdown to read.

What is written is the library at one moment, in a memory that does not grow with it, and the same
bytes for the same library. A target appears when it is whole, or not at all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp, mkstemp
from typing import IO, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from nutgraf.errors import BadReading, BadRequest, NutgrafError, ShelfBroken
from nutgraf.library.lines import end_of, head_of, line_of
from nutgraf.library.vault import NOTE_NAME, note_name, note_of
from nutgraf.model import Reading
from nutgraf.store import Shelf
from nutgraf.store.whole import Everything, Stored

LINES: Final = "library.jsonl"
NOTES: Final = "markdown"
# Beside them where something could not be written, and nobody is there to be told.
TROUBLES: Final = "not-in-here.txt"
_ARCHIVE_TIME: Final = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY: Final = 0o600 << 16
_PART_BYTES: Final = 1 << 16

Sink = Callable[[str], AbstractContextManager[IO[bytes]]]


@dataclass(slots=True)
class Taken:
    """What was written so far; `troubles` are the versions that were not, each with the reason."""

    versions: int = 0
    notes: int = 0
    troubles: list[str] = field(default_factory=list)


def take(
    shelf: Shelf, target: Path, *, again: bool = False, tell: Callable[[Taken], object] = bool
) -> Taken:
    """Write the library into a new folder, or into one file where the name ends in `.zip`.

    `again` lets it take the place of an earlier export, of nothing else. Raises BadRequest for a
    target that is taken, NutgrafError where it cannot be written, ShelfUnusable.
    """
    is_zip = target.suffix.lower() == ".zip"
    _check(target, is_zip, again)
    with _fresh(target, is_zip) as fresh, _sink(fresh, is_zip) as sink:
        taken = Taken()
        with shelf.everything() as everything:
            for _ in _written(everything, sink, taken):
                tell(taken)
    return taken


def zip_parts(shelf: Shelf) -> Iterator[bytes]:
    """The library as one ZIP file, piece by piece; raises ShelfUnusable before the first of them,
    not when an answer has begun."""
    parts = _parts(shelf)
    return chain((next(parts),), parts)


def _parts(shelf: Shelf) -> Iterator[bytes]:
    pipe, taken = _Pipe(), Taken()
    with shelf.everything() as everything:
        with ZipFile(pipe, "w") as archive:  # type: ignore[call-overload] # it only writes
            for _ in _written(everything, lambda name: _member(archive, name), taken):
                if pipe.size >= _PART_BYTES:
                    yield pipe.drained()
            if taken.troubles:
                with _member(archive, TROUBLES) as stream:
                    stream.write("\n".join([*taken.troubles, ""]).encode())
        yield pipe.drained()


def _written(everything: Everything, sink: Sink, taken: Taken) -> Iterator[None]:
    """Write everything, step by step."""
    try:
        with sink(LINES) as stream:
            stream.write(head_of(everything.settings()))
            for stored in sound(everything.versions(), taken):
                stream.write(line_of(stored))
                taken.versions += 1
                yield
            stream.write(end_of(taken.versions))
        for stored in sound(everything.newest(), taken):
            if not stored.marks.deleted_at:
                _write_note(stored, sink, taken)
                yield
    except OSError as error:
        # Told here: the shelf would take it for its own file's trouble.
        raise NutgrafError(f"The export cannot be written: {error.strerror or error}.") from error


def sound(rows: Iterator[Stored], taken: Taken) -> Iterator[Stored]:
    """The rows but for damaged ones: one reading that is lost must not take the others along."""
    while True:
        try:
            stored = next(rows, None)
        except ShelfBroken as error:
            _trouble(taken, str(error))
            continue
        if stored is None:
            return
        yield stored


def _write_note(stored: Stored, sink: Sink, taken: Taken) -> None:
    try:
        reading = Reading.from_json(stored.form)
    except BadReading as error:
        _trouble(taken, f"{stored.id} is not among the Markdown files: {error}")
        return
    with sink(f"{NOTES}/{note_name(reading, stored.id)}") as stream:
        stream.write(note_of(stored, reading).encode("utf-8", "replace"))
    taken.notes += 1


def _trouble(taken: Taken, told: str) -> None:
    if told not in taken.troubles:
        taken.troubles.append(told)


def _check(target: Path, is_zip: bool, again: bool) -> None:
    """Raise BadRequest where a target's place is taken or there is none for it."""
    if not target.absolute().parent.is_dir():
        raise BadRequest(f"There is no folder {target.absolute().parent}.")
    is_there = target.is_symlink() or target.exists()
    if not is_there or (not is_zip and _is_empty(target)):
        return
    if target.is_symlink() or target.is_dir() == is_zip or not _is_export(target):
        raise BadRequest(f"{target} is no export, or holds other files too; choose a new name.")
    if not again:
        raise BadRequest(f"{target} is there already. With --force it is written anew.")


def _is_empty(target: Path) -> bool:
    return not target.is_symlink() and target.is_dir() and not any(target.iterdir())


def _is_export(target: Path) -> bool:
    """Whether a folder or an archive is an earlier export and holds nothing else."""
    if target.is_dir():
        held = {file.name for file in target.iterdir()}
        ours = LINES in held and not held - {LINES, NOTES}
        return ours and all(map(_is_note, (target / NOTES).glob("*")))
    try:
        with ZipFile(target) as archive:
            return LINES in archive.namelist()
    except (BadZipFile, OSError):
        return False


def _is_note(file: Path) -> bool:
    """Whether a file may be one that an export wrote; a reader may work in that folder too."""
    return bool(NOTE_NAME.fullmatch(file.name)) and file.is_file()


@contextmanager
def _fresh(target: Path, is_zip: bool) -> Iterator[Path]:
    """A new file or folder beside the target, for its owner alone, that takes its place when the
    block has ended well, and is gone when it has not."""
    parent, prefix = target.absolute().parent, f".{target.name}-"
    if is_zip:
        handle, name = mkstemp(dir=parent, prefix=prefix)
        os.close(handle)
    else:
        name = mkdtemp(dir=parent, prefix=prefix)
    fresh = Path(name)
    try:
        yield fresh
        _put_in_place(fresh, target)
    except BaseException:
        _remove(fresh)
        raise


def _put_in_place(fresh: Path, target: Path) -> None:
    with (fresh if fresh.is_file() else fresh / LINES).open("rb+") as stream:
        os.fsync(stream.fileno())
    if fresh.is_file() or not target.exists():
        fresh.replace(target)
        return
    old = Path(mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}-old-"))
    target.replace(old / target.name)
    fresh.replace(target)
    shutil.rmtree(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _sink(fresh: Path, is_zip: bool) -> Iterator[Sink]:
    if is_zip:
        with ZipFile(fresh, "w") as archive:
            yield lambda name: _member(archive, name)
    else:
        (fresh / NOTES).mkdir()
        yield lambda name: (fresh / name).open("xb")


def _member(archive: ZipFile, name: str) -> IO[bytes]:
    entry = ZipInfo(name, _ARCHIVE_TIME)
    # Which system wrote the archive must not show in it.
    entry.create_system, entry.external_attr = 3, _OWNER_ONLY
    entry.compress_type = ZIP_DEFLATED
    return archive.open(entry, "w", force_zip64=name == LINES)


class _Pipe:
    """A file that is only written to, and emptied from time to time."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        self.size += len(part)
        return len(part)

    def flush(self) -> None:
        """Nothing waits."""

    def drained(self) -> bytes:
        whole = b"".join(self._parts)
        self._parts, self.size = [], 0
        return whole
