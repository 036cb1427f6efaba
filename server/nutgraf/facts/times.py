"""Dates and times: what the text says, and the day it means where that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from nutgraf.facts.claims import Claims
from nutgraf.facts.lexicon import CUE
from nutgraf.model import Fact, Span, Story

_MONTHS: Final = {
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
          "september/sep/sept october/oct november/nov december/dec",
    "de": "januar/jan februar/feb märz april/apr mai juni/jun juli/jul august/aug september/sep/sept "
          "oktober/okt november/nov dezember/dez",
    "fr": "janvier/janv février/févr mars avril/avr mai juin juillet/juil août septembre/sept "
          "octobre/oct novembre/nov décembre/déc",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo junio/jun julio/jul agosto/ago "
          "septiembre/sept octubre/oct noviembre/nov diciembre/dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
          "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}  # fmt: skip
_DAYS: Final = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
}
_NEAR: Final = {
    "en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    "de": {"heute": 0, "gestern": -1, "morgen": 1},
    "fr": {"aujourd’hui": 0, "aujourd'hui": 0, "hier": -1, "demain": 1},
    "es": {"hoy": 0, "ayer": -1, "mañana": 1},
    "it": {"oggi": 0, "ieri": -1, "domani": 1},
    "pt": {"hoje": 0, "ontem": -1, "amanhã": 1},
    "nl": {"vandaag": 0, "gisteren": -1, "morgen": 1},
}
_SPAN = (
    r"\b(?:(?:last|next|this|the past|earlier this|later this) (?:week|month|year|weekend|spring|"
    r"summer|autumn|fall|winter|decade|century))\b"
)
_CLOCK = r"\b\d{1,2}(?::|\.)\d\d ?(?:a\.?m\.?|p\.?m\.?|GMT|UTC|Uhr)|\b\d{1,2} ?(?:a\.?m|p\.?m)\b\.?"
_YEAR = (
    r"\b(?:in|since|by|until|from|of|early|late|seit|en|im Jahr) "
    r"(?P<only>(?:1[5-9]|20)\d\d)\b(?![-–]\d|%)"
)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The names of one language, and the patterns made of them by rule."""

    months: Mapping[str, int]
    days: Mapping[str, int]
    near: Mapping[str, int]
    capital_days: bool
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=16)
def _calendar(language: str) -> _Calendar:
    months = {name: number for number, names in enumerate(_MONTHS[language].split(), start=1)
              for name in names.split("/")}  # fmt: skip
    days = {name: number for number, name in enumerate(_DAYS[language].split())}
    m = "|".join(sorted(months, key=len, reverse=True))
    patterns = (
        ("iso", r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("day-first", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)? (?:de )?(?P<month>{m})\b\.?"
                      rf"(?:,? (?:de )?(?P<y>\d{{4}})\b)?"),
        ("month-first", rf"\b(?P<month>{m})\b\.? ?(?P<d>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?"
                        rf"(?:,? (?P<y>\d{{4}})\b)?"),
        ("month-year", rf"\b(?P<month>{m})\b\.?,? (?:de )?(?P<y>\d{{4}})\b"),
        ("cjk", r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
        ("weekday", rf"\b(?P<shift>last |next |this |early |late )?(?P<day>{'|'.join(days)})\b"),
        ("relative", rf"\b(?P<near>{'|'.join(_NEAR[language])})\b"),
        ("span", _SPAN),
        ("clock", _CLOCK),
        ("year", _YEAR),
    )  # fmt: skip
    compiled = tuple((rule, re.compile(pattern, re.I)) for rule, pattern in patterns)
    return _Calendar(months, days, _NEAR[language], language in ("en", "de"), compiled)


_CAPITAL_ONLY: Final = re.compile(r"(?:may|march|mar|august|mars|mayo|marzo)\b", re.I)
_DIGIT: Final = re.compile(r"\d")
_WORDS_ONLY: Final = frozenset({"weekday", "relative", "span"})
_AHEAD: Final = re.compile(
    r"\b(?:will|shall|due|(?:is|are) (?:to|set|expected|scheduled)|plans?|upcoming|wird|werden|soll)\b",
    re.I,
)
_SHORT_MONTH: Final = 4
_NEAR_DAYS: Final = 183


def find_times(story: Story) -> tuple[Fact, ...]:
    """Every date and time said, in order; the same day said twice is one fact with two spans.

    `value` is ISO 8601 at the precision that follows from the words. "On Wednesday" has one only
    when the publication date is known: the last Wednesday up to that day.
    """
    known = _published(story)
    calendar = _calendar(story.language if story.language in _MONTHS else "en")
    found: dict[str, Fact] = {}
    for span, value in _said(story, calendar, known):
        mark = value or story[span].casefold()
        before = found.get(mark)
        spans = (*(before.spans if before else ()), span)
        sentence = before.sentence if before else story.sentence_at(span)
        confidence = 0.9 if value else 0.6
        found[mark] = Fact("date", spans, value, sentence, confidence)
    return tuple(found.values())


def _published(story: Story) -> date | None:
    try:
        known = date.fromisoformat((story.published or "")[:10])
    except ValueError:
        return None
    return known if date.min.year < known.year < date.max.year else None


def _said(
    story: Story, calendar: _Calendar, known: date | None
) -> Iterator[tuple[Span, str | None]]:
    for block in story.body:
        claims = Claims()
        rows = []
        digits = bool(_DIGIT.search(story.text, block.span.start, block.span.end))
        for rule, pattern in calendar.patterns:
            if not digits and rule not in _WORDS_ONLY:
                continue
            for match in pattern.finditer(story.text, block.span.start, block.span.end):
                span = _span(rule, match)
                if not _is_name(rule, match, calendar) and claims.claim(span):
                    rows.append((span, _value(rule, match, calendar, known)))
        yield from sorted(rows, key=lambda row: row[0])


def _span(rule: str, match: re.Match[str]) -> Span:
    """The words of a date without the full stop that ends the sentence behind a whole month."""
    if rule == "year":
        return Span(*match.span("only"))
    month = match.groupdict().get("month") or ""
    whole = len(month) > _SHORT_MONTH or month.lower() in ("may", "mai")
    stops = whole and match[0].endswith(".")
    return Span(match.start(), match.end() - stops)


def _is_name(rule: str, match: re.Match[str], calendar: _Calendar) -> bool:
    """`may 5` and `march 12 miles` are verbs in small letters; where days are written with a
    capital, a small one is something else."""
    if rule in ("day-first", "month-first", "month-year"):
        return bool(_CAPITAL_ONLY.match(match["month"])) and not match["month"][0].isupper()
    return rule == "weekday" and calendar.capital_days and not match["day"][0].isupper()


def _value(rule: str, match: re.Match[str], calendar: _Calendar, known: date | None) -> str | None:
    """The day a match means; None where a letter only looks like one of the calendar's."""
    parts = match.groupdict()
    if rule == "weekday":
        shift = (parts["shift"] or "").strip().lower()
        ahead = _speaks_of_what_comes(_sentence_before(match))
        return _weekday(calendar.days.get(parts["day"].lower()), shift, known, ahead=ahead)
    if rule == "relative":
        shifted = calendar.near.get(parts["near"].lower())
        return None if known is None or shifted is None else _iso(known + timedelta(days=shifted))
    if rule in ("span", "clock", "year"):
        return parts.get("only")
    return _calendar_day(parts, calendar, known)


def _calendar_day(
    parts: Mapping[str, str | None], calendar: _Calendar, known: date | None
) -> str | None:
    name, number = parts.get("month"), parts.get("m")
    month = calendar.months.get(name.lower()) if name else int(number or 0)
    if not month:
        return None
    if not parts.get("d"):
        return f"{parts['y']}-{month:02}"
    return _day(parts["y"], month, int(parts["d"] or 0), known)


def _day(year: str | None, month: int, day: int, known: date | None) -> str | None:
    """A day of a month; without a year, the one nearest to the publication date."""
    years = [int(year)] if year else [known.year + n for n in (-1, 0, 1)] if known else []
    days = []
    for number in years:
        try:
            days.append(date(number, month, day))
        except ValueError:
            continue
    if year or known is None:
        return _iso(days[0]) if days else None
    near = min(days, key=lambda d: abs((d - known).days), default=None)
    return _iso(near) if near and abs((near - known).days) <= _NEAR_DAYS else None


def _sentence_before(match: re.Match[str]) -> str:
    """The words of the sentence before a match, as far as they tell its tense."""
    before = match.string[max(0, match.start() - 120) : match.start()]
    return re.split(r"[.!?\n]\s", before)[-1]


def _speaks_of_what_comes(words: str) -> bool:
    """Whether the clause is about the future: "will vote on", but not "will vote, she said on"."""
    _, cue, clause = (
        words.rpartition(found[-1]) if (found := _AHEAD.findall(words)) else ("", "", "")
    )
    return bool(cue) and not CUE.search(clause)


def _weekday(number: int | None, shift: str, known: date | None, *, ahead: bool) -> str | None:
    """The day of that name nearest to the publication date: before it, or after it where the
    sentence speaks of what is to come."""
    if known is None or number is None or shift in ("early", "late"):
        return None
    back = (known.weekday() - number) % 7
    if shift == "next" or (ahead and not shift and back):
        return _iso(known + timedelta(days=7 - back if back else 7))
    if shift == "last" and back == 0:
        back = 7
    return None if shift == "this" else _iso(known - timedelta(days=back))


def _iso(day: date) -> str:
    return day.isoformat()
