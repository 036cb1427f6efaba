"""The routes of version 1, each a few lines: what is asked, who does it, what goes back."""

from __future__ import annotations

from typing import Any, Final

from flask import Response, redirect, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI

from nutgraf import __version__
from nutgraf.errors import BadRequest, NotAPage
from nutgraf.export import EXPORTERS, exporter, file_name
from nutgraf.model import Budget, Reading
from nutgraf.store.identity import reading_id
from nutgraf.summary import DEFAULT_BUDGET
from nutgraf.web.answers import HealthOut, LinkOut, SummaryOut, TokenOut, files, problems
from nutgraf.web.asked import (
    CodeIn,
    ExportQuery,
    KeepQuery,
    PageIn,
    ReadingPath,
    SummaryQuery,
    notices_in,
    page_in,
)
from nutgraf.web.described import READING, SECURED, Told, page_body
from nutgraf.web.guard import body_of
from nutgraf.web.library_api import library_routes
from nutgraf.web.preferences import preferences_of
from nutgraf.web.rooms import Rooms
from nutgraf.web.wire import file_out, json_out, reading_out

_READINGS: Final = Tag(name="readings", description="Read pages, summarize and export readings.")
_PAIRING: Final = Tag(name="pairing", description="Become known to the server.")


def routes(app: OpenAPI, rooms: Rooms) -> None:
    """Hang all routes of version 1 into the app."""
    # One blueprint for all: two that share a path would hide each other in the description.
    api = APIBlueprint("api", __name__, url_prefix="/api/v1")
    _reading_routes(api, rooms)
    library_routes(api, rooms)
    _pairing_routes(api, rooms)
    app.register_api(api)

    @app.get("/health", responses={200: HealthOut, **problems(403, 421)}, tags=[_PAIRING])
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


def _pairing_routes(api: APIBlueprint, rooms: Rooms) -> None:
    @api.post(
        "/pairings",
        tags=[_PAIRING],
        responses={201: TokenOut, **problems(403, 413, 415, 503)},
    )
    def pair(body: CodeIn) -> tuple[dict[str, str], int]:
        """Turn the code from the terminal into a token bound to the caller's origin."""
        code = "".join(body.code.split())
        return {"token": rooms.pairings.redeem(code, request.headers.get("Origin"))}, 201

    @api.post(
        "/sign-ins", tags=[_PAIRING], security=SECURED, responses={201: LinkOut, **problems()}
    )
    def sign_in() -> tuple[dict[str, str], int]:
        """Give an address that signs a browser in to the pages at /: good once."""
        return {"link": rooms.sessions.new_link()}, 201


def _reading_routes(api: APIBlueprint, rooms: Rooms) -> None:
    told = Told(tags=[_READINGS], security=SECURED)

    @api.post(
        "/readings",
        openapi_extensions=page_body(),
        responses={200: READING, **problems(413, 415, 422, 507)},
        **told,
    )
    def read(query: KeepQuery) -> Response:
        """Read a page: JSON, or HTML with its address in X-Page-URL; gzip is accepted.

        With save=true a reading with a text is kept in the library.
        """
        page = _page()
        reading = rooms.workers.read(page.html, page.url, page.captured_at, notices_in(page))
        rooms.recent.put(reading)
        keeps = query.save and reading.story.text
        return reading_out(reading, rooms.shelf.keep(reading) if keeps else None)

    @api.get("/readings/<string:reading_id>", responses={200: READING, **problems(404)}, **told)
    def reading(path: ReadingPath) -> Response:
        """Give a reading of this session or of the library again."""
        found = rooms.reading(path.reading_id)
        return reading_out(found, rooms.kept(path.reading_id))

    @api.get(
        "/readings/<string:reading_id>/summary",
        responses={200: SummaryOut, **problems(404, 422)},
        **told,
    )
    def summary(path: ReadingPath, query: SummaryQuery) -> Response:
        """Give another length of the summary, or another method's."""
        found = rooms.reading(path.reading_id)
        return json_out(rooms.summary(found, _budget(query), query.method))

    @api.get(
        "/readings/<string:reading_id>/export",
        responses={200: files(_KINDS), **problems(404, 422)},
        **told,
    )
    def export(path: ReadingPath, query: ExportQuery) -> Response:
        """Give the reading as a file: every sentence and fact with the link to its place."""
        form = exporter(query.format)
        found = rooms.with_summary(rooms.reading(path.reading_id), _budget(query), query.method)
        if query.template:
            return _filled(rooms, found, query.format)
        return file_out(form.one(found), form.media_type, file_name(found, form.suffix))


_KINDS: Final = {form.media_type: name for name, form in EXPORTERS.items()}


def _filled(rooms: Rooms, reading: Reading, name: str) -> Response:
    """The reading in the reader's own template."""
    template = preferences_of(rooms.shelf).template
    if name != "md" or not template:
        raise BadRequest("Only Markdown has a template, and one has to be set first.")
    form = exporter(name)
    content = rooms.filled(reading, reading_id(reading), template)
    return file_out(content, form.media_type, file_name(reading, form.suffix))


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
