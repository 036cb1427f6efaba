"""Names that the text itself announces: after "Mr", before ", who" or "party", after "shares in".

What the tagger left out there is a person or an organisation, and what it took for something else
after a title, or unsurely before ", who", is a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nutgraf.facts.lexicon import ORG_NOUNS, ORG_WORDS, PLACE_WORDS, ROLES, places
from nutgraf.facts.names.memory import Memory
from nutgraf.facts.names.peoples import is_people
from nutgraf.facts.names.shapes import word_of
from nutgraf.facts.names.tagger import Named
from nutgraf.facts.names.tokens import Segment, is_capital
from nutgraf.facts.names.vote import surface
from nutgraf.model import FactKind

PERSONAL: Final = frozenset(
    "mr mrs ms miss mx messrs dr sir dame lady madam mme herr frau señor señora sheikh sheikha "
    "maulana ayatollah pastor rev reverend prof professor sgt lt capt col detective "
    "constable".split()
)
_FACES: Final = frozenset({"Xx", "XxX", "A."})
_MOST_WORDS: Final = 4
_VESSELS: Final = frozenset(
    "ferry ship vessel boat trawler tanker yacht submarine freighter frigate liner schooner".split()
)
_ACTS: Final = frozenset("is was has had will would can could did does were are".split())
_GROUNDS: Final = frozenset(
    "village town city port island islands district province county suburb hamlet region capital "
    "borough parish municipality valley".split()
)
_WHERE: Final = frozenset("in from near outside across".split())
_INSIDE: Final = _WHERE - {"from"}
_INNER: Final = frozenset(
    "confidence confident faith trust interest interested belief believe believed believes".split()
)
_SURE: Final = 0.6
_DOUBT: Final = 0.8
_CERTAIN: Final = 2.0
_SHARES: Final = frozenset(
    (a, b) for a in ("shares", "stake", "stock", "investors") for b in ("in", "of")
)
_AGE: Final = re.compile(r"[1-9]\d$")


def announced(segments: Sequence[Segment], named: Sequence[Named], memory: Memory) -> list[Named]:
    """The names, with those among them that the text announces, in order."""
    found = [_retitled(segments[name.segment].words, name) for name in named]
    things = {surface(segments, name) for name in found if _is_thing(segments, name)}
    found = [n for n in found if n.kind != "person" or surface(segments, n) not in things]
    taken = {(n.segment, place) for n in named for place in range(n.first, n.last + 1)}
    for number, segment in enumerate(segments):
        if not segment.heading:
            for run in _free_runs(segment, number, taken):
                kind = _announced_kind(segment.words, *run, memory)
                if kind:
                    found.append(Named(kind, number, run[0], run[1] - 1, 0.6))
    return sorted(found, key=lambda name: (name.segment, name.first))


def _is_thing(segments: Sequence[Segment], name: Named) -> bool:
    """ "The Brae Star sailed", "the ferry Brae Star": nobody has an article or is a vessel."""
    words = segments[name.segment].words
    if name.kind != "person" or not name.first:
        return False
    before, after = words[name.first - 1].lower(), "".join(words[name.last + 1 : name.last + 2])
    acts = after in _ACTS or after.endswith("ed") or not after[:1].isalnum()
    article = before == "the" and name.last > name.first and acts and after != "-"
    return before in _VESSELS or article


def _retitled(words: Sequence[str], name: Named) -> Named:
    """The name as the words around it say; what they say counts for more than one mention."""
    before = [word.lower().rstrip(".") for word in words[max(0, name.first - 2) : name.first]]
    whole = name.last > name.first
    if before and before[-1] in PERSONAL:
        return replace(name, kind="person", sureness=_CERTAIN)
    opens = _ground_before(words, name.first)
    if opens is not None:
        return replace(name, kind="place", first=opens, sureness=_CERTAIN)
    doubtful = name.kind == "person" and name.sureness < _DOUBT
    if doubtful and _stands_there(before, words[name.first]):
        return replace(name, kind="place", sureness=_CERTAIN)
    if name.kind != "organisation" and whole and _is_body(words, name.first, name.last + 1):
        return replace(name, kind="organisation", sureness=_CERTAIN)
    unsure = name.kind != "person" and name.sureness < _SURE and whole
    if unsure and _is_apposed(words, name.last + 1):
        return replace(name, kind="person", sureness=0.9)
    return name


def _stands_there(before: Sequence[str], word: str) -> bool:
    """ "in Lundvik", but not "confidence in Lundvik", and no name that people have."""
    if before[-1:] == [] or before[-1] not in _INSIDE or before[0] in _INNER:
        return False
    return not set(word_of(word).kinds) & set("gn")


def _ground_before(words: Sequence[str], first: int) -> int | None:
    """Where the name begins that "the village of" announces; None without such words."""
    for opens in range(first, max(first - 3, 1), -1):
        if words[opens - 1] == "of" and words[opens - 2].lower() in _GROUNDS:
            return opens
        if not is_capital(words[opens - 1]):
            break
    return None


def _announced_kind(words: Sequence[str], first: int, past: int, memory: Memory) -> FactKind | None:
    if words[first] == "-" or words[past - 1] == "-":
        return None
    if past - first > 1 and _says_body(words, first, past):
        return "organisation"
    if memory.is_small(words[past - 1]):
        return None
    if _ground_before(words, first) is not None or _is_there(words, first, past):
        return "place"
    if _is_person(words, first, past) or _is_whole_name(words, first, past):
        return "person"
    return "organisation" if _is_body(words, first, past) else None


def _is_there(words: Sequence[str], first: int, past: int) -> bool:
    """Whether a country or a large city stands behind "in" or "from"."""
    behind = first > 0 and words[first - 1].lower() in _WHERE
    return behind and " ".join(words[first:past]) in places()


def _is_whole_name(words: Sequence[str], first: int, past: int) -> bool:
    """A listed given name and a listed surname, and nothing more."""
    if past - first != 2 or (first and words[first - 1].lower() in {"the", "-"}):  # noqa: PLR2004
        return False
    given, surname = set(word_of(words[first]).kinds), set(word_of(words[first + 1]).kinds)
    ground = (given | surname) & set("cbldyo")
    return bool(given & set("gh")) and bool(surname & set("nu")) and not ground


def _says_body(words: Sequence[str], first: int, past: int) -> bool:
    """ "Network Rail", "Dunmoor Rail Association", "Corrib Bread, which": its words say it."""
    ends = {words[first].lower(), words[past - 1].lower()} & ORG_WORDS
    return bool(ends) or list(words[past : past + 2]) == [",", "which"]


def _is_body(words: Sequence[str], first: int, past: int) -> bool:
    """ "The Nur Halan party", "shares in Rede Lumen", "the company, Corrib Bread,"."""
    before = [word.lower() for word in words[max(0, first - 2) : first]]
    if words[past : past + 1] and words[past] in ORG_NOUNS and words[past] != "group":
        return first > 0 and before[-1] != "-"
    if before[-1:] == [","]:
        return before[0] in ORG_NOUNS and len(before) > 1
    return tuple(before) in _SHARES


def _is_apposed(words: Sequence[str], past: int) -> bool:
    behind = [*words[past : past + 2], "", ""]
    return behind[0] == "," and (behind[1] == "who" or bool(_AGE.fullmatch(behind[1])))


def _free_runs(
    segment: Segment, number: int, taken: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, hyphens within, of which nothing is named yet; past titles."""
    for first, past in segment.runs:
        start = first
        for place in range(first, past + 1):
            ends = place == past or (number, place) in taken or not _may_stand(segment, place)
            if ends and place > start:
                yield start, place
            if ends:
                start = place + 1


def _may_stand(segment: Segment, place: int) -> bool:
    """Whether a word may be part of a person's name."""
    word = segment.words[place]
    if word == "-":
        return segment.ends[place - 1] == segment.starts[place] if place else False
    low = word.lower().rstrip(".")
    given = bool(set(word_of(word).kinds) & set("gh"))
    return word_of(word).shape in _FACES and not (
        low in PERSONAL or (low in ROLES and not given) or low in PLACE_WORDS or is_people(low)
    )


def _is_person(words: Sequence[str], first: int, past: int) -> bool:
    before = words[first - 1].lower().rstrip(".") if first else ""
    if before in PERSONAL:
        return True
    if any(word.lower() in ORG_WORDS for word in words[first:past]):
        return False
    long_enough = 1 < sum(word != "-" for word in words[first:past]) <= _MOST_WORDS
    if not long_enough or before == "the" or set(word_of(words[first]).kinds) & set("dc"):
        return False
    behind = "".join(words[past : past + 1])
    spoke = any(word and "v" in word_of(word).kinds for word in (before, behind))
    return spoke or _is_apposed(words, past)
