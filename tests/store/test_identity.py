"""Which readings are one reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.store.identity import address_of, reading_id
from tests.store.made import a_reading

SAME = [
    ("https://a.example/x#part", "https://a.example/x"),
    ("HTTPS://A.Example/x", "https://a.example/x"),
    ("https://a.example:443/x", "https://a.example/x"),
    ("http://a.example:80/x", "http://a.example/x"),
    ("https://a.example", "https://a.example/"),
    ("https://a.example/x?utm_source=n&utm_medium=m", "https://a.example/x"),
    ("https://a.example/x?id=7&fbclid=abc", "https://a.example/x?id=7"),
    ("https://a.example/x?gclid=1&id=7&mc_eid=2", "https://a.example/x?id=7"),
    ("https://reader:secret@a.example/x", "https://a.example/x"),
    ("  https://a.example/x  ", "https://a.example/x"),
]
OTHER = [
    ("https://a.example/x", "https://a.example/X"),
    ("https://a.example/x", "http://a.example/x"),
    ("https://a.example/x", "https://a.example:8443/x"),
    ("https://a.example/x?id=7", "https://a.example/x?id=8"),
    ("https://a.example/x", "https://a.example/x/"),
    ("https://a.example/x?a=1&b=2", "https://a.example/x?b=2&a=1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_only_follows_readers_is_no_part_of_an_address(one: str, other: str) -> None:
    """Fragments, campaign marks, the usual port and the host's case name no other page."""
    assert address_of(one) == address_of(other) == other


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_may_be_another_page_stays_another_address(one: str, other: str) -> None:
    """Path, scheme, unusual port and every other part of the query tell pages apart."""
    assert address_of(one) != address_of(other)


@given(st.text(max_size=80))
def test_any_address_can_be_cleaned_and_cleaned_again(url: str) -> None:
    """No address makes the cleaning fail, and a clean one stays as it is."""
    clean = address_of(f"https://{url}")

    assert address_of(clean) == clean
    assert address_of(url) is not None


def test_the_same_content_is_the_same_id_whoever_reads_it() -> None:
    """Engines, digest and the page's own bytes do not make another reading."""
    one = a_reading(engines="1", url="https://a.example/x?utm_source=n")

    assert reading_id(one) == reading_id(a_reading(engines="2", url="https://a.example/x#top"))


@pytest.mark.parametrize(
    "other",
    [
        a_reading("Other words."),
        a_reading(headline="Another headline"),
        a_reading(byline=("Maren Oakley",)),
        a_reading(url="https://courier.example/other"),
        a_reading(url=None),
    ],
)
def test_other_words_or_another_place_are_another_id(other: object) -> None:
    """What the story says and where make an id of 32 hex digits."""
    ours = reading_id(a_reading())

    assert reading_id(other) != ours  # type: ignore[arg-type]
    assert len(ours) == 32
    assert int(ours, 16) >= 0


def test_two_pages_without_a_story_are_told_apart_by_their_bytes() -> None:
    """Where nothing could be read, equal emptiness is not equal content."""
    one, other = a_reading(""), a_reading("")
    changed = other.page.__class__("html", "0" * 64, 9, other.page.url)

    assert reading_id(one) != reading_id(other.__class__(changed, *_rest(other)))


def _rest(reading: object) -> tuple[object, ...]:
    names = ("story", "summary", "facts", "removed", "notices", "engines", "digest")
    return tuple(getattr(reading, name) for name in names)
