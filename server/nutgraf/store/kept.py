"""The shelf's own nouns: a kept reading as the library lists it, its versions, a question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading of the library, as a list shows it; the page's own words are its newest version's.

    `id` is the id of the newest version. `kept_at` is ISO 8601 in UTC: when that version came.
    `preview` is the first sentence of its summary. `note`, `tags` and `is_read` are the reader's,
    and shared by all versions. `deleted_at` is set while the reading lies in the bin. `snippet` is
    set by a search: pieces of the text in order, each with whether it is what was searched for.
    """

    id: str
    headline: str | None
    site: str | None
    byline: tuple[str, ...]
    published: str | None
    language: str | None
    url: str | None
    kept_at: str
    words: int
    preview: str
    versions: int = 1
    is_read: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()
    deleted_at: str | None = None
    snippet: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a reading: the page as it was then, by its own id. `number` counts from 1."""

    id: str
    number: int
    kept_at: str
    digest: str
    headline: str | None
    words: int


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, and filters that all must hold.

    Every word of `text` must occur, the last one may be only begun; words between quote marks
    stand together. `site`, `tag` and `person` are compared without case; `since` and `until` are
    ISO 8601 dates, both included, of the day the story was published, or kept where that is not
    known. `deleted` asks for the bin instead of the shelves.
    """

    text: str = ""
    site: str | None = None
    person: str | None = None
    tag: str | None = None
    since: str | None = None
    until: str | None = None
    unread: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of readings: the best first for words, else the newest; `cursor` asks for the next."""

    rows: tuple[Kept, ...]
    cursor: str | None = None
