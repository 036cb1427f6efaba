"""Dates as pages write them, for machines or for readers, to ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

_ISO: Final = re.compile(
    r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:(?:T|,? )\s?(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/]{1,40}\])?)?$",
    re.I,
)
_COMPACT: Final = re.compile(
    r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?([0-2]\d)([0-5]\d)([0-5]\d)?(Z|[+-]\d\d:?\d\d)?)?$"
)
_EPOCH: Final = re.compile(r"(1\d{9})(\d{3})?(?:\.\d{1,6})?$")
_MAIL: Final = re.compile(r"(?:[a-z]{3}, )?\d\d? [a-z]{3} \d{4} \d\d?:\d\d", re.I)
_ADDRESS: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(\d\d|(?<=[-/])\d|[a-z]{3,9})\2(\d\d|(?<=[-/])\d)(?!\d)",
    re.I,
)
_MONTH_NAMES: Final = (
    "january januar janvier enero gennaio janeiro januari janvāris styczeń stycznia leden ledna "
    "января ocak ιανουαρίου ianuarie január tammikuuta januára siječnja січня jan janv ene gen",
    "february februar feber février febrero febbraio fevereiro februari luty lutego únor února "
    "февраля şubat φεβρουαρίου februarie február helmikuuta veljače лютого feb févr fév fev",
    "march märz mars marzo março maart marzec marca březen března марта mart μαρτίου martie "
    "március maaliskuuta ožujka березня mar mär mrz",
    "april avril abril aprile kwiecień kwietnia duben dubna апреля nisan απριλίου aprilie április "
    "huhtikuuta travnja квітня apr avr abr",
    "may mai mayo maggio maio mei maj maja květen května мая mayıs μαΐου május toukokuuta svibnja "
    "травня mag",
    "june juni juin junio giugno junho czerwiec czerwca červen června июня haziran ιουνίου iunie "
    "június kesäkuuta lipnja червня jun giu",
    "july juli juillet julio luglio julho lipiec lipca červenec července июля temmuz ιουλίου iulie "
    "július heinäkuuta srpnja липня jul juil lug",
    "august août aout agosto augustus augusti sierpień sierpnia srpen srpna августа ağustos "
    "αυγούστου augusztus elokuuta kolovoza серпня aug ago",
    "september septembre septiembre settembre setembro wrzesień września září сентября eylül "
    "σεπτεμβρίου septembrie szeptember syyskuuta rujna вересня sep sept set",
    "october oktober octobre octubre ottobre outubro październik października říjen října октября "
    "ekim οκτωβρίου octombrie október lokakuuta жовтня oct okt ott out",
    "november novembre noviembre novembro novembru listopad listopada listopadu ноября kasım "
    "νοεμβρίου noiembrie marraskuuta studenoga листопада nov",
    "december dezember décembre diciembre dicembre dezembro grudzień grudnia prosinec prosince "
    "декабря aralık δεκεμβρίου decembrie joulukuuta prosinca грудня dec dez déc dic",
)
_MONTHS: Final = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}
_ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2,
    "eest": 3, "msk": 3, "jst": 9, "edt": -4, "est": -5, "cdt": -5, "mdt": -6, "mst": -7,
    "pdt": -7, "pst": -8,
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d.,:])(?P<day>\d\d?)(?:st|nd|rd|th|er|[.º°ª])?"
_MONTH = r"(?P<month>[^\W\d_]{3,13})\.?"
_WRITTEN: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_DAY}[\s-]?(?:de |of |d[’'])?{_MONTH},?[\s-]?(?:de |del )?{_YEAR}",
        rf"(?<![^\W\d_]){_MONTH}\s?{_DAY},?\s(?:at \d\d?:\d\d,? )?{_YEAR}",
        rf"(?<!\d){_YEAR}\s?[년年]\s?(?P<month>\d\d?)\s?[월月]\s?(?P<day>\d\d?)\s?[일日]",
        rf"(?<![\d./-])(?P<day>\d\d?)(?P<mark>[./-])\s?(?P<month>\d\d?)(?P=mark)\s?{_YEAR}",
        rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)",
    )
)
_CLOCK: Final = re.compile(
    r"(?<![\d:.])(?P<hour>\d\d?)(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"\s?(?P<half>[ap]\.?m\b\.?|Uhr\b|(?<=[:.h]\d\d\s)|(?<=[:.h]\d\d))"
    r"\s?\(?(?P<zone>[A-Z]{3,4}\b|[+-]\d\d:?\d\d\b)?",
    re.I,
)
_HAS_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LONGEST: Final = 300
_LONGEST_STAMP: Final = 60
_AFTER: Final = 40
_BEFORE: Final = 30
_NOON: Final = 12
_QUARTER: Final = 900
_FARTHEST: Final = 14 * 3600
_FIRST_YEAR: Final = 1500
_LAST_YEAR: Final = 2200
_NO_DATE: Final = "1970-01-01"


def normal_date(text: Any, *, month_first: bool | None = None) -> str | None:
    """ISO 8601 at the precision and with the offset given, or None for what is no date.

    Reads ISO, `20260310`, seconds or milliseconds since 1970, mail dates and dates in words;
    `month_first` says how `03/10/2026` is meant, which else is no date.
    """
    stamp = str(text).strip() if isinstance(text, str | int) else ""
    if not stamp or len(stamp) > _LONGEST_STAMP:
        return None
    found = _ISO.match(stamp) or (_COMPACT.match(stamp) if isinstance(text, str) else None)
    if found:
        plain = _iso(*found.groups())
    elif epoch := _EPOCH.match(stamp):
        plain = datetime.fromtimestamp(int(epoch[1]), UTC).isoformat()
    else:
        plain = _mail_date(stamp) or written_date(stamp, month_first=month_first)
    return None if plain and plain.startswith(_NO_DATE) else plain


def written_date(text: str, *, month_first: bool | None = None) -> str | None:
    """The first date in a line meant for readers, `Tuesday 3 March 2026, 14:30 CET`."""
    line = " ".join(text[:_LONGEST].split())
    if not _HAS_YEAR.search(line):
        return None
    found = [match for pattern in _WRITTEN for match in pattern.finditer(line)]
    for match in sorted(found, key=lambda match: match.start()):
        clock = _CLOCK.search(line[match.end() : match.end() + _AFTER])
        clock = clock or _CLOCK.search(line[max(0, match.start() - _BEFORE) : match.start()])
        american = clock is not None and clock["half"][:1].lower() in ("a", "p")
        day = _day(match, month_first=True if american else month_first)
        date = _iso(*day, *_time(clock)) if day else None
        if date or (day and (date := _iso(*day))):
            return date
    return None


def address_date(url: str | None) -> str | None:
    """The day in an address such as `/2026/03/10/` or `/2026-03-10-`, or None."""
    try:
        path = urlsplit(url or "").path[:_LONGEST]
    except ValueError:
        return None
    for year, _, month, day in _ADDRESS.findall(path):
        number = month if month.isdigit() else _MONTHS.get(month.lower())
        if number and (date := _iso(year, str(number), day)):
            return date
    return None


def in_zone_of(date: str, others: list[str]) -> str:
    """A date given in UTC, in the zone in which another of the page's dates tells the moment.

    `01:48Z` beside a reader's `20:48` the evening before is `20:48-05:00`: the moment is kept.
    """
    moment = _moment(date)
    if moment is None or moment.utcoffset() != timedelta(0):
        return date
    for other in others:
        told = _moment(other)
        if told is None or told.utcoffset() == timedelta(0):
            continue
        local = told.replace(tzinfo=UTC, second=moment.second)
        offset = int((local - moment).total_seconds())
        stated = told.utcoffset()
        if stated is not None and stated.total_seconds() != offset:
            continue
        if offset and abs(offset) <= _FARTHEST and offset % _QUARTER == 0:
            return moment.astimezone(timezone(timedelta(seconds=offset))).isoformat()
    return date


def days_between(one: str, other: str) -> int:
    """How many calendar days, as written, one ISO date is after another."""
    return (datetime.fromisoformat(one[:10]) - datetime.fromisoformat(other[:10])).days


def _moment(date: str) -> datetime | None:
    return datetime.fromisoformat(date) if "T" in date else None


def _day(match: re.Match[str], *, month_first: bool | None) -> tuple[str, str, str] | None:
    """Year, month and day of a written date, or None where month and day cannot be told apart."""
    year, month, day = match["year"], match["month"], match["day"]
    if not month.isdigit():
        number = _MONTHS.get(month.lower())
        return (year, str(number), day) if number else None
    slashed = match.start("day") < match.start("month") and match["mark"] == "/"
    if not slashed or int(day) > _NOON:
        return year, month, day
    if int(month) > _NOON or month_first:
        return year, day, month
    return (year, month, day) if month_first is False or month == day else None


def _time(clock: re.Match[str] | None) -> tuple[str | None, ...]:
    """Hour, minute, second and zone of a clock time."""
    if clock is None:
        return (None, None, None, None)
    hour, half = int(clock["hour"]), (clock["half"] or "")[:1].lower()
    if half in ("a", "p"):
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return (str(hour), clock["minute"] or "00", clock["second"], clock["zone"])


def _iso(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> str | None:
    """The ISO form of a moment, or None where the calendar has none such."""
    try:
        moment = datetime(*(int(part or 0) for part in (year, month, day, hour, minute, second)))  # type: ignore[arg-type] # six numbers
    except ValueError:
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    if hour is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if second else "minutes") + _offset(zone)


def _offset(zone: str | None) -> str:
    """`+HH:MM` of an offset or of a zone whose name has one meaning, else nothing."""
    if not zone:
        return ""
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        real = int(digits[:2]) <= _FARTHEST // 3600 and int(digits[2:]) < 60  # noqa: PLR2004 - minutes of an hour
        return f"{zone[0]}{digits[:2]}:{digits[2:]}" if real else ""
    hours = _ZONES.get(zone.lower())
    return "" if hours is None else f"{hours:+03d}:00"


def _mail_date(stamp: str) -> str | None:
    try:
        return parsedate_to_datetime(stamp).isoformat() if _MAIL.match(stamp) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
