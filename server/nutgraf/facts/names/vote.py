"""One document, one meaning: every mention of a name has the kind most of its mentions have.

A surname alone is of the kind of the full name it ends, and a name found once is found wherever
its words stand again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from nutgraf.facts.names.memory import Memory
from nutgraf.facts.names.reach import extended
from nutgraf.facts.names.shapes import word_of
from nutgraf.facts.names.tagger import Named
from nutgraf.facts.names.tokens import Segment
from nutgraf.model import FactKind

_LONGEST: Final = 7
_MOST_ALIKE: Final = 40
_PLACE_KINDS: Final = frozenset("cb")


def voted(segments: Sequence[Segment], named: Sequence[Named], memory: Memory) -> list[Named]:
    """The names after the vote, with those repeats added that the model missed; in order."""
    named = _widened(segments, named)
    kinds = _kinds(segments, named)
    found = [replace(name, kind=kinds[surface(segments, name)]) for name in named]
    found += _missed(segments, found, memory)
    return sorted(found, key=lambda name: (name.segment, name.first))


def _widened(segments: Sequence[Segment], named: Sequence[Named]) -> list[Named]:
    """Names where more words of a longer name of the document stand than were found."""
    longer: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in named:
        words = tuple(segments[name.segment].words[name.first : name.last + 1])
        for key in {words[0]: 0, words[-1]: 0} if 1 < len(words) <= _LONGEST else ():
            if len(longer[key]) < _MOST_ALIKE and words not in longer[key]:
                longer[key].append(words)
    found: list[Named] = []
    for name in named:
        past = found[-1].last if found and found[-1].segment == name.segment else -1
        wide = _longest_around(segments[name.segment].words, name, longer)
        if name.last > past:
            found.append(wide if wide.first > past else name)
    return found


def _longest_around(
    words: Sequence[str], name: Named, longer: Mapping[str, Sequence[tuple[str, ...]]]
) -> Named:
    best = name
    for full in longer.get(words[name.first], ()):
        past = name.first + len(full)
        if past - 1 > best.last and tuple(words[name.first : past]) == full:
            best = replace(best, last=past - 1)
    for full in longer.get(words[best.last], ()):
        first = best.last + 1 - len(full)
        if 0 <= first < best.first and tuple(words[first : best.last + 1]) == full:
            best = replace(best, first=first)
    return best


def surface(segments: Sequence[Segment], name: Named) -> tuple[str, ...]:
    """The words of a name, lower-cased."""
    words = segments[name.segment].words[name.first : name.last + 1]
    return tuple(word.lower() for word in words)


def _kinds(segments: Sequence[Segment], named: Sequence[Named]) -> dict[tuple[str, ...], FactKind]:
    votes: dict[tuple[str, ...], dict[FactKind, float]] = defaultdict(lambda: defaultdict(float))
    for name in named:
        votes[surface(segments, name)][name.kind] += 1 + round(name.sureness, 2)
    kinds = {words: max(votes[words], key=votes[words].__getitem__) for words in votes}
    surnames = {words[-1] for words, kind in kinds.items() if kind == "person" and len(words) > 1}
    for words, kind in kinds.items():
        alone = len(words) == 1 and words[0] in surnames
        if alone and kind != "person" and not _is_place(words[0]):
            kinds[words] = "person"
    return kinds


def _is_place(word: str) -> bool:
    return bool(_PLACE_KINDS & set(word_of(word).kinds))


def _missed(segments: Sequence[Segment], named: Sequence[Named], memory: Memory) -> Iterator[Named]:
    known = _worth_looking_for(segments, named, memory)
    taken = {(n.segment, place) for n in named for place in range(n.first, n.last + 1)}
    for number, segment in enumerate(segments):
        past = 0
        for place in segment.capitals:
            if place < past or (number, place) in taken:
                continue
            length = _length_at(segment.words, place, known)
            if length and not any((number, place + n) in taken for n in range(length)):
                past = place + length
                found = Named(known[tuple(segment.words[place:past])], number, place, past - 1)
                whole = extended(segment, found)
                yield found if (number, whole.first) in taken else whole


def _length_at(words: Sequence[str], place: int, known: Mapping[tuple[str, ...], FactKind]) -> int:
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        if tuple(words[place : place + length]) in known:
            return length
    return 0


def _worth_looking_for(
    segments: Sequence[Segment], named: Sequence[Named], memory: Memory
) -> dict[tuple[str, ...], FactKind]:
    """Names as written; a single word only if it never stands in small letters."""
    known: dict[tuple[str, ...], FactKind] = {}
    counts: Counter[str] = Counter()
    for name in named:
        words = tuple(segments[name.segment].words[name.first : name.last + 1])
        last, small = words[-1], memory.is_small(words[-1])
        if len(words) > 1:
            known.setdefault(words, name.kind)
            if name.kind == "person" and not small and not _is_place(last):
                known.setdefault(words[-1:], "person")
        else:
            counts[last] += 1
            if not small and 2 * counts[last] >= memory.seen_inside(last):
                known.setdefault(words, name.kind)
    return known
