"""A story cut into segments of words as the tagger sees them, and where in them names may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.model import Block, Span, Story

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]\.(?= ?[^\W\d_])"
    r"|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Inc|Corp|Co|Ltd|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Cpl|Maj|Prof|Rev"
    r"|Hon|Ft|Mt|Bros|Messrs|Adm|Cmdr|Supt|Det|Insp|Univ|Dept|Assn|Pres|Sec|Atty)\."
    r"|\d+(?:[.,]\d+)+"
    r"|[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*"
    r"|['’][sS]\b"
    r"|\S"
)
LINKS: Final = frozenset(
    "of the and for de la le les du des van von der den del di da do dos das al el bin ibn y e zu "
    "ben abu ter ten in on to a at - – & ' ’ ’s 's /".split()
)
_MOST_LINKS: Final = 3
# Capitalised words cost most of the time: a page of nothing else is read less far.
_MOST_WORDS: Final = 100_000
_LONGEST_PIECE: Final = 20_000
_FEW_WORDS: Final = 4
_HEADING: Final = 0.6
_CUT: Final = re.compile(r"[\n\t]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or what stands between sentences: its words and where each begins and ends.

    `capitals` are the places of capitalised words, `runs` the runs of them in which names may
    stand; `heading` says that most words are capitalised, so that a capital says little.
    """

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    capitals: Sequence[int]
    runs: Sequence[tuple[int, int]]
    heading: bool

    def span(self, first: int, last: int) -> Span:
        """The place of the words from `first` to `last`, both inside."""
        return Span(self.starts[first], self.ends[last])


def segments_of(story: Story) -> Iterator[Segment]:
    """The segments of the body in order, up to some 50,000 words; code has none."""
    left = _MOST_WORDS
    for segment in _every_segment(story):
        left -= len(segment.words) + 4 * len(segment.capitals)
        if left < 0:
            return
        yield segment


def _every_segment(story: Story) -> Iterator[Segment]:
    starts = [sentence.span.start for sentence in story.sentences]
    place = 0
    for block in story.body:
        cuts = [block.span.start]
        while place < len(starts) and starts[place] < block.span.end:
            if starts[place] > cuts[-1]:
                cuts.append(starts[place])
            place += 1
        if block.kind != "code":
            yield from _segments(story.text, block, cuts)


def _segments(text: str, block: Block, cuts: Sequence[int]) -> Iterator[Segment]:
    for start, end in zip(cuts, [*cuts[1:], block.span.end], strict=True):
        for piece in _pieces(text, start, end):
            segment = _segment(text, piece)
            if segment.words:
                yield segment


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines and cells; of an endless one pieces of some pages."""
    for cut in (*_CUT.finditer(text, start, end), None):
        past = cut.start() if cut else end
        while past - start > _LONGEST_PIECE:
            space = text.find(" ", start + _LONGEST_PIECE // 2, start + _LONGEST_PIECE)
            middle = space if space > start else start + _LONGEST_PIECE
            yield Span(start, middle)
            start = middle
        yield Span(start, past)
        start = cut.end() if cut else end


def _segment(text: str, piece: Span) -> Segment:
    found = list(_TOKEN.finditer(text, piece.start, piece.end))
    words = [token[0] for token in found]
    ends = [token.end() for token in found]
    if words and len(words[-1]) > 2 and words[-1][-1] == "." and words[-1].count(".") == 1:  # noqa: PLR2004 - "Inc." ends a sentence
        words[-1] = words[-1][:-1]
        ends[-1] -= 1
    capitals = [
        place for place, word in enumerate(words) if word[0].isalpha() and word != word.lower()
    ]
    starts = [token.start() for token in found]
    runs = tuple(_windows(words, capitals))
    return Segment(words, starts, ends, capitals, runs, _is_heading(words, capitals))


def _is_heading(words: Sequence[str], capitals: Sequence[int]) -> bool:
    lettered = sum(word[0].isalpha() for word in words)
    return lettered >= _FEW_WORDS and len(capitals) > _HEADING * lettered


def is_capital(word: str) -> bool:
    """Whether a word has a capital anywhere: "Reis", "iPhone", "U.S."."""
    return word[0].isalpha() and word != word.lower()


def _windows(words: Sequence[str], capitals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, with the small words, hyphens and figures that may be within:
    nothing outside them is a name. First and one past the last word."""
    first = last = -1
    for place in capitals:
        if first < 0 or not _linked(words, last, place):
            if first >= 0:
                yield _widened(words, first, last)
            first = place
        last = place
    if first >= 0:
        yield _widened(words, first, last)


def _linked(words: Sequence[str], last: int, place: int) -> bool:
    return place - last <= _MOST_LINKS + 1 and all(
        word in LINKS or word[0].isdigit() for word in words[last + 1 : place]
    )


def _widened(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """A figure on either side may be part of the name, and what a hyphen joins: "Channel 4",
    "Suk-yeol"."""
    if first and words[first - 1][0].isdigit():
        first -= 1
    if (
        words[last + 1 : last + 2] == ["-"]
        and words[last + 2 : last + 3]
        and words[last + 2].isalpha()
    ):
        last += 2
    if last + 1 < len(words) and words[last + 1][0].isdigit():
        last += 1
    return first, last + 1
