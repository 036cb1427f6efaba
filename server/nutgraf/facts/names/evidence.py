"""Names without weights: runs of capitalised words, weighed by what stands around them.

Rules, gazetteers and the document's own memory: a surname alone is the person whose full name
stands elsewhere, and every mention of a name has the type most of its mentions speak for. A name
for which nothing speaks is left out. This is the way of most languages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from nutgraf.facts.lexicon import (
    EVENT_WORDS,
    ORG_NAMES,
    ORG_NOUNS,
    ORG_WORDS,
    PLACE_WORDS,
    ROLES,
    SPEECH,
    given_names,
    places,
)  # fmt: skip
from nutgraf.facts.names.entities import Entity
from nutgraf.facts.names.mentions import Mention, mentions_in
from nutgraf.model import FactKind, Story

_AGE: Final = re.compile(r",? \(?\d{2}\)?,")
_WHO: Final = re.compile(r",? who\b")
_SPOKE: Final = re.compile(rf"(?:, [^.,]{{3,60}},)? (?:{'|'.join(SPEECH)})\b")
_IN: Final = re.compile(r"\b(?:in|at|near|from|outside|across|around|to|via|of|into)$", re.I)
_IN_STRONG: Final = re.compile(r"\b(?:in|near|outside|across|around)$", re.I)
_TOWN_OF: Final = re.compile(
    r"\b(?:town|city|village|capital|port|suburb|district|province|region|county|island)(?: of)?$",
    re.I,
)
_LOCATED: Final = re.compile(r"’s? (?:capital|largest)|'s (?:capital|largest|second)|, (?=[A-Z])")
_PLAIN_NAME: Final = re.compile(r"[^\W\d_a-z][\w’'.-]*$")
_CAPITAL_NOUNS: Final = frozenset({"de", "lb"})
_THE: Final = re.compile(r"\b[Tt]he$")
_APPOSED: Final = re.compile(r", (?:an?|the|who|whose|aged|\d\d)\b")
_WHICH: Final = re.compile(r", which\b")
_SHARES: Final = re.compile(r"\b(?:[Ss]hares (?:in|of)|stake in|subsidiary of|% of)$")
_ORG_BEFORE: Final = re.compile(rf"\b(?:{'|'.join(sorted(ORG_NOUNS))}),$")
_ENOUGH: Final = 1.0
_MOST_WORDS: Final = 6


Scores = dict[FactKind, float]
"""How much speaks for each kind."""


def weighed(story: Story) -> Iterator[Entity]:
    """Everything for which enough speaks, with all its mentions; the full name's first."""
    for name, group in _groups(story, list(mentions_in(story))).items():
        kind, score = _kind(story, name, group)
        if score >= _ENOUGH:
            spans = [mention.span for mention in group]
            best = next((span for span in spans if story[span] == name), spans[0])
            ordered = (best, *(span for span in spans if span != best))
            yield Entity(kind, ordered, round(min(0.95, 0.4 + 0.15 * score), 2))


def _groups(story: Story, mentions: Sequence[Mention]) -> Mapping[str, list[Mention]]:
    """Mentions by full name; a surname or given name alone joins the first full name it ends or
    begins, if only one name has it."""
    full: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        full[story[mention.span]].append(mention)
    owners: dict[str, list[str]] = defaultdict(list)
    for name in full:
        parts = name.split()
        if len(parts) > 1 and not _speaks_of_thing(name):
            owners[parts[-1]].append(name)
            if parts[0].lower() in given_names():
                owners[parts[0]].append(name)
            if len(parts) > 2:  # noqa: PLR2004 - a middle name
                owners[" ".join(parts[-2:])].append(name)
    groups: dict[str, list[Mention]] = {}
    for name, group in full.items():
        owner = owners[name][0] if len(set(owners[name])) == 1 and owners[name][0] != name else name
        # "in Washington" is the city, whoever else in the story bears its name.
        city = [m for m in group if owner != name and name in places() and _after_in(story, m)]
        groups.setdefault(owner, []).extend(m for m in group if m not in city)
        if city:
            groups.setdefault(name, []).extend(city)
    return {
        name: sorted(group, key=lambda m: m.span)
        for name, group in groups.items()
        if group and len(name.split()) <= _MOST_WORDS
    }


def _after_in(story: Story, mention: Mention) -> bool:
    before = story.text[max(0, mention.span.start - 12) : mention.span.start].rstrip()
    return bool(_IN.search(before))


def _speaks_of_thing(name: str) -> bool:
    words = {word.lower().rstrip(".,") for word in name.split()}
    return bool(words & (ORG_WORDS | PLACE_WORDS)) or name in places()


def _kind(story: Story, name: str, group: Sequence[Mention]) -> tuple[FactKind, float]:
    scores: Scores = defaultdict(float)
    _of_itself(name, scores, nouns_are_capital=story.language in _CAPITAL_NOUNS)
    for mention in group:
        _of_surroundings(story.text, mention, scores)
    if any(len(m.span) < len(name) for m in group):
        scores["person"] += 0.8
    if len(name.split()) == 1 and all(m.opens for m in group):
        scores = defaultdict(float, {kind: score - 0.5 for kind, score in scores.items()})
    order: tuple[FactKind, ...] = ("person", "organisation", "place")
    kind = max(order, key=lambda k: scores[k])
    return kind, float(scores[kind])


def _of_itself(name: str, scores: Scores, *, nouns_are_capital: bool) -> None:
    words = name.split()
    low = [word.lower().rstrip(".,") for word in words]
    if name in places():
        scores["place"] += 1.5
    if low[0] in EVENT_WORDS or low[-1] in EVENT_WORDS:
        scores["person"] -= 3.0
    if low[-1] in ORG_WORDS or low[0] in ORG_WORDS or name in ORG_NAMES or "&" in words:
        scores["organisation"] += 2.0
    elif any(word in ORG_WORDS for word in low[1:]):
        scores["organisation"] += 1.6
    if name.isupper() and 1 < len(name) <= 6 and name not in places():  # noqa: PLR2004 - an acronym
        scores["organisation"] += 0.9
    if low[-1] in PLACE_WORDS or low[0] in {
        "mount",
        "lake",
        "river",
        "port",
        "fort",
        "san",
        "saint",
    }:
        scores["place"] += 1.6
    personal = len(words) in (2, 3, 4) and not _speaks_of_thing(name) and "of" not in low
    if personal and low[0] in given_names():
        scores["person"] += 1.4
    elif (
        personal
        and not nouns_are_capital
        and len(words) < 4
        and all(_PLAIN_NAME.match(word) for word in words)
    ):  # noqa: PLR2004 - longer ones are rarely people
        scores["person"] += 1.0


def _of_surroundings(text: str, mention: Mention, scores: Scores) -> None:
    before = text[max(0, mention.span.start - 60) : mention.span.start].rstrip()
    after = text[mention.span.end : mention.span.end + 80]
    previous = re.search(r"([\w’'-]+)$", before)
    word = previous[1].lower() if previous else ""
    if mention.title or word in ROLES:
        scores["person"] += 1.6
    if word in SPEECH:
        scores["person"] += 0.8
    if word in ORG_NOUNS and not mention.title:
        scores["organisation"] += 0.7
    if _THE.search(before):
        scores["person"] -= 1.0
    _as_organisation(before, after, scores)
    _as_person(after, scores)
    _as_place(before, after, scores)


def _as_organisation(before: str, after: str, scores: Scores) -> None:
    following = re.match(r"\s([\w’'-]+)", after)
    noun = following[1].lower() if following else ""
    if noun in ORG_NOUNS or _ORG_BEFORE.search(before):
        scores["organisation"] += 1.6
    elif _WHICH.match(after) or _SHARES.search(before):
        scores["organisation"] += 1.2
        scores["person"] -= 1.0
    elif noun in ROLES:
        scores["organisation"] += 0.7


def _as_person(after: str, scores: Scores) -> None:
    if _WHO.match(after) or _AGE.match(after) or _role_follows(after):
        scores["person"] += 1.2
    if _SPOKE.match(after):
        scores["person"] += 0.8


def _as_place(before: str, after: str, scores: Scores) -> None:
    if _TOWN_OF.search(before):
        scores["place"] += 1.6
    elif _IN_STRONG.search(before):
        scores["place"] += 1.0
    if _LOCATED.match(after) and _IN.search(before):
        scores["place"] += 0.6


def _role_follows(after: str) -> bool:
    apposed = _APPOSED.match(after)
    return bool(apposed) and any(w in ROLES for w in re.findall(r"[\w-]+", after.lower())[:8])
