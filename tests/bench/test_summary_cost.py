"""A summary costs what is promised: a share of what sumy's own costs, and in step with the text."""

from __future__ import annotations

import resource
import subprocess
import sys
from statistics import median

from tests.bench.quality import summary_cost
from tests.bench.quality.floors import most_of

NEEDED = "import dataclasses, json, re, typing"
STAGE = "import nutgraf.summary"


def test_a_summary_is_cheap() -> None:
    """Thirty sentences cost less than LexRank over them; a hundred times as many are no hundred
    times dearer for each. The best of two runs, or of four where the machine is busy."""
    found = [summary_cost.measure() for _ in range(2)]
    if min(cost.ratio for cost in found) > most_of("summary_cost_ratio"):
        found += [summary_cost.measure() for _ in range(2)]

    assert min(cost.ratio for cost in found) <= most_of("summary_cost_ratio")
    assert min(cost.growth for cost in found) <= most_of("summary_growth")


def test_made_up_stories_have_the_sentences_asked_for() -> None:
    """What is measured is what is said: so many sentences, the same every time."""
    assert len(summary_cost.parted(summary_cost.made_up(30)).sentences) == 30
    assert summary_cost.made_up(50) == summary_cost.made_up(50)


def test_the_stage_is_light_to_import() -> None:
    """Importing the stage costs little more than the library under it: no engine comes with it."""
    runs = [(_seconds(NEEDED), _seconds(STAGE)) for _ in range(15)]
    needed, stage = (median(column) for column in zip(*runs, strict=True))

    assert stage / needed <= most_of("summary_import_ratio")


def _seconds(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
