"""Who may speak to the server."""

from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.web.app import Settings, create_app
from nutgraf.web.sessions import Sessions
from tests.serving import Answer, Server

EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
ROUTES = ("/health", "/docs", "/api/v1/openapi.json", "/api/v1/readings/x", "/nowhere")
PAGES = ("/", "/settings", f"/readings/{'0' * 32}", f"/readings/{'0' * 32}/versions", "/nowhere",
         f"/readings/{'0' * 32}/export?format=md", f"/exports?ids={'0' * 32}")  # fmt: skip
CHANGES = ("/settings", "/sign-out", f"/readings/{'0' * 32}/notes", f"/readings/{'0' * 32}/mark",
           f"/readings/{'0' * 32}/delete", f"/readings/{'0' * 32}/restore",
           f"/readings/{'0' * 32}/purge")  # fmt: skip
LINKED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
EVIL_HOSTS = (
    "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.:{port}",
    "0.0.0.0:{port}", "127.1:{port}", "127.0.0.1:{port}.evil.example", "127.0.0.1:{port}@evil", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def cookie(server: Server) -> str:
    """The cookie of a browser that is signed in."""
    sessions = Sessions(server.home, server.port)
    return f"{sessions.cookie}={sessions.redeem(sessions.new_link().rpartition('/')[2])}"


def visit(server: Server, method: str, path: str, cookie: str = "", **more: str) -> Answer:
    """A browser's request, `Sec_Fetch_Site=…` for its headers."""
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    told = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
    known = {"Cookie": cookie} if cookie else {}
    return server.ask(method, path, headers={**told, **known, **headers}, paired=False)


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


@pytest.mark.parametrize("path", PAGES)
def test_no_session_no_page(server: Server, path: str) -> None:
    """Without a session every page, there or not, is the one that says how to sign in."""
    told = [visit(server, "GET", path), visit(server, "GET", path, "nutgraf=x; nutgraf_1=y"),
            server.ask("GET", path)]  # fmt: skip

    assert [answer.status for answer in told] == [401] * 3
    assert all(b"nutgraf open" in answer.body for answer in told)
    assert all(answer.headers["Content-Type"].startswith("text/html") for answer in told)


def test_a_session_opens_pages_and_no_api(server: Server, cookie: str) -> None:
    """A cookie is good for pages alone, as a token is for the API alone."""
    assert visit(server, "GET", "/", cookie).status == 200
    assert visit(server, "GET", "/api/v1/readings", cookie).status == 401
    assert visit(server, "GET", "/api/v1/openapi.json").status == 200


@pytest.mark.parametrize("path", CHANGES)
def test_what_changes_anything_comes_from_our_own_pages(
    server: Server, cookie: str, path: str
) -> None:
    """A form needs our very own origin; with none, another's or from another site it is refused."""
    own = f"http://127.0.0.1:{server.port}"
    foreign: list[dict[str, str]] = [
        {}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Origin": EXTENSION},
        {"Origin": "http://127.0.0.1:1"}, {"Origin": f"http://localhost:{server.port}"},
        {"Origin": own, "Sec_Fetch_Site": "cross-site"},
        {"Origin": own, "Sec_Fetch_Site": "same-site"},
    ]  # fmt: skip

    assert {visit(server, "POST", path, cookie, **more).status for more in foreign} == {403}
    assert visit(server, "POST", path, Origin=own).status in (401, 403)


def test_our_own_form_is_let_in(server: Server, cookie: str) -> None:
    """The same call from our own page reaches the library."""
    own = f"http://127.0.0.1:{server.port}"
    answer = visit(server, "POST", f"/readings/{'0' * 32}/mark", cookie, Origin=own,
                   Sec_Fetch_Site="same-origin")  # fmt: skip

    assert answer.status == 404


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_on_a_web_site_opens_a_page_and_nothing_else(
    server: Server, cookie: str, site: str
) -> None:
    """A followed link may show a page; an image, a frame or a script of another site may not."""
    linked = LINKED | {"Sec-Fetch-Site": site}
    framed = linked | {"Sec-Fetch-Dest": "iframe"}
    fetched = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}

    assert visit(server, "GET", "/", cookie, **linked).status == 200
    assert visit(server, "GET", "/", cookie, **framed).status == 403
    assert visit(server, "GET", "/static/icon.png", cookie, **fetched).status == 403
    assert visit(server, "GET", "/api/v1/openapi.json", **linked).status == 403


def test_a_page_may_hold_only_what_is_our_own(server: Server, cookie: str) -> None:
    """The policy names our own scripts, styles and pictures, and no inline or remote part."""
    answers = [visit(server, "GET", "/", cookie), visit(server, "GET", "/"),
               visit(server, "GET", "/static/look.css")]  # fmt: skip

    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"


def test_looking_at_a_link_does_not_spend_it(server: Server) -> None:
    """Previews and prefetches may look; the first press signs in, the second is refused."""
    own = f"http://127.0.0.1:{server.port}"
    path = Sessions(server.home, server.port).new_link().removeprefix(own)

    looks = [visit(server, "GET", path) for _ in range(3)]
    foreign = visit(server, "POST", path, Origin="https://evil.example")
    pressed = visit(server, "POST", path, Origin=own)
    again = visit(server, "POST", path, Origin=own)

    assert [look.status for look in looks] == [200] * 3
    assert foreign.status == 403
    assert pressed.status == 303
    assert again.status == 403
    assert visit(server, "GET", path).status == 403


def test_the_cookie_is_out_of_reach(server: Server) -> None:
    """No script reads it, no other site sends it, and it ends after thirty days."""
    own = f"http://127.0.0.1:{server.port}"
    path = Sessions(server.home, server.port).new_link().removeprefix(own)

    set_cookie = visit(server, "POST", path, Origin=own).headers["Set-Cookie"]

    assert set_cookie.startswith(f"nutgraf_{server.port}=")
    for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000"):
        assert part in set_cookie


def test_browsers_leave_the_usual_port_out(tmp_path: Path) -> None:
    """On port 80 our names are ours without it too; on any other port they are not."""
    for port, status in ((80, 401), (81, 421)):
        app = create_app(Settings(tmp_path, port, workers=1))
        answer = app.test_client().get("/", headers={"Host": "127.0.0.1"})
        app.extensions["nutgraf"].close()

        assert answer.status_code == status
        assert ("nutgraf open --port 80" in answer.text) == (port == 80)


@pytest.mark.parametrize("path", ["/%5Cevil.example/", "//evil.example/", "/readings/%2F%2Fevil"])
def test_a_page_of_trouble_leads_nowhere_else(server: Server, path: str) -> None:
    """An address that a web site made up is not offered to be opened again."""
    answer = visit(server, "GET", path)

    assert answer.status == 401
    assert b"evil" not in answer.body


def test_a_link_leads_to_our_own_pages_only(server: Server) -> None:
    """A link may name the page to begin with; any other address is the library."""
    own = f"http://127.0.0.1:{server.port}"
    reading = f"/readings/{'a' * 32}"
    wanted = {reading: reading, "/settings": "/settings", "https://evil.example/": "/",
              "//evil.example": "/", "/sign-out": "/", "/readings/../x": "/"}  # fmt: skip

    for target, led in wanted.items():
        path = Sessions(server.home, server.port).new_link().removeprefix(own)
        assert visit(server, "POST", f"{path}?to={target}", Origin=own).headers["Location"] == led


def test_signing_out_ends_the_session(server: Server) -> None:
    """The cookie is worthless on the server, not only forgotten by the browser."""
    own = f"http://127.0.0.1:{server.port}"
    sessions = Sessions(server.home, server.port)
    mine = f"{sessions.cookie}={sessions.redeem(sessions.new_link().rpartition('/')[2])}"

    before = visit(server, "GET", "/", mine)
    out = visit(server, "POST", "/sign-out", mine, Origin=own)

    assert (before.status, out.status) == (200, 303)
    assert visit(server, "GET", "/", mine).status == 401
