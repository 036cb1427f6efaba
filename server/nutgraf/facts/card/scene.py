"""Where: the place of the event, as the headline and the first sentences put it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from nutgraf.facts.card.clauses import Word
from nutgraf.facts.card.opening import Line, Opening, Phrase, Weighed, ranked
from nutgraf.facts.card.verbs import (
    AUXILIARIES,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SMALL_ADVERBS,
    SUBORDINATORS,
    forms_of,
)
from nutgraf.facts.lexicon import DEMONYM
from nutgraf.model import Answer, Fact

_OFTEN: Final = 5
_TOLD: Final = 0.05
_PLACED: Final = 0.8
_LOOK_BACK: Final = 6
_LONGEST: Final = 6
_SHORT: Final = 3
_MOSTLY: Final = 0.7
_BESIDE: Final = 5
_CLOSE: Final = frozenset("at outside inside near".split())
_STANDS: Final = dict.fromkeys(("on", "across", "off", "over"), 0.1) | dict.fromkeys(
    ("in", "at", "near", "outside", "inside", "around", "throughout"), 0.4
)
_ELSEWHERE: Final = -0.4
_GOVERNING: Final = frozenset(_STANDS) | frozenset(
    "from to by with for against into between".split()
)
_FREE: Final = (
    PREPOSITIONS | SUBORDINATORS | AUXILIARIES | MODALS | SMALL_ADVERBS | RELATIVES
    | {"and", "or", "to"}
)  # fmt: skip
_CUTS: Final = AUXILIARIES | SUBORDINATORS
_NO_PLACE: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december least".split()
)
_COUNTRIES: Final = frozenset(
    "afghanistan albania algeria america angola argentina armenia australia austria "
    "azerbaijan bahrain bangladesh belarus belgium bolivia bosnia botswana brazil britain "
    "bulgaria cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus "
    "denmark ecuador egypt england eritrea estonia ethiopia europe finland france georgia "
    "germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran iraq "
    "ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait laos latvia "
    "lebanon liberia libya lithuania luxembourg malaysia mali malta mexico moldova mongolia "
    "morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman "
    "pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia "
    "rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden "
    "switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay us u.s "
    "u.s. usa uk u.k u.k. uae venezuela vietnam wales yemen zambia zimbabwe africa asia".split()
) | {
    "united states", "united kingdom", "saudi arabia", "south korea", "north korea", "new zealand",
    "south africa", "sri lanka", "united arab emirates", "great britain", "middle east",
}  # fmt: skip


def where(opening: Opening, *, forced: bool = True) -> tuple[Answer, ...]:
    """The places of the event, the likeliest first; without `forced` only those that the headline
    or a first sentence puts it at."""
    found = [row for line in opening.lines for row in _told(opening, line)]
    places = (fact for fact in opening.names if fact.kind == "place")
    found += [(_often(fact) - 0.15, Answer(fact.spans[0], 0.0)) for fact in places]
    least = _TOLD if forced else _PLACED
    return ranked(opening.story, (row for row in found if row[0] > least))


def _told(opening: Opening, line: Line) -> Iterator[Weighed]:
    yield from _places(opening, line)
    yield from _spots(opening, line)


def _places(opening: Opening, line: Line) -> Iterator[Weighed]:
    """Places named, worth more behind "in" or "near"."""
    for phrase, fact in opening.named(Phrase(line, 0, len(line.words))):
        placed = _preposition(line, phrase.first)
        if fact.kind == "place":
            weight = _weight(phrase, fact, opening.worth(line), placed)
            yield weight, _widened(opening, phrase, fact)
        elif fact.kind == "organisation" and placed in _CLOSE:
            yield opening.worth(line) + 0.1, phrase.answer(0.0)


def _weight(phrase: Phrase, fact: Fact, worth: float, placed: str) -> float:
    """A place of the event stands behind "in"; a country says half as much as a town."""
    stands = _ELSEWHERE if _describes(phrase) else _STANDS.get(placed, _ELSEWHERE)
    weight = worth + stands + _often(fact)
    return weight / 2 if phrase.said in _COUNTRIES else weight


def _widened(opening: Opening, phrase: Phrase, fact: Fact) -> Answer:
    """ "Coldmere, Norway" is one place; a headline's place is shown where the text has it."""
    words, past = phrase.line.words, phrase.last
    if phrase.line.place == "headline":
        return Answer(fact.spans[0], 0.0)
    if past + 1 < len(words) and words[past].text == ",":
        beside = opening.named(Phrase(phrase.line, past + 1, min(len(words), past + _BESIDE)))
        if beside and beside[0][0].first == past + 1 and beside[0][1].kind == "place":
            past = beside[0][0].last
    return phrase.line.answer(phrase.first, past, 0.0)


def _preposition(line: Line, at: int) -> str:
    """The preposition a name stands behind, past what describes it ("in the northern city of")."""
    for back in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
        low = line.words[back].low
        if low in _GOVERNING:
            return low
        if low in _CUTS or not low[0].isalnum() or "P" in forms_of(low):
            return ""
    return ""


def _describes(phrase: Phrase) -> bool:
    """Whether a place only describes what stands behind it: "in the U.S. presidential election"."""
    words, past = phrase.line.words, phrase.last
    if past >= len(words):
        return False
    after = words[past].low
    owns = words[past - 1].low != words[past - 1].bare
    return owns or (after.isalpha() and after not in _FREE and not forms_of(after))


def _spots(opening: Opening, line: Line) -> Iterator[Weighed]:
    """A capital name behind "at", "near" or "in" that is on no list: "at Low Hall"."""
    if _in_capitals(line.words):
        return
    for at, word in enumerate(line.words[:-1]):
        if word.low in _CLOSE or word.low == "in":
            phrase = _capitals(line, at + 1 + (line.words[at + 1].low in ("the", "a", "an")))
            if phrase and not _is_other(opening, phrase, word.low):
                yield opening.worth(line) + 0.15, phrase.answer(0.0)


def _in_capitals(words: Sequence[Word]) -> bool:
    """Whether a headline writes most words with a capital."""
    long = [word for word in words if len(word.low) > _SHORT]
    return sum(word.capital for word in long) > _MOSTLY * len(long)


def _capitals(line: Line, first: int) -> Phrase | None:
    last = first
    while last < min(len(line.words), first + _LONGEST) and line.words[last].capital:
        last += 1
    known = last > first and line.words[first].low not in _NO_PLACE
    return Phrase(line, first, last) if known else None


def _is_other(opening: Opening, phrase: Phrase, preposition: str) -> bool:
    """Whether a capital name is a person's, or behind "in" any other known name or "French"."""
    named = opening.named(phrase)
    if preposition == "in":
        return bool(named) or DEMONYM.match(phrase.words[-1].text) is not None
    return any(fact.kind == "person" and one == phrase for one, fact in named)


def _often(fact: Fact) -> float:
    return 0.3 * min(1.0, len(fact.spans) / _OFTEN)
