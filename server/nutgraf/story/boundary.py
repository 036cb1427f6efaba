"""Which blocks are the story: learned odds for every block, then what is true of any story.

The forest says how likely a block is the story's; the page's own threshold is the one at which
the expected F1 of its words is highest. What a line says of itself overrules it: a notice is no
story, whatever stands around it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nutgraf.language.words import key
from nutgraf.model import PageKind
from nutgraf.story.against import OWN_SHARE, beside_goods, chars_of, told_against
from nutgraf.story.blocks import PageBlock, is_prose
from nutgraf.story.clutter import flag_reason, line_reason, link_reason
from nutgraf.story.features import Boxes, Sheet, measure
from nutgraf.story.forest import Forest, Weights, shipped
from nutgraf.story.kinds import kind_odds, kind_of, likely_kind
from nutgraf.story.metadata import Metadata

Floats = NDArray[np.floating[Any]]

_VOTED: Final = 0.6
# The best on pages held out, and flat around: what is unlikely on a product page is other goods.
_LEAST_ODDS: Final[Mapping[str, float]] = {
    "article": 0.25, "forum": 0.35, "product": 0.27,
}  # fmt: skip
_LEAST_ODDS_ELSEWHERE: Final = 0.2
_MOST_ODDS: Final = 0.55
_EVEN_ODDS: Final = 0.5
_PLAIN_ODDS: Final = 0.8
_ALL_LINK: Final = 0.8
_TOLD_WORDS: Final = 80
_RECORDS: Final[frozenset[PageKind]] = frozenset({"forum", "listing", "product"})
_ALIKE_SHARE: Final = 0.6
_LOW_LINKS: Final = 0.35
_AFTER_HEADLINE: Final = 0.6
_SERIES: Final = 3
_ANNOUNCING_WORDS: Final = 4
_ANNOUNCES: Final = re.compile(
    r"\W*(?:next story|up next|read next|next article|what to read next)\b", re.I
)
TOLD: Final = ("article", "list", "live-blog")
"""The kinds of page that tell a story."""
LABELLED: Final = (*TOLD, "documentation", "forum", "page")
"""The kinds of page that have a headline, a byline or captions of their own."""


OUTSIDE: Final = "outside the story's text"
ABOVE: Final = "above the headline"
NEXT: Final = "part of another story"
HEADS_NOTHING: Final = "a heading with nothing of the story below it"
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
        sure = False
    else:
        weights = weights or shipped()
        votes = votes if any(votes) else _prose_votes(blocks)
        sheet = measure(blocks, votes, metadata, weights.tokens)
        odds = kind_odds(sheet.page, weights.kinds, weights.kind_names)
        sheet = replace(sheet, page={**sheet.page, **odds})
        learned = likely_kind(odds, stated=metadata.is_article)
        sure = learned == "article"
        kind = learned or ("article" if metadata.is_article else "page")
        kept = chosen(sheet, weights.blocks, kind)
        kind = kind_of(kind, metadata, [blocks[i] for i in sorted(kept)])
    found = {index for index, vote in enumerate(votes) if vote >= _VOTED}
    return _settled(blocks, kept, found, metadata, kind, sure=sure)


def chosen(sheet: Sheet, forest: Forest, kind: PageKind) -> set[int]:
    """The blocks more likely in the story than the page's threshold; on a page that tells something
    at length, a line that is all link must be likelier than not."""
    scores: Floats = forest.scores(rows_of(sheet, forest.names))[:, 0]
    if kind in _RECORDS:
        scores = _alike(scores, sheet.boxes)
    odds = 1 / (1 + np.exp(-scores))
    least = _LEAST_ODDS.get(kind, _LEAST_ODDS_ELSEWHERE)
    taken = odds >= _threshold(odds, sheet.weight, least)
    links = sheet.blocks["links"]
    told = sheet.weight[(odds >= _PLAIN_ODDS) & (links < _LOW_LINKS)].sum()
    if told >= _TOLD_WORDS:
        taken &= (odds >= _EVEN_ODDS) | (links <= _ALL_LINK)
    return set(np.flatnonzero(taken).tolist())


def _alike(scores: Floats, boxes: Boxes) -> Floats:
    """Scores drawn to the mean of the blocks in containers that look the same: the records of a
    listing or a thread are read alike."""
    kinds = boxes.kinds[boxes.own]
    count = np.bincount(kinds)
    mean = np.bincount(kinds, weights=scores) / np.maximum(count, 1)
    drawn = (1 - _ALIKE_SHARE) * scores + _ALIKE_SHARE * mean[kinds]
    return np.where(count[kinds] >= _SERIES, drawn, scores)


def rows_of(sheet: Sheet, names: Sequence[str]) -> NDArray[np.float32]:
    """The blocks' features in the order a forest reads them, the page's repeated for each."""
    count = len(sheet.weight)
    columns = [
        sheet.blocks[name] if name in sheet.blocks else np.full(count, sheet.page[name])
        for name in names
    ]
    return np.stack(columns, 1).astype(np.float32)


def _threshold(odds: Floats, weight: Floats, least: float) -> float:
    """Where the expected F1 is highest when blocks are taken from the likeliest down.

    Expected F1 is approximated by the ratio of expectations: 2·Σwp over taken / (Σw taken + Σwp).
    """
    order = np.argsort(-odds, kind="stable")
    likely, size = odds[order], weight[order] + 0.5
    gained = np.cumsum(size * likely)
    scores = 2 * gained / (np.cumsum(size) + gained[-1] + 1e-9)
    return float(np.clip(likely[int(np.argmax(scores))], least, _MOST_ODDS))


def _settled(
    blocks: Sequence[PageBlock],
    likely: set[int],
    voted: set[int],
    metadata: Metadata,
    kind: PageKind,
    *,
    sure: bool,
) -> Boundary:
    """The likely blocks after what is true of any story; every other block with its reason.

    `voted` are those that trafilatura would keep. `sure`: the page's features, not only its own
    word, make it an article.
    """
    kept = set(likely)
    if kind in TOLD:
        kept |= _entries(blocks, kept) | _inner_lists(blocks, kept) | _subheads(blocks, kept)
    own = _own_containers(blocks, kept)
    cuts = _overruled(blocks, kept, voted, metadata, kind, sure=sure)
    kept -= cuts.keys()
    main = _main_article(blocks, kept)
    for index, block in enumerate(blocks):
        if index not in kept and index not in cuts:
            cuts[index] = _left_out(index, block, own, main, past=bool(kept) and index > max(kept))
    for index in _headings_of(blocks, kept, cuts) if sure else ():
        cuts[index] = replace(cuts[index + 1], block=index)
        kept.discard(index)
    while kind != "listing" and len(kept) > 1 and blocks[max(kept)].level:
        cuts[max(kept)] = Cut(max(kept), "boundary", HEADS_NOTHING)
        kept.remove(max(kept))
    return Boundary(tuple(sorted(kept)), tuple(cuts[i] for i in sorted(cuts)), kind)


def _overruled(
    blocks: Sequence[PageBlock],
    kept: set[int],
    voted: set[int],
    metadata: Metadata,
    kind: PageKind,
    *,
    sure: bool,
) -> dict[int, Cut]:
    """Likely blocks that are not the story's after all."""
    if kind == "error":
        return {index: Cut(index, "page-kind", NO_STORY) for index in kept}
    cuts: dict[int, Cut] = {}
    headline = _headline_at(blocks, kept, metadata)
    own = _own_containers(blocks, kept)
    against = told_against(blocks, kept, voted, own, told=sure)
    if kind == "product":
        against |= beside_goods(blocks, kept)
    for index in kept:
        reason = line_reason(blocks[index].text, told=True) or against.get(index)
        if headline is not None and index < headline:
            cuts[index] = Cut(index, "above", ABOVE)
        elif reason:
            cuts[index] = Cut(index, "clutter", reason)
    left = kept - cuts.keys()
    if kind in LABELLED:
        after = _next_story(blocks, left, headline, stated=metadata.is_article)
        cuts |= {index: Cut(index, "next-story", NEXT) for index in left if index >= after}
    return cuts


def _left_out(
    index: int, block: PageBlock, own: frozenset[str], main: str | None, *, past: bool
) -> Cut:
    """The step and reason for a block nothing spoke for."""
    reason = flag_reason(block, own) or line_reason(block.text) or link_reason(block)
    if reason:
        return Cut(index, "clutter", reason)
    apart = main is not None and bool(block.articles) and main not in block.articles
    if apart or (past and (is_prose(block) or block.level == 1)):
        return Cut(index, "next-story", NEXT)
    return Cut(index, "boundary", OUTSIDE)


def _next_story(
    blocks: Sequence[PageBlock], kept: set[int], headline: int | None, *, stated: bool
) -> int:
    """Where another story begins, past half of this one: after a line that says so, or, where the
    page states that it is an article, at a second headline past the story's own container."""
    body = _main_container(blocks, kept)
    own = key(blocks[headline].text) if headline is not None else ""
    last = max((i for i in kept if blocks[i].container == body and is_prose(blocks[i])), default=0)
    for index in range(max(headline or 0, _halfway(blocks, kept)) + 1, len(blocks)):
        block = blocks[index]
        if _announces(block) and index > last:
            return index
        restarts = block.level == 1 and block.container != body and key(block.text) != own
        if stated and restarts and index > last:
            return index
    return len(blocks)


def _halfway(blocks: Sequence[PageBlock], kept: set[int]) -> int:
    """The index at which half of the story's prose has been told."""
    prose = sorted(i for i in kept if is_prose(blocks[i]))
    total, told = chars_of(blocks, prose), 0
    for index in prose:
        told += len(blocks[index].text)
        if 2 * told >= total:
            return index
    return 0


def _announces(block: PageBlock) -> bool:
    """Whether a line says that another story begins."""
    return bool(_ANNOUNCES.match(block.text)) and len(block.text.split()) <= _ANNOUNCING_WORDS


def _main_container(blocks: Sequence[PageBlock], kept: set[int]) -> str:
    held: Counter[str] = Counter()
    for index in kept:
        held[blocks[index].container] += len(blocks[index].text)
    return max(held, key=lambda path: held[path], default="")


def _prose_votes(blocks: Sequence[PageBlock]) -> tuple[float, ...]:
    """Votes where the finder has none: for the container with the most prose."""
    weight: Counter[str] = Counter()
    for block in blocks:
        if is_prose(block) and flag_reason(block, frozenset()) is None:
            weight[block.container] += len(block.text)
    best = max(weight, key=lambda path: weight[path], default=None)
    return tuple(float(block.container == best) for block in blocks)


def _headings_of(blocks: Sequence[PageBlock], kept: set[int], cuts: Mapping[int, Cut]) -> list[int]:
    """Kept subheads right above something cut as clutter in the same container: they head it."""
    return [
        index
        for index in sorted(kept)
        if (blocks[index].level or 0) > 1
        and index + 1 in cuts
        and cuts[index + 1].step == "clutter"
        and blocks[index + 1].container == blocks[index].container
    ]


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
    told = [group for group in beside.values() if any(is_prose(blocks[i]) for i in group)]
    if len(told) < _SERIES or 2 * len(told) < len(beside):
        return set()
    return {i for group in told for i in group if is_prose(blocks[i]) or blocks[i].level}


def _inner_lists(blocks: Sequence[PageBlock], kept: set[int]) -> set[int]:
    """The items of lists that stand between two kept paragraphs of one container, linked or not:
    "Ten tools" is nothing without them. A list that a line announces as related is not meant."""
    prose: dict[str, list[int]] = defaultdict(list)
    for index in sorted(kept):
        if is_prose(blocks[index]):
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
    total = chars_of(blocks, kept)
    held: Counter[str] = Counter()
    for index in kept:
        for path in {path for _, path in blocks[index].flags}:
            held[path] += len(blocks[index].text)
    return frozenset(path for path, chars in held.items() if chars > OWN_SHARE * total)


def _headline_at(blocks: Sequence[PageBlock], kept: set[int], metadata: Metadata) -> int | None:
    """Where the headline stands, when most of the story follows it."""
    sought = key(metadata.shown_headline or "")
    found = next((i for i, b in enumerate(blocks) if b.level and key(b.text) == sought), None)
    if found is None or not sought:
        return None
    after = chars_of(blocks, (i for i in kept if i > found))
    return found if after >= _AFTER_HEADLINE * chars_of(blocks, kept) else None


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
    if not series and beside >= _SERIES and 2 * chars < chars_of(blocks, kept):
        return None
    return path
