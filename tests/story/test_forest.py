"""Trees as data: a row falls to the leaf its numbers lead to."""

from __future__ import annotations

import numpy as np

from nutgraf.story.forest import Forest, shipped

STEPS = Forest(
    names=("length",),
    roots=np.array([0, 3]),
    feature=np.zeros(6, dtype=np.intp),
    threshold=np.array([10.0, np.inf, np.inf, 20.0, np.inf, np.inf], dtype=np.float32),
    child=np.array([1, 2, 1, 1, 2, 2, 4, 5, 4, 4, 5, 5]),
    value=np.array([0.0, -1.0, 1.0, 0.0, -0.25, 0.5]),
    depth=1,
)


def test_a_score_is_the_sum_of_the_leaves_a_row_falls_to() -> None:
    """At a threshold a row goes left, past it right."""
    rows = np.array([[10.0], [11.0], [20.0], [21.0]], dtype=np.float32)

    assert STEPS.scores(rows)[:, 0].tolist() == [-1.25, 0.75, 0.75, 1.5]


def test_a_row_scores_the_same_among_many() -> None:
    """How many rows are weighed at once changes nothing."""
    forest = shipped().blocks
    rows = np.random.default_rng(1).normal(size=(700, len(forest.names))).astype(np.float32) * 50

    alone = np.concatenate([forest.scores(row[None]) for row in rows[250:262]])

    assert np.allclose(forest.scores(rows)[250:262], alone)


def test_the_weights_hold_numbers_and_words_of_class_names_only() -> None:
    """No text of a page ships: a token is one word of letters."""
    weights = shipped()

    assert all(token.isalpha() and token.islower() for token in weights.tokens)
    assert "article" in weights.kind_names
