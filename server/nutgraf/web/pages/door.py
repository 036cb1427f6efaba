"""The door: a sign-in link, signing out, and what is told when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from nutgraf.errors import NutgrafError
from nutgraf.limits import SESSION_SECONDS
from nutgraf.web.answers import MISTAKE
from nutgraf.web.guard import is_page
from nutgraf.web.sessions import Sessions

_TITLES: Final = {
    400: "That cannot be done", 401: "Sign in to your library", 403: "Refused",
    404: "Not here", 405: "That cannot be done", 413: "Too much", 507: "The disk is full",
}  # fmt: skip
_SENTENCES: Final = {404: "There is no page at this address.", 500: MISTAKE}
_TARGET: Final = re.compile(r"/(?:settings|readings/[0-9a-f]{32}(?:/versions)?)?")


def door_routes(pages: Blueprint, sessions: Sessions) -> None:
    """Hang signing in and out into the pages."""

    @pages.get("/sign-in/<code>")
    def look(code: str) -> AnyResponse | str | tuple[str, int]:
        # Looked at by whatever opens links ahead of the reader; only the form's POST spends it.
        if sessions.knows(request.cookies.get(sessions.cookie, "")):
            return redirect(_target(), HTTPStatus.SEE_OTHER)
        awaited = sessions.awaits(code)
        page = render_template("door.html", awaited=awaited, command=_command())
        return page, 200 if awaited else 403

    @pages.post("/sign-in/<code>")
    def sign_in(code: str) -> AnyResponse:
        answer = redirect(_target(), HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            sessions.cookie, sessions.redeem(code), max_age=SESSION_SECONDS,
            httponly=True, samesite="Strict", path="/",
        )  # fmt: skip
        return answer

    @pages.post("/sign-out")
    def sign_out() -> AnyResponse:
        sessions.end(request.cookies.get(sessions.cookie, ""))
        answer = redirect("/", HTTPStatus.SEE_OTHER)
        answer.delete_cookie(sessions.cookie, path="/", httponly=True, samesite="Strict")
        return answer


def _command() -> str:
    """What prints a new link, on the port that this page came from."""
    return f"nutgraf open --port {request.environ['SERVER_PORT']}"


def _target() -> str:
    """Where a link leads once the reader is in: one of our own pages, never elsewhere."""
    target = request.args.get("to", "/")
    return target if _TARGET.fullmatch(target) else "/"


def or_page(told: Callable[[Any], Response], sessions: Sessions) -> Callable[[Any], AnyResponse]:
    """An error handler that answers people with a page and programs as `told` does."""

    def answer(error: NutgrafError | HTTPException) -> AnyResponse:
        return _trouble(error, sessions) if is_page(request.path) else told(error)

    return answer


def _trouble(error: NutgrafError | HTTPException, sessions: Sessions) -> AnyResponse:
    if isinstance(error, NutgrafError):
        status, sentence = error.status, str(error)
    else:
        status = error.code or 500
        sentence = _SENTENCES.get(status) or error.description or error.name
    page = render_template(
        "trouble.html",
        status=status,
        title=_TITLES.get(status, "That did not work"),
        sentence=sentence,
        again=request.path if _TARGET.fullmatch(request.path) else "/",
        command=_command(),
        signed_in=sessions.knows(request.cookies.get(sessions.cookie, "")),
    )
    return make_response(page, status)
