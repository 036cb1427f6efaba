"""Datelines, credits and bylines."""

from __future__ import annotations

import pytest

from nutgraf.story.labels import credits_in, dateline_end, is_credit
from nutgraf.story.names import people_of


@pytest.mark.parametrize(
    ("text", "dateline", "rest"),
    [
        ("ALMATY (Reuters) - A group", "ALMATY (Reuters)", "A group"),
        ("LISBON, March 3 (Reuters) — Portugal", "LISBON, March 3 (Reuters)", "Portugal"),
        ("Hamburg (dpa/lno) - Der Hafen", "Hamburg (dpa/lno)", "Der Hafen"),
        ("NEW YORK — The city", "NEW YORK", "The city"),
        ("ST. JOHN’S, Canada – Ferries", "ST. JOHN’S, Canada", "Ferries"),
        ("Madrid, 3 mar (EFE).- El Gobierno", "Madrid, 3 mar (EFE)", "El Gobierno"),
    ],
)
def test_a_dateline_ends_where_the_sentence_begins(text: str, dateline: str, rest: str) -> None:
    """Place, day and agency before a dash are the dateline."""
    ends = dateline_end(text)

    assert ends is not None
    assert (text[: ends[0]], text[ends[1] :]) == (dateline, rest)


@pytest.mark.parametrize(
    "text",
    [
        "The rally - which he called - is set",
        "A new day – and a new plan",
        "I - said",
        "Mr Smith",
        "Дом - это место",
        "東京 - 新しい",
        "Straßen - und mehr",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    """A sentence with a dash keeps all its words."""
    assert dateline_end(text) is None


def test_credits_are_parted_and_unwrapped() -> None:
    """Each credit is one line, without brackets and full stops."""
    line = "(Reporting by Ana Reis; Additional reporting by Bo Lind, Editing by C. Day.)"

    assert is_credit(line)
    assert credits_in(line) == (
        "Reporting by Ana Reis", "Additional reporting by Bo Lind", "Editing by C. Day"
    )  # fmt: skip
    assert not is_credit("Reporting bylines matter, she said, because readers want names.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Reis and Bo Lind", ("Ana Reis", "Bo Lind")),
        ("Von Katrin Wiebe", ("Katrin Wiebe",)),
        ("Ana Reis, Senior Correspondent", ("Ana Reis",)),
        ("By Staff Writer", ()),
        ("The Daily News", ()),
        ("ana.reis@news.example", ()),
        ("Ana Reis; Ana Reis", ("Ana Reis",)),
        ("山田太郎", ("山田太郎",)),
    ],
)
def test_a_byline_is_peoples_names(text: str, names: tuple[str, ...]) -> None:
    """No "By", no roles, no organisations, no addresses, nobody twice."""
    assert people_of(text) == names
