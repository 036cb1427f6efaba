"""Finding: what a reader types as a question to SQLite's full-text index, and pages of answers."""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from nutgraf.errors import BadRequest
from nutgraf.store.kept import Query
from nutgraf.store.marks import HEAD, days_between, named
from nutgraf.store.rows import LISTED, Snippet, joined, searchable, sound

_PART: Final = re.compile(r'["“„«]([^"”“»]*)["”“»]|(\S+)')
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_MOST_WORDS: Final = 24
_MOST_CHARS: Final = 1_000
# Past this many matches a rank says little and costs much: then the newest come first, those with
# the words in headline or names before the rest.
_RANKED: Final = 2_000
_WEIGHTS: Final = "bm25(8.0, 1.0, 4.0, 6.0, 0.0, 0.0)"
_CURSOR: Final = re.compile(r"([nhb])([0-9]{1,18})|(r)([0-9]{1,9})[.]([0-9]{1,18})")
_BEYOND: Final = 10**17

Page = tuple[list[sqlite3.Row], str | None]


@dataclass(frozen=True, slots=True)
class Sought:
    """A reader's words: phrases that must all occur, the last one perhaps only begun."""

    phrases: tuple[str, ...]
    is_begun: bool = False

    def expression(self) -> str:
        """The words in the index's own language."""
        return " AND ".join(map(_quoted, self.phrases)) + "*" * self.is_begun


def sought(text: str) -> Sought:
    """What a reader's words look for; without phrases where there is nothing to look for.

    The last word, unless a space follows it, may be only begun.
    """
    text = sound(text[:_MOST_CHARS])
    parts = [(quoted or word, bool(word)) for quoted, word in _PART.findall(text)][:_MOST_WORDS]
    found = tuple(words for words, _ in parts if _says(words))
    if not found:
        return Sought(())
    is_open = parts[-1][1] and not text[-1:].isspace() and len(parts[-1][0]) > 1
    return Sought(found, is_open and _says(parts[-1][0]))


def shower(text: str) -> Callable[[sqlite3.Row], Snippet]:
    """What shows, of a row that a search for the text has found, why it was found."""
    from nutgraf.store.snippets import Snippets

    words = sought(text)
    if not words.phrases:
        return lambda row: ()
    snippets = Snippets(words.phrases, words.is_begun)
    return lambda row: snippets.of(joined(row["body"]))


def page_of(db: sqlite3.Connection, query: Query, cursor: str | None, limit: int) -> Page:
    """The rows that answer a question, best or newest first, and where the next page begins.

    Raises BadRequest for a cursor or a date that is none.
    """
    kind, at, bound = _cursor(cursor)
    marks = list(_marks(query))
    words = sought(query.text)
    if kind and (kind == "n") is bool(words.phrases):
        raise BadRequest(_NO_CURSOR)
    if not words.phrases:
        return ([], None) if query.text.strip() else _newest(db, query, marks, at, limit)
    asked = _Asked(words.expression(), marks, query.deleted, limit)
    if kind == "r" or (not kind and _are_few(db, asked.everything())):
        return _ranked(db, asked, at or 0, bound or _newest_place(db))
    return _tiers(db, asked, kind or "h", at)


@dataclass(frozen=True, slots=True)
class _Asked:
    words: str
    marks: list[str]
    deleted: bool
    limit: int

    def everything(self) -> str:
        return self.marked(f"({self.words})")

    def marked(self, words: str) -> str:
        return " AND ".join([words, *self.marks])


def _newest(
    db: sqlite3.Connection, query: Query, marks: list[str], at: int | None, limit: int
) -> Page:
    if marks:
        found = _stream(db, " AND ".join(marks), query.deleted, at, limit)
    else:
        before = "" if at is None else f"AND latest < {at}"
        sql = f"SELECT serial, latest, {LISTED} FROM readings WHERE deleted_at IS NULL {before} ORDER BY latest DESC LIMIT {limit + 1}"  # noqa: E501, S608 # our own words and numbers
        found = db.execute(sql).fetchall()
    return found[:limit], f"n{found[limit - 1]['latest']}" if len(found) > limit else None


def _ranked(db: sqlite3.Connection, asked: _Asked, skip: int, bound: int) -> Page:
    """The best first; what came after the first page was asked for is not among them."""
    sql = f"""
    SELECT serial, latest, {LISTED}, body FROM
      (SELECT rowid AS place, rank AS weight FROM search
       WHERE search MATCH ? AND rank MATCH '{_WEIGHTS}' AND rowid <= {bound}
       {_shelved(asked.deleted)} ORDER BY rank, rowid DESC LIMIT {asked.limit + 1} OFFSET {skip})
    CROSS JOIN readings ON readings.latest = place CROSS JOIN search ON search.rowid = place
    ORDER BY weight, place DESC"""  # noqa: S608 # our own words and numbers
    rows = db.execute(sql, [asked.everything()]).fetchall()
    more = len(rows) > asked.limit
    return rows[: asked.limit], f"r{skip + asked.limit}.{bound}" if more else None


def _newest_place(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(latest), 0) FROM readings").fetchone()[0])


def _tiers(db: sqlite3.Connection, asked: _Asked, kind: str, at: int | None) -> Page:
    """First what has the words in headline or names, then all else, the newest first in each."""
    rows: list[sqlite3.Row] = []
    named = f"{{head names}} : ({asked.words})"
    tiers = {"h": asked.marked(f"({named})"), "b": f"({asked.everything()}) NOT ({named})"}
    for tier in "hb"["hb".index(kind) :]:
        room = asked.limit - len(rows)
        found = _stream(db, tiers[tier], asked.deleted, at if tier == kind else None, room)
        rows += found[:room]
        if len(found) > room:
            return rows, f"{tier}{rows[-1]['latest'] if room else _BEYOND}"
    return rows, None


def _stream(
    db: sqlite3.Connection, match: str, deleted: bool, at: int | None, limit: int
) -> list[sqlite3.Row]:
    """The newest rows before a place that an expression finds, one more than the limit."""
    before = "" if at is None else f"AND search.rowid < {at}"
    sql = f"""
    SELECT serial, latest, {LISTED}, body
    FROM search CROSS JOIN readings ON readings.latest = search.rowid
    WHERE search MATCH ? {before} {_shelved(deleted)}
    ORDER BY search.rowid DESC LIMIT {limit + 1}"""  # noqa: S608 # our own words and numbers
    return db.execute(sql, [match]).fetchall()


def _shelved(deleted: bool) -> str:
    """What keeps rows of the bin out, where they are not asked for: there are few of them."""
    bin_rows = "(SELECT latest FROM readings WHERE deleted_at IS NOT NULL)"
    return "" if deleted else f"AND search.rowid NOT IN {bin_rows}"


def _are_few(db: sqlite3.Connection, match: str) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT {_RANKED + 1})"  # noqa: S608 # our own number
    return bool(db.execute(sql, [match]).fetchone()[0] <= _RANKED)


def _marks(query: Query) -> Iterator[str]:
    """The filters of a question in the index's own language."""
    if query.deleted:
        yield f'"{HEAD}b"'
    if query.unread:
        yield f'"{HEAD}u"'
    for kind, name in (("s", _site(query.site)), ("p", query.person), ("t", query.tag)):
        if name:
            yield f'"{named(kind, sound(name))}"'
    if query.since or query.until:
        first = _day(query.since) if query.since else "0000"
        last = _day(query.until) if query.until else "9999"
        days = days_between(first, last) or [f"{HEAD}d"]
        yield "(" + " OR ".join(f'"{day}"' for day in days) + ")"


def _site(name: str | None) -> str | None:
    """A site as it is marked: by name, or by host."""
    is_host = name and "." in name and " " not in name
    return name.casefold().removeprefix("www.") if name and is_host else name


def _day(date: str) -> str:
    try:
        # A year is told by its first day, and so is a month.
        datetime.date.fromisoformat(f"{date}-01-01"[:10] if _DAY.fullmatch(date) else "")
    except ValueError as error:
        raise BadRequest(f"“{date[:40]}” is no date; write it as 2026-11-22.") from error
    return date


def _cursor(cursor: str | None) -> tuple[str, int | None, int]:
    """Kind, place and, for a ranked list, the newest row it began with."""
    if not cursor:
        return "", None, 0
    found = _CURSOR.fullmatch(cursor)
    if not found:
        raise BadRequest(_NO_CURSOR)
    return found[1] or found[3], int(found[2] or found[4]), int(found[5] or 0)


_NO_CURSOR: Final = "This is no cursor of that list; ask for its first page again."


def _says(words: str) -> bool:
    return any(one.isalnum() for one in words)


def _quoted(words: str) -> str:
    return '"' + searchable(words).replace('"', " ").replace("\0", " ") + '"'
