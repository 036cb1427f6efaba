"""The measured pages: a folder of sets, in each a folder a page with its HTML and its gold."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Gold:
    """What the annotators wrote of a page; `body` is None in sets that hold only snippets."""

    url: str | None = None
    body: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    page_type: str | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page of the corpus: its folder and its gold. The HTML is read when asked for."""

    folder: Path
    gold: Gold

    @property
    def set(self) -> str:
        """The set the page belongs to."""
        return self.folder.parent.name

    @property
    def id(self) -> str:
        """The page's name in its set."""
        return self.folder.name

    @property
    def site(self) -> str:
        """What pages are resampled and split by; see `site_of`."""
        return site_of(self.gold.url, self.id)

    def source(self) -> bytes:
        """The page's bytes, as they were captured."""
        return gzip.decompress((self.folder / "page.html.gz").read_bytes())


def site_of(url: str | None, page: str) -> str:
    """The host of a page's address without `www.`; a page without a real host is its own site."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    return host if "." in host else page


def gold_of(folder: Path) -> Gold:
    """The gold of one page."""
    found = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return Gold(
        url=found.get("url") or None,
        body=found.get("body"),
        title=found.get("title") or None,
        authors=tuple(found.get("authors") or ()),
        date=found.get("date") or None,
        page_type=found.get("page_type"),
        wanted=tuple(found.get("with") or ()),
        unwanted=tuple(found.get("without") or ()),
    )


def folders_of(corpus: Path, name: str) -> list[Path]:
    """The folders of a set's pages, by name."""
    return sorted(path.parent for path in (corpus / "extraction" / name).glob("*/gold.json"))


def set_names(corpus: Path) -> list[str]:
    """Every set found in the corpus, known or not."""
    found = sorted(path.name for path in (corpus / "extraction").glob("*") if path.is_dir())
    return [name for name in found if folders_of(corpus, name)]


def pages_of(corpus: Path, names: Iterable[str], limit: int | None = None) -> list[GoldPage]:
    """The pages of the sets named, in a fixed order; `limit` is for each set."""
    return [
        GoldPage(folder, gold_of(folder))
        for name in names
        for folder in folders_of(corpus, name)[:limit]
    ]


def digest_of(corpus: Path, name: str) -> str:
    """What a figure was measured on: a hash of the names and contents of a set's gold files."""
    whole = hashlib.sha256()
    for folder in folders_of(corpus, name):
        own = hashlib.sha256((folder / "gold.json").read_bytes()).hexdigest()
        whole.update(f"{folder.name}/gold.json {own}\n".encode())
    return whole.hexdigest()
