"""Where trafilatura finds the body: one vote a block. The only importer of trafilatura."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from nutgraf.language.words import key, shingles, unspaced, words
from nutgraf.page.tree import Tree
from nutgraf.story.blocks import Container, PageBlock, is_prose

_ENOUGH_WORDS: Final = 8
_MOSTLY_LINKS: Final = 0.5
_WHOLE: Final = frozenset({"html", "head", "body", ""})
_HOPELESS: Final = frozenset(
    {"nav", "footer", "menu", "related", "share", "ad", "dialog", "comments", "form", "newsletter",
     "bio"}
)  # fmt: skip

# What trafilatura 2.3 was seen to raise on hostile trees; a page it fails on has no votes, and
# the boundary falls back to our own measure of prose.
_FAILURES: Final = (
    ValueError, TypeError, AttributeError, AssertionError, LookupError, RecursionError,
)  # fmt: skip


def votes(tree: Tree, blocks: Sequence[PageBlock], url: str | None) -> tuple[float, ...]:
    """How much of each block trafilatura would keep, 0 to 1; all 0 where it finds nothing.

    A kept line is the next block of the same words, so that of two equal blocks the one in the
    body is meant; a block that trafilatura cut or joined gets its share of kept 4-word shingles.
    The tree is spent: what cannot be a story is cut from it first, for trafilatura costs what the
    tree is large.
    """
    if not tree.crowded:
        _prune(blocks)
    lines = () if tree.crowded else _kept_lines(tree, url)
    if not lines:
        return (0.0,) * len(blocks)
    matched = _matched(lines, blocks)
    text = "\n".join(lines)
    parted = words if unspaced(text) else str.split
    kept = shingles(parted(text))
    return tuple(
        1.0 if index in matched else _share(parted(block.text), kept)
        for index, block in enumerate(blocks)
    )


def _prune(blocks: Sequence[PageBlock]) -> None:
    """Cut the elements without a paragraph that are mostly links, or menus by their own word."""
    told: set[int] = set()
    for block in blocks:
        if is_prose(block):
            for box in block.within.chain():
                if id(box) in told:
                    break
                told.add(id(box))
    outer: dict[int, Container] = {}
    sizes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for block in blocks:
        if id(block.within) not in told:
            size = sizes[id(_outermost(block.within, told, outer))]
            size[0] += len(block.text)
            size[1] += min(block.links, len(block.text))
    for box in {id(box): box for box in outer.values()}.values():
        chars, links = sizes[id(box)]
        apart = links > _MOSTLY_LINKS * chars or _HOPELESS.intersection(box.says)
        if apart and box.element is not None and box.tag not in _WHOLE:
            box.element.drop_tree()


def _outermost(inner: Container, told: set[int], known: dict[int, Container]) -> Container:
    """The widest container around another that holds nothing told; looked for once each."""
    passed = []
    box = inner
    while id(box) not in known and box.parent is not None and id(box.parent) not in told:
        passed.append(box)
        box = box.parent
    widest = known.setdefault(id(box), box)
    for box in passed:
        known[id(box)] = widest
    return widest


def _kept_lines(tree: Tree, url: str | None) -> tuple[str, ...]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(tree.root, url=url, options=_options())
    except _FAILURES:
        return ()
    text = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    return tuple(cell for line in text.split("\n") for cell in line.split("|") if cell.strip())


@lru_cache(maxsize=1)
def _options() -> Any:
    """How trafilatura is asked; its own reading of its settings costs as much as a short page."""
    from trafilatura.settings import Extractor

    # Comments are not the story; deduplicate=True would keep state between calls.
    return Extractor(output_format="python", comments=False, fast=True)


def _matched(lines: Sequence[str], blocks: Sequence[PageBlock]) -> set[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        for part in {block.text, *block.text.split("\n")}:
            places[key(part)].append(index)
    matched: set[int] = set()
    last = -1
    for line in lines:
        found = places.get(key(line))
        if found:
            after = bisect_right(found, last)
            last = found[after] if after < len(found) else found[-1]
            matched.add(last)
    return matched


def _share(tokens: Sequence[str], kept: set[tuple[str, ...]]) -> float:
    if len(tokens) < _ENOUGH_WORDS:
        return 0.0
    own = shingles(tokens)
    return len(own & kept) / len(own)
