"""A shelf of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nutgraf.store import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty shelf in a folder that is made with it."""
    opened = Shelf(tmp_path / "home" / "library.db")
    yield opened
    opened.close()
