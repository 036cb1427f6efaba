"""The piece of a text that shows why it was found.

SQLite's own snippets read every text twice and weigh each match against all others: thirty rows of
a common word took longer than finding them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from nutgraf.store.rows import UNSPACED, Snippet

Match = tuple[int, int, int]

_CHARS: Final = 200
_LEAD: Final = 40
_MOST_MATCHES: Final = 60
_LEAST_MATCHES: Final = 4
_LETTERS: Final = re.compile(rf"[^\W_{UNSPACED}]*")
"""What goes on with a word, in scripts whose words have ends."""


class Snippets:
    """Finds, in one text after the other, the piece that shows the phrases of a search.

    `is_begun` says that the last phrase may be the beginning of a word.
    """

    def __init__(self, phrases: Sequence[str], is_begun: bool = False) -> None:
        last = len(phrases) - 1
        self._phrases = [_Phrase.of(one, is_begun and n == last) for n, one in enumerate(phrases)]

    def of(self, text: str) -> Snippet:
        """Pieces of the text in order, each with whether it is one of the phrases.

        Where none stands in the text (in the headline, in a note) it is the text's beginning.
        """
        found = self._matches(text)
        start = max(0, _best(found) - _LEAD) if found else 0
        # Whole words at both ends, where words have ends.
        start = start and (text.find(" ", start, start + _LEAD) + 1 or start)
        end = min(len(text), start + _CHARS)
        if end < len(text):
            end = max(text.rfind(" ", start, end), end - _LEAD)
        return tuple(_pieces(text, start, end, found))

    def _matches(self, text: str) -> list[Match]:
        low = text.lower()
        found = self._found_in(low) if len(low) == len(text) else []
        return found or self._found_in(text.translate(_FOLDED))

    def _found_in(self, folded: str) -> list[Match]:
        """Start, end and phrase of the first matches of each, in order."""
        most = max(_LEAST_MATCHES, _MOST_MATCHES // len(self._phrases))
        return sorted(
            (start, end, number)
            for number, phrase in enumerate(self._phrases)
            for start, end in islice(phrase.spans(folded), most)
        )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words as they are looked for in a folded text; where they must begin and end with a word is
    asked only where they stand, for an expression that asks it at every sign is slow to make and
    slow to use."""

    said: re.Pattern[str]
    is_begun: bool

    @classmethod
    def of(cls, phrase: str, is_begun: bool) -> _Phrase:
        said = r"[\W_]+".join(map(re.escape, _words(phrase)))
        return cls(re.compile(said or r"(?!)"), is_begun)

    def spans(self, folded: str) -> Iterator[tuple[int, int]]:
        for match in self.said.finditer(folded):
            start, end = match.span()
            past = _LETTERS.match(folded, end).end() if _goes_on(folded, end - 1) else end  # type: ignore[union-attr]
            is_whole = not (start and _goes_on(folded, start - 1) and _goes_on(folded, start))
            if is_whole and (past == end or self.is_begun):
                yield start, past


def _goes_on(folded: str, at: int) -> bool:
    return _LETTERS.match(folded, at, at + 1).end() > at  # type: ignore[union-attr]


def _best(found: Sequence[Match]) -> int:
    """Where the first of the stretches begins that hold the most different phrases."""
    reach = _CHARS - 2 * _LEAD
    counts = [
        len({number for start, _, number in found if at <= start <= at + reach})
        for at, _, _ in found
    ]
    return found[counts.index(max(counts))][0]


def _pieces(text: str, start: int, end: int, found: Sequence[Match]) -> Iterator[tuple[str, bool]]:
    at, lead, tail = start, "…" * (start > 0), "…" * (end < len(text))
    for first, past, _ in found:
        if at <= first and past <= end:
            if lead + text[at:first]:
                yield lead + text[at:first], False
            yield text[first:past], True
            at, lead = past, ""
    if lead + text[at:end] + tail:
        yield lead + text[at:end] + tail, False


def _words(phrase: str) -> Iterator[str]:
    for word in re.split(r"\s+", phrase.translate(_FOLDED)):
        yield from "".join(sign if _counts(sign) else " " for sign in word).split()


def _counts(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


class _Folds(dict[int, int]):
    """Each sign without case and accent, one for one, as the index folds them."""

    def __missing__(self, code: int) -> int:
        low = chr(code).lower()[0]
        self[code] = ord(unicodedata.normalize("NFD", low)[0]) if low < "\u0900" else ord(low)
        return self[code]


_FOLDED: Final = _Folds()
