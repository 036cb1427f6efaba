"""Rebuild the weights of the summary's ranker from articles with human summaries.

    pip install -e '.[bench]'
    python -m tests.bench.train.ranker [--corpus DIR]

A line (logistic regression) and gradient-boosted trees (LightGBM, which is used here only) over
the features of `nutgraf.summary.features`. A sentence's answer is half whether the greedy choice
of a few sentences that agree best with the summary (R1 + R2) holds it, half whether the choice of
so many words does. No word of an article and no place in it reaches the weights.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

import nutgraf
from nutgraf.summary.features import measure
from tests.bench.quality.documents import (
    Document,
    digest_of,
    documents_of,
    lengths_of,
    set_names,
    story_of,
)
from tests.bench.quality.pages import CORPUS
from tests.bench.quality.rouge import Words
from tests.bench.train.boundary import write
from tests.bench.train.examples import cache_folder

Floats = NDArray[np.floating[Any]]

WEIGHTS: Final = Path(nutgraf.__file__).parent / "summary" / "data" / "ranker.json"
# How much a document of a set counts: many short ones of one house would drown the others.
SETS: Final = {
    "cnndm_val": 1.0, "cnndm_train_extra": 1.0, "xsum_test": 0.7, "orangesum_abs_valid": 0.35,
}  # fmt: skip
FOLDS: Final = 5
SEEDS: Final = (7, 11, 13, 17)
TREES: Final = 80
FOREST: Final = {
    "objective": "cross_entropy", "num_leaves": 8, "learning_rate": 0.1, "min_data_in_leaf": 60,
    "feature_fraction": 0.2, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "verbosity": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
LEAF_UNITS: Final = 10_000
LINE_SHARE: Final = 0.66
RIDGE: Final = 20.0
NEWTON_STEPS: Final = 12
MOST_SENTENCES: Final = 60
OVER_WORDS: Final = 1.25


@dataclass(slots=True)
class Example:
    """A document in numbers, with its answer: how much of the best choice each sentence is."""

    key: tuple[str, str]
    rows: Floats
    answer: Floats


class Agreement:
    """R1 + R2 of choices of sentences with a document's references, counted fast."""

    def __init__(self, document: Document, texts: Sequence[str]) -> None:
        words = Words(document.language)
        self.tokens = [words.tokenize(text) for text in texts]
        self.references = [self._grams(words.tokenize(text)) for text in document.references]

    @staticmethod
    def _grams(tokens: Sequence[str]) -> tuple[Counter[Any], ...]:
        return Counter(tokens), Counter(zip(tokens, tokens[1:], strict=False))

    def of(self, chosen: Sequence[int]) -> float:
        """The sum of both F1 with the reference that agrees best on each."""
        own = self._grams([token for index in sorted(chosen) for token in self.tokens[index]])
        return sum(max(_f1(own[n], ref[n]) for ref in self.references) for n in (0, 1))


def _f1(own: Counter[Any], reference: Counter[Any]) -> float:
    shared = sum((own & reference).values())
    return 2 * shared / (sum(own.values()) + sum(reference.values())) if shared else 0.0


def best_choice(agreement: Agreement, most: int, words: int | None = None) -> list[int]:
    """Sentences taken one by one, each the one that helps most, while one helps."""
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < most:
        found = None
        for index in range(min(len(agreement.tokens), MOST_SENTENCES)):
            tried = [*chosen, index]
            size = sum(len(agreement.tokens[i]) for i in tried)
            if index in chosen or (words and chosen and size > words * OVER_WORDS):
                continue
            value = agreement.of(tried)
            if value > best + 1e-9:
                best, found = value, index
        if found is None:
            break
        chosen.append(found)
    return chosen


def example_of(document: Document) -> tuple[tuple[str, ...], Example]:
    """The names of the columns, and a document's numbers and answer."""
    story = story_of(document)
    texts = [story[sentence.span] for sentence in story.sentences]
    columns = measure(texts, story.language, story.headline or "").columns
    lengths = lengths_of(document.set)
    agreement = Agreement(document, texts)
    answer = np.zeros(len(texts))
    answer[best_choice(agreement, lengths.sentences)] += 0.5
    answer[best_choice(agreement, 2 * lengths.sentences, lengths.words)] += 0.5
    rows = np.array(list(columns.values())).T.reshape(len(texts), len(columns))
    return tuple(columns), Example(document.key, rows, answer)


def fit(names: Sequence[str], examples: Sequence[Example]) -> dict[str, Any]:
    """The weights that these examples teach."""
    rows = np.vstack([example.rows for example in examples])
    answer = np.concatenate([example.answer for example in examples])
    counts = np.concatenate([np.full(len(e.answer), SETS[e.key[0]]) for e in examples])
    line = dict(zip(names, _line(rows, answer, counts), strict=True))
    return {
        "names": list(names),
        "line": {name: float(f"{weight:.4g}") for name, weight in line.items()},
        **_forest(rows, answer, counts),
        "share": LINE_SHARE,
    }


def _line(rows: Floats, answer: Floats, counts: Floats) -> Floats:
    """Logistic regression with a ridge, by Newton's method."""
    centre, spread = rows.mean(0), rows.std(0)
    spread[spread < 1e-9] = 1.0
    table = np.column_stack([(rows - centre) / spread, np.ones(len(rows))])
    ridge = np.full(table.shape[1], RIDGE)
    ridge[-1] = 0.0
    weights = np.zeros(table.shape[1])
    for _ in range(NEWTON_STEPS):
        odds = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (odds - answer)) + ridge * weights
        curve = (table * (counts * odds * (1 - odds))[:, None]).T @ table + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights[:-1] / spread


def _forest(rows: Floats, answer: Floats, counts: Floats) -> dict[str, Any]:
    import lightgbm

    table = lightgbm.Dataset(rows, answer, weight=counts, free_raw_data=False)
    models = [lightgbm.train(FOREST | {"seed": seed}, table, TREES) for seed in SEEDS]
    roots = [info["tree_structure"] for model in models for info in model.dump_model()["tree_info"]]
    cuts: dict[tuple[int, float], int] = {}
    return {"trees": [_tree(root, cuts) for root in roots], "cuts": [list(cut) for cut in cuts]}


def _tree(root: Mapping[str, Any], cuts: dict[tuple[int, float], int]) -> dict[str, list[int]]:
    """A tree as splits of sets of rows and its leaves, the least of them 0."""
    splits: list[int] = []
    leaves: list[tuple[int, int]] = []
    left = [(root, 0)]
    while left:
        node, place = left.pop()
        if "leaf_value" in node:
            leaves.append((place, round(node["leaf_value"] * LEAF_UNITS)))
            continue
        cut = (node["split_feature"], float(f"{node['threshold']:.4g}"))
        splits += [place, cuts.setdefault(cut, len(cuts))]
        made = len(splits)
        left += [(node["right_child"], made), (node["left_child"], made - 1)]
    least = min(value for _, value in leaves)
    return {"splits": splits, "leaves": [n for at, value in leaves for n in (at, value - least)]}


def folds(corpus: Path) -> Iterator[tuple[frozenset[tuple[str, str]], Path]]:
    """Documents held out, and a file of weights that never saw them."""
    recipe = _recipe(corpus)
    found: tuple[tuple[str, ...], list[Example]] | None = None
    documents = documents_of(corpus, _sets(corpus))
    for fold in range(FOLDS):
        out = frozenset(d.key for d in documents if _fold(d.key) == fold)
        path = cache_folder() / f"ranker-{recipe}-{fold}.json"
        if not path.exists():
            names, examples = found = found or _examples(documents)
            write(fit(names, [e for e in examples if e.key not in out]), path)
        yield out, path


def _fold(key: tuple[str, str]) -> int:
    return zlib.crc32("/".join(key).encode()) % FOLDS


def _recipe(corpus: Path) -> str:
    """What the weights follow from: the articles, the code that counts, and this file."""
    whole = hashlib.sha256(Path(__file__).read_bytes())
    for name in _sets(corpus):
        whole.update(digest_of(corpus, name).encode())
    room, bench = Path(nutgraf.__file__).parent, Path(__file__).parents[1] / "quality"
    files = (
        *sorted((room / "language").glob("*.py")),
        *(room / "summary" / name for name in ("cues.py", "features.py")),
        *(room / name for name in ("model.py", "limits.py")),
        *(bench / name for name in ("documents.py", "metrics.py", "rouge.py")),
    )
    for file in files:
        whole.update(file.read_bytes())
    whole.update(version("lightgbm").encode())
    return whole.hexdigest()[:16]


def _sets(corpus: Path) -> list[str]:
    known = set_names(corpus)
    return [name for name in SETS if name in known]


def _examples(documents: Sequence[Document]) -> tuple[tuple[str, ...], list[Example]]:
    from multiprocessing import get_context

    with get_context("spawn").Pool(os.cpu_count() or 1) as pool:
        found = pool.map(example_of, documents, chunksize=20)
    return found[0][0], [example for _, example in found]


def main(arguments: Sequence[str]) -> None:
    """Fit on every document of the sets and write the shipped weights."""
    corpus = Path(arguments[1]) if arguments[:1] == ["--corpus"] else CORPUS
    write(fit(*_examples(documents_of(corpus, _sets(corpus)))), WEIGHTS)
    digest = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes, sha256 {digest}")
    for name in _sets(corpus):
        print(f"  trained on {name}, file {digest_of(corpus, name)}")


if __name__ == "__main__":
    main(sys.argv[1:])
