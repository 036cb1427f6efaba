"""Whose verb it is: the subject of a verb of speech, of a clause, of a sentence."""

from __future__ import annotations

import re
from typing import Final

from nutgraf.facts.quotes.phrases import (
    Phrase,
    may_speak,
    phrase_ending,
    phrase_starting,
)
from nutgraf.facts.quotes.speech import (
    BETWEEN,
    DETERMINERS,
    INVERTED,
    NOUNS_TOO,
    PREPOSITIONS,
    PRONOUNS,
    REPORTED,
    SAID,
    TIMES,
)
from nutgraf.facts.quotes.wording import Wording

_ASIDE_WORDS: Final = 45
_ASIDES: Final = 3
_CLAUSE_WORDS: Final = 80
_LEAD_INS: Final = 6
_SPELL_WORDS: Final = 7
_PARTY: Final = re.compile(r"[drilm]-[\w.-]+|\d{1,3}")
_OPENING: Final = frozenset(
    "but and so yet then meanwhile however still also instead nevertheless nonetheless "
    "moreover furthermore additionally back just only even later earlier today yesterday "
    "indeed overall though now".split()
)
_LEADING: Final = PREPOSITIONS | frozenset(
    "as when while after before since if although though because once until following "
    "according amid besides unlike like given citing asked pressed speaking".split()
)
_ASIDE: Final = frozenset(
    "a an the one who which whose whom former himself herself speaking referring citing also then "
    "both in at on of from with".split()
)
_CLAUSES: Final = frozenset(
    "as while when after before if because since although though but and".split()
)
_SPELLS: Final = TIMES | frozenset(
    "day days weeks months years hour hours minute minutes moment moments decade decades time "
    "later earlier ago".split()
)
_JOINED: Final = frozenset("and but or by not then also".split())
_POSSESSING: Final = frozenset("the a an his her their its these those my our your".split())
_NOUN_BEFORE: Final = frozenset("of this that in any no for and with by".split())
_PASSIVE: Final = ("was", "were", "been", "is", "being")


def is_cue(w: Wording, i: int, floor: int) -> bool:
    """Whether word i is a verb of speech in use: no noun, no part of a name."""
    low = w.lows[i]
    if low not in SAID or (w.is_name(i) and i > floor):
        return False
    if i == floor:
        return True
    if w.lows[i - 1] in _POSSESSING or w.possesses(i - 1):
        return False
    return low not in NOUNS_TOO or w.lows[i - 1] not in _NOUN_BEFORE


def past_adverbs(w: Wording, at: int, limit: int) -> int:
    """The first word from `at` on that is no adverb and no auxiliary."""
    while at < limit and (w.lows[at] in BETWEEN or w.is_adverb(at)):
        at += 1
    return at


def speaker_of(w: Wording, verb: int, floor: int, limit: int) -> Phrase | None:
    """Whose verb of speech it is in a sentence from `floor` to `limit`: "asked by the host" is
    the host's, "was asked" nobody's, "said Ana Reis" hers."""
    if _opens(w, verb, floor):
        after = phrase_starting(w, past_adverbs(w, verb + 1, limit), limit)
        if verb == floor or (after and w.lows[verb] in INVERTED):
            return after if w.lows[verb] in INVERTED else None
    elif w.lows[verb].endswith(("ed", "told")) and w.lows[verb - 1] in _PASSIVE:
        by = verb + 2 < limit and w.lows[verb + 1] == "by"
        return phrase_starting(w, verb + 2, limit) if by else None
    return subject_of(w, verb, floor)


def _opens(w: Wording, verb: int, floor: int) -> bool:
    """Whether nothing but a quote and its comma stands before a verb."""
    before = verb - 1
    while before > floor and w.forms[before] == ",":
        before -= 1
    return verb == floor or w.quoted[before]


def subject_of(w: Wording, verb: int, floor: int) -> Phrase | None:
    """Who a verb belongs to: the phrase right before it, else the clause's own subject."""
    before = w.lows[verb - 1]
    if before == "to" and verb - 2 > floor and w.is_word(verb - 2):
        near = subject_before(w, verb - 2, floor)
        return near if near and may_speak(w, near) else clause_subject(w, floor, verb)
    comma = w.lows[verb].endswith("ing") and before in ",—–"
    near = None
    if before not in _JOINED and not w.quoted[verb - 1] and not comma:
        near = subject_before(w, verb, floor)
        if near and w.lows[near.first] != "it" and _whole(w, near):
            return near
    return clause_subject(w, floor, verb) or near


def _whole(w: Wording, phrase: Phrase) -> bool:
    """Whether a phrase is one, not a word or two that happen to stand there."""
    first, last = w.lows[phrase.first], w.lows[phrase.past - 1]
    return first in DETERMINERS or first in PRONOUNS or last.endswith("s") or may_speak(w, phrase)


def clause_subject(w: Wording, floor: int, past: int) -> Phrase | None:
    """The subject of a sentence's words up to `past`: who speaks in it last, else its own."""
    for i in range(past - 1, max(floor, past - _CLAUSE_WORDS), -1):
        finite = w.lows[i] in REPORTED and not w.lows[i].endswith("ing")
        if finite and not w.quoted[i] and is_cue(w, i, floor):
            inverted = w.lows[i] in INVERTED and (w.quoted[i - 1] or w.forms[i - 1] == ",")
            after = phrase_starting(w, i + 1, past) if inverted else None
            found = after or subject_before(w, i, floor)
            if found:
                return found
    start = floor
    while start < past and (w.quoted[start] or w.forms[start] == ","):
        start += 1
    return sentence_subject(w, start, past)


def sentence_subject(w: Wording, at: int, limit: int) -> Phrase | None:
    """The subject of the sentence that starts at a word, past what leads into it."""
    start: int | None = at
    for _ in range(_LEAD_INS):
        further = _past_lead(w, start, limit) if start is not None else None
        if further == start:
            break
        start = further
    if start is None:
        return None
    phrase = phrase_starting(w, start, limit)
    if phrase is None or phrase.past + 1 >= limit or w.forms[phrase.past] != ",":
        return phrase
    behind = phrase.past + 1
    named = w.lows[behind] in PRONOUNS or w.in_name(behind)
    return (phrase_starting(w, behind, limit) if named else None) or phrase


def _past_lead(w: Wording, at: int, limit: int) -> int | None:
    """The place behind one thing that leads into a sentence, `at` where nothing does, None where
    the sentence is nothing else."""
    if at >= limit:
        return None
    low = w.lows[at]
    named = at + 1 < limit and w.in_name(at + 1)
    if low in _OPENING or low == "," or (low.endswith("ly") and not named):
        return at + 1
    if low in _LEADING or (low.endswith(("ing", "ed")) and not named):
        comma = w.find(",", at, limit)
        return None if comma is None else comma + 1
    comma = w.find(",", at, min(limit, at + _SPELL_WORDS))
    spell = comma is not None and any(w.lows[i] in _SPELLS for i in range(at, comma))
    return comma + 1 if comma is not None and spell else at


def subject_before(w: Wording, at: int, floor: int) -> Phrase | None:
    """The phrase to which a verb at `at` belongs, looking left past adverbs, auxiliaries and
    asides between commas; None where none stands there."""
    past = _before_verb(w, at, floor)
    for _ in range(_ASIDES):
        outside = _past_aside(w, past, floor)
        if outside == past:
            break
        past = _before_verb(w, outside, floor)
    return phrase_ending(w, past, floor)


def _before_verb(w: Wording, at: int, floor: int) -> int:
    """The place left of a verb's adverbs, auxiliaries and "on Wednesday"."""
    while at > floor and (w.lows[at - 1] in BETWEEN or w.lows[at - 1].endswith("ly")):
        at -= 1
    start = at
    while at > floor and w.lows[at - 1] in TIMES:
        at -= 1
    while start > at > floor and w.lows[at - 1] in ("on", "last", "this", "early", "late", "that"):
        at -= 1
    return at


def _past_aside(w: Wording, past: int, floor: int) -> int:
    """The place before a parenthesis or an apposition that ends at `past`."""
    if past <= floor:
        return past
    mark = w.forms[past - 1]
    if mark == ")":
        found = _opener(w, past - 1, floor, "(")
    elif mark in "—–":
        found = _opener(w, past - 1, floor, "—–")
    else:
        found = _first_comma(w, past - 1, floor) if mark == "," else None
    return past if found is None else found


def _first_comma(w: Wording, last: int, floor: int) -> int | None:
    """The comma behind the subject: the nearest that no further aside ends at."""
    comma = _opener(w, last, floor, ",")
    while comma is not None and (further := _opener(w, comma, floor, ",")) is not None:
        before = _opener(w, further, floor, ",")
        start = floor if before is None else before + 1
        if not _like_aside(w, further + 1) or w.lows[start] in _LEADING:
            break
        comma = further
    return comma


def _like_aside(w: Wording, i: int) -> bool:
    """Whether what starts at word i may be an apposition or a relative clause."""
    low = w.lows[i]
    if low in _CLAUSES:
        return False
    return low in _ASIDE or bool(_PARTY.fullmatch(low)) or (w.is_word(i) and not w.is_name(i))


def _opener(w: Wording, i: int, floor: int, marks: str) -> int | None:
    """The number of the nearest of some marks before word i, in the same sentence."""
    for j in range(i - 1, max(floor, i - _ASIDE_WORDS) - 1, -1):
        if len(w.forms[j]) == 1 and w.forms[j] in marks:
            return j
        if w.forms[j] in ".;:?!" and not w.is_stop(j):
            return None
    return None
