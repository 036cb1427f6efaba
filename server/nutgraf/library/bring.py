"""Bring a library back from an export: a folder, its `.zip`, or the JSON lines alone.

A damaged line costs that line and is told; what is here already stays as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import IO, Final, Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

from nutgraf.errors import BadRequest, NutgrafError
from nutgraf.library.away import LINES
from nutgraf.library.lines import End, Head, Line, parsed
from nutgraf.store import Shelf
from nutgraf.store.identity import address_of, reading_id
from nutgraf.store.whole import Brought

LINE_BYTES: Final = 64_000_000
_BATCH_LINES: Final = 200
_BATCH_BYTES: Final = 8_000_000
# Text packs to a sixth; what packs to less than a hundredth is made to burst.
_BURSTING: Final = 100
_SMALL_BYTES: Final = 1_000_000
_ZIP_SIGN: Final = b"PK"
_ZIP_TROUBLE: Final = (
    BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one version: `place` says where it came from, `reason` why it was rejected."""

    place: str
    became: Literal["new", "known", "rejected"]
    reason: str = ""


@dataclass(slots=True)
class _Batch:
    """Lines that wait to be kept together, and what was told on the way."""

    lines: list[tuple[str, Line]] = field(default_factory=list)
    size: int = 0
    seen: int = 0
    has_head: bool = False
    end: End | None = None

    @property
    def is_full(self) -> bool:
        return len(self.lines) >= _BATCH_LINES or self.size >= _BATCH_BYTES


def from_export(shelf: Shelf, source: Path) -> Iterator[Arrived]:
    """Keep everything an export holds; what became of each of its lines, as it goes.

    Raises BadRequest for a source that is no export, ShelfUnusable.
    """
    with _opened(source) as stream:
        yield from from_lines(shelf, stream)


def from_memory(shelf: Shelf, content: bytes) -> Iterator[Arrived]:
    """The same for the bytes of an export's `.zip` or JSON lines."""
    stream = BytesIO(content)
    if not content.startswith(_ZIP_SIGN):
        yield from from_lines(shelf, stream)
        return
    with _unzipped(stream, "The file") as lines:
        yield from from_lines(shelf, lines)


def from_lines(shelf: Shelf, stream: IO[bytes]) -> Iterator[Arrived]:
    """The same for a stream of JSON lines."""
    batch = _Batch()
    for place, raw in _numbered(stream):
        try:
            _take_in(shelf, batch, place, raw)
        except BadRequest as error:
            yield Arrived(place, "rejected", str(error))
        if batch.is_full:
            yield from _kept(shelf, batch)
    yield from _kept(shelf, batch)
    yield from _unended(batch)


def _take_in(shelf: Shelf, batch: _Batch, place: str, raw: bytes | BadRequest) -> None:
    if not isinstance(raw, bytes):
        batch.seen += 1
        raise raw
    try:
        found = parsed(raw)
    except BadRequest:
        batch.seen += 1
        raise
    if isinstance(found, Head):
        batch.has_head = True
        _set(shelf, found.settings)
    elif isinstance(found, End):
        batch.end = found
    else:
        batch.seen += 1
        batch.size += len(raw)
        batch.lines.append((place, found))


def _set(shelf: Shelf, settings: dict[str, str]) -> None:
    shelf.set({name: value for name, value in settings.items() if shelf.setting(name) is None})


def _kept(shelf: Shelf, batch: _Batch) -> Iterator[Arrived]:
    """Keep what waits, the versions of one page together."""
    groups = [list(lines) for _, lines in groupby(batch.lines, _page_of)]
    batch.lines, batch.size = [], 0
    if not groups:
        return
    for lines, became in zip(groups, shelf.put_back(map(_brought, groups)), strict=True):
        for at, (place, _) in enumerate(lines):
            if isinstance(became, BadRequest):
                yield Arrived(place, "rejected", str(became))
            else:
                yield Arrived(place, "new" if became[at] else "known")


def _page_of(placed: tuple[str, Line]) -> tuple[object, ...]:
    line = placed[1]
    return address_of(line.reading.page.url) or reading_id(line.reading), line.marks


def _brought(lines: Iterable[tuple[str, Line]]) -> Brought:
    found = [line for _, line in lines]
    versions = tuple((line.kept_at or _now(), line.reading) for line in found)
    return Brought(found[0].marks, versions)


def _unended(batch: _Batch) -> Iterator[Arrived]:
    """What the last line tells: that there were more, or that it is missing itself."""
    if batch.end and batch.end.versions != batch.seen:
        told = f"The export held {batch.end.versions} versions, and {batch.seen} lines are here."
        yield Arrived("The end", "rejected", told)
    elif batch.has_head and not batch.end:
        yield Arrived("The end", "rejected", "The export is cut off: its last line is missing.")


def _numbered(stream: IO[bytes]) -> Iterator[tuple[str, bytes | BadRequest]]:
    """The lines that hold something, each with its number, or why it could not be read."""
    number = 0
    while True:
        number += 1
        try:
            raw = stream.readline(LINE_BYTES)
            is_long = len(raw) == LINE_BYTES and not raw.endswith(b"\n")
            if is_long:
                _skip_line(stream)
        except _ZIP_TROUBLE as error:
            yield f"Line {number}", BadRequest(f"From here on the file is damaged: {error}.")
            return
        if not raw:
            return
        if is_long:
            yield f"Line {number}", BadRequest(f"It is longer than {LINE_BYTES // 10**6} MB.")
        elif raw.strip():
            yield f"Line {number}", raw


def _skip_line(stream: IO[bytes]) -> None:
    while True:
        part = stream.readline(LINE_BYTES)
        if not part or part.endswith(b"\n"):
            return


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    """The JSON lines of an export, read from where they are; raises BadRequest."""
    try:
        is_zip = source.is_file() and source.suffix.lower() == ".zip"
        stream = (source / LINES if source.is_dir() else source).open("rb")
    except OSError as error:
        raise BadRequest(f"{source} cannot be read: {error.strerror or error}.") from error
    with stream:
        if is_zip:
            with _unzipped(stream, source) as lines:
                yield lines
        else:
            yield stream


@contextmanager
def _unzipped(stream: IO[bytes], source: Path | str) -> Iterator[IO[bytes]]:
    try:
        archive = ZipFile(stream)
        lines = archive.open(_member(archive, source))
    except NutgrafError:
        raise
    except _ZIP_TROUBLE as error:
        raise BadRequest(f"{source} is no archive that can be read: {error}.") from error
    with archive, lines:
        yield lines


def _member(archive: ZipFile, source: Path | str) -> ZipInfo:
    """The one member that is read, nothing is unpacked to the disk."""
    named = [m for m in archive.infolist() if m.filename.rpartition("/")[2] == LINES]
    found = min(named, key=lambda member: len(member.filename), default=None)
    if found is None:
        raise BadRequest(f"{source} holds no {LINES}, so it is no export of a library.")
    if found.file_size > max(_BURSTING * found.compress_size, _SMALL_BYTES):
        raise BadRequest(f"{source} is packed as no library is; unpack it first if you trust it.")
    return found


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
