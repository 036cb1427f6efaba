"""What a summary costs: CPU of parting and ranking the sentences of made-up stories, beside sumy."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import process_time

from nutgraf.language.sentences import with_sentences
from nutgraf.model import Anchor, Block, Span, Story
from nutgraf.summary import summarize
from nutgraf.summary.classic import rank_classic

SHORT, LONG = 30, 3_000
TIMES = 7
WORDS = 9_000
SYLLABLES = "ba con der el fin gra hol in jor ken lu mok nas ol per qui ras sen tor un ver wex"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds, best of some: of a short article and a long document, parting included,
    and of sumy's LexRank over the short one's sentences."""

    short: float
    long: float
    lexrank: float

    @property
    def ratio(self) -> float:
        """The short article's to LexRank's."""
        return self.short / self.lexrank

    @property
    def growth(self) -> float:
        """How many times as much a hundred times the sentences cost."""
        return self.long / self.short

    def lines(self) -> tuple[str, ...]:
        """The times and their ratios."""
        return (
            f"{SHORT:>5} sentences {self.short:7.1f} ms; LexRank {self.lexrank:.1f} ms, "
            f"ratio {self.ratio:.2f}",
            f"{LONG:>5} sentences {self.long:7.1f} ms, {self.growth:.0f} times as much",
        )


def measure() -> Cost:
    """Summarize the same two made-up stories some times, in this process alone."""
    short, long = made_up(SHORT), made_up(LONG)
    story = parted(short)
    news = summarize(story)
    return Cost(
        best(lambda: summarize(parted(short))),
        best(lambda: summarize(parted(long))),
        best(lambda: rank_classic(story, "lexrank", news)),
    )


def made_up(sentences: int) -> str:
    """A text of so many sentences, whose words are as unevenly common as those of a language."""
    rng = random.Random(sentences)
    syllables = SYLLABLES.split()
    words = ["".join(rng.choices(syllables, k=rng.choice((2, 2, 3, 3, 4)))) for _ in range(WORDS)]
    shares = [1 / (rank + 3) for rank in range(WORDS)]
    return " ".join(_sentences(rng, words, shares, sentences))


def _sentences(
    rng: random.Random, words: list[str], shares: list[float], count: int
) -> Iterator[str]:
    small = "the of and to in a was that for with".split()
    for _ in range(count):
        row = rng.choices(words, shares, k=rng.randint(6, 15))
        named = [word.capitalize() if word < "c" else word for word in row]
        line = " ".join(f"{rng.choice(small)} {word}" for word in named)
        yield f"{line[0].upper()}{line[1:]}, {rng.randint(2, 900)} times."


def parted(text: str) -> Story:
    """A text as a story of one paragraph, with its sentences."""
    story = Story(text, (Block("paragraph", Span(0, len(text)), Anchor("")),), language="en")
    return Story(text, story.blocks, with_sentences(story), language="en")


def best(work: Callable[[], object]) -> float:
    """CPU milliseconds of some work, warm, the best of some times."""
    work()
    return min(_timed(work) for _ in range(TIMES))


def _timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return (process_time() - start) * 1_000
