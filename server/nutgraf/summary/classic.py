"""The classic summary methods by name. The only importer of sumy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from nutgraf.language.words import STOP_WORDS, content_words, words
from nutgraf.limits import CLASSIC_SENTENCE_WORDS, GRAPH_SENTENCES
from nutgraf.model import Story, Summary

_SUMMARIZERS: Final = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
    "edmundson": ("edmundson", "EdmundsonSummarizer"),
}
METHODS: Final = tuple(_SUMMARIZERS)

_NAMES: Final = {
    "ar": "arabic", "zh": "chinese", "cs": "czech", "en": "english", "fr": "french",
    "de": "german", "el": "greek", "he": "hebrew", "it": "italian", "ja": "japanese",
    "ko": "korean", "pl": "polish", "pt": "portuguese", "sk": "slovak", "es": "spanish",
    "sv": "swedish", "uk": "ukrainian",
}  # fmt: skip
_BONUS: Final = ("important", "significant", "main", "major", "new", "first", "key", "announced")
_STIGMA: Final = ("hardly", "impossible", "perhaps", "maybe", "example", "incidentally")
_PLACES: Final = 9
# Rows beyond this make LSA's own double loop take seconds.
_LINEAR_SENTENCES: Final = 400


def rank_classic(story: Story, method: str, news: Summary) -> Summary:
    """Rank all sentences by one of sumy's methods, each sentence known by its place.

    Past 150 sentences (400 for Luhn, SumBasic, LSA and Edmundson) only the best of `news` are
    rated, because the methods are quadratic or cubic; the others follow in the order of `news`.
    Ratings are rounded to nine places, so that they do not hang on the order of a hash.
    """
    linear = method in ("luhn", "sumbasic", "lsa", "edmundson")
    limit = _LINEAR_SENTENCES if linear else GRAPH_SENTENCES
    rated = sorted(news.ranking[:limit])
    ratings = dict(zip(rated, _ratings(story, method, rated), strict=True)) if rated else {}
    best = sorted(rated, key=lambda index: (-ratings[index], index))
    rest = [index for index in news.ranking if index not in ratings]
    return replace(
        news,
        method=method,
        ranking=(*best, *rest),
        scores=(*(ratings[index] for index in best), *(0.0 for _ in rest)),
        reasons=(f"ranked by {method}",) * len(news.ranking),
    )


def _ratings(story: Story, method: str, rated: Sequence[int]) -> tuple[float, ...]:
    import numpy as np

    summarizer = _summarizer(story, method)
    # A graph without an edge has no rating: sumy divides nothing by nothing there.
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.nan_to_num(np.asarray(summarizer(_document(story, rated), len(rated)), float))
    ratings = tuple(round(float(rating), _PLACES) for rating in found)
    return ratings or (0.0,) * len(rated)


def _summarizer(story: Story, method: str) -> Callable[[Any, int], Sequence[float]]:
    """A summarizer of sumy's that gives its ratings in place of its choice."""
    from importlib import import_module

    module, name = _SUMMARIZERS[method]
    base = getattr(import_module(f"sumy.summarizers.{module}"), name)
    summarizer = type(name, (base,), {"_get_best_sentences": staticmethod(_rated)})(_stemmer(story))
    stop = _stop_words(story.language)
    if method == "edmundson":
        summarizer.bonus_words = (*_BONUS, *content_words(story.headline or "", story.language))
        summarizer.stigma_words = _STIGMA
        summarizer.null_words = stop or ("the",)
    else:
        summarizer.stop_words = stop
    rate: Callable[[Any, int], Sequence[float]] = summarizer
    return rate


def _rated(
    sentences: Sequence[Any], _count: int, rating: Any, *args: Any, **kwargs: Any
) -> tuple[float, ...]:
    if isinstance(rating, dict):
        return tuple(rating.get(sentence, 0.0) for sentence in sentences)
    return tuple(rating(sentence, *args, **kwargs) for sentence in sentences)


def _document(story: Story, rated: Sequence[int]) -> Any:
    """sumy's document of the sentences to rate, in the story's paragraphs, under its headline."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    class Placed(Sentence):  # type: ignore[misc] # sumy has no types
        """A sentence equal only to itself: two equal lines are two sentences."""

        __slots__ = ()
        __eq__ = object.__eq__
        __ne__ = object.__ne__
        __hash__ = object.__hash__

    heading = [Placed(story.headline, _Words, True)] if story.headline else []
    paragraphs: dict[int, list[Any]] = {}
    for index in rated:
        sentence = story.sentences[index]
        made = Placed(story[sentence.span], _Words)
        paragraphs.setdefault(sentence.block, []).append(made)
    first, *others = paragraphs.values()
    return ObjectDocumentModel([Paragraph(heading + first), *map(Paragraph, others)])


class _Words:
    """The tokenizer sumy asks for words; it never splits sentences."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return tuple(words(text)[:CLASSIC_SENTENCE_WORDS])


def _stemmer(story: Story) -> Any:
    from sumy.nlp.stemmers import Stemmer, null_stemmer

    try:
        stemmer = Stemmer(_NAMES.get(story.language or "", ""))
        stemmer("words")
    except (LookupError, ValueError, ImportError):
        # Some stemmers ask for a package of their own when used; whole words serve then.
        return null_stemmer
    return stemmer


def _stop_words(language: str | None) -> tuple[str, ...]:
    from sumy.utils import get_stop_words

    try:
        return tuple(sorted(get_stop_words(_NAMES.get(language or "", ""))))
    except LookupError:
        return tuple(sorted(STOP_WORDS.get(language or "", ())))
