"""What a page costs, as a ratio to trafilatura on the same machine in the same minute."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time

import numpy as np

from nutgraf.page.decode import decode
from tests.bench.quality import ours
from tests.bench.quality.pages import GoldPage

WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds a page of the stages "page" and "story", and of trafilatura."""

    own: tuple[float, ...]
    peer: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of our pages to the peer's."""
        return float(np.median(self.own) / np.median(self.peer))

    def lines(self) -> tuple[str, ...]:
        """Median and 95th percentile of both, and their ratios."""
        own, peer = (np.percentile(times, (50, 95)) for times in (self.own, self.peer))
        ratio = own / peer
        return (
            f"page + story   median {own[0]:6.1f} ms  p95 {own[1]:6.1f} ms  ({len(self.own)} pages)",
            f"trafilatura    median {peer[0]:6.1f} ms  p95 {peer[1]:6.1f} ms",
            f"ratio          median {ratio[0]:6.2f}     p95 {ratio[1]:6.2f}",
        )


def measure(pages: Sequence[GoldPage]) -> Cost:
    """Read each page with both, by turns first, in this process alone."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for page in pages[:WARM_UP]:
        _pair(page, own_first=True)
    pairs = [_pair(page, own_first=place % 2 == 0) for place, page in enumerate(pages)]
    return Cost(tuple(own for own, _ in pairs), tuple(peer for _, peer in pairs))


def _pair(page: GoldPage, *, own_first: bool) -> tuple[float, float]:
    source = page.source()
    html = decode(source)

    def own() -> None:
        ours.story_of(source, page.gold.url)

    def peer() -> None:
        from trafilatura import bare_extraction

        bare_extraction(html, include_comments=False, with_metadata=True)

    if own_first:
        first = _timed(own)
        return first, _timed(peer)
    first = _timed(peer)
    return _timed(own), first


def _timed(read: Callable[[], None]) -> float:
    """CPU milliseconds of this process; a page that a tool fails on costs what it cost."""
    gc.collect()
    start = process_time()
    try:
        read()
    except Exception:  # noqa: BLE001 - another's tool may raise anything
        logging.getLogger(__name__).info("a page could not be read")
    return (process_time() - start) * 1_000
