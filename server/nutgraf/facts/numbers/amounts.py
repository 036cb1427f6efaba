# ruff: noqa: E501 - word lists and patterns, one thought a line
"""What a number's words say as a plain number: `$4.2 million` is `4200000`, `10-15%` is `10-15`.

Everything here reads one expression of a number alone; `numbers` finds them in a text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from nutgraf.facts.counting import ENGLISH, SCALES, spelled

# Languages that write 1,234.5; the others write 1.234,5 or 1 234,5.
_POINT_LANGUAGES: Final = frozenset("en ja zh ko th he hi ar ga cy ms sw".split())
_FACTORS: Final = {
    **SCALES, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12, "k": 10**3,
    "tausend": 10**3, "million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9,
    "milliarden": 10**9, "mrd": 10**9, "mille": 10**3, "millions": 10**6, "milliard": 10**9,
    "milliards": 10**9, "mil": 10**3, "millón": 10**6, "millones": 10**6, "mila": 10**3,
    "milioni": 10**6, "milione": 10**6, "miliardi": 10**9, "milhões": 10**6, "milhão": 10**6,
    "bilhões": 10**9, "duizend": 10**3, "miljoen": 10**6, "miljard": 10**9,
}  # fmt: skip
DIGITS: Final = (
    r"\d{1,3}(?:[\u202f\u00a0 ]\d{3}){1,4}(?![\d ]\d)(?:[.,]\d{1,9})?(?!\d)|"
    r"\d{1,3}(?:,\d{2,3}){0,4},\d{3}(?:\.\d{1,9})?(?!\d)|"
    r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,9})?(?!\d)|\d{1,15}(?:[.,]\d{1,9})?(?!\d)"
)
_WORD: Final = "|".join(sorted(ENGLISH, key=len, reverse=True))
_BIG: Final = "hundred|thousand|million|billion|trillion|dozen"
SPELLED: Final = (
    rf"(?:(?:half )?an? (?=(?:{_BIG})\b)|(?=(?:{_WORD}|{_BIG})\b))(?:{_WORD}|{_BIG})"
    rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and |(?<=million) and )(?:{_WORD}|{_BIG})\b){{0,8}}\b"
)
SCALE: Final = (
    "|".join(sorted((w for w in _FACTORS if len(w) > 3), key=len, reverse=True)) + "|mil|mln"
)
SHORT_SCALE: Final = r"(?:bn|mn|mln|tn|k|m)\b"
_PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4,
    "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "eighth": 8,
    "eighths": 8, "ninth": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
PART: Final = "|".join(_PARTS)
VAGUE: Final = (
    "tens of thousands|tens of millions|hundreds of thousands|hundreds of millions|hundreds of billions|"
    "thousands of millions|several (?:hundred|thousand|million|billion|dozen)|a few (?:hundred|thousand|million|dozen)|"
    "dozens|hundreds|thousands|millions|billions|trillions|a handful|scores(?= of)|tens(?= of)"
)
_JOINT: Final = re.compile(r"\s*(?:-|–|—|\bto\b|\band\b|\bbis\b|\bà\b)\s*")
_FIGURE: Final = re.compile(rf"({DIGITS})\s*([^\W\d_]*)\.?")
_JOINING: Final = frozenset({"and", "a", "an"})


def value_of(words: str, language: str = "en") -> str | None:
    """The plain number an expression says, from its words alone; None for a vague count.

    A range or a score is `10-15`, a part `2/3`.
    """
    low = words.casefold()
    if re.fullmatch(VAGUE, low):
        return None
    share = _share(low)
    if share:
        return share
    ends = _ends(low)
    if ends:
        return _between(*ends, language)
    return _one(low, language)


def _one(low: str, language: str) -> str | None:
    found = _FIGURE.search(low)
    if not found:
        return _spelled(low)
    plain = _plain(found[1], language)
    scales = [word for word in re.findall(r"[^\W\d_]+", low[found.start() :]) if word in _FACTORS]
    factor = 1
    for word in scales[:2]:
        factor *= _FACTORS[word]
    return scaled(plain, factor) if plain else None


def _spelled(low: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", low)
    half = words[:2] == ["half", "a"]
    known = [word for word in words if word in ENGLISH or word in SCALES or word in _JOINING]
    total = spelled(known[1:] if half else known)
    if total is None:
        return None
    return f"{(total / 2 if half else total).normalize():f}"


def _ends(low: str) -> tuple[str, str] | None:
    """The two ends of a range, each with what it says itself."""
    numbers = list(re.finditer(rf"(?<![\d.,])(?:{DIGITS})", low.removeprefix("between ")))
    bare = low.removeprefix("between ")
    if len(numbers) == 2:
        first, last = numbers
        if _JOINT.search(bare, first.end(), last.start()):
            return bare[: last.start()], bare[last.start() :]
    return None if numbers else _word_ends(low, bare)


def _word_ends(low: str, bare: str) -> tuple[str, str] | None:
    joint = " and " if low != bare else " to "
    first, found, last = bare.partition(joint)
    return (first, last) if found else None


def _between(first: str, last: str, language: str) -> str | None:
    low, high = _one(first, language), _one(last, language)
    scale = re.search(r"\d\s*([^\W\d_]+)", last) or re.search(r"(\w+)$", last)
    if low and high and scale and scale[1] in _FACTORS and not _scale_in(first):
        low = scaled(low, _FACTORS[scale[1]])
    return f"{low}-{high}" if low and high else None


def _scale_in(words: str) -> bool:
    return any(word in _FACTORS for word in re.findall(r"[^\W\d_]+", words))


def _share(low: str) -> str | None:
    """A part: "two thirds" is `2/3`, "one in five" `1/5`, "nine out of 10" `9/10`."""
    figures = re.fullmatch(r"(\d)/(\d)", low)
    if figures:
        return low
    part = re.fullmatch(rf"(a|an|[^\W\d_]+)[ -]({PART})", low)
    if part:
        count = 1 if part[1] in ("a", "an", "one") else ENGLISH.get(part[1])
        return f"{count}/{_PARTS[part[2]]}" if count else None
    if low == "half":
        return "1/2"
    of = re.fullmatch(r"(\w+(?:-\w+)?) (?:in(?: every)?|out of(?: every)?) (\w+(?:-\w+)?)", low)
    if not of:
        return None
    some, every = _small(of[1]), _small(of[2])
    return f"{some}/{every}" if some and every and some < every else None


def _small(word: str) -> Decimal | None:
    return Decimal(word) if re.fullmatch(r"\d{1,6}", word) else spelled(word.split("-"))


def _plain(digits: str, language: str) -> str | None:
    """Digits with a decimal point and no groups."""
    digits = re.sub(r"[\u202f\u00a0 ]", "", digits)
    point, group = (".", ",") if language in _POINT_LANGUAGES else (",", ".")
    groups = digits.count(group)
    if groups > 1 or (groups and point in digits):
        return digits.replace(group, "").replace(point, ".")
    grouped = bool(re.fullmatch(rf"\d{{1,3}}{re.escape(group)}\d{{3}}", digits))
    if groups:
        return digits.replace(group, "") if grouped else digits.replace(group, ".")
    return digits.replace(point, ".") if digits.count(point) <= 1 else digits.replace(point, "")


def scaled(plain: str, factor: int) -> str:
    """Exact decimal shift: `4.2` million is `4200000`."""
    number = Decimal(plain)
    return f"{(number * factor).normalize():f}" if factor > 1 else f"{number:f}"
