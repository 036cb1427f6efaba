"""`python -m tests.bench.shelf`: fill a library with made-up readings and time it."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from nutgraf.store import Shelf
from tests.bench.shelf.fill import fill
from tests.bench.shelf.timings import (
    Times,
    bytes_per_reading,
    keep_times,
    list_times,
    open_times,
    other_times,
    search_times,
    together,
)


def main() -> None:
    """Fill the library, unless its file is there already, and print every figure."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        file = (asked.folder or Path(folder)) / f"library-{asked.readings}.db"
        if not file.exists():
            print(f"filled in {fill(file, asked.readings):.0f} s")
        report(file, asked.readings)


def report(file: Path, count: int) -> None:
    """Print the figures of a filled shelf; 500 more readings are kept, and purged again."""
    _show("Opened", open_times(file))
    shelf = Shelf(file)
    print(f"{shelf.count():,} readings")
    found = search_times(shelf, count)
    _show("Searches, first 30 rows", [*found, together("ALL SEARCHES", found)])
    found = list_times(shelf)
    _show("Lists, 30 rows", [*found, together("ALL LISTS", found)])
    _show("Other calls", other_times(shelf, count))
    _show("Writing", keep_times(shelf, count + 1_000_000, 500))
    shelf.close()
    print("\nBytes for each reading")
    for name, size in bytes_per_reading(file).items():
        print(f"  {name:28}{size:10,.0f}")


def _show(title: str, several: Iterable[Times]) -> None:
    print(f"\n{title:30}{'p50':>8}{'p95':>8}{'most':>8}  milliseconds")
    for times in several:
        print(f"  {times.kind:28}{times.at(50):8.1f}{times.at(95):8.1f}{max(times.taken):8.1f}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the library is kept for another run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
