"""Who may speak to the server."""

from __future__ import annotations

import pytest

from tests.serving import Server

EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
ROUTES = ("/health", "/docs", "/api/v1/openapi.json", "/api/v1/readings/x", "/nowhere")
EVIL_HOSTS = (
    "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.:{port}",
    "0.0.0.0:{port}", "127.1:{port}", "127.0.0.1:{port}.evil.example", "127.0.0.1:{port}@evil", "",
)  # fmt: skip


@pytest.mark.parametrize("host", EVIL_HOSTS)
@pytest.mark.parametrize("path", ROUTES)
def test_another_host_name_is_refused_on_every_route(server: Server, host: str, path: str) -> None:
    """A name rebound to this machine gets nothing, not even a 404."""
    answer = server.ask("GET", path, headers={"Host": host.format(port=server.port)})

    assert answer.status in (400, 421)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_our_own_names_are_answered(server: Server, name: str) -> None:
    """The three names of this machine with our port are let in."""
    answer = server.ask("GET", "/health", headers={"Host": f"{name}:{server.port}"})

    assert answer.status == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "file://"]
)
@pytest.mark.parametrize("path", ["/health", "/api/v1/pairings", "/api/v1/readings/x"])
def test_a_web_site_is_refused_even_with_a_token(server: Server, origin: str, path: str) -> None:
    """An Origin that is neither ours nor an extension's is refused before the token is read."""
    answer = server.ask("GET", path, headers={"Origin": origin})

    assert (answer.status, answer.json["code"]) == (403, "refused")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_that_fetches_without_origin_is_refused(server: Server, site: str) -> None:
    """An image or link from a web page carries no Origin; Sec-Fetch-Site gives it away."""
    answer = server.ask("GET", "/health", headers={"Sec-Fetch-Site": site})

    assert answer.status == 403


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer wrong", "Basic dXNlcjpwYXNz", "bearer  "]
)
def test_no_token_no_reading(server: Server, authorization: str) -> None:
    """Everything but health, pairing and docs needs a token that was given out."""
    headers = {"Authorization": authorization}

    answer = server.ask("GET", f"/api/v1/readings/{'0' * 32}", headers=headers, paired=False)

    assert (answer.status, answer.json["code"]) == (401, "not-paired")


def test_a_token_serves_only_the_origin_it_was_given_to(server: Server) -> None:
    """A token bound to one extension is worthless to another."""
    headers = {"Authorization": f"Bearer {server.pair(EXTENSION)}"}
    path = f"/api/v1/readings/{'0' * 32}"

    own = server.ask("GET", path, headers=headers | {"Origin": EXTENSION})
    other = server.ask("GET", path, headers=headers | {"Origin": EXTENSION.replace("a", "b")})

    assert own.status == 404
    assert other.status == 401


def test_no_answer_carries_a_cors_header(server: Server) -> None:
    """Not even a preflight is granted: the extension's host permission needs none."""
    asked = {"Origin": EXTENSION, "Access-Control-Request-Method": "POST"}

    answers = [
        server.ask("OPTIONS", "/api/v1/readings", headers=asked),
        server.ask("GET", "/health"),
    ]

    assert not [h for a in answers for h in a.headers if h.lower().startswith("access-control")]
    assert all(a.headers["X-Content-Type-Options"] == "nosniff" for a in answers)
    assert all("default-src 'none'" in a.headers["Content-Security-Policy"] for a in answers)
