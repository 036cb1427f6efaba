"""The piece of a text that shows why it was found is the text's own."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.store.snippets import Snippets

LONG = "Nothing of note happened here. " * 40
WORDS = st.text("aé東ß .\n-İ\u0301", min_size=1, max_size=12)


def _marked(text: str, *phrases: str, is_begun: bool = False) -> list[str]:
    return [piece for piece, found in Snippets(phrases, is_begun).of(text) if found]


@given(
    st.text("aé東ß .\n-İ\u0301b", max_size=400),
    st.lists(WORDS, min_size=1, max_size=4),
    st.booleans(),
)
def test_its_pieces_together_stand_in_the_text(
    text: str, phrases: list[str], is_begun: bool
) -> None:
    """Whatever is looked for in whatever: no sign is added, left out or changed."""
    said = "".join(piece for piece, _ in Snippets(phrases, is_begun).of(text))

    assert said.removeprefix("…").removesuffix("…") in text
    assert len(said) <= 202


@pytest.mark.parametrize(
    ("text", "phrases", "marked"),
    [
        ("The ferry and ferries.", ["ferry"], ["ferry"]),
        ("Reference to a ferry", ["fer"], []),
        ("The CAFÉ closed", ["cafe"], ["CAFÉ"]),
        ("left the\nisland", ["the island"], ["the\nisland"]),
        ("O’Brien spoke", ["o'brien"], ["O’Brien"]),
        ("東京都は東京", ["東京"], ["東京", "東京"]),
        ("NHKは東京で", ["nhk", "東京"], ["NHK", "東京"]),
        ("मुंबई में बारिश हुई", ["बारिश"], ["बारिश"]),
        ("a+b (c)", ["(c)"], ["c"]),
        ("nothing", ["…"], []),
    ],
)
def test_what_was_searched_for_is_marked(text: str, phrases: list[str], marked: list[str]) -> None:
    """Whole words in any case and accent; any piece of a script without spaces."""
    assert _marked(text, *phrases) == marked


def test_a_word_begun_is_marked_to_its_end() -> None:
    """Only the last phrase may be begun."""
    assert _marked("ferries leave the ferry port", "leave", "ferr", is_begun=True) == [
        "ferries", "leave", "ferry",
    ]  # fmt: skip
    assert _marked("ferries leave", "ferr", "leave", is_begun=True) == ["leave"]


def test_the_stretch_with_most_of_the_words_is_shown() -> None:
    """Where words stand together they are shown together, not where the first of them stands."""
    text = f"A ferry. {LONG} The ferry left the island. {LONG}"

    assert _marked(text, "ferry", "island") == ["ferry", "island"]


def test_without_the_words_the_beginning_is_shown() -> None:
    """What was found in a headline, a name or a note still shows what the text is about."""
    ((said, is_marked),) = Snippets(["ferry"]).of(LONG)

    assert LONG.startswith(said.removesuffix("…"))
    assert said.endswith("…")
    assert not is_marked


def test_many_words_in_a_long_text_take_no_time() -> None:
    """Twenty-four common words in a text of 400 KB are looked for in well under a second."""
    snippets = Snippets(["a"] * 24)
    start = perf_counter()
    snippets.of("a é " * 100_000)

    assert perf_counter() - start < 0.5
