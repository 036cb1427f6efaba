"""What the tagger gets wrong as a class: titles in names, roles between them, peoples, laws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nutgraf.facts.lexicon import (
    EVENT_WORDS,
    HONORIFICS,
    MONTHS_AND_DAYS,
    ORG_NAMES,
    ORG_WORDS,
    PLACE_NAMES,
    PLACE_WORDS,
    ROLES,
)  # fmt: skip
from nutgraf.facts.names.peoples import is_people
from nutgraf.facts.names.reach import extended, joined, with_body
from nutgraf.facts.names.shapes import word_of
from nutgraf.facts.names.tagger import Named
from nutgraf.facts.names.tokens import Segment, is_capital
from nutgraf.model import FactKind

_BETWEEN: Final = frozenset(
    "speaker minister president director spokesman spokeswoman spokesperson chairman chairwoman "
    "chair secretary ruler governor ambassador ceo chancellor commissioner mp senator king prince "
    "queen gen coach captain judge prosecutor premier mayor manager editor analyst economist "
    "professor sheikh general".split()
)
_OFFICES: Final = _BETWEEN | frozenset("mr mrs ms dr sir prof lady".split())
_BEFORE_ROLES: Final = frozenset(
    "prime foreign executive managing general chief finance interior defence defense justice "
    "health energy transport education trade marketing vice deputy under house state co".split()
)
_LAWS: Final = EVENT_WORDS | frozenset(
    "declaration framework accord accords summit conference convention protocol charter "
    "constitution amendment code resolution plan strategy initiative revolution crisis pandemic "
    "virus disease syndrome eid ramadan era age tour trophy medal derby mou covid".split()
)
_STORMS: Final = frozenset("storm hurricane typhoon cyclone".split())
_DIRECTIONS: Final = frozenset(
    "south north east west southeast central latin anglo afro indo sub new costa puerto sri sierra "
    "saudi native s n w e".split()
)
_CURRENCY: Final = frozenset("$ £ €".split())
_STATES: Final = PLACE_NAMES | {"DRC", "UAE", "KSA", "PRC", "ROK", "DPRK", "PNG", "CAR"}
_GROUND: Final = frozenset(
    "river lake mount mountain mountains street road avenue island islands bay airport bridge "
    "valley beach ocean desert forest peninsula harbour harbor strait gulf boulevard lane "
    "reserve plateau border park drive highway waterfall canyon province".split()
)
_PERSONAL_WORDS: Final = 3
_TITLED: Final = ROLES | HONORIFICS | _BEFORE_ROLES
_NOT_PERSONAL: Final = _TITLED | ORG_WORDS | PLACE_WORDS
_NOT_A_NAME: Final = _BETWEEN | HONORIFICS | _BEFORE_ROLES


def mended(segments: Sequence[Segment], named: Sequence[Named]) -> list[Named]:
    """The names with these classes of error mended."""
    found: list[Named] = []
    for name in named:
        segment = segments[name.segment]
        for part in _parts(segment.words, name):
            trimmed = _trimmed(segment.words, part)
            if trimmed and not _dropped(segment.words, trimmed):
                whole = with_body(segment.words, extended(segment, trimmed))
                found.append(_settled(segment.words, whole))
    return joined(segments, found)


def _parts(words: Sequence[str], name: Named) -> Iterator[Named]:
    """A body, a role and a person in one are two names: "Acme Director Ana Reis"."""
    low = [word.lower().rstrip(".") for word in words[name.first : name.last + 1]]
    role = next((n for n in range(len(low) - 2, -1, -1) if low[n] in _BETWEEN), -1)
    if name.kind == "person" or role < 0 or not _personal(words, name.first + role + 1, name.last):
        yield _without_role(low, name)
        return
    start = role
    while start > 0 and low[start - 1] in _TITLED:
        start -= 1
    if start > 0 and low[start - 1] not in {"of", "and", "the", "for"}:
        yield replace(name, last=name.first + start - 1)
    yield replace(name, kind="person", first=name.first + role + 1)


def _personal(words: Sequence[str], first: int, last: int) -> bool:
    """Whether what stands behind a role may be a person's name."""
    behind = [word_of(word) for word in words[first : last + 1] if word != "-"]
    return 0 < len(behind) <= _PERSONAL_WORDS and not any(
        word.shape in {"x", "XX", "XXX", "9"} or word.low in _NOT_PERSONAL or is_people(word.low)
        for word in behind
    )


def _without_role(low: Sequence[str], name: Named) -> Named:
    """ "Bishop of Idukki" names a place and "Abia State Governor" another."""
    if name.kind == "person":
        return name
    first, last = name.first, name.last
    opens = low[0] in _BETWEEN | ROLES | {"head"}
    if opens and "of" in low[1:-1]:
        first += len(low) - low[::-1].index("of")
    while last > first and low[last - name.first] in _BETWEEN | {"cm"} - {"king", "general"}:
        last -= 1
    return replace(name, first=first, last=last)


def _trimmed(words: Sequence[str], name: Named) -> Named | None:
    first, last = name.first, name.last
    while first <= last and not words[first][0].isalnum():
        first += 1
    while last >= first and not words[last][-1].isalnum() and words[last][-1] != ".":
        last -= 1
    while first < last and words[first] in {"of", "and", "the", "for", "in", "on", "to", "at"}:
        first += 1
    if name.kind == "person" and first <= last:
        first = _past_titles(words, first, last)
    return replace(name, first=first, last=last) if first <= last else None


def _past_titles(words: Sequence[str], first: int, last: int) -> int:
    """Where the name begins behind "Mr", "Prime Minister", "Spanish", "Mongolia"."""
    for place in range(min(first + 4, last - 1), first, -1):
        if words[place].lower().rstrip(".") in _OFFICES:
            first = place + 1
            break
    while first < last and _is_title(words[first], whole=last - first > 1):
        first += 1
    return first


def _is_title(word: str, *, whole: bool) -> bool:
    """Whether a word before a name is a title; "Marine" is one only before a whole name."""
    low, kinds = word.lower().rstrip("."), word_of(word).kinds
    state = "c" in kinds and "g" not in kinds and "n" not in kinds
    people = is_people(word) and (whole or "g" not in kinds)
    return low in HONORIFICS or people or (whole and (low in ROLES or state))


def _dropped(words: Sequence[str], name: Named) -> bool:
    inner = words[name.first : name.last + 1]
    low = [word.lower().rstrip(".") for word in inner]
    if not any(is_capital(word) for word in inner):
        return True
    if low[-1] in _LAWS and (len(low) > 1 or name.kind != "person" or low[0] in {"covid", "mou"}):
        return True
    if is_people(inner[-1]) and all(word in _DIRECTIONS or is_people(word) for word in low[:-1]):
        return True
    if low[0] in _STORMS or all(w in MONTHS_AND_DAYS for w in low) or _is_bare_role(low):
        return True
    return words[name.last + 1 : name.last + 2] != [] and words[name.last + 1] in _CURRENCY


def _is_bare_role(low: Sequence[str]) -> bool:
    """A role that names nobody: "the Minister", "Prime Minister", "XV"."""
    if len(low) == 1 and low[0] in {"i", "ii", "iii", "iv", "v", "x", "xv", "presidential"}:
        return True
    return all(word in _NOT_A_NAME for word in low) and (low[-1] in _BETWEEN | HONORIFICS)


def _settled(words: Sequence[str], name: Named) -> Named:
    """What its words say against its kind: a country is a place, a park is nobody."""
    low = words[name.last].lower()
    if name.first == name.last:
        return replace(name, kind=_kind_of_word(words[name.first], name.kind))
    given = "g" in word_of(words[name.first]).kinds and name.last - name.first == 1
    if name.kind == "person" and not given:
        if low in PLACE_WORDS | _GROUND:
            return replace(name, kind="place")
        if low in ORG_WORDS:
            return replace(name, kind="organisation")
    if name.kind == "organisation" and low in _GROUND:
        return replace(name, kind="place")
    return name


def _kind_of_word(word: str, kind: FactKind) -> FactKind:
    if word in ORG_NAMES:
        return "organisation"
    if word in _STATES or (kind == "organisation" and "c" in word_of(word).kinds):
        return "place"
    return "organisation" if kind == "person" and word.lower() in ORG_WORDS else kind
