"""Which words are names of what: the best way through the tags of each run of capitalised words.

A linear chain over thirteen tags (beginning, inside, end and single word of a person, an
organisation, a place; none of them); decoding after Viterbi (1967), in whole numbers. Runs are
scored by themselves, with the words around them as features.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from nutgraf.facts.names.lists import lists_of
from nutgraf.facts.names.memory import Memory
from nutgraf.facts.names.shapes import far, joint, near, own, word_of
from nutgraf.facts.names.tokens import Segment
from nutgraf.facts.names.weights import KINDS, TAGS, UNIT, Weights, scores_of, shipped
from nutgraf.model import FactKind

_LONGEST_PLACE: Final = 4
_LONGEST_RUN: Final = 60
# Fitted to wwnews: of names without a lead 55% are right, 32% more of those that lead by 20.
_EVEN, _PER_UNIT, _LEAST_SURE, _MOST_SURE = 0.55, 0.016, 0.5, 0.95


@dataclass(frozen=True, slots=True)
class Named:
    """A name found: its kind, its words in a segment (`last` inside), how sure, from 0 to 1."""

    kind: FactKind
    segment: int
    first: int
    last: int
    sureness: float = field(default=0.5, compare=False)


def tagged(segments: Sequence[Segment], memory: Memory) -> Iterator[Named]:
    """The names the model finds, in order."""
    weights = shipped()
    moves = moves_into(weights.moves)
    told: dict[str, int] = {}
    for number, segment in enumerate(segments):
        words = segment.words
        for first, past in runs_of(segment):
            marks = place_marks(words, first, past)
            scores = []
            for place in range(first, past):
                word = words[place]
                if word not in told:
                    told[word] = weights.sum_of(memory.of(word))
                beside_it = beside(words, place, memory, heading=segment.heading)
                more = weights.sum_of(beside_it + marks.get(place, []))
                scores.append(scores_of(_sum(weights, words, place) + told[word] + more))
            yield from _named(number, first, best_path(scores, moves), scores)


def runs_of(segment: Segment) -> Iterator[tuple[int, int]]:
    """The runs that are tagged at once; a longer one is cut."""
    for first, past in segment.runs:
        for start in range(first, past, _LONGEST_RUN):
            yield start, min(past, start + _LONGEST_RUN)


def features_of(segment: Segment, run: tuple[int, int], memory: Memory) -> list[list[str]]:
    """Every feature of every word of a run, as training sees them."""
    words = segment.words
    places = place_marks(words, *run)
    found = []
    for place in range(*run):
        around = _five(words, place)
        first, before, this, after, last = around
        found.append(
            [*own(this), *near(before, "-"), *near(after, "+"), *far(first, "<"), *far(last, ">")]
            + [*joint(around), *memory.of(this), *places.get(place, ())]
            + beside(words, place, memory, heading=segment.heading)
        )
    return found


def beside(words: Sequence[str], place: int, memory: Memory, *, heading: bool) -> list[str]:
    """What its place tells of a word, and what the document tells of its neighbours."""
    shape = word_of(words[place]).shape
    opens = not place or not words[place - 1][0].isalnum()
    before = memory.sign(words[place - 1]) if place else ""
    after = memory.sign(words[place + 1]) if place + 1 < len(words) else ""
    return [
        f"b{min(place, 1)}{int(opens)}{int(heading)}{shape}",
        f"B{before}|{shape}",
        f"A{after}|{shape}",
    ]


def place_marks(words: Sequence[str], first: int, past: int) -> dict[int, list[str]]:
    """Features of the words of a place of several words that stands in the lists."""
    found: dict[int, list[str]] = {}
    place = first
    while place < past:
        length, kinds = (
            _place_at(words, place, past) if "q" in word_of(words[place]).kinds else (1, "")
        )
        if kinds:
            for offset in range(length):
                found[place + offset] = [f"{'G' if offset else 'H'}{kinds}"]
        place += length
    return found


def _place_at(words: Sequence[str], place: int, past: int) -> tuple[int, str]:
    for length in range(min(_LONGEST_PLACE, past - place), 1, -1):
        phrase = " ".join(words[place : place + length]).lower()
        kinds = lists_of(phrase)
        if kinds:
            return length, kinds
    return 1, ""


def _five(words: Sequence[str], place: int) -> tuple[str, str, str, str, str]:
    count = len(words)
    return (
        words[place - 2] if place > 1 else "",
        words[place - 1] if place else "",
        words[place],
        words[place + 1] if place + 1 < count else "",
        words[place + 2] if place + 2 < count else "",
    )


def _sum(weights: Weights, words: Sequence[str], place: int) -> int:
    around = _five(words, place)
    first, before, this, after, last = around
    return (
        _sum_own(this) + _sum_near(before, "-") + _sum_near(after, "+")
        + _sum_far(first, "<") + _sum_far(last, ">") + weights.sum_of(joint(around))
    )  # fmt: skip


@lru_cache(maxsize=5_000)
def _sum_own(text: str) -> int:
    return shipped().sum_of(own(text))


@lru_cache(maxsize=5_000)
def _sum_near(text: str, place: str) -> int:
    return shipped().sum_of(near(text, place))


@lru_cache(maxsize=5_000)
def _sum_far(text: str, place: str) -> int:
    return shipped().sum_of(far(text, place))


def _may_follow(before: str, after: str) -> bool:
    """Whether the tags are whole names one after another."""
    inside = before[0] in "BI"
    if inside != (after[0] in "IE"):
        return False
    return not inside or before[2:] == after[2:]


_BEFORE: Final = tuple(
    tuple(b for b, before in enumerate(TAGS) if _may_follow(before, after)) for after in TAGS
)
_OPEN: Final = tuple(tag for tag, name in enumerate(TAGS) if name[0] not in "IE")
_CLOSED: Final = tuple(tag for tag, name in enumerate(TAGS) if name[0] not in "BI")
_WHOLE: Final = tuple(tag for tag in _OPEN if tag in _CLOSED)
_NEVER: Final = -(1 << 60)
Moves = Sequence[Sequence[tuple[int, int]]]
"""For each tag the tags that may stand before it, and how much speaks for that."""


def moves_into(moves: Sequence[Sequence[int]]) -> Moves:
    """The ways into each tag, from how much speaks for one tag after another."""
    return [[(b, moves[b][tag]) for b in before] for tag, before in enumerate(_BEFORE)]


def best_path(scores: Sequence[Sequence[int]], moves: Moves) -> list[int]:
    """The tags whose scores and moves add up to most; of equals the first."""
    if len(scores) == 1:
        return [max(_WHOLE, key=scores[0].__getitem__)]
    sums = [scores[0][tag] if tag in _OPEN else _NEVER for tag in range(len(TAGS))]
    came: list[list[int]] = []
    for row in scores[1:]:
        best, after = [], []
        for tag, ways in enumerate(moves):
            most, chosen = _NEVER << 1, 0
            for before, move in ways:
                if sums[before] + move > most:
                    most, chosen = sums[before] + move, before
            best.append(chosen)
            after.append(most + row[tag])
        sums = after
        came.append(best)
    path = [max(_CLOSED, key=sums.__getitem__)]
    for best in reversed(came):
        path.append(best[path[-1]])
    return path[::-1]


def _named(
    segment: int, first: int, path: Sequence[int], scores: Sequence[Sequence[int]]
) -> Iterator[Named]:
    start = 0
    for place, tag in enumerate(path):
        if TAGS[tag][0] in "BS":
            start = place
        if TAGS[tag][0] in "ES":
            kind = KINDS[(tag - 1) // 4]
            yield Named(
                kind, segment, first + start, first + place, _sureness(scores, start, place, kind)
            )


def _sureness(scores: Sequence[Sequence[int]], start: int, last: int, kind: FactKind) -> float:
    """The share of names right on news among those whose words lead so far over all else."""
    chosen, lead = KINDS.index(kind), 0
    for row in scores[start : last + 1]:
        best = [max(row[1 + 4 * k : 5 + 4 * k]) for k in range(len(KINDS))]
        lead += best.pop(chosen) - max(*best, row[0])
    mean = lead / (last - start + 1) / UNIT
    return round(min(_MOST_SURE, max(_LEAST_SURE, _EVEN + _PER_UNIT * mean)), 2)
