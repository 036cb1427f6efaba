"""To be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.counts import Document


def documents(corpus: Path, limit: int | None = None) -> Iterator[Document]:
    """What was found in every document of the corpus."""
    yield from ()
