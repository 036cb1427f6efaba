"""What kind of page it is, learned from its numbers, and what a reader is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, cast

import numpy as np

from nutgraf.language.words import length
from nutgraf.model import Notice, PageKind
from nutgraf.story.blocks import PageBlock
from nutgraf.story.clutter import SUBSCRIBE, line_reason
from nutgraf.story.forest import Forest
from nutgraf.story.metadata import Metadata

_SURE: Final = 0.6
_LIKELY: Final = 0.45
_SERIES: Final = 3
_ENTRIES: Final = 6
_LEVELS: Final = 8
_LEADS: Final = 0.9
_ERROR_WORDS: Final = 90
_TEASER_WORDS: Final = 300
_LIST_ITEMS: Final = 5
_LIST_SHARE: Final = 0.5
_PAST_END: Final = 8
_THREADS: Final = frozenset({"DiscussionForumPosting", "QAPage"})
_POST: Final = re.compile(r"(?<![a-z])(?:post|message|reply|crawler-post|topic)(?![a-z])")
_LISTING: Final = frozenset({"collection", "listing"})
_ERROR: Final = re.compile(
    r"\W*(?:(?:error\W*)?(?:40[0134]|410|429|50[0234])\b|page (?:not found|unavailable)|not found|"
    r"access (?:is )?denied|forbidden|just a moment|attention required|are you (?:a robot|human)|"
    r"(?:please )?verify (?:that )?you are (?:a )?human|pardon our interruption|"
    r"(?:oops|sorry)\b.{0,40}\b(?:page|found|wrong)|seite nicht gefunden|page introuvable|"
    r"página no encontrada|service unavailable|bad gateway|too many requests)",
    re.I,
)
_WALL: Final = re.compile(r"pay-?wall|reg-?wall|premium-?(?:wall|offer)|subscri", re.I)

_MESSAGES: Final[Mapping[PageKind, str]] = {
    "listing": "This page has no single story: it lists others. These are its entries.",
    "forum": "This page is a discussion, not an article; its posts are read in order.",
    "product": "This page offers a product; what you see is its description, not an article.",
    "service": "This page presents an organisation or a service; it is not an article.",
    "error": "This page is an error message or a check, and has no story.",
}
_PAYWALLED: Final = Notice(
    "paywalled", "This page gives only the beginning of its story; the rest is for subscribers."
)


def kind_of(likely: PageKind, metadata: Metadata, kept: Sequence[PageBlock]) -> PageKind:
    """The kind of a page that is likely of one, by what it says of itself and by its story's
    blocks."""
    told = sum(length(block.text) for block in kept)
    if told < _ERROR_WORDS and _ERROR.match(metadata.headline or "") and not metadata.is_article:
        return "error"
    if any("LiveBlog" in name for name in metadata.types):
        return "live-blog"
    if likely == "article":
        return "list" if _is_list(kept, told) else "article"
    return likely if metadata.is_article else _stated_kind(metadata, kept, told) or likely


def _stated_kind(metadata: Metadata, kept: Sequence[PageBlock], told: float) -> PageKind | None:
    """The kind a page that is no article says it is, by its types or by how it is built."""
    if _THREADS.intersection(metadata.types) or _is_thread(kept, told):
        return "forum"
    if "Product" in metadata.types:
        return "product"
    return "listing" if _is_index(kept) else None


def kind_odds(page: Mapping[str, float], forest: Forest, kinds: Sequence[str]) -> dict[str, float]:
    """How likely a page with these features is of each kind, together 1; named `kind_article`, …,
    to stand among the features."""
    row = np.array([[page[name] for name in forest.names]], dtype=np.float32)
    scores = forest.scores(row)[0]
    odds = np.exp(scores - scores.max())
    return {f"kind_{k}": float(o) for k, o in zip(kinds, odds / odds.sum(), strict=True)}


def likely_kind(odds: Mapping[str, float], *, stated: bool) -> PageKind | None:
    """The kind of a page with these odds where they are plain, for a page that is `stated` to be an
    article a little plainer; the two kinds of listings count together."""
    shares: dict[str, float] = {}
    for name, share in odds.items():
        kind = name.removeprefix("kind_")
        merged = "listing" if kind in _LISTING else kind
        shares[merged] = shares.get(merged, 0.0) + share
    best = max(shares, key=lambda name: shares[name])
    plain = _SURE if stated or best == "article" else _LIKELY
    return cast(PageKind, best) if shares[best] >= plain else None


def _is_thread(kept: Sequence[PageBlock], told: float) -> bool:
    """Whether most words stand in three or more equal boxes that call themselves posts."""
    return any(
        _POST.search(names) and len(boxes) >= _SERIES and words_in > _LIST_SHARE * told
        for names, boxes, words_in in _series(kept)
    )


def _is_index(kept: Sequence[PageBlock]) -> bool:
    """Whether six or more equal boxes stand side by side, each under a heading that leads
    elsewhere."""
    heads = [block for block in kept if block.level and block.link_share > _LEADS]
    return any(len(boxes) >= _ENTRIES for _, boxes, _ in _series(heads))


def _series(kept: Sequence[PageBlock]) -> Iterator[tuple[str, set[int], int]]:
    """The equal boxes around some blocks: their class names, which they are, the words in them."""
    boxes: dict[tuple[int, str, str], set[int]] = {}
    told: dict[tuple[int, str, str], int] = {}
    for block in kept:
        size = len(block.text.split())
        for box in islice(block.within.chain(), _LEVELS):
            mark = (id(box.parent), box.tag, box.names)
            boxes.setdefault(mark, set()).add(id(box))
            told[mark] = told.get(mark, 0) + size
    for mark, found in boxes.items():
        if len(found) >= _SERIES:
            yield mark[2].lower(), found, told[mark]


def _is_list(kept: Sequence[PageBlock], told: float) -> bool:
    """Whether items of lists are most of the text: "Ten tools for a small garden"."""
    items = [length(block.text) for block in kept if block.kind == "list-item"]
    return len(items) >= _LIST_ITEMS and sum(items) > _LIST_SHARE * told


def kind_notices(
    kind: PageKind, blocks: Sequence[PageBlock], kept: Sequence[int], metadata: Metadata
) -> Iterator[Notice]:
    """What a reader must know of the page's kind, and whether the rest is for subscribers."""
    if kind in _MESSAGES:
        yield Notice("not-an-article", _MESSAGES[kind])
    elif kept and _is_teaser(blocks, kept, metadata):
        yield _PAYWALLED


def _is_teaser(blocks: Sequence[PageBlock], kept: Sequence[int], metadata: Metadata) -> bool:
    """Whether a short story ends at an invitation to subscribe, or says it is not free to read."""
    told = sum(length(blocks[index].text) for index in kept)
    if metadata.is_pasted or told >= _TEASER_WORDS:
        return False
    after = [blocks[index] for index in range(kept[-1] + 1, len(blocks))][:_PAST_END]
    asked = any(
        line_reason(block.text) == SUBSCRIBE
        or any(_WALL.search(box.names) for box in block.within.chain())
        for block in after
    )
    return asked or not metadata.is_free
