"""How far a name reaches: particles, initials, hyphens and kinds of body belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nutgraf.facts.lexicon import HONORIFICS, ORG_WORDS, ROLES
from nutgraf.facts.names.shapes import word_of
from nutgraf.facts.names.tagger import Named
from nutgraf.facts.names.tokens import Segment, is_capital

_PARTICLES: Final = frozenset(
    "de la le du del della der den des di da do dos das van von zu bin bint ibn ben al el as abu "
    "ter ten".split()
)
_ARTICLES: Final = frozenset("al el ad as ash an ar at".split())
_NOT_A_SYLLABLE: Final = frozenset(
    "based born led run owned style made wide bound trained backed held area era like type only "
    "old year day month week long time first term funded linked controlled inspired educated off "
    "out in on to by free rich wing left right back forward ever elect turned range mid high low "
    "up hit torn ruled bred built war sized aged and thru plus side".split()
)
_SYLLABLE: Final = 6
_PREFIXES: Final = frozenset("anti pro ex non post pre inter trans neo mid".split())
_NO_GIVEN: Final = frozenset("will may can mark grant chase but and for has had an so".split())
_MOST_PARTS: Final = 6


def extended(segment: Segment, name: Named) -> Named:
    """ "al-Qaida" has its article, a person's name what particles and hyphens join to it."""
    words, first, last = segment.words, name.first, name.last
    if first > 1 and words[first - 1] == "-" and words[first - 2].lower() in _ARTICLES:
        first -= 2 * (segment.ends[first - 2] == segment.starts[first - 1])
    if name.kind == "person":
        first = _with_given(segment, first)
        for _ in range(_MOST_PARTS):
            last += 2 * (last + 2 < len(words) and _particle_follows(words, last))
        last = _with_syllable(segment, last)
    return replace(name, first=first, last=last)


def with_body(words: Sequence[str], name: Named) -> Named:
    """ "Dubai" with "Police" behind it is a body."""
    last = name.last
    if name.kind == "person":
        return name
    for place in range(name.last + 1, min(name.last + 1 + _MOST_PARTS, len(words))):
        word = words[place]
        if not is_capital(word) and word not in {"’", "'"}:
            break
        if word.lower() in ORG_WORDS:
            last = place
    if last > name.last:
        name = replace(name, kind="organisation", last=last)
    return replace(name, first=name.first - 2) if _has_partner(words, name) else name


def _has_partner(words: Sequence[str], name: Named) -> bool:
    """ "The Bakers and Food Workers Union" is one body."""
    first = name.first
    if name.kind != "organisation" or first == name.last or first < 3:  # noqa: PLR2004 - "the", a word, "and"
        return False
    the, partner, link = words[first - 3 : first]
    ends = words[name.last].lower() in ORG_WORDS and is_capital(partner) and partner.endswith("s")
    return ends and link == "and" and the.lower() == "the"


def _with_given(segment: Segment, first: int) -> int:
    """Initials, a given name or the parts of "Inzamam-ul-Haq" before a name belong to it."""
    words = segment.words
    for _ in range(_MOST_PARTS):
        if first and _is_given(words[first - 1], opens=first == 1):
            first -= 1
        elif first > 1 and words[first - 1] == "-" and _is_glued(segment, first):
            first -= 2
        else:
            break
    return first


def _is_given(text: str, *, opens: bool) -> bool:
    """Whether a word before a surname is a given name; at the head of a sentence "Marine" is."""
    word = word_of(text)
    if word.shape == "A." or not is_capital(text):
        return is_capital(text)
    if opens:
        return bool(set(word.kinds) & set("gh")) and word.low not in HONORIFICS | _NO_GIVEN
    return "g" in word.kinds and word.low not in HONORIFICS | ROLES


def _is_glued(segment: Segment, first: int) -> bool:
    low = segment.words[first - 2].lower()
    tight = segment.ends[first - 2] == segment.starts[first - 1] == segment.starts[first] - 1
    joins = is_capital(segment.words[first - 2]) or low in {"ul", "ur", "ud", "us", "uz"}
    return tight and joins and low not in _PREFIXES


def _particle_follows(words: Sequence[str], last: int) -> bool:
    if words[last].lower() in _PARTICLES:
        return False
    return (
        words[last + 1].lower() in _PARTICLES - {"as", "do", "la"} and words[last + 2][0].isupper()
    )


def _with_syllable(segment: Segment, last: int) -> int:
    """ "Moon Jae-in", "Park Jie-won"."""
    for place in (last + 1, last + 2):
        if _is_syllable(segment, place):
            apart = place == last + 2 and not is_capital(segment.words[last + 1])
            return last if apart else place + 1
    return last


def _is_syllable(segment: Segment, place: int) -> bool:
    """Whether a hyphen and a small syllable stand here, tight behind a capitalised word."""
    words = segment.words
    if not 0 < place < len(words) - 1 or words[place] != "-" or not is_capital(words[place - 1]):
        return False
    after = words[place + 1]
    tight = segment.ends[place - 1] == segment.starts[place] == segment.starts[place + 1] - 1
    short = len(after) < _SYLLABLE and after.isalpha() and after.islower()
    return tight and short and after not in _NOT_A_SYLLABLE and after not in ROLES


def joined(segments: Sequence[Segment], named: Sequence[Named]) -> list[Named]:
    """Two people with only a particle between them are one: "Faisal bin Rashid"."""
    found: list[Named] = []
    for name in named:
        before = found[-1] if found else None
        if before and before.segment == name.segment and before.last >= name.first:
            found[-1] = _merged(before, name)
            continue
        if before and before.segment == name.segment and before.kind == name.kind == "person":
            between = segments[name.segment].words[before.last + 1 : name.first]
            if between and len(between) < 3 and all(w.lower() in _PARTICLES for w in between):  # noqa: PLR2004 - "de la"
                found[-1] = replace(before, last=name.last)
                continue
        found.append(name)
    return found


def _merged(before: Named, name: Named) -> Named:
    """Two names that overlap are one, of the longer one's kind."""
    longer = max(before, name, key=lambda each: each.last - each.first)
    return replace(longer, first=min(before.first, name.first), last=max(before.last, name.last))
