"""Days, weeks, months, quarters and lengths of time in their normal form.

The form is ISO 8601, a period without a sign of its own an interval of it: `1998-01-14`,
`1998-W03`, `1998-01`, `1998`, `1990/1999`, `P2D`, `PT1M30S`; and ISO 24617-1 (TimeML) for what has
no fixed first day: quarters (`1998-Q1`, a fiscal one may begin in any month) and seasons
(`1998-SU`). A name without a year means the one nearest on its side of the publication date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2199
_NEAR_DAYS: Final = 300
_CLOSE_DAYS: Final = 90
_LATELY_MONTHS: Final = 9
_MONTHS: Final = 12
_WEEK_DAYS: Final = 7
_SATURDAY: Final = 5
_SEASON_MONTHS: Final = {"WI": 1, "SP": 3, "SU": 6, "FA": 9}

# What a unit is in ISO 8601: how many of which letter.
_LETTERS: Final = {
    "second": (1, "S"), "minute": (1, "M"), "hour": (1, "H"), "day": (1, "D"), "week": (1, "W"),
    "fortnight": (2, "W"), "month": (1, "M"), "quarter": (3, "M"), "year": (1, "Y"),
    "decade": (10, "Y"), "century": (100, "Y"),
}  # fmt: skip
_CLOCKED: Final = ("second", "minute", "hour")
# Half of a unit, as so many of the unit below it.
_HALVES: Final = {"minute": "30S", "hour": "30M", "year": "6M", "day": "T12H"}


def day_of(year: int, month: int, day: int) -> str | None:
    """A day, None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def day_near(month: int, day: int, known: date, *, ahead: bool | None = None) -> str | None:
    """A day of a month without its year: the one nearest to a known day, one further off only on
    the side the sentence speaks of (`ahead`)."""
    days = [day_of(known.year + shift, month, day) for shift in (-1, 0, 1)]
    real = [(date.fromisoformat(found) - known).days for found in days if found]
    sided = [n for n in real if abs(n) <= _CLOSE_DAYS or ahead is None or (n > 0) == ahead]
    near = min(sided, key=abs, default=None)
    return shifted_day(known, near) if near is not None and abs(near) <= _NEAR_DAYS else None


def day_called(weekday: int, month: int, day: int, known: date) -> str | None:
    """A day of a month without its year but with its weekday: the nearest year in which it is."""
    days = [day_of(known.year + shift, month, day) for shift in (0, 1, -1)]
    called = [found for found in days if found and date.fromisoformat(found).weekday() == weekday]
    return min(
        called, key=lambda found: abs((date.fromisoformat(found) - known).days), default=None
    )


def shifted_day(known: date, days: int) -> str | None:
    """A day so many days after a known one; None past the ends of the calendar."""
    moved = _moved(known, days)
    return moved.isoformat() if moved else None


def weekday_near(number: int, known: date, *, ahead: bool, today: bool = True) -> str:
    """The nearest day of that name before a known day or after it; `today` may be that day."""
    back = (known.weekday() - number) % _WEEK_DAYS
    if back == 0 and today:
        return known.isoformat()
    days = (_WEEK_DAYS - back) if ahead else -(back or _WEEK_DAYS)
    return (known + timedelta(days=days)).isoformat()


def week_of(known: date, shift: int = 0) -> str | None:
    """The week, Monday to Sunday, so many weeks after that of a known day."""
    moved = _moved(known, _WEEK_DAYS * shift)
    return moved.strftime("%G-W%V") if moved else None


def weekend_of(known: date, shift: int = 0) -> str | None:
    """Saturday and Sunday of the week so many weeks after that of a known day."""
    saturday = _moved(known, _WEEK_DAYS * shift + _SATURDAY - known.weekday())
    sunday = _moved(saturday, 1) if saturday else None
    return f"{saturday}/{sunday}" if sunday else None


def month_of(known: date, shift: int = 0) -> str | None:
    """The month so many months after that of a known day."""
    count = known.year * _MONTHS + known.month - 1 + shift
    year, month = divmod(count, _MONTHS)
    return f"{year:04}-{month + 1:02}" if date.min.year <= year <= date.max.year else None


def month_near(month: int, known: date, *, ahead: bool | None = None) -> str:
    """The month of that name nearest to a known day's, or on the side the sentence speaks of; what
    has been is no longer ago than nine months, or its year would be said."""
    back = (known.month - month) % _MONTHS
    to_come = back > _MONTHS // 2 if ahead is None else ahead or back > _LATELY_MONTHS
    if to_come and back:
        return month_of(known, _MONTHS - back) or ""
    return month_of(known, -back) or ""


def month_beside(month: int, known: date, *, ahead: bool) -> str:
    """The last month of that name before a known day's, or the next one after it."""
    year = known.year
    if ahead:
        year += month <= known.month
    else:
        year -= month >= known.month
    return f"{year:04}-{month:02}"


def year_of(known: date, shift: int = 0) -> str | None:
    """The year so many years after that of a known day."""
    year = known.year + shift
    return f"{year:04}" if date.min.year <= year <= date.max.year else None


def years(first: int, last: int) -> str | None:
    """From one year to another; None where they stand the wrong way round."""
    return f"{first:04}/{last:04}" if first < last else None


def decade_of(known: date, shift: int = 0) -> str | None:
    """The ten years so many decades after those of a known day."""
    first = known.year // 10 * 10 + 10 * shift
    return years(first, first + 9) if first >= date.min.year else None


def century(number: int) -> str | None:
    """The 20th century: 1901 to 2000."""
    return years(100 * number - 99, 100 * number) if number > 0 else None


def quarter_near(number: int, known: date) -> str:
    """The last quarter of that number that has begun by a known day."""
    begun = 3 * number - 2 <= known.month
    return f"{known.year - (not begun):04}-Q{number}"


def quarter_of(known: date, shift: int = 0) -> str:
    """The quarter so many quarters after that of a known day."""
    year, quarter = divmod(known.year * 4 + (known.month - 1) // 3 + shift, 4)
    return f"{year:04}-Q{quarter + 1}"


def season_near(season: str, known: date, shift: int | None, *, ahead: bool) -> str:
    """A season by its year: last, this or next, or where nothing is said the nearest one.

    "This" is of the known day's year, "last" the one that is over, "next" the one to come.
    """
    begun = known.month >= _SEASON_MONTHS[season]
    over = known.month >= _SEASON_MONTHS[season] + 3
    year = known.year
    if shift is not None and shift < 0:
        year -= not over
    elif shift is None and not ahead:
        year -= not begun
    elif ahead or shift:
        year += over
    return f"{year:04}-{season}"


def length(count: Decimal | None, unit: str, *, half: bool = False) -> str | None:
    """A length of time: two years `P2Y`, a minute and a half `PT1M30S`, half an hour `PT30M`."""
    if count is None:
        return None
    times, letter = _LETTERS[unit]
    total = count * times
    if unit in _HALVES and total % 1 == Decimal("0.5"):
        total, half = total - Decimal("0.5"), True
    if half and unit in _HALVES:
        rest = _HALVES[unit]
        sign = "PT" if unit in _CLOCKED else "P"
        return f"{sign}{_plain(total)}{letter}{rest}" if total else f"{sign}{rest}"
    total += Decimal(times) / 2 if half else 0
    return f"P{'T' * (unit in _CLOCKED)}{_plain(total)}{letter}"


def ago(count: Decimal, unit: str, known: date, *, ahead: bool = False) -> str | None:
    """So many units before a known day (after it: `ahead`), at the precision of the unit."""
    if count != int(count) or count > LAST_YEAR:
        return None
    shift = int(count) if ahead else -int(count)
    if unit == "quarter":
        return quarter_of(known, shift) if abs(shift) < LAST_YEAR else None
    if unit == "fortnight":
        return week_of(known, 2 * shift)
    rule = _BY_UNIT.get(unit)
    return rule(known, shift) if rule else None


_BY_UNIT: Final[Mapping[str, Callable[[date, int], str | None]]] = {
    "day": shifted_day, "week": week_of, "month": month_of, "year": year_of,
}  # fmt: skip


def clock(hour: int, minute: int, half: str | None) -> str | None:
    """An hour of the day, `T22:00`; `half` is "a" for the morning, "p" for the afternoon."""
    if half:
        if not 1 <= hour <= _MONTHS:
            return None
        hour = hour % _MONTHS + (_MONTHS if half == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _moved(known: date, days: int) -> date | None:
    try:
        return known + timedelta(days=days)
    except OverflowError:
        return None
