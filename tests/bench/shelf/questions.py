"""What a reader asks of the library: searches and lists of every kind, the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from nutgraf.store import Query
from tests.bench.shelf.stories import SITES, TAGS, made_reading, people
from tests.bench.shelf.words import tongues

Asked = tuple[str, Query]


def searches(count: int, each: int = 25) -> Iterator[Asked]:
    """Searches of a library of so many readings, each with its kind: `each` of every kind."""
    for kind, ask in _SEARCHES.items():
        chance = Random(f"searches {kind}")
        yield from ((kind, ask(chance, count)) for _ in range(each))


def lists(each: int = 12) -> Iterator[Asked]:
    """Lists without words: all, and by every filter, popular and rare."""
    for kind, ask in _LISTS.items():
        chance = Random(f"lists {kind}")
        yield from ((kind, ask(chance, 0)) for _ in range(each))


def _word(chance: Random, first: int, past: int) -> str:
    return tongues()[0][0].words[chance.randrange(first, past)]


def _two(chance: Random, _: int) -> Query:
    return Query(f"{_word(chance, 0, 300)} {_word(chance, 300, 6_000)} ")


def _three(chance: Random, _: int) -> Query:
    return Query(" ".join(_word(chance, 0, 400) for _ in range(3)) + " ")


def _begun(chance: Random, _: int) -> Query:
    size = chance.randint(2, 6)
    words = [word for word in tongues()[0][0].words[:8_000] if len(word) > size]
    return Query(chance.choice(words)[:size])


def _begun_second(chance: Random, _: int) -> Query:
    return Query(f"{_word(chance, 20, 2_000)} {_word(chance, 100, 4_000)[: chance.randint(1, 4)]}")


def _phrase(chance: Random, count: int) -> Query:
    story = made_reading(chance.randrange(count)).story
    words = story[story.sentences[chance.randrange(len(story.sentences))].span].split()
    at = chance.randrange(max(1, len(words) - 3))
    return Query(f'"{" ".join(words[at : at + chance.randint(2, 3)])}"')


def _unspaced(chance: Random, _: int) -> Query:
    words = chance.choice(tongues()[0][5:7]).draw(chance, 2)
    return Query("".join(words)[: chance.randint(1, 4)])


def _other_script(chance: Random, _: int) -> Query:
    return Query(chance.choice(tongues()[0][3:5]).words[chance.randrange(5_000)] + " ")


def _site(chance: Random) -> str:
    number = chance.randrange(SITES)
    return f"Courier {number}" if chance.random() < 0.5 else f"site{number}.example"


def _person(chance: Random) -> str:
    return people()[int(chance.random() ** 3 * 5_000)]


def _day(chance: Random) -> tuple[str, str]:
    year, month = chance.randint(2016, 2025), chance.randint(1, 12)
    return f"{year}-{month:02}", f"{year}-{month:02}"


_SEARCHES = {
    "one rare word": lambda chance, _: Query(_word(chance, 6_000, 16_000) + " "),
    "one middling word": lambda chance, _: Query(_word(chance, 300, 3_000) + " "),
    "one common word": lambda chance, _: Query(_word(chance, 0, 60) + " "),
    "two words": _two,
    "three words": _three,
    "a word begun": _begun,
    "a second word begun": _begun_second,
    "a phrase": _phrase,
    "1-4 signs, unspaced": _unspaced,
    "Cyrillic or Arabic": _other_script,
    "a name": lambda chance, _: Query(_person(chance)),
    "common word, site": lambda chance, _: Query(_word(chance, 0, 200), _site(chance)),
    "common word, person": lambda chance, _: Query(_word(chance, 0, 200), person=_person(chance)),
    "common word, tag": lambda chance, _: Query(_word(chance, 0, 200), tag=chance.choice(TAGS)),
    "common word, month": lambda chance, _: Query(
        _word(chance, 0, 200), since=(month := _day(chance))[0], until=month[1]
    ),
    "common word, unread": lambda chance, _: Query(_word(chance, 0, 200), unread=True),
    "common word, in the bin": lambda chance, _: Query(_word(chance, 0, 200), deleted=True),
    "no hits": lambda chance, _: Query(f"{_word(chance, 0, 200)} qxq{chance.randrange(999)}"),
}
_LISTS = {
    "all": lambda chance, _: Query(),
    "unread": lambda chance, _: Query(unread=True),
    "a site": lambda chance, _: Query(site=_site(chance)),
    "a person": lambda chance, _: Query(person=_person(chance)),
    "a tag": lambda chance, _: Query(tag=chance.choice(TAGS)),
    "a month": lambda chance, _: Query(since=(month := _day(chance))[0], until=month[1]),
    "a site's month": lambda chance, _: Query(
        site=_site(chance), since=(month := _day(chance))[0], until=month[1]
    ),
    "the bin": lambda chance, _: Query(deleted=True),
}
