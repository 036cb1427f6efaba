"""How long the shelf's calls take, and how many bytes a reading takes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter

from nutgraf.store import Query, Shelf
from tests.bench.shelf.questions import Asked, lists, searches
from tests.bench.shelf.stories import made_reading
from tests.bench.shelf.words import tongues

ROWS = 30
PAGES = 12


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one kind of call."""

    kind: str
    taken: tuple[float, ...]

    def at(self, percent: int) -> float:
        """The time within which so many percent of the calls answered."""
        if len(self.taken) == 1:
            return self.taken[0]
        return quantiles(self.taken, n=100, method="inclusive")[percent - 1]


def together(kind: str, several: Iterable[Times]) -> Times:
    """All calls of several kinds as one."""
    return Times(kind, tuple(one for times in several for one in times.taken))


def timed(call: Callable[[], object]) -> float:
    """The milliseconds of one call."""
    start = perf_counter()
    call()
    return 1_000 * (perf_counter() - start)


def search_times(shelf: Shelf, count: int, each: int = 25) -> list[Times]:
    """First pages of searches, by kind; each was asked once before."""
    return _by_kind(
        searches(count, each), lambda query: timed(lambda: shelf.find(query, limit=ROWS))
    )


def list_times(shelf: Shelf, each: int = 12) -> list[Times]:
    """First pages of lists, by kind, then pages deep in them."""
    first = _by_kind(lists(each), lambda query: timed(lambda: shelf.find(query, limit=ROWS)))
    deep = [Times(f"{kind}, deep", tuple(_deep(shelf, query))) for kind, query in lists(1)]
    return [*first, *(times for times in deep if times.taken)]


def _deep(shelf: Shelf, query: Query) -> Iterable[float]:
    """The times of pages one after the other, far from the first."""
    cursor = shelf.find(query, limit=200).cursor
    for _ in range(PAGES):
        if cursor is None:
            return
        start = perf_counter()
        cursor = shelf.find(query, cursor, ROWS).cursor
        yield 1_000 * (perf_counter() - start)
        for _ in range(3):
            cursor = cursor and shelf.find(query, cursor, 200).cursor


def _by_kind(asked: Iterable[Asked], time_of: Callable[[Query], float]) -> list[Times]:
    found: dict[str, list[float]] = {}
    for kind, query in asked:
        time_of(query)
        found.setdefault(kind, []).append(time_of(query))
    return [Times(kind, tuple(taken)) for kind, taken in found.items()]


def keep_times(shelf: Shelf, first: int, count: int) -> list[Times]:
    """New readings kept one by one, each on the disk before the next; then changed, then purged."""
    new = [made_reading(number) for number in range(first, first + count)]
    names: list[str] = []
    kept = tuple(timed(lambda one=one: names.append(shelf.keep(one).id)) for one in new)  # type: ignore[misc]
    tagged = tuple(timed(lambda name=name: shelf.revise(name, add=("new",))) for name in names)  # type: ignore[misc]
    purged = tuple(timed(lambda name=name: shelf.purge(name)) for name in names)  # type: ignore[misc]
    return [Times("keep", kept), Times("tag", tagged), Times("purge", purged)]


def other_times(shelf: Shelf, count: int) -> list[Times]:
    """The calls behind a page for people: one reading, its list row, names, tags, sites."""
    chance = Random("names")
    rows = [
        row.id for _ in range(4) for row in shelf.find(Query(), f"n{chance.randrange(count)}").rows
    ]
    calls: Mapping[str, Callable[[str], object]] = {
        "get": shelf.get, "about": shelf.about, "versions": shelf.versions,
        "sites": lambda _: shelf.sites(), "tags": lambda _: shelf.tags(),
        "people": lambda _: shelf.people(), "people, begun": lambda name: shelf.people(name[0]),
        "count": lambda _: shelf.count(),
    }  # fmt: skip
    found = []
    for kind, call in calls.items():
        names = rows[:100] if kind in ("get", "about", "versions") else rows[:10]
        taken = tuple(timed(lambda name=name: call(name)) for name in names)  # type: ignore[misc] # noqa: B023 # called at once
        found.append(Times(kind, taken))
    return found


def open_times(file: Path) -> list[Times]:
    """A shelf opened anew, its file not in memory: its first list and its first search; then the
    same once more."""
    found = []
    for state in ("cold", "again"):
        if state == "cold":
            _out_of_memory(file)
        shelf = Shelf(file)
        first = timed(lambda shelf=shelf: shelf.find(limit=ROWS))  # type: ignore[misc]
        search = timed(
            lambda shelf=shelf: shelf.find(Query(f"{tongues()[0][0].words[900]} ste"), limit=ROWS)
        )  # type: ignore[misc]
        shelf.close()
        found += [
            Times(f"opening, a list, {state}", (first,)),
            Times(f"a search, {state}", (search,)),
        ]
    return found


def _out_of_memory(file: Path) -> None:
    """Let the system forget what it remembers of a file."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def bytes_per_reading(file: Path) -> dict[str, float]:
    """The file's bytes for each reading: the whole, and the largest tables."""
    with closing(sqlite3.connect(file)) as db:
        count = db.execute("SELECT count(*) FROM versions").fetchone()[0] or 1
        found = {"all": file.stat().st_size / count}
        sums = {
            "forms": "SELECT sum(length(form)) FROM versions",
            "text index": "SELECT sum(length(block)) FROM search_data",
            "text for snippets": "SELECT sum(length(CAST(c0 || c1 || c2 || c3 AS BLOB))) FROM search_content",
        }
        return found | {name: db.execute(sql).fetchone()[0] / count for name, sql in sums.items()}
