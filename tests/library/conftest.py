"""Shelves with something on them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from nutgraf.library import zip_parts
from nutgraf.store import Shelf
from tests.library.shelves import fill


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty shelf."""
    made = Shelf(tmp_path / "library.db")
    yield made
    made.close()


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """All golden readings and what a reader may say of them; not to be changed."""
    made = Shelf(tmp_path_factory.mktemp("full") / "library.db")
    fill(made)
    yield made
    made.close()


@pytest.fixture(scope="session")
def lines(full: Shelf) -> tuple[bytes, ...]:
    """The lines of an export of that shelf."""
    with ZipFile(BytesIO(b"".join(zip_parts(full)))) as archive:
        return tuple(archive.read("library.jsonl").split(b"\n")[:-1])
