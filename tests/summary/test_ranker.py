"""What the ranker weighs, and how it chooses: numbers of what is said, one prior for its place."""

from __future__ import annotations

import math
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import nutgraf
from nutgraf.model import Budget, Story
from nutgraf.summary import summarize
from nutgraf.summary.choose import order
from nutgraf.summary.features import dot, measure, standard, unit_vectors
from nutgraf.summary.weights import Tree, Weights, shipped
from tests.golden import reading_of

TEXTS = [
    "The council of Arlen voted on Monday to rebuild the sea wall, which fell in 2019.",
    "It will cost 14 million euros, the mayor, Ida Brandt, said.",
    "“We waited far too long for this,” Brandt told the council.",
    "A baker sold buns on the square.",
    "The wall protects 3,000 houses in Arlen from the sea.",
]


def plain_values(tree: Tree, cuts: tuple[tuple[int, float], ...], row: list[float]) -> int:
    """A tree walked for one row, the slow way."""
    sets = [True]
    for place, cut in tree.splits:
        feature, value = cuts[cut]
        under = sets[place] and row[feature] <= value
        sets += [under, sets[place] and not under]
    return sum(value for place, value in tree.leaves if sets[place])


def test_columns_are_standard_and_one_number_a_sentence() -> None:
    """Every column has the mean 0 and the deviation 1 over the story, or says nothing at all."""
    sheet = measure(TEXTS, "en", "Arlen to rebuild its sea wall")

    assert set(sheet.columns) == set(shipped().line) == set(shipped().names)
    for name, column in sheet.columns.items():
        assert len(column) == len(TEXTS), name
        assert sum(column) == pytest.approx(0, abs=1e-9), name
        square = sum(x * x for x in column) / len(column)
        assert square == pytest.approx(1) or not any(column), name


def test_what_the_reader_is_told_is_counted() -> None:
    """Answers, figures, new names, quotation, leaning and decisions are those of the sentence."""
    sheet = measure(TEXTS, "en", "Arlen to rebuild its sea wall")

    assert sheet.answers.index(max(sheet.answers)) == 0
    assert [count > 0 for count in sheet.figures] == [True, True, False, False, True]
    assert sheet.fresh[1] >= 2
    assert sheet.quoted[2] > 0.4
    assert sheet.leans == (False, True, False, False, False)
    assert sheet.decides == (True, False, False, False, False)


@pytest.mark.parametrize("language", ["en", "fr", "ja", "xx", None])
def test_anything_can_be_measured(language: str | None) -> None:
    """No text, one word, marks alone and other scripts are numbers too, all of them finite."""
    for texts in ([], ["…"], ["Word"], ["町は静かだ。", "雨。"], ["", "12 %", "A. B. C."] * 3):
        sheet = measure(texts, language, "")
        assert all(math.isfinite(x) for column in sheet.columns.values() for x in column)


def test_likeness_is_the_cosine() -> None:
    """Vectors have length 1; the same bag is wholly alike, bags without a common word not at all."""
    same, twin, other, empty = unit_vectors([["sea", "wall"], ["wall", "sea"], ["bun"], []])

    assert dot(same, twin) == pytest.approx(1)
    assert dot(same, other) == dot(empty, same) == 0


def test_the_forest_is_the_sum_of_its_trees() -> None:
    """Sets of rows as numbers give what walking every tree for every row gives, over any count of
    rows."""
    weights = shipped()
    rng = random.Random(5)
    columns = {name: [rng.gauss(0, 1) for _ in range(230)] for name in weights.names}
    rows = list(zip(*(columns[name] for name in weights.names), strict=True))

    walked = [sum(plain_values(tree, weights.cuts, list(row)) for tree in weights.trees)
              for row in rows]  # fmt: skip

    only_trees = replace(weights, share=0.0)
    assert only_trees.scores(columns) == pytest.approx(standard(walked))


def test_the_line_and_the_forest_speak_in_their_shares() -> None:
    """Each part is standardised over the story; the line counts by its share."""
    weights = Weights(("a",), {"a": 2.0}, ((0, 0.5),), (Tree(((0, 0),), ((1, 0), (2, 7))),), 0.5)

    scores = weights.scores({"a": [0.0, 1.0]})

    assert scores == pytest.approx([-1.5, 1.5])


def ranks(scores: list[float], lines: list[str], leans: list[bool] | None = None) -> list[int]:
    bags = [line.split() for line in lines]
    free = [0.0] * len(bags)
    return list(
        order(scores, free, unit_vectors(bags), leans or [False] * len(bags), [0] * len(bags))
    )


def test_what_was_said_comes_later() -> None:
    """A sentence like one already chosen waits for others; a copy waits for all."""
    lines = ["sea wall vote", "sea wall vote", "sea wall cost", "bun shop"]

    assert ranks([4.0, 3.9, 3.0, 2.6], lines) == [0, 3, 2, 1]


def test_none_is_left_hanging_when_another_is_as_good() -> None:
    """A sentence that leans on the one before it follows it, or waits."""
    lines = ["sea wall", "vote", "mayor", "bun shop"]
    leans = [False, True, False, False]

    assert ranks([1.0, 2.0, 1.9, 0.0], lines, leans)[0] == 2
    assert ranks([2.1, 2.0, 1.9, 0.0], lines, leans)[:2] == [0, 1]


def test_the_first_may_be_long() -> None:
    """Length costs less for the sentence that may have to stand alone, all of it for the others."""
    vectors = unit_vectors([["sea"], ["wall"], ["vote"]])
    prices = [1.0, 0.0, 1.0]

    assert order([1.0, 0.2, 0.9], prices, vectors, [False] * 3, [0] * 3) == (0, 1, 2)
    assert order([1.0, 0.4, 0.9], prices, vectors, [False] * 3, [0] * 3) == (1, 0, 2)


def test_the_quick_choice_is_the_whole_choice() -> None:
    """Asking only those in question chooses as if all were asked each time."""
    rng = random.Random(3)
    bags = [[rng.choice("abcdefghijkl") for _ in range(6)] for _ in range(40)]
    scores, vectors = [rng.gauss(0, 1) for _ in bags], unit_vectors(bags)
    chosen: list[int] = []
    while len(chosen) < len(bags):
        near = [max((dot(v, vectors[c]) for c in chosen), default=0.0) for v in vectors]
        left = set(range(len(bags))) - set(chosen)
        chosen.append(max(left, key=lambda i: (near[i] < 0.85, scores[i] - 2.2 * near[i], -i)))

    assert list(order(scores, [0.0] * 40, vectors, [False] * 40, [0] * 40)) == chosen


def test_a_story_of_copies_is_ranked_in_time() -> None:
    """Thousands of sentences alike, none equal, cost no more than a second or two."""
    lines = [f"number{n} " + " ".join(f"word{k}" for k in range(100)) for n in range(3_000)]
    vectors = unit_vectors([line.split() for line in lines])
    start = time.process_time()

    ranking = order([float(n % 7) for n in range(3_000)], [0.0] * 3_000, vectors,
                    [False] * 3_000, [0] * 3_000)  # fmt: skip

    assert sorted(ranking) == list(range(3_000))
    assert time.process_time() - start < 3


def test_numbers_hang_on_no_hash() -> None:
    """The columns are the same to the last bit under any seed of the hash."""
    code = (
        "from nutgraf.summary.features import measure; t = ('The sea wall of Arlen fell on Monday.',"
        "'A vote on the costly wall follows in March, said Ida Brandt.', 'Nobody was hurt there.');"
        "print(measure(t, 'en', 'Arlen sea wall fell; vote on costly wall follows').columns)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": str(seed)}, check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in range(6)
    }  # fmt: skip
    assert len(said) == 1


def long_read(sections: int, each: int) -> Story:
    """A report in sections, each with a subhead and words of its own."""
    lines = []
    for section in range(sections):
        subject = f"quarter{section} market{section}"
        lines.append(f"<h2>The {subject} report</h2>")
        lines += [
            f"<p>The {subject} of Arlen sold {n * 7 + section} crates of fish{n % 5} to the harbour "
            f"and paid its boats in full on day {n}.</p>"
            for n in range(each)
        ]
    html = f"<html><body><article><h1>A year in Arlen</h1>{''.join(lines)}</article></body></html>"
    return nutgraf.read(html).story


def test_a_long_read_is_covered() -> None:
    """The summary of a long report comes from all over it, not from its first sections."""
    story = long_read(sections=10, each=30)
    assert len(story.sentences) > 250

    picks = summarize(story, Budget(sentences=10)).picks

    sections = {pick.sentence * 10 // len(story.sentences) for pick in picks}
    assert len(sections) >= 8
    assert all(story.blocks[story.sentences[p.sentence].block].kind != "subhead" for p in picks)


def test_every_reason_is_one_a_reader_understands() -> None:
    """A vote names the decision, a number is a new figure once, a quotation is someone's words."""
    story = nutgraf.read_text(" ".join(TEXTS), headline="Sea wall of Arlen will rise again").story
    summary = summarize(story)
    said = dict(zip(summary.ranking, summary.reasons, strict=True))

    assert said[0] == "opens the story"
    assert said[2] == "gives someone's own words"
    assert "gives a new figure" in (said[1], said[4])
    later = nutgraf.read_text(" ".join([TEXTS[3], TEXTS[0]])).story
    assert dict(zip(*(getattr(summarize(later), n) for n in ("ranking", "reasons")), strict=True))[
        1
    ] == ("names the decision")


def test_the_same_story_is_ranked_the_same() -> None:
    """No clock, no chance, no hash order: two processes print the same ranking."""
    code = (
        "from tests.golden import reading_of; from nutgraf.summary import summarize;"
        "print(summarize(reading_of('dateline--agency-credits').story))"
    )
    root = Path(__file__).parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={"PYTHONHASHSEED": seed}, check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert said == {f"{summarize(reading_of('dateline--agency-credits').story)}\n"}


def test_the_stage_brings_no_engine_along() -> None:
    """Ranking needs neither sumy nor nltk nor numpy; they come with a classic method."""
    code = (
        "import sys; from nutgraf.model import Story; from nutgraf.summary import summarize;"
        "summarize(Story('')); print([m for m in ('sumy', 'nltk', 'numpy') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout
    assert said == "[]\n"
