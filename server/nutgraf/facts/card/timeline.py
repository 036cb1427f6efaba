"""The timeline: the dates a story resolves, in order of time, from three different ones up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nutgraf.model import Fact, Moment

_LEAST: Final = 3
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:T\d\d:\d\d)?")


def timeline_of(dates: Sequence[Fact]) -> tuple[Moment, ...]:
    """Every date whose year, month or day is known, where it is said first; empty below three.

    A year stands before its months, a month before its days: the order of the ISO 8601 values.
    """
    known = [fact for fact in dates if fact.value and _DATE.fullmatch(fact.value)]
    moments = {fact.value: Moment(fact.value or "", fact.spans[0], fact.sentence) for fact in known}
    if len(moments) < _LEAST:
        return ()
    return tuple(moment for _, moment in sorted(moments.items(), key=lambda row: row[0] or ""))
