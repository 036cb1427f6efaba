"""Which of the page's blocks are headline, dek, byline, caption or credit, and the dateline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from nutgraf.language.words import key, length
from nutgraf.model import LabelKind
from nutgraf.story.blocks import PageBlock
from nutgraf.story.metadata import Metadata
from nutgraf.story.names import people_of

_DEK_WORDS: Final = 6
_BYLINE_WORDS: Final = 14
_CAPTION_WORDS: Final = 80
_CREDIT_WORDS: Final = 40
_NEAR: Final = 12
_MOSTLY_LINKS: Final = 0.5
_SUBHEAD: Final = 2

_MONTHS = (
    r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez|ene|abr|ago|dic|janv?|"
    r"févr?|mars|avr|juin|juil|août|sept)[a-zä]*\.?"
)
_DAY = rf"(?:,? (?:{_MONTHS} \d{{1,2}}|\d{{1,2}}\.? {_MONTHS})(?:,? \d{{4}})?)"
_UPPER = r"[^\W\d_a-zà-öø-ÿ]"
_CAPITALS = rf"{_UPPER}(?:{_UPPER}|[.'’/ -])+(?<=[^\W\d_])(?:, [^\W\d_][\w. ]{{1,24}})?"
_TITLED = r"[^\W\d_][\w.'’-]+(?:(?:, | |/)[^\W\d_][\w.'’-]*){0,4}"
_AGENCY = r"\((?:[A-Z][\w./& -]{1,24}|[a-z]{2,4}(?:/[a-z]{2,4})?)\)"
_DATELINE: Final = re.compile(
    rf"((?:{_TITLED}{_DAY}?|{_CAPITALS}{_DAY}?) ?{_AGENCY}|{_CAPITALS}{_DAY}?)"
    r"\s*(?:[-–—―]+|\.-|\|)\s+(?=\S)"
)
_CREDIT: Final = re.compile(
    r"\W*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|graphics?|photography|"
    r"translation|research|production)(?: and (?:writing|editing|reporting))? by\b|"
    r"(?:\(?with )?(?:additional )?(?:reporting|files) (?:by|from)\b|reported by\b|"
    r"(?:Berichterstattung|Redaktion|Bearbeitung|Mitarbeit)\s*(?:von|:))",
    re.I,
)
_NAMED: Final = re.compile(r":?\s+(?:the )?[^\W\d_a-zà-öø-ÿ]")
_CREDIT_PARTS: Final = re.compile(
    r"\s*(?:;|,|\.)\s*(?=(?:\w+ ){0,2}(?:reporting|writing|editing|compiled|graphics?|"
    r"photography|translation|research|production)\b)", re.I,
)  # fmt: skip
_BYLINE: Final = re.compile(r"\W*(?:by|von|par|por|di|door|af|av)\s+[^\W\d_]", re.I)
_PHOTO_CREDIT: Final = re.compile(
    r"\W*(?:photo(?:graph)?s?|image|picture|foto|bild|file photo|illustration)\b[^.!?]{0,12}[:/]",
    re.I,
)


def labels_of(
    blocks: Sequence[PageBlock], kept: Sequence[int], metadata: Metadata
) -> Mapping[int, LabelKind]:
    """The labelled blocks by index, whether or not the boundary kept them.

    A headline or dek stands above the story's first paragraph; a caption or credit anywhere from
    there to a few blocks past its end.
    """
    if not kept:
        return {}
    first = _first_paragraph(blocks, kept, metadata)
    found: dict[int, LabelKind] = {}
    for index, block in enumerate(blocks[: max(kept) + _NEAR]):
        label = _above(blocks, index, first, metadata) if index <= first else None
        label = label or _anywhere(block, inside=index >= min(kept))
        if label:
            found[index] = label
    return found


def dateline_end(text: str) -> tuple[int, int] | None:
    """Where a dateline at the head of a paragraph ends, and where the sentence after it begins.

    `ALMATY (Reuters) - A group` gives (16, 19).
    """
    found = _DATELINE.match(text[:120])
    if not found or not ("(" in found[1] or found[1].partition(",")[0].isupper()):
        return None
    return len(found[1].rstrip()), found.end()


def credits_in(text: str) -> tuple[str, ...]:
    """`(Reporting by A B; Editing by C D)` as its parts, brackets and full stop taken off."""
    parts = _CREDIT_PARTS.split(text.replace("\n", "; ").strip().strip("()[] ").rstrip("."))
    return tuple(part.strip(" .;,()") for part in parts if part.strip(" .;,()"))


def is_credit(text: str) -> bool:
    """Whether a line only says who reported, wrote or edited."""
    found = _CREDIT.match(text)
    named = bool(found) and bool(_NAMED.match(text, found.end() if found else 0))
    return named and len(text.split()) <= _CREDIT_WORDS


def _running(block: PageBlock) -> bool:
    return block.kind == "paragraph" and length(block.text) >= _NEAR and not block.level


def _above(
    blocks: Sequence[PageBlock], index: int, first: int, metadata: Metadata
) -> LabelKind | None:
    block = blocks[index]
    own = key(block.text)
    if metadata.shown_headline and own == key(metadata.shown_headline):
        return "headline"
    if index < first and _is_byline(block):
        return "byline"
    return "dek" if _is_dek(blocks, index, first, metadata) else None


def _first_paragraph(blocks: Sequence[PageBlock], kept: Sequence[int], metadata: Metadata) -> int:
    """The first running paragraph that is no dek."""
    running = [i for i in kept if _running(blocks[i])]
    if len(running) > 1 and _is_dek(blocks, running[0], running[1], metadata):
        return running[1]
    return running[0] if running else kept[0]


def _is_dek(blocks: Sequence[PageBlock], index: int, first: int, metadata: Metadata) -> bool:
    """Whether a block below the headline and above the first paragraph sums up the story: its
    class says so, it heads the story as an h2, or it is the page's description set apart."""
    block = blocks[index]
    if index >= first or not any(b.level == 1 for b in blocks[max(0, index - _NEAR) : index]):
        return False
    if len(block.text.split()) < _DEK_WORDS or block.link_share > _MOSTLY_LINKS:
        return False
    heads = block.level == _SUBHEAD and blocks[index - 1].level == 1
    apart = block.container != blocks[first].container or block.level is not None
    described = bool(metadata.dek) and key(block.text) == key(metadata.dek or "")
    return block.flagged("dek") or heads or (described and apart)


def _is_byline(block: PageBlock) -> bool:
    if len(block.text.split()) > _BYLINE_WORDS:
        return False
    if _BYLINE.match(block.text) and people_of(block.text):
        return True
    return block.flagged("byline") and bool(people_of(block.text))


def _anywhere(block: PageBlock, *, inside: bool) -> LabelKind | None:
    if is_credit(block.text):
        return "credit"
    short = len(block.text.split()) <= _CAPTION_WORDS
    credited = _PHOTO_CREDIT.match(block.text)
    named = credited is not None and block.text[credited.end() :].strip()[:1].isupper()
    if inside and short and (block.flagged("caption") or named):
        return "caption"
    if short and block.flagged("figure") and block.kind != "quote" and block.tag != "pre":
        return "caption"
    return None
