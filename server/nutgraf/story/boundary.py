"""Which blocks are the story: where it starts, what stands in it, where the next one begins.

Every step takes away or brings back, and says why; what no step names stays outside because
nothing spoke for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.language.words import key, words
from nutgraf.story.blocks import PageBlock
from nutgraf.story.clutter import flag_reason, line_reason, link_reason
from nutgraf.story.metadata import Metadata

_VOTED: Final = 0.6
_PROSE_WORDS: Final = 12
_LOW_LINKS: Final = 0.35
_OWN_SHARE: Final = 0.4
_AFTER_HEADLINE: Final = 0.6
_STORY_WORDS: Final = 40
_BRIEF_WORDS: Final = 12
_LISTING_LINKS: Final = 0.5
_BRIEF_LINKS: Final = 0.1
_SERIES: Final = 3
_SECOND_BODY: Final = 2
_ANNOUNCING_WORDS: Final = 4
_ANNOUNCES: Final = re.compile(
    r"\W*(?:next story|up next|read next|next article|what to read next)\b", re.I
)

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
    """The indexes of the story's blocks, and every other block with its reason."""

    kept: tuple[int, ...]
    cuts: tuple[Cut, ...]


def boundary(blocks: Sequence[PageBlock], votes: Sequence[float], metadata: Metadata) -> Boundary:
    """Decide for every block of a page whether it is the story's.

    `votes` are trafilatura's, one a block; where it found nothing, prose speaks for itself.
    """
    cuts: dict[int, Cut] = {}
    kept = _seeds(blocks, votes, pasted=metadata.is_pasted)
    own = _own_containers(blocks, kept)
    kept |= _entries(blocks, kept) | _inner_lists(blocks, kept)
    headline = _headline_at(blocks, kept, metadata)
    for index, reason in _clutter(blocks, kept, own):
        cuts[index] = Cut(index, "clutter", reason)
    left = kept - cuts.keys()
    for step, found in (
        ("above", _above(left, headline)),
        ("next-story", _next_story(blocks, left, headline)),
        ("tail", _tail(blocks, left)),
    ):
        for index, reason in found:
            cuts.setdefault(index, Cut(index, step, reason))
    kept = (kept | _continued(blocks, kept - cuts.keys(), own)) - cuts.keys()
    if not _is_story(blocks, kept, metadata):
        cuts |= {i: Cut(i, "page-kind", NO_STORY) for i in kept}
        kept = set()
    for index in range(len(blocks)):
        if index not in kept:
            cuts.setdefault(index, Cut(index, "finder", OUTSIDE))
    return Boundary(tuple(sorted(kept)), tuple(cuts[i] for i in sorted(cuts)))


def _prose(block: PageBlock) -> bool:
    return block.link_share < _LOW_LINKS and len(words(block.text)) >= _PROSE_WORDS


def _chars(blocks: Sequence[PageBlock], indexes: Iterable[int]) -> int:
    return sum(len(blocks[i].text) for i in indexes)


def _seeds(blocks: Sequence[PageBlock], votes: Sequence[float], *, pasted: bool) -> set[int]:
    seeds = {i for i, vote in enumerate(votes) if vote >= _VOTED}
    if pasted or any(_prose(blocks[i]) for i in seeds):
        return seeds
    weight: Counter[str] = Counter()
    for block in blocks:
        if _prose(block) and flag_reason(block, frozenset()) is None:
            weight[block.container] += len(block.text)
    best = max(weight, key=lambda path: weight[path], default=None)
    return {i for i, block in enumerate(blocks) if block.container == best}


def _entries(blocks: Sequence[PageBlock], kept: set[int]) -> set[int]:
    """The paragraphs and subheads of a live blog: articles side by side with prose in most of
    them, one of which the finder took for the story."""
    main = _main_article(blocks, kept)
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


def _clutter(
    blocks: Sequence[PageBlock], kept: set[int], own: frozenset[str]
) -> Iterable[tuple[int, str]]:
    for index, block in enumerate(blocks):
        voted = index in kept
        said = flag_reason(block, own, voted=voted)
        reason = said or line_reason(block.text, told=voted) or link_reason(block, voted=voted)
        if reason:
            yield index, reason


def _above(kept: set[int], headline: int | None) -> Iterable[tuple[int, str]]:
    return ((i, ABOVE) for i in kept if headline is not None and i < headline)


def _next_story(
    blocks: Sequence[PageBlock], kept: set[int], headline: int | None
) -> Iterable[tuple[int, str]]:
    """Blocks of another story: in an article of its own, under a headline of its own, or after a
    line that says that other stories begin."""
    main = _main_article(blocks, kept)
    body = _main_container(blocks, kept)
    goes_on = max((i for i in kept if blocks[i].container == body and _prose(blocks[i])), default=0)
    earliest = max(headline or 0, _halfway(blocks, kept))
    begun = False
    for index, block in enumerate(blocks):
        if index > earliest and not begun:
            begun = _restarts(blocks, index, headline, body) or (
                _announces(block) and (block.container == body or index > goes_on)
            )
        apart = main is not None and bool(block.articles) and main not in block.articles
        if begun or (apart and index > min(kept, default=0)):
            yield index, NEXT


def _halfway(blocks: Sequence[PageBlock], kept: set[int]) -> int:
    """The index at which half of the story's prose has been told."""
    prose = sorted(i for i in kept if _prose(blocks[i]))
    total, told = _chars(blocks, prose), 0
    for index in prose:
        told += len(blocks[index].text)
        if 2 * told >= total:
            return index
    return 0


def _restarts(blocks: Sequence[PageBlock], index: int, headline: int | None, body: str) -> bool:
    """Whether a block is the headline of another story, outside this one's container."""
    block = blocks[index]
    same = headline is not None and key(block.text) == key(blocks[headline].text)
    return block.level == 1 and block.container != body and not same


def _announces(block: PageBlock) -> bool:
    """Whether a line says that another story begins."""
    return bool(_ANNOUNCES.match(block.text)) and len(block.text.split()) <= _ANNOUNCING_WORDS


def _tail(blocks: Sequence[PageBlock], kept: set[int]) -> Iterable[tuple[int, str]]:
    """Short pieces after the last paragraph that stand in a container without paragraphs."""
    prose = [i for i in kept if _prose(blocks[i])]
    containers = {blocks[i].container for i in prose}
    return (
        (i, OUTSIDE)
        for i in kept
        if i > max(prose, default=i) and blocks[i].container not in containers
        and blocks[i].kind == "paragraph"
    )  # fmt: skip


def _main_article(blocks: Sequence[PageBlock], kept: set[int]) -> str | None:
    """The article element that holds the story; None when a series of them does (a live blog)."""
    held: Counter[str] = Counter()
    for index in kept:
        for path in blocks[index].articles:
            held[path] += len(blocks[index].text)
    if not held:
        return None
    path, chars = max(held.items(), key=lambda item: (item[1], -len(item[0])))
    series = sum(1 for other in held if _parent(other) == _parent(path))
    if series >= _SERIES and 2 * chars < _chars(blocks, kept):
        return None
    return path


def _main_container(blocks: Sequence[PageBlock], kept: set[int]) -> str:
    held: Counter[str] = Counter()
    for index in kept:
        held[blocks[index].container] += len(blocks[index].text)
    return max(held, key=lambda path: held[path], default="")


def _continued(blocks: Sequence[PageBlock], kept: set[int], own: frozenset[str]) -> set[int]:
    """Blocks the finder missed: between two kept ones of a kept container, or in a second
    container that looks like the first or stands beside it and holds prose."""
    if not kept:
        return set()
    first, last = min(kept), max(kept)
    containers = {blocks[i].container for i in kept if _prose(blocks[i])}
    looks = {blocks[i].look for i in kept if _prose(blocks[i]) and " " in blocks[i].look.strip()}
    beside = {_parent(path) for path in containers}
    groups: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if index > first and index not in kept:
            groups[block.container].append(index)
    found: set[int] = set()
    for path, group in groups.items():
        prose = [i for i in group if _prose(blocks[i])]
        alike = bool(prose) and blocks[group[0]].look in looks
        near = _parent(path) in beside and len(prose) >= _SECOND_BODY
        if path in containers:
            found.update(i for i in group if i < last or _prose(blocks[i]))
        elif (alike or near) and blocks[group[0]].level is None:
            found.update(group)
    return found | _subheads(blocks, kept | found)


def _subheads(blocks: Sequence[PageBlock], kept: set[int]) -> set[int]:
    """A subhead the finder left out stands right before a kept paragraph, below the first."""
    first = min(kept)
    return {
        i
        for i, block in enumerate(blocks[:-1])
        if i > first and (block.level or 0) > 1 and i + 1 in kept and block.link_share < _LOW_LINKS
    }


def _is_story(blocks: Sequence[PageBlock], kept: set[int], metadata: Metadata) -> bool:
    """Whether the kept blocks are a story and not a front page's teasers or nothing at all."""
    if not kept or metadata.is_pasted:
        return bool(kept)
    chars = _chars(blocks, kept)
    links = sum(blocks[i].links for i in kept)
    longest = max(len(words(blocks[i].text)) for i in kept)
    total = sum(len(words(blocks[i].text)) for i in kept)
    if links > _LISTING_LINKS * chars or (metadata.is_listing and not metadata.is_article):
        return False
    titled = any(block.level == 1 for block in blocks) and links < _BRIEF_LINKS * chars
    if metadata.is_article or titled:
        return total >= _BRIEF_WORDS
    return total >= _STORY_WORDS and longest >= _PROSE_WORDS
