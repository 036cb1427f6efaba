"""How the bench reads a page with Nutgraf, and with which weights: the one place to change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from nutgraf import reading
from nutgraf.model import Story
from nutgraf.story.forest import weights_at
from tests.bench.quality.pages import GoldPage

Split = Literal["site", "set"]
Shift = tuple[Path | None, tuple[GoldPage, ...]]


class NoFolds(Exception):
    """Weights for pages held out cannot be had here."""


def story_of(source: bytes, url: str | None, weights: Path | None = None) -> Story:
    """The stages "page" and "story": from a page's bytes to a story without sentences.

    `weights` is a file of other weights than the shipped ones.
    """
    page = reading.page_of(source, url)
    return reading.story_of(page, weights_at(weights) if weights else None)[0].story


def shifts(corpus: Path, pages: Sequence[GoldPage], split: Split | None) -> list[Shift]:
    """The pages in groups, each with the weights that were trained without them.

    Raises NoFolds. Pages that no fold holds out (their set is not trained on) come with None:
    the shipped weights.
    """
    if split is None:
        return [(None, tuple(pages))]
    left = list(pages)
    found: list[Shift] = []
    for held_out, weights in _folds(corpus, split):
        out = {page.folder for page in left if _key(page, split) in held_out}
        found.append((weights, tuple(page for page in left if page.folder in out)))
        left = [page for page in left if page.folder not in out]
    return [shift for shift in (*found, (None, tuple(left))) if shift[1]]


def _key(page: GoldPage, split: Split) -> str:
    return page.site if split == "site" else page.set


def _folds(corpus: Path, split: Split) -> Iterable[tuple[frozenset[str], Path]]:
    if find_spec("lightgbm") is None:
        raise NoFolds("Held-out weights are fitted with lightgbm: pip install -e '.[bench]'")
    from tests.bench.train.boundary import folds, folds_by_set

    return {"site": folds, "set": folds_by_set}[split](corpus)
