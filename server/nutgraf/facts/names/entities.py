"""Mentions merged into those they name: one person, organisation or place each.

A surname or a given name alone is the one full name it ends or begins; an acronym in brackets is
the organisation before it. Where two could be meant, the mention stays by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.model import FactKind, Span, Story

_COMPANY: Final = re.compile(
    r",? (?:inc|corp|corporation|ltd|limited|llc|plc|co|company|gmbh|ag|sa|spa|nv|group|holdings)"
    r"\.?$"
)
_SAME: Final = {
    "us": "united states", "usa": "united states", "united states of america": "united states",
    "uk": "united kingdom", "uae": "united arab emirates", "un": "united nations",
    "eu": "european union", "drc": "democratic republic of the congo",
}  # fmt: skip
_NOT_INITIALS: Final = frozenset(
    "of the and for de del la das der du des et y e in on to a".split()
)
_SUFFIX: Final = frozenset("jr sr ii iii iv".split())
_LEAST_ACRONYM: Final = 2
_MOST_OWNERS: Final = 12


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom or what a name names: its mentions, the fullest first, then in order; how sure."""

    kind: FactKind
    spans: tuple[Span, ...]
    sureness: float


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a person, an organisation or a place."""

    kind: FactKind
    span: Span
    sureness: float


def entities_of(story: Story, mentions: Sequence[Mention]) -> list[Entity]:
    """The mentions by what they name, in the order of their first ones."""
    groups: dict[tuple[FactKind, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.kind, _key(story[mention.span])].append(mention)
    owners = _owners(story, groups)
    merged: dict[tuple[FactKind, str], list[Mention]] = defaultdict(list)
    for name, group in groups.items():
        merged[_owner(name, owners)] += group
    return [_entity(story, kind, group) for (kind, _), group in merged.items()]


Key = tuple[FactKind, str]


def _key(name: str) -> str:
    """A name as it is compared: without points and article, in small letters."""
    plain = " ".join(name.replace("’", "'").replace(".", "").casefold().split())
    return _SAME.get(plain.removeprefix("the "), plain.removeprefix("the "))


def _owner(name: Key, owners: dict[Key, Key]) -> Key:
    """The name that stands for this one, at the end of the chain."""
    for _ in range(4):
        if name not in owners:
            break
        name = owners[name]
    return name


def _owners(story: Story, groups: dict[Key, list[Mention]]) -> dict[Key, Key]:
    people = [name for kind, name in groups if kind == "person"]
    bodies = [name for kind, name in groups if kind == "organisation"]
    found: dict[Key, Key] = {}
    for name, full in _people(people):
        found["person", name] = ("person", full)
    for name, full in _companies(bodies):
        found["organisation", name] = ("organisation", full)
    for short, long in _acronyms(story, groups):
        found.setdefault(short, long)
    return {name: full for name, full in found.items() if name != full}


def _people(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Surnames, given names and shorter forms with the one longer name they are part of."""
    parts: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = [word for word in name.split() if word not in _SUFFIX]
        for cut in range(1, len(words)):
            parts[" ".join(words[cut:])].add(name)
            parts[" ".join(words[:cut])].add(name)
        if len(words) > 2:  # noqa: PLR2004 - a name in the middle may be left out
            parts[f"{words[0]} {words[-1]}"].add(name)
        if len(words) < len(name.split()):
            parts[" ".join(words)].add(name)
    owners: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (-len(name.split()), name)):
        longer = _whole({owners.get(other, other) for other in parts.get(name, ())} - {name})
        if len(longer) == 1:
            owners[name] = longer[0]
    yield from owners.items()


def _whole(names: set[str]) -> list[str]:
    """The names that are not parts of a longer one of them; of very many none is sought."""
    if len(names) > _MOST_OWNERS:
        return sorted(names)
    return sorted(
        name
        for name in names
        if not any(other != name and f" {name} " in f" {other} " for other in names)
    )


def _companies(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """ "Acme" and "Acme Ltd" are one."""
    by_short: dict[str, list[str]] = defaultdict(list)
    for name in names:
        short = _COMPANY.sub("", name)
        if short and short != name:
            by_short[short].append(name)
    for name in names:
        if len(by_short.get(name, ())) == 1:
            yield name, by_short[name][0]


def _acronyms(story: Story, groups: dict[Key, list[Mention]]) -> Iterable[tuple[Key, Key]]:
    """ "World Trade Organization (WTO)": the letters in brackets are the name before them."""
    ends = {m.span.end: (kind, name) for (kind, name), group in groups.items() for m in group}
    for (kind, name), group in groups.items():
        if kind != "organisation" or " " in name or len(name) < _LEAST_ACRONYM:
            continue
        for mention in group:
            before = mention.span.start - 2
            full = ends.get(before)
            if story.text[before : before + 2] == " (" and full and full[0] == kind:
                if _stands_for(name, full[1]):
                    yield (kind, name), full
                break


def _stands_for(acronym: str, name: str) -> bool:
    initials = "".join(word[0] for word in name.split() if word not in _NOT_INITIALS)
    whole = "".join(word[0] for word in re.split(r"[ -]", name) if word)
    return acronym in {initials, whole} or (acronym[0] == name[0] and " " in name)


def _entity(story: Story, kind: FactKind, group: Sequence[Mention]) -> Entity:
    ordered = sorted(group, key=lambda mention: mention.span)
    best = max(ordered, key=lambda mention: (len(_written(story, mention)), -mention.span.start))
    spans = (best.span, *(mention.span for mention in ordered if mention is not best))
    surest = max(mention.sureness for mention in group)
    mean = sum(mention.sureness for mention in group) / len(group)
    return Entity(kind, spans, round((surest + mean) / 2, 2))


def _written(story: Story, mention: Mention) -> str:
    """A name for the choice of the fullest: "REIS" is not fuller than "Reis"."""
    return " ".join(story[mention.span].split())
