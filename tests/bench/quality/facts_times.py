"""Dates and times against TimeML's TIMEX3 (the 133 documents called "tempeval3").

Ours are the spans of the facts of kind "date", durations included. Gold is every TIMEX3 in <TEXT>,
vague ones ("now", "recent years") and repeated ones ("daily") included. The creation time of the
document is the publication date. The measures:

- `span`: a gold expression is found when one of ours overlaps it, one to one. `p` is over ours,
  `r` over gold's.
- `exact`: the same, where both have the same extent.
- `value`: of the pairs of `span`, those whose normal value is gold's. `p` is over the pairs, `r`
  over all of gold's expressions. Ours is ISO 8601 and is brought to TIMEX3's form: `1990/1999` is
  `199`, `1901/2000` is `19`. What gold leaves open (an X in a date: `1989-WXX`) agrees with any
  digit; a gold value without a definite time (`PXY`, `PAST_REF`) agrees with no value of ours; a
  part of the day (`TNI`), which ISO 8601 has no sign for, is compared by its day.
- `definite`: the same, of gold's expressions that mean a definite time; `p` is over the pairs
  where we give a value.
- `verbatim`: as `value`, but the two must be equal letter by letter (`2000-W7` is `2000-W07`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from lxml import etree

from nutgraf.facts.times import find_times
from nutgraf.model import Span
from tests.bench.quality.counts import Document
from tests.bench.quality.documents import parted

SET = "tempeval3"
_REFERENCE = re.compile(r"[A-Z]+_REF|PT?X+[A-Z]")
_CENTURY, _DECADE, _SATURDAY = 99, 9, 5


@dataclass(frozen=True, slots=True)
class Timed:
    """An expression of time: its place and its normal value, if any."""

    span: Span
    value: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A TimeML document: its text, the day it was made, and gold's expressions."""

    text: str
    created: str
    gold: tuple[Timed, ...]


def documents(corpus: Path, limit: int | None = None) -> Iterator[Document]:
    """What was found in every TimeML document of the corpus."""
    for path in islice(sorted((corpus / "facts" / SET).glob("*.tml")), limit):
        yield _measured(path)


def told_in(source: bytes) -> Told:
    """A TimeML file's text, the day it was made, and gold's expressions as spans of the text."""
    root = etree.fromstring(source)
    made = root.find(".//DCT/TIMEX3")
    body = root.find(".//TEXT")
    assert made is not None
    assert body is not None
    pieces: list[str] = []
    gold: list[Timed] = []
    _read(body, pieces, gold)
    return Told("".join(pieces), made.get("value", ""), tuple(gold))


def agrees(ours: str | None, gold: str, *, verbatim: bool = False) -> bool:
    """Whether a normal value of ours is the one gold has, by the rules of `value`."""
    gold = re.sub(r"^(\d{4}-W)(\d)$", r"\g<1>0\2", gold)
    if verbatim:
        return ours is not None and in_timex(ours) == gold
    if ours is None:
        return bool(_REFERENCE.fullmatch(gold))
    wanted = re.sub(r"T(?:MO|MI|AF|EV|NI|DT)$|(?<=^\d\d)XX$|(?<=^\d\d\d)X$", "", gold)
    shape = re.escape(wanted).replace("X", r"\d") if wanted[:1] != "P" else re.escape(wanted)
    return re.fullmatch(shape, in_timex(ours)) is not None


def in_timex(value: str) -> str:
    """Our normal value in TIMEX3's form: a decade is three digits, a century two, `R/P1D` `P1D`."""
    weekend = re.fullmatch(r"(\d{4}-\d\d-\d\d)/\d{4}-\d\d-\d\d", value)
    if weekend and date.fromisoformat(weekend[1]).weekday() == _SATURDAY:
        return date.fromisoformat(weekend[1]).strftime("%G-W%V-WE")
    years = re.fullmatch(r"(\d{4})/(\d{4})", value)
    if not years:
        return value.removeprefix("R/")
    length = int(years[2]) - int(years[1])
    if length == _DECADE:
        return years[1][:3]
    return years[1][:2] if length == _CENTURY else value


def _read(element: etree._Element, pieces: list[str], gold: list[Timed]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _read(child, pieces, gold)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        words = "".join(pieces)[start:]
        lead = len(words) - len(words.lstrip())
        span = Span(start + lead, start + len(words.rstrip()))
        gold.append(Timed(span, element.get("value")))


def _measured(path: Path) -> Document:
    source = path.read_bytes()
    told = told_in(source)
    ours = _ours(told)
    pairs = _pairs(ours, told.gold)
    right = [agrees(o.value, g.value or "") for o, g in pairs]
    definite = [g for g in told.gold if not _REFERENCE.fullmatch(g.value or "")]
    sure = [(o, g) for o, g in pairs if o.value and g in definite]
    return Document(
        set=SET,
        id=path.name,
        counts={
            "span": (len(pairs), len(ours), len(told.gold)),
            "exact": (sum(o.span == g.span for o, g in pairs), len(ours), len(told.gold)),
            "value": (sum(right), len(pairs), len(told.gold)),
            "definite": (
                sum(agrees(o.value, g.value or "") for o, g in sure),
                sum(o.value is not None for o, _ in pairs),
                len(definite),
            ),
            "verbatim": (
                sum(agrees(o.value, g.value or "", verbatim=True) for o, g in pairs),
                len(pairs),
                len(told.gold),
            ),
        },
        source=hashlib.sha256(source).hexdigest(),
        wrong=tuple(_wrong(told, ours, pairs)),
    )


def _ours(told: Told) -> list[Timed]:
    story = replace(parted(told.text, "en"), published=told.created)
    found = [Timed(span, fact.value) for fact in find_times(story) for span in fact.spans]
    return sorted(found, key=lambda timed: timed.span)


def _pairs(ours: Sequence[Timed], gold: Sequence[Timed]) -> list[tuple[Timed, Timed]]:
    """One of ours with one of gold's where they overlap: those of equal extent first."""
    pairs: list[tuple[Timed, Timed]] = []
    free_ours, free_gold = list(ours), list(gold)
    for meets in (lambda a, b: a == b, lambda a, b: a.start < b.end and b.start < a.end):
        for mine in tuple(free_ours):
            theirs = next((g for g in free_gold if meets(mine.span, g.span)), None)
            if theirs:
                pairs.append((mine, theirs))
                free_ours.remove(mine)
                free_gold.remove(theirs)
    return sorted(pairs, key=lambda pair: pair[0].span)


def _wrong(
    told: Told, ours: Sequence[Timed], pairs: Sequence[tuple[Timed, Timed]]
) -> Iterator[str]:
    """What to read: expressions we made up, those we missed, and values that are another."""
    found, met = {mine.span for mine, _ in pairs}, {theirs.span for _, theirs in pairs}
    yield from (f"EXTRA {_near(told, o)}" for o in ours if o.span not in found)
    yield from (f"MISSED {_near(told, g)}" for g in told.gold if g.span not in met)
    for mine, theirs in pairs:
        if not agrees(mine.value, theirs.value or ""):
            yield f"VALUE {_near(told, mine)} not {theirs.value} ({told.created[:10]})"


def _near(told: Told, timed: Timed) -> str:
    start, end = timed.span.start, timed.span.end
    before, after = told.text[max(0, start - 60) : start], told.text[end : end + 40]
    words = told.text[start:end]
    return f"{before}[{words}]{after} = {timed.value}".replace("\n", " ")
