"""Verbatim and the same again: for every golden page, and the pages of the corpus in reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.golden import CASES, fresh_reading, reading_of
from tests.laws import broken_laws
from tests.read_set import pages_of

CORPUS = Path(
    os.environ.get("NUTGRAF_CORPUS", Path(__file__).parents[2] / "shared" / "corpus")
) / "extraction"  # fmt: skip
SETS = sorted(folder.name for folder in CORPUS.iterdir()) if CORPUS.is_dir() else []
SEEDS = ("1", "2")


@pytest.mark.parametrize("case", CASES)
def test_every_span_of_a_golden_page_shows_the_storys_own_words(case: str) -> None:
    """Whatever a reader can press is a clean piece of one block of the text."""
    assert broken_laws(reading_of(case)) == []


@pytest.mark.parametrize("case", CASES)
def test_the_same_golden_page_gives_the_same_bytes(case: str) -> None:
    """Five readings of a page are equal to the last byte."""
    wanted = reading_of(case).to_json()

    assert [fresh_reading(case).to_json() == wanted for _ in range(4)] == [True] * 4


def test_neither_hash_seed_nor_locale_changes_a_byte() -> None:
    """The golden pages read to the same digests in processes that differ in all that a machine
    may differ in, a classic method included."""
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    )
    runs = [
        subprocess.run(
            [sys.executable, "-m", "tests.read_golden"],
            env=os.environ | world, cwd=Path(__file__).parents[1], capture_output=True, check=True,
        )
        for world in worlds
    ]  # fmt: skip

    assert len(json.loads(runs[0].stdout)) == 2 * len(CASES)
    assert runs[0].stdout == runs[1].stdout


@pytest.mark.corpus
@pytest.mark.skipif(not SETS, reason="the corpus is not beside the project")
@pytest.mark.parametrize("name", SETS)
def test_pages_of_the_corpus_keep_the_laws_and_read_the_same_twice(name: str) -> None:
    """Two processes with different hash seeds keep the laws on the pages they share out, and read
    every ninth page, which both have, to the same digest."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.read_set", str(CORPUS / name), seed],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
            stdout=subprocess.PIPE,
        )
        for seed in SEEDS
    ]
    first, second = (json.loads(run.communicate()[0]) for run in runs)

    shared = first.keys() & second.keys()

    assert len(first | second) == len(pages_of(CORPUS / name))
    assert {p: r["broken"] for p, r in (first | second).items() if r["broken"]} == {}
    assert len(shared) >= len(first | second) // 9 > 0
    assert [first[page]["digest"] for page in shared] == [second[page]["digest"] for page in shared]
