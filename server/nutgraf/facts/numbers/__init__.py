# ruff: noqa: E501 - word lists and patterns, one thought a line
"""Numbers: amounts, shares, counts, scores, vague counts; each with what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from nutgraf.facts.claims import Claims
from nutgraf.facts.lettering import cut_to
from nutgraf.facts.numbers.amounts import DIGITS, PART, SCALE, SHORT_SCALE, SPELLED, VAGUE, value_of
from nutgraf.facts.numbers.counted import unit_behind
from nutgraf.model import Basis, Fact, Span, Story

_CURRENCY = r"(?:(?:US|AU|CA|HK|NZ|A|C|S|R)?\$|[€£¥₹₽₺₩₴]|\bRs\.? ?|\b(?:USD|EUR|GBP|CHF) )"
_COINS = (
    r"(?:(?:US|Canadian|Australian|Hong Kong|Singapore) )?(?:euros?|dollars?|pounds?|yen|yuan|roubles?|"
    r"rubles?|rupees?|crowns?|francs?|pesos?|lira|kronor|kroner|zlotys?|rand|shekels?|baht|Euro|Dollar|"
    r"Franken|dólares|libras|livres|dollari|sterline)\b"
)
_NUM = rf"(?:{DIGITS})"
_SCALES = rf"(?:[ \u00a0-](?i:{SCALE})\b){{1,2}}"
_AMOUNT = rf"{_NUM}(?:{_SCALES}| ?{SHORT_SCALE})?"
_BIG = rf"{_NUM}(?:{_SCALES}| ?{SHORT_SCALE})"
# Behind a bare figure "m" may be metres and "k" kilometres.
_LARGE = rf"{_NUM}(?:{_SCALES}| ?(?:bn|mn|tn)\b)"
_TO = r"(?: to | bis | à |-|–)"
_SHARE = r"(?: |-|\u00a0)?(?:%|per ?cent\b|percentage points?\b|basis points?\b|Prozent\b|pour cent\b|por ciento\b|por cento\b|procent\b)"
_FROM = r"(?<![\w.,:/#@&=+\[_°-])(?<!\d[–-])"
_SPELT = rf"(?i:\b{SPELLED})"
# What may not follow a count: a letter, a further figure, a sign of something else than a count.
_PAST = r"(?![\w/%°*²]|[.,:]\d|[-–]\d)"
_RULES: Final = (
    ("money", rf"(?i:between ){_CURRENCY} ?{_AMOUNT} and (?:{_CURRENCY} ?)?{_AMOUNT}", 0.95),
    ("money", rf"{_CURRENCY} ?{_AMOUNT}(?:{_TO}{_CURRENCY} ?{_AMOUNT}|(?: to |-|–){_BIG})?(?![\w]|[.,]\d)", 0.95),
    ("money", rf"{_FROM}{_AMOUNT}(?:{_TO}{_AMOUNT})?(?:[ \u00a0-](?:d['’]|de )?{_COINS}| ?[€£])", 0.95),
    ("money", rf"{_SPELT}[ -]{_COINS}", 0.9),
    ("percent", rf"{_FROM}(?:(?i:between ){_NUM}{_SHARE}? and |{_NUM}{_SHARE}?{_TO})?{_NUM}{_SHARE}", 0.95),
    ("percent", rf"{_SPELT}{_SHARE}", 0.9),
    ("share", rf"{_FROM}(?:\d{{1,3}}|{_SPELT}) (?:in|out of)(?: every)? (?:\d{{1,4}}|{_SPELT})(?![\w,.]*\d|-|%)", 0.8),
    ("share", rf"(?i:\b(?:an?|one|two|three|four|five|six|seven|eight|nine))[ -](?:{PART})\b(?= of\b)", 0.85),
    ("share", r"(?i:\b(?:one|two|three|four|five|nine))[ -](?:thirds?|quarters|fifths?|tenths)\b", 0.85),
    ("share", r"(?i:(?<!first )(?<!second )\bhalf)(?= of (?:the|all|its|their|those|these|them|voters|people)\b)", 0.8),
    ("range", rf"(?i:\bbetween )(?:{_AMOUNT}|{_SPELT}) and (?:{_AMOUNT}|{_SPELT}){_PAST}", 0.85),
    ("range", rf"{_FROM}{_AMOUNT}(?: to | - | – |-|–){_AMOUNT}{_PAST}(?!-\d)", 0.8),
    ("count", rf"{_FROM}{_LARGE}{_PAST}", 0.9),
    ("count", rf"{_FROM}{_NUM}(?:{_PAST}|(?=(?:km|cm|mm|kg|mg|lbs?|oz|ft|mph|kph|°|[MGk]Wh?|[MGT]B)\b|°))", 0.9),
    ("vague", rf"(?i:\b(?:{VAGUE})\b)", 0.7),
    ("word", rf"{_SPELT}(?![-\w])|{_SPELT}(?=-[a-z])", 0.8),
)  # fmt: skip
_OPENING_WORDS: Final = (
    "between half one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred hundreds thousand thousands million millions billion billions trillion "
    "trillions dozen dozens several tens scores"
).split()
_OPENING_A: Final = (
    r"[aA]n? (?=(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundred|thousand|"
    r"million|billion|dozen|few|handful)\b)"
)
# Figures that are no numbers: telephones, addresses, versions.
_MARKED: Final = re.compile(
    r"(?=[+(\dhw])(?:\+\d[\d ()./-]{6,18}\d|\(\d{2,5}\) ?\d[\d -]{4,10}\d|\b\d{3}[ .-]\d{3}[.-]\d{4}\b|"
    r"(?<![\d-])\d{3}-\d{4}\b(?!-)|\b0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b|\b\d+(?:-\d+){2,8}\b|"
    r"\b\d+(?:\.\d+){3,8}\b|https?://\S{1,300}|\bwww\.\S{1,300})"
)
_LIST_MARK: Final = re.compile(r"\(?\d{1,3}[.)]\s+")
_PLACE: Final = re.compile(r"(?:st|nd|rd|th|º|ª)\b")
_BEFORE: Final = re.compile(r"([^\W\d_]+)(\.?[  ]|, |\()$")
_LABELS: Final = frozenset(
    "page pages chapter section line lines route highway channel room flight bus number no nos version "
    "figure table step phase level grade type article episode season round group gate platform track "
    "aged age verse issue item paragraph exhibit lot bed terminal pier junction exit motorway "
    "category class tier model series size mach apartment apt suite unit district ward precinct"
    " seite nummer numéro número artikel".split()
)
_FUNCTION: Final = frozenset(
    "the a an and or but in on at of for from to by with about some nearly almost around over under "
    "only just more than up as that this these those some all its their his her our my your another "
    "still even between among roughly approximately least most another every each both plus minus "
    "was were is are when after before since until if so then now also per than not total well "
    "der die das in von mit und les des une dans et sur los las en de con y".split()
)
# "27. og 28." is the twenty-seventh; "5. Then" the fifth of a list.
_ORDINAL: Final = re.compile(r"\. ?[^\W\d_A-ZÀ-Þ]")
_LISTED: Final = re.compile(r"(?:^|[.!?”\")] )$")
_STREET: Final = re.compile(
    r" (?:[A-Z][^\W\d_]+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Square|Place|"
    r"Way|Court|Terrace|Crescent|Row|Parade)\b"
)
# What may be one of a row and also what somebody did on it: "that day 200 people came".
_ROWS: Final = frozenset("day week year part point stage test leg volume act".split())
_OLDEST: Final = 110
# A story of 3,000 sentences has fewer: more figures than these are a table or an attack.
_MOST: Final = 3_000
_TRIES: Final = 8_000
_MOST_CHARS: Final = 250_000
_LONGEST_PLAIN: Final = 6
# How sure a figure is that counts nothing, and the rules that need no noun.
_BARE: Final = 0.6
_UNITLESS: Final = frozenset(("money", "percent", "share", "range"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number said: its place, its rule, how sure that is, and what it counts."""

    span: Span
    rule: str
    confidence: float
    unit: Span | None


def find_numbers(story: Story, taken: Sequence[Span]) -> tuple[Fact, ...]:
    """Every number of the story in order, without those inside dates (`taken`).

    `value` is the plain number (`4200000`), of a range `10-15`, of a part `2/3`, None for a vague
    count; `unit` the words it counts or measures.
    """
    language = story.language or "en"
    claims = Claims(taken)
    facts = []
    for number in islice(_said(story, claims, language), _MOST):
        span, value = number.span, value_of(story[number.span], language)
        basis: Basis | None = "text" if value else None
        sentence = story.sentence_at(span)
        facts.append(
            Fact("number", (span,), value, sentence, number.confidence, number.unit, basis)
        )
    return tuple(facts)


def _said(story: Story, claims: Claims, language: str) -> Iterator[Number]:
    tries, text, left = 0, story.text, _MOST_CHARS
    for block in story.body:
        if block.kind in ("code", "table"):
            continue
        within = cut_to(text, block.span, left)
        left -= len(within)
        place, end = _past_list_mark(text, within), within.end
        for mark in _MARKED.finditer(text, place, end):
            claims.claim(Span(*mark.span()))
        while tries < _TRIES and (start := _starts().search(text, place, end)):
            tries += 1
            number = _number_at(text, start.start(), Span(place, end), claims, language)
            place = number.span.end if number else start.end()
            if number:
                yield number


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    return tuple((name, re.compile(pattern), sure) for name, pattern, sure in _RULES)


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    """Where a number may begin; words by their first letter, so that most places fail at once."""
    rests: dict[str, list[str]] = {}
    for word in _OPENING_WORDS:
        rests.setdefault(word[0], []).append(word[1:])
    words = "|".join(f"[{a}{a.upper()}](?:{'|'.join(rest)})" for a, rest in rests.items())
    names = r"Rs\b|(?:USD|EUR|GBP|CHF) |(?:US|AU|CA|HK|NZ|[ACSR])\$"
    return re.compile(rf"[$€£¥₹₽₺₩₴]|\d+|\b(?:{names}|(?:{words})\b|{_OPENING_A})")


def _number_at(text: str, start: int, within: Span, claims: Claims, language: str) -> Number | None:
    """The first rule that reads a number here that is one."""
    for rule, pattern, sure in _rules():
        match = pattern.match(text, start, within.end)
        if match is None:
            continue
        span = Span(*match.span())
        if not claims.is_free(span) or _PLACE.match(text, span.end, within.end):
            continue
        if language != "en" and text[span.end : span.end + 1] == "-":
            continue
        if rule != "vague" and value_of(match[0], language) is None:
            continue
        unit = _unit(text, span, rule, within.end, language)
        if _is_number(text, span, rule, unit) and claims.claim(span):
            return Number(span, rule, sure if unit or rule in _UNITLESS else min(sure, _BARE), unit)
    return None


def _unit(text: str, span: Span, rule: str, limit: int, language: str) -> Span | None:
    return None if rule in ("money", "percent") else unit_behind(text, span.end, limit, language)


def _is_number(text: str, span: Span, rule: str, unit: Span | None) -> bool:
    """Whether a figure counts something: not a page, a flight, an age behind a name, a street."""
    figures = text[span.start : span.end]
    if rule in ("money", "percent", "share", "vague") or figures.lower().startswith("between"):
        return True
    before = _BEFORE.search(text, max(0, span.start - 40), span.start)
    if before and _is_label(before, text, span, unit):
        return False
    if figures.isdecimal() and _is_ordinal(text, span):
        return False
    if rule == "word":
        return figures.lower() not in ("one", "zero")
    if unit is not None:
        return not _STREET.match(text, span.end)
    return _stands_alone(figures) and not (
        _STREET.match(text, span.end) or _in_brackets(text, span)
    )


def _is_label(before: re.Match[str], text: str, span: Span, unit: Span | None) -> bool:
    word, link = before[1], before[2]
    if link == ", ":
        behind = text[span.end : span.end + 1]
        figures = text[span.start : span.end]
        return (
            word[0].isupper()
            and behind in (",", ".", ")")
            and figures.isdecimal()
            and int(figures) <= _OLDEST
        )
    if word.lower() in _LABELS or (word.lower() in _ROWS and unit is None):
        return True
    if not word[0].isupper() or word.lower() in _FUNCTION or link == "(":
        return False
    return unit is None


def _is_ordinal(text: str, span: Span) -> bool:
    if _ORDINAL.match(text, span.end):
        return True
    listed = _LISTED.search(text, max(0, span.start - 2), span.start)
    return bool(listed) and text[span.end : span.end + 2] == ". "


def _stands_alone(figures: str) -> bool:
    """Whether figures without a noun are a number all the same: not a year, not a long mark."""
    plain = figures.isdecimal()
    return not (
        plain and (len(figures) > _LONGEST_PLAIN or re.fullmatch(r"(?:19|20)\d\d", figures))
    )


def _in_brackets(text: str, span: Span) -> bool:
    return text[max(0, span.start - 1) : span.start] == "(" and text[span.end : span.end + 1] == ")"


def _past_list_mark(text: str, block: Span) -> int:
    mark = _LIST_MARK.match(text, block.start, block.end)
    return mark.end() if mark else block.start
