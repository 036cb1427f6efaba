"""The guard: who may speak to the server, asked before any route is found."""

from __future__ import annotations

import zlib
from typing import Final

from flask import Flask, Request, Response, request

from nutgraf.errors import NotAPage, NotPaired, PageTooLarge, Refused, WrongHost
from nutgraf.limits import JSON_OVERHEAD_BYTES, PAGE_BYTES
from nutgraf.web.pairing import Pairings

OPEN: Final = ("/health", "/api/v1/openapi.json", "/api/v1/pairings", "/docs")
_EXTENSIONS: Final = ("chrome-extension://", "moz-extension://", "safari-web-extension://")
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


def guard(app: Flask, pairings: Pairings, port: int) -> None:
    """Check every request's Host, Origin and token before routing, and set headers on every
    answer. No answer ever carries a CORS header: the extension needs none."""
    hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    @app.before_request
    def ask() -> None:
        check_host(request, hosts)
        check_origin(request, hosts)
        if not request.path.startswith(OPEN):
            check_token(request, pairings)

    @app.after_request
    def seal(answer: Response) -> Response:
        answer.headers.update(_HEADERS)
        in_docs = request.path.startswith("/docs")
        answer.headers["Content-Security-Policy"] = _DOCS_POLICY if in_docs else _POLICY
        return answer


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
