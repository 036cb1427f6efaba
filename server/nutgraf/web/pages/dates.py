"""Dates in words, at the precision they have, whatever the reader's time zone."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SEASONS: Final = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}")
_PART: Final = re.compile(r"(\d{4})-(\w+)")


def date_of(iso: str | None) -> str:
    """The story's own calendar date: `2026-03-12T08:00Z` is “12 March 2026”."""
    found = _ISO.match(iso or "")
    if found is None:
        return iso or ""
    year, month, day = found.groups()
    name = _MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else ""
    return " ".join(filter(None, (str(int(day)) if day and name else "", name, year)))


def calendar(value: str | None) -> str:
    """What a date's normal value means; "" for a length of time or a time of day, which the
    story's own words say better."""
    if not value or value[0] in "PRT":
        return ""
    if _DAY.fullmatch(value):
        return date_of(value)
    start, _, end = value.partition("/")
    if "/" in end:
        return value
    if end:
        return " – ".join(filter(None, (calendar(start), calendar(end))))
    day, _, hour = start.partition("T")
    return f"{date_of(day)}, {hour}" if hour else _part_of_year(start)


def _part_of_year(value: str) -> str:
    found = _PART.fullmatch(value)
    year, part = found.groups() if found else ("", "")
    if re.fullmatch(r"W\d\d", part):
        return f"week {int(part[1:])} of {year}"
    if re.fullmatch(r"Q\d", part):
        return f"quarter {part[1:]} of {year}"
    return f"{_SEASONS[part]} {year}" if part in _SEASONS else value
