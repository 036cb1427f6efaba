"""Kept blocks and labels to a Story: the text put together once, everything else a span of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.language.words import key
from nutgraf.model import Anchor, Block, LabelKind, Removal, Span, Story
from nutgraf.story.anchors import anchor_of
from nutgraf.story.blocks import PageBlock
from nutgraf.story.boundary import Boundary
from nutgraf.story.labels import credits_in, dateline_end
from nutgraf.story.metadata import Metadata
from nutgraf.story.names import people_of

_PREVIEW_CHARS: Final = 80
_REMOVALS: Final = 2_000
_PARTING: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """A story without its sentences, and what was left out of it."""

    story: Story
    removed: tuple[Removal, ...]


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
    texts: list[str] = []
    made: list[Block] = []
    end = 0
    for index, block in enumerate(blocks):
        if index in labels:
            anchor = anchor_of(blocks, index, block.text)
            made.append(Block(labels[index], Span(end, end), anchor))
        elif index in kept:
            start = end + len(_PARTING) if texts else 0
            end = start + len(block.text)
            texts.append(block.text)
            level = block.level if block.kind == "subhead" else None
            made.append(Block(block.kind, Span(start, end), anchor_of(blocks, index, ""), level))
    story = _story(_PARTING.join(texts), _once(made), metadata)
    return Draft(story, (*_labelled(blocks, border, labels), *_removed(blocks, border, labels)))


def _labelled(
    blocks: Sequence[PageBlock], border: Boundary, labels: Mapping[int, LabelKind]
) -> Iterator[Removal]:
    """Labelled lines that stood among the story's paragraphs: not lost, but not in the body."""
    first = min(border.kept, default=0)
    for index, label in labels.items():
        if index > first or label in ("caption", "credit"):
            preview = preview_of(blocks[index].text)
            reason = f"a {label}, kept apart from the text"
            yield Removal("label", reason, preview, anchor_of(blocks, index, preview))


def preview_of(text: str) -> str:
    """The first words of a piece, at most 80 characters, cut between words where there are any."""
    if len(text) <= _PREVIEW_CHARS:
        return text
    head, space, _ = text[: _PREVIEW_CHARS + 1].rpartition(" ")
    return head if space else text[:_PREVIEW_CHARS]


def _once(made: Sequence[Block]) -> tuple[Block, ...]:
    """One dek and one of each caption: pages repeat them for small and large screens."""
    seen: set[tuple[str, str]] = set()
    blocks = []
    for block in made:
        mark = (block.kind, key(block.anchor.exact) if block.kind != "dek" else "")
        if block.in_body or mark not in seen:
            blocks.append(block)
        if not block.in_body:
            seen.add(mark)
    return tuple(blocks)


def _story(text: str, blocks: tuple[Block, ...], metadata: Metadata) -> Story:
    def words_of(kind: LabelKind) -> list[str]:
        return [block.anchor.exact for block in blocks if block.kind == kind]

    first = next((b for b in blocks if b.kind == "paragraph"), None)
    ends = dateline_end(text[first.span.start : first.span.end]) if first else None
    byline = metadata.byline or people_of("; ".join(words_of("byline")), metadata.site)
    return Story(
        text=text,
        blocks=blocks,
        headline=_line(next(iter(words_of("headline")), metadata.headline)),
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
    )


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _removed(
    blocks: Sequence[PageBlock], border: Boundary, labels: Mapping[int, LabelKind]
) -> tuple[Removal, ...]:
    cuts = [cut for cut in border.cuts if cut.block not in labels]
    removed = [
        Removal(cut.step, cut.reason, preview, anchor_of(blocks, cut.block, preview))
        for cut in cuts[:_REMOVALS]
        if (preview := preview_of(blocks[cut.block].text))
    ]
    if len(cuts) > _REMOVALS:
        rest = len(cuts) - _REMOVALS
        removed.append(Removal("limit", f"{rest} more pieces outside the story", "", Anchor("")))
    return tuple(removed)
