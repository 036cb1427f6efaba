"""The `news` ranking: what the story is about, said early, said once."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from nutgraf.language.words import length
from nutgraf.model import Budget, Story, Summary
from nutgraf.summary.choose import order, place_prior
from nutgraf.summary.features import Column, Sheet, measure, standard
from nutgraf.summary.reasons import reasons
from nutgraf.summary.weights import Weights, shipped

NEWS: Final = "news"

_PRIORS: Final = (0.3, 0.6)
_LONG_WORDS: Final = 20
_PER_LONG_WORD: Final = 0.06
_SHORT_WORDS: Final = 8
_PER_MISSING_WORD: Final = 0.1
_NOT_PROSE: Final = {"subhead": 6.0, "list-item": 0.4, "quote": 0.3}
_ONLY_QUOTE: Final = 0.9
_LONG_READ: Final = 150
_PART: Final = 40


def rank_news(story: Story, budget: Budget, weights: Weights | None = None) -> Summary:
    """Rank all of a story's sentences by what was learned from human summaries.

    A line and a forest of small trees weigh what a sentence says, never where it stands. The
    place counts by one prior for every house, the logarithm of the sentences before it, which
    counts for less where the opening says little of the story; words beyond twenty cost.
    `data/PROVENANCE.md` says what was learned from what.
    """
    texts = [story[sentence.span] for sentence in story.sentences]
    sought = " ".join(filter(None, (story.headline, story.dek)))
    sheet = measure(texts, story.language, sought)
    scores = _scores(story, sheet, weights or shipped()) if texts else []
    prices = [_price(text) for text in texts]
    leans = [lean or quoted >= _ONLY_QUOTE
             for lean, quoted in zip(sheet.leans, sheet.quoted, strict=True)]  # fmt: skip
    ranking = order(scores, prices, sheet.vectors, leans, _parts(story))
    return Summary(
        method=NEWS,
        budget=budget,
        ranking=ranking,
        scores=tuple(round(scores[i] - prices[i], 6) for i in ranking),
        reasons=tuple(reasons(texts, sheet, ranking, story.language)),
        words=sheet.words,
    )


def _scores(story: Story, sheet: Sheet, weights: Weights) -> Column:
    said = standard(weights.scores(sheet.columns))
    least, most = _PRIORS
    prior = least + (most - least) * min(1.0, max(0.0, said[0]))
    late = place_prior(len(said))
    placed = standard([s - prior * at for s, at in zip(said, late, strict=True)])
    kinds = (story.blocks[sentence.block].kind for sentence in story.sentences)
    return [score - _NOT_PROSE.get(kind, 0.0) for score, kind in zip(placed, kinds, strict=True)]


def _price(text: str) -> float:
    count = length(text)
    return _PER_LONG_WORD * max(0, count - _LONG_WORDS) + _PER_MISSING_WORD * max(
        0, _SHORT_WORDS - count
    )


def _parts(story: Story) -> list[int]:
    """The part of a long read in which each sentence stands: a section, else forty sentences."""
    count = len(story.sentences)
    if count <= _LONG_READ:
        return [0] * count
    heads = [story.blocks[sentence.block].kind == "subhead" for sentence in story.sentences]
    if sum(heads) * _LONG_READ < count:
        return [at // _PART for at in range(count)]
    return list(accumulate(heads))
