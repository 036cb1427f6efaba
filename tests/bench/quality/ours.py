"""How the bench reads a page with Nutgraf, and with which weights: the one place to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from nutgraf import reading
from nutgraf.model import Page, Story
from tests.bench.quality.pages import GoldPage

Split = Literal["site", "set"]
Shift = tuple[Path | None, tuple[GoldPage, ...]]


class NoFolds(Exception):
    """Weights for pages held out cannot be had here."""


def story_of(source: bytes, url: str | None) -> Story:
    """The stages "page" and "story": from a page's bytes to a story without sentences."""
    page = reading.page_of(source, url)
    offered: Any = getattr(reading, "story_of", None)
    if offered is None:
        return _composed(page)
    found: Story = offered(page)
    return found


def _composed(page: Page) -> Story:
    """The same, stage by stage, until `nutgraf.reading.story_of` is there."""
    from nutgraf.page.tree import parse
    from nutgraf.story import find
    from nutgraf.story.blocks import page_blocks
    from nutgraf.story.boundary import boundary
    from nutgraf.story.compose import compose
    from nutgraf.story.labels import labels_of
    from nutgraf.story.metadata import metadata_of

    tree = parse(page)
    blocks = page_blocks(tree.root)
    metadata = metadata_of(tree.root, blocks, page.url)
    border = boundary(blocks, find.votes(tree, blocks, page.url), metadata)
    return compose(blocks, border, labels_of(blocks, border.kept, metadata), metadata).story


@contextmanager
def using(weights: Path | None) -> Iterator[None]:
    """Read with other weights than the shipped ones; None leaves those in place."""
    if weights is None:
        yield
        return
    boundary: Any = import_module("nutgraf.story.boundary")
    with boundary.using(weights):
        yield


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
    name = {"site": "folds", "set": "folds_by_set"}[split]
    try:
        trainer: Any = import_module("tests.bench.train.boundary")
        offered = getattr(trainer, name)
        _ = import_module("nutgraf.story.boundary").using
    except (ImportError, AttributeError) as error:
        raise NoFolds(
            f"Held-out weights need tests.bench.train.boundary.{name} and "
            f"nutgraf.story.boundary.using: {error}"
        ) from error
    found: Iterable[tuple[frozenset[str], Path]] = offered(corpus)
    return found
