# ruff: noqa: E501 - word lists and patterns, one thought a line
"""What a number counts or measures: the words behind it, up to the noun."""

from __future__ import annotations

import re
from typing import Final

from nutgraf.model import Span

_REACH: Final = 80
_MOST_WORDS: Final = 4
_LINK: Final = re.compile(
    r"(?: |-|\u00a0)(?:of (?:(?:the|its|their|his|her|our|my|your|these|those|all) |[^\W\d_]+['’]s? )*)?"
    r"(?:(?:more|other|additional|extra|further|different|such|fewer|less|or so) )?"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A plural; but a verb or an adverb of that ending is none.
_PLURAL: Final = re.compile(
    r"(?!(?:has|was|as|its|his|this|does|says|plus|less|unless|versus|always|perhaps|across|towards|afterwards|besides|yes|remains|"
    r"comes|makes|takes|goes|means|includes|contains|shows|becomes|gives)$)"
    r".*[^\Wsiu]s|people|men|women|children|police|feet|aircraft|sheep|fish|staff|cattle|teeth|lives|crew|"
    r"\w+(?:men|women|people|children|folk)",
    re.I,
)
_DONE: Final = frozenset(
    "killed injured wounded dead missing homeless arrested detained hurt infected displaced percent".split()
)
_MEASURES: Final = re.compile(
    r" ?(km/h|kmh|kph|mph|km²|km2|km|cm|mm|kg|mg|lbs?|oz|ft|mi|°[CF]?|degrees|[MGk]Wh?|[MGT]B|[kMG]?Hz|sq ft|"
    r"hectares|acres|tonnes|tons|metres|meters|feet|inches|miles|square (?:miles|metres|meters|feet|kilometres|kilometers)|"
    r"litres|liters|pounds)(?![\w°])"
)
_NO_UNITS: Final = frozenset("plus a an to strong or and odd something ish per up".split())
_STOPS: Final = frozenset(
    "a an and are as at be been but by for from had has have if in into is it of off on or over per "
    "so than that the their then there these they this to up was we were when where which while "
    "who will with not out said against can could may might would should did do after before "
    "because since until about around between both during each just like now still such "
    "through under within without its his her our my your he she i you what how also only even".split()
)
_NOUN_ENDS: Final = {
    "de": re.compile(r"[A-ZÄÖÜ].{2,}"),
    "fr": re.compile(r".{2,}[sx]|.{2,}aux"),
    "es": re.compile(r".{3,}s"),
    "pt": re.compile(r".{3,}s"),
    "nl": re.compile(r".{3,}(?:en|s)"),
}


def is_plural(word: str) -> bool:
    """Whether a word looks like several of something."""
    return _PLURAL.fullmatch(word) is not None


def unit_behind(text: str, end: int, limit: int, language: str) -> Span | None:
    """What is counted behind a number that ends at `end`: "newly built homes", "year-old", "km".

    None where no noun follows within a few words.
    """
    limit = min(limit, end + _REACH)
    measure = _MEASURES.match(text, end, limit)
    if measure:
        return Span(*measure.span(1))
    if language != "en":
        return _abroad(text, end, limit, language)
    if text[end : end + 1] == "-":
        word = _WORD.match(text, end + 1, limit)
        return Span(*word.span()) if word and word[0].split("-")[0] not in _NO_UNITS else None
    return _noun(text, end, limit)


def _noun(text: str, end: int, limit: int) -> Span | None:
    link = _LINK.match(text, end, limit)
    if not link:
        return None
    first = place = link.end()
    for number in range(_MOST_WORDS):
        word = _WORD.match(text, place, limit)
        if not word or word[0].lower() in _STOPS:
            return None
        if _PLURAL.fullmatch(word[0]) or (number == 0 and word[0] in _DONE):
            return Span(first, word.end())
        if text[word.end() : word.end() + 1] != " ":
            return None
        place = word.end() + 1
    return None


def _abroad(text: str, end: int, limit: int, language: str) -> Span | None:
    word = re.compile(r"[ \u00a0](?:d['’]|de )?([^\W\d_]{3,})\b").match(text, end, limit)
    ends = _NOUN_ENDS.get(language)
    return Span(*word.span(1)) if word and ends and ends.fullmatch(word[1]) else None
