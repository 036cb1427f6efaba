"""What reference managers are told of a reading: who wrote it, what it is called, where, when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nutgraf.export.content import one_line, page_url, said, title_of
from nutgraf.model import Reading, Story

# Bylines of desks and agencies: they have no family name.
_HOUSES: Final = frozenset(
    "agence agencies agency agentur bureau correspondent correspondents daily desk editor "
    "editorial editors herald magazine media network news newspaper newsroom online post "
    "press redacción redactie redaktion reporter reporters rédaction service staff team times "
    "tribune".split()
)
_PARTICLES: Final = frozenset(
    "al af av bin da dal de degli del della den der des di do dos du e el ibn la las le los ten "
    "ter und van vom von y zu zum zur".split()
)
# Languages that put the family name first, or have none.
_FAMILY_FIRST: Final = frozenset("hu id is ja ko my ta th vi zh".split())
_NAME: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MOST_KEYWORDS: Final = 20


@dataclass(frozen=True, slots=True)
class Author:
    """A person as a reference manager sorts one; without `given`, the name stands as it is."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reading as an entry of a bibliography, every text on one line.

    `issued` and `accessed` are year, month and day as far as known. `abstract` is the summary;
    `places` pairs each of its sentences with the link to where it stands in the page.
    """

    key: str
    is_news: bool
    title: str
    authors: tuple[Author, ...]
    site: str
    url: str
    issued: tuple[int, ...]
    accessed: tuple[int, ...]
    language: str
    abstract: str
    places: tuple[tuple[str, str], ...]
    keywords: tuple[str, ...]


def references(readings: Iterable[Reading]) -> Iterator[Reference]:
    """The references of readings, each reading once."""
    return map(reference, {reading.digest: reading for reading in readings}.values())


def reference(reading: Reading) -> Reference:
    """The reference of one reading."""
    story = reading.story
    authors = tuple(author(one_line(name), story.language) for name in story.byline)
    shown = [said(reading, story.sentences[pick.sentence].span) for pick in reading.summary.picks]
    picks = tuple((one_line(one.words), one.link) for one in shown)
    return Reference(
        key=_key(reading, authors),
        is_news=_is_news(story),
        title=title_of(reading),
        authors=authors,
        site=one_line(story.site or ""),
        url=page_url(reading) or "",
        issued=_day(story.published),
        accessed=_day(reading.page.captured_at),
        language=one_line(story.language or ""),
        abstract=" ".join(words for words, _ in picks),
        places=picks,
        keywords=tuple(_keywords(reading)),
    )


def _is_news(story: Story) -> bool:
    """An article, or a page of no stated kind that somebody wrote on a day."""
    signed = story.kind == "page" and bool(story.byline and story.published)
    return signed or story.kind in ("article", "live-blog")


def author(name: str, language: str | None = None) -> Author:
    """A name parted where that is sure: two words, or initials or small particles between them."""
    words = name.split()
    parted = len(words) > 1 and all(map(_is_latin, words)) and language not in _FAMILY_FIRST
    if not parted or {word.casefold() for word in words} & _HOUSES:
        return Author(name)
    family = next((at for at, word in enumerate(words) if word in _PARTICLES), len(words) - 1)
    given = words[:family]
    sure = given and given[0][0].isupper() and words[-1][0].isupper()
    if not sure or not all(map(_INITIAL.fullmatch, given[1:])):
        return Author(name)
    return Author(" ".join(words[family:]), " ".join(given))


def written(date: tuple[int, ...], sign: str = "-") -> str:
    """A date at the precision known, year first: `2026-04-22`, `2026-04`, `2026`."""
    return sign.join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(date))


def _is_latin(word: str) -> bool:
    return bool(_NAME.fullmatch(word)) and all(
        "LATIN" in unicodedata.name(letter, "") for letter in word if letter.isalpha()
    )


def _key(reading: Reading, authors: tuple[Author, ...]) -> str:
    """ASCII letters and digits: author, year, a word of the title, and a piece of the digest that
    keeps it apart from all others."""
    year = written(_day(reading.story.published)[:1])
    title = [word for word in map(_ascii, title_of(reading).split()) if len(word) > 3]
    parts = [_ascii(authors[0].family) if authors else "", year, *title[:1]]
    return "".join([*parts, "x", reading.digest.removeprefix("sha256:")[:8]])


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plain)[:24]


def _day(date: str | None) -> tuple[int, ...]:
    """Year, month and day of an ISO 8601 date, as far as it has them and they can be."""
    found = _DATE.match(date or "")
    parts = [int(part) for part in found.groups() if part] if found else []
    bounds = ((1, 9999), (1, 12), (1, 31))
    sound = (low <= part <= high for part, (low, high) in zip(parts, bounds, strict=False))
    return tuple(parts) if all(sound) else ()


def _keywords(reading: Reading) -> Iterator[str]:
    """Who and where, most important first; a comma would make two of one."""
    facts = reading.facts
    names = [fact.value or reading.story[fact.spans[0]]
             for fact in (*facts.people, *facts.organisations, *facts.places)]  # fmt: skip
    plain = (one_line(name) for name in names if not set(name) & set(",;"))
    return iter(list(dict.fromkeys(plain))[:_MOST_KEYWORDS])
