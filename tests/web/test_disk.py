"""The server on a disk that is full, or that nobody can write to."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from tests.golden import PAGES
from tests.mounts import needs_mounts, run_apart
from tests.serving import Server, serving

HTML = (PAGES / "clutter--notification-and-video" / "page.html").read_text(encoding="utf-8")


@needs_mounts
def test_a_full_or_read_only_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """Full: 507 until there is room, without a restart. Read-only: a server starts there, reading
    goes on, every write says why it cannot be, until it can."""
    run = run_apart("tests.web.child_disk", tmp_path / "home")

    assert run.returncode == 0, run.stderr[-4000:]


def test_two_servers_keep_into_one_library(tmp_path: Path) -> None:
    """What either of two servers answered is there, once, for both."""
    with serving(tmp_path) as one, serving(tmp_path) as other:
        with ThreadPoolExecutor(4) as crowd:
            asked = [
                crowd.submit(_keep, server, f"https://news.example/{number // 2}")
                for number in range(60)
                for server in [(one, other)[number % 2]]
            ]
            names = [job.result() for job in asked]
        lists = [server.ask("GET", "/api/v1/readings?limit=200").json for server in (one, other)]

    assert lists[0] == lists[1]
    assert {row["id"] for row in lists[0]["readings"]} == set(names)
    assert len(lists[0]["readings"]) == 30
    with closing(sqlite3.connect(tmp_path / "library.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _keep(server: Server, url: str) -> str:
    form = json.dumps({"html": HTML, "url": url})
    answer = server.ask("POST", "/api/v1/readings", form, {"Content-Type": "application/json"})
    assert answer.status == 200, answer.body
    return str(answer.json["id"])
