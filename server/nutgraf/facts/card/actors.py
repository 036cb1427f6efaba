"""Who: the acting subject of the headline and the lead, by the fullest name the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from nutgraf.facts.card.clauses import Clause, Word, clause_from
from nutgraf.facts.card.opening import Line, Opening, Phrase, confident
from nutgraf.facts.card.verbs import PREPOSITIONS, SAYING, SUBJECT_PRONOUNS
from nutgraf.facts.lexicon import ORG_WORDS, ROLES
from nutgraf.model import Answer, Fact

_MOST: Final = 3
_LONGEST: Final = 10
_OFTEN: Final = 6
_LEAST: Final = 0.55
_NAMED: Final = 1.1
_COMES_BACK: Final = 2
_AGENT_REACH: Final = 8
_AGENT_WORDS: Final = 5
_PEOPLE: Final = frozenset(
    "people person man men woman women boy boys girl girls child children baby babies "
    "teenager teenagers teen teens youth youths police officer officers officials authorities "
    "gunman gunmen attacker attackers bomber bombers militant militants rebel rebels troops "
    "soldiers forces army navy fans fan supporters protesters demonstrators voters residents "
    "survivors survivor victims victim passengers passenger workers staff crew crews "
    "firefighters rescuers doctors nurses teachers students pupils lawmakers mps senators "
    "ministers leaders judges jurors jury scientists researchers experts critics players team "
    "teams side club government ministry council company firm bank union party court "
    "parliament congress senate families family parents couple brothers sisters twins "
    "migrants refugees tourists drivers driver pilot pilots farmers hunters civilians legend "
    "star aide boss chief rivals king queen prince princess president pope dog cat airline "
    "maker giant watchdog regulator charity campaigners group couples brits scots aussies "
    "yanks poles danes swedes turks greeks democrats tories muslims catholics".split()
)
_COUNTS: Final = frozenset(
    "dead killed injured hurt wounded more one two three four five six seven eight nine ten "
    "dozens hundreds thousands scores others several many".split()
)
_GROUPS: Final = frozenset(
    "police authorities army navy team side club government ministry council company firm "
    "bank union party court parliament congress senate jury staff crew group charity "
    "regulator watchdog airline maker giant family couple zoo shop town village city county "
    "state country port".split()
)
_NOBODY: Final = PREPOSITIONS | frozenset(
    "and but or nobody anybody everybody somebody none anyone everyone someone most those "
    "these what nothing everything".split()
)
_PERSONAL: Final = re.compile(r"(?:man|men|woman|women|i(?:st|an)s?|eers?)$")
_EVENTS: Final = frozenset(
    "attack attacks bombing bombings shooting shootings crash derailment accident blast "
    "explosion fire blaze raid raids strike strikes protest protests march rally riot riots "
    "meeting talks summit match game race final election vote poll referendum campaign change "
    "shape move decision plan plans deal row debate letter email emails report study survey "
    "video image images photo photos storm hurricane flood floods earthquake quake mystery "
    "trial inquiry probe investigation review price prices shares sales death deaths killing "
    "murder case law bill ban rule rules cut cuts news number numbers figures what why how".split()
)


@dataclass(frozen=True, slots=True)
class _Actor:
    """Somebody who may be the answer: where named, how well that fits, the name if one is known."""

    answer: Answer
    weight: float
    words: str
    fact: Fact | None = None


_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)
_BEFORE_DAY: Final = frozenset("on last early late this".split())


def who(opening: Opening, *, forced: bool = True) -> tuple[Answer, ...]:
    """The actors, the likeliest first; without `forced` only those the headline or lead names."""
    actors = sorted(_actors(opening), key=lambda actor: -actor.weight)
    least = _LEAST if forced else _NAMED
    kept: list[_Actor] = []
    for actor in actors:
        if actor.weight > least and not any(_same(actor, other) for other in kept):
            kept.append(actor)
    if not kept and forced:
        kept = list(_weightiest(opening))
    return tuple(Answer(actor.answer.span, confident(actor.weight), actor.answer.place)
                 for actor in kept[:_MOST])  # fmt: skip


def _same(one: _Actor, other: _Actor) -> bool:
    if one.fact is not None and one.fact is other.fact:
        return True
    first, second = set(one.words.split()), set(other.words.split())
    return 2 * len(first & second) >= min(len(first), len(second))


def _weightiest(opening: Opening) -> Iterator[_Actor]:
    for fact in opening.names:
        if fact.kind in ("person", "organisation"):
            yield _named(fact, 0.6)


def _named(fact: Fact, weight: float) -> _Actor:
    """An actor by his full name, worth more the more often the story names him."""
    words = " ".join(re.findall(r"\w+", (fact.value or "").lower()))
    return _Actor(Answer(fact.spans[0], 0.0), weight + _often(fact), words, fact)


def _often(fact: Fact) -> float:
    return 0.3 * min(1.0, len(fact.spans) / _OFTEN)


def _actors(opening: Opening) -> Iterator[_Actor]:
    for line in opening.lines:
        worth = opening.worth(line)
        if line.clause:
            yield from _subjects(opening, line, line.clause, worth)
            yield from _unveiled(opening, line, line.clause, worth)
            yield from _agents(opening, line, line.clause, worth - 0.5)
        elif line.place == "headline":
            for _, fact in opening.named(Phrase(line, 0, len(line.words))):
                if fact.kind != "place":
                    yield _named(fact, worth - 0.3)


def _subjects(opening: Opening, line: Line, clause: Clause, worth: float) -> Iterator[_Actor]:
    """The subject; of "police said that the driver was held", rather the driver."""
    told = _told(clause) if line.place == "text" else None
    if told:
        yield from _in_phrase(opening, _without_day(Phrase(line, *told.subject)), worth)
        worth -= 0.4
    yield from _in_phrase(opening, _without_day(Phrase(line, *clause.subject)), worth)


def _without_day(phrase: Phrase) -> Phrase:
    """A subject without the "on Wednesday" between it and its verb."""
    words, last = phrase.line.words, phrase.last
    while last - 1 > phrase.first and words[last - 1].low in _DAYS:
        last -= 1
    while phrase.last > last > phrase.first + 1 and words[last - 1].low in _BEFORE_DAY:
        last -= 1
    return Phrase(phrase.line, phrase.first, last)


def _unveiled(opening: Opening, line: Line, clause: Clause, worth: float) -> Iterator[_Actor]:
    """The name a headline holds back ("Crash survivor speaks"): the person the first sentences are
    about, where they come back to him."""
    phrase = Phrase(line, *clause.subject)
    head = phrase.line.words[_head(phrase)].low
    named = any(fact.kind == "person" for _, fact in opening.named(phrase))
    alone = _is_human(head) and head not in _GROUPS and not head.endswith("s")
    held_back = alone and not named
    if line.place == "headline" and held_back and phrase.words[0].low not in ("a", "an"):
        facts = (fact for fact in _subjects_named(opening) if len(fact.spans) >= _COMES_BACK)
        for fact in islice(facts, 1):
            yield _named(fact, worth + 0.55)


def _subjects_named(opening: Opening) -> Iterator[Fact]:
    """The people that are subjects of the first sentences, but for those who only say something."""
    for line in opening.sentences:
        if line.clause and line.words[line.clause.verb].low not in SAYING:
            found = opening.named(Phrase(line, *line.clause.subject))
            yield from (fact for _, fact in found if fact.kind == "person")


def _told(clause: Clause) -> Clause | None:
    """The clause that a verb of speech reports."""
    words, after = clause.words, clause.verb + 1
    if words[clause.verb].low not in SAYING or after >= len(words):
        return None
    return clause_from(words, after + (words[after].low == "that"))


def _agents(opening: Opening, line: Line, clause: Clause, worth: float) -> Iterator[_Actor]:
    """Who did it, after the "by" of a passive."""
    reach = range(clause.verb + 1, min(clause.verb + _AGENT_REACH, len(line.words) - 1))
    by = next((at for at in reach if line.words[at].low == "by"), None)
    if by is None or line.words[by + 1].low.endswith("ing"):
        return
    end = by + 1
    while end < len(line.words) and end - by <= _AGENT_WORDS and _in_noun(line.words[end]):
        end += 1
    if end > by + 1:
        yield from _in_phrase(opening, Phrase(line, by + 1, end), worth)


def _in_noun(word: Word) -> bool:
    return word.low not in PREPOSITIONS | {"and", "as", "who", "that"} and word.low[0].isalnum()


def _in_phrase(opening: Opening, phrase: Phrase, worth: float) -> Iterator[_Actor]:
    """The name a phrase is about; else the phrase itself, and less the people it mentions."""
    named = opening.named(phrase)
    people = [fact for _, fact in named if fact.kind == "person"]
    phrase = _unquoted(phrase)
    if _names_nobody(phrase) or (len(phrase.words) > _LONGEST and not people):
        return
    head = _head(phrase)
    about = [fact for one, fact in named if one.first <= head < one.last]
    inner = phrase.line.place == "text" and head > phrase.first
    weight = worth + _fit(phrase.line.words[head], about, inner=inner)
    if about and not any(word.low in ("and", "&") for word in phrase.words):
        yield _named(about[0], weight)
        return
    yield _Actor(phrase.answer(0.0), weight + max(map(_often, about), default=0.0), phrase.said)
    for fact in people or [fact for _, fact in named[:1]]:
        yield _named(fact, worth - 0.3)


def _unquoted(phrase: Phrase) -> Phrase:
    opens = not phrase.words[0].low[0].isalnum() and len(phrase.words) > 1
    return Phrase(phrase.line, phrase.first + opens, phrase.last)


def _names_nobody(phrase: Phrase) -> bool:
    """Whether a phrase is or ends in a pronoun, or begins with "and", "nobody" or a preposition."""
    ends = {phrase.words[0].bare, phrase.words[-1].bare}
    return bool(ends & SUBJECT_PRONOUNS) or phrase.words[0].low in _NOBODY


def _head(phrase: Phrase) -> int:
    """The noun a phrase is about: the last before a preposition."""
    for at in range(phrase.first + 1, phrase.last):
        if phrase.line.words[at].low in PREPOSITIONS or phrase.line.words[at].text == ",":
            return at - 1
    return phrase.last - 1


def _fit(head: Word, about: Sequence[Fact], *, inner: bool) -> float:
    """What speaks for the head of a phrase to be somebody who acts; a capital only speaks for a
    word inside a sentence."""
    kinds = {fact.kind for fact in about}
    cases = (
        ("person" in kinds, 0.6),
        ("organisation" in kinds, 0.5),
        (head.low in _EVENTS, -0.7),
        (head.low in _COUNTS, 0.0),
        (_is_human(head.low), 0.5),
        ("place" in kinds, 0.2),
        (head.capital and inner, 0.1),
    )
    return next((weight for holds, weight in cases if holds), -0.3)


def _is_human(word: str) -> bool:
    known = word in _PEOPLE | _GROUPS | ORG_WORDS or word.removesuffix("s") in ROLES
    return known or _PERSONAL.search(word) is not None
