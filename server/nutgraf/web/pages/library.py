"""The library: a list, newest first, searched and filtered by its address alone."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, render_template, request

from nutgraf.errors import NoSuchReading
from nutgraf.export import EXPORTERS
from nutgraf.store import Found, Kept, Query, Shelf
from nutgraf.web.pages.asked import FILTERS, list_address, query_of
from nutgraf.web.pages.formats import labelled
from nutgraf.web.preferences import preferences_of
from nutgraf.web.rooms import Rooms

PAGE_ROWS: Final = 30


def library_routes(pages: Blueprint, rooms: Rooms) -> None:
    """Hang the list into the pages."""

    @pages.get("/")
    def library() -> str:
        query = query_of(request.args)
        found = rooms.shelf.find(query, request.args.get("cursor"), PAGE_ROWS)
        listed = _listed(rooms.shelf, query, found)
        if request.args.get("part") == "list":
            return render_template("parts/found.html", **listed)
        return render_template("library.html", **listed, **_around(rooms.shelf, query))


def _listed(shelf: Shelf, query: Query, found: Found) -> dict[str, Any]:
    """What the list itself shows."""
    asked = _asked()
    return {
        "query": query,
        "rows": found.rows,
        "said": _said(shelf, query, found),
        "older": list_address(asked, cursor=found.cursor) if found.cursor else None,
        "back": list_address(asked),
    }


def _around(shelf: Shelf, query: Query) -> dict[str, Any]:
    """What stands around the list: choices, the formats for many, what was just deleted."""
    filtered = sum(bool(getattr(query, name)) for name in (*FILTERS, "unread"))
    return {
        "here": "bin" if query.deleted else "library",
        "is_empty": not query.deleted and not shelf.find(limit=1).rows,
        "choices": _choices(shelf) if filtered or "filters" in request.args else None,
        "filtered": filtered,
        "filters": list_address(_asked(), filters="1"),
        "formats": labelled(name for name, one in EXPORTERS.items() if one.bind),
        "flash": _deleted(shelf),
        "binned": bool(shelf.find(Query(deleted=True), limit=1).rows),
        "keys": preferences_of(shelf).keys,
    }


def _choices(shelf: Shelf) -> dict[str, Any]:
    """What there is to choose from: counted over the whole library, so only when asked for."""
    return {"sites": shelf.sites(), "tags": shelf.tags(), "people": shelf.people()}


def _asked() -> str:
    return request.query_string.decode("ascii", "replace")


def _deleted(shelf: Shelf) -> Kept | None:
    """The reading whose deletion can be undone, if one was just deleted."""
    try:
        kept = shelf.about(request.args.get("deleted", ""))
    except NoSuchReading:
        return None
    return kept if kept.deleted_at else None


def _said(shelf: Shelf, query: Query, found: Found) -> str:
    """How many there are, in words."""
    narrowed = query != Query() or "cursor" in request.args
    count = len(found.rows) if narrowed else shelf.count()
    more = " and more" if narrowed and found.cursor else ""
    where = "in the bin" if query.deleted else "found" if narrowed else "in the library"
    return f"{count:,} reading{'' if count == 1 else 's'}{more} {where}"
