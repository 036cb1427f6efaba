"""A forest of decision trees with its weights as data; the same numbers on every machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SHIPPED: Final = "boundary.json"
_LEAF_UNITS: Final = 10_000
_ROWS: Final = 256
_FIRST_TREES: Final = 60
_HOPELESS: Final = -2.1


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Gradient-boosted trees: `names` are the columns they read, in the order of the numbers.

    Nodes of all trees stand in one row of arrays; a leaf is a node that is its own child.
    """

    names: tuple[str, ...]
    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    child: NDArray[np.intp]
    value: Floats
    depth: int
    classes: int = 1

    def scores(self, rows: NDArray[np.float32]) -> Floats:
        """The raw score (log odds) of each row, one column a class."""
        if len(rows) > _ROWS:
            # What fits the processor's cache is several times faster.
            parts = [self.scores(rows[at : at + _ROWS]) for at in range(0, len(rows), _ROWS)]
            return np.concatenate(parts)
        if self.classes > 1:
            each = self._values(rows, self.roots).reshape(len(rows), -1, self.classes)
            return np.asarray(each.sum(1))
        score: Floats = self._values(rows, self.roots[:_FIRST_TREES]).sum(1)
        # Most of a page is so plainly no story that the first trees know it.
        open_ = np.flatnonzero(score > _HOPELESS)
        score[open_] += self._values(rows[open_], self.roots[_FIRST_TREES:]).sum(1)
        return np.asarray(score[:, None])

    def _values(self, rows: NDArray[np.float32], roots: NDArray[np.intp]) -> Floats:
        flat = np.ascontiguousarray(rows).ravel()
        start = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.broadcast_to(roots, (len(rows), len(roots)))
        for _ in range(self.depth):
            right = flat.take(start + self.feature.take(node)) > self.threshold.take(node)
            node = self.child.take(2 * node + right)
        found: Floats = self.value.take(node)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What was learned: which blocks are the story, what kind a page is, and what words in class
    names speak for."""

    blocks: Forest
    kinds: Forest
    kind_names: tuple[str, ...]
    tokens: Mapping[str, float]


def shipped() -> Weights:
    """The weights in the package; `data/PROVENANCE.md` says where they come from."""
    return weights_at(None)


@lru_cache(maxsize=8)
def weights_at(path: Path | None) -> Weights:
    """The weights of a file, or the shipped ones; read once."""
    source = files("nutgraf.story") / "data" / _SHIPPED if path is None else path
    stored = json.loads(source.read_text(encoding="utf-8"))
    return Weights(
        blocks=forest_of(stored["blocks"]),
        kinds=forest_of(stored["kinds"]),
        kind_names=tuple(stored["kinds"]["classes"]),
        tokens=stored["tokens"],
    )


def forest_of(stored: Mapping[str, Any]) -> Forest:
    """Trees from their short form: feature, threshold, left, right for every node, a negative
    child is a leaf; then the values of the leaves, in ten thousandths."""
    feature: list[int] = []
    threshold: list[float] = []
    child: list[int] = []
    value: list[float] = []
    roots = []
    for tree in stored["trees"]:
        first, inner = len(feature), len(tree["feature"])
        roots.append(first)
        feature += tree["feature"] + [0] * len(tree["leaf"])
        threshold += tree["threshold"] + [float("inf")] * len(tree["leaf"])
        value += [0.0] * inner + [leaf / _LEAF_UNITS for leaf in tree["leaf"]]
        for pair in zip(tree["left"], tree["right"], strict=True):
            child += [first + (to if to >= 0 else inner + ~to) for to in pair]
        for leaf in range(len(tree["leaf"])):
            child += [first + inner + leaf] * 2
    return Forest(
        names=tuple(stored["names"]),
        roots=np.array(roots, dtype=np.intp),
        feature=np.array(feature, dtype=np.intp),
        threshold=np.array(threshold, dtype=np.float32),
        child=np.array(child, dtype=np.intp),
        value=np.array(value, dtype=np.float64),
        depth=stored["depth"],
        classes=len(stored.get("classes", ())) or 1,
    )
