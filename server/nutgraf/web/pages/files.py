"""Files to keep: one reading, several in one, or the whole library."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, request

from nutgraf.errors import BadRequest
from nutgraf.export import exporter, file_name
from nutgraf.library import zip_parts
from nutgraf.limits import LIST_ROWS
from nutgraf.model import Reading
from nutgraf.web.pages.reader import chosen
from nutgraf.web.preferences import preferences_of
from nutgraf.web.rooms import Rooms
from nutgraf.web.wire import file_out, library_out

_SEVERAL: Final = "nutgraf-readings"


def file_routes(pages: Blueprint, rooms: Rooms) -> None:
    """Hang the downloads into the pages."""

    @pages.get("/readings/<name>/export")
    def export(name: str) -> Response:
        return _one(rooms, name, request.args.get("format", "md"))

    @pages.get("/exports")
    def exports() -> Response:
        names, format_name = request.args.getlist("ids"), request.args.get("format", "epub")
        if not names:
            raise BadRequest("Tick the readings you want to save, then press Save.")
        if len(names) > LIST_ROWS:
            raise BadRequest(f"One file holds up to {LIST_ROWS} readings.")
        if len(names) == 1:
            return _one(rooms, names[0], format_name)
        form = exporter(format_name)
        content = form.many([chosen(rooms, name) for name in names])
        return file_out(content, form.media_type, _SEVERAL + form.suffix)

    @pages.get("/library/export")
    def take_along() -> Response:
        return library_out(zip_parts(rooms.shelf))


def _one(rooms: Rooms, name: str, format_name: str) -> Response:
    form = exporter(format_name)
    reading = chosen(rooms, name)
    content = _filled(rooms, name, reading) if format_name == "md" else None
    suffixed = file_name(reading, form.suffix)
    return file_out(content or form.one(reading), form.media_type, suffixed)


def _filled(rooms: Rooms, name: str, reading: Reading) -> str | None:
    """The reading in the reader's own template, if there is one."""
    template = preferences_of(rooms.shelf).template
    return rooms.filled(reading, name, template) if template else None
