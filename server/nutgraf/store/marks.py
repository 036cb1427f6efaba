"""What lists are filtered by, as words of the text index that stand in no text.

Each begins with a sign from Unicode's private area, which is taken out of every text and every
search, then one letter for its kind. A day is written several times, as the beginnings of its
digits, so that any stretch of time is a few words: a century, a decade, a year, a month, a day.
`state` in the schema writes three more: `u` unread, `b` in the bin, `t` a tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

HEAD: Final = "\ue000"
_STEPS: Final = (2, 3, 4, 6, 8)
_NUMBERS: Final = {6: (1, 13), 8: (1, 32)}
_FIRST: Final = "00000101"
_LAST: Final = "99991231"


def marks_of(sites: Iterable[str], people: Iterable[str], day: str) -> str:
    """The marks of a reading: its site by every name, who is named (without case), its day."""
    found = [*(named("s", site) for site in sites), *(named("p", name) for name in people)]
    digits = day.replace("-", "")
    return " ".join([*found, *(_begun(digits[:size]) for size in _STEPS)])


def named(kind: str, name: str) -> str:
    """The mark for a name of one kind: `s` a site, `p` a person, `t` a tag."""
    return f"{HEAD}{kind}{name.casefold().encode().hex()}"


def days_between(first: str, last: str) -> list[str]:
    """The fewest marks of which every day from first to last has one.

    A month or a year, as first or last, holds all its days.
    """
    start, end = first.replace("-", ""), last.replace("-", "")
    return list(_within("", start + _FIRST[len(start) :], end + _LAST[len(end) :]))


def _within(digits: str, first: str, last: str) -> Iterator[str]:
    size = len(digits)
    low, high = digits + _FIRST[size:], digits + _LAST[size:]
    if high < first or low > last:
        return
    if digits and first <= low and high <= last:
        yield _begun(digits)
        return
    step = _STEPS[sum(step <= size for step in _STEPS)]
    for number in range(*_NUMBERS.get(step, (10 ** (step - size),))):
        yield from _within(f"{digits}{number:0{step - size}}", first, last)


def _begun(digits: str) -> str:
    return f"{HEAD}d{digits}"
