"""The reader: one reading on one page, and what the reader does with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from nutgraf.errors import BadRequest
from nutgraf.export import EXPORTERS
from nutgraf.export.content import page_url
from nutgraf.model import Budget, Reading, Summary
from nutgraf.store import Shelf
from nutgraf.summary import METHODS
from nutgraf.web.pages import facts
from nutgraf.web.pages.asked import count_of, list_address, tags_of, words_of
from nutgraf.web.pages.dates import date_of
from nutgraf.web.pages.formats import labelled
from nutgraf.web.pages.story import story_markup
from nutgraf.web.preferences import LONGEST, preferences_of
from nutgraf.web.rooms import Rooms

SEE: Final = 303


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence of the summary: its place, its rank, its length in words, and the reason."""

    place: facts.Place
    rank: int
    words: int
    reason: str


def reader_routes(pages: Blueprint, rooms: Rooms) -> None:
    """Hang the reader and its buttons into the pages."""
    _mark_routes(pages, rooms.shelf)
    _bin_routes(pages, rooms)

    @pages.get("/readings/<name>")
    def reader(name: str) -> str:
        reading = chosen(rooms, name)
        return render_template("reader.html", **_shown(reading), **_about(rooms, name, reading))


def _mark_routes(pages: Blueprint, shelf: Shelf) -> None:
    @pages.post("/readings/<name>/notes")
    def write(name: str) -> Response:
        form = request.form
        note = words_of(form, "note") if "note" in form else None
        shelf.revise(name, note=note, tags=tags_of(form) if "tags" in form else None)
        return redirect(f"/readings/{name}", SEE)

    @pages.post("/readings/<name>/mark")
    def mark(name: str) -> Response:
        shelf.revise(name, is_read=request.form.get("read") == "1")
        return redirect(f"/readings/{name}", SEE)


def _bin_routes(pages: Blueprint, rooms: Rooms) -> None:
    shelf = rooms.shelf

    @pages.post("/readings/<name>/delete")
    def delete(name: str) -> Response:
        kept = shelf.delete(name)
        back = request.form.get("back", "").removeprefix("/").removeprefix("?")
        return redirect(list_address(back, deleted=kept.id), SEE)

    @pages.post("/readings/<name>/restore")
    def restore(name: str) -> Response:
        return redirect(f"/readings/{shelf.restore(name).id}", SEE)

    @pages.post("/readings/<name>/purge")
    def purge(name: str) -> Response:
        # A page left open may show as deleted what was brought back in another one.
        if not shelf.about(name).deleted_at:
            raise BadRequest("Only what lies in the bin can be deleted for good.")
        rooms.purge(name)
        return redirect("/?bin=1", SEE)


def chosen(rooms: Rooms, name: str) -> Reading:
    """A reading of the library with the summary that the address asks for.

    Raises NoSuchReading, BadRequest, UnknownMethod, and what a worker raises.
    """
    reading = rooms.shelf.get(name)
    usual = preferences_of(rooms.shelf)
    asked = count_of(request.args, "sentences", usual.sentences)
    budget = Budget(sentences=min(asked, max(len(reading.summary.ranking), 1)))
    return rooms.with_summary(reading, budget, request.args.get("method") or usual.method)


def _shown(reading: Reading) -> dict[str, Any]:
    """What the page shows of the reading itself."""
    story, summary = reading.story, reading.summary
    updated = date_of(story.updated)
    return {
        "story": story,
        "notices": reading.notices,
        "removed": reading.removed,
        "updated": updated if updated != date_of(story.published) else "",
        "url": page_url(reading),
        "body": story_markup(story),
        "card": facts.card(reading),
        "names": list(facts.names(reading)),
        "quotes": facts.quotes(reading),
        "told": facts.told(reading),
        "measures": list(facts.measures(reading)),
        "picks": _picks(reading),
        "words": sum(summary.words),
        "total": len(summary.ranking),
        "sentences": summary.budget.sentences,
        "counted": _counted(summary),
        "most": min(len(summary.ranking), max(LONGEST, summary.budget.sentences or 0)),
        "method": summary.method,
        "methods": METHODS,
        "formats": labelled(EXPORTERS),
    }


def _about(rooms: Rooms, name: str, reading: Reading) -> dict[str, Any]:
    """What the library knows of it."""
    versions = rooms.shelf.versions(name)
    number = next(version.number for version in versions if version.id == name)
    return {
        "name": name,
        "kept": rooms.shelf.about(name),
        "versions": len(versions),
        "number": number,
    }


def _picks(reading: Reading) -> list[Shown]:
    """The best sentences, as many as the slider can show, in story order."""
    story, summary = reading.story, reading.summary
    most = max(LONGEST, summary.budget.sentences or 0)
    rows = zip(summary.ranking[:most], summary.reasons, strict=False)
    picks = [
        Shown(
            facts.place(reading, [story.sentences[index].span]), rank, summary.words[index], reason
        )
        for rank, (index, reason) in enumerate(rows)
    ]
    return [
        pick for _, pick in sorted(zip(summary.ranking, picks, strict=False), key=lambda p: p[0])
    ]


def _counted(summary: Summary) -> str:
    """How long the summary is, in words for people."""
    used = sum(summary.words[pick.sentence] for pick in summary.picks)
    total = len(summary.ranking)
    many = "" if total == 1 else "s"
    return f"{len(summary.picks)} of {total:,} sentence{many}, {used:,} word{'s' * (used != 1)}"
