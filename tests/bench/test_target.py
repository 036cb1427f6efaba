"""Which blocks the annotated body is made of."""

from __future__ import annotations

from tests.bench.train.target import target

FIRST = "the ferry left the island at six with nobody on board"
SECOND = "its captain said that he had not counted the passengers"


def test_blocks_of_the_body_are_marked_and_no_others() -> None:
    """A menu is not the body, whatever stands beside it."""
    assert target(["Home News Sport and Weather", FIRST, SECOND], f"{FIRST} {SECOND}") == [0, 1, 1]


def test_a_short_block_counts_only_right_beside_the_body() -> None:
    """A word that also stands somewhere in the body is not a part of it."""
    gold = f"{FIRST} why empty {SECOND}"

    assert target(["why empty", "Home", "Sport", FIRST, "why empty", SECOND], gold) == [
        0, 0, 0, 1, 1, 1,
    ]  # fmt: skip


def test_of_equal_blocks_the_one_among_the_others_counts() -> None:
    """A teaser that repeats the first paragraph elsewhere is not the body."""
    blocks = [FIRST, "Home", "News", "Sport", "Wind", "Sea", FIRST, SECOND]

    assert target(blocks, f"{FIRST} {SECOND}") == [0, 0, 0, 0, 0, 0, 1, 1]
