"""Indirect speech: what somebody says, asks for or holds, in the reporter's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nutgraf.facts.quotes.attribution import Said, speaker_at
from nutgraf.facts.quotes.phrases import Phrase, phrase_starting
from nutgraf.facts.quotes.speech import INVERTED, JOINS, PREPOSITIONS, REPORTED, TIMES
from nutgraf.facts.quotes.stands import (
    AUXILIARIES,
    NOUNS,
    STANDS,
    TELLING,
    is_clause,
    is_finite,
    link_behind,
)
from nutgraf.facts.quotes.subjects import clause_subject, is_cue, past_adverbs, subject_before
from nutgraf.facts.quotes.wording import Wording
from nutgraf.model import Span

_LEAST_WORDS: Final = 2
# A longer sentence is no sentence, and would be looked through once a verb.
_MOST_WORDS: Final = 250
_LEAST_PLAIN: Final = 4
_HEARER_WORDS: Final = 10
_THAT_WORDS: Final = 6
_OPENING_WORDS: Final = 8
_SHORT_WORDS: Final = 7
_LEAST_CONTENT: Final = 3
_TOLD: Final = frozenset("told tells telling assured assures".split())
_PLAIN: Final = frozenset("said says say".split())
_NO_CLAUSE: Final = PREPOSITIONS | JOINS | frozenset("so yes no goodbye".split())
_HEARERS: Final = frozenset("reporters them me us him".split())
_WHEN: Final = TIMES | frozenset("earlier later last this then".split())
_CUTS: Final = frozenset("saying adding according which while but".split())
_NO_VERB: Final = frozenset("the a an his her their its of these those no any".split())
_NO_SUBJECT: Final = frozenset("to by not of for with was were been being when if".split())
_AFTER_OBJECT: Final = frozenset(
    "in on at during after before last this when while because since by over as with monday "
    "tuesday wednesday thursday friday saturday sunday and but".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: its place, the cue, and the phrase that speaks, None where none is named."""

    content: Span
    cue: Span
    phrase: Phrase | None


def told_in(w: Wording) -> Iterator[Told]:
    """Every piece of indirect speech in English, in order; words between quote marks are no part
    of one."""
    if not w.is_english:
        return
    for sentence in w.story.sentences:
        first, past = w.bounds(sentence.span)
        while past > first and not w.is_word(past - 1):
            past -= 1
        if _LEAST_WORDS < past - first <= _MOST_WORDS:
            yield from _in_sentence(w, first, past)


def _in_sentence(w: Wording, first: int, end: int) -> Iterator[Told]:
    whole = _by_lead(w, first, end) or _by_tail(w, first, end) or _by_insert(w, first, end)
    if whole:
        yield whole
        return
    at = first + 1
    while at < end:
        found = _by_cue(w, at, first, end)
        if found:
            yield found
        at = w.first(found.content.end) if found else at + 1


def _by_lead(w: Wording, first: int, end: int) -> Told | None:
    """`According to the mayor, …`."""
    if w.lows[first] != "according" or first + 2 >= end or w.lows[first + 1] != "to":
        return None
    phrase = phrase_starting(w, first + 2, end)
    comma = w.find(",", first + 2, end)
    if phrase is None or comma is None or comma < phrase.past or end - comma <= _LEAST_WORDS:
        return None
    return _told(w, (comma + 1, end), w.span(first, first + 2), phrase)


def _by_tail(w: Wording, first: int, end: int) -> Told | None:
    """`…, the mayor said.`, `… according to the mayor.`"""
    for last in range(end - 2, first + _LEAST_WORDS, -1):
        bare = w.lows[last + 1] == "according" and w.is_word(last)
        if w.quoted[last] or not (bare or w.forms[last] == ","):
            continue
        said = _reporting(w, last + 1, end)
        stop = last + bare
        if said is None or said.cue is None or not _ends_with(w, said, end):
            continue
        if w.lows[first] not in PREPOSITIONS or is_finite(w, first, stop):
            return _told(w, (first, stop), said.cue, said.phrase)
    return None


def _reporting(w: Wording, at: int, end: int) -> Said | None:
    """A speaker and a verb that reports, from a word on."""
    said = speaker_at(w, at, end)
    if said is None or said.cue is None or said.phrase is None:
        return None
    reports = said.rule == "according" or w.lows[w.first(said.cue.start)] in REPORTED
    return said if reports else None


def _past(w: Wording, said: Said) -> int:
    """The word behind a cue and its speaker."""
    cue = w.first(said.cue.end) if said.cue else 0
    return max(cue, said.phrase.past) if said.phrase else cue


def _ends_with(w: Wording, said: Said, end: int) -> bool:
    """Whether what follows a speaker only says when, where or to whom, or is a source's."""
    at = _past(w, said)
    if said.rule == "according" or at >= end:
        return True
    if w.find(",", at, end) is not None:
        return False
    if w.lows[at] in _HEARERS:
        return end - at == 1
    opens = (w.lows[at] in PREPOSITIONS and w.lows[at] != "to") or w.lows[at] in _WHEN
    return opens and end - at <= _HEARER_WORDS


def _by_insert(w: Wording, first: int, end: int) -> Told | None:
    """`The roof, the mayor said, will hold.`: what stands behind the speaker; in `The roof will
    hold, said the mayor, who …`, what stands before."""
    for comma in range(first + 1, end - _LEAST_WORDS):
        if w.forms[comma] != "," or w.quoted[comma]:
            continue
        said = _reporting(w, comma + 1, end)
        past = _past(w, said) if said else end
        if said is None or said.cue is None or said.phrase is None or past >= end:
            continue
        if w.forms[past] != ",":
            continue
        if said.phrase.first > w.first(said.cue.start):
            return _told(w, (first, comma), said.cue, said.phrase)
        if past + 1 < end and w.lows[past + 1] in REPORTED:
            return None  # "…, she said, adding that …" tells two things, each by its own verb
        if comma - first <= _OPENING_WORDS or is_finite(w, past + 1, end):
            return _told(w, (past + 1, end), said.cue, said.phrase)
    return None


def _by_cue(w: Wording, at: int, first: int, end: int) -> Told | None:
    """`The mayor said (that) …`, `She called for …`, `her claim that …`."""
    low = w.lows[at]
    if w.quoted[at] or w.is_name(at) or _is_inverted(w, at, end):
        return None
    start = _clause_start(w, at, end) if low in REPORTED and is_cue(w, at, first) else None
    link = None
    if start is None and w.lows[at - 1] not in _NO_VERB and not w.possesses(at - 1):
        link = link_behind(w, at, end)
        start = at + 1 if link is not None else None
    cue = w.span(at, at + 1)
    if start is None:
        return _by_noun(w, at, end) if low in NOUNS else None
    phrase = _speaker(w, at, first)
    if phrase is None:
        return None
    short = link is not None and link not in ("that", "poll", "any")
    stop = _content_end(w, start, end, short=short)
    if link == "" and low not in TELLING:
        stop = next((i for i in range(start + 1, stop) if w.lows[i] in _AFTER_OBJECT), stop)
    return _told(w, (start, stop), cue, phrase, least=1 if link == "" else _LEAST_WORDS)


def _is_inverted(w: Wording, verb: int, end: int) -> bool:
    """Whether nothing but its own subject follows a verb: `…, said Ana Reis, who …`."""
    if w.lows[verb] not in INVERTED or not (w.quoted[verb - 1] or w.forms[verb - 1] == ","):
        return False
    phrase = phrase_starting(w, verb + 1, end)
    return phrase is not None and (phrase.past >= end or w.forms[phrase.past] == ",")


def _by_noun(w: Wording, at: int, end: int) -> Told | None:
    """`the mayor’s claim that …`: hers only where the noun is possessed."""
    if at + 1 >= end or w.lows[at + 1] != "that":
        return None
    phrase = Phrase(at - 1, at) if w.possesses(at - 1) else None
    stop = _content_end(w, at + 1, end, short=True)
    return _told(w, (at + 1, stop), w.span(at, at + 1), phrase)


def _speaker(w: Wording, verb: int, first: int) -> Phrase | None:
    """Whose verb it is in its sentence."""
    before = w.lows[verb - 1]
    if before in _NO_SUBJECT:
        return None
    near = None
    if before not in ("and", "but", "or") and not w.lows[verb].endswith("ing"):
        near = subject_before(w, verb, first)
    return near or clause_subject(w, first, verb)


def _clause_start(w: Wording, cue: int, end: int) -> int | None:
    """Where a clause starts behind a verb that reports: past an addressee, a time, or at "that"."""
    at = past_adverbs(w, cue + 1, end)
    if any(w.lows[i] in AUXILIARIES for i in range(cue + 1, at)):
        return cue + 1  # "which she said would close": the clause has no subject of its own
    told = w.lows[cue] in _TOLD
    that = _that(w, at, min(end, at + (_HEARER_WORDS if told else _THAT_WORDS)))
    if that is not None and that + 1 < end and not w.quoted[that]:
        return that
    if told:
        hearer = phrase_starting(w, at, end)
        at = hearer.past if hearer else end
        if at >= end or w.lows[at] in PREPOSITIONS or w.lows[at] == "how":
            return None
    while at < end and (
        w.lows[at] in _WHEN or (w.lows[at] == "on" and at + 1 < end and w.lows[at + 1] in _WHEN)
    ):
        at += 1
    plain = w.lows[cue] in _PLAIN and _may_open(w, at, end)
    return at if plain or is_clause(w, at, end) else None


def _that(w: Wording, at: int, past: int) -> int | None:
    """A "that" with neither quote nor comma before it."""
    for i in range(at, past):
        if w.lows[i] == "that":
            return i
        if w.quoted[i] or w.forms[i] in ",;:":
            return None
    return None


def _may_open(w: Wording, at: int, end: int) -> bool:
    """Whether a clause may start at a word behind "said", where nothing speaks against it."""
    opens = at < end and w.is_word(at) and not w.quoted[at] and end - at > _LEAST_PLAIN
    return opens and w.lows[at] not in _NO_CLAUSE


def _content_end(w: Wording, start: int, end: int, *, short: bool) -> int:
    """Where what is told ends: at what the reporter adds behind a comma, or another verb."""
    for i in range(start + _LEAST_CONTENT, end - 1):
        behind = w.lows[i + 1]
        if w.lows[i] == "and" and (behind in REPORTED or behind in STANDS["to"]):
            return i
        long = short and i - start >= _SHORT_WORDS
        if w.forms[i] == ";" or (w.forms[i] == "," and (behind in _CUTS or long)):
            return i
    return end


def _told(
    w: Wording,
    words: tuple[int, int],
    cue: Span,
    phrase: Phrase | None,
    least: int = _LEAST_WORDS,
) -> Told | None:
    """What is told by some words; None where there are too few, or any is quoted."""
    first, past = words
    while past > first and not w.is_word(past - 1):
        past -= 1
    if past - first < least or any(w.quoted[first:past]):
        return None
    return Told(w.span(first, past), cue, phrase)
