"""Which of the page's pictures belong to the story, as references: no byte of one is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.model import LabelKind
from nutgraf.story.blocks import PageBlock, PageImage
from nutgraf.story.links import address

_LEAST_SIDE: Final = 100
_ALT_CHARS: Final = 300
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:px)?\s*$")
_LAZY: Final = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url")
_SETS: Final = ("srcset", "data-srcset", "picture")
_CANDIDATE: Final = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,|$)")
_CANDIDATES: Final = 40
_SMALL: Final = re.compile(
    r"(?<![a-z])(?:avatar|gravatar|icon|logo|emoji|sprite|pixel|spacer|blank|transparent|1x1|"
    r"placeholder|loading|loader)s?(?![a-z])", re.I,
)  # fmt: skip
_OUTSIDE: Final = frozenset(
    "ad share newsletter dialog related comments menu nav footer form byline bio meta".split()
)


@dataclass(frozen=True, slots=True)
class StoryImage:
    """A picture of the story: its address, and the page's blocks it stands before and is
    described by."""

    src: str
    alt: str
    block: int
    caption: int | None


def story_images(
    blocks: Sequence[PageBlock],
    kept: Sequence[int],
    labels: Mapping[int, LabelKind],
) -> Iterator[StoryImage]:
    """The pictures between the headline and the last kept block, and those of a figure whose
    caption is labelled; icons, pixels and pictures in what is no part of the story left out."""
    told = {flag for index in kept for flag in blocks[index].flags}
    heads = [i for i, label in labels.items() if label == "headline" and i < min(kept, default=0)]
    lead = min(kept, default=-1)
    first, last = max(heads, default=lead), max(kept, default=-1)
    placed = {*kept, *labels}
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        for image in block.images:
            caption = _caption(blocks, index, image, labels)
            stands = first < index <= last or index == lead
            src = _source(image) if stands or caption is not None else None
            apart = bool({name for name, _ in set(image.within.flags) - told} & _OUTSIDE)
            apart = apart or (caption is None and _in_a_card(blocks, index, image, placed))
            if src and not apart and not _is_small(image.said, src) and _bare(src) not in seen:
                seen.add(_bare(src))
                alt = " ".join(image.said.get("alt", "").split())[:_ALT_CHARS]
                yield StoryImage(src, alt, index, caption)


def _caption(
    blocks: Sequence[PageBlock], index: int, image: PageImage, labels: Mapping[int, LabelKind]
) -> int | None:
    """The caption in the picture's own figure, or the one right behind it."""
    figure = next((e.path for e in image.within.chain() if e.tag == "figure"), None)
    while index in labels and labels[index] == "caption":
        if figure is None or blocks[index].path.startswith(f"{figure}/"):
            return index
        index += 1
    return None


def _in_a_card(blocks: Sequence[PageBlock], index: int, image: PageImage, placed: set[int]) -> bool:
    """Whether the smallest element that holds the picture and words holds none of the story's: a
    teaser of another story, a reporter's portrait."""
    beside = [i for i in (index - 1, index) if i >= 0]
    for element in image.within.chain():
        inside = [i for i in beside if f"{blocks[i].path}/".startswith(f"{element.path}/")]
        if inside:
            return not placed & {*inside}
    return False


def _bare(src: str) -> str:
    """The address without what asks for a size, as pages repeat a picture for other screens."""
    return src.partition("?")[0]


def _is_small(said: Mapping[str, str], src: str) -> bool:
    sides = [
        int(found[1])
        for side in ("width", "height")
        if (found := _PIXELS.match(said.get(side, "")))
    ]
    named = _SMALL.search(said.get("class", "")) or _SMALL.search(src.rpartition("/")[2])
    return any(side < _LEAST_SIDE for side in sides) or bool(named)


def _source(image: PageImage) -> str | None:
    """The picture's own address: a lazy page's first, since its `src` is a placeholder."""
    said = image.said
    named = [said[name] for name in (*_LAZY, "src") if name in said]
    offered = [_largest(said[name]) for name in _SETS if name in said]
    return next((found for raw in (*named, *offered) if (found := address(raw, image.base))), None)


def _largest(srcset: str) -> str:
    """The address of the widest of a set's pictures."""
    best, width = "", -1.0
    for number, found in enumerate(_CANDIDATE.finditer(srcset)):
        if number >= _CANDIDATES:
            break
        if float(found[2] or 0) > width:
            best, width = found[1], float(found[2] or 0)
    return best
