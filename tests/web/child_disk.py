"""Run in mounts of its own: a server whose disk gets full, has room again, and turns read-only."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.golden import PAGES
from tests.mounts import larger, seen_read_only, seen_writable, small_disk
from tests.serving import Answer, Server, serving

HTML = (PAGES / "clutter--notification-and-video" / "page.html").read_text(encoding="utf-8")
JSON = {"Content-Type": "application/json"}
ROWS = "/api/v1/readings?limit=200"


def keep(server: Server, number: int) -> Answer:
    form = json.dumps({"html": HTML, "url": f"https://news.example/{number}"})
    return server.ask("POST", "/api/v1/readings", form, JSON)


def told(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer.json["code"]) == (status, code), answer.body
    assert answer.json["detail"].endswith(".")


def main(folder: Path) -> None:
    small_disk(folder, "3m")
    with serving(folder) as server:
        kept = []
        while (answer := keep(server, len(kept))).status == 200:
            kept.append(answer.json["id"])
        told(answer, 507, "shelf-full")
        assert {row["id"] for row in server.ask("GET", ROWS).json["readings"]} == set(kept[-200:])
        assert server.post_page(HTML).status == 200

        larger(folder, "30m")
        assert keep(server, len(kept)).status == 200

        token = server.token

    # A disk that a server has open for writing cannot be made read-only: another view of it can.
    elsewhere = folder.with_name("elsewhere")
    seen_read_only(folder, elsewhere)
    with serving(elsewhere, token) as server:
        told(keep(server, 9_999), 503, "shelf-read-only")
        told(server.ask("DELETE", f"/api/v1/readings/{kept[0]}"), 503, "shelf-read-only")
        assert server.post_page(HTML).status == 200
        assert server.ask("GET", f"/api/v1/readings/{kept[0]}").json["id"] == kept[0]
        assert len(server.ask("GET", ROWS).json["readings"]) == min(len(kept) + 1, 200)
        seen_writable(elsewhere)
        assert keep(server, 9_999).status == 200


if __name__ == "__main__":
    main(Path(sys.argv[1]))
