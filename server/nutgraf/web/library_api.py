"""The library over the API: find, change, delete and undo, versions, take away and bring back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from flask import Request, Response, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from nutgraf.errors import BadRequest, NoSuchReading, NotAPage, UnknownMethod
from nutgraf.export import EXPORTERS, exporter, file_name
from nutgraf.library import from_memory, version_before, zip_parts
from nutgraf.model import Reading
from nutgraf.schema import schema_json
from nutgraf.summary import METHODS
from nutgraf.web.answers import (
    BroughtOut,
    CountsOut,
    KeptOut,
    LibraryOut,
    SettingsOut,
    VersionsOut,
    files,
    problems,
)
from nutgraf.web.asked import (
    ChangeIn,
    DeleteQuery,
    ExportsQuery,
    ListQuery,
    PeopleQuery,
    ReadingPath,
    SettingsIn,
    SinceQuery,
)
from nutgraf.web.described import COMPARISON, SCHEMA, SECURED, WHOLE, Told, library_body
from nutgraf.web.preferences import prefer, preferences_of
from nutgraf.web.rooms import Rooms
from nutgraf.web.wire import file_out, json_out, library_out

_LIBRARY: Final = Tag(name="library", description="What was kept, on this machine.")
_TOLD: Final = Told(tags=[_LIBRARY], security=SECURED)
_EXPORTS: Final = ("application/octet-stream", "application/zip", "application/x-ndjson")
_MANY: Final = {form.media_type: name for name, form in EXPORTERS.items() if form.bind}


def library_routes(api: APIBlueprint, rooms: Rooms) -> None:
    """Hang the routes of the library into the API."""
    _listing(api, rooms)
    _one(api, rooms)
    _versions(api, rooms)
    _whole(api, rooms)
    _settings(api, rooms)


def _listing(api: APIBlueprint, rooms: Rooms) -> None:
    @api.get("/readings", responses={200: LibraryOut, **problems()}, **_TOLD)
    def readings(query: ListQuery) -> Response:
        """List or search the library: the newest first, or the best for the words."""
        found = rooms.shelf.find(query.query(), query.cursor, query.limit)
        return json_out({"readings": found.rows, "cursor": found.cursor})

    @api.get("/tags", responses={200: CountsOut, **problems()}, **_TOLD)
    def tags() -> Response:
        """Every tag, and how many readings carry it."""
        return _counted(rooms.shelf.tags())

    @api.get("/sites", responses={200: CountsOut, **problems()}, **_TOLD)
    def sites() -> Response:
        """The sites of most readings."""
        return _counted(rooms.shelf.sites())

    @api.get("/people", responses={200: CountsOut, **problems()}, **_TOLD)
    def people(query: PeopleQuery) -> Response:
        """The people in most readings, of those whose names begin so."""
        return _counted(rooms.shelf.people(query.prefix))


def _one(api: APIBlueprint, rooms: Rooms) -> None:
    @api.patch(
        "/readings/<string:reading_id>",
        responses={200: KeptOut, **problems(404, 415, 507)},
        **_TOLD,
    )
    def change(path: ReadingPath, body: ChangeIn) -> Response:
        """Change a reading's note, tags or read mark."""
        said = body.model_dump()
        return json_out(rooms.shelf.revise(path.reading_id, **said))

    @api.delete(
        "/readings/<string:reading_id>",
        responses={200: KeptOut, 204: None, **problems(404, 507)},
        **_TOLD,
    )
    def delete(path: ReadingPath, query: DeleteQuery) -> Response:
        """Put a reading into the bin, or take it away forever."""
        if query.forever:
            rooms.purge(path.reading_id)
            return Response(status=204)
        return json_out(rooms.shelf.delete(path.reading_id))

    @api.post(
        "/readings/<string:reading_id>/restore",
        responses={200: KeptOut, **problems(404, 507)},
        **_TOLD,
    )
    def restore(path: ReadingPath) -> Response:
        """Take a reading out of the bin."""
        return json_out(rooms.shelf.restore(path.reading_id))


def _versions(api: APIBlueprint, rooms: Rooms) -> None:
    @api.get(
        "/readings/<string:reading_id>/versions",
        responses={200: VersionsOut, **problems(404)},
        **_TOLD,
    )
    def versions(path: ReadingPath) -> Response:
        """List all versions of a reading, oldest first."""
        return json_out({"versions": rooms.shelf.versions(path.reading_id)})

    @api.get(
        "/readings/<string:reading_id>/diff",
        responses={200: COMPARISON, **problems(404, 422)},
        **_TOLD,
    )
    def diff(path: ReadingPath, query: SinceQuery) -> Response:
        """Tell what a version added, changed and left out since an earlier one."""
        since = query.since or version_before(rooms.shelf, path.reading_id)
        before, after = rooms.shelf.get(since), rooms.shelf.get(path.reading_id)
        return json_out(rooms.workers.compare(before, after))


def _whole(api: APIBlueprint, rooms: Rooms) -> None:
    @api.get("/exports", responses={200: files(_MANY), **problems(404)}, **_TOLD)
    def exports(query: ExportsQuery) -> Response:
        """Give many readings as one file: those named, or the first 200 that are found."""
        form = exporter(query.format)
        found = _readings(rooms, query)
        name = file_name(found[0], form.suffix) if len(found) == 1 else f"readings{form.suffix}"
        return file_out(form.many(found), form.media_type, name)

    @api.get("/library/export", responses={200: WHOLE, **problems()}, **_TOLD)
    def take_along() -> Response:
        """Give the whole library as a ZIP of JSON lines and Markdown files, as it is read."""
        return library_out(zip_parts(rooms.shelf))

    @api.post(
        "/library/import",
        openapi_extensions=library_body(),
        responses={200: BroughtOut, **problems(413, 415, 507)},
        **_TOLD,
    )
    def bring() -> Response:
        """Bring an export back: its ZIP or its JSON lines, up to 12 MB; larger ones by the
        command line."""
        return json_out(_brought(rooms, request))

    @api.get("/schemas/reading", responses={200: SCHEMA, **problems()}, **_TOLD)
    def schema() -> Response:
        """Give the JSON Schema of a reading, as the JSON export has it."""
        return Response(schema_json(), mimetype="application/schema+json")


def _settings(api: APIBlueprint, rooms: Rooms) -> None:
    @api.get("/settings", responses={200: SettingsOut, **problems()}, **_TOLD)
    def settings() -> Response:
        """Give the reader's settings."""
        return json_out(preferences_of(rooms.shelf))

    @api.put("/settings", responses={200: SettingsOut, **problems(415, 507)}, **_TOLD)
    def set_settings(body: SettingsIn) -> Response:
        """Change the reader's settings; what is left out stays as it is."""
        given = body.model_dump(exclude_none=True)
        if given.get("method", METHODS[0]) not in METHODS:
            raise UnknownMethod(f"The methods are: {', '.join(METHODS)}.")
        rooms.try_out(given.get("template", ""))
        prefer(rooms.shelf, replace(preferences_of(rooms.shelf), **given))
        return json_out(preferences_of(rooms.shelf))


def _brought(rooms: Rooms, request: Request) -> dict[str, object]:
    if request.mimetype not in _EXPORTS:
        raise NotAPage("Send an export as application/octet-stream.")
    body = request.get_data(cache=False)
    arrived = list(from_memory(rooms.shelf, body))
    fates = Counter(one.became for one in arrived)
    rejected = [f"{one.place}: {one.reason}" for one in arrived if one.became == "rejected"]
    if rejected and len(rejected) == len(arrived):
        raise BadRequest(f"Nothing in it could be taken. {rejected[0]}")
    return {"new": fates["new"], "known": fates["known"], "rejected": rejected}


def _readings(rooms: Rooms, query: ExportsQuery) -> list[Reading]:
    names = query.ids or [kept.id for kept in rooms.shelf.find(query.query(), limit=200).rows]
    if not names:
        raise NoSuchReading("No reading in the library fits that question.")
    return [rooms.reading(name) for name in dict.fromkeys(names)]


def _counted(counts: tuple[tuple[str, int], ...]) -> Response:
    return json_out({"counts": [{"name": name, "count": count} for name, count in counts]})
