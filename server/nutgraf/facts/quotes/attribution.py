"""Whose a quote is by its own sentence: the cue, the phrase that speaks, the rule that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.facts.quotes.citations import Cited
from nutgraf.facts.quotes.phrases import Phrase, may_speak, phrase_ending, phrase_starting
from nutgraf.facts.quotes.speech import (
    BETWEEN,
    ELSEWHERE,
    INVERTED,
    PHRASAL,
    PLAIN,
    PREPOSITIONS,
    REPORTED,
    SAID,
    TIMES,
)
from nutgraf.facts.quotes.subjects import clause_subject, is_cue, past_adverbs, speaker_of
from nutgraf.facts.quotes.wording import Wording
from nutgraf.model import Span

_REACH: Final = 40
_NEAR: Final = 5
_VERB_REACH: Final = 8
_TRAILING: Final = 14
_SIGNED_WORDS: Final = 20
_CLOSERS: Final = ".,;:!?)—–-…"
_GOES_ON: Final = ",?!—–-…"
_ENDS: Final = "?!…-—–."
_MARKS: Final = "”’\"'»« "
_RELATIVE: Final = frozenset("who that which whom".split())
_BEHIND: Final = BETWEEN | PREPOSITIONS | TIMES | frozenset("who which whose".split())


@dataclass(frozen=True, slots=True)
class Said:
    """What the words around a quote tell: the rule, the phrase that speaks, the cue's place."""

    rule: str
    phrase: Phrase | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A quote among the story's words: the words of its marks are `opens` to `closes`; those that
    may tell whose it is are from `floor` and up to `limit`, its paragraph ends before `end`."""

    one: Cited
    opens: int
    closes: int
    floor: int
    limit: int
    end: int


def place_of(w: Wording, cited: Sequence[Cited], index: int) -> Place:
    """The words that may tell whose a quote is: its sentences, up to the next quote."""
    one = cited[index]
    start, end = _sentences_around(w, one)
    after = cited[index + 1] if index + 1 < len(cited) else None
    if after and after.block is one.block:
        end = min(end, after.outer.start)
    opens, closes = w.bounds(one.outer)
    limit = max(closes, w.first(end))
    return Place(one, opens, closes, w.first(start), limit, w.first(one.block.span.end))


def _sentences_around(w: Wording, one: Cited) -> tuple[int, int]:
    story, block = w.story, one.block.span
    first = story.sentence_at(Span(one.outer.start, one.outer.start + 1))
    last = story.sentence_at(Span(one.outer.end - 1, one.outer.end))
    start = story.sentences[first].span.start if first is not None else block.start
    end = story.sentences[last].span.end if last is not None else one.outer.end
    return max(start, block.start), min(max(end, one.outer.end), block.end)


def said_of(w: Wording, place: Place) -> Said | None:
    """Whose words a quote is, by its own sentence: behind it, before it, or its subject."""
    return (
        _signed(w, place)
        or _after(w, place)
        or _parted(w, place)
        or _labelled(w, place)
        or _before(w, place)
        or _sentence_end(w, place)
        or _subject(w, place)
    )


def _signed(w: Wording, place: Place) -> Said | None:
    """`"…" — Ana Reis`: a dash and a name that end the paragraph."""
    at, end = place.closes, place.end
    if at + 1 >= end or w.forms[at] not in "―—–-" or end - at > _SIGNED_WORDS:
        return None
    phrase = phrase_starting(w, at + 1, end)
    if phrase is None or not w.is_name(phrase.past - 1):
        return None
    closed = phrase.past >= end or w.forms[phrase.past] in ",.("
    return Said("label", phrase) if closed else None


def _after(w: Wording, place: Place) -> Said | None:
    """`…," said the mayor`, `…," the mayor said`, `…," according to the mayor`."""
    at, limit = place.closes, place.limit
    comma = at < limit and w.forms[at] == ","
    if at + comma >= limit:
        return None
    last = _last_sign(w, place.one)
    if not comma and last not in _GOES_ON and not last.isalnum():
        return None
    return speaker_at(w, at + comma, limit)


def _last_sign(w: Wording, one: Cited) -> str:
    """The last sign inside the marks."""
    return w.text[one.content.start : one.outer.end].rstrip(_MARKS)[-1:] or " "


def speaker_at(w: Wording, at: int, limit: int) -> Said | None:
    """A cue and its speaker that start at a word, in either order."""
    if w.lows[at] == "according" and at + 1 < limit and w.lows[at + 1] == "to":
        phrase = phrase_starting(w, at + 2, limit)
        return Said("according", phrase, w.span(at, at + 2)) if phrase else None
    at += at + 1 < limit and (w.lows[at] == "as" or _has_told(w, at))
    verb = past_adverbs(w, at, limit)
    if verb < limit and _is_inverted(w, verb, limit):
        phrase = phrase_starting(w, past_adverbs(w, verb + 1, limit), limit)
        fits = phrase and w.lows[phrase.first] not in ("it", "you", "that")
        return Said("after", phrase, w.span(verb, verb + 1)) if fits else None
    phrase = phrase_starting(w, at, limit)
    return _verb_behind(w, phrase, limit) if phrase else None


def _has_told(w: Wording, at: int) -> bool:
    """Whether an auxiliary of another language stands before its verb: `a déclaré Ana Reis`."""
    return w.lows[at] in ("a", "ha", "hat", "har") and w.lows[at + 1] in ELSEWHERE


def _is_inverted(w: Wording, verb: int, limit: int) -> bool:
    """Whether a verb's subject follows it: `said the mayor`, any past tense before a name."""
    if w.is_name(verb) or w.lows[verb] in INVERTED:
        return not w.is_name(verb)
    return (
        w.lows[verb].endswith("ed")
        and verb + 1 < limit
        and w.is_word(verb + 1)
        and w.is_name(verb + 1)
    )


def _verb_behind(w: Wording, phrase: Phrase, limit: int) -> Said | None:
    """The cue behind a phrase, past an apposition and adverbs."""
    at = phrase.past
    if at < limit and w.forms[at] in ",(—–":
        at = _past_asides(w, at, limit)
    for i in range(at, min(limit, at + _VERB_REACH)):
        words = 0 if w.quoted[i] else _cue_words(w, i, phrase, limit)
        if words:
            return Said("after", phrase, w.span(i, i + words))
        if w.quoted[i] or not (w.lows[i] in _BEHIND or w.lows[i].endswith("ly")):
            return None
    return None


def _cue_words(w: Wording, i: int, phrase: Phrase, limit: int) -> int:
    """How many words from i on are a cue: "said", "shot back", any past tense that ends it all."""
    if w.lows[i] in SAID and is_cue(w, i, phrase.first):
        return 1
    if i + 1 < limit and (w.lows[i], w.lows[i + 1]) in PHRASAL:
        return 2
    last = i + 1 >= limit or w.forms[i + 1] in _CLOSERS
    return int(w.lows[i].endswith("ed") and i == phrase.past and last)


def _past_asides(w: Wording, at: int, limit: int) -> int:
    """The word behind the asides that start at `at`: the first verb of speech behind a comma."""
    close = ")" if w.forms[at] == "(" else w.forms[at]
    for i in range(at + 1, min(limit, at + _REACH)):
        if w.quoted[i]:
            return at
        verb = past_adverbs(w, i + 1, limit) if w.forms[i] == close else limit
        if verb < limit and (w.lows[verb] in SAID or close != ","):
            return i + 1
    return at


def _parted(w: Wording, place: Place) -> Said | None:
    """`"Are you mad?" the mayor asked.`: the speaker in a sentence of its own behind the quote."""
    last = _last_sign(w, place.one)
    if place.closes < place.limit or last not in _ENDS or place.closes >= place.end:
        return None
    found = speaker_at(w, place.closes, min(place.end, place.closes + _REACH))
    if found is None or found.cue is None or found.phrase is None:
        return None
    past = max(w.first(found.cue.end), found.phrase.past)
    closed = past >= place.end or w.forms[past] in ("." if last == "." else _CLOSERS)
    return found if closed or (last != "." and w.lows[past] in PREPOSITIONS) else None


def _labelled(w: Wording, place: Place) -> Said | None:
    """`Ana Reis: "…"`: a name and a colon right before the quote."""
    colon = place.opens - 1
    if colon <= place.floor or w.forms[colon] != ":":
        return None
    phrase = phrase_ending(w, colon, place.floor)
    if phrase is None or not all(
        w.is_name(i) or w.is_stop(i) for i in range(phrase.first, phrase.past)
    ):
        return None
    before = phrase.first - 1
    alone = before < place.floor or w.forms[before] in "-—–.:" or w.lows[before] == "from"
    return Said("label", phrase) if alone else None


def _before(w: Wording, place: Place) -> Said | None:
    """`The mayor said: "…`, `She called it "…`, `…, adding that "…`: by the cue before it."""
    cue = _best_cue(w, place)
    if cue is None:
        return None
    if w.lows[cue] == "according":
        phrase = phrase_starting(w, cue + 2, place.opens)
        return Said("according", phrase, w.span(cue, cue + 2)) if phrase else None
    phrase = speaker_of(w, cue, place.floor, place.opens)
    return Said("before", phrase, w.span(cue, cue + 1))


def _best_cue(w: Wording, place: Place) -> int | None:
    """The cue before a quote that is right at it, else the nearest that plainly gives words."""
    further = None
    for i in range(place.opens - 1, max(place.floor, place.opens - _REACH) - 1, -1):
        if w.quoted[i]:
            continue
        if w.lows[i] == "according":
            return i if w.lows[i + 1] == "to" else further
        distance = place.opens - i
        clause = distance > 2 and w.lows[i - 1] in _RELATIVE  # noqa: PLR2004 - "who said"
        if clause or not is_cue(w, i, place.floor):
            continue
        if distance <= _NEAR or w.lows[i] in PLAIN:
            return i
        if further is None and w.lows[i] in REPORTED:
            further = i
    return further


def _sentence_end(w: Wording, place: Place) -> Said | None:
    """`The plan is "a disaster" for them, the mayor said.`: the speaker at the sentence's end."""
    for i in range(place.closes, place.limit - 1):
        found = speaker_at(w, i + 1, place.limit) if w.forms[i] == "," else None
        if found is None or found.cue is None or found.phrase is None:
            continue
        cue = w.first(found.cue.end)
        inverted = found.phrase.first >= cue or found.rule == "according"
        if inverted or cue >= place.limit - _TRAILING:
            return Said("sentence-end", found.phrase, found.cue)
    return None


def _subject(w: Wording, place: Place) -> Said | None:
    """`The mayor praised it as "…"`: the subject of the sentence the quote is a part of."""
    if place.opens <= place.floor or not w.is_english:
        return None
    phrase = clause_subject(w, place.floor, place.opens)
    if phrase is None or phrase.past >= place.opens or not may_speak(w, phrase):
        return None
    return Said("subject", phrase)
