"""Read pages of a folder of the corpus and print digest and broken laws of each as JSON.

Of a folder of more than a thousand pages it is every other one, unless NUTGRAF_ALL_PAGES is set.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path
from typing import Any

import nutgraf
from tests.laws import broken_laws

MANY = 1_000


def pages_of(folder: Path) -> list[Path]:
    """The pages of a folder that are read, in order."""
    pages = sorted(folder.iterdir())
    return pages if len(pages) <= MANY or "NUTGRAF_ALL_PAGES" in os.environ else pages[::2]


def read_set(folder: Path, half: int) -> dict[str, dict[str, Any]]:
    """Digest and broken laws by page, of one half of the pages and every ninth page."""
    found = {}
    for number, page in enumerate(pages_of(folder)):
        if number % 2 != half % 2 and number % 9:
            continue
        gold = json.loads((page / "gold.json").read_text(encoding="utf-8"))
        html = gzip.decompress((page / "page.html.gz").read_bytes())
        reading = nutgraf.read(html, gold.get("url"))
        found[page.name] = {"digest": reading.digest, "broken": broken_laws(reading)}
    return found


if __name__ == "__main__":
    json.dump(read_set(Path(sys.argv[1]), int(sys.argv[2])), sys.stdout)
