"""Any stretch of time is a few marks, and every day in it has exactly one of them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.store.marks import days_between, marks_of

DAYS = st.dates(date(1600, 1, 1), date(2400, 1, 1))


@given(DAYS, DAYS, DAYS)
def test_a_day_has_one_mark_of_the_stretches_it_lies_in(day: date, first: date, last: date) -> None:
    """A day inside a stretch has one of its marks, a day outside has none."""
    marks = set(marks_of([], [], day.isoformat()).split())
    found = days_between(first.isoformat(), last.isoformat())

    assert len(marks & set(found)) == (first <= day <= last)
    assert len(found) == len(set(found))
    assert len(found) < 140


@given(DAYS)
def test_a_month_and_a_year_hold_all_their_days(day: date) -> None:
    """A date without a day or a month means the whole of it, at both ends."""
    marks = set(marks_of([], [], day.isoformat()).split())

    assert len(marks & set(days_between(f"{day:%Y-%m}", f"{day:%Y-%m}"))) == 1
    assert len(marks & set(days_between(f"{day:%Y}", f"{day:%Y}"))) == 1
    assert len(days_between(f"{day:%Y}", f"{day:%Y}")) == 1
