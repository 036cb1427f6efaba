"""Scores to an order: the best first, none a near copy of one before it, none left hanging."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from nutgraf.summary.features import Vector

_ALIKE: Final = 1.5
_COPY: Final = 0.85
_HANGS: Final = 0.3
_CROWDED: Final = 0.8
# A word in a third of a long story's sentences tells none of them apart.
_FEW: Final = 60
_DISTINCT_PICKS: Final = 50


def order(
    scores: Sequence[float],
    vectors: Sequence[Vector],
    leans: Sequence[bool],
    parts: Sequence[int],
) -> tuple[int, ...]:
    """All indexes, best first, by maximal marginal relevance (Carbonell and Goldstein, 1998).

    A sentence loses by its cosine to the nearest one already chosen, by leaning on a sentence
    before it that is not chosen, and by each one chosen from its own part of a long story
    (`parts`: the part of each sentence, all alike in a short one). Past the first 50 picks, more
    than any summary holds, plain scores decide.
    """
    likeness = _Likeness(vectors)
    nearest = [0.0] * len(scores)
    hanging = [_HANGS * lean for lean in leans]
    crowd: Counter[int] = Counter()
    crowded = _CROWDED if len(set(parts)) > 1 else 0.0
    left = dict.fromkeys(range(len(scores)))
    ranking: list[int] = []

    def merit(i: int) -> tuple[bool, float, int]:
        worth = scores[i] - _ALIKE * nearest[i] - hanging[i] - crowded * crowd[parts[i]]
        return nearest[i] < _COPY, worth, -i

    while left and len(ranking) < _DISTINCT_PICKS:
        best = max(left, key=merit)
        ranking.append(best)
        del left[best]
        crowd[parts[best]] += 1
        if best + 1 < len(scores):
            hanging[best + 1] = 0.0
        for index, alike in likeness.to(best).items():
            nearest[index] = max(nearest[index], alike)
    return (*ranking, *sorted(left, key=lambda i: (nearest[i] >= _COPY, -scores[i], i)))


class _Likeness:
    """Cosines of one sentence to all that share one of its rarer words."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._vectors = vectors
        spread = Counter(word for vector in vectors for word in vector)
        common = max(_FEW, len(vectors) // 3)
        self._rows: Mapping[str, list[tuple[int, float]]] = defaultdict(list)
        for index, vector in enumerate(vectors):
            for word, weight in vector.items():
                if 1 < spread[word] <= common:
                    self._rows[word].append((index, weight))

    def to(self, chosen: int) -> Mapping[int, float]:
        found: dict[int, float] = {chosen: 1.0}
        for word, weight in self._vectors[chosen].items():
            for index, other in self._rows.get(word, ()):
                found[index] = found.get(index, 0.0) + weight * other
        return found


def place_prior(count: int) -> list[float]:
    """How late each place is: the logarithm of the sentences up to it, alike past the sixtieth."""
    return [math.log(1 + min(at, _FEW)) for at in range(count)]
