"""A story's words in order: what phrases are made of, and what stands beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from nutgraf.facts.lexicon import TITLES
from nutgraf.facts.quotes.speech import TIMES
from nutgraf.model import Span, Story

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'][^\W_]+|[-–&./][^\W_]+)*|''|``|[^\w\s]"
)
_SHORT: Final = frozenset(
    "jr sr st gov rep sen lt col gen sgt capt maj dr prof rev hon inc corp co ltd mass calif "
    "fla ariz ga pa va ill wis mich minn tex tenn ky la ala miss mo colo conn del ind kan md "
    "mont neb nev okla ore vt wash wyo".split()
)
_POSSESSIVE: Final = ("’s", "'s", "s’")


class Wording:
    """The words and marks of a story by number: `starts[i]`, `ends[i]`, `lows[i]` (lower case).

    `quoted[i]` tells whether word i stands between quote marks, the marks among them;
    `is_english` whether the rules of English sentences hold.
    """

    def __init__(self, story: Story, quoted: Sequence[Span]) -> None:
        self.story = story
        self.text = story.text
        found = [
            match.span()
            for block in story.body
            for match in _TOKEN.finditer(story.text, block.span.start, block.span.end)
        ]
        self.is_english = (story.language or "en").startswith("en")
        self._borders = [block.span.start for block in story.body]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]
        self.forms = [story.text[start:end] for start, end in found]
        self.lows = [form.lower() for form in self.forms]
        self.quoted = [False] * len(found)
        for span in quoted:
            for i in range(self.first(span.start), self.first(span.end)):
                self.quoted[i] = True

    def first(self, place: int) -> int:
        """The number of the first word that starts at or behind a place."""
        return bisect_left(self.starts, place)

    def span(self, first: int, past: int) -> Span:
        """The place of the words from `first` up to but not `past`."""
        return Span(self.starts[first], self.ends[past - 1])

    def together(self, first: int, past: int) -> bool:
        """Whether words stand in one block."""
        before = bisect_right(self._borders, self.starts[first])
        return before == bisect_right(self._borders, self.starts[past - 1])

    def bounds(self, span: Span) -> tuple[int, int]:
        """The numbers of a span's first word and of the first word behind it."""
        return self.first(span.start), self.first(span.end)

    def is_word(self, i: int) -> bool:
        """Whether word i is one, not a mark."""
        return self.forms[i][0].isalnum()

    def is_name(self, i: int) -> bool:
        """Whether word i begins with a capital."""
        return self.forms[i][0].isupper()

    def is_stop(self, i: int) -> bool:
        """Whether a full stop at i belongs to a title or an initial before it."""
        if self.forms[i] != "." or i == 0 or self.ends[i - 1] != self.starts[i]:
            return False
        before = self.lows[i - 1]
        return before in TITLES or before in _SHORT or (len(before) == 1 and self.is_name(i - 1))

    def in_name(self, i: int) -> bool:
        """Whether word i may be part of a name: a capital, no day or month, or a title's stop."""
        return (self.is_name(i) and self.lows[i] not in TIMES) or self.is_stop(i)

    def is_adverb(self, i: int) -> bool:
        """Whether word i is an adverb by its ending."""
        return self.lows[i].endswith("ly") and not self.is_name(i)

    def possesses(self, i: int) -> bool:
        """Whether word i is a possessive: "Reis’s", "the miners’"."""
        return self.lows[i].endswith(_POSSESSIVE)

    def find(self, mark: str, first: int, past: int) -> int | None:
        """The number of the first word or mark of one form, None where it is not there."""
        return next((i for i in range(first, past) if self.forms[i] == mark), None)
