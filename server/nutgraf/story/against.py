"""What speaks against a likely block whatever speaks for it: the same words again and again, and
containers that say outright what else they hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from nutgraf.language.words import key, length
from nutgraf.story.blocks import Container, PageBlock
from nutgraf.story.clutter import (
    BIO,
    COMMENTS,
    FLAG_REASONS,
    NEWSLETTER,
    PROMPT,
    RELATED,
    SHARE,
    STAMP,
    SUBSCRIBE,
)

OWN_SHARE: Final = 0.4
"""A container with more than this share of the story is the story's own."""
_REPEATED: Final = 4
_REPEATED_WORDS: Final = 8
_PLAIN_FLAGS: Final = frozenset({"newsletter", "dialog", "nav", "footer", "bio"})
_PLAIN_FLAGS_UNVOTED: Final = _PLAIN_FLAGS | {"ad"}
_BOX_REASONS: Final = {"newsletter": NEWSLETTER, "wall": SUBSCRIBE, "signature": BIO,
                       "comments": COMMENTS}  # fmt: skip
_PLAIN_BOX: Final = re.compile(
    r"(?<![a-z])(?:(?P<newsletter>news-?letter)|(?P<wall>(?:pay|reg)-?wall)|"
    r"(?P<signature>signature)|(?P<comments>responses?|comment-?(?:list|s)))(?![a-z])", re.I
)  # fmt: skip
_GOODS_REASONS: Final = {"reviews": "reviews by buyers", "small": "small print",
                         "others": RELATED}  # fmt: skip
_GOODS_BOX: Final = re.compile(
    r"(?<![a-z])(?:(?P<reviews>reviews?|ratings?|testimonials?)|"
    r"(?P<small>disclaimers?|footnotes?|legal|terms|fine-?print)|"
    r"(?P<others>related|recommend\w*|similar|upsells?|cross-?sells?|bundles?|"
    r"also-?(?:like|bought|viewed)))(?![a-z])", re.I
)  # fmt: skip
_GOODS_SHARE: Final = 0.8
_OFFER: Final = re.compile(
    r"^(?=.{1,200}$).*\b(?:unlock|subscri|free trial|with a trial|cancel (?:any|when)|"
    r"(?:log|sign) in\b|abonn|suscri)", re.I | re.S
)  # fmt: skip
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COUNT: Final = re.compile(
    r"[\d.,]+[km]? (?:likes?|replies|views?|points?|upvotes?|shares?|comments?)", re.I
)
_AGE: Final = re.compile(
    r"(?:\d+ ?(?:s|min|h|d|w|seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago|yesterday|"
    r"just now)\.?", re.I
)  # fmt: skip


def told_against(
    blocks: Sequence[PageBlock], kept: set[int], voted: set[int], own: frozenset[str], *, told: bool
) -> dict[int, str]:
    """Likely blocks that are none of the story whatever speaks for them: the same words again and
    again, what stands in a container that says outright what else it is, counts of likes, ages."""
    boxed = _boxed(blocks, kept, voted, told=told)
    often = Counter(key(block.text) for block in blocks) if told else {}
    found: dict[int, str] = {}
    for index in kept:
        block = blocks[index]
        flags = {flag for flag, path in block.flags if path not in own}
        plain = flags & (_PLAIN_FLAGS if index in voted else _PLAIN_FLAGS_UNVOTED)
        if index in boxed:
            found[index] = boxed[index]
        elif told and plain:
            found[index] = FLAG_REASONS[min(plain)]
        elif often.get(key(block.text), 0) >= _REPEATED and length(block.text) >= _REPEATED_WORDS:
            found[index] = PROMPT
        elif _COUNT.fullmatch(block.text):
            found[index] = SHARE
        elif _AGE.fullmatch(block.text):
            found[index] = STAMP
    return found


def _boxed(
    blocks: Sequence[PageBlock], kept: set[int], voted: set[int], *, told: bool
) -> dict[int, str]:
    """Likely blocks in containers named for something else, `told` on an article; a name that the
    finder's choice or much of the story stands under, like a paywall's around the paragraphs it
    guards, means nothing."""
    most = OWN_SHARE * chars_of(blocks, kept)
    found: dict[int, str] = {}
    for name, indexes in _named(blocks, kept, _PLAIN_BOX).items():
        apart = told and voted.isdisjoint(indexes)
        offers = any(_OFFER.search(blocks[index].text) for index in indexes)
        guarded = name == "wall" and not offers and not voted.isdisjoint(indexes)
        if apart or (chars_of(blocks, indexes) <= most and not guarded):
            found |= dict.fromkeys(indexes, _BOX_REASONS[name])
    return found


def beside_goods(blocks: Sequence[PageBlock], kept: set[int]) -> dict[int, str]:
    """On a product's page, what others say of it, small print and other goods, unless that is
    nearly all there is."""
    most = _GOODS_SHARE * chars_of(blocks, kept)
    return {
        index: _GOODS_REASONS[name]
        for name, indexes in _named(blocks, kept, _GOODS_BOX).items()
        if chars_of(blocks, indexes) <= most
        for index in indexes
    }


def _named(
    blocks: Sequence[PageBlock], kept: set[int], pattern: re.Pattern[str]
) -> Mapping[str, list[int]]:
    """The blocks in containers that a pattern knows by their class, by the name of its group."""
    named: dict[str, list[int]] = defaultdict(list)
    known: dict[int, str] = {}
    for index in sorted(kept):
        name = _box_name(blocks[index].within, pattern, known)
        if name:
            named[name].append(index)
    return named


def _box_name(inner: Container, pattern: re.Pattern[str], known: dict[int, str]) -> str:
    """What the containers around a block are named for; each container is looked at once."""
    new: list[Container] = []
    name = ""
    for box in inner.chain():
        if id(box) in known:
            name = known[id(box)]
            break
        new.append(box)
    for box in reversed(new):
        found = pattern.search(_CAMEL.sub("-", box.names))
        name = known[id(box)] = str(found.lastgroup) if found else name
    return name


def chars_of(blocks: Sequence[PageBlock], indexes: Iterable[int]) -> int:
    """How many characters some of the blocks hold."""
    return sum(len(blocks[i].text) for i in indexes)
