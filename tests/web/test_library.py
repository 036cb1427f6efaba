"""The library over real HTTP: kept, found, changed, undone, compared, taken along."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest

from tests.golden import PAGES
from tests.serving import Answer, Server, serving

CASE = "clutter--notification-and-video"
HTML = (PAGES / CASE / "page.html").read_text(encoding="utf-8")
OTHER = (PAGES / "quotes--cue-places" / "page.html").read_text(encoding="utf-8")
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a library of its own."""
    with serving(tmp_path_factory.mktemp("keeper")) as running:
        yield running


@pytest.fixture
def library(keeper: Server) -> Server:
    """The same server, its library emptied."""
    for row in [*listed(keeper), *listed(keeper, "deleted=true")]:
        keeper.ask("DELETE", f"/api/v1/readings/{row['id']}?forever=true")
    return keeper


def keep(server: Server, html: str, url: str | None, **more: Any) -> dict[str, Any]:
    form = json.dumps({"html": html, "url": url} | more)
    answer = server.ask("POST", "/api/v1/readings", form, JSON)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.json
    return found


def change(server: Server, name: str, **said: Any) -> Answer:
    return server.ask("PATCH", f"/api/v1/readings/{name}", json.dumps(said), JSON)


def listed(server: Server, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = server.ask("GET", f"/api/v1/readings?{query}").json["readings"]
    return rows


def test_what_is_kept_is_found_again_after_a_restart(tmp_path: Path) -> None:
    """A kept reading outlives the server: the same JSON, by the same id, and by its words."""
    with serving(tmp_path) as server:
        first = keep(server, HTML, "https://news.example/pilots")
    with serving(tmp_path) as server:
        again = server.ask("GET", f"/api/v1/readings/{first['id']}").json
        hits = listed(server, "q=pilots+ladder")

    assert again == first
    assert [hit["id"] for hit in hits] == [first["id"]]
    assert any(is_hit for _, is_hit in hits[0]["snippet"])


def test_the_same_story_is_one_reading_however_its_page_changes(library: Server) -> None:
    """Adverts, fragments and what follows readers make no new reading and no new version."""
    first = keep(library, HTML, "https://news.example/pilots")
    again = keep(
        library, HTML + "<!-- 17:03:22 -->", "https://news.example/pilots?utm_source=x#top"
    )

    assert again["id"] == first["id"]
    assert [row["versions"] for row in listed(library)] == [1]


def test_what_is_not_to_be_kept_is_not(library: Server) -> None:
    """save=false leaves the library as it was; a page without a story is not kept either."""
    library.post_page(HTML, "https://news.example/pilots")
    nothing = keep(library, "", "https://news.example/empty")

    assert nothing["library"] is None
    assert listed(library) == []


def test_a_changed_page_is_a_new_version_and_tells_what_changed(library: Server) -> None:
    """Versions are listed oldest first; the difference names the sentence that changed."""
    old = keep(library, HTML, "https://news.example/pilots")
    new = keep(
        library,
        HTML.replace("at least 14 ships", "at least 19 ships"),
        "https://news.example/pilots",
    )
    versions = library.ask("GET", f"/api/v1/readings/{old['id']}/versions").json["versions"]
    diff = library.ask("GET", f"/api/v1/readings/{new['id']}/diff").json
    changed = [line for line in diff["lines"] if line["change"] == "changed"]

    assert [version["id"] for version in versions] == [old["id"], new["id"]]
    assert len(changed) == 1
    start, end = changed[0]["after"]
    assert "at least 19 ships" in new["story"]["text"][start:end]
    assert library.ask("GET", f"/api/v1/readings/{old['id']}/diff").status == 400
    assert library.ask("GET", f"/api/v1/readings/{old['id']}").json["story"] == old["story"]


def test_tags_notes_and_read_marks_are_kept_and_searched(library: Server) -> None:
    """What the reader says of a reading is found like what the page says."""
    name = keep(library, HTML, "https://news.example/pilots")["id"]
    said = change(
        library, name, note="ask Ebba about this", tags=["Work", "sea"], is_read=True
    ).json
    change(library, name, add=["late"], drop=["SEA"])

    assert (said["note"], said["tags"], said["is_read"]) == (
        "ask Ebba about this",
        ["sea", "Work"],
        True,
    )
    assert [row["tags"] for row in listed(library, "q=ebba")] == [["late", "Work"]]
    assert len(listed(library, "tag=work")) == 1
    assert listed(library, "unread=true") == []
    assert library.ask("GET", "/api/v1/tags").json == {
        "counts": [{"name": "late", "count": 1}, {"name": "Work", "count": 1}]
    }


def test_deleting_can_be_undone_until_it_is_forever(library: Server) -> None:
    """A deleted reading lies in the bin, comes back whole, and is gone only when asked for."""
    name = keep(library, HTML, "https://news.example/pilots")["id"]
    path = f"/api/v1/readings/{name}"

    assert library.ask("DELETE", path).json["deleted_at"]
    assert (listed(library), len(listed(library, "deleted=true"))) == ([], 1)
    assert library.ask("POST", f"{path}/restore").json["deleted_at"] is None
    assert len(listed(library, "q=pilots")) == 1
    assert library.ask("DELETE", f"{path}?forever=true").status == 204
    assert (listed(library), listed(library, "deleted=true")) == ([], [])
    assert library.ask("DELETE", path).status == 404
    assert library.ask("GET", path).status == 404


def test_pages_of_the_list_hold_every_reading_once(library: Server) -> None:
    """From cursor to cursor, newest first, nothing twice and nothing left out."""
    names = [
        keep(library, HTML, f"https://news.example/pilots-{n}", captured_at="2026")["id"]
        for n in range(7)
    ]
    seen, cursor = [], ""
    while cursor is not None:
        page = library.ask("GET", f"/api/v1/readings?limit=3&cursor={cursor}").json
        seen += [row["id"] for row in page["readings"]]
        cursor = page["cursor"]

    assert seen == names[::-1]


def test_many_readings_go_into_one_file(library: Server) -> None:
    """Those named, or those a search finds, make one book or one list of references."""
    names = [
        keep(library, html, f"https://news.example/{n}")["id"]
        for n, html in enumerate((HTML, OTHER))
    ]
    ids = "&".join(f"ids={name}" for name in names)

    book = library.ask("GET", f"/api/v1/exports?format=epub&{ids}")
    found = library.ask("GET", "/api/v1/exports?format=csl-json&q=pilots")

    assert book.headers["Content-Type"] == "application/epub+zip"
    assert zipfile.ZipFile(BytesIO(book.body)).testzip() is None
    assert len(json.loads(found.body)) == 1
    assert library.ask("GET", "/api/v1/exports?format=md").status == 400
    assert library.ask("GET", "/api/v1/exports?q=nowhere").status == 404


def test_settings_are_kept_and_a_template_is_filled(library: Server) -> None:
    """The reader's template makes the Markdown, in a child that cannot loop forever."""
    name = keep(library, HTML, "https://news.example/pilots")["id"]
    put = lambda **said: library.ask("PUT", "/api/v1/settings", json.dumps(said), JSON)  # noqa: E731

    assert put(sentences=5, template="# {{ title }}\n").json["sentences"] == 5
    filled = library.ask("GET", f"/api/v1/readings/{name}/export?format=md&template=true")
    assert filled.body.startswith(b"# Harbour pilots")
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    for template in (loop, "{{ x"):
        assert put(template=template).json["code"] == "bad-template"
    assert put(method="gpt").status == 400
    chosen = library.ask("GET", "/api/v1/settings").json
    assert (chosen["sentences"], chosen["template"]) == (5, "# {{ title }}\n")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("readings?cursor=x", 400), ("readings?since=yesterday", 400), ("readings?limit=0", 400),
        ("readings/zz", 400), (f"readings/{'0' * 32}/versions", 404), (f"readings/{'0' * 32}/diff", 404),
    ],
)  # fmt: skip
def test_wrong_questions_are_told_in_a_sentence(server: Server, path: str, status: int) -> None:
    """A question the library cannot answer is a problem document with a sentence."""
    answer = server.ask("GET", f"/api/v1/{path}")

    assert answer.status == status, answer.body
    assert answer.json["detail"].endswith(".")


def test_a_newer_library_is_left_alone_and_pages_are_read_all_the_same(tmp_path: Path) -> None:
    """What a newer Nutgraf wrote is not touched; reading without keeping goes on."""
    with serving(tmp_path) as server:
        keep(server, HTML, "https://news.example/pilots")
    with closing(sqlite3.connect(tmp_path / "library.db")) as db, db:
        db.execute("UPDATE shelf SET version = 99")
    before = (tmp_path / "library.db").read_bytes()
    with serving(tmp_path) as server:
        form = json.dumps({"html": HTML})
        kept = server.ask("POST", "/api/v1/readings", form, JSON)
        read = server.post_page(HTML)
        list_ = server.ask("GET", "/api/v1/readings")

    assert (kept.status, kept.json["code"]) == (503, "shelf-too-new")
    assert (list_.status, read.status) == (503, 200)
    assert (tmp_path / "library.db").read_bytes() == before


def test_the_whole_library_is_taken_along_and_brought_back(library: Server) -> None:
    """What an export holds makes the same library again: the same readings, tags and notes."""
    name = keep(library, HTML, "https://news.example/pilots")["id"]
    keep(library, OTHER, "https://news.example/other")
    change(library, name, note="ask Ebba", tags=["sea"])
    before = [library.ask("GET", f"/api/v1/readings/{row['id']}").json for row in listed(library)]
    taken = library.ask("GET", "/api/v1/library/export")
    for row in listed(library):
        library.ask("DELETE", f"/api/v1/readings/{row['id']}?forever=true")
    zipped = {"Content-Type": "application/zip"}
    brought = library.ask("POST", "/api/v1/library/import", taken.body, zipped)
    again = library.ask("POST", "/api/v1/library/import", taken.body, zipped)

    assert brought.json == {"new": 2, "known": 0, "rejected": []}
    assert again.json == {"new": 0, "known": 2, "rejected": []}
    assert [
        library.ask("GET", f"/api/v1/readings/{row['id']}").json for row in listed(library)
    ] == before
    for wrong in (b"no export", b"PK no archive"):
        refused = library.ask("POST", "/api/v1/library/import", wrong, zipped)
        assert refused.status == 400
        assert gettempdir() not in refused.json["detail"]


def test_pages_of_a_search_hold_every_hit_once(library: Server) -> None:
    """A search's cursors lead through all its hits, the best first."""
    for n in range(5):
        keep(library, HTML, f"https://news.example/pilots-{n}")
    seen, cursor = [], ""
    while cursor is not None:
        page = library.ask("GET", f"/api/v1/readings?q=pilots&limit=2&cursor={cursor}").json
        seen += [row["id"] for row in page["readings"]]
        cursor = page["cursor"]

    assert len(seen) == len(set(seen)) == 5
