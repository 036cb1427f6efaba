"""One ranking serves every length, and no method writes a word."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import groupby
from operator import attrgetter

import pytest

import nutgraf
from nutgraf.errors import BadBudget, UnknownMethod
from nutgraf.language.words import words
from nutgraf.model import Budget, Story
from nutgraf.summary import METHODS, classic, summarize
from tests.golden import reading_of

STORY = reading_of("dateline--agency-credits").story


def pasted(*paragraphs: str, headline: str | None = None) -> Story:
    return nutgraf.read_text("\n\n".join(paragraphs), headline=headline).story


@pytest.mark.parametrize("method", METHODS)
def test_every_method_ranks_every_sentence_once(method: str) -> None:
    """A ranking is an order of all sentences by falling score, with reasons."""
    summary = summarize(STORY, Budget(sentences=4), method)

    assert sorted(summary.ranking) == list(range(len(STORY.sentences)))
    assert len(summary.picks) == 4
    assert summary.method == method
    assert all(summary.reasons)
    assert method == "news" or list(summary.scores) == sorted(summary.scores, reverse=True)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "case", ["cjk--japanese", "rtl--arabic", "none--no-story", "german--umlauts"]
)
def test_every_method_takes_every_page(method: str, case: str) -> None:
    """Other scripts, other languages and empty stories are ranked without an error."""
    story = reading_of(case).story

    assert len(summarize(story, Budget(sentences=3), method).ranking) == len(story.sentences)


def test_lengths_are_prefixes_of_one_ranking() -> None:
    """Sentences, words and shares cut the same order at different places, story order shown."""
    summary = summarize(STORY)
    total = sum(summary.words)

    for budget in ({"sentences": 2}, {"words": 70}, {"share": 0.4}, {"share": 1.0}):
        picks = [pick.sentence for pick in summary.within(**budget)]
        assert picks == sorted(summary.ranking[: len(picks)])
    assert sum(summary.words[p.sentence] for p in summary.within(words=70)) <= 70
    assert sum(summary.words[p.sentence] for p in summary.within(share=0.4)) <= 0.4 * total
    assert len(summary.within(words=1)) == 1


@pytest.mark.parametrize(
    "budget", [{}, {"sentences": 1, "words": 2}, {"sentences": 0}, {"words": -1}, {"share": 1.2}]
)
def test_a_length_that_is_none_is_refused(budget: dict[str, int]) -> None:
    """Exactly one sensible length, or a clear error."""
    with pytest.raises(BadBudget):
        summarize(STORY).within(**budget)


def test_an_unknown_method_is_named() -> None:
    """The error lists the methods there are."""
    with pytest.raises(UnknownMethod, match="lexrank"):
        summarize(STORY, Budget(sentences=3), "magic")


def test_equal_sentences_are_rated_by_place() -> None:
    """A line said three times is three sentences; no summary shows it thrice in place of others."""
    line = "The river rose in the night and took the bridge at Arlen with it."
    story = pasted(line, "Nobody was hurt, said the mayor of the town.", line,
                   "The army will build another bridge by Sunday evening.", line)  # fmt: skip

    for method in METHODS:
        assert sorted(summarize(story, Budget(sentences=3), method).ranking) == [0, 1, 2, 3, 4]
    shown = [story[story.sentences[p.sentence].span] for p in summarize(story).picks]
    assert shown.count(line) == 1


def test_news_prefers_the_lead_and_the_headline_to_the_aside() -> None:
    """Late in the story, a sentence that answers the headline ranks above one about something
    else."""
    story = pasted(
        "The council met on Monday evening in the old corn exchange.",
        "A baker on the square sold buns with pink sugar on them all afternoon.",
        "Children flew kites until the rain came down from the hills.",
        "The vote to rebuild the sea wall was carried by the council, nine to four.",
        "Two dogs were lost and found again before supper time.",
        headline="Council votes to rebuild sea wall",
    )

    ranking = summarize(story).ranking

    assert ranking.index(3) < min(ranking.index(i) for i in (1, 2, 4))


def test_subheads_are_not_summary_sentences() -> None:
    """A subhead is a sentence of the story, but the last to be picked."""
    story = reading_of("list--article").story
    kinds = [story.blocks[story.sentences[i].block].kind for i in summarize(story).ranking]

    assert "subhead" in kinds
    assert "subhead" not in kinds[: len(kinds) - kinds.count("subhead")]


@cache
def long_story() -> Story:
    return pasted(" ".join(
        f"Ship number {n} left harbour {n % 37} with {n * 7 % 101} crates of goods number {n % 11}."
        for n in range(3_000)
    ))  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
def test_long_stories_are_ranked_in_bounded_time(method: str) -> None:
    """Three thousand sentences: graph methods rate their best 150, all are ranked, in seconds."""
    story = long_story()
    start = time.process_time()

    summary = summarize(story, Budget(sentences=3), method)

    assert len(summary.ranking) == len(story.sentences) == 3_000
    assert time.process_time() - start < 6


@pytest.mark.parametrize("method", [method for method in METHODS if method != "news"])
@pytest.mark.parametrize("case", ["dateline--agency-credits", "german--umlauts"])
def test_the_classic_methods_are_sumys_own(method: str, case: str) -> None:
    """Over the same sentences and words sumy itself chooses ones that rate as ours do: sumy parts
    equal ratings by the order of a hash, ours by place."""
    story = replace(reading_of(case).story, headline=None)
    texts = [story[sentence.span] for sentence in story.sentences]

    summary = summarize(story, Budget(sentences=4), method)

    rating = dict(zip(summary.ranking, summary.scores, strict=True))
    theirs = sorted(rating[texts.index(text)] for text in sumys_own(story, method, 4))
    assert theirs == pytest.approx(sorted(summary.scores[:4]), abs=1e-6)


def sumys_own(story: Story, method: str, count: int) -> list[str]:
    """What sumy chooses when nothing of ours stands between."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    name = {"en": "english", "de": "german"}[story.language or ""]
    module, kind = classic._SUMMARIZERS[method]
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), kind)(Stemmer(name))
    stop = tuple(sorted(get_stop_words(name)))
    if method == "edmundson":
        summarizer.bonus_words, summarizer.stigma_words = classic._BONUS, classic._STIGMA
        summarizer.null_words = stop
    else:
        summarizer.stop_words = stop
    rows = groupby(story.sentences, key=attrgetter("block"))
    parts = [Paragraph([Sentence(story[s.span], Words) for s in row]) for _, row in rows]
    return [str(sentence) for sentence in summarizer(ObjectDocumentModel(parts), count)]


class Words:
    """Our words under the name sumy asks for."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return tuple(words(text))
