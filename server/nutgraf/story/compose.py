"""Kept blocks and labels to a Story: the text put together once, everything else a span of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nutgraf.language.words import key
from nutgraf.model import Block, Image, LabelKind, Notice, Removal, Span, Story
from nutgraf.story.anchors import anchor_of
from nutgraf.story.blocks import PageBlock
from nutgraf.story.boundary import Boundary
from nutgraf.story.images import story_images
from nutgraf.story.kinds import kind_notices
from nutgraf.story.labels import credits_in, dateline_end
from nutgraf.story.marks import footnotes, marks_of, note_words, story_marks
from nutgraf.story.metadata import Metadata
from nutgraf.story.names import people_of
from nutgraf.story.removed import removals

_PARTING: Final = "\n\n"
_SEEN: Final = "visible text"
_LIST_DEPTH: Final = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """A story without its sentences, what was left out of it, and what a reader must know."""

    story: Story
    removed: tuple[Removal, ...]
    notices: tuple[Notice, ...] = ()


def compose(
    blocks: Sequence[PageBlock],
    border: Boundary,
    labels: Mapping[int, LabelKind],
    metadata: Metadata,
) -> Draft:
    """Put the story's text together from its blocks, in page order.

    A labelled block has an empty span where it stood; a label taken from among the paragraphs is
    listed with what was removed, since its words left the running text.
    """
    kept = set(border.kept)
    marks = marks_of(blocks, [index for index in border.kept if index not in labels])
    notes = footnotes(blocks, marks)
    apart: dict[int, LabelKind] = {place: "note" for place in notes.values() if place not in kept}
    labels = apart | dict(labels)
    texts: list[str] = []
    made: dict[int, Block] = {}
    end = 0
    for index, block in enumerate(blocks):
        if index in labels:
            words = note_words(block) if labels[index] == "note" else block.text
            made[index] = Block(labels[index], Span(end, end), anchor_of(blocks, index, words))
        elif index in kept:
            start = end + len(_PARTING) if texts else 0
            end = start + len(block.text)
            texts.append(block.text)
            made[index] = _body_block(blocks, index, Span(start, end))
    made = _once(made)
    story = _story(_PARTING.join(texts), tuple(made.values()), metadata)
    places = {index: place for place, index in enumerate(made)}
    story = replace(
        story,
        kind=border.kind,
        marks=tuple(story_marks(marks, notes, places, story.blocks)),
        images=tuple(_images(blocks, border.kept, labels, places)),
    )
    notices = kind_notices(border.kind, blocks, border.kept, metadata)
    return Draft(story, tuple(removals(blocks, border, labels, tuple(made))), tuple(notices))


def _body_block(blocks: Sequence[PageBlock], index: int, span: Span) -> Block:
    block = blocks[index]
    level = block.level if block.kind == "subhead" else None
    if block.kind == "list-item":
        level = min(max(block.depth, 1), _LIST_DEPTH)
    return Block(block.kind, span, anchor_of(blocks, index, ""), level, block.ordinal)


def _images(
    blocks: Sequence[PageBlock],
    kept: Sequence[int],
    labels: Mapping[int, LabelKind],
    places: Mapping[int, int],
) -> Iterator[Image]:
    indexes = sorted(places)
    for image in story_images(blocks, kept, labels):
        before = bisect_left(indexes, image.block)
        caption = None if image.caption is None else places.get(image.caption)
        yield Image(image.src, image.alt, before, caption)


def _once(made: Mapping[int, Block]) -> dict[int, Block]:
    """One dek and one of each caption: pages repeat them for small and large screens."""
    seen: set[tuple[str, str]] = set()
    blocks = {}
    for index, block in made.items():
        mark = (block.kind, key(block.anchor.exact) if block.kind != "dek" else "")
        if block.in_body or block.kind == "note" or mark not in seen:
            blocks[index] = block
        if not block.in_body:
            seen.add(mark)
    return blocks


def _story(text: str, blocks: tuple[Block, ...], metadata: Metadata) -> Story:
    def words_of(kind: LabelKind) -> list[str]:
        return [block.anchor.exact for block in blocks if block.kind == kind]

    first = next((b for b in blocks if b.kind == "paragraph"), None)
    ends = dateline_end(text[first.span.start : first.span.end]) if first else None
    byline = metadata.byline or people_of("; ".join(words_of("byline")), metadata.site)
    shown = next(iter(words_of("headline")), metadata.headline)
    return Story(
        text=text,
        blocks=blocks,
        headline=_line(metadata.headline if metadata.heading else shown),
        dek=_line(next(iter(words_of("dek")), None)),
        byline=byline,
        dateline=Span(first.span.start, first.span.start + ends[0]) if first and ends else None,
        credits=tuple(part for line in words_of("credit") for part in credits_in(line)),
        site=metadata.site,
        published=metadata.published,
        updated=metadata.updated,
        language=metadata.language,
        image=metadata.image,
        url=metadata.url,
        sources=_sources(metadata, {block.kind for block in blocks}, named=bool(byline)),
    )


def _sources(
    metadata: Metadata, labels: Collection[str], *, named: bool
) -> tuple[tuple[str, str], ...]:
    """Where each field was read; what a labelled block gave was read where readers see it."""
    stated = dict(metadata.sources)
    stated.pop("dek", None)
    seen = "headline" in labels and not metadata.heading
    if seen and stated.get("headline") not in ("h1", "h2"):
        stated["headline"] = _SEEN
    if "dek" in labels:
        stated["dek"] = _SEEN
    if named and not metadata.byline:
        stated["byline"] = _SEEN
    return tuple(sorted(stated.items()))


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
