"""Which blocks of a page an annotated body is made of."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

_WORD: Final = re.compile(r"\w+")
_SHINGLE: Final = 4
_MOST: Final = 0.5
_SOME: Final = 0.4
_PLACES: Final = 6
_NEAR: Final = 4
_WITHIN: Final = 400


def target(texts: Sequence[str], gold: str) -> list[float]:
    """1 for every text that stands in the gold body, else 0.

    A text of four words and more stands there when half of its 4-word shingles do, a shorter one
    when it stands right beside one that does. Of equal texts, as many as the body holds, those
    with the most neighbours of the body around them.
    """
    return [float(share >= _MOST) for share in _Alignment(texts, gold).shares()]


class _Alignment:
    """Texts laid along the words of the gold body."""

    def __init__(self, texts: Sequence[str], gold: str) -> None:
        self.gold = _WORD.findall(gold.lower())
        self.words = [_WORD.findall(text.lower()) for text in texts]
        self.share = [0.0] * len(texts)
        self.places: list[list[int]] = [[] for _ in texts]

    def shares(self) -> list[float]:
        self._long()
        self._equals()
        for _ in range(2):
            for order in (range(len(self.words)), range(len(self.words) - 1, -1, -1)):
                self._short(order)
        return self.share

    def _long(self) -> None:
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(self.gold) - _SHINGLE + 1):
            found[tuple(self.gold[at : at + _SHINGLE])].append(at)
        for index, own in enumerate(self.words):
            if len(own) < _SHINGLE:
                continue
            hits = [found.get(tuple(own[i : i + _SHINGLE])) for i in range(len(own) - _SHINGLE + 1)]
            share = sum(1 for hit in hits if hit) / len(hits)
            if share >= _SOME:
                self.share[index] = share
                first = next(i for i, hit in enumerate(hits) if hit)
                self.places[index] = [place - first for place in hits[first] or ()][:_PLACES]

    def _equals(self) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for index, share in enumerate(self.share):
            if share:
                groups[" ".join(self.words[index])].append(index)
        alone = sorted(group[0] for group in groups.values() if len(group) == 1)
        for group in groups.values():
            if len(group) > 1:
                ranked = sorted(group, key=lambda index: (-self._company(index, alone), index))
                for index in ranked[max(1, len(self.places[group[0]])) :]:
                    self.share[index], self.places[index] = 0.0, []

    def _company(self, index: int, alone: Sequence[int]) -> float:
        at = bisect(alone, index)
        company = 0.0
        for other in alone[max(0, at - _NEAR) : at + _NEAR]:
            place = self.places[other][0]
            if any(
                abs(place - own) < _WITHIN and (place > own) == (other > index)
                for own in self.places[index]
            ):
                company += 1 / (1 + abs(other - index))
        return company

    def _short(self, order: Sequence[int]) -> None:
        starts: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.gold):
            starts[word].append(at)
        for index in order:
            own = self.words[index]
            if self.share[index] or not own or len(own) >= _SHINGLE:
                continue
            places = [p for p in starts.get(own[0], ()) if self.gold[p : p + len(own)] == own]
            if places and any(self._beside(index, place) for place in places):
                self.share[index], self.places[index] = 1.0, places[:_PLACES]

    def _beside(self, index: int, place: int) -> bool:
        for other in (index - 1, index - 2, index + 1, index + 2):
            if 0 <= other < len(self.words) and self.share[other] >= _MOST:
                for start in self.places[other]:
                    gap = (
                        place - start - len(self.words[other])
                        if other < index
                        else start - place - len(self.words[index])
                    )
                    if 0 <= gap <= 2:  # noqa: PLR2004 - two words between are a mark or a number
                        return True
        return False
