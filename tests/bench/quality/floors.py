"""Promised figures: each with the digest of the corpus it was measured on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.quality.pages import digest_of

FLOORS = Path(__file__).parents[1] / "floors.json"


@dataclass(frozen=True, slots=True)
class Promise:
    """The floors of one bench: `corpus` is digest by set, `floors` is `set.measure` to a value."""

    corpus: Mapping[str, str]
    floors: Mapping[str, float]


def promise_of(bench: str, floors: str = "floors", path: Path = FLOORS) -> Promise:
    """The promise of a bench in floors.json; `floors` names the table of it to hold to."""
    found = json.loads(path.read_text(encoding="utf-8")).get(bench, {})
    return Promise(found.get("corpus", {}), found.get(floors, {}))


def most_of(name: str, path: Path = FLOORS) -> float:
    """The most that is promised of a figure of which less is better."""
    return float(json.loads(path.read_text(encoding="utf-8"))[name]["at_most"])


def same_sets(promise: Promise, corpus: Path, names: Iterable[str]) -> frozenset[str]:
    """The sets whose gold is that on which the floors were measured."""
    return frozenset(name for name in names if promise.corpus.get(name) == digest_of(corpus, name))


def broken(
    promise: Promise, sets: frozenset[str], found: Mapping[str, Mapping[str, float]]
) -> Iterator[str]:
    """One line for each floor of these sets that a figure lies under, or that has no figure."""
    for name, floor in promise.floors.items():
        group, _, measure = name.rpartition(".")
        value = found.get(group, {}).get(measure)
        if group.partition("/")[0] in sets and (value is None or value < floor):
            said = "not measured" if value is None else f"{value:.4f}"
            yield f"floor broken: {name} is {said}, promised at least {floor}"
