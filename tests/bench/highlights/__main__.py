"""`python -m tests.bench.highlights`: press sentences of corpus pages in Chromium, list the misses."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path

from tests.bench.highlights.pressed import Pressed, as_utf8, press_all, reading_in, served
from tests.bench.quality.pages import CORPUS, GoldPage, pages_of, set_names
from tests.browser.chromium import Chromium

FLOORS = Path(__file__).parents[1] / "floors.json"


def main() -> int:
    """Press them all, print the figures, and say whether the floor holds."""
    asked = _asked()
    pages = sample(asked.pages, asked.skip)
    print(f"{len(pages)} pages of {len({page.set for page in pages})} sets")
    pressed = list(press_pages(pages))
    report(pressed, asked.misses)
    if asked.json:
        rows = [{**asdict(one), "miss": one.miss} for one in pressed]
        asked.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    floor = json.loads(FLOORS.read_text())["highlight_exact_share"]["at_least"]
    return 0 if share([p for p in pressed if p.kind == "sentence"]) >= floor else 1


def sample(count: int, skip: int = 0) -> list[GoldPage]:
    """That many pages with a body, from all sets in turn, evenly over each."""
    sets = [pages_of(CORPUS, [name]) for name in set_names(CORPUS)]
    stories = [[page for page in pages if page.gold.body] for pages in sets]
    share = -(-(count + skip) // len([s for s in stories if s]))
    turns = [s[:: max(1, len(s) // share)][:share] for s in stories if s]
    mixed = [page for turn in zip_longest(*turns) for page in turn if page]
    return mixed[skip : skip + count]


def press_pages(pages: Iterable[GoldPage]) -> Iterator[Pressed]:
    """Every press on every page."""
    named = {f"/{i}.html": page for i, page in enumerate(pages)}
    sources = {path: as_utf8(page.source()) for path, page in named.items()}
    with (
        served({**sources, "/": b"<!doctype html><p>Ready."}) as site,
        reading_in(Chromium, site) as browser,
    ):
        for path, page in named.items():
            yield from press_all(browser, site + path, f"{page.set}/{page.id}")


def share(pressed: list[Pressed]) -> float:
    """The share of presses that lit the exact words in view."""
    return sum(one.miss is None for one in pressed) / max(1, len(pressed))


def report(pressed: list[Pressed], misses: int) -> None:
    """The figures for each kind, and the misses."""
    for kind in ("sentence", "quote", "person"):
        of = [one for one in pressed if one.kind == kind]
        if not of:
            continue
        taken = sorted(one.ms for one in of)
        why = dict(Counter(one.miss for one in of if one.miss))
        late = taken[int(0.95 * (len(taken) - 1))]
        print(
            f"{kind:10}{len(of):6} pressed  {100 * share(of):6.2f}% exact and in view"
            f"   median {statistics.median(taken):.0f} ms, 95th {late:.0f} ms   {why or ''}"
        )
    for one in [one for one in pressed if one.miss][:misses]:
        print(f"\n{one.miss}: {one.kind} of {one.page} at {one.path}")
        print(f"  wanted {one.wanted!r}\n  lit    {one.words[:400]!r}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--skip", type=int, default=0, help="leave out the first of the sample")
    parser.add_argument("--misses", type=int, default=20, help="how many misses are printed")
    parser.add_argument("--json", type=Path, help="where every press is written to")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
