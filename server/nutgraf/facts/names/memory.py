"""What a document says of a word elsewhere: in small letters, after a title, before "said".

A capitalised word's clues are gathered over all its places in the document, after Chieu and Ng
(2003), "Named Entity Recognition with a Maximum Entropy Approach".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from nutgraf.facts.names.shapes import Word, word_of
from nutgraf.facts.names.tokens import Segment, is_capital

_IN: Final = frozenset("in at near from to across outside around into via".split())
_OFTEN: Final = 2
_SIGNS: Final = "gtrvViho"


class Memory:
    """The clues of every word of a document; features of a word are its clues' letters."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._small: set[str] = set()
        self._clues: dict[str, set[str]] = {}
        self._seen: Counter[str] = Counter()
        self._features: dict[str, list[str]] = {}
        for segment in segments:
            self._small.update(segment.words)
            if not segment.heading:
                for first, past in segment.runs:
                    self._read(segment.words, first, past)

    def of(self, word: str) -> list[str]:
        """What the document tells about a word, as features."""
        found = self._features.get(word)
        if found is None:
            found = self._features[word] = list(self._told(word))
        return found

    def sign(self, word: str) -> str:
        """The clues that tell a person, a place or a body, as letters in one order."""
        clues = self._clues.get(word)
        return "".join([clue for clue in _SIGNS if clue in clues]) if clues else ""

    def is_small(self, word: str) -> bool:
        """Whether the word also stands in small letters."""
        return word.lower() in self._small

    def seen_inside(self, word: str) -> int:
        """How often the word stands with a capital inside a sentence."""
        return self._seen[word]

    def _told(self, word: str) -> Iterator[str]:
        clues = self._clues.get(word, set())
        yield from (f"d{clue}" for clue in sorted(clues))
        low, often = word.lower() in self._small, min(self._seen[word], _OFTEN)
        yield f"D{int(low)}{often}"
        yield f"E{int(low)}{often}{word_of(word).shape}"
        yield "F" + self.sign(word)

    def _read(self, words: Sequence[str], first: int, past: int) -> None:
        for start, end in _runs(words, first, past):
            for place in range(start, end):
                clues = self._clues.setdefault(words[place], set())
                clues.update(_around(words, place))
                clues.add(_position(place, start, end))
                if end - start > 1:
                    clues.update(_company(words, place, end))
                if place:
                    self._seen[words[place]] += 1


def _runs(words: Sequence[str], first: int, past: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words without anything between."""
    start = -1
    for place in range(first, past + 1):
        capital = place < past and is_capital(words[place])
        if capital and start < 0:
            start = place
        elif not capital and start >= 0:
            yield start, place
            start = -1


def _position(place: int, start: int, end: int) -> str:
    if end - start == 1:
        return "1"
    return "<" if place == start else ">" if place == end - 1 else "="


def _around(words: Sequence[str], place: int) -> Iterator[str]:
    before = word_of(words[place - 1]) if place else None
    after = word_of(words[place + 1]) if place + 1 < len(words) else None
    if before:
        yield from _clues_before(before)
    if after:
        yield from _clues_after(after)


def _clues_before(before: Word) -> Iterator[str]:
    if before.low in _IN:
        yield "i"
    elif before.low == "the":
        yield "h"
    elif before.low == "(":
        yield "p"
    yield from (kind for kind in before.kinds if kind in "trv")
    if "g" in before.kinds and before.shape == "Xx":
        yield "g"


def _clues_after(after: Word) -> Iterator[str]:
    if after.low == "'s":
        yield "s"
    elif after.low == "who":
        yield "w"
    if "v" in after.kinds:
        yield "V"


def _company(words: Sequence[str], place: int, end: int) -> Iterator[str]:
    """How the run ends in which the word stands."""
    if place < end - 1:
        yield from (kind.upper() for kind in word_of(words[end - 1]).kinds if kind in "ol")
