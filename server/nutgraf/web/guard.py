"""The guard: who may speak to the server, asked before any route is found."""

from __future__ import annotations

import zlib
from typing import Final

from flask import Flask, Request, Response, request

from nutgraf.errors import NotAPage, NotPaired, NotSignedIn, PageTooLarge, Refused, WrongHost
from nutgraf.limits import JSON_OVERHEAD_BYTES, PAGE_BYTES
from nutgraf.web.pairing import Pairings
from nutgraf.web.sessions import Sessions

OPEN: Final = ("/health", "/api/v1/openapi.json", "/api/v1/pairings", "/docs")
PROGRAMS: Final = ("/health", "/api/", "/docs")
OPEN_PAGES: Final = ("/sign-in/", "/static/")
_EXTENSIONS: Final = ("chrome-extension://", "moz-extension://", "safari-web-extension://")
_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
# The port that browsers leave out.
_USUAL: Final = 80
BODY_BYTES: Final = PAGE_BYTES + JSON_OVERHEAD_BYTES

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_DOCS_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def guard(app: Flask, pairings: Pairings, sessions: Sessions, port: int) -> None:
    """Check every request before routing, and set headers on every answer.

    The API's callers show a token and pages a session's cookie, neither one the other's. No answer
    ever carries a CORS header: the extension needs none.
    """
    hosts = frozenset(f"{name}:{port}" for name in _NAMES) | frozenset(_NAMES * (port == _USUAL))

    @app.before_request
    def ask() -> None:
        check_host(request, hosts)
        if is_page(request.path):
            check_visit(request)
            if not request.path.startswith(OPEN_PAGES):
                check_session(request, sessions)
            return
        check_origin(request, hosts)
        if not request.path.startswith(OPEN):
            check_token(request, pairings)

    @app.after_request
    def seal(answer: Response) -> Response:
        answer.headers.update(_HEADERS)
        answer.headers["Content-Security-Policy"] = _policy(request.path)
        if is_page(request.path):
            # Under no-referrer a browser would send a form of ours with the origin "null".
            answer.headers["Referrer-Policy"] = "same-origin"
        return answer


def is_page(path: str) -> bool:
    """Whether an address is for people, not for programs."""
    return not path.startswith(PROGRAMS)


def _policy(path: str) -> str:
    if is_page(path):
        return _PAGE_POLICY
    return _DOCS_POLICY if path.startswith("/docs") else _POLICY


def check_host(request: Request, hosts: frozenset[str]) -> None:
    """Exactly our own name and port: a name that was rebound to this machine is refused."""
    if request.headers.get("Host", "") not in hosts:
        raise WrongHost("Nutgraf answers only on this machine's own address.")


def check_origin(request: Request, hosts: frozenset[str]) -> None:
    """An extension's origin, our own, or none; never a web site's."""
    origin = request.headers.get("Origin")
    own = origin in {f"http://{host}" for host in hosts}
    if origin is not None and not own and not origin.startswith(_EXTENSIONS):
        raise Refused("Web sites may not speak to Nutgraf.")
    foreign = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    if foreign and (origin is None or own):
        raise Refused("Web sites may not speak to Nutgraf.")


def check_visit(request: Request) -> None:
    """Pages are looked at by the reader and by our own pages; what changes anything comes from
    our own pages alone. A link on a web site may lead here: it opens a page and reads nothing."""
    own = request.headers.get("Origin") == f"http://{request.headers.get('Host')}"
    foreign = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    if request.method not in ("GET", "HEAD"):
        if foreign or not own:
            raise Refused("Only Nutgraf's own pages may change anything here.")
    elif (foreign and not _is_followed_link(request)) or not (
        own or "Origin" not in request.headers
    ):
        raise Refused("Web sites may not speak to Nutgraf.")


def _is_followed_link(request: Request) -> bool:
    asked = request.headers
    return (asked.get("Sec-Fetch-Mode"), asked.get("Sec-Fetch-Dest")) == ("navigate", "document")


def check_session(request: Request, sessions: Sessions) -> None:
    """A cookie with the token of a session that still runs."""
    if not sessions.knows(request.cookies.get(sessions.cookie, "")):
        raise NotSignedIn("This browser is not signed in to Nutgraf.")


def check_token(request: Request, pairings: Pairings) -> None:
    """A token that was given to the request's origin."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise NotPaired("This server does not know the caller yet. Pair with “nutgraf pair”.")
    if not pairings.knows(token.strip(), request.headers.get("Origin")):
        raise NotPaired("This pairing is no longer valid. Pair again with “nutgraf pair”.")


def body_of(request: Request) -> bytes:
    """The request's body, unpacked within bounds; raises PageTooLarge, NotAPage."""
    packed = request.headers.get("Content-Encoding", "identity").lower()
    if packed not in ("identity", "gzip"):
        raise NotAPage(f"Nutgraf does not unpack “{packed}”; send the page as it is or as gzip.")
    body = request.get_data(cache=False)
    if packed == "identity":
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(body, BODY_BYTES)
    except zlib.error as error:
        raise NotAPage("The page's gzip data is damaged.") from error
    if unpacker.unconsumed_tail:
        raise PageTooLarge(f"This page is over {PAGE_BYTES / 1e6:.0f} MB unpacked.")
    if not unpacker.eof or unpacker.unused_data:
        raise NotAPage("The page's gzip data is cut short or has something behind it.")
    return plain
