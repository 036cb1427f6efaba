"""The settings page."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from nutgraf import __version__
from nutgraf.errors import BadRequest, BadTemplate, UnknownMethod
from nutgraf.summary import METHODS
from nutgraf.web.pages.asked import count_of, words_of
from nutgraf.web.preferences import LONGEST, Preferences, prefer, preferences_of
from nutgraf.web.rooms import Rooms


def settings_routes(pages: Blueprint, rooms: Rooms) -> None:
    """Hang the settings into the pages."""

    @pages.get("/settings")
    def settings() -> str:
        return _drawn(rooms, preferences_of(rooms.shelf))

    @pages.post("/settings")
    def choose() -> Response | tuple[str, int]:
        chosen = _chosen()
        try:
            rooms.try_out(chosen.template)
        except BadTemplate as error:
            # The page comes back with what was typed: it is not to be typed again.
            return _drawn(rooms, chosen, str(error)), error.status
        prefer(rooms.shelf, chosen)
        return redirect("/settings?saved=1", 303)


def _drawn(rooms: Rooms, chosen: Preferences, wrong: str = "") -> str:
    return render_template(
        "settings.html", here="settings", chosen=chosen, methods=METHODS, longest=LONGEST,
        total=rooms.shelf.count(), saved="saved" in request.args, version=__version__, wrong=wrong,
    )  # fmt: skip


def _chosen() -> Preferences:
    """What the form says; raises BadRequest, UnknownMethod."""
    form, usual = request.form, Preferences()
    sentences = count_of(form, "sentences", usual.sentences)
    method = words_of(form, "method") or usual.method
    if sentences > LONGEST:
        raise BadRequest(f"A summary's usual length is up to {LONGEST} sentences.")
    if method not in METHODS:
        raise UnknownMethod(f"There is no summary method “{method[:40]}”.")
    return Preferences(sentences, method, words_of(form, "template"), "keys" in form)
