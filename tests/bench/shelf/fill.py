"""A shelf filled with made-up readings, by as many processes as the machine has cores."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter

from nutgraf.store import Shelf
from tests.bench.shelf.stories import made_reading, tags_of

BATCH = 100
TOUCHED = 12
"""The reader tags or ticks off one reading in so many."""


def fill(file: Path, count: int) -> float:
    """Put the first `count` made-up readings on the shelf; the seconds it took."""
    start = perf_counter()
    Shelf(file).count()
    firsts = list(range(0, count, BATCH))
    # The library is not read in the order it was made in.
    Random("order").shuffle(firsts)
    jobs = [(file, first, min(first + BATCH, count)) for first in firsts]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as cores:
        for done, _ in enumerate(cores.map(_fill_some, jobs), 1):
            if done % 50 == 0:
                print(f"  {done * BATCH:,} kept, {perf_counter() - start:.0f} s", file=sys.stderr)
    return perf_counter() - start


def _fill_some(job: tuple[Path, int, int]) -> None:
    file, first, past = job
    shelf = Shelf(file)
    names = shelf.keep_all([made_reading(number) for number in range(first, past)])
    for number in range(first, past, TOUCHED):
        shelf.revise(names[number - first], tags=tags_of(number), is_read=number % 2 == 0)
    shelf.close()
