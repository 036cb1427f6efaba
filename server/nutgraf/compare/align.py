"""Which items of two sequences belong together: equal ones in order, then those alike.

All of it takes time near to linear in the number of items, whatever they are, and gives the same
pairs, turned round, when the sequences are exchanged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

Pair = tuple[int, int]
Items = Sequence[str]
Bags = Sequence[frozenset[str]]

ALIKE: Final = 0.5
_COMMON: Final = 16
_CANDIDATES: Final = 4


def in_order(before: Items, after: Items) -> list[Pair]:
    """Places of equal items, rising on both sides.

    What opens and closes both is the same. Between, items that occur once in each hold the rest
    in place (patience sorting), and repeated ones are paired within the gaps these leave.
    """
    if (len(after), *after) < (len(before), *before):
        return _turned(in_order(after, before))
    head, tail = _ends(before, after)
    inner = (before[head : len(before) - tail], after[head : len(after) - tail])
    held = _shifted(_rising(_once(*inner)), (head, head))
    past = (len(before) - tail, len(after) - tail)
    corners = [(head - 1, head - 1), *held, past]
    filled = [pair for one, two in pairwise(corners) for pair in _filled(before, after, one, two)]
    closing = [(past[0] + step, past[1] + step) for step in range(tail)]
    return sorted([*((at, at) for at in range(head)), *held, *filled, *closing])


def left_over(before: Items, after: Items, paired: Sequence[Pair]) -> list[Pair]:
    """Places of equal items among those without a partner, the first with the first."""
    rest = _rest(len(before), len(after), paired)
    pairs = _repeated([before[i] for i in rest[0]], [after[j] for j in rest[1]])
    return [(rest[0][i], rest[1][j]) for i, j in pairs]


def gaps(before: int, after: int, paired: Sequence[Pair]) -> Iterator[tuple[range, range]]:
    """The places between neighbouring pairs, of sequences so long."""
    corners = [(-1, -1), *paired, (before, after)]
    for one, two in pairwise(corners):
        yield range(one[0] + 1, two[0]), range(one[1] + 1, two[1])


def alike(before: Bags, after: Bags) -> list[Pair]:
    """Places of sets of words that share at least half their words, the likest first; each is in
    one pair at most. A word of more than sixteen sets brings none together."""
    if [sorted(bag) for bag in after] < [sorted(bag) for bag in before]:
        return _turned(alike(after, before))
    rated = sorted(_rated(before, after))
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, _, i, j in rated:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append((i, j))
    return found


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of their words that two sets have in common, 0 to 1 (Dice)."""
    total = len(one) + len(two)
    return 2 * len(one & two) / total if total else 0.0


def _rated(before: Bags, after: Bags) -> Iterator[tuple[float, int, int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(after):
        for word in bag:
            holders[word].append(place)
    for i, bag in enumerate(before):
        near = [places for places in map(holders.get, bag) if places and len(places) <= _COMMON]
        shared = Counter(chain.from_iterable(near))
        for j in _most(shared, i):
            share = likeness(bag, after[j])
            if share >= ALIKE:
                yield -share, abs(i - j), i, j


def _most(shared: Counter[int], place: int) -> list[int]:
    """The likeliest partners: those that share most words, the nearest first among equals."""
    return sorted(shared, key=lambda j: (-shared[j], abs(j - place), j))[:_CANDIDATES]


def _ends(before: Items, after: Items) -> Pair:
    """How many items open both alike, and how many of the others close both alike."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    most -= head
    tail = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    return head, tail


def _filled(before: Items, after: Items, one: Pair, two: Pair) -> list[Pair]:
    """Equal items between two corners, rising on both sides."""
    start = (one[0] + 1, one[1] + 1)
    inner = (before[start[0] : two[0]], after[start[1] : two[1]])
    return _shifted(_rising(_repeated(*inner)), start) if all(inner) else []


def _once(before: Items, after: Items) -> list[Pair]:
    """The places of the items that occur once in each."""
    counts, others = Counter(before), Counter(after)
    where = {item: place for place, item in enumerate(after) if others[item] == 1}
    return [(i, where[x]) for i, x in enumerate(before) if counts[x] == 1 and x in where]


def _repeated(before: Items, after: Items) -> list[Pair]:
    """The first of equal items with the first, the second with the second."""
    where: dict[str, list[int]] = defaultdict(list)
    for place in range(len(after) - 1, -1, -1):
        where[after[place]].append(place)
    return [(i, where[item].pop()) for i, item in enumerate(before) if where.get(item)]


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of pairs that rises on both sides; the pairs rise on the first already."""
    ends: list[int] = []
    tops: list[int] = []
    below: list[int] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(ends, place)
        below.append(tops[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [place]
        tops[pile : pile + 1] = [at]
    row, at = [], tops[-1] if tops else -1
    while at >= 0:
        row.append(pairs[at])
        at = below[at]
    return row[::-1]


def _rest(before: int, after: int, paired: Iterable[Pair]) -> tuple[list[int], list[int]]:
    pairs = list(paired)
    ones, twos = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in range(before) if i not in ones], [j for j in range(after) if j not in twos]


def _shifted(pairs: Iterable[Pair], by: Pair) -> list[Pair]:
    return [(i + by[0], j + by[1]) for i, j in pairs]


def _turned(pairs: Iterable[Pair]) -> list[Pair]:
    return [(j, i) for i, j in pairs]
