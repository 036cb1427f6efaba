"""Pages that a browser saved become readings of the library."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from nutgraf.library import from_pages
from nutgraf.library.saved import address_in, pages_in
from nutgraf.store import Shelf
from nutgraf.workers import Workers
from tests.golden import PAGES
from tests.library.shelves import content

URL = "https://news.example/a?b=1&c=2"
STORY = (PAGES / "dateline--agency-credits" / "page.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Children that read."""
    made = Workers(count=1, seconds=30)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (f"<!-- saved from url=(0030){URL} -->\n<html>", URL),
        ("<!--\n Page saved with SingleFile \n url: https://news.example/s \n saved date: Sun -->", "https://news.example/s"),
        ("<html lang=en data-scrapbook-source='https://news.example/w'>", "https://news.example/w"),
        ('<link href="https://news.example/c?x=1&amp;y=2" rel="canonical">', "https://news.example/c?x=1&y=2"),
        ("<link rel=canonical href=https://news.example/q>", "https://news.example/q"),
        ('<meta property="og:url" content="https://news.example/o">', "https://news.example/o"),
        ('<meta property="og:url" content="https://news.example/o"><link rel="canonical" href="https://news.example/c">', "https://news.example/c"),
        (f'<!-- saved from url=(0030){URL} --><link rel="canonical" href="https://other.example/">', URL),
        ('<link rel="canonical" href="/relative">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("<p>https://news.example/in-the-text</p>", None),
        ("%PDF-1.7", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_address_is_the_one_that_the_page_names(head: str, address: str | None) -> None:
    """The browser's own note first, then the page's word; no other address is one."""
    assert address_in(head.encode()) == address
    assert address_in(b"\xff\xfe" + head.encode("utf-16-le")) == address


def saved_folder(folder: Path) -> Path:
    """A folder as a reader has it after years."""
    files = {
        "b.html": f"<!-- saved from url=(0030){URL} -->\n{STORY}",
        "b_files/frame.html": STORY,
        "a/c.HTM": STORY.replace("Portugal", "Spain"),
        "a/notes.txt": (PAGES / "text--pasted" / "page.txt").read_text(encoding="utf-8"),
        "a/album_files/d.xhtml": STORY.replace("Portugal", "Italy"),
        "style.css": "p {}",
        "old.mht": "MIME-Version: 1.0",
        "empty.html": "",
        "pdf.html": "%PDF-1.7 \x00\x01",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "gone.html").symlink_to(folder / "nowhere")
    (folder / "folder.html").mkdir()
    with (folder / "big.html").open("wb") as stream:
        stream.truncate(10_000_001)
    return folder


def test_a_folder_is_read_once(shelf: Shelf, tmp_path: Path, workers: Workers) -> None:
    """Every page is kept or named with the reason; the second run finds all of them known."""
    folder = saved_folder(tmp_path / "saved")
    became = {a.place.removeprefix(f"{folder}/"): a for a in from_pages(shelf, folder, workers)}
    before = content(shelf)
    again = [a.became for a in from_pages(shelf, folder, workers)]

    assert {name for name, a in became.items() if a.became == "new"} == {
        "b.html", "a/c.HTM", "a/notes.txt", "a/album_files/d.xhtml"
    }  # fmt: skip
    reasons = {name: a.reason for name, a in became.items() if a.became == "rejected"}
    assert reasons.keys() == {"old.mht", "empty.html", "pdf.html", "gone.html", "big.html"}
    assert "archives" in reasons["old.mht"]
    assert "10.0 MB" in reasons["big.html"]
    assert "cannot be read" in reasons["gone.html"]
    assert set(again) == {"known", "rejected"}
    assert content(shelf) == before
    assert next(r for r in shelf.find().rows if r.url == URL).headline


def test_what_belongs_to_a_page_is_none(tmp_path: Path) -> None:
    """Frames in the folder beside a saved page are part of it; the order is that of the names."""
    names = [str(p.relative_to(tmp_path)) for p in pages_in(saved_folder(tmp_path))]

    assert "b_files/frame.html" not in names
    assert names.index("b.html") < names.index("pdf.html") < names.index("a/c.HTM")


def test_a_folder_that_cannot_be_opened_is_told(
    shelf: Shelf, tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in a locked folder is not silently left out."""
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.html").write_text(STORY, encoding="utf-8")
    (tmp_path / "shut").mkdir()
    kept = os.scandir

    def locked(place: str) -> object:
        if str(place).endswith("shut"):
            raise PermissionError(13, "Permission denied", place)
        return kept(place)

    monkeypatch.setattr(os, "scandir", locked)
    became = list(from_pages(shelf, tmp_path, workers))

    assert [a.became for a in became] == ["new", "rejected"]
    assert became[1].place.endswith("shut")
    assert became[1].reason == "This folder cannot be opened."
