"""Read pages of a folder of the corpus and print digest and broken laws of each as JSON."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import nutgraf
from tests.laws import broken_laws


def read_set(folder: Path, half: int) -> dict[str, dict[str, Any]]:
    """Digest and broken laws by page, of one half of the pages and every ninth page."""
    found = {}
    for number, page in enumerate(sorted(folder.iterdir())):
        if number % 2 != half % 2 and number % 9:
            continue
        gold = json.loads((page / "gold.json").read_text(encoding="utf-8"))
        html = gzip.decompress((page / "page.html.gz").read_bytes())
        reading = nutgraf.read(html, gold.get("url"))
        found[page.name] = {"digest": reading.digest, "broken": broken_laws(reading)}
    return found


if __name__ == "__main__":
    json.dump(read_set(Path(sys.argv[1]), int(sys.argv[2])), sys.stdout)
