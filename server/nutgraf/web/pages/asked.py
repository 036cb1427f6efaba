"""What a reader asked or wrote, out of an address or a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

from nutgraf.errors import BadRequest
from nutgraf.store import Query

FILTERS: Final = ("site", "person", "tag", "since", "until")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DIGITS: Final = 6


def words_of(form: Mapping[str, str], name: str) -> str:
    """A field's text, its lines ended as Python has them, without control characters."""
    return _UNSEEN.sub("", form.get(name, "").replace("\r\n", "\n")).strip()


def query_of(form: Mapping[str, str]) -> Query:
    """What is looked for in the library."""
    given = {name: words_of(form, name) or None for name in FILTERS}
    return Query(words_of(form, "q"), unread="unread" in form, deleted="bin" in form, **given)


def tags_of(form: Mapping[str, str]) -> tuple[str, ...]:
    """The tags of a field, parted by commas."""
    return tuple(filter(None, (" ".join(tag.split()) for tag in words_of(form, "tags").split(","))))


def count_of(form: Mapping[str, str], name: str, usual: int) -> int:
    """A number of sentences, or the usual one where none is given; raises BadRequest."""
    found = words_of(form, name) or str(usual)
    if not (found.isascii() and found.isdigit() and len(found) < _DIGITS and int(found)):
        raise BadRequest("A summary length is a number of sentences, 1 or more.")
    return int(found)


def list_address(query_string: str, **more: str) -> str:
    """The list's address with what an earlier one asked for, and some more."""
    asked = parse_qsl(query_string)
    kept = [(name, value) for name, value in asked if name in ("q", "unread", "bin", *FILTERS)]
    fields = urlencode([*kept, *more.items()])
    return f"/?{fields}" if fields else "/"
