"""Scores to an order: the best first, none a near copy of one before it, none left hanging."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from nutgraf.summary.features import Vector, dot

_ALIKE: Final = 2.2
_COPY: Final = 0.85
_HANGS: Final = 0.3
_ALONE: Final = 0.7
_CROWDED: Final = 1.2
_FAR: Final = 60
_DISTINCT_PICKS: Final = 50
_IN_QUESTION: Final = 400


def order(
    scores: Sequence[float],
    prices: Sequence[float],
    vectors: Sequence[Vector],
    leans: Sequence[bool],
    parts: Sequence[int],
) -> tuple[int, ...]:
    """All indexes, best first, by maximal marginal relevance (Carbonell and Goldstein, 1998).

    A sentence loses by the price of its length, less of it for the first, which may have to stand
    alone; by its cosine to the nearest one already chosen, by leaning on a sentence
    before it that is not chosen, and by each one chosen from its own part of a long story
    (`parts`: the part of each sentence, all alike in a short one). Past the first 50 picks, more
    than a summary usually holds, plain scores decide; of what is left only the best 400 are asked.
    """
    likeness = _Likeness(vectors)
    hanging = [_HANGS * lean for lean in (False, *leans[1:])]
    crowd: Counter[int] = Counter()
    crowded = _CROWDED if len(set(parts)) > 1 else 0.0
    left = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    ranking: list[int] = []

    def merit(i: int) -> tuple[bool, float, int]:
        alike = likeness.nearest(i, ranking)
        price = prices[i] if ranking else _ALONE * prices[i]
        worth = scores[i] - price - _ALIKE * alike - hanging[i] - crowded * crowd[parts[i]]
        return alike < _COPY, worth, -i

    while left and len(ranking) < _DISTINCT_PICKS:
        best, reached = left[0], merit(left[0])
        for index in left[1:_IN_QUESTION]:
            # None further down can be worth more than its own score.
            if reached > (True, scores[index], 0):
                break
            best, reached = max((best, reached), (index, merit(index)), key=itemgetter(1))
        ranking.append(best)
        left.remove(best)
        crowd[parts[best]] += 1
        if best + 1 < len(scores):
            hanging[best + 1] = 0.0
    said = {frozenset(vectors[index]) for index in ranking}
    left.sort(key=lambda i: (frozenset(vectors[i]) in said, prices[i] - scores[i], i))
    return (*ranking, *left)


class _Likeness:
    """The greatest cosine of a sentence to any chosen one, asked only of those in question."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._vectors = vectors
        self._nearest = [0.0] * len(vectors)
        self._compared = [0] * len(vectors)

    def nearest(self, index: int, chosen: Sequence[int]) -> float:
        if self._nearest[index] >= _COPY:
            return self._nearest[index]
        vector = self._vectors[index]
        for other in chosen[self._compared[index] :]:
            self._nearest[index] = max(self._nearest[index], dot(vector, self._vectors[other]))
        self._compared[index] = len(chosen)
        return self._nearest[index]


def place_prior(count: int) -> list[float]:
    """How late each place is: the logarithm of the sentences up to it, alike past the sixtieth."""
    return [math.log(1 + min(at, _FAR)) for at in range(count)]
