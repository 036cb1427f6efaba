"""Why a sentence was picked, in words a reader understands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nutgraf.summary.features import Sheet

_HALF: Final = 0.5
_MOSTLY: Final = 0.4
_NEW_NAMES: Final = 2
_NUMBER: Final = re.compile(r"\d[\d.,]*")


def reasons(
    texts: Sequence[str], sheet: Sheet, ranking: Sequence[int], language: str | None
) -> Iterator[str]:
    """A reason for each sentence in the order of the ranking: the first that holds of it."""
    told: set[str] = set()
    for index in ranking:
        figures = set(_NUMBER.findall(texts[index])) if sheet.figures[index] else set()
        # German sets every noun with a capital: none of them need be a name.
        names = 0 if language in ("de", "lb") else sheet.fresh[index]
        holds = _holding(index, sheet, new_figure=bool(figures - told), new_names=names)
        told |= figures
        yield next(reason for reason, held in holds.items() if held)


def _holding(index: int, sheet: Sheet, *, new_figure: bool, new_names: int) -> dict[str, bool]:
    speech = sheet.quoted[index] >= _MOSTLY
    return {
        "opens the story": index == 0,
        "answers the headline": sheet.answers[index] >= _HALF,
        "names the decision": sheet.decides[index] and not speech,
        "gives someone's own words": speech,
        "gives a new figure": new_figure,
        "says who or what is involved": new_names >= _NEW_NAMES,
        "says what the story goes on about": sheet.columns["introduces"][index] > 1,
        "close to what the whole story is about": sheet.columns["central"][index] >= 0,
        "adds what the others leave out": True,
    }
