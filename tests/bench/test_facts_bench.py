"""The bench of key facts counts as its docstrings say, and the facts cost what is promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.quality import facts, facts_cost, facts_names, facts_quotes, facts_times
from tests.bench.quality.counts import Document
from tests.bench.quality.floors import most_of

STORY = (
    "Well closed.\n\nAna Reis came to Coldmere.\n\n“The well is dry and deep,” Reis said.\n\n"
    "Reis said that the well would be closed.\n"
)
CONTENT = "“The well is dry and deep,”"
TOLD = "that the well would be closed"


def polnear(folder: Path) -> Path:
    """A corpus of one document of our own, in PolNeAR's form."""
    part = folder / "facts" / "polnear" / "own"
    (part / "text").mkdir(parents=True)
    (part / "attributions").mkdir()
    (part / "text" / "well.txt").write_text(STORY, encoding="utf-8")
    rows = []
    for number, words in enumerate((CONTENT, "Reis", TOLD, "Reis"), start=1):
        start = STORY.index(words) if number != 4 else STORY.rindex(words)
        start = STORY.index("Reis said.") if number == 2 else start
        kind = "Source" if words == "Reis" else "Content"
        rows.append(f"T{number}\t{kind} {start} {start + len(words)}\t{words}")
    rows += ["E1\tAttribution:T9 Content:T1 Source:T2", "E2\tAttribution:T9 Content:T3 Source:T4"]
    (part / "attributions" / "well_aaaa.ann").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_quotes_and_speakers_are_counted(tmp_path: Path) -> None:
    """A quote and a reported clause, found with their speaker, count as right, ours and gold."""
    (document,) = facts_quotes.documents(polnear(tmp_path))

    assert document.set == "polnear/own"
    assert document.counts["quote"] == document.counts["speaker"] == (1, 1, 1)
    assert document.counts["indirect-p"] == document.counts["indirect-r"] == (1, 1, 1)
    assert document.wrong == ()


def test_figures_are_shares_of_the_sums() -> None:
    """Precision over ours, recall over gold, over all documents together."""
    documents = [Document("own", name, {"quote": (2, 3, 4)}) for name in ("a", "b")]
    found = facts.flat(facts.figures_of(documents))

    assert found["quote.p"] == pytest.approx(200 / 3)
    assert found["quote.r"] == pytest.approx(50)
    assert found["quote.f1"] == pytest.approx(400 / 7)
    assert found["quote.shown"] == pytest.approx(75)


@pytest.mark.parametrize("bench", [facts_quotes, facts_names, facts_times])
def test_a_corpus_without_a_set_has_no_documents(bench: object, tmp_path: Path) -> None:
    """What is not there is not measured, and is no error."""
    assert list(bench.documents(tmp_path)) == []  # type: ignore[attr-defined]


def test_all_facts_are_cheap_and_light() -> None:
    """All facts of 800 words cost a few times LexRank over thirty sentences; weights are small."""
    found = [facts_cost.measure() for _ in range(2)]

    assert min(cost.ratio for cost in found) <= most_of("facts_cost_ratio")
    assert min(cost.memory for cost in found) <= most_of("facts_memory_mb")
