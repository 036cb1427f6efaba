"""The API over real HTTP: read, summarize, export, and errors a reader understands."""

from __future__ import annotations

import gzip
import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import nutgraf
from tests.golden import PAGES, expected_body
from tests.serving import Server

CASE = "clutter--notification-and-video"
HTML = (PAGES / CASE / "page.html").read_text(encoding="utf-8")
URL = "https://news.example/storm"


@pytest.fixture(scope="module")
def reading_id(server: Server) -> str:
    """A page the server has read."""
    return str(server.post_page(HTML, URL).json["id"])


def test_the_server_reads_as_the_library_does(server: Server) -> None:
    """Over the wire comes the same reading as from `nutgraf.read`, under an id."""
    answer = server.post_page(HTML, URL, captured_at="2026-11-22T10:00:00Z")
    here = nutgraf.read(HTML, URL, captured_at="2026-11-22T10:00:00Z")

    assert answer.status == 200
    found = answer.json
    assert found.pop("id")
    assert found.pop("library") is None
    assert found == json.loads(here.to_json())


def test_the_same_page_is_the_same_id(server: Server) -> None:
    """A page posted twice, at different times, is one reading."""
    first, second = (server.post_page(HTML, URL, captured_at=t).json for t in ("2026", "2027"))

    assert first["id"] == second["id"]
    assert first["digest"] != second["digest"]


def test_html_and_gzip_bodies_are_read_too(server: Server) -> None:
    """A script may send the HTML itself, packed or not, with its address in a header."""
    headers = {"Content-Type": "text/html", "X-Page-URL": URL}
    packed = gzip.compress(HTML.encode())

    plain = server.ask("POST", "/api/v1/readings?save=false", HTML.encode(), headers)
    zipped = server.ask(
        "POST", "/api/v1/readings?save=false", packed, headers | {"Content-Encoding": "gzip"}
    )

    assert plain.status == zipped.status == 200
    assert plain.json == zipped.json


def test_a_pasted_text_is_read_too(server: Server) -> None:
    """Plain text over the wire is read as the command line reads it."""
    pasted = (PAGES / "text--pasted" / "page.txt").read_bytes()
    headers = {"Content-Type": "text/plain; charset=utf-8"}

    answer = server.ask("POST", "/api/v1/readings?save=false", pasted, headers)

    assert answer.json["story"]["text"] == expected_body("text--pasted")


def test_a_crowd_of_slow_pages_leaves_room_for_others(server: Server) -> None:
    """Past the pages that may wait a caller is told to try again; /health answers at once."""
    slow = "<p>x</p>" * 39_000
    with ThreadPoolExecutor(20) as crowd:
        posts = [crowd.submit(server.post_page, slow) for _ in range(16)]
        time.sleep(0.5)
        start = time.monotonic()
        assert server.ask("GET", "/health").status == 200
        waited = time.monotonic() - start
        statuses = {post.result().status for post in posts}

    assert waited < 2
    assert 503 in statuses
    assert statuses <= {200, 422, 503}


def test_a_reading_can_be_asked_for_again(server: Server, reading_id: str) -> None:
    """The session's readings answer by id."""
    answer = server.ask("GET", f"/api/v1/readings/{reading_id}")

    assert answer.status == 200
    assert answer.json["id"] == reading_id


@pytest.mark.parametrize(
    ("query", "count"), [("sentences=5", 5), ("words=60", None), ("share=0.2", None), ("", 3)]
)
def test_any_length_is_a_prefix_of_one_ranking(
    server: Server, reading_id: str, query: str, count: int | None
) -> None:
    """Another length is the same ranking, cut elsewhere, shown in story order."""
    found = server.ask("GET", f"/api/v1/readings/{reading_id}/summary?{query}").json
    picks = [pick["sentence"] for pick in found["picks"]]

    assert picks == sorted(found["ranking"][: len(picks)])
    assert count is None or len(picks) == count
    assert "words" not in query or sum(found["words"][p] for p in picks) <= 60


def test_another_method_ranks_anew(server: Server, reading_id: str) -> None:
    """The classic methods answer by name over the same sentences."""
    news = server.ask("GET", f"/api/v1/readings/{reading_id}/summary").json
    luhn = server.ask("GET", f"/api/v1/readings/{reading_id}/summary?method=luhn").json

    assert luhn["method"] == "luhn"
    assert sorted(luhn["ranking"]) == sorted(news["ranking"])


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("md", "text/markdown; charset=utf-8"),
        ("html", "text/html; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
        ("json", "application/json"),
        ("epub", "application/epub+zip"),
    ],
)
def test_every_format_comes_as_a_named_file(
    server: Server, reading_id: str, form: str, kind: str
) -> None:
    """An export is a download with a safe name, its own type and the chosen summary."""
    answer = server.ask("GET", f"/api/v1/readings/{reading_id}/export?format={form}&sentences=2")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == kind
    assert f'.{form}"' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("summary?sentences=0", 400, "bad-request"),
        ("summary?sentences=2&words=9", 400, "bad-request"),
        ("summary?share=1.5", 400, "bad-request"),
        ("summary?method=gpt", 400, "unknown-method"),
        ("export?format=docx", 400, "unknown-format"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    server: Server, reading_id: str, path: str, status: int, code: str
) -> None:
    """Errors are problem documents whose detail a reader understands."""
    answer = server.ask("GET", f"/api/v1/readings/{reading_id}/{path}")

    assert (answer.status, answer.json["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["detail"].endswith(".")


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b'{"url": "https://x.example"}', "application/json", 400, "bad-request"),
        (b"{not json", "application/json", 400, "bad-request"),
        (b"[" * 100_000, "application/json", 400, "bad-request"),
        (b'{"html": "' + b"x" * 10_000_001 + b'"}', "application/json", 413, "page-too-large"),
        (b"a=b", "application/x-www-form-urlencoded", 415, "not-a-page"),
        (b"%PDF-1.7 ...", "text/html", 415, "not-a-page"),
    ],
)
def test_a_body_that_is_no_page_is_refused_clearly(
    server: Server, body: bytes, kind: str, status: int, code: str
) -> None:
    """Whatever is sent in place of a page gets a 4xx with its reason, never a 500."""
    answer = server.ask("POST", "/api/v1/readings?save=false", body, {"Content-Type": kind})

    assert (answer.status, answer.json["code"]) == (status, code)


def test_a_gzip_bomb_is_not_unpacked(server: Server) -> None:
    """A body that unpacks past the limit is refused, however small it came."""
    bomb = gzip.compress(b" " * 40_000_000)
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}

    answer = server.ask("POST", "/api/v1/readings?save=false", bomb, headers)

    assert (answer.status, answer.json["code"]) == (413, "page-too-large")


def test_a_forgotten_reading_says_what_to_do(server: Server) -> None:
    """An id the server does not hold is a 404 that says to read the page again."""
    answer = server.ask("GET", f"/api/v1/readings/{'0' * 32}")

    assert (answer.status, answer.json["code"]) == (404, "no-such-reading")


def test_a_page_without_a_story_is_an_answer_not_an_error(server: Server) -> None:
    """An empty page reads as an empty story with a notice."""
    answer = server.post_page("")

    assert answer.status == 200
    assert answer.json["story"]["text"] == ""
    assert [notice["code"] for notice in answer.json["notices"]] == ["not-an-article"]


def test_the_api_describes_itself_offline(server: Server) -> None:
    """OpenAPI names every route; the docs page loads nothing from elsewhere."""
    document = server.ask("GET", "/api/v1/openapi.json", paired=False).json
    page = server.ask("GET", "/docs/swagger", paired=False)

    assert {"/api/v1/readings", "/api/v1/pairings", "/health"} <= document["paths"].keys()
    assert "$defs" not in json.dumps(document)
    assert page.status == 200
    assert b"https://" not in page.body.replace(b"https://www.w3.org", b"")
