"""The role beside a name, and what it tells of the person: the post held, he or she."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from nutgraf.facts.lexicon import FEMALE_TITLES, MALE_TITLES, ROLES
from nutgraf.facts.quotes.speech import BETWEEN, JOINS, PREPOSITIONS, SAID
from nutgraf.model import Fact, Span, Story

_APPOSITION: Final = re.compile(
    r"(?: \([^()]{1,30}\))?, (?:\d{1,3}, )?(?:the |a |an |who is (?:the |a )?)?"
    r"([^,.;:“”\"\n]{3,90})[,.]"
)
_ROLE_BEFORE: Final = re.compile(r"((?:[\w’'-]+ ){0,5}?([\w’'-]+)) $")
_ARTICLE: Final = re.compile(r"^(?:the|a|an|and|but|while|as|when|by|to|of|with) ", re.I)
_BORDER: Final = re.compile(r"[.,:;!?“”\"«»„\n—–()]")
_WORDS: Final = re.compile(r"[\w-]+")
_NO_ROLE: Final = BETWEEN | JOINS | SAID | PREPOSITIONS
_HER: Final = re.compile(
    r"woman$|^(?:actress|mother|wife|daughter|sister|queen|princess|girl|lady|aunt|grandmother|widow|"
    r"girlfriend|nun|duchess|heiress|waitress)$"
)
_HIM: Final = re.compile(
    r"(?<!wo)man$|^(?:actor|father|husband|son|brother|king|prince|boy|uncle|grandfather|boyfriend|"
    r"monk|duke|priest)$"
)
_SHORT_TITLES: Final = {
    "sen": "senator", "gov": "governor", "rep": "representative", "dr": "doctor",
    "prof": "professor", "gen": "general", "capt": "captain", "lt": "lieutenant",
    "sgt": "sergeant", "col": "colonel",
}  # fmt: skip
_HEAD: Final = 80
_REACH: Final = 140
_MENTIONS: Final = 6


@lru_cache(maxsize=1)
def sexes() -> dict[str, str]:
    """Given names, lower-cased, that nine in ten times are a woman's, `f`, or a man's, `m`
    (data/PROVENANCE.md)."""
    rows = (files("nutgraf.facts") / "data" / "sexes.txt").read_text(encoding="utf-8").split("\n")
    return {name: row[0] for row in rows if row for name in row[2:].split()}


def role_of(story: Story, mention: Span) -> Span | None:
    """The role beside a name: "political activist Jane Doe", "Jane Doe, the mayor of Halden"."""
    text = story.text
    after = _APPOSITION.match(text, mention.end, mention.end + _REACH)
    if after and _names_role(after[1]):
        return Span(after.start(1), after.start(1) + len(after[1].rstrip()))
    head = _BORDER.split(text[max(0, mention.start - _HEAD) : mention.start])[-1].lstrip()
    found = _ROLE_BEFORE.search(head)
    if not found or found[2].lower() not in ROLES:
        return None
    return _trimmed(mention.start - 1 - len(found[1]), found[1].split(" "))


def _trimmed(start: int, words: list[str]) -> Span:
    """The noun phrase of a role: what stands behind the last article, conjunction or verb."""
    end = start + len(" ".join(words))
    for position in range(len(words) - 1, -1, -1):
        if _ARTICLE.match(words[position] + " ") or words[position].lower() in _NO_ROLE:
            start += len(" ".join(words[: position + 1])) + 1
            break
    return Span(min(start, end), end)


def _names_role(text: str) -> bool:
    return any(word.lower() in ROLES for word in _WORDS.findall(text)[:6])


def posts_at(story: Story, mention: Span) -> frozenset[str]:
    """The words for what somebody is that stand beside a name: its title, its role."""
    title = _title(story, mention)
    role = role_of(story, mention)
    words = _WORDS.findall(story[role].lower()) if role else []
    return frozenset((_SHORT_TITLES.get(title, title), *words))


def _title(story: Story, mention: Span) -> str:
    """The word before a name, lower-cased, without its full stop."""
    before = story.text[max(0, mention.start - 30) : mention.start].rstrip(" .")
    return before.rpartition(" ")[2].lower()


def sex_of(story: Story, person: Fact) -> str:
    """`f` or `m` where titles, roles or the given name tell, else empty."""
    for span in person.spans[:_MENTIONS]:
        title = _title(story, span)
        if title in FEMALE_TITLES or _HER.search(title):
            return "f"
        if title in MALE_TITLES or (_HIM.search(title) and title in ROLES):
            return "m"
    words = (person.value or story[person.spans[0]]).split()
    return sexes().get(words[0].lower(), "") if len(words) > 1 else ""
