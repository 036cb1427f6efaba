"""The annotated pages in numbers, kept between runs."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

import nutgraf
from nutgraf.page.tree import parse
from nutgraf.reading import page_of
from nutgraf.story import find
from nutgraf.story.blocks import page_blocks
from nutgraf.story.features import Sheet, measure
from nutgraf.story.metadata import metadata_of
from tests.bench.quality.pages import GoldPage, digest_of, pages_of
from tests.bench.train.target import target

Floats = NDArray[np.floating[Any]]

SETS: Final = ("fundus", "newspaper_dataset", "scrapinghub", "wcxb")
# What decides over the numbers does not change the numbers.
DECIDING: Final = frozenset(
    {"against.py", "boundary.py", "compose.py", "forest.py", "kinds.py", "labels.py"}
)


@dataclass(slots=True)
class Example:
    """A page in numbers with its answer: 1 for every block of the annotated body."""

    set: str
    site: str
    kind: str
    sheet: Sheet
    answer: Floats


def examples(corpus: Path, sets: Sequence[str] = SETS) -> list[Example]:
    """Every page of the sets; kept between runs under a digest of the corpus and the code."""
    kept = cache_folder() / f"examples-{digest(corpus, sets)}.pickle"
    if kept.exists():
        found: list[Example] = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
        return found
    pages = [page for page in pages_of(corpus, sets) if page.gold.body is not None]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        made = [example for example in pool.map(_example, pages, chunksize=8) if example]
    kept.write_bytes(pickle.dumps(made, protocol=5))
    return made


def cache_folder() -> Path:
    """The reader's own folder for what is kept between runs: what lies there is unpickled."""
    return user_cache_path("nutgraf-bench", appauthor=False, ensure_exists=True)


def digest(corpus: Path, sets: Sequence[str]) -> str:
    """What the examples follow from: the gold and the code that measures."""
    whole = hashlib.sha256()
    for name in sets:
        whole.update(digest_of(corpus, name).encode())
    for room in ("page", "story", "language"):
        for file in sorted((Path(nutgraf.__file__).parent / room).glob("*.py")):
            if file.name not in DECIDING:
                whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


def _example(page: GoldPage) -> Example | None:
    read = page_of(page.source(), page.gold.url)
    tree = parse(read)
    blocks = page_blocks(tree.root)
    if not blocks:
        return None
    metadata = metadata_of(tree.root, blocks, read.url)
    votes = find.votes(tree, blocks, read.url)
    sheet = measure(blocks, votes, metadata, {})
    answer = np.array(target([block.text for block in blocks], page.gold.body or ""))
    return Example(page.set, page.site, page.gold.page_type or "article", sheet, answer)
