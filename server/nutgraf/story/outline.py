"""A story as a writer sets it: its lists and quotations put together, its pictures in their
places, its words with their marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.model import Block, Image, Mark, Span, Story

_ITEM: Final = re.compile(r".*/li\[\d+\]")
_QUOTATION: Final = re.compile(r".*/blockquote\[\d+\]")
_SIGN: Final = re.compile(r"[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its own paragraphs, by index in `Story.blocks`, and the lists in it."""

    parts: tuple[int | tuple[Item, ...], ...]
    ordinal: int | None = None


Passage = Image | tuple[int, ...]
"""A picture, or the indexes of blocks that are set together: one paragraph, a list, a quotation."""


def passages(story: Story) -> Iterator[Passage]:
    """The body's blocks and the pictures between them, in order."""
    images: dict[int, list[Image]] = defaultdict(list)
    for image in story.images:
        images[image.before].append(image)
    group: list[int] = []
    for index, block in enumerate(story.blocks):
        if index in images:
            yield from _whole(group)
            yield from images[index]
            group = []
        if block.in_body:
            if group and not _goes_on(story.blocks[group[-1]], block):
                yield tuple(group)
                group = []
            group.append(index)
    yield from _whole(group)
    yield from images.get(len(story.blocks), ())


def lists_of(story: Story, group: Sequence[int]) -> tuple[tuple[Item, ...], ...]:
    """The lists that a group of list items makes, nested as in the page."""
    blocks, lists, before = story.blocks, defaultdict[int, list[Item]](list), ""
    at = number = 0
    while at < len(group):
        head = blocks[group[at]]
        past = at + 1
        while past < len(group) and _inside(head, blocks[group[past]]):
            past += 1
        around = _item_path(head).rpartition("/")[0]
        number += at > 0 and around != before
        lists[number].append(_item(story, group[at:past]))
        at, before = past, around
    return tuple(tuple(items) for items in lists.values())


def _item(story: Story, group: Sequence[int]) -> Item:
    head = story.blocks[group[0]]
    parts: list[int | tuple[Item, ...]] = [group[0]]
    inner: list[int] = []
    for index in group[1:]:
        if _same_item(head, story.blocks[index]):
            parts += [*lists_of(story, inner), index]
            inner = []
        else:
            inner.append(index)
    return Item((*parts, *lists_of(story, inner)), head.ordinal)


def rows_of(story: Story, block: Block) -> list[list[Span]]:
    """The cells of a table, row by row."""
    rows, start = [], block.span.start
    for line in story[block.span].split("\n"):
        row = []
        for cell in line.split("\t"):
            row.append(Span(start, start + len(cell)))
            start += len(cell) + 1
        rows.append(row)
    return rows


def dressed(
    story: Story, span: Span, plain: Callable[[str], str], wrap: Callable[[Mark, str], str]
) -> str:
    """The words of a span, written by `plain`, with each mark's words put into `wrap`."""
    return _dressed(story, span, story.marks_in(span), plain, wrap)


def _dressed(
    story: Story,
    span: Span,
    marks: Sequence[Mark],
    plain: Callable[[str], str],
    wrap: Callable[[Mark, str], str],
) -> str:
    parts, at, number = [], span.start, 0
    while number < len(marks):
        mark = marks[number]
        past = number + 1
        while past < len(marks) and mark.span.holds(marks[past].span):
            past += 1
        inner = _dressed(story, mark.span, marks[number + 1 : past], plain, wrap)
        parts += [plain(story[Span(at, mark.span.start)]), wrap(mark, inner)]
        at, number = mark.span.end, past
    return "".join([*parts, plain(story[Span(at, span.end)])])


def note_signs(story: Story) -> Mapping[int, str]:
    """For each block that holds a footnote its sign: letters or digits, each one once."""
    signs: dict[int, str] = {}
    for mark in story.marks:
        if mark.block is not None and mark.block not in signs:
            found = _SIGN.search(story[mark.span])
            sign = found[0] if found else str(len(signs) + 1)
            taken = set(signs.values())
            signs[mark.block] = sign if sign not in taken else f"{sign}x{len(signs) + 1}"
    return signs


def notes_apart(story: Story) -> Iterator[tuple[str, str]]:
    """The signs and words of the footnotes that stand outside the body."""
    for index, sign in note_signs(story).items():
        if not story.blocks[index].in_body:
            yield sign, story.blocks[index].anchor.exact


def caption_of(story: Story, image: Image) -> str:
    """A picture's caption, or what stands in for the picture, on one line; may be empty."""
    caption = "" if image.caption is None else story.blocks[image.caption].anchor.exact
    return " ".join((caption or image.alt).split())


def _whole(group: list[int]) -> Iterator[tuple[int, ...]]:
    if group:
        yield tuple(group)


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a block is set together with the one before it."""
    if before.kind == block.kind == "quote":
        found = _QUOTATION.match(before.anchor.path)
        same = _QUOTATION.match(block.anchor.path)
        return found is not None and same is not None and found[0] == same[0]
    return before.kind == block.kind == "list-item"


def _item_path(block: Block) -> str:
    found = _ITEM.match(block.anchor.path)
    return found[0] if found else ""


def _same_item(head: Block, block: Block) -> bool:
    return bool(_item_path(head)) and _item_path(head) == _item_path(block)


def _inside(head: Block, block: Block) -> bool:
    """Whether a block belongs to the list item that another one begins."""
    return (block.level or 1) > (head.level or 1) or _same_item(head, block)
