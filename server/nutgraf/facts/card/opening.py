"""How a story opens: its headline and first sentences as clauses, the lead among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, Literal

from nutgraf.facts.card.clauses import Clause, Word, clause_of, words_in
from nutgraf.facts.card.verbs import AUXILIARIES, DETERMINERS, MODALS, PREPOSITIONS, SUBORDINATORS
from nutgraf.model import Answer, Fact, Span, Story

_FIRST: Final = 6
_MOST: Final = 3
_PROSE: Final = ("paragraph", "list-item", "quote")
_LABEL: Final = re.compile(r":\s+|\s+[|–—]\s+|\s-\s")
_STEM: Final = 5
_NAME_WORDS: Final = 6
_SMALL: Final = (
    DETERMINERS | PREPOSITIONS | SUBORDINATORS | AUXILIARIES | MODALS | {"and", "or", "to"}
)
_OPENERS: Final = "“”\"‘’'«»„("
_MARKS: Final = "“”\"‘’'«»"


@dataclass(frozen=True, slots=True)
class Line:
    """The headline or one of the first sentences, with its words and main clause.

    `order` counts the sentences from 0, `sentence` is the index in `Story.sentences`.
    """

    place: Literal["text", "headline"]
    order: int
    words: Sequence[Word]
    clause: Clause | None
    sentence: int | None = None

    def answer(self, first: int, last: int, confidence: float) -> Answer:
        """A range of its words as an answer."""
        end = self.words[last - 1]
        cut = len(end.low) - len(end.bare)
        return Answer(
            Span(self.words[first].span.start, end.span.end - cut), confidence, self.place
        )

    def said(self, first: int, last: int) -> str:
        """A range of its words in lower case without possessive endings, parted by spaces."""
        return " ".join(word.bare for word in self.words[first:last])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A range of a line's words."""

    line: Line
    first: int
    last: int

    @property
    def words(self) -> Sequence[Word]:
        """Its words."""
        return self.line.words[self.first : self.last]

    @property
    def said(self) -> str:
        """Its words in lower case without possessive endings, parted by spaces."""
        return self.line.said(self.first, self.last)

    def answer(self, confidence: float) -> Answer:
        """The phrase as an answer."""
        return self.line.answer(self.first, self.last, confidence)


# How much speaks for an answer.
Weighed = tuple[float, Answer]


class Opening:
    """What the card is read from: the headline, the first sentences and where names stand."""

    def __init__(self, story: Story, names: Sequence[Fact]) -> None:
        self.story = story
        self.names = names
        self.headline = _headline(story)
        self.sentences = tuple(_sentences(story))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The headline, then the lead, then the other first sentences in order."""
        head = (self.headline,) if self.headline else ()
        lead = (self.lead,) if self.lead else ()
        return (*head, *lead, *(line for line in self.sentences if line is not self.lead))

    @cached_property
    def lead(self) -> Line | None:
        """The first sentence that says what the headline says, the very first counting more."""
        asked = _stems(self.headline.words) if self.headline else frozenset()
        return max(self.sentences, key=lambda line: _likeness(line, asked), default=None)

    def worth(self, line: Line) -> float:
        """How much it counts that a line says something: the headline, the lead, then downwards."""
        if line.place == "headline":
            return 1.0
        return 0.8 if line is self.lead else 0.55 - 0.08 * line.order

    @cached_property
    def mentions(self) -> dict[str, Fact]:
        """Names by the lower-cased words they are mentioned with; the weightier name wins."""
        found: dict[str, Fact] = {}
        for fact in self.names:
            for span in fact.spans:
                key = " ".join(word.bare for word in words_in(self.story.text, span))
                found.setdefault(key, fact)
        return found

    def named(self, phrase: Phrase) -> list[tuple[Phrase, Fact]]:
        """The names mentioned in a phrase, longest match first, from left to right."""
        found, at = [], phrase.first
        while at < phrase.last:
            length = self._length(phrase.line, at, phrase.last)
            if length:
                one = Phrase(phrase.line, at, at + length)
                found.append((one, self.mentions[one.said]))
            at += max(length, 1)
        return found

    def _length(self, line: Line, at: int, last: int) -> int:
        """How many words of a line, from one on, are a mention."""
        if not line.words[at].capital:
            return 0
        lengths = range(min(_NAME_WORDS, last - at), 0, -1)
        return next((n for n in lengths if line.said(at, at + n) in self.mentions), 0)


def ranked(story: Story, found: Iterable[Weighed]) -> tuple[Answer, ...]:
    """The three weightiest answers with their confidence, none said twice."""
    kept: list[Answer] = []
    said: list[str] = []
    for weight, answer in sorted(found, key=lambda row: -row[0]):
        words = answer.words(story).lower()
        if any(words in one or one in words for one in said):
            continue
        said.append(words)
        kept.append(Answer(answer.span, confident(weight), answer.place))
        if len(kept) == _MOST:
            break
    return tuple(kept)


def confident(weight: float) -> float:
    """A weight as a confidence; even the best is an estimate."""
    return round(min(0.95, max(0.2, weight / 1.7)), 2)


def _headline(story: Story) -> Line | None:
    """The headline's telling part: behind or before its label ("Tram crash: Five people hurt")."""
    text = story.headline or ""
    parts = [words_in(text, Span(*span)) for span in _parts(text)]
    told = [words for words in parts if words and words[-1].low != "live"]
    lines = [Line("headline", 0, words, _clause(words, title=True))
             for words in told or parts if words]  # fmt: skip
    telling = [line for line in lines if line.clause]
    if telling or not lines:
        return next(iter(telling), None)
    cited = any(line.words[0].text in _MARKS for line in lines)
    return Line("headline", 0, words_in(text, Span(0, len(text))), None) if cited else lines[-1]


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LABEL.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _sentences(story: Story) -> Iterator[Line]:
    told = ((i, s) for i, s in enumerate(story.sentences) if story.blocks[s.block].kind in _PROSE)
    for order, (index, sentence) in enumerate(islice(told, _FIRST)):
        words = _without_mark(words_in(story.text, sentence.span))
        if words:
            yield Line("text", order, words, _clause(words), index)


def _without_mark(words: list[Word]) -> list[Word]:
    """A sentence's words behind a dash or bullet that opens it."""
    while words and not words[0].low[0].isalnum() and words[0].text not in _OPENERS:
        words = words[1:]
    return words


def _clause(words: Sequence[Word], *, title: bool = False) -> Clause | None:
    """The main clause of what is no quotation."""
    return None if words[0].text in _MARKS else clause_of(words, title=title)


def _likeness(line: Line, asked: frozenset[str]) -> float:
    """How much of the headline a sentence says; each step down the story costs a little."""
    shared = len(asked & _stems(line.words)) / max(len(asked), 1)
    return shared + (0.1 if line.clause else 0.0) - 0.12 * line.order


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(
        word.low[:_STEM] for word in words if word.low not in _SMALL and word.low[0].isalnum()
    )
