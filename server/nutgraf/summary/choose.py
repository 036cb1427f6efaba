"""Scores to an order: the best first, none a near copy of one before it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

_NOVELTY: Final = 1.0
_COPY: Final = 0.85
# A word in a third of a long story's sentences tells none of them apart.
_FEW: Final = 60
_DISTINCT_PICKS: Final = 50

Vector = Mapping[str, float]


def order(scores: Sequence[float], vectors: Sequence[Vector]) -> tuple[int, ...]:
    """All indexes, best first, by maximal marginal relevance (Carbonell and Goldstein, 1998).

    A sentence loses by its cosine to the nearest one already chosen; past the first 50 picks,
    more than any summary holds, plain scores decide.
    """
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        for term, weight in vector.items():
            postings[term].append((index, weight))
    common = max(_FEW, len(scores) // 3)
    postings = defaultdict(list, {t: rows for t, rows in postings.items() if len(rows) <= common})
    nearest = [0.0] * len(scores)
    left = dict.fromkeys(range(len(scores)))
    ranking: list[int] = []
    spread = _spread(scores)
    while left and len(ranking) < _DISTINCT_PICKS:
        best = max(left, key=lambda i: _merit(scores[i], nearest[i], spread, i))
        ranking.append(best)
        del left[best]
        for index, likeness in _cosines(vectors[best], postings).items():
            nearest[index] = max(nearest[index], likeness)
    return (*ranking, *sorted(left, key=lambda i: (nearest[i] >= _COPY, -scores[i], i)))


def _merit(score: float, nearest: float, spread: float, index: int) -> tuple[bool, float, int]:
    """What is no near copy comes first, then the score less likeness, then the earlier place."""
    return nearest < _COPY, score - _NOVELTY * spread * nearest, -index


def unit_vectors(bags: Sequence[Sequence[str]]) -> tuple[Vector, ...]:
    """Bags of words as tf-idf vectors of length 1; rarity is counted over the bags given."""
    spread = Counter(word for bag in bags for word in dict.fromkeys(bag))
    vectors = []
    for bag in bags:
        counts = Counter(bag)
        weights = {w: n * math.log(1 + len(bags) / spread[w]) for w, n in counts.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({word: weight / norm for word, weight in weights.items()})
    return tuple(vectors)


def _cosines(
    vector: Vector, postings: Mapping[str, Sequence[tuple[int, float]]]
) -> Mapping[int, float]:
    likeness: dict[int, float] = defaultdict(float)
    for term, weight in vector.items():
        for index, other in postings.get(term, ()):
            likeness[index] += weight * other
    return likeness


def _spread(scores: Sequence[float]) -> float:
    mean = sum(scores) / len(scores) if scores else 0.0
    return math.sqrt(sum((s - mean) ** 2 for s in scores) / len(scores)) if scores else 0.0
