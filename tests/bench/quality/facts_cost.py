"""What key facts cost: CPU of finding them in the golden pages' stories, beside sumy; memory."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

from nutgraf.facts import find_facts
from nutgraf.model import Story
from nutgraf.summary import summarize
from nutgraf.summary.classic import rank_classic
from tests.bench.quality.summary_cost import SHORT, best, made_up, parted
from tests.golden import CASES, reading_of

WORDS = 800
LEAST_WORDS = 250

_MEMORY = """
import re
from pathlib import Path
from nutgraf.facts import find_facts
from nutgraf.model import Anchor, Block, Span, Story
from nutgraf.language.sentences import with_sentences
text = "Mayor Ana Reis of Coldmere said on Monday that 40 wells would close. " * 20
story = Story(text.strip(), (Block("paragraph", Span(0, len(text.strip())), Anchor("")),), language="en")
story = Story(story.text, story.blocks, with_sentences(story), language="en")
held = lambda: int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = held()
find_facts(story)
print((held() - before) / 1024)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds of all facts in 800 words, and of sumy's LexRank over 30 sentences in the
    same run; megabytes that the first story's facts add."""

    facts: float
    lexrank: float
    memory: float

    @property
    def ratio(self) -> float:
        """The facts' time to LexRank's."""
        return self.facts / self.lexrank

    def lines(self) -> tuple[str, ...]:
        """The times, their ratio, the memory."""
        return (
            f"facts of {WORDS} words {self.facts:6.1f} ms; LexRank {self.lexrank:.1f} ms, "
            f"ratio {self.ratio:.2f}",
            f"the first story's facts add {self.memory:.1f} MB",
        )


def measure() -> Cost:
    """Find the facts of every long English golden story, warm, the best of some times each."""
    stories = [reading_of(case).story for case in CASES]
    long = [story for story in stories if story.language == "en" and _words(story) >= LEAST_WORDS]
    spent = sum(best(lambda story=story: find_facts(story)) for story in long)
    short = parted(made_up(SHORT))
    news = summarize(short)
    return Cost(
        spent * WORDS / sum(map(_words, long)),
        best(lambda: rank_classic(short, "lexrank", news)),
        _memory(),
    )


def _words(story: Story) -> int:
    return len(story.text.split())


def _memory() -> float:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY], check=True, capture_output=True, text=True
    )
    return float(done.stdout)
