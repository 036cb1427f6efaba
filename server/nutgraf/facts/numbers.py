"""Numbers: amounts, shares, counts, scores, vague counts; each with what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nutgraf.facts.claims import Claims
from nutgraf.model import Fact, Span, Story

_SCALES: Final = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "m": 10**6,
    "bn": 10**9, "k": 10**3, "millionen": 10**6, "milliarden": 10**9, "millions": 10**6,
    "milliards": 10**9, "millones": 10**6,
}  # fmt: skip
_SMALL: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_VAGUE: Final = (
    "dozens hundreds thousands millions billions scores tens handful dozen several hundred"
)
_DIGITS = (
    r"\d{1,3}(?:[\u202f\u00a0 ]\d{3})+(?:[.,]\d+)?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|"
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
_SCALE = r"(?:thousand|million|billion|trillion|Millionen|Milliarden|milliards|millions|millones)"
_CURRENCY = r"(?:US\$|A\$|C\$|HK\$|[$€£¥₹₽₺])"
_MONEY_AFTER = r"(?:euros?|dollars?|pounds?|yen|roubles?|rubles?|crowns?|francs?|Euro|Dollar)"
_PATTERNS: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("money", rf"{_CURRENCY} ?(?:{_DIGITS})(?:(?: ?(?:bn|m|k)\b)| {_SCALE}\b)?"),
        ("money", rf"(?<![\w.,])(?:{_DIGITS})(?: {_SCALE})? (?:{_MONEY_AFTER})\b|"
                  rf"(?<![\w.,])(?:{_DIGITS})(?: {_SCALE})? ?[€£]"),
        ("percent", rf"(?<![\w.,])(?:{_DIGITS}) ?(?:%|percent\b|per cent\b|Prozent\b|percentage points?\b)"),
        ("range", r"(?<![\w.,:])\d+ (?:to|-|–) \d+(?![\w:])|(?<![\w.,:-])\d+[-–]\d+(?![\w:-])"),
        ("count", rf"(?<![\w.,:/#-])(?:{_DIGITS})(?: {_SCALE}\b)?(?![\w:/%]|[.,]\d|-\d)"),
        ("vague", rf"(?i:\b(?:{'|'.join(_VAGUE.split()[:8])}|a dozen)\b)"),
        ("word", rf"(?i:\b(?:{'|'.join(w for w in _SMALL if len(w) > 2 and w != 'one')})"
                 rf"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b)"
                 rf"(?: (?:hundred|thousand|million|billion)\b)?"),
    )
)  # fmt: skip
_UNIT: Final = re.compile(
    r"(?: |-)(?:of (?:the |its |their |his |her |\w+['’]s? )*)?((?:[^\W\d_A-Z][^\W\d_]*-?){1,2}(?: [a-z]+){0,1})"
)
_STOP_UNITS: Final = frozenset(
    "a an and are as at be been but by for from had has have if in into is it of off on or over per "
    "so than that the their then there these they this to up was we were when where which while "
    "who will with not out said against".split()
)
_PLURAL: Final = re.compile(r"(?:[^s]s|people|men|women|children|police|feet|sheep|fish)$")
# Languages that write 1,234.5; the others write 1.234,5 or 1 234,5.
_POINT_LANGUAGES: Final = frozenset("en ja zh ko th he hi ar ga cy ms sw".split())
_LIST_MARK: Final = re.compile(r"\(?\d{1,3}[.)]\s+")
_PLACE: Final = re.compile(r"(?:st|nd|rd|th)\b")


def find_numbers(story: Story, taken: Sequence[Span]) -> tuple[Fact, ...]:
    """Every number of the story in order, without those inside dates (`taken`).

    `value` is the plain number (`4200000`), None for a vague count; `unit` the words it counts.
    """
    facts = []
    for span, rule in _found(story, taken):
        facts.append(
            Fact("number", (span,), _value(story[span], rule, story.language or "en"),
                 story.sentence_at(span),
                 0.6 if rule == "word" else 0.9, _unit(story, span, rule))
        )  # fmt: skip
    return tuple(facts)


def _found(story: Story, taken: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    claims = Claims(taken)
    for block in story.body:
        if block.kind in ("code", "table"):
            continue
        start = _past_list_mark(story.text, block.span)
        rows: list[tuple[Span, str]] = []
        for rule, pattern in _PATTERNS:
            for match in pattern.finditer(story.text, start, block.span.end):
                span = Span(*match.span())
                if not _PLACE.match(story.text, span.end) and claims.claim(span):
                    rows.append((span, rule))
        yield from sorted(rows)


def _past_list_mark(text: str, block: Span) -> int:
    mark = _LIST_MARK.match(text, block.start, block.end)
    return mark.end() if mark else block.start


def _value(text: str, rule: str, language: str) -> str | None:
    if rule == "vague":
        return None
    low = text.lower()
    digits = re.search(_DIGITS, text)
    if rule == "range":
        return "-".join(re.findall(r"\d+", text))
    if digits is None:
        return _spelled(low)
    plain = _plain(digits[0], language)
    scale = re.search(r"[a-z]+", low[low.find(digits[0]) + len(digits[0]) :])
    factor = _SCALES.get(scale[0], 1) if scale else 1
    return _scaled(plain, factor) if plain else None


def _plain(digits: str, language: str) -> str | None:
    """Digits with a decimal point and no groups; None where a lone `14.500` could be either."""
    digits = re.sub(r"[\u202f\u00a0 ]", "", digits)
    point, group = (".", ",") if language in _POINT_LANGUAGES else (",", ".")
    groups = digits.count(group)
    if groups > 1 or (groups and point in digits):
        return digits.replace(group, "").replace(point, ".")
    grouped = bool(re.fullmatch(rf"\d{{1,3}}{re.escape(group)}\d{{3}}", digits))
    if groups:
        return digits.replace(group, "") if grouped else digits.replace(group, ".")
    return digits.replace(point, ".") if digits.count(point) <= 1 else digits.replace(point, "")


def _scaled(plain: str, factor: int) -> str:
    """Exact decimal shift: `4.2` million is `4200000`."""
    whole, _, part = plain.partition(".")
    zeros = len(str(factor)) - 1
    if zeros < len(part):
        head, tail = part[:zeros], part[zeros:]
        return f"{(whole + head).lstrip('0') or '0'}.{tail}"
    return (whole + part + "0" * (zeros - len(part))).lstrip("0") or "0"


def _spelled(low: str) -> str | None:
    words = re.split(r"[ -]", low)
    total = sum(_SMALL.get(word, 0) for word in words)
    factor = next((_SCALES[word] for word in words if word in _SCALES), 1)
    factor *= 100 if "hundred" in words else 1
    return (
        str(total * factor)
        if all(w in _SMALL or w in _SCALES or w == "hundred" for w in words)
        else None
    )


def _unit(story: Story, span: Span, rule: str) -> Span | None:
    if rule in ("money", "percent"):
        return None
    match = _UNIT.match(story.text, span.end, span.end + 40)
    if not match:
        return None
    words = match[1].split()
    if words[0] in _STOP_UNITS:
        return None
    counted = next((i for i, word in enumerate(words[:2]) if _PLURAL.search(word)), 0)
    kept = words[: counted + 1]
    return Span(match.start(1), match.start(1) + len(" ".join(kept)))
