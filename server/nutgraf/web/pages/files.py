"""Files to keep: one reading, or several in one."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, request

from nutgraf.errors import BadRequest
from nutgraf.export import exporter, file_name
from nutgraf.limits import LIST_ROWS
from nutgraf.web.pages.reader import chosen
from nutgraf.web.rooms import Rooms

_SEVERAL: Final = "nutgraf-readings"


def file_routes(pages: Blueprint, rooms: Rooms) -> None:
    """Hang the downloads into the pages."""

    @pages.get("/readings/<name>/export")
    def export(name: str) -> Response:
        form = exporter(request.args.get("format", "md"))
        reading = chosen(rooms, name)
        return _saved(form.one(reading), form.media_type, file_name(reading, form.suffix))

    @pages.get("/exports")
    def exports() -> Response:
        names = request.args.getlist("ids")
        if not names:
            raise BadRequest("Tick the readings you want to save, then press Save.")
        if len(names) > LIST_ROWS:
            raise BadRequest(f"One file holds up to {LIST_ROWS} readings.")
        form = exporter(request.args.get("format", "epub"))
        readings = [chosen(rooms, name) for name in names]
        if len(readings) == 1:
            name = file_name(readings[0], form.suffix)
            return _saved(form.one(readings[0]), form.media_type, name)
        return _saved(form.many(readings), form.media_type, _SEVERAL + form.suffix)


def _saved(content: bytes, media_type: str, name: str) -> Response:
    answer = Response(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
