"""Page after page shows every row once, whatever happens in between."""

from __future__ import annotations

import pytest

from nutgraf.errors import BadRequest
from nutgraf.store import Query, Shelf, search
from tests.store.made import a_reading, walked

ROWS = 53
QUERIES = {
    "list": Query(),
    "filtered list": Query(tag="even"),
    "ranked": Query("ferry"),
    "ranked and filtered": Query("ferry", tag="even"),
}


def _fill(shelf: Shelf, first: int = 0, past: int = ROWS) -> None:
    readings = [
        a_reading(
            f"The ferry was {'late ' * (n % 4)}on day {n}.", url=f"https://a.example/{n}",
            headline="Ferry" if n % 7 == 0 else "Quiet",
        )
        for n in range(first, past)
    ]  # fmt: skip
    for n, name in enumerate(shelf.keep_all(readings)):
        if n % 2 == 0:
            shelf.revise(name, add=["even"])


@pytest.fixture(params=[2_000, 0], ids=["few", "many"])
def filled(shelf: Shelf, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf with 53 readings, for which their number is small, or too large to be ranked."""
    monkeypatch.setattr(search, "_RANKED", request.param)
    _fill(shelf)
    return shelf


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("limit", [1, 2, 7, 8, 26, 27, 53, 200])
def test_all_pages_together_are_the_whole_list(filled: Shelf, query: Query, limit: int) -> None:
    """No row twice, none left out, in one order whatever the size of a page."""
    rows = [row.id for row in walked(filled, query, limit)]

    assert len(rows) == len(set(rows)) == (27 if query.tag else ROWS)
    assert rows == [row.id for row in filled.find(query, limit=200).rows]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_rows_that_come_in_between_disturb_nothing(filled: Shelf, query: Query) -> None:
    """What stood in the list when its first page was asked for is shown once."""
    before = {row.id for row in walked(filled, query, 200)}
    found = filled.find(query, limit=10)
    seen = [row.id for row in found.rows]
    for step in range(100, 160, 10):
        _fill(filled, step, step + 5)
        if found.cursor:
            found = filled.find(query, found.cursor, 10)
            seen += [row.id for row in found.rows]

    assert found.cursor is None
    assert len(seen) == len(set(seen))
    assert set(seen) == before


def test_many_matches_come_by_headline_then_newest_first(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are too many to rank, those with the word in the headline come before the rest."""
    monkeypatch.setattr(search, "_RANKED", 0)
    _fill(shelf)
    rows = walked(shelf, Query("ferry"), 9)

    assert [row.headline for row in rows] == ["Ferry"] * 8 + ["Quiet"] * 45
    days = [int((row.url or "").rpartition("/")[2]) for row in rows]
    assert days == sorted(days[:8], reverse=True) + sorted(days[8:], reverse=True)


@pytest.mark.parametrize("limit", [-5, 0, 1, 10_000])
def test_any_size_of_page_is_answered(filled: Shelf, limit: int) -> None:
    """A page has at least one row and at most 200."""
    assert len(filled.find(limit=limit).rows) == min(max(limit, 1), ROWS)


@pytest.mark.parametrize(
    "cursor",
    ["x", "n", "n-1", "n1.5", "r5", "n٣", "r1.2.3", "b" + "9" * 30, "' OR 1", "h1", "\x00"],
)
def test_a_cursor_that_is_none_is_told(filled: Shelf, cursor: str) -> None:
    """A wrong cursor, or one of another list, is the caller's error."""
    with pytest.raises(BadRequest, match="no cursor"):
        filled.find(Query(), cursor)


def test_a_list_s_cursor_is_none_of_a_search(filled: Shelf) -> None:
    """And the other way round: they count different things."""
    for query, cursor in ((Query("ferry"), "n20"), (Query(), "r10.50"), (Query(), "b30")):
        with pytest.raises(BadRequest, match="no cursor"):
            filled.find(query, cursor)
