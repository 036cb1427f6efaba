"""An expression of time: the words a rule found, and what they may say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from nutgraf.facts.counting import counted, spelled
from nutgraf.facts.lettering import LETTERS, Line
from nutgraf.facts.times.calendar import FIRST_YEAR, LAST_YEAR
from nutgraf.facts.times.tense import speaks_of_what_comes
from nutgraf.facts.times.words import Calendar
from nutgraf.model import Basis

_SHIFTS: Final = {
    LETTERS["last"]: -1, LETTERS["past"]: -1, LETTERS["lastpost"]: -1, LETTERS["this"]: 0,
    LETTERS["next"]: 1, LETTERS["nextpost"]: 1,
}  # fmt: skip
_ONE: Final = frozenset({"a", "an", "past"})
_CENTURIES: Final = frozenset({"eighteen", "nineteen", "twenty"})


def letters_of(names: str) -> frozenset[str]:
    """The letters of some names."""
    return frozenset(LETTERS[name] for name in names.split())


class Meaning(NamedTuple):
    """A normal value and what it follows from; without a value, a time that is not told."""

    value: str | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """An expression of time: the letters a rule matched, the words they stand for, the day it was
    published; `alone` when it is read without its sentence, whose tense is then `asked`."""

    line: Line
    match: re.Match[str]
    calendar: Calendar
    known: date | None
    alone: bool = False
    asked: bool | None = None

    @property
    def ahead(self) -> bool | None:
        """Whether the sentence speaks of what is to come; None where it does not tell."""
        if self.alone:
            return self.asked
        return speaks_of_what_comes(self.line, self.match.start(), self.match.end())

    def words(self, group: str) -> list[str]:
        """The words of a group of the rule, none where it has no such group."""
        if group not in self.match.re.groupindex or self.match[group] is None:
            return []
        return self.line.words(*self.match.span(group))

    def word(self, group: str) -> str:
        """The first word of a group, "" where there is none."""
        return next(iter(self.words(group)), "")

    def letters(self, group: str) -> str:
        """The letters of a group, "" where there is none."""
        return self.match[group] or "" if group in self.match.re.groupindex else ""

    @property
    def shift(self) -> int | None:
        """Last, this or next as -1, 0 or 1; None where it is another."""
        return _SHIFTS.get(self.letters("s")[-1:])

    @property
    def year(self) -> str:
        """The year in figures or words, "" where none is said."""
        if self.words("y"):
            return self.word("y")
        words = [word for word in self.words("x") if word != "-"]
        if words and words[0] in _CENTURIES:
            first, rest = spelled(words[:1]), spelled(words[1:])
            return f"{first}{rest}" if rest and 10 <= rest < 100 else ""  # two figures
        whole = spelled(words) if words else None
        return str(whole) if whole and FIRST_YEAR <= whole <= LAST_YEAR else ""

    @property
    def unit(self) -> str:
        """The unit of a length of time, by its English name."""
        return self.calendar.units.get(self.word("u"), self.word("u"))

    @property
    def count(self) -> Decimal | None:
        """How many of its unit."""
        words = self.words("n")
        if len(words) == 1 and words[0] in _ONE:
            return Decimal(1)
        return Decimal(2) if "couple" in words else counted(words, self.calendar.small)

    @property
    def ordinal(self) -> int:
        """Which of several: "third", "3rd"; 0 where it does not say."""
        word = self.word("q")
        return self.calendar.ordinals.get(word) or int(re.sub(r"\D", "", word) or 0)

    @property
    def is_title(self) -> bool:
        """Whether the unit has a capital, as in the name of a programme: "60 Minutes"."""
        if not self.letters("u") or self.calendar.noun_capitals:
            return False
        unit = self.line.word(self.match.start("u"))
        return (
            unit[0].isupper() and not unit.isupper() and self.match.start() < self.match.start("u")
        )

    @property
    def before(self) -> str:
        """The letter before the expression."""
        return self.line.letters[max(0, self.match.start() - 1) : self.match.start()]

    @property
    def after(self) -> str:
        """The letter after the expression."""
        return self.line.letters[self.match.end() : self.match.end() + 1]


def stated(value: str | None) -> Meaning:
    """A value that follows from the words themselves."""
    return Meaning(value, "text" if value else None)


def derived(value: str | None) -> Meaning:
    """A value that follows from the words and the publication date."""
    return Meaning(value, "published" if value else None)


def untold(said: Said) -> Meaning:
    """A time that has no value of its own: "several years"."""
    return Meaning()
