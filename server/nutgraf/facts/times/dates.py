"""What days, weekdays, months and hours of the day mean: a function for each rule of `time_rules`.

Each takes what was said and gives the normal value with what it follows from; `None` instead of a
meaning says that the words are no time at all.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from nutgraf.facts.counting import counted, spelled
from nutgraf.facts.lettering import LETTERS
from nutgraf.facts.times import calendar as days
from nutgraf.facts.times.said import Meaning, Said, derived, stated

_PAPERS: Final = frozenset(
    "Times Mirror Telegraph Mail Express Herald Post Sun Independent People World School "
    "Club".split()
)

_NOON: Final = 12
_NAMED_HOURS: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}


def stamp(said: Said) -> Meaning | None:
    """`2019-03-01`, `2019-W09`, `2月3日`; a day that is none has no value."""
    word = said.line.word(said.match.start())
    if "-W" in word:
        return stated(word)
    parts = [int(part) for part in re.findall(r"\d+", word)]
    if len(parts) == 2:  # a month and a day
        return _day(said, None, *parts)
    return stated(days.day_of(*parts))


def slashed(said: Said) -> Meaning | None:
    """`13/02/1998` and `02/13/1998`; one that could be either has no value."""
    first, second, year = (int(part) for part in said.word("d").split("/"))
    if first > 12 or first == second:  # no such month
        return stated(days.day_of(year, second, first))
    return stated(days.day_of(year, first, second)) if second > 12 else Meaning()


def dotted(said: Said) -> Meaning | None:
    """`13.02.1998`, as Europe writes it."""
    day, month, year = (int(part) for part in said.word("d").split("."))
    return stated(days.day_of(year, month, day))


def day(said: Said) -> Meaning | None:
    """A day of a month: "March 1, 2019", "12 February"."""
    found = _date(said)
    if not found.value or said.word("c") in ("", "midnight"):
        return found
    clock = _clock(said)
    return found._replace(value=found.value + clock) if clock else found


def days_between(said: Said) -> Meaning | None:
    """From one day to another: "March 3-5", "3 to 5 March 2019"."""
    first, last = _date(said), _date(said, "e")
    if not (first.value and last.value and first.value < last.value):
        return Meaning()
    return first._replace(value=f"{first.value}/{last.value}")


def month_of_year(said: Said) -> Meaning | None:
    """A month of a year: "May 2019", "January this year"."""
    month = said.calendar.months[said.word("m")]
    year = said.year
    if year:
        return stated(f"{year}-{month:02}")
    if said.known is None or said.shift is None:
        return Meaning()
    return derived(f"{days.year_of(said.known, said.shift)}-{month:02}")


def month(said: Said) -> Meaning | None:
    """A month without a year: "last May", "in December"."""
    number = said.calendar.months[said.word("m")]
    if said.known is None:
        return Meaning()
    shift = said.shift
    if shift == 0:
        return derived(f"{days.year_of(said.known)}-{number:02}")
    if shift is None:
        return derived(days.month_near(number, said.known, ahead=said.ahead))
    return derived(days.month_beside(number, said.known, ahead=shift > 0))


def near(said: Said) -> Meaning | None:
    """Today, yesterday, tomorrow, with the part of the day; "the day before yesterday"."""
    shift = said.calendar.near[said.word("w")]
    turn = said.letters("t")
    shift += {LETTERS["before"]: -1, LETTERS["after"]: 1}.get(turn, 0)
    if said.word("w") == "today" and said.before == LETTERS["name"]:
        return None if said.line.word(said.match.start("w"))[0].isupper() else _shifted(said, shift)
    return _shifted(said, shift)


def weekday(said: Said) -> Meaning | None:
    """A day of the week: the one nearest to the publication date, before it unless the sentence
    speaks of what is to come."""
    if _is_title(said):
        return None
    number = said.calendar.days[said.word("w")] - 1
    if said.known is None or (said.letters("s") and said.shift is None):
        return Meaning()
    return derived(_weekday(said, said.known, number))


def weekday_clock(said: Said) -> Meaning | None:
    """An hour of a day of the week: "10 p.m. Wednesday"."""
    found = near(said) if said.letters("w") == LETTERS["near"] else weekday(said)
    clock = _clock(said)
    if found is None or not found.value or not clock or said.word("c") == "midnight":
        return found
    return found._replace(value=found.value + clock)


def clock(said: Said) -> Meaning | None:
    """An hour of the day: "10:30 p.m.", "noon"; three o'clock can be either half of the day."""
    return stated(_clock(said))


def hour_of_part(said: Said) -> Meaning | None:
    """ "Four in the morning"."""
    hour = counted(said.words("h"), said.calendar.small)
    if hour is None:
        return None
    half = "a" if said.word("p") == "morning" else "p"
    return stated(days.clock(int(hour), 0, half))


def part(said: Said) -> Meaning | None:
    """This morning, last night: the day it is part of."""
    return _shifted(said, -1 if said.letters("s")[:1] == LETTERS["last"] else 0)


def _is_title(said: Said) -> bool:
    """Whether a weekday is part of a name: "The Sunday Times", "Saturday Night Live"."""
    index = said.match.end()
    inside = said.line.word(index - 1)
    behind = said.line.word(index) if said.after else ""
    named = inside in ("Night", "Morning") and behind[:1].isupper()
    return behind in _PAPERS or named


def _date(said: Said, group: str = "d") -> Meaning:
    number = re.sub(r"\D", "", said.word(group))
    return _day(said, said.year, said.calendar.months[said.word("m")], int(number))


def _day(said: Said, year: str | None, month: int, day: int) -> Meaning:
    if not year and said.words("v") and said.known:
        number = said.calendar.days[said.word("v")] - 1
        return derived(days.day_called(number, month, day, said.known))
    if year:
        return stated(days.day_of(int(year), month, day))
    return derived(days.day_near(month, day, said.known, ahead=said.ahead) if said.known else None)


def _shifted(said: Said, shift: int) -> Meaning:
    return derived(days.shifted_day(said.known, shift) if said.known else None)


def _weekday(said: Said, known: date, number: int) -> str | None:
    shift = said.shift
    if shift == 0 and said.ahead is None:
        return None
    ahead = shift > 0 if shift else bool(said.ahead)
    return days.weekday_near(number, known, ahead=ahead, today=not shift)


def _clock(said: Said) -> str | None:
    """An hour; None for one that may be of either half of the day."""
    words = said.words("c")
    word = words[0]
    if word in _NAMED_HOURS:
        return _NAMED_HOURS[word]
    half = re.search(r"([ap])\.?m", "".join(words))
    figures = re.match(r"(\d{1,2})(?:[:.](\d\d))?", word)
    if not figures:
        return days.clock(int(spelled([word]) or 0), 0, half[1]) if half else None
    hour, minute = int(figures[1]), int(figures[2] or 0)
    of_24 = said.words("z") or word[0] == "0" or hour > _NOON
    by_name = ":" in word and LETTERS["hourmark"] in said.letters("c")
    if not (half or of_24 or by_name):
        return None
    return days.clock(hour, minute, half[1] if half else None)
