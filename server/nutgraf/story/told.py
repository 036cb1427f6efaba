"""What a page tells its readers beside the headline: dates and bylines not stated elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.language.words import key
from nutgraf.story.blocks import PageBlock
from nutgraf.story.dates import normal_date, written_date
from nutgraf.story.stated import Spot

_BY: Final = re.compile(
    r"\W{0,3}(?:(?:written|story|words|text|posted|reviewed) by|by|von|par|por|di|door|af|av|"
    r"text|author|autor(?:in)?)\b:?\s", re.I
)  # fmt: skip
_BYLINE_END: Final = re.compile(
    r"(?<!\w)\d|[|•·»!]|\b(?:published|updated|posted|publiziert|last|(?:jan|feb|mar|apr|may|jun|"
    r"jul|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?\.? \d)", re.I
)  # fmt: skip
_CHANGED: Final = re.compile(
    r"updat|modif|aktualisiert|geändert|mis à jour|actualizad|aggiornat|bijgewerkt|oppdatert|"
    r"opdateret|uppdaterad|zaktualizowan|güncelle|обновлен|revised|edited", re.I
)  # fmt: skip
_APART: Final = frozenset({"nav", "dialog", "comments"})
_ABOVE: Final = 6
_BELOW: Final = 14
_LINE_CHARS: Final = 200
_LONGEST_HEADLINE: Final = 600


@dataclass(frozen=True, slots=True)
class Told:
    """The lines around the headline, and the marked elements, the nearest first."""

    lines: tuple[str, ...]
    spots: tuple[Spot, ...]

    @property
    def signed(self) -> tuple[Spot, ...]:
        """The elements marked as bylines."""
        return tuple(spot for spot in self.spots if spot.kind == "author")

    def by_lines(self) -> Iterator[str]:
        """The lines that begin with "By", up to a date."""
        for line in self.lines:
            if _BY.match(line):
                yield _BYLINE_END.split(line[:_LINE_CHARS], maxsplit=1)[0]

    def dates(self, *, month_first: bool | None) -> Iterator[str]:
        """The dates told in ISO 8601, but for those of a later change."""
        for spot in self.spots:
            words = " ".join(spot.pieces)
            if spot.kind == "time" and not _CHANGED.search(f"{spot.element.get('class')} {words}"):
                for text in (spot.element.get("datetime"), words):
                    if date := normal_date(text, month_first=month_first):
                        yield date
        for line in self.lines:
            plain = len(line) <= _LINE_CHARS and not _CHANGED.search(line)
            if plain and (date := written_date(line, month_first=month_first)):
                yield date


def told_beside(headline: str | None, blocks: Sequence[PageBlock], spots: Sequence[Spot]) -> Told:
    """What stands beside a headline; no lines where it is not among the blocks."""
    sought = key(headline or "")
    near = [b for b in _around(sought, blocks) if not any(name in _APART for name, _ in b.flags)]
    return Told(tuple(block.text for block in near), _after(sought, spots))


def _around(sought: str, blocks: Sequence[PageBlock]) -> Sequence[PageBlock]:
    short = (i for i, block in enumerate(blocks) if len(block.text) <= _LONGEST_HEADLINE)
    same = [i for i in short if sought and key(blocks[i].text) == sought]
    at = next((i for i in same if blocks[i].kind == "subhead"), same[0] if same else None)
    return () if at is None else blocks[max(0, at - _ABOVE) : at + _BELOW]


def _after(sought: str, spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Marked elements outside teasers, menus and comments: those after the headline first, then
    those before it, the nearest first."""
    tops = [i for i, spot in enumerate(spots) if spot.kind == "h1"]
    named = (i for i in tops if key("".join(spots[i].pieces)) == sought)
    at = next(named, tops[0] if tops else 0)
    around = frozenset(spots[at].element.iterancestors()) if tops else frozenset()
    ordered = (*spots[at:], *reversed(spots[:at]))
    return tuple(spot for spot in ordered if spot.kind != "h1" and not spot.aside(around))
