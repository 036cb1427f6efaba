"""The tree of errors: drawn as it is, each with a status, an exit code and a name."""

from __future__ import annotations

import re

from nutgraf import errors
from nutgraf.errors import NutgrafError


def all_errors() -> list[type[NutgrafError]]:
    found: list[type[NutgrafError]] = [NutgrafError]
    for one in found:
        found += one.__subclasses__()
    return found


def test_the_drawing_is_the_tree() -> None:
    """The outline at the top of errors.py names every class with its exit code and status."""
    drawn = re.findall(r"(\w+)\s+(\d)\s+(\d{3})\s", errors.__doc__ or "")

    assert {(n, int(e), int(s)) for n, e, s in drawn} == {
        (e.__name__, e.exit_code, e.status) for e in all_errors() if e is not NutgrafError
    }


def test_every_error_speaks() -> None:
    """An error's name in the API comes from its class; its text is what it was given."""
    error = errors.PageTooLarge("This page is 12 MB.")

    assert error.code == "page-too-large"
    assert str(error) == "This page is 12 MB."
    assert all(one.__doc__ for one in all_errors())
