"""Which parts of the text a fact already holds: no two dates or numbers share a word."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from nutgraf.model import Span


class Claims:
    """Disjoint spans, kept sorted."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def is_free(self, span: Span) -> bool:
        """Whether no part of a span is taken."""
        index = bisect_left(self._spans, span)
        before = index > 0 and self._spans[index - 1].end > span.start
        after = index < len(self._spans) and self._spans[index].start < span.end
        return not (before or after)

    def claim(self, span: Span) -> bool:
        """Take a span if no part of it is taken; whether it was."""
        if not self.is_free(span):
            return False
        insort(self._spans, span)
        return True
