"""The nouns of a comparison. Every span points into the story of its own version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nutgraf.model import FactKind, Span

LineChange = Literal["same", "moved", "changed", "added", "gone"]
Change = Literal["added", "changed", "gone"]
HeadName = Literal["headline", "dek", "byline", "dateline", "published", "updated"]


@dataclass(frozen=True, slots=True)
class HeadChange:
    """A field of the story's head that differs: its words or dates, none where it has none."""

    name: HeadName
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a changed sentence and what stands in their place: one side is None where words
    only went or only came."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a line of a table or of code, in one version or both.

    `before` is None for one that was added, `after` for one that is gone. `edits`, in order, are
    those of a changed one.
    """

    change: LineChange
    before: Span | None
    after: Span | None
    edits: tuple[Edit, ...] = ()

    @property
    def gone(self) -> tuple[Span, ...]:
        """The words of the earlier sentence that the later one does not have."""
        return tuple(edit.before for edit in self.edits if edit.before)

    @property
    def added(self) -> tuple[Span, ...]:
        """The words of the later sentence that the earlier one did not have."""
        return tuple(edit.after for edit in self.edits if edit.after)


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that only one version has, or a figure or date that stands where another one stood.

    `was` and `now` are the normal values, the fact's own words where it has none; `before` and
    `after` are the places that say it best, for a changed one those that stand in the same place.
    """

    change: Change
    kind: FactKind
    before: Span | None
    after: Span | None
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that only one version has, or one with other words or another speaker.

    The spans are those of the quoted words and of the speaker's name; no speaker, no name.
    """

    change: Change
    before: Span | None
    after: Span | None
    speaker_before: Span | None = None
    speaker_after: Span | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a later version of a page says that the earlier one did not, and the other way round.

    `lines` are all sentences of both, in the order of the later version, each one that is gone
    behind the one it followed; the rest holds differences only.
    """

    head: tuple[HeadChange, ...] = ()
    lines: tuple[Line, ...] = ()
    facts: tuple[FactChange, ...] = ()
    quotes: tuple[QuoteChange, ...] = ()

    @property
    def changes(self) -> tuple[Line, ...]:
        """The lines that are not the same in both versions."""
        return tuple(line for line in self.lines if line.change != "same")

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.head or self.changes or self.facts or self.quotes)
