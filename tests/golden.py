"""The golden pages: one folder a case under `tests/pages/`, found by walking."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import nutgraf
from nutgraf.model import Reading

PAGES = Path(__file__).parent / "pages"
CASES = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())


def expected(case: str) -> dict[str, Any]:
    """What the case's `reading.json` demands; every key is optional."""
    return json.loads((PAGES / case / "reading.json").read_text(encoding="utf-8"))


def expected_body(case: str) -> str:
    """The body as `story.md` has it, blocks parted by blank lines."""
    return (PAGES / case / "story.md").read_text(encoding="utf-8").strip("\n")


def fresh_reading(case: str) -> Reading:
    """The case's page, read anew."""
    folder = PAGES / case
    pasted = folder / "page.txt"
    if pasted.exists():
        return nutgraf.read_text(pasted.read_text(encoding="utf-8"))
    return nutgraf.read((folder / "page.html").read_bytes(), expected(case).get("url"))


reading_of = cache(fresh_reading)
