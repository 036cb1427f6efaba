"""Readings of a made-up library, each from its number alone: the same whenever it is asked for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from nutgraf.model import (
    Anchor,
    Answer,
    Block,
    Budget,
    Card,
    Fact,
    Facts,
    Mark,
    Origin,
    Quote,
    Reading,
    Removal,
    Sentence,
    Source,
    Span,
    Story,
    Summary,
)
from tests.bench.shelf.words import Tongue, tongues, zipf

SITES = 300
PEOPLE = 30_000
PLACES = 4_000
TAGS = ("later", "harbour", "votes", "budget", "weather", "science", "family", "work", "Ärzte")
FIRST_DAY = datetime(2016, 1, 1, tzinfo=UTC)
DAYS = 3_900
_REASONS = ("opens the story", "gives a new figure", "gives someone's own words", "says who")
_CUT = ("navigation", "a related story", "an advert", "a share bar", "a newsletter box")
_ENGINES = (("nutgraf", "0.1.0"), ("lxml", "6.1.3"), ("sumy", "0.13.0"), ("trafilatura", "2.3.1"))


@dataclass(slots=True)
class _Draft:
    """A story while it is written: its text so far and the places already known."""

    tongue: Tongue
    chance: Random
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def tags_of(number: int) -> tuple[str, ...]:
    """The tags the reader gives a reading; none to three."""
    chance = Random(f"tags {number}")
    return tuple(chance.sample(TAGS, k=max(0, chance.randint(0, 3))))


def made_reading(number: int, characters: int = 5_000) -> Reading:
    """A reading of about so many characters of story, with facts, quotes and removals."""
    chance = Random(f"reading {number}")
    spoken, shares = tongues()
    tongue = chance.choices(spoken, cum_weights=shares)[0]
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS), seconds=chance.randrange(86_400))
    draft = _written(tongue, chance, characters)
    site = chance.choices(range(SITES), cum_weights=_known(SITES))[0]
    url = f"https://www.site{site}.example/{day:%Y/%m}/{number}-{'-'.join(tongue.draw(chance, 4))}"
    story = Story(
        text=draft.text, blocks=tuple(draft.blocks), sentences=tuple(draft.sentences),
        headline=_line(tongue, chance, 8), dek=_line(tongue, chance, 20), byline=(person(chance),),
        site=f"Courier {site}", published=day.isoformat(), language=tongue.code,
        marks=tuple(draft.marks), sources=(("headline", "h1"), ("byline", "json-ld")),
    )  # fmt: skip
    mark = hashlib.sha256(f"{number} {draft.text}".encode()).hexdigest()
    return Reading(
        Origin("html", mark, 40 * len(draft.text), url), story, _summary(draft),
        Facts(tuple(draft.facts), tuple(draft.quotes), _card(draft), "model"),
        _removed(draft), (), _ENGINES, f"sha256:{mark}",
    )  # fmt: skip


@cache
def people() -> tuple[str, ...]:
    """Everybody the library's stories may name, the best known first."""
    words = [word for word in tongues()[0][0].words if len(word) > 3][:6_000]
    chance = Random("people")
    return tuple(
        f"{chance.choice(words[:500]).title()} {chance.choice(words).title()}"
        for _ in range(PEOPLE)
    )


def person(chance: Random) -> str:
    """Somebody, the best known most often."""
    return chance.choices(people(), cum_weights=_known(PEOPLE))[0]


@cache
def _known(count: int) -> tuple[float, ...]:
    return zipf(count)


def _place(chance: Random) -> str:
    number = chance.choices(range(PLACES), cum_weights=_known(PLACES))[0]
    return tongues()[0][2].words[1_000 + number].title()


def _line(tongue: Tongue, chance: Random, count: int) -> str:
    return tongue.gap.join(tongue.draw(chance, count)).capitalize()


def _written(tongue: Tongue, chance: Random, characters: int) -> _Draft:
    draft = _Draft(tongue, chance)
    # A sign of a script without spaces says about as much as three letters.
    size = characters if tongue.gap else characters // 3
    while len(draft.text) < size:
        _paragraph(draft)
    return draft


def _paragraph(draft: _Draft) -> None:
    chance, start = draft.chance, len(draft.text) + 2 * bool(draft.text)
    said: list[str] = []
    at = start
    for _ in range(chance.randint(1, 3)):
        words = _sentence(draft, at)
        draft.sentences.append(Sentence(Span(at, at + len(words)), len(draft.blocks)))
        said.append(words)
        at += len(words) + 1
    text = " ".join(said)
    path = f"/html/body[1]/div[2]/main[1]/article[1]/div[{chance.randint(1, 4)}]/p[{len(draft.blocks) + 1}]"
    anchor = Anchor("", draft.text[-32:], text[-32:], path)
    draft.blocks.append(Block("paragraph", Span(start, start + len(text)), anchor))
    draft.text += ("\n\n" if draft.text else "") + text


def _sentence(draft: _Draft, at: int) -> str:
    tongue, chance = draft.tongue, draft.chance
    words = tongue.draw(chance, chance.randint(9, 24))
    kind = chance.randrange(6)
    if kind == 0:
        words[3] = _named(draft, "person", person(chance), at + _before(words, 3, tongue))
    elif kind == 1:
        words[5] = _named(draft, "place", _place(chance), at + _before(words, 5, tongue))
    elif kind == 2:
        figure = str(chance.randint(2, 90_000))
        words[4] = _named(draft, "number", figure, at + _before(words, 4, tongue))
    said = tongue.gap.join(words)
    if chance.random() < 0.2:
        place = Span(at, at + len(said))
        source = Source(draft.facts[0].spans[0] if draft.facts else None)
        cue = Span(place.end - len(words[-1]), place.end)
        draft.quotes.append(
            Quote(place, cue, source, "indirect", "told", 0.85, len(draft.sentences))
        )
    return said[0].upper() + said[1:] + tongue.stop if len(said[0].upper()) == 1 else said + "."


def _before(words: list[str], index: int, tongue: Tongue) -> int:
    return sum(map(len, words[:index])) + index * len(tongue.gap)


def _named(draft: _Draft, kind: str, words: str, at: int) -> str:
    span = Span(at, at + len(words))
    draft.facts.append(Fact(kind, (span,), words, len(draft.sentences), 0.85))  # type: ignore[arg-type]
    if draft.chance.random() < 0.3:
        draft.marks.append(Mark("link", span, f"https://www.site.example/topic/{at}"))
    return words


def _summary(draft: _Draft) -> Summary:
    order = list(range(len(draft.sentences)))
    draft.chance.shuffle(order)
    return Summary(
        "news", Budget(sentences=3), tuple(order),
        tuple(round(draft.chance.gauss(0, 1), 6) for _ in order),
        tuple(draft.chance.choice(_REASONS) for _ in order),
        tuple(len(draft.text[one.span.start : one.span.end].split()) for one in draft.sentences),
    )  # fmt: skip


def _card(draft: _Draft) -> Card:
    who = tuple(Answer(fact.spans[0], 0.8) for fact in draft.facts if fact.kind == "person")
    return Card(who=who[:3], what=(Answer(draft.sentences[0].span, 0.7),))


def _removed(draft: _Draft) -> tuple[Removal, ...]:
    """Menus, adverts and other stories: a page has many more of them than paragraphs."""
    chance, tongue = draft.chance, draft.tongue
    lines = [_line(tongue, chance, chance.randint(1, 12)) for _ in range(chance.randint(40, 180))]
    return tuple(
        Removal(
            "clutter", chance.choice(_CUT), line,
            Anchor(line, lines[n - 1][-32:], "", f"/html/body[1]/div[{n % 5 + 1}]/nav[1]/ul[1]/li[{n}]/a[1]"),
            n % (len(draft.blocks) + 1),
        )
        for n, line in enumerate(lines)
    )  # fmt: skip
