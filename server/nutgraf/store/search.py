"""Finding: what a reader types as a question to SQLite's full-text index, and pages of answers."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Final

from nutgraf.errors import BadRequest
from nutgraf.store.kept import Query
from nutgraf.store.rows import END, LISTED, START, searchable

_PART: Final = re.compile(r'["“„«]([^"”“»]*)["”“»]|(\S+)')
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_MOST_WORDS: Final = 24
_MOST_CHARS: Final = 1_000
# Past this many matches a rank says little and costs much: then the newest come first, those with
# the words in headline or names before the rest.
_RANKED: Final = 2_000
_WEIGHTS: Final = "bm25(8.0, 1.0, 4.0, 6.0)"
_SNIPPET_TOKENS: Final = 28
_CURSOR: Final = re.compile(r"([nrhb])(\d{1,18})")

Page = tuple[list[sqlite3.Row], str | None]


def expression(text: str) -> str | None:
    """A reader's words in the index's own language, or None where there is nothing to look for.

    Every word must occur; the last one, unless a space follows it, may be only begun.
    """
    text = text[:_MOST_CHARS]
    parts = [(quoted or word, bool(word)) for quoted, word in _PART.findall(text)][:_MOST_WORDS]
    found = [_phrase(words) for words, _ in parts if _says(words)]
    if not found:
        return None
    is_open = parts[-1][1] and not text[-1:].isspace() and len(parts[-1][0]) > 1
    begun = "*" if is_open and _says(parts[-1][0]) else ""
    return " AND ".join(found) + begun


def page_of(db: sqlite3.Connection, query: Query, cursor: str | None, limit: int) -> Page:
    """The rows that answer a question, best or newest first, and where the next page begins.

    Raises BadRequest for a cursor or a date that is none.
    """
    kind, at = _cursor(cursor)
    where, values = _filters(query)
    if not query.text.strip():
        if kind not in ("", "n"):
            raise BadRequest(_NO_CURSOR)
        return _newest(db, where, values, at, limit)
    match = expression(query.text)
    if match is None:
        return [], None
    if kind == "r" or (not kind and _are_few(db, match)):
        return _ranked(db, match, where, values, at or 0, limit)
    if kind == "n":
        raise BadRequest(_NO_CURSOR)
    return _tiers(db, match, where, values, (kind or "h", at), limit)


def _newest(
    db: sqlite3.Connection, where: str, values: list[str], at: int | None, limit: int
) -> Page:
    before = "" if at is None else f" AND latest < {at}"
    sql = f"SELECT serial, latest, {LISTED} FROM readings WHERE {where}{before} ORDER BY latest DESC LIMIT {limit + 1}"  # noqa: E501, S608 # our own words and numbers
    return _cut(db.execute(sql, values).fetchall(), limit, "n")


def _ranked(
    db: sqlite3.Connection, match: str, where: str, values: list[str], skip: int, limit: int
) -> Page:
    sql = f"{_SEARCH} AND rank MATCH '{_WEIGHTS}' AND {where} ORDER BY rank LIMIT {limit + 1} OFFSET {skip}"  # noqa: E501, S608 # our own words and numbers
    rows = db.execute(sql, [match, *values]).fetchall()
    return rows[:limit], f"r{skip + limit}" if len(rows) > limit else None


def _tiers(
    db: sqlite3.Connection, match: str, where: str, values: list[str],
    start: tuple[str, int | None], limit: int,
) -> Page:  # fmt: skip
    """First what has the words in headline or names, then all else, the newest first in each."""
    kind, at = start
    rows: list[sqlite3.Row] = []
    named = f"{{head names}} : ({match})"
    for tier, asked in (("h", named), ("b", f"({match}) NOT ({named})")):
        if tier < kind:
            before = "" if at is None else f" AND search.rowid < {at}"
            sql = f"{_SEARCH} AND {where}{before} ORDER BY search.rowid DESC LIMIT {limit + 1 - len(rows)}"  # noqa: E501, S608 # our own words and numbers
            rows += db.execute(sql, [asked, *values]).fetchall()
    return _cut(rows, limit, kind)


_SEARCH: Final = f"""
SELECT serial, latest, {LISTED},
  snippet(search, 1, '{START}', '{END}', '…', {_SNIPPET_TOKENS}) AS snippet
FROM search CROSS JOIN readings ON readings.latest = search.rowid
WHERE search MATCH ?
"""  # noqa: S608 # our own words and numbers


def _cut(rows: list[sqlite3.Row], limit: int, kind: str) -> Page:
    cursor = f"{kind}{rows[limit - 1]['latest']}" if len(rows) > limit else None
    return rows[:limit], cursor


def _are_few(db: sqlite3.Connection, match: str) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT {_RANKED + 1})"  # noqa: S608 # our own number
    return bool(db.execute(sql, [match]).fetchone()[0] <= _RANKED)


def _filters(query: Query) -> tuple[str, list[str]]:
    asked = list(_conditions(query))
    return " AND ".join(sql for sql, _ in asked), [v for _, values in asked for v in values]


def _conditions(query: Query) -> Iterator[tuple[str, list[str]]]:
    yield f"deleted_at IS {'NOT ' if query.deleted else ''}NULL", []
    if query.unread:
        yield "is_read = 0", []
    if query.site:
        is_host = "." in query.site and " " not in query.site
        host = query.site.lower().removeprefix("www.")
        yield "host = ?" if is_host else "site = ?", [host if is_host else query.site]
    if query.tag:
        yield "serial IN (SELECT reading FROM tagged WHERE fold = ?)", [query.tag.casefold()]
    if query.person:
        yield "serial IN (SELECT reading FROM named WHERE fold = ?)", [query.person.casefold()]
    if query.since:
        yield "day >= ?", [_day(query.since)]
    if query.until:
        # A month or a year holds all its days.
        yield "day <= ?", [_day(query.until) + "~"]


def _day(date: str) -> str:
    if not _DAY.fullmatch(date):
        raise BadRequest(f"“{date[:40]}” is no date; write it as 2026-11-22.")
    return date


def _cursor(cursor: str | None) -> tuple[str, int | None]:
    if not cursor:
        return "", None
    found = _CURSOR.fullmatch(cursor)
    if not found:
        raise BadRequest(_NO_CURSOR)
    return found[1], int(found[2])


_NO_CURSOR: Final = "This is no cursor of that list; ask for its first page again."


def _says(words: str) -> bool:
    return any(one.isalnum() for one in words)


def _phrase(words: str) -> str:
    return '"' + searchable(words).replace('"', " ").replace("\0", " ") + '"'
