"""The facts that two versions do not share, by value and by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nutgraf.compare.changes import Edit, FactChange, Line
from nutgraf.compare.lines import wording
from nutgraf.language.words import key
from nutgraf.model import Fact, FactKind, Reading, Span, Story

_MEASURED: Final = ("number", "date")
_STRAY_WORDS: Final = 3

Place = tuple[Span, Fact]
Mark = tuple[str, ...]


def facts_changed(before: Reading, after: Reading, lines: Iterable[Line]) -> tuple[FactChange, ...]:
    """Figures and dates that stand where others stood, then facts that came, then those that
    went, by their value; each group in the order of its story."""
    changed = _replaced(before, after, lines)
    now = {(one.kind, one.now) for one in changed}
    was = {(one.kind, one.was) for one in changed}
    added = (
        FactChange("added", fact.kind, None, span, None, _value(after.story, span, fact))
        for span, fact in _missing(after, before)
    )
    gone = (
        FactChange("gone", fact.kind, span, None, _value(before.story, span, fact), None)
        for span, fact in _missing(before, after)
    )
    return (
        *changed,
        *(one for one in added if (one.kind, one.now) not in now),
        *(one for one in gone if (one.kind, one.was) not in was),
    )


def _missing(reading: Reading, other: Reading) -> Iterator[Place]:
    """The facts of a reading that another one does not have, each where it is said best; a name
    that stands in the other's text is none of them, whatever it was taken for there."""
    held = {mark for fact in other.facts.items for mark in _offered(other.story, fact)}
    alone = [fact for fact in reading.facts.items if not held & _asked(reading.story, fact)]
    text = _padded(other.story.text) if alone else ""
    places = [
        (fact.spans[0], fact)
        for fact in alone
        if fact.kind in _MEASURED or _padded(reading.story[fact.spans[0]]) not in text
    ]
    return iter(sorted(places, key=lambda place: place[0]))


def _padded(text: str) -> str:
    """Words and signs between spaces: a name is found in a text as whole words only."""
    return f" {' '.join(wording(text))} "


def _offered(story: Story, fact: Fact) -> set[Mark]:
    """What tells that a story has a fact: its value, and its words to a fact without a value."""
    words = ("words", *_words(story, fact))
    if fact.value is None:
        return {words, ("no value", *_words(story, fact))}
    return {words, ("value", fact.kind, key(fact.value), _unit(story, fact))}


def _asked(story: Story, fact: Fact) -> set[Mark]:
    """What another story must offer if it has this fact too."""
    if fact.value is None:
        return {("words", *_words(story, fact))}
    value = ("value", fact.kind, key(fact.value), _unit(story, fact))
    return {value, ("no value", *_words(story, fact))}


def _words(story: Story, fact: Fact) -> Mark:
    return (fact.kind, key(story[fact.spans[0]]), _unit(story, fact))


def _unit(story: Story, fact: Fact) -> str:
    return key(story[fact.unit]) if fact.unit else ""


def _replaced(before: Reading, after: Reading, lines: Iterable[Line]) -> tuple[FactChange, ...]:
    """Figures and dates with another value where all around them is the same, each change once."""
    olds, news = _measured(before), _measured(after)
    found: dict[tuple[FactKind, str | None, str | None], FactChange] = {}
    for one, two in _same_places(lines):
        pairs = _pairs(before.story, after.story, _within(olds, one), _within(news, two))
        if pairs and _is_all(before.story, one, after.story, two, pairs):
            for change in (_change(before.story, after.story, *pair) for pair in pairs):
                if change.was != change.now:
                    found.setdefault((change.kind, change.was, change.now), change)
    return tuple(found.values())


def _same_places(lines: Iterable[Line]) -> Iterator[tuple[Span, Span]]:
    """Words of both versions with the same neighbours: edits, and sentences that are the same."""
    for line in lines:
        for edit in line.edits or (Edit(line.before, line.after),):
            if edit.before and edit.after:
                yield edit.before, edit.after


def _measured(reading: Reading) -> list[Place]:
    """Every place of a figure or a date, in order."""
    facts = (fact for fact in reading.facts.items if fact.kind in _MEASURED)
    return sorted(((span, fact) for fact in facts for span in fact.spans), key=lambda one: one[0])


def _within(places: Sequence[Place], span: Span) -> list[Place]:
    """The places that share words with a span."""
    at = bisect_left(places, span.start + 1, key=lambda one: one[0].end)
    found = []
    while at < len(places) and places[at][0].start < span.end:
        found.append(places[at])
        at += 1
    return found


def _pairs(
    before: Story, after: Story, olds: Sequence[Place], news: Sequence[Place]
) -> list[tuple[Place, Place]]:
    """One by one, if both hold facts of the same kinds and units in the same order."""
    if len(olds) != len(news):
        return []
    pairs = list(zip(olds, news, strict=True))
    return pairs if all(_comparable(before, after, *pair) for pair in pairs) else []


def _comparable(before: Story, after: Story, old: Place, new: Place) -> bool:
    units = {_unit(before, old[1]), _unit(after, new[1])} - {""}
    return old[1].kind == new[1].kind and len(units) < 2


def _is_all(
    before: Story, one: Span, after: Story, two: Span, pairs: Sequence[tuple[Place, Place]]
) -> bool:
    """Whether nothing else differs there, but for a few words such as "at least"."""
    if wording(before[one]) == wording(after[two]):
        return True
    strays = (
        _strays(before, one, [old[0] for old, _ in pairs]),
        _strays(after, two, [new[0] for _, new in pairs]),
    )
    return max(strays) <= _STRAY_WORDS


def _strays(story: Story, span: Span, facts: Sequence[Span]) -> int:
    """How many words of a span are not those of its facts."""
    inside = (Span(max(fact.start, span.start), min(fact.end, span.end)) for fact in facts)
    return len(wording(story[span])) - sum(len(wording(story[fact])) for fact in inside)


def _change(before: Story, after: Story, old: Place, new: Place) -> FactChange:
    was, now = _value(before, *old), _value(after, *new)
    return FactChange("changed", old[1].kind, old[0], new[0], was, now)


def _value(story: Story, span: Span, fact: Fact) -> str:
    """The normal value, or the words where there is none."""
    return fact.value or story[span]
