"""Shelves with something on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
"""An export of it is a session's, too."""


@pytest.fixture(scope="session")
def lines(full: Shelf) -> tuple[bytes, ...]:
    """The lines of an export of that shelf."""
    from io import BytesIO
    from zipfile import ZipFile

    from nutgraf.library import zip_parts

    with ZipFile(BytesIO(b"".join(zip_parts(full)))) as archive:
        return tuple(archive.read("library.jsonl").splitlines(keepends=True))
