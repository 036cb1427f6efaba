"""Which blocks are the story: learned odds for every block, then what is true of any story.

The forest says how likely a block is the story's; the page's own threshold is the one at which
the expected F1 of its words is highest. What a line says of itself overrules it both ways: a
notice is no story, however much stands around it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nutgraf.language.words import key, words
from nutgraf.model import PageKind
from nutgraf.story.blocks import PageBlock
from nutgraf.story.clutter import flag_reason, line_reason, link_reason
from nutgraf.story.features import Sheet, measure
from nutgraf.story.forest import Forest, Weights, shipped
from nutgraf.story.kinds import kind_of
from nutgraf.story.metadata import Metadata

Floats = NDArray[np.floating[Any]]

_VOTED: Final = 0.6
_LEAST_ODDS: Final = 0.25
_MOST_ODDS: Final = 0.55
_PROSE_WORDS: Final = 12
_LOW_LINKS: Final = 0.35
_OWN_SHARE: Final = 0.4
_AFTER_HEADLINE: Final = 0.6
_SERIES: Final = 3
TOLD: Final = ("article", "list", "live-blog")
"""The kinds of page that tell a story: with a headline, a byline, captions of its own."""


OUTSIDE: Final = "outside the story's text"
ABOVE: Final = "above the headline"
NEXT: Final = "part of another story"
NO_STORY: Final = "a page without one story of its own"


@dataclass(frozen=True, slots=True)
class Cut:
    """A block left out: its index, the step that cut it and the reason a reader is told."""

    block: int
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class Boundary:
    """The indexes of the story's blocks, every other block with its reason, and the page's kind."""

    kept: tuple[int, ...]
    cuts: tuple[Cut, ...]
    kind: PageKind = "article"


def boundary(
    blocks: Sequence[PageBlock],
    votes: Sequence[float],
    metadata: Metadata,
    weights: Weights | None = None,
) -> Boundary:
    """Decide for every block of a page whether it is the story's.

    `votes` are trafilatura's, one a block, 0 to 1; `weights` are the shipped ones unless given.
    """
    if metadata.is_pasted or not blocks:
        kept = {i for i, vote in enumerate(votes) if vote >= _VOTED}
        kind: PageKind = "article"
    else:
        weights = weights or shipped()
        votes = votes if any(votes) else _prose_votes(blocks)
        sheet = measure(blocks, votes, metadata, weights.tokens)
        kept = chosen(sheet, weights.blocks)
        kind = kind_of(sheet.page, weights, metadata, [blocks[i] for i in sorted(kept)])
    return _settled(blocks, kept, metadata, kind)


def chosen(sheet: Sheet, forest: Forest) -> set[int]:
    """The blocks more likely in the story than the page's threshold."""
    odds = 1 / (1 + np.exp(-forest.scores(rows_of(sheet, forest.names))[:, 0]))
    return set(np.flatnonzero(odds >= _threshold(odds, sheet.weight)).tolist())


def rows_of(sheet: Sheet, names: Sequence[str]) -> NDArray[np.float32]:
    """The blocks' features in the order a forest reads them, the page's repeated for each."""
    count = len(sheet.weight)
    columns = [
        sheet.blocks[name] if name in sheet.blocks else np.full(count, sheet.page[name])
        for name in names
    ]
    return np.stack(columns, 1).astype(np.float32)


def _threshold(odds: Floats, weight: Floats) -> float:
    """Where the expected F1 is highest when blocks are taken from the likeliest down.

    Expected F1 is approximated by the ratio of expectations: 2·Σwp over taken / (Σw taken + Σwp).
    """
    order = np.argsort(-odds, kind="stable")
    likely, size = odds[order], weight[order] + 0.5
    gained = np.cumsum(size * likely)
    scores = 2 * gained / (np.cumsum(size) + gained[-1] + 1e-9)
    return float(np.clip(likely[int(np.argmax(scores))], _LEAST_ODDS, _MOST_ODDS))


def _settled(
    blocks: Sequence[PageBlock], kept: set[int], metadata: Metadata, kind: PageKind
) -> Boundary:
    cuts: dict[int, Cut] = {}
    own = _own_containers(blocks, kept)
    headline = _headline_at(blocks, kept, metadata)
    if kind in TOLD:
        kept = kept | _entries(blocks, kept) | _inner_lists(blocks, kept) | _subheads(blocks, kept)
    for index in sorted(kept):
        reason = _against(blocks[index], own, told=kind in TOLD)
        if headline is not None and index < headline:
            cuts[index] = Cut(index, "above", ABOVE)
        elif reason:
            cuts[index] = Cut(index, "clutter", reason)
    kept = kept - cuts.keys()
    if kind == "error":
        cuts |= {index: Cut(index, "page-kind", NO_STORY) for index in kept}
        kept = set()
    main = _main_article(blocks, kept)
    for index, block in enumerate(blocks):
        if index not in kept and index not in cuts:
            cuts[index] = _left_out(index, block, own, main, past=bool(kept) and index > max(kept))
    return Boundary(tuple(sorted(kept)), tuple(cuts[i] for i in sorted(cuts)), kind)


def _against(block: PageBlock, own: frozenset[str], *, told: bool) -> str | None:
    """Why a likely block is none of the story, by what it or its containers say outright."""
    said = line_reason(block.text, told=True)
    return said or (flag_reason(block, own, voted=True) if told else None)


def _left_out(
    index: int, block: PageBlock, own: frozenset[str], main: str | None, *, past: bool
) -> Cut:
    """The step and reason for a block nothing spoke for."""
    reason = flag_reason(block, own) or line_reason(block.text) or link_reason(block)
    if reason:
        return Cut(index, "clutter", reason)
    apart = main is not None and bool(block.articles) and main not in block.articles
    if apart or (past and (_prose(block) or block.level == 1)):
        return Cut(index, "next-story", NEXT)
    return Cut(index, "boundary", OUTSIDE)


def _prose_votes(blocks: Sequence[PageBlock]) -> tuple[float, ...]:
    """Votes where the finder has none: for the container with the most prose."""
    weight: Counter[str] = Counter()
    for block in blocks:
        if _prose(block) and flag_reason(block, frozenset()) is None:
            weight[block.container] += len(block.text)
    best = max(weight, key=lambda path: weight[path], default=None)
    return tuple(float(block.container == best) for block in blocks)


def _prose(block: PageBlock) -> bool:
    return block.link_share < _LOW_LINKS and len(words(block.text)) >= _PROSE_WORDS


def _chars(blocks: Sequence[PageBlock], indexes: Iterable[int]) -> int:
    return sum(len(blocks[i].text) for i in indexes)


def _entries(blocks: Sequence[PageBlock], kept: set[int]) -> set[int]:
    """The paragraphs and subheads of a live blog: articles side by side with prose in most of
    them, one of which the finder took for the story."""
    main = _main_article(blocks, kept, series=True)
    if main is None:
        return set()
    beside: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        path = next((p for p in block.articles if _parent(p) == _parent(main)), None)
        if path:
            beside[path].append(index)
    told = [group for group in beside.values() if any(_prose(blocks[i]) for i in group)]
    if len(told) < _SERIES or 2 * len(told) < len(beside):
        return set()
    return {i for group in told for i in group if _prose(blocks[i]) or blocks[i].level}


def _inner_lists(blocks: Sequence[PageBlock], kept: set[int]) -> set[int]:
    """The items of lists that stand between two kept paragraphs of one container, linked or not:
    "Ten tools" is nothing without them. A list that a line announces as related is not meant."""
    prose: dict[str, list[int]] = defaultdict(list)
    for index in sorted(kept):
        if _prose(blocks[index]):
            prose[blocks[index].container].append(index)
    found: set[int] = set()
    announced = ""
    for index, block in enumerate(blocks):
        if block.kind != "list-item" or block.flagged("nav") or block.flagged("menu"):
            continue
        outer = prose.get(_parent(block.container), [])
        if (
            index
            and blocks[index - 1].container != block.container
            and line_reason(blocks[index - 1].text)
        ):
            announced = block.container
        if outer and outer[0] < index < outer[-1] and block.container != announced:
            found.add(index)
    return found


def _subheads(blocks: Sequence[PageBlock], kept: set[int]) -> set[int]:
    """A subhead left out stands right before a kept paragraph, below the first."""
    first = min(kept, default=len(blocks))
    return {
        i
        for i, block in enumerate(blocks[:-1])
        if i > first and (block.level or 0) > 1 and i + 1 in kept and block.link_share < _LOW_LINKS
    }


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _own_containers(blocks: Sequence[PageBlock], kept: set[int]) -> frozenset[str]:
    """Containers that hold much of the story: "page-with-newsletter" on the body is no reason."""
    total = _chars(blocks, kept)
    held: Counter[str] = Counter()
    for index in kept:
        for path in {path for _, path in blocks[index].flags}:
            held[path] += len(blocks[index].text)
    return frozenset(path for path, chars in held.items() if chars > _OWN_SHARE * total)


def _headline_at(blocks: Sequence[PageBlock], kept: set[int], metadata: Metadata) -> int | None:
    """Where the headline stands, when most of the story follows it."""
    sought = key(metadata.headline or "")
    found = next((i for i, b in enumerate(blocks) if b.level and key(b.text) == sought), None)
    if found is None or not sought:
        return None
    after = _chars(blocks, (i for i in kept if i > found))
    return found if after >= _AFTER_HEADLINE * _chars(blocks, kept) else None


def _main_article(
    blocks: Sequence[PageBlock], kept: Iterable[int], *, series: bool = False
) -> str | None:
    """The article element that holds the story; None when a series of them does (a live blog),
    unless one of the series is asked for."""
    held: Counter[str] = Counter()
    for index in kept:
        for path in blocks[index].articles:
            held[path] += len(blocks[index].text)
    if not held:
        return None
    path, chars = max(held.items(), key=lambda item: (item[1], -len(item[0])))
    beside = sum(1 for other in held if _parent(other) == _parent(path))
    if not series and beside >= _SERIES and 2 * chars < _chars(blocks, kept):
        return None
    return path
