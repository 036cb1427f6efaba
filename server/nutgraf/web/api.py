"""The routes, each a few lines: what is asked, who does it, what goes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final

from flask import Response, redirect, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel

from nutgraf import __version__
from nutgraf.errors import BadRequest, NotAPage, NothingKept
from nutgraf.export import exporter, file_name
from nutgraf.model import Budget, Reading, Summary
from nutgraf.plain import to_json
from nutgraf.summary import DEFAULT_BUDGET
from nutgraf.web.guard import body_of
from nutgraf.web.pairing import Pairings
from nutgraf.web.wire import (
    CodeIn,
    ExportQuery,
    HealthOut,
    KeepQuery,
    PageIn,
    Problem,
    ReadingPath,
    RecentReadings,
    SummaryQuery,
    TokenOut,
    notices_in,
    page_in,
    reading_out,
)  # fmt: skip
from nutgraf.workers import Workers

_READINGS: Final = Tag(name="readings", description="Read pages, summarize and export readings.")
_PAIRING: Final = Tag(name="pairing", description="Become known to the server.")
_NEWS: Final = "news"
_Answers = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]
_PROBLEMS: Final[_Answers] = dict.fromkeys((400, 401, 403, 404, 413, 415, 422, 503), Problem)


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the routes need: the workers, the pairings, the last readings."""

    workers: Workers
    pairings: Pairings
    recent: RecentReadings


def _page_body() -> dict[str, Any]:
    """The two kinds of body a page may come in, for the API's own description."""
    schema = PageIn.model_json_schema()
    schema["properties"]["notices"]["items"] = schema.pop("$defs")["NoticeIn"]
    kinds = {
        "application/json": {"schema": schema},
        "text/html": {"schema": {"type": "string"}},
        "text/plain": {"schema": {"type": "string"}},
    }
    return {"requestBody": {"required": True, "content": kinds}}


def routes(app: OpenAPI, rooms: Rooms) -> None:
    """Hang all routes of version 1 into the app."""
    app.register_api(_reading_routes(rooms))
    app.register_api(_pairing_routes(rooms))

    @app.get("/health", responses={200: HealthOut}, tags=[_PAIRING])
    def health() -> dict[str, str]:
        """Say that the server runs, and which version."""
        return {"name": "nutgraf", "status": "ok", "version": __version__}

    @app.route("/api/v1/openapi.json")
    def openapi() -> dict[str, Any]:
        document: dict[str, Any] = app.api_doc
        return document

    @app.route("/docs")
    def docs() -> Any:
        return redirect("/docs/swagger")


def _pairing_routes(rooms: Rooms) -> APIBlueprint:
    api = APIBlueprint("pairing", __name__, url_prefix="/api/v1", abp_tags=[_PAIRING])

    @api.post("/pairings", responses={201: TokenOut, 403: Problem})
    def pair(body: CodeIn) -> tuple[dict[str, str], int]:
        """Turn the code from the terminal into a token bound to the caller's origin."""
        code = "".join(body.code.split())
        return {"token": rooms.pairings.redeem(code, request.headers.get("Origin"))}, 201

    return api


def _reading_routes(rooms: Rooms) -> APIBlueprint:
    api = APIBlueprint("readings", __name__, url_prefix="/api/v1", abp_tags=[_READINGS],
                       abp_security=[{"token": []}], abp_responses=_PROBLEMS)  # fmt: skip

    @api.post("/readings", openapi_extensions=_page_body())
    def read(query: KeepQuery) -> Response:
        """Read a page: JSON, or HTML with its address in X-Page-URL; gzip is accepted."""
        if query.save:
            raise NothingKept("This version of Nutgraf keeps no library; send save=false.")
        page = _page()
        reading = rooms.workers.read(page.html, page.url, page.captured_at, notices_in(page))
        rooms.recent.put(reading)
        return reading_out(reading)

    @api.get("/readings/<string:reading_id>")
    def reading(path: ReadingPath) -> Response:
        """Give a reading of this session again."""
        return reading_out(rooms.recent.get(path.reading_id))

    @api.get("/readings/<string:reading_id>/summary")
    def summary(path: ReadingPath, query: SummaryQuery) -> Response:
        """Give another length of the summary, or another method's."""
        found = _summary(rooms, rooms.recent.get(path.reading_id), query)
        return Response(to_json(found), mimetype="application/json")

    @api.get("/readings/<string:reading_id>/export")
    def export(path: ReadingPath, query: ExportQuery) -> Response:
        """Give the reading as a file: Markdown, HTML, text or JSON."""
        form = exporter(query.format)
        reading = _with_summary(rooms, rooms.recent.get(path.reading_id), query)
        answer = Response(form.write(reading), content_type=form.media_type)
        name = file_name(reading, form.suffix)
        answer.headers["Content-Disposition"] = (
            f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"
        )
        return answer

    return api


def _page() -> PageIn:
    kind = request.mimetype
    if kind == "application/json":
        return page_in(body_of(request))
    if kind not in ("text/html", "text/plain"):
        raise NotAPage("Send the page as application/json, text/html or text/plain.")
    return PageIn.model_construct(
        html=body_of(request), url=request.headers.get("X-Page-URL"), captured_at=None, notices=[]
    )


def _budget(query: SummaryQuery) -> Budget:
    given = {"sentences": query.sentences, "words": query.words, "share": query.share}
    chosen = {name: value for name, value in given.items() if value is not None}
    if len(chosen) > 1:
        raise BadRequest("Give one summary length: sentences, words or share.")
    return Budget(**chosen) if chosen else DEFAULT_BUDGET  # type: ignore[arg-type] # one of three


def _summary(rooms: Rooms, reading: Reading, query: SummaryQuery) -> Summary:
    budget = _budget(query)
    if query.method == _NEWS:
        return replace(reading.summary, budget=budget)
    return rooms.workers.summarize(reading.story, budget, query.method)


def _with_summary(rooms: Rooms, reading: Reading, query: SummaryQuery) -> Reading:
    from nutgraf.reading import with_summary

    found = _summary(rooms, reading, query)
    return reading if found == reading.summary else with_summary(reading, found)
