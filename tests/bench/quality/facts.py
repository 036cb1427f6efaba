"""Key facts against people's: who spoke, which names, when it was, the five Ws."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.bench.quality import facts_card, facts_names, facts_quotes, facts_times
from tests.bench.quality.counts import Document
from tests.bench.quality.metrics import SEED

ROUNDS = 1_000

# A set's way from the corpus to what was found in each of its documents.
SETS: Mapping[str, Callable[[Path, int | None], Iterator[Document]]] = {
    "polnear": facts_quotes.documents,
    "names": facts_names.documents,
    "times": facts_times.documents,
    "g5w1h": facts_card.documents,
}
# Sets whose failures were read while the rules were written; a figure on them is marked.
READ = ("polnear/dev", "polnear/train", "wwnews", "conll2003/train", "tempeval3", "g5w1h")


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 in percent, the 95% interval of each by document, and the counts."""

    precision: float
    recall: float
    f1: float
    intervals: Mapping[str, tuple[float, float]]
    right: int
    ours: int
    gold: int


def measure(corpus: Path, names: Iterable[str], limit: int | None = None) -> list[Document]:
    """What was found in every document of the sets; `limit` is for each part of a set."""
    return [document for name in names for document in SETS[name](corpus, limit)]


def groups_of(found: Iterable[Document]) -> Mapping[str, Sequence[Document]]:
    """Documents by the part of the corpus they stand in."""
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in found:
        groups[document.set].append(document)
    return groups


def figures_of(documents: Sequence[Document]) -> dict[str, Figure]:
    """A figure for every measure the documents were counted in."""
    names = dict.fromkeys(name for document in documents for name in document.counts)
    return {
        name: _figure([d.counts[name] for d in documents if name in d.counts]) for name in names
    }


def flat(figures: Mapping[str, Figure]) -> dict[str, float]:
    """Figures under the names floors use: `speaker.r`, `people.f1`, `span.p.low`."""
    found: dict[str, float] = {}
    for name, figure in figures.items():
        for short, value in (("p", figure.precision), ("r", figure.recall), ("f1", figure.f1)):
            found[f"{name}.{short}"] = value
            found[f"{name}.{short}.low"] = figure.intervals[short][0]
        found[f"{name}.shown"] = 100 * figure.ours / max(figure.gold, 1)
    return found


def lines(groups: Mapping[str, Sequence[Document]]) -> Iterator[str]:
    """A table: a line for each measure of each part, the 95% interval of F1 or recall behind it."""
    yield f"{'part':<22}{'measure':<18}{'right':>7}{'ours':>7}{'gold':>7}{'P':>8}{'R':>8}{'F1':>8}  95% by document"
    for part, documents in groups.items():
        for name, figure in figures_of(documents).items():
            numbers = f"{figure.precision:8.2f}{figure.recall:8.2f}{figure.f1:8.2f}"
            spread = "  ".join(
                f"{short} {low:.1f}-{high:.1f}" for short, (low, high) in figure.intervals.items()
            )
            counts = f"{figure.right:7,}{figure.ours:7,}{figure.gold:7,}"
            read = " (failures read)" if part in READ else ""
            yield f"{part:<22}{name:<18}{counts}{numbers}  {spread}{read}"


def save(found: Iterable[Document], path: Path) -> None:
    """One line of JSON a document: its counts, and what was missed or wrong."""
    with path.open("w", encoding="utf-8") as file:
        for document in found:
            row = {
                "set": document.set,
                "id": document.id,
                "counts": document.counts,
                "wrong": document.wrong,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def digest_of(found: Iterable[Document]) -> str:
    """What a figure was measured on: a hash of the documents' sources."""
    digest = hashlib.sha256()
    for document in found:
        digest.update(f"{document.id}\0{document.source}\0".encode())
    return digest.hexdigest()


def _figure(counts: Sequence[tuple[int, int, int]]) -> Figure:
    table = np.array(counts, dtype=float)
    drawn = np.random.default_rng(SEED).integers(0, len(table), (ROUNDS, len(table)))
    spread = _scores(table[drawn].sum(axis=1))
    precision, recall, f1 = (float(score[0]) for score in _scores(table.sum(axis=0)[None]))
    low_high = [tuple(np.percentile(score, (2.5, 97.5)).tolist()) for score in spread]
    right, ours, gold = (int(total) for total in table.sum(axis=0))
    intervals = dict(zip(("p", "r", "f1"), low_high, strict=True))
    return Figure(precision, recall, f1, intervals, right, ours, gold)


def _scores(sums: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    right, ours, gold = sums[:, 0], sums[:, 1], sums[:, 2]
    least = np.maximum(ours, 1), np.maximum(gold, 1), np.maximum(ours + gold, 1)
    return 100 * right / least[0], 100 * right / least[1], 200 * right / least[2]
