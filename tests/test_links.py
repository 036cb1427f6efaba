"""The table the extension's links to words are tested against."""

import json
from pathlib import Path

from nutgraf.model import Anchor

TABLE = Path(__file__).parent / "extension" / "links.json"


def test_the_extension_makes_the_same_links_as_the_server() -> None:
    """Every link the extension's own test asks for is the one the server makes."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))
    assert [row["link"] for row in rows] == [Anchor(row["exact"]).link(row["url"]) for row in rows]
