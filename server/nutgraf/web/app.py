"""The application factory and the server that runs it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, Final

from flask import Response
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from nutgraf import __version__
from nutgraf.errors import NutgrafError, ServerUnavailable
from nutgraf.limits import (
    CONNECTIONS,
    HEADER_BYTES,
    IDLE_SECONDS,
    SPARE_THREADS,
    WAITING_PAGES,
    WALL_SECONDS,
    WORKERS,
)  # fmt: skip
from nutgraf.store import Shelf
from nutgraf.web.answers import MISTAKE
from nutgraf.web.api import routes
from nutgraf.web.described import nouns
from nutgraf.web.guard import BODY_BYTES, guard
from nutgraf.web.pages import or_page, page_routes
from nutgraf.web.pairing import Pairings
from nutgraf.web.rooms import Rooms
from nutgraf.web.sessions import Sessions
from nutgraf.web.wire import RecentReadings, problem, problem_of
from nutgraf.workers import Workers

PORT: Final = 7684
# Pages that wait for a child must not keep /health and the exports waiting.
_THREADS: Final = WAITING_PAGES + SPARE_THREADS
_CODES: Final = {
    400: "bad-request", 404: "not-found", 405: "not-allowed", 413: "page-too-large",
    415: "not-a-page", 431: "bad-request", 500: "mistake",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server keeps its pairings, where it listens, how many children read."""

    home: Path
    port: int = PORT
    workers: int = WORKERS
    seconds: float = WALL_SECONDS


class _Described(OpenAPI):
    """The application, with our nouns among the schemas of its description."""

    @property
    def api_doc(self) -> dict[str, Any]:
        document: dict[str, Any] = super().api_doc
        document["components"]["schemas"].update(nouns())
        return document


def create_app(settings: Settings, workers: Workers | None = None) -> OpenAPI:
    """Make the Flask application; the caller closes `app.extensions["nutgraf"]`."""
    app = _Described(
        __name__,
        info=Info(title="Nutgraf", version=__version__),
        doc_prefix="/docs",
        security_schemes={"token": {"type": "http", "scheme": "bearer"}},
        validation_error_status=400,
        validation_error_callback=_invalid,
        static_folder=None,
    )
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES
    rooms = Rooms(
        workers or Workers(settings.workers, settings.seconds),
        Pairings(settings.home),
        Sessions(settings.home, settings.port),
        Shelf(settings.home / "library.db"),
        RecentReadings(),
    )
    app.extensions["nutgraf"] = rooms
    guard(app, rooms.pairings, rooms.sessions, settings.port)
    routes(app, rooms)
    page_routes(app, rooms, rooms.sessions)
    app.register_error_handler(NutgrafError, or_page(problem, rooms.sessions))
    app.register_error_handler(HTTPException, or_page(_refused, rooms.sessions))
    app.register_error_handler(RecursionError, _too_deep)
    return app


def bind(app: OpenAPI, settings: Settings) -> Callable[[], None]:
    """Listen on 127.0.0.1 and give the function that serves until interrupted.

    Raises ServerUnavailable when the port is taken. waitress gets its limits set: by default 98
    idle connections would stop it.
    """
    from waitress.server import create_server

    rooms: Rooms = app.extensions["nutgraf"]
    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        server = create_server(
            app, host="127.0.0.1", port=settings.port, threads=_THREADS,
            connection_limit=CONNECTIONS, channel_timeout=IDLE_SECONDS, cleanup_interval=5,
            max_request_body_size=BODY_BYTES + 1, max_request_header_size=HEADER_BYTES,
            ident=None, clear_untrusted_proxy_headers=True,
        )  # fmt: skip
    except OSError as error:
        rooms.close()
        raise ServerUnavailable(
            f"Port {settings.port} is taken. Is Nutgraf already running? "
            "Stop the other program, or choose another port with --port."
        ) from error

    def serve() -> None:
        Thread(target=rooms.workers.warm, daemon=True).start()
        try:
            server.run()
        finally:
            server.close()
            rooms.close()

    return serve


def _invalid(error: Any) -> Response:
    row = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, row["loc"])) or "the request"
    return problem_of(400, "bad-request", f"{place}: {row['msg'][:160]}.")


def _refused(error: HTTPException) -> Response:
    status = error.code or 500
    told = MISTAKE if status == 500 else error.description or error.name
    answer = problem_of(status, _CODES.get(status, "refused"), told)
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return answer


def _too_deep(_: RecursionError) -> Response:
    return problem_of(400, "bad-request", "The request's JSON is nested too deeply.")
