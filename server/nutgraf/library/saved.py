"""Pages that a browser saved: a folder of them, read and kept."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Final

from nutgraf.errors import Busy, NoSuchReading, NotAPage, NutgrafError, PageTooLarge, UnreadablePage
from nutgraf.library.bring import Arrived
from nutgraf.limits import PAGE_BYTES, WORKERS
from nutgraf.model import Reading
from nutgraf.page.decode import decode
from nutgraf.store import Shelf
from nutgraf.store.identity import reading_id
from nutgraf.workers import Workers

_PAGES: Final = (".html", ".htm", ".xhtml", ".txt")
_ARCHIVES: Final = (".mht", ".mhtml", ".webarchive", ".maff")
# What browsers call the folder of a saved page's pictures and frames, in their languages.
_BESIDE: Final = re.compile(
    r"(.+)(?:_files|_file|_fichiers|_archivos|_bestanden|-filer|-Dateien|\.files)"
)
_HEAD_BYTES: Final = 512_000
_STATED: Final = (
    re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://\S+?)\s*-->", re.I),
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S+)", re.I),
    re.compile(r"<html\b[^>]{0,2000}?\sdata-scrapbook-source=[\"'](https?://[^\"'\s]+)", re.I),
)
_TAG: Final = re.compile(r"<(?:link|meta)\b[^>]{0,4000}>", re.I)
_IS_OWN: Final = (
    re.compile(r"\brel\s*=\s*[\"']?canonical\b", re.I),
    re.compile(r"\bproperty\s*=\s*[\"']?og:url\b", re.I),
)
_TARGET: Final = re.compile(
    r"\b(?:href|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I
)
_WEB: Final = re.compile(r"https?://[^\s/<>\"']+[^\s<>\"']{0,8000}", re.I)
_TRIES: Final = 3
_NO_STORY: Final = "There is no story on this page."


def from_pages(shelf: Shelf, folder: Path, workers: Workers) -> Iterator[Arrived]:
    """Read and keep every saved page in a folder and the folders in it, by name.

    What became of each, as it goes; a page whose content is known already changes nothing. Raises
    ShelfUnusable.
    """
    with ThreadPoolExecutor(WORKERS) as readers:
        waiting: deque[tuple[str, Future[Reading]]] = deque()
        for file in pages_in(folder):
            waiting.append((str(file), readers.submit(read_saved, file, workers)))
            if len(waiting) > WORKERS:
                yield _arrived(shelf, *waiting.popleft())
        while waiting:
            yield _arrived(shelf, *waiting.popleft())


def pages_in(folder: Path) -> Iterator[Path]:
    """The files that may be saved pages, in the order of their names; what belongs to another
    page is none. Folders that cannot be opened come last, to be told."""
    locked: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda e: locked.append(Path(e.filename))):
        stems = {name.rpartition(".")[0] for name in files if name.lower().endswith(_PAGES)}
        folders[:] = sorted(name for name in folders if not _belongs(name, stems))
        for name in sorted(files):
            if name.lower().endswith((*_PAGES, *_ARCHIVES)):
                yield Path(place) / name
    yield from locked


def read_saved(file: Path, workers: Workers) -> Reading:
    """The reading of a saved page, from the address it says that it came from.

    Raises UnreadablePage, also where there is no story.
    """
    if file.suffix.lower() in _ARCHIVES:
        raise NotAPage("Web archives are not read; save the page as HTML.")
    source = _bytes(file)
    return with_story(_read(source, workers))


def with_story(reading: Reading) -> Reading:
    """The reading, if there is a story in it; raises UnreadablePage, which says why not."""
    if not reading.story.text:
        raise UnreadablePage(next((n.message for n in reading.notices), _NO_STORY))
    return reading


def _read(source: bytes, workers: Workers, tries: int = _TRIES) -> Reading:
    try:
        return workers.read(source, address_in(source))
    except Busy:
        # Nobody else asks these workers: they are only slow to begin.
        if tries <= 1:
            raise
    return _read(source, workers, tries - 1)


def address_in(source: bytes) -> str | None:
    """Where a saved page came from: as the browser noted it, else as the page itself says."""
    try:
        head = decode(source[:_HEAD_BYTES])
    except NutgrafError:
        return None
    noted = [found[1] for pattern in _STATED if (found := pattern.search(head))]
    for address in (*noted, *_own(head)):
        url = unescape(address).strip()
        if _WEB.fullmatch(url):
            return url
    return None


def _own(head: str) -> Iterator[str]:
    tags = _TAG.findall(head)
    for is_own in _IS_OWN:
        for tag in filter(is_own.search, tags):
            found = _TARGET.search(tag)
            if found:
                yield next(filter(None, found.groups()), "")


def _belongs(folder: str, stems: set[str]) -> bool:
    found = _BESIDE.fullmatch(folder)
    return found is not None and found[1] in stems


def _bytes(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if not file.is_file():
            is_folder = file.is_dir()
            raise NotAPage("This folder cannot be opened." if is_folder else "This is no file.")
        if size > PAGE_BYTES:
            raise PageTooLarge(
                f"This page is {size / 1e6:.1f} MB; Nutgraf reads up to {PAGE_BYTES / 1e6:.0f} MB."
            )
        return file.read_bytes()
    except OSError as error:
        raise UnreadablePage(f"It cannot be read: {error.strerror or error}.") from error


def _arrived(shelf: Shelf, place: str, future: Future[Reading]) -> Arrived:
    try:
        reading = future.result()
    except UnreadablePage as error:
        return Arrived(place, "rejected", str(error))
    known = _holds(shelf, reading)
    shelf.keep(reading)
    return Arrived(place, "known" if known else "new")


def _holds(shelf: Shelf, reading: Reading) -> bool:
    try:
        shelf.about(reading_id(reading))
    except NoSuchReading:
        return False
    return True
