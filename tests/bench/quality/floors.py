"""Promised figures: each with the digest of the corpus it was measured on."""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.quality.pages import digest_of

FLOORS = Path(__file__).parents[1] / "floors.json"


@dataclass(frozen=True, slots=True)
class Promise:
    """The floors of one bench: `corpus` is digest by set, `floors` is `set.measure` to a value."""

    corpus: Mapping[str, str]
    floors: Mapping[str, float]


def promise_of(bench: str, *tables: str, path: Path = FLOORS) -> Promise:
    """The promise of a bench in floors.json; `tables` names those of it to hold to."""
    found = json.loads(path.read_text(encoding="utf-8")).get(bench, {})
    return Promise(found.get("corpus", {}), dict(ChainMap(*(found.get(t, {}) for t in tables))))


def most_of(name: str, path: Path = FLOORS) -> float:
    """The most that is promised of a figure of which less is better."""
    return float(json.loads(path.read_text(encoding="utf-8"))[name]["at_most"])


def same_sets(
    promise: Promise,
    corpus: Path,
    names: Iterable[str],
    digest: Callable[[Path, str], str] = digest_of,
) -> frozenset[str]:
    """The sets whose gold is that on which the floors were measured, by the bench's own digest."""
    return frozenset(name for name in names if promise.corpus.get(name) == digest(corpus, name))


def broken(
    promise: Promise, sets: frozenset[str], found: Mapping[str, Mapping[str, float]]
) -> Iterator[str]:
    """One line for each floor of these sets that a figure lies under, or that has no figure."""
    for name, floor in promise.floors.items():
        group, _, measure = name.partition(".")
        value = found.get(group, {}).get(measure)
        if (group in sets or group.partition("/")[0] in sets) and (value is None or value < floor):
            said = "not measured" if value is None else f"{value:.4f}"
            yield f"floor broken: {name} is {said}, promised at least {floor}"
