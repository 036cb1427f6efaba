"""The `news` ranking: what the story is about, said early, said once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.language.words import content_words, words
from nutgraf.model import Budget, Story, Summary
from nutgraf.summary.choose import Vector, order, unit_vectors

NEWS: Final = "news"

_HEADLINE: Final = 1.2
_POSITION: Final = 1.0
_FIRST: Final = 0.7
_LONG_WORDS: Final = 22
_PER_LONG_WORD: Final = 0.05
_SHORT_WORDS: Final = 6
_TOO_SHORT: Final = 1.0
_NOT_PROSE: Final = {"subhead": 4.0, "list-item": 0.4, "quote": 0.3}
_DANGLING: Final = 0.4
_DANGLES: Final = re.compile(
    r"(?:He|She|They|It|This|That|These|Those|But|And|However|Instead|Also|Er|Sie|Il|Elle)\b"
)
_FIGURE: Final = re.compile(r"\d|\b(?:percent|million|billion)\b")
_QUOTED: Final = re.compile('["“„«「].{12,}')
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Traits:
    """What speaks for one sentence, as numbers."""

    centrality: float
    headline: float
    words: int


def rank_news(story: Story, budget: Budget) -> Summary:
    """Rank all of a story's sentences: centrality over tf-idf and overlap with the headline,
    standardised in the story, less the logarithm of the place, less length over 22 words; no two
    alike. The prior on the place and the price on length follow our own measurements.
    """
    texts = [story[sentence.span] for sentence in story.sentences]
    bags = [content_words(text, story.language) for text in texts]
    vectors = unit_vectors(bags)
    traits = _traits(story, texts, bags, vectors)
    scores = _scores(story, texts, traits)
    ranking = order(scores, vectors)
    return Summary(
        method=NEWS,
        budget=budget,
        ranking=ranking,
        scores=tuple(round(scores[i], 6) for i in ranking),
        reasons=tuple(_reason(i, texts[i], traits, rank) for rank, i in enumerate(ranking)),
        words=tuple(trait.words for trait in traits),
    )


def _traits(
    story: Story, texts: Sequence[str], bags: Sequence[Sequence[str]], vectors: Sequence[Vector]
) -> tuple[_Traits, ...]:
    middle: Counter[str] = Counter()
    for vector in vectors:
        middle.update(vector)
    norm = math.sqrt(sum(w * w for w in middle.values())) or 1.0
    sought = frozenset(content_words(" ".join(filter(None, (story.headline, story.dek))),
                                     story.language))  # fmt: skip
    return tuple(
        _Traits(
            centrality=sum(weight * middle[term] for term, weight in vector.items()) / norm,
            headline=len(sought.intersection(bag)) / len(sought) if sought else 0.0,
            words=len(words(text)),
        )
        for text, bag, vector in zip(texts, bags, vectors, strict=True)
    )


def _scores(story: Story, texts: Sequence[str], traits: Sequence[_Traits]) -> tuple[float, ...]:
    central = _standard([trait.centrality for trait in traits])
    titled = _standard([trait.headline for trait in traits])
    content = _standard([c + _HEADLINE * t for c, t in zip(central, titled, strict=True)])
    placed = _standard([c - _POSITION * math.log(1 + i) for i, c in enumerate(content)])
    return tuple(
        score + _FIRST * (index == 0) - _price(story, index, texts[index], traits[index].words)
        for index, score in enumerate(placed)
    )


def _price(story: Story, index: int, text: str, length: int) -> float:
    kind = story.blocks[story.sentences[index].block].kind
    return (
        _PER_LONG_WORD * max(0, length - _LONG_WORDS)
        + _TOO_SHORT * (length < _SHORT_WORDS)
        + _NOT_PROSE.get(kind, 0.0)
        + _DANGLING * bool(index and _DANGLES.match(text))
    )


def _standard(values: Sequence[float]) -> list[float]:
    if not values:
        return []
    mean = sum(values) / len(values)
    deviation = math.sqrt(sum((v - mean) ** 2 for v in values) / len(values))
    return [(v - mean) / deviation if deviation else 0.0 for v in values]


def _reason(index: int, text: str, traits: Sequence[_Traits], rank: int) -> str:
    if index == 0:
        return "opens the story"
    if traits[index].headline >= _HALF:
        return "answers the headline"
    if _QUOTED.search(text):
        return "gives someone's own words"
    if _FIGURE.search(text):
        return "gives a figure"
    middle = sorted(trait.centrality for trait in traits)[len(traits) // 2]
    if traits[index].centrality >= middle:
        return "close to what the whole story is about"
    return "adds what the others leave out" if rank else "stands for the story"
