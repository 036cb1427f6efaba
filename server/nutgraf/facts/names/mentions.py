"""Runs of capitalised words: where a name may stand, without titles, days and common words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nutgraf.facts.lexicon import (
    DEMONYM,
    NOT_NAMES,
    ORG_WORDS,
    PLACE_WORDS,
    ROLES,
    TITLES,
    given_names,
)  # fmt: skip
from nutgraf.language.words import STOP_WORDS
from nutgraf.model import Span, Story

_WORD: Final = re.compile(r"[^\W\d_](?:[\w’'&-]*\w)?(?:(?<=\b\w)\.(?:\w\.)*)?|&")
_LINKS: Final = frozenset({"of", "de", "la", "van", "von", "del", "di", "da", "al", "bin", "ibn",
                           "&", "dos", "for"})  # fmt: skip
_INNER_LINKS: Final = {"the": ("of",), "der": ("von", "van"), "den": ("von", "van"), "la": ("de",),
                       "du": ("de",)}  # fmt: skip
_MOST_MARKS: Final = 20
_LONGEST_RUN: Final = 12
_SMALL: Final = _LINKS | _INNER_LINKS.keys() | {"and"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of capitalised words: its span without title, its title, its first word's place."""

    span: Span
    title: Span | None
    opens: bool


def mentions_in(story: Story) -> Iterator[Mention]:
    """Every place where a name may stand, in order; a dateline is none."""
    text = story.text
    starts = {_first_letter(text, s.span.start) for s in story.sentences}
    starts |= {_first_letter(text, b.span.start) for b in story.body}
    lowered = {w.group() for w in re.finditer(r"(?<![.!?…“\"] )\b[a-z][a-z’'-]+", text)}
    for run in _runs(story):
        if story.dateline and run[0].start() < story.dateline.end:
            continue
        opens = run[0].start() in starts or text[run[0].start() - 1 : run[0].start()] in '“"‘„«'
        if opens:
            run = _without_opener(run, lowered)
        yield from _trimmed(text, run, opens=opens)


def _first_letter(text: str, start: int) -> int:
    for place in range(start, min(start + _MOST_MARKS, len(text))):
        if text[place].isalnum():
            return place
    return start


def _runs(story: Story) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with small links inside ("Bank of Halden"), within a block."""
    for block in story.body:
        if block.kind in ("code",):
            continue
        run: list[re.Match[str]] = []
        for word in _WORD.finditer(story.text, block.span.start, block.span.end):
            joined = bool(run) and _adjoins(story.text, run[-1], word)
            if run and (not joined or len(run) >= _LONGEST_RUN):
                yield from _closed(run)
                run = []
            if _is_capital(word[0]) or (run and joined and _links(story.text, run, word)):
                run.append(word)
            elif run:
                yield from _closed(run)
                run = []
        yield from _closed(run)


def _links(text: str, run: list[re.Match[str]], word: re.Match[str]) -> bool:
    """ "of" in "Bank of Halden"; "and" only inside "Bakers and Food Workers Union"."""
    before = run[-1][0].lower()
    if word[0] != "and":
        return word[0] in _LINKS or before in _INNER_LINKS.get(word[0], ())
    ahead = re.match(r" ((?:[A-Z][\w’'-]+ ?){2,4})", text[word.end() : word.end() + 60])
    return ahead is not None and len(run) <= 2 and ahead[1].split()[-1].lower() in ORG_WORDS  # noqa: PLR2004 - "The" and one word


def _adjoins(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    gap = text[before.end() : after.start()]
    if gap in {" ", "-"}:
        return True
    if gap in {"’ ", "' "}:
        return before[0].endswith("s")
    return gap == ". " and (len(before[0]) == 1 or before[0].lower() in TITLES)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[:3].lower() in {"al-", "el-"} and word[3:4].isupper())


def _closed(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    while run and run[-1][0] in _SMALL:
        run.pop()
    if run:
        yield run


def _without_opener(run: list[re.Match[str]], lowered: set[str]) -> list[re.Match[str]]:
    """The first word of a sentence is capital anyway: drop it when it is a common word."""
    first = run[0][0].lower()
    stop = STOP_WORDS["en"] | STOP_WORDS["de"] | STOP_WORDS["fr"]
    common = first in stop or (first in lowered and first not in TITLES)
    if common and first not in given_names():
        return _relinked(run[1:])
    return run


def _relinked(run: list[re.Match[str]]) -> list[re.Match[str]]:
    while run and run[0][0] in _SMALL:
        run = run[1:]
    return run


def _trimmed(text: str, run: list[re.Match[str]], *, opens: bool) -> Iterator[Mention]:
    """The run without its titles, "The", days and demonyms at its head."""
    title: Span | None = None
    named = bool(run) and run[-1][0].lower() in ORG_WORDS
    while run and (_droppable(run[0][0], named=named) or _title_length(run)):
        length = _title_length(run)
        if length:
            title = Span(title.start if title else run[0].start(), run[length - 1].end())
        run = _relinked(run[max(length, 1) :])
    while run and (_droppable(run[-1][0]) or run[-1][0] in _SMALL):
        run = run[:-1]
    for part in _parts(run):
        yield Mention(_possessed(text, Span(part[0].start(), part[-1].end())), title, opens)
        title = None


def _title_length(run: list[re.Match[str]]) -> int:
    """How many words of a run are a title: "Mr", "Farmer", "Energy Minister" before a name."""
    words = [word[0].lower().rstrip(".") for word in run]
    if words[0] in TITLES:
        return 1
    if words[-1] in ORG_WORDS | PLACE_WORDS:
        return 0
    for place, word in enumerate(words[:3]):
        named = place + 1 < len(run) and run[place + 1][0][0].isupper()
        # "Farmer Luis Ferreira" has a role before a whole name; "Marine Roux" is a name.
        whole = place + 2 < len(run) and word not in given_names()
        if named and (word in TITLES or (word in ROLES and (whole or place))):
            return place + 1
    return 0


def _droppable(word: str, *, named: bool = False) -> bool:
    """A day, an article, or a demonym that is not part of an organisation's name."""
    low = word.lower().rstrip(".")
    return (
        low in NOT_NAMES or low in {"the", "a", "an"} or (not named and bool(DEMONYM.match(word)))
    )


def _parts(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """A run cut at a possessive ("Google's Jane Doe") and at months and days inside it."""
    part: list[re.Match[str]] = []
    for word in run:
        if word[0].lower() in NOT_NAMES:
            yield from _closed(part)
            part = []
            continue
        part.append(word)
        if word[0].endswith(("'s", "’s")):
            yield part
            part = []
    yield from _closed(part)


def _possessed(text: str, span: Span) -> Span:
    return (
        Span(span.start, span.end - 2)
        if text[span.start : span.end].endswith(("'s", "’s"))
        else span
    )
