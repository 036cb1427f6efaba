"""The byline: the people who sign a story, and where they are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from nutgraf.language.words import key
from nutgraf.story.names import is_site, people_of, signature_of
from nutgraf.story.stated import Claim, Spot, Stated, clean, first_of, text_of, type_of
from nutgraf.story.told import Told

Named = tuple[str, tuple[str, ...]]
"""Where names are stated, and the names."""

_AUTHORS: Final = (
    "parsely-author", "sailthru.author", "article:author_name", "article:author",
    "og:article:author", "cxenseparse:author", "articleauthor", "byl", "author", "dc.creator",
    "dcterms.creator", "citation_author", "creator",
)  # fmt: skip
_LABELLED: Final = re.compile(
    r"(?:written by|author|geschrieben von|verfasst von|autor|écrit par|escrito por|scritto da|"
    r"geschreven door|skrevet av)\W*$", re.I
)  # fmt: skip
_ANDED: Final = re.compile(r"[;&+、]|(?<!\w)(?:and|und|et|y|e|en|og|och|i|ve|with|mit|avec)(?!\w)")
_GAP: Final = re.compile(rf"\W{{0,6}}(?:{_ANDED.pattern})?\W{{0,6}}")
_PEN_NAME_WORDS: Final = 2
_SHORT_LINE_WORDS: Final = 5
_SEEN: Final = "visible text"


def byline_of(stated: Stated, told: Told, site: str | None) -> Claim:
    """The people who sign; where no person does, the pen name or the agency that does.

    What is stated for machines wins, unless the byline a reader sees names them and more; an
    agency wins over the house.
    """
    claims = [(where, "; ".join(names)) for where, names in _authors(stated)]
    where, people = _fullest([(where, people_of(names, site)) for where, names in claims])
    seen = _seen(told, site, alone=not people)
    if len(seen) > 1 and set(map(key, seen)) > set(map(key, people)):
        return _SEEN, seen
    if people or seen:
        return (where, people) if people else (_SEEN, seen)
    companies = _names(stated.article.get("author"), stated, people=False)
    signed = [(where, signature_of(names)) for where, names in claims]
    signed += [("json-ld", signature_of("; ".join(companies)))]
    guests = [(where, names) for where, names in signed if not any(is_site(n, site) for n in names)]
    return first_of([*guests, *signed, *((_SEEN, names) for names in _pen_names(told))])


def _authors(stated: Stated) -> Iterator[tuple[str, list[str]]]:
    """The texts in which each source names authors; companies are left out."""
    author = stated.article.get("author")
    yield "json-ld", _names(author, stated, people=True)
    yield "json-ld", _names(stated.article.get("creator"), stated, people=True)
    for name in _AUTHORS:
        texts = [text for text in stated.meta.get(name, ()) if "://" not in text]
        yield f"meta {name}", [_turned(text) for text in texts]
    if _LABELLED.match(stated.first("twitter:label1")):
        yield "meta twitter:data1", [stated.first("twitter:data1")]


def _seen(told: Told, site: str | None, *, alone: bool) -> tuple[str, ...]:
    """The people in the byline a reader sees, marked as one or a line "By …"; where nothing else
    names anybody, also those marked beside them."""
    for spot in told.signed:
        people = _signed_in(spot, site)
        if people and _stands(people[0], spot, told):
            return (*people, *_beside(spot, people, told, site)) if alone else people
    lines = ((people_of(line, site), line) for line in told.by_lines())
    return next((_listed(people, line) for people, line in lines if people), ())


def _stands(name: str, spot: Spot, told: Told) -> bool:
    """Whether a marked name is this story's: marked for machines, or beside the headline."""
    return spot.explicit or any(name in line for line in told.lines)


def _beside(first: Spot, people: Sequence[str], told: Told, site: str | None) -> tuple[str, ...]:
    """Those whose names alone are marked like the first one's and stand at its side."""
    named = (people_of("\n".join(m.pieces), site) for m in told.signed if m.near(first))
    known = set(map(key, people))
    single = (names[0] for names in named if len(names) == 1 and key(names[0]) not in known)
    return tuple(dict.fromkeys(name for name in single if _stands(name, first, told)))


def _pen_names(told: Told) -> Iterator[tuple[str, ...]]:
    """Names of a word or two that are marked as the author's or stand in a line "By …"."""
    texts = [spot.pieces[0] for spot in told.signed if spot.explicit and spot.pieces]
    lines = [line for line in told.by_lines() if len(line.split()) <= _SHORT_LINE_WORDS]
    for text in (*texts, *lines):
        names = signature_of(text)[:1]
        if names and len(names[0].split()) <= _PEN_NAME_WORDS:
            yield names


def _names(value: Any, stated: Stated, *, people: bool) -> list[str]:
    """The names in an author field, those of people or those of companies."""
    names = []
    for person in value if isinstance(value, list) else [value]:
        if isinstance(person, dict) and "name" not in person and "@id" in person:
            same = (t for t in stated.things if t.get("@id") == person["@id"])
            person = next(same, person)
        company = isinstance(person, dict) and "Organization" in type_of(person)
        if company != people and (name := clean(text_of(person))):
            names.append(name)
    return names


def _fullest(named: Sequence[Named]) -> Named:
    """The first source that names people, or a later one that names them and more."""
    best: Named = ("", ())
    for where, people in named:
        if people and set(map(key, people)) > set(map(key, best[1])):
            best = (where, people)
    return best


def _signed_in(spot: Spot, site: str | None) -> tuple[str, ...]:
    """The people in a marked byline."""
    return _listed(people_of("\n".join(spot.pieces), site), " ".join(spot.pieces))


def _listed(people: tuple[str, ...], line: str) -> tuple[str, ...]:
    """The first person of a byline and those listed with them: "A and B", "A, B, C"; what stands
    behind a single comma is a place of work."""
    chain, at, anded = list(people[:1]), 0, False
    for before, name in zip(people, people[1:], strict=False):
        at = line.find(before, at) + len(before)
        gap = line[at : max(at, line.find(name, at))]
        if not _GAP.fullmatch(gap):
            break
        anded = anded or bool(_ANDED.search(gap))
        chain.append(name)
    return tuple(chain) if anded or len(chain) > 2 else people[:1]  # noqa: PLR2004 - a pair


def _turned(text: str) -> str:
    """`Reis, Ana` as `Ana Reis`."""
    last, comma, first = text.partition(", ")
    single = comma and len(last.split()) == 1 and 0 < len(first.split()) <= 2 and "," not in first  # noqa: PLR2004 - given names
    return f"{first} {last}" if single else text
