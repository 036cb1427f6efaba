"""A text with the names that people or a teacher marked in it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.quality.columns import Name


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its names, from gold or a teacher."""

    text: str
    names: tuple[Name, ...]
