"""ROUGE, as Google's rouge-score counts it. The only importer of rouge-score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from tests.bench.quality.metrics import tokens

if TYPE_CHECKING:
    from rouge_score.rouge_scorer import RougeScorer

MEASURES: Mapping[str, str] = {"r1": "rouge1", "r2": "rouge2", "lsum": "rougeLsum"}
TEXTS = 20_000


class Words:
    """A language's words as rouge-score asks for them; each text is parted and each word stemmed
    once.

    English words are rouge-score's own, stemmed by Porter; in other languages they are runs of
    `\\w` in small letters.
    """

    def __init__(self, language: str | None) -> None:
        self.tokenize = lru_cache(TEXTS)(_english() if language == "en" else tokens)


def _english() -> partial[list[str]]:
    from nltk.stem.porter import PorterStemmer
    from rouge_score.tokenize import tokenize

    stemmer = PorterStemmer()
    stemmer.stem = lru_cache(None)(stemmer.stem)
    return partial(tokenize, stemmer=stemmer)


def rouge(references: Sequence[str], text: str, language: str | None) -> dict[str, float]:
    """F1 in points of R1, R2 and Lsum, each against the reference that agrees best.

    Sentences are lines, for Lsum.
    """
    found = _scorer(language).score_multi(references, text)
    return {name: 100 * found[theirs].fmeasure for name, theirs in MEASURES.items()}


@lru_cache
def _scorer(language: str | None) -> RougeScorer:
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(list(MEASURES.values()), tokenizer=Words(language))
