"""What years, quarters, seasons, weeks and lengths of time mean: a function for each rule.

As in `dates`, `None` instead of a meaning says that the words are no time at all.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from nutgraf.facts.counting import spelled
from nutgraf.facts.lettering import LETTERS
from nutgraf.facts.numbers.counted import is_plural
from nutgraf.facts.times import calendar as days
from nutgraf.facts.times.said import Meaning, Said, derived, letters_of, stated
from nutgraf.facts.times.words import SEASONS
from nutgraf.model import Basis

_CENTURY: Final = 100
_NO_YEAR_BEFORE: Final = letters_of(
    "money mark name hyphen slant ampersand percent num day small approx"
)
_NO_YEAR_AFTER: Final = letters_of("hyphen percent units slant small")
_OF: Final = LETTERS["of"]
_DETERMINED: Final = letters_of("the its")
_YEAR_BEFORE: Final = letters_of(
    "in since by until from of during through between for before after edge fiscal the its article "
    "open to than and or month maybe mon sometime last next ago"
)
_MEASURED: Final = frozenset("square metric million billion euro".split())


def year(said: Said) -> Meaning | None:
    """A year: "1987", "fiscal 1989", "nineteen ninety-six"."""
    value = said.year
    return stated(value) if value else None


def bare_year(said: Said) -> Meaning | None:
    """Four figures that stand alone: a year where nothing behind them is counted."""
    if said.alone:
        return stated(said.word("y"))
    if said.before in _NO_YEAR_BEFORE or said.after in _NO_YEAR_AFTER:
        return None
    if said.before not in _YEAR_BEFORE and not 1900 <= int(said.word("y")) < 2050:
        return None
    follows = said.line.words(said.match.end(), min(said.match.end() + 1, len(said.line.letters)))
    modern = said.before in _DETERMINED and 1900 <= int(said.word("y")) < 2050
    counts = not modern and said.after == LETTERS["other"] and _is_counted(follows[0])
    return None if counts else stated(said.word("y"))


def years(said: Said) -> Meaning | None:
    """From one year to another: "1914-18", "2019/20"."""
    first, last = said.word("y"), said.word("z")
    if not last:
        first, last = first.split("/")
    if len(last) < len(first):
        last = first[:-2] + last if len(last) == 2 else ""
    return stated(days.years(int(first), int(last))) if last else None


def _is_counted(word: str) -> bool:
    return is_plural(word) or word in _MEASURED


def decade(said: Said) -> Meaning | None:
    """Ten years: "the 1990s", "the late '80s", "the nineties"."""
    word = said.word("d")
    number = said.calendar.decades.get(word) or int(re.sub(r"\D", "", word))
    first = number if number >= _CENTURY else number + 1900
    if first % 10:
        return None
    if first == 1900:  # ten years or a hundred
        return Meaning()
    whole = first % _CENTURY == 0 and first < 1900
    return stated(days.years(first, first + (_CENTURY if whole else 10) - 1))


def century(said: Said) -> Meaning | None:
    """A hundred years: "the 20th century", "this century"."""
    tens = spelled(said.words("t")) or 0
    return stated(days.century(int(tens) + said.ordinal))


def quarter(said: Said) -> Meaning | None:
    """A quarter of a year: "the third quarter of 1990", "third-quarter"."""
    number = said.ordinal
    if not 1 <= number <= 4 or LETTERS["sport"] in said.line.letters:
        return None
    if said.words("y"):
        return stated(f"{said.year}-Q{number}")
    if said.known is None:
        return Meaning()
    if said.letters("s"):
        year = days.year_of(said.known, said.shift or 0)
        return derived(f"{year}-Q{number}") if said.shift is not None else Meaning()
    return derived(days.quarter_near(number, said.known))


def quarter_before(said: Said) -> Meaning | None:
    """ "The year-ago third quarter": the one before the last of that number."""
    found = quarter(said)
    if not found or not found.value:
        return found
    return found._replace(value=f"{int(found.value[:4]) - 1:04}{found.value[4:]}")


def latest_quarter(said: Said) -> Meaning | None:
    """The quarter that is over, or the one a year before it."""
    back = -5 if said.words("a") else -1
    return derived(days.quarter_of(said.known, back) if said.known else None)


def half_year(said: Said) -> Meaning | None:
    """ "The first half of 1990"."""
    year = said.year
    basis: Basis = "text"
    if not year and said.known and said.shift is not None:
        year, basis = days.year_of(said.known, said.shift) or "", "published"
    if not year:
        return Meaning()
    first = said.word("q") == "first"
    return Meaning(f"{year}-01/{year}-06" if first else f"{year}-07/{year}-12", basis)


def season(said: Said) -> Meaning | None:
    """A season of a year: "last fall", "the summer of 1998"."""
    sign = SEASONS[said.word("z")]
    if said.words("y"):
        return stated(f"{said.year}-{sign}")
    unsure = said.shift is None and (said.letters("s") or said.ahead is None)
    if said.known is None or unsure:
        return Meaning()
    return derived(days.season_near(sign, said.known, said.shift, ahead=bool(said.ahead)))


def period(said: Said) -> Meaning | None:
    """Last, this or next week, month, year, and the like."""
    shift, known = said.shift, said.known
    if known is None or shift is None:
        return Meaning()
    unit = said.unit
    if unit == "weekend":
        return derived(days.weekend_of(known, shift))
    if unit == "century":
        return derived(days.century((known.year - 1) // _CENTURY + 1 + shift))
    if unit == "decade":
        return derived(days.decade_of(known, shift))
    return derived(days.ago(Decimal(abs(shift)), unit, known, ahead=shift > 0))


def weekend(said: Said) -> Meaning | None:
    """ "Over the weekend", of what has been: the last one that has begun."""
    if said.known is None or said.ahead or not said.words("o"):
        return Meaning()
    return derived(days.weekend_of(said.known, 0 if said.known.weekday() > 4 else -1))


def running(said: Said) -> Meaning | None:
    """ "The end of the year", "year-end", "earlier in the month": those of the publication date."""
    unit = said.unit
    if said.known is None or unit not in ("week", "month", "year"):
        return Meaning() if unit in ("week", "month", "year", "day") else None
    return derived(days.ago(Decimal(0), unit, said.known))


def ago(said: Said) -> Meaning | None:
    """So long before the publication date: "two years ago"."""
    count = said.count
    if said.known is None or count is None or said.words("h"):
        return Meaning()
    return derived(days.ago(count, said.unit, said.known))


def length(said: Said) -> Meaning | None:
    """A length of time: "two years", "a minute and a half", "half an hour"."""
    if said.before == _OF and said.unit == "year" and not said.calendar.is_english:
        return None  # an age, as "a man of 44 years"
    if said.words("b"):
        return stated(days.length(Decimal(0), said.unit, half=True))
    return stated(days.length(said.count, said.unit, half=bool(said.words("h"))))


def recurring(said: Said) -> Meaning | None:
    """Again and again: "every day" is `R/P1D`."""
    count = said.count if said.words("n") else Decimal(1)
    span = days.length(count, said.unit)
    return stated(f"R/{span}" if span else None)
