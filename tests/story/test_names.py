"""Bylines to people, and who signs where no person does."""

from __future__ import annotations

import pytest

from nutgraf.story.names import people_of, signature_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Emily Post", ("Emily Post",)),
        ("Lou Read", ("Lou Read",)),
        ("Washington Post", ()),
        ("Associated Press", ()),
        ("The Daily Harbour", ()),
        ("Le Quai", ()),
        ("La Toya Reis", ("La Toya Reis",)),
        ("Jack Ma", ("Jack Ma",)),
        ("Ana Reis MS, RDN", ("Ana Reis",)),
        ("Ana Reis Ph.D.", ("Ana Reis",)),
        ("Ana Reis Jr.", ("Ana Reis Jr.",)),
        ("Nils C.J.", ("Nils C.J.",)),
        ("Ana Reis (are)", ("Ana Reis",)),
        ("Ana Reis, Quay Staff Writer", ("Ana Reis",)),
        ("Ana Reis - Contributing Writer", ("Ana Reis",)),
        ("Reuters correspondent Ana Reis", ("Ana Reis",)),
        ("By ANA REIS, Associated Press", ("ANA REIS",)),
        ("ANA REIS; Ana Reis", ("Ana Reis",)),
        ("Photos and Story by Ana Reis", ("Ana Reis",)),
        ("Maria de la Cruz y Bo Lind", ("Maria de la Cruz", "Bo Lind")),
        ("作者：山田太郎、鈴木花子", ("山田太郎", "鈴木花子")),
        ("Sign Up", ()),
        ("Ana Reis 3 min", ()),
    ],
)
def test_people_have_names_and_nothing_else(text: str, names: tuple[str, ...]) -> None:
    """Roles, degrees, houses and buttons are no names; a surname may be a word."""
    assert people_of(text) == names


@pytest.mark.parametrize("site", ["The Quay", "Ana Reis"])
def test_the_site_is_not_its_own_author(site: str) -> None:
    """A name that is the site's is not counted among the people."""
    assert people_of(site, site) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("AFP", ("AFP",)),
        ("By Harbour Wire", ("Harbour Wire",)),
        ("gizmo", ("gizmo",)),
        ("The Quay; Harbour Wire", ("The Quay", "Harbour Wire")),
        ("Staff Writer", ()),
        ("admin", ()),
        ("Editorial Team", ()),
        ("Redaktion", ()),
        ("https://quay.example/ana", ()),
        ("ana@quay.example", ()),
    ],
)
def test_a_signature_names_somebody(text: str, names: tuple[str, ...]) -> None:
    """An agency or a pen name signs; a desk, an account or an address does not."""
    assert signature_of(text) == names
