"""Where trafilatura finds the body: one vote a block. The only importer of trafilatura."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from nutgraf.language.words import key, shingles, words
from nutgraf.page.tree import Tree
from nutgraf.story.blocks import PageBlock

_ENOUGH_WORDS: Final = 8

# What trafilatura 2.3 was seen to raise on hostile trees; a page it fails on has no votes, and
# the boundary falls back to our own measure of prose.
_FAILURES: Final = (
    ValueError, TypeError, AttributeError, AssertionError, LookupError, RecursionError,
)  # fmt: skip


def votes(tree: Tree, blocks: Sequence[PageBlock], url: str | None) -> tuple[float, ...]:
    """How much of each block trafilatura would keep, 0 to 1; all 0 where it finds nothing.

    A kept line is the next block of the same words, so that of two equal blocks the one in the
    body is meant; a block that trafilatura cut or joined gets its share of kept 4-word shingles.
    """
    lines = () if tree.crowded else _kept_lines(tree, url)
    if not lines:
        return (0.0,) * len(blocks)
    matched = _matched(lines, blocks)
    kept = shingles(words("\n".join(lines)))
    return tuple(
        1.0 if index in matched else _share(block, kept) for index, block in enumerate(blocks)
    )


def _kept_lines(tree: Tree, url: str | None) -> tuple[str, ...]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        # Comments are not the story; deduplicate=True would keep state between calls.
        found = bare_extraction(tree.root, url=url, include_comments=False, fast=True)
    except _FAILURES:
        return ()
    text = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    return tuple(cell for line in text.split("\n") for cell in line.split("|") if cell.strip())


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


def _share(block: PageBlock, kept: set[tuple[str, ...]]) -> float:
    tokens = words(block.text)
    if len(tokens) < _ENOUGH_WORDS:
        return 0.0
    own = shingles(tokens)
    return len(own & kept) / len(own)
