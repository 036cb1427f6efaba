"""What the ranker learned: a line and a forest of small trees over the features, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from nutgraf.summary.features import Column, standard

_SHIPPED: Final = "ranker.json"

# [column, threshold, node at most that, node above it], or a leaf's number.
Node = int | Sequence["int | float | Node"]


@dataclass(frozen=True, slots=True)
class Weights:
    """`line` is a weight a column, `trees` are over `names`; `share` is the line's part."""

    names: tuple[str, ...]
    line: Mapping[str, float]
    trees: tuple[Node, ...]
    share: float

    def scores(self, columns: Mapping[str, Column]) -> Column:
        """How much speaks for each sentence: forest and line, each standardised over the story."""
        table = [columns[name] for name in self.names]
        count = len(table[0])
        forest = [0] * count
        for tree in self.trees:
            _grow(tree, range(count), table, forest)
        line = [0.0] * count
        for name, weight in self.line.items():
            line = [sum_ + weight * x for sum_, x in zip(line, columns[name], strict=True)]
        pairs = zip(standard(forest), standard(line), strict=True)
        return [tree + self.share * straight for tree, straight in pairs]


def _grow(node: Node, rows: Sequence[int], table: Sequence[Column], scores: list[int]) -> None:
    """Add a tree's leaf to the score of each row: whole lists go left or right at once."""
    left = [(node, rows)]
    while left:
        node, rows = left.pop()
        if isinstance(node, int):
            for row in rows:
                scores[row] += node
            continue
        feature, threshold, below, above = node
        column = table[feature]  # type: ignore[index] # the first of a node is a column
        under = [row for row in rows if column[row] <= threshold]  # type: ignore[operator]
        if under:
            left.append((below, under))  # type: ignore[arg-type]
        if len(under) < len(rows):
            over = [row for row in rows if column[row] > threshold]  # type: ignore[operator]
            left.append((above, over))  # type: ignore[arg-type]


def shipped() -> Weights:
    """The weights in the package; `data/PROVENANCE.md` says where they come from."""
    return weights_at(None)


@lru_cache(maxsize=8)
def weights_at(path: Path | None) -> Weights:
    """The weights in a file of the same form; those in the package without one."""
    source = files("nutgraf.summary") / "data" / _SHIPPED if path is None else path
    return weights_of(source.read_text(encoding="utf-8"))


def weights_of(text: str) -> Weights:
    """Weights from their JSON; leaves are in ten thousandths, and only their order matters."""
    said = json.loads(text)
    return Weights(tuple(said["names"]), said["line"], tuple(said["trees"]), said["share"])
