"""Noun phrases: the one that ends before a word, the one that starts at a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nutgraf.facts.lexicon import ROLES
from nutgraf.facts.quotes.speech import (
    ATTACHING,
    BETWEEN,
    DETERMINERS,
    JOINS,
    PREPOSITIONS,
    PRONOUNS,
    SAID,
)
from nutgraf.facts.quotes.wording import Wording

_NOUN_WORDS: Final = 12
_ROLE_WORDS: Final = 5
_STAFF_WORDS: Final = 4
_PARTICLES: Final = frozenset("de la van von der den del di da al bin ibn dos du le el".split())
_OF_AND_FOR: Final = frozenset("of for at from with".split())
_BEFORE_DETERMINER: Final = _OF_AND_FOR | DETERMINERS


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: the numbers of its first word and of the word past it."""

    first: int
    past: int

    def __len__(self) -> int:
        return self.past - self.first


def is_pronoun(w: Wording, phrase: Phrase) -> bool:
    """Whether a phrase is a pronoun and nothing else."""
    return len(phrase) == 1 and w.lows[phrase.first] in PRONOUNS


def may_speak(w: Wording, phrase: Phrase) -> bool:
    """Whether a phrase names somebody: a name, a person's pronoun, a role."""
    if is_pronoun(w, phrase):
        return w.lows[phrase.first] not in ("it", "you")
    words = range(phrase.first, phrase.past)
    return w.is_name(phrase.past - 1) or any(w.lows[i] in ROLES for i in words)


def phrase_ending(w: Wording, past: int, floor: int) -> Phrase | None:
    """The noun phrase whose last word stands right before `past`, from `floor` on; what a
    relative pronoun stands for."""
    last = past - 1
    while last >= floor and w.forms[last] in "'’":
        last -= 1
    if last < floor or w.quoted[last]:
        return None
    low = w.lows[last]
    if low in ("who", "which"):
        comma = last > floor and w.forms[last - 1] == ","
        return phrase_ending(w, last - comma, floor)
    if low in PRONOUNS:
        return Phrase(last, past)
    if not (w.is_word(last) or w.is_stop(last)) or low in JOINS or low in PREPOSITIONS:
        return None
    return _name_ending(w, past, floor) if w.in_name(last) else _noun_ending(w, past, floor)


def _name_ending(w: Wording, past: int, floor: int) -> Phrase:
    """A phrase that ends in a name; "a spokesman for Ana Reis" is the spokesman."""
    first = _run_start(w, past, floor)
    outer = _obtained_by(w, first, floor)
    if outer:
        return outer
    before = first - 1
    if before > floor and w.lows[before] in ATTACHING and is_noun(w, before - 1):
        head = _noun_ending(w, before, floor)
        if head and (w.lows[head.first] in DETERMINERS or _has_role(w, head)):
            return Phrase(head.first, past)
    the = before >= floor and w.lows[before] == "the"
    return Phrase(first - the, past)


def _obtained_by(w: Wording, first: int, floor: int) -> Phrase | None:
    """`A letter obtained by the Post`: the letter."""
    before = first - 1 - (first - 1 > floor and w.lows[first - 1] in ("the", "a", "an"))
    if before <= floor + 1 or w.lows[before] != "by":
        return None
    return (
        phrase_ending(w, before - 1, floor) if w.lows[before - 1].endswith(("ed", "en")) else None
    )


def _has_role(w: Wording, phrase: Phrase) -> bool:
    return any(w.lows[i] in ROLES for i in range(phrase.first, phrase.past))


def _run_start(w: Wording, past: int, floor: int) -> int:
    """Where the run of names that ends before `past` starts."""
    first = past - 1
    while first > floor:
        if w.in_name(first - 1) and w.lows[first - 1] not in JOINS and not w.quoted[first - 1]:
            first -= 1
        elif w.lows[first - 1] in _PARTICLES and first - 1 > floor and w.in_name(first - 2):
            first -= 2
        else:
            break
    low = w.lows[first]
    opener = low in JOINS or low in PREPOSITIONS or low in DETERMINERS
    return first + (opener and first + 1 < past)


def is_noun(w: Wording, i: int) -> bool:
    """Whether word i may be a common noun, as far as it is nothing else we know."""
    low = w.lows[i]
    known = (JOINS, PREPOSITIONS, BETWEEN, PRONOUNS, SAID)
    return w.is_word(i) and not w.is_name(i) and not any(low in words for words in known)


def _noun_ending(w: Wording, past: int, floor: int) -> Phrase | None:
    """A phrase that ends in a common noun: from its determiner, or the words that may belong."""
    first = past
    while first > floor and past - first < _NOUN_WORDS:
        i = first - 1
        if w.lows[i] in DETERMINERS:
            attached = i - 1 > floor and w.lows[i - 1] in ATTACHING and is_noun(w, i - 2)
            first = i - attached
            if not attached:
                break
        elif is_noun(w, i) or w.in_name(i) or (first < past and _joins_nouns(w, i, floor)):
            first = i
        else:
            break
    return Phrase(first, past) if first < past else None


def _joins_nouns(w: Wording, i: int, floor: int) -> bool:
    return w.lows[i] in ("of", "for") and i > floor and (is_noun(w, i - 1) or w.in_name(i - 1))


def phrase_starting(w: Wording, at: int, limit: int) -> Phrase | None:
    """The noun phrase that starts at a word: with titles, roles before a name, "of …" behind."""
    while at < limit and w.is_adverb(at):
        at += 1
    if at >= limit or w.quoted[at] or not w.is_word(at):
        return None
    low = w.lows[at]
    if low in PRONOUNS:
        return Phrase(at, at + 1)
    if low in JOINS or low in PREPOSITIONS or (low in BETWEEN and low not in DETERMINERS):
        return None
    past = _noun_past(w, at, limit)
    return Phrase(at, past) if past > at else None


def _noun_past(w: Wording, at: int, limit: int) -> int:
    """How far a phrase goes on: its last noun or name, "of" and "for" and what they hold."""
    past = i = at
    named = False
    while i < limit and not w.quoted[i]:
        if w.in_name(i):
            named, past = True, i + 1
        elif not _links(w, i, past, limit, named=named):
            if i > at and w.lows[i] in DETERMINERS and w.lows[i - 1] not in _BEFORE_DETERMINER:
                break
            if not _continues(w, i, limit, named=named):
                break
            past = i + 1
        i += 1
    return past


def _links(w: Wording, i: int, past: int, limit: int, *, named: bool) -> bool:
    """Whether word i ties what follows to the phrase: "of", a name's particle."""
    low = w.lows[i]
    if low in _OF_AND_FOR and past == i:
        return low == "of" or not named
    return low in _PARTICLES and named and i + 1 < limit and w.in_name(i + 1)


def _continues(w: Wording, i: int, limit: int, *, named: bool) -> bool:
    """Whether a common word goes on with the phrase: behind a name only on the way to another, or
    to a verb of speech."""
    if w.lows[i] in SAID or not (is_noun(w, i) or w.lows[i] in DETERMINERS):
        return False
    return not named or w.possesses(i - 1) or _name_soon(w, i, limit) or _verb_soon(w, i, limit)


def _name_soon(w: Wording, i: int, limit: int) -> bool:
    """Whether a role stands between two names: "Halden council leader Ana Reis"."""
    for j in range(i, min(limit, i + _ROLE_WORDS)):
        if w.in_name(j):
            return any(w.lows[k] in ROLES for k in range(i, j))
        if not (is_noun(w, j) or w.lows[j] == "of"):
            return False
    return False


def _verb_soon(w: Wording, i: int, limit: int) -> bool:
    """Whether common nouns behind a name lead to a verb of speech: "Halden council staff said"."""
    for j in range(i, min(limit, i + _STAFF_WORDS)):
        if w.lows[j] in SAID:
            return j > i
        if not is_noun(w, j):
            return False
    return False
