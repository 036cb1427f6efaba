"""The API keeps its own description, whatever it is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nutgraf.model import Reading
from tests.golden import PAGES
from tests.serving import Server, serving
from tests.web.test_library import keep

HTML = (PAGES / "clutter--notification-and-video" / "page.html").read_text(encoding="utf-8")
# Rules that no schema states (one length at most, a template that is set) make a 4xx of what the
# schema allows; and any text at all is a page.
SETTINGS = """
[parameters]
"path.reading_id" = "{name}"
[checks.positive_data_acceptance]
expected-statuses = [200, 201, 204, 400, 403, 404, 415, 422, 503]
[[operations]]
include-name = "POST /api/v1/readings"
checks.negative_data_rejection.expected-statuses = [200, 400, 401, 403, 404, 405, 406, 413, 415, 422, 503]
"""


def test_no_call_breaks_the_server_or_its_description(tmp_path: Path) -> None:
    """Made-up calls by the hundred, good and bad: no server error, no answer the description
    does not tell, nothing let in without its token."""
    with serving(tmp_path / "home") as server:
        page = keep(server, HTML, "https://news.example/pilots")
        keep(server, HTML.replace("14 ships", "19 ships"), "https://news.example/pilots")
        (tmp_path / "schemathesis.toml").write_text(SETTINGS.format(name=page["id"]))
        run = subprocess.run(
            [Path(sys.executable).with_name("st"), "run",
             f"http://127.0.0.1:{server.port}/api/v1/openapi.json",
             "--header", f"Authorization: Bearer {server.token}", "--checks", "all",
             "--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--seed", "1",
             "--no-color"],
            capture_output=True, text=True, check=False, cwd=tmp_path, timeout=240,
        )  # fmt: skip

        assert run.returncode == 0, run.stdout[-6000:]
        assert "1 skipped" not in run.stdout.split("Tested:")[-1]


def test_every_call_is_described_with_an_example(server: Server) -> None:
    """Each call says what it does, what it may answer, and shows a body where it takes one."""
    document = server.ask("GET", "/api/v1/openapi.json", paired=False).json
    served = {(method, path) for path, calls in document["paths"].items() for method in calls}

    assert len(served) >= 20
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            assert call["summary"], path
            assert all("content" in a or status == "204" for status, a in call["responses"].items())
            for kind in call.get("requestBody", {}).get("content", {}).values():
                name = kind["schema"].get("$ref", "").rpartition("/")[2]
                schema = document["components"]["schemas"].get(name, kind["schema"])
                assert "example" in kind or "example" in schema, (method, path)


def test_every_answer_is_described_with_an_example(server: Server) -> None:
    """A good answer shows what it looks like, and a reading's example is a reading."""
    document = server.ask("GET", "/api/v1/openapi.json", paired=False).json
    schemas = document["components"]["schemas"]

    for path, calls in document["paths"].items():
        for method, call in calls.items():
            for status, answer in call["responses"].items():
                for kind in answer.get("content", {}).values():
                    name = kind["schema"].get("$ref", "").rpartition("/")[2]
                    shown = "example" in kind or "example" in schemas.get(name, {})
                    assert shown or status == "422", (method, path, status)
    example = document["paths"]["/api/v1/readings"]["post"]["responses"]["200"]["content"]
    assert (
        Reading.from_plain(example["application/json"]["example"]).story.headline == "Bridge shut"
    )


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE", "PUT"])
def test_every_route_is_in_the_description(server: Server, method: str) -> None:
    """A call the server answers is one its description has."""
    from nutgraf.web.app import Settings, create_app

    app = create_app(Settings(home=server.home))
    described = app.api_doc["paths"]
    try:
        for rule in app.url_map.iter_rules():
            path = rule.rule.replace("<string:", "{").replace(">", "}")
            if path.startswith("/api/v1/") and "openapi" not in path and method in rule.methods:
                assert method.lower() in described[path], path
    finally:
        app.extensions["nutgraf"].close()
