"""Numbers as words and figures say them, as exact decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

_UNITS_TO_TWENTY: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_TENS: Final = "ten twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH: Final[Mapping[str, int]] = {
    **{word: number for number, word in enumerate(_UNITS_TO_TWENTY.split())},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), start=1)},
}
SCALES: Final[Mapping[str, int]] = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "score": 20, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
}  # fmt: skip
# One to twelve, as these languages say a short length of time; the first of several forms counts.
OTHERS: Final[Mapping[str, str]] = {
    "de": "ein/eine/einem/einer/einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "un/une deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "un/una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "un/una due tre quattro cinque sei sette otto nove dieci undici dodici",
    "pt": "um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze",
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "sv": "en/ett två tre fyra fem sex sju åtta nio tio elva tolv",
    "da": "en/et to tre fire fem seks syv otte ni ti elleve tolv",
    "no": "en/ett to tre fire fem seks sju åtte ni ti elleve tolv",
    "pl": "jeden/jedna dwa/dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście "
          "dwanaście",
}  # fmt: skip
_FRACTION: Final = re.compile(r"(\d)/(\d)")
_HALVES: Final = frozenset({"half", "½"})


def small_numbers(language: str) -> Mapping[str, int]:
    """The number words of a language: one to ninety in English, one to twelve elsewhere."""
    forms = OTHERS.get(language)
    if forms is None:
        return ENGLISH
    return {
        word: number
        for number, words in enumerate(forms.split(), start=1)
        for word in words.split("/")
    }


def spelled(words: Iterable[str], small: Mapping[str, int] = ENGLISH) -> Decimal | None:
    """What number words say: "two hundred and fifty", "a dozen", "forty-two"; else None."""
    total = part = Decimal(0)
    last = ""
    for word in words:
        if word == "-":
            continue
        if word in small and _follows(small.get(last, 0), small[word]):
            part += small[word]
        elif word in SCALES and part <= SCALES[word]:
            part = (part or Decimal(1)) * SCALES[word]
            if SCALES[word] >= SCALES["thousand"]:
                total, part = total + part, Decimal(0)
        elif not (word == "and" and last or word in ("a", "an") and not last):
            return None
        last = word
    return total + part if last and last not in ("and", "a", "an") else None


def _follows(last: int, number: int) -> bool:
    """Whether a small number may stand behind another: "forty-two", not "two, two"."""
    return last == 0 or (last >= 20 and last % 10 == 0 and 0 < number < 10)


def figure(digits: str) -> Decimal | None:
    """Plain figures with commas between thousands: `1,200`, `2.5`; None for anything else."""
    if re.fullmatch(r"\d{1,15}", digits):
        return Decimal(int(digits))
    grouped = re.fullmatch(r"(\d{1,3}(?:,\d{3})+)(\.\d+)?", digits)
    if grouped:
        return Decimal(digits.replace(",", ""))
    return Decimal(digits.replace(",", ".")) if re.fullmatch(r"\d+[.,]\d+", digits) else None


def counted(words: Sequence[str], small: Mapping[str, int] = ENGLISH) -> Decimal | None:
    """What a count says, in figures or words, a half or a fraction behind it: `2 1/2`, `1,200`."""
    if not words:
        return None
    if words[-1] in _HALVES:
        rest = [word for word in words[:-1] if word not in ("and", "a")]
        return _with_part(rest, Decimal("0.5"), small)
    part = _FRACTION.fullmatch(words[-1])
    if part and part[2] != "0":
        return _with_part(words[:-1], Decimal(int(part[1])) / Decimal(int(part[2])), small)
    return _in_figures(words) if words[0][0].isdecimal() else spelled(words, small)


def _with_part(words: Sequence[str], part: Decimal, small: Mapping[str, int]) -> Decimal | None:
    whole = counted(words, small) if words else Decimal(0)
    return None if whole is None else whole + part


def _in_figures(words: Sequence[str]) -> Decimal | None:
    value = figure(words[0])
    if value is None or not all(word in SCALES for word in words[1:]):
        return None
    for word in words[1:]:
        value *= SCALES[word]
    return value
