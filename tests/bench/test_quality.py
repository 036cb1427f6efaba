"""The bench measures what the corpus says it measures; none of this needs the corpus itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nutgraf.model import Anchor, Block, Span, Story
from tests.bench.quality import floors, metrics, ours, peers, report
from tests.bench.quality.__main__ import main
from tests.bench.quality.conventions import Convention, assemble, convention_of, labels_in
from tests.bench.quality.extraction import OURS, Chunk, Outcome, read_chunk, save, scored
from tests.bench.quality.pages import (
    Gold,
    GoldPage,
    digest_of,
    pages_of,
    set_names,
    site_of,
)
from tests.bench.quality.peers import Found

BODY = [
    "The harbour of Lund reopened on Monday after three weeks of repairs to its northern wall.",
    "Engineers had found a crack below the waterline, and ships were sent to other ports.",
    "The council says the work cost two million kronor, less than it had been afraid of.",
]
HTML = "<html><body><article><h1>Harbour opens again</h1>{}</article></body></html>"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one set of two pages of our own writing."""
    for name, site in (("a", "www.one.example"), ("b", "two.example")):
        folder = tmp_path / "extraction" / "ours" / name
        folder.mkdir(parents=True)
        html = HTML.format("".join(f"<p>{line}</p>" for line in BODY))
        (folder / "page.html.gz").write_bytes(gzip.compress(html.encode()))
        gold = {"url": f"https://{site}/x", "body": "\n".join(BODY), "title": "Harbour opens again"}
        (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def story_with_labels() -> Story:
    """A dek above two paragraphs, a caption between them, a credit below."""
    labels = {"dek": "In short.", "caption": "A wall.", "credit": "Reporting by Ann."}
    text = "One two.\n\nThree four."

    def label(kind: str, at: int) -> Block:
        return Block(kind, Span(at, at), Anchor(labels[kind]))

    return Story(
        text,
        (
            label("dek", 0),
            Block("paragraph", Span(0, 8), Anchor("")),
            label("caption", 8),
            Block("paragraph", Span(10, 21), Anchor("")),
            label("credit", 21),
        ),
    )


@pytest.mark.parametrize(
    ("text", "gold", "expected"),
    [
        ("a b c d e", "a b c d e", (1, 1)),
        ("a b c d e", "A b, c d!", (1 / 2, 1)),
        ("a b", "a b", (1, 1)),
        ("a b", "a b c d", (0, 0)),
        ("a a a a a a", "a a a a a", (2 / 3, 1)),
        ("", "a b", (0, 0)),
        ("a b", "", (0, 0)),
        ("", "", (1, 1)),
    ],
)
def test_shingles(text: str, gold: str, expected: tuple[float, float]) -> None:
    """Runs of four words count as often as they stand; shorter texts are one run."""
    assert metrics.precision_recall(text, gold) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "gold", "expected"),
    [("", "", 1), ("a", "", 0), ("", "a", 0), ("b a a", "a b", 4 / 5), ("a", "b", 0)],
)
def test_word_f1(text: str, gold: str, expected: float) -> None:
    """Words count as often as they stand, in any order."""
    assert metrics.word_f1(text, gold) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("title", "gold", "same"),
    [
        ("Rain, again", "rain again", True),
        ("Harbour opens again | The Post", "Harbour opens again", False),
        ("The harbour opens again today | Post", "The harbour opens again today", True),
        (None, "Rain", False),
        ("Sun", "Rain", False),
    ],
)
def test_same_title(title: str | None, gold: str, same: bool) -> None:
    """A title may carry a little more than gold, not a lot."""
    assert metrics.same_title(title, gold) is same


def test_metadata_agrees_by_name_and_day() -> None:
    """Authors agree as sets of names, dates as days."""
    assert metrics.author_f1(["ann  LEE", "Bo Ek"], ["Ann Lee"]) == pytest.approx(2 / 3)
    assert metrics.author_f1([], ["Ann Lee"]) == 0
    assert metrics.same_day("2024-05-06T23:00:00-07:00", "2024-05-06")
    assert not metrics.same_day(None, "2024-05-06")


def test_snippets_ignore_white_space_and_case() -> None:
    """A snippet may run over a line's end."""
    assert metrics.snippets_in("It was\n\nthe End.", ["was THE end", "begin"]) == 1


def test_f1_is_of_the_averages_and_its_interval_of_whole_sites() -> None:
    """One site has no spread however many pages it has; two that differ have."""
    same = [("one.example", 0.5, 1.0)] * 9
    assert metrics.f1_interval(same) == pytest.approx((2 / 3, 2 / 3))
    mixed = [*same, ("two.example", 1.0, 1.0)]
    low, high = metrics.f1_interval(mixed)
    assert (low, high) == (pytest.approx(2 / 3), 1)
    assert metrics.f1_interval(mixed) == metrics.f1_interval(mixed[::-1])


def test_scores_are_only_those_with_gold() -> None:
    """A page without a gold body has no F1, one without snippets no snippet shares."""
    gold = Gold(wanted=("in it", "not there"), unwanted=("menu",))
    assert scored(Found("This is in it."), gold) == {"wanted": (1, 2), "unwanted": (1, 1)}
    assert set(scored(Found(), Gold(body=""))) == {"p", "r", "exact", "words"}


def test_assemble_puts_counted_labels_where_they_stood() -> None:
    """A label that a set counts stands in its own place, any other is left out."""
    story = story_with_labels()
    said = assemble(story, Convention(frozenset({"dek", "caption"}), ""))
    assert said == "In short.\n\nOne two.\n\nA wall.\n\nThree four."
    assert assemble(story, Convention(frozenset(), "")) == story.text


def test_every_set_has_one_rule() -> None:
    """The headline is nobody's body; a set without a rule of its own has the default."""
    assert convention_of("no such set").counted == {"dek"}
    assert "headline" not in convention_of("wcxb").counted


def test_labels_in_gold_are_whole_words() -> None:
    """A label is in gold when its words stand there, in a row."""
    found = labels_in(story_with_labels(), "In short. One two. Underreporting by Ann")
    assert found == {"dek": (1, 1), "caption": (0, 1), "credit": (0, 1)}


def test_a_set_is_known_by_its_gold(corpus: Path) -> None:
    """The digest follows every name and every byte of gold, and nothing else."""
    first = digest_of(corpus, "ours")
    (corpus / "extraction" / "ours" / "a" / "page.html.gz").write_bytes(gzip.compress(b"<p>new"))
    assert digest_of(corpus, "ours") == first
    gold = corpus / "extraction" / "ours" / "b" / "gold.json"
    gold.write_text(gold.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert digest_of(corpus, "ours") != first


def test_a_page_without_a_real_host_is_its_own_site() -> None:
    """Sites are hosts; made-up hosts and missing addresses hold no pages together."""
    assert site_of("https://www.One.example/a", "7") == "one.example"
    assert site_of("http://fakehost/a", "7") == site_of(None, "7") == "7"


def test_any_set_is_found_and_read(corpus: Path, tmp_path: Path) -> None:
    """A set of unknown name is scored by the default rule; what was read is saved in order."""
    assert set_names(corpus) == ["ours"]
    pages = tuple(pages_of(corpus, ["ours"]))
    found = read_chunk(Chunk(pages, None, ("trafilatura, no comments",)))
    own = [outcome for outcome in found if outcome.tool == OURS]
    assert [outcome.error for outcome in found] == [""] * 4
    assert [outcome.scores["exact"] for outcome in own] == [(1, 1)] * 2
    save(found, tmp_path / "saved.jsonl")
    lines = (tmp_path / "saved.jsonl").read_text(encoding="utf-8").splitlines()
    assert [list(json.loads(line)) for line in lines] == [
        ["set", "id", "text", "title", "authors", "date"]
    ] * 2
    assert json.loads(lines[0])["text"].split("\n\n") == BODY


def test_a_tool_that_fails_found_nothing(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error scores as an empty text and is listed; the other pages are still read."""

    def fail(html: str, url: str | None) -> Found:
        raise RuntimeError("no")

    monkeypatch.setattr(peers, "PEERS", {"fails": fail})
    monkeypatch.setattr("tests.bench.quality.extraction.PEERS", {"fails": fail})
    found = read_chunk(Chunk(tuple(pages_of(corpus, ["ours"], 1)), None, ("fails",)))
    assert found[1].scores["p"] == (0, 1)
    assert list(report.errors(found)) == ["error: fails on ours/a: RuntimeError: no"]


def test_a_measure_no_page_offers_is_not_scored() -> None:
    """A tool that gives no authors at all has no author score, one that misses some has."""
    page = GoldPage(Path("set/a"), Gold(authors=("Ann Lee",)))
    score = {"authors": (0.0, 1.0)}
    assert "authors" not in report.figures([Outcome(page, "t", Found(), score)])
    assert report.figures([Outcome(page, "t", Found(authors=("Bo",)), score)])["authors"] == 0


def test_floors_bind_only_on_the_pages_they_were_measured_on(corpus: Path) -> None:
    """A figure under its floor is told, but not when the set's gold is another."""
    digest = digest_of(corpus, "ours")
    promise = floors.Promise({"ours": digest}, {"ours.f1": 0.9, "ours/forum.words": 0.5})
    sets = floors.same_sets(promise, corpus, ["ours"])
    low = {"ours": {"f1": 0.8}, "ours/forum": {"words": 0.5}}
    assert list(floors.broken(promise, sets, low)) == [
        "floor broken: ours.f1 is 0.8000, promised at least 0.9"
    ]
    other = floors.Promise({"ours": "another"}, promise.floors)
    assert not list(floors.broken(other, floors.same_sets(other, corpus, ["ours"]), low))


def test_pages_are_read_with_the_weights_that_never_saw_their_site(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fold reads its own sites; a page in no fold is read with the shipped weights."""
    pages = pages_of(corpus, ["ours"])
    monkeypatch.setattr(
        ours, "_folds", lambda corpus, split: [(frozenset({"one.example"}), Path("w"))]
    )
    assert ours.shifts(corpus, pages, None) == [(None, tuple(pages))]
    assert ours.shifts(corpus, pages, "site") == [(Path("w"), (pages[0],)), (None, (pages[1],))]


def test_the_command_reads_in_processes_of_its_own(corpus: Path) -> None:
    """The command prints a line a tool and says when the floors are of other pages."""
    args = ["extraction", "--corpus", str(corpus), "--processes", "1", "--labels"]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0, result.output
    assert any(" nutgraf " in line and "1.0000" in line for line in result.output.splitlines())
    assert "ours: other pages than those of floors.json" in result.output


def test_a_set_that_is_not_there_is_said(corpus: Path) -> None:
    """A wrong name ends with one line, not with an empty table."""
    result = CliRunner().invoke(main, ["extraction", "--corpus", str(corpus), "--sets", "none"])
    assert (result.exit_code, result.output[:24]) == (1, "Error: No pages of none ")
