"""What was found in a document, as counts: the one form all benches of facts have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# How many were right, how many we gave, how many gold has.
Count = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A measured document: the part of the corpus it is in, a count by measure, what went wrong.

    `source` is a hash or the text of what was read, so that a figure can be tied to it.
    """

    set: str
    id: str
    counts: Mapping[str, Count]
    source: str = ""
    wrong: tuple[str, ...] = ()
