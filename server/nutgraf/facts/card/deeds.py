"""What happened: the headline's predicate, then the lead's, each in a few words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nutgraf.facts.card.clauses import Clause, Word
from nutgraf.facts.card.opening import Line, Opening
from nutgraf.facts.card.verbs import (
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SMALL_ADVERBS,
    SUBORDINATORS,
    forms_of,
)
from nutgraf.model import Answer

_LITTLE: Final = 2
_ENOUGH: Final = 4
_LONGEST: Final = 8
_WHOLE: Final = 16
_STOPS: Final = frozenset(",;:—–-()!?…|")
_QUOTES: Final = frozenset("'\"‘’“”")
_LIGHT: Final = DETERMINERS | AUXILIARIES | MODALS | PREPOSITIONS | {"and", "to"}
_DANGLING: Final = DETERMINERS | frozenset(
    "and to or close next . , ? - for with from by of at against into".split()
)
_PARTING: Final = PREPOSITIONS - {"of"}
_LOCAL: Final = frozenset("in at near outside inside on".split())
_BORDERS: Final = SUBORDINATORS | (RELATIVES - {"that"})


def what(opening: Opening, who: Sequence[Answer]) -> tuple[Answer, ...]:
    """What the headline says that somebody did, then what the lead says.

    A clause is given without its subject where that is who the story is about; a headline without
    a verb is given as far as its first preposition that is no part of a name for the event.
    """
    actor = {word for one in who[:1] for word in _words_of(one.words(opening.story))}
    found = (_deed(line, actor - DETERMINERS) for line in opening.lines[:2])
    return tuple(answer for answer in found if answer)


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _deed(line: Line, actor: set[str]) -> Answer | None:
    told = line.place == "headline"
    if line.clause is None:
        return line.answer(0, _title_end(line.words), 0.5) if told else None
    first = _verb(line.clause)
    if not actor & set(line.said(*line.clause.subject).split()):
        first = line.clause.subject[0]
    end = _end(line.words, first, line.clause.verb + 1, whole=not told)
    if end == line.clause.verb + 1:
        first = line.clause.subject[0]
    elif first > 0 and line.words[first - 1].text in _QUOTES and _is_odd(line.words[first:end]):
        first -= 1
    return line.answer(first, end, 0.8 if told else 0.6)


def _title_end(words: Sequence[Word]) -> int:
    """Where a headline without a verb ends: at a comma or a conjunction once something is said; one
    with a quotation is given whole."""
    if any(word.text in _QUOTES for word in words):
        return len(words)
    stops = (at for at, word in enumerate(words) if at >= _ENOUGH
             and (word.text in _STOPS or word.low in _BORDERS))  # fmt: skip
    return next(stops, len(words))


def _verb(clause: Clause) -> int:
    """The verb or the adverbs before it."""
    first = clause.verb
    while first - 1 > clause.subject[0] and _adverb(clause.words[first - 1]):
        first -= 1
    return first


def _adverb(word: Word) -> bool:
    return word.low in SMALL_ADVERBS or word.low.endswith("ly")


def _end(words: Sequence[Word], first: int, least: int = 0, *, whole: bool = False) -> int:
    """Where the deed ends: at a comma, at "after", "as" or "while"; unless the `whole` of it is
    asked for, at a preposition too once enough is said."""
    at = max(first + 1, least)
    last = min(len(words), at + _WHOLE)
    while at < last and not _borders(words, first, at):
        if not whole and words[at].low in _PARTING and _said_enough(words, first, at):
            break
        at += 1
    while at > max(first + 1, least) and words[at - 1].low in _DANGLING:
        at -= 1
    return at - 1 if at > first + 1 and _opens(words[first:at]) else at


def _borders(words: Sequence[Word], first: int, at: int) -> bool:
    word = words[at]
    if word.text == "," and at - first < _ENOUGH:
        return at + 1 >= len(words) or words[at + 1].capital or _border(words[at + 1])
    if word.text in _STOPS or (word.low in SUBORDINATORS and word.low not in PREPOSITIONS):
        return True
    return word.low in _BORDERS and at > first + 1


def _opens(words: Sequence[Word]) -> bool:
    """Whether the last word is a quote mark without its partner."""
    return words[-1].text in _QUOTES and _is_odd(words)


def _is_odd(words: Sequence[Word]) -> bool:
    return sum(word.text in _QUOTES for word in words) % 2 == 1


def _said_enough(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a verb and what it needs stand before a preposition: two words before the place of
    the event, else four, or what comes would make the deed too long."""
    if words[at].low == "to" and _is_infinitive(words, at) and at - first < _LONGEST:
        return False
    said = sum(word.low not in _LIGHT for word in words[first:at])
    past = at + 1
    while past < len(words) and words[past].text not in _STOPS and not _border(words[past]):
        past += 1
    if "N" in forms_of(words[at - 1].low):
        return False
    placed = words[at].low in _LOCAL and any(word.capital for word in words[at + 1 : past])
    return said >= _LITTLE and (placed or said >= _ENOUGH or past - first > _LONGEST)


def _is_infinitive(words: Sequence[Word], at: int) -> bool:
    after = words[at + 1].low if at + 1 < len(words) else ""
    return "B" in forms_of(after) or after == "be"


def _border(word: Word) -> bool:
    return word.low in PREPOSITIONS | SUBORDINATORS | {"and", "or"}
