"""What the ranker learned: a line and a forest of small trees over the features, as data."""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nutgraf.summary.features import Column, standard

if TYPE_CHECKING:
    from pathlib import Path

_SHIPPED: Final = "ranker.json"
_LANE: Final = 32
_ROWS: Final = 100
_MOST_ROWS: Final = 600


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree over sets of rows. Set 0 is all of them; each of `splits` names a set and a cut, and
    adds two sets: those of it at or below the cut, and the rest. `leaves` are pairs of a set and
    what is added to the score of its rows, 0 or more."""

    splits: tuple[tuple[int, int], ...]
    leaves: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """`line` is a weight a column; `cuts` are pairs of a column of `names` and a value, numbered as
    the trees ask for them; `share` is the line's part."""

    names: tuple[str, ...]
    line: Mapping[str, float]
    cuts: tuple[tuple[int, float], ...]
    trees: tuple[Tree, ...]
    share: float

    def scores(self, columns: Mapping[str, Column]) -> Column:
        """How much speaks for each sentence: forest and line, each standardised over the story.

        In a document of more than 600 sentences the forest is asked of the 600 for which the line
        speaks most; the others get the least that it gave.
        """
        line = [0.0] * len(columns[self.names[0]])
        for name, weight in self.line.items():
            line = [sum_ + weight * x for sum_, x in zip(line, columns[name], strict=True)]
        asked = sorted(sorted(range(len(line)), key=lambda row: (-line[row], row))[:_MOST_ROWS])
        found: list[float] = []
        for start in range(0, len(asked), _ROWS):
            rows = asked[start : start + _ROWS]
            found += self._forest([[columns[name][row] for row in rows] for name in self.names])
        forest = [min(found)] * len(line)
        for row, score in zip(asked, found, strict=True):
            forest[row] = score
        pairs = zip(standard(forest), standard(line), strict=True)
        return [tree + self.share * straight for tree, straight in pairs]

    def _forest(self, table: Sequence[Column]) -> tuple[int, ...]:
        """The sum of all trees for some rows. A set of rows is one number with a lane of 32 bits a
        row, 1 for those in it, so that a leaf is added to all its rows by one multiplication."""
        count = len(table[0])
        everyone = sum(1 << _LANE * row for row in range(count))
        below = [_at_or_below(column) for column in table]
        cuts = [masks[bisect_right(values, cut)]
                for feature, cut in self.cuts for values, masks in (below[feature],)]  # fmt: skip
        total = 0
        for tree in self.trees:
            sets = [everyone]
            for place, cut in tree.splits:
                whole = sets[place]
                under = whole & cuts[cut]
                sets += (under, whole ^ under)
            for place, value in tree.leaves:
                total += sets[place] * value
        return struct.unpack(f"<{count}I", total.to_bytes(count * _LANE // 8, "little"))


def _at_or_below(column: Column) -> tuple[list[float], list[int]]:
    """A column's values in order, and the set of the first so many of them for each number."""
    rows = sorted(range(len(column)), key=column.__getitem__)
    masks = [0]
    for row in rows:
        masks.append(masks[-1] | 1 << _LANE * row)
    return [column[row] for row in rows], masks


def shipped() -> Weights:
    """The weights in the package; `data/PROVENANCE.md` says where they come from."""
    return weights_at(None)


@lru_cache(maxsize=8)
def weights_at(path: Path | None) -> Weights:
    """The weights in a file of the same form; those in the package without one."""
    from importlib.resources import files

    source = files("nutgraf.summary") / "data" / _SHIPPED if path is None else path
    return weights_of(source.read_text(encoding="utf-8"))


def weights_of(text: str) -> Weights:
    """Weights from their JSON; only differences between the leaves of a tree matter."""
    said = json.loads(text)
    return Weights(
        names=tuple(said["names"]),
        line=said["line"],
        cuts=tuple((feature, value) for feature, value in said["cuts"]),
        trees=tuple(Tree(_pairs(tree["splits"]), _pairs(tree["leaves"])) for tree in said["trees"]),
        share=said["share"],
    )


def _pairs(flat: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple(zip(flat[::2], flat[1::2], strict=True))
