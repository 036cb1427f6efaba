"""The summary bench scores what its corpus says; none of this needs the corpus itself."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nutgraf.model import Story
from tests.bench.quality import floors, summarizers, summary_report
from tests.bench.quality.__main__ import main
from tests.bench.quality.documents import (
    DEFAULT,
    Document,
    digest_of,
    documents_of,
    lengths_of,
    set_names,
    story_of,
)
from tests.bench.quality.extraction import OURS
from tests.bench.quality.ours import NoFolds
from tests.bench.quality.summarizers import LEAD
from tests.bench.quality.summary import Chunk, Cut, Outcome, cut_at, read_chunk, save

TEXT = (
    "The ferry to Holm sails again from Monday after a winter in dock. Engineers had found a "
    "crack in its rudder in November.\n\nThe council paid 4 million kronor for the repairs, the "
    "mayor said. Fishermen carried the post in the meantime.\nThe school on Holm kept its "
    "twelve pupils. Tickets cost as much as they did last year."
)
REFERENCES = [
    "The Holm ferry sails again. The council paid for repairs.",
    "A ferry whose rudder cracked is back.",
]


def write(corpus: Path, name: str, *rows: Mapping[str, Any]) -> None:
    """A set of the summary corpus."""
    (corpus / "summary").mkdir(exist_ok=True)
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (corpus / "summary" / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one set of two documents of our own writing."""
    row = {"title": "", "text": TEXT, "summary": REFERENCES, "multi": True, "lang": "en"}
    write(tmp_path, "ours", row | {"id": "a"}, row | {"id": "b", "title": "Ferry sails again"})
    return tmp_path


@pytest.fixture
def story() -> Story:
    """The text as a story of six sentences."""
    return story_of(Document("ours", "a", TEXT, (), "Ferry sails again", "en"))


def scored(name: str, id: str, tool: str, r1: float) -> Outcome:
    """An outcome of one figure at every length."""
    cut = Cut(("Some words.",), {"r1": r1, "r2": r1, "lsum": r1})
    document = Document(name, id, "", ())
    return Outcome(document, tool, (0,), dict.fromkeys(summary_report.CUTS, cut), ms=1.0)


def test_nothing_is_cut_from_a_document(story: Story) -> None:
    """A line is a paragraph, and every word of the text is in a sentence of its own line."""
    assert story.text == TEXT
    assert [story[block.span] for block in story.blocks] == TEXT.replace("\n\n", "\n").split("\n")
    assert [sentence.block for sentence in story.sentences] == [0, 0, 1, 1, 2, 2]
    said = " ".join(story[sentence.span] for sentence in story.sentences)
    assert said.split() == TEXT.split()


def test_references_are_one_of_lines_or_several_of_text(tmp_path: Path) -> None:
    """Sentences of one reference are its lines; an alternative reference is parted into lines."""
    row = {"id": 1, "text": TEXT, "summary": ["It sails.", "It cost. A lot."], "lang": "en-GB"}
    write(tmp_path, "x", row, row | {"multi": True}, row | {"refs_all": ["Back. Soon."]})
    found = documents_of(tmp_path, ["x"])
    assert [document.references for document in found] == [
        ("It sails.\nIt cost. A lot.",),
        ("It sails.", "It cost.\nA lot."),
        ("Back.\nSoon.",),
    ]
    assert (found[0].language, found[0].headline, found[0].key) == ("en", None, ("x", "1"))


def test_a_set_of_unknown_name_is_scored_by_the_default_rule(corpus: Path) -> None:
    """Any file is a set; a limit takes the first documents of each."""
    assert set_names(corpus) == ["ours"]
    assert lengths_of("ours") == DEFAULT
    assert lengths_of("xsum_test").sentences == 1
    assert [document.id for document in documents_of(corpus, ["ours"], 1)] == ["a"]


def test_a_set_is_known_by_its_file(corpus: Path) -> None:
    """The digest follows every byte of a set's file."""
    before = digest_of(corpus, "ours")
    write(corpus, "ours", {"id": "a", "text": TEXT, "summary": REFERENCES})
    assert digest_of(corpus, "ours") != before


def test_a_word_budget_is_filled_to_the_word(story: Story) -> None:
    """The best sentences are taken whole, the last is cut, and all stand in story order."""
    assert cut_at(story, (3, 0, 1), 10) == (
        "The ferry to",
        "Fishermen carried the post in the meantime.",
    )
    assert cut_at(story, (5,), 60) == ("Tickets cost as much as they did last year.",)
    assert cut_at(story, (), 60) == ()


def test_stems_kept_are_the_stems_found() -> None:
    """English words are those of rouge-score's own tokenizer, asked once or twice."""
    tokenizers = pytest.importorskip("rouge_score.tokenizers")
    from tests.bench.quality.rouge import Words

    own = Words("en")
    for text in (TEXT, "", "Don't mend 3.5 % — naïve café’s ferries, FERRIES!", TEXT):
        assert own.tokenize(text) == tokenizers.DefaultTokenizer(use_stemmer=True).tokenize(text)


def test_the_best_reference_counts_for_each_measure() -> None:
    """F1 is rouge-score's, in points, against the reference nearest by that measure."""
    scorer = pytest.importorskip("rouge_score.rouge_scorer")
    from tests.bench.quality.rouge import MEASURES, rouge

    text = "The ferry sails again.\nThe council paid for a cracked rudder."
    theirs = scorer.RougeScorer(list(MEASURES.values()), use_stemmer=True)
    each = [theirs.score(reference, text) for reference in REFERENCES]
    best = {n: 100 * max(found[m].fmeasure for found in each) for n, m in MEASURES.items()}
    assert rouge(REFERENCES, text, "en") == pytest.approx(best)


def test_words_of_other_languages_are_not_stemmed() -> None:
    """Outside English a word is a run of letters of any script, in small letters."""
    pytest.importorskip("rouge_score")
    from tests.bench.quality.rouge import rouge

    assert rouge(["l'été à Évry"], "L'ÉTÉ, à Évry!", "fr")["r2"] == pytest.approx(100)
    assert rouge(["ferries"], "ferry", "fr")["r1"] == 0
    assert rouge(["ferries"], "ferry", "en")["r1"] == pytest.approx(100)


@pytest.mark.parametrize("tool", summarizers.TOOLS)
def test_every_tool_ranks_every_sentence_once(story: Story, tool: str) -> None:
    """All tools order the same sentences, those of our own reading."""
    if not summarizers.installed().get(tool, True):
        pytest.skip(f"{tool} is not installed")
    ranking = summarizers.TOOLS[tool](story, summarizers.news(story))
    assert sorted(ranking) == list(range(6))
    assert tool != LEAD or list(ranking) == sorted(ranking)


@pytest.mark.parametrize(("tool", "mode"), [("lede", "default"), ("lede, legacy", "legacy")])
def test_lede_chooses_what_its_own_face_chooses(story: Story, tool: str, mode: str) -> None:
    """Over the same sentences and the room of the best two, lede itself takes those two."""
    lede = pytest.importorskip("lede")
    lines = [story[sentence.span] for sentence in story.sentences]
    best = sorted(summarizers.TOOLS[tool](story, summarizers.news(story))[:2])
    chosen = " ".join(lines[index] for index in best)
    assert str(lede.summarize(" ".join(lines), len(chosen), mode=mode)) == chosen


def test_documents_are_ranked_with_the_weights_that_never_saw_them(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fold ranks its own documents; one in no fold is ranked with the shipped weights."""
    first, second = documents_of(corpus, ["ours"])
    folds = [(frozenset({("ours", "a"), ("other", "b")}), Path("w"))]
    monkeypatch.setattr(summarizers, "_folds", lambda corpus: folds)
    both = (first, second)
    assert summarizers.shifts(corpus, both, held_out=False) == [(None, both)]
    apart = [(Path("w"), (first,)), (None, (second,))]
    assert summarizers.shifts(corpus, both, held_out=True) == apart


def test_a_tool_that_fails_chose_nothing(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error scores as an empty summary and is listed; the other documents are still read."""
    pytest.importorskip("rouge_score")

    def fail(story: Story, news: object) -> tuple[int, ...]:
        raise RuntimeError("no")

    monkeypatch.setattr("tests.bench.quality.summary.TOOLS", {**summarizers.TOOLS, "fails": fail})
    found = read_chunk(Chunk(tuple(documents_of(corpus, ["ours"])), None, ("fails",)))
    assert [outcome.tool for outcome in found] == [OURS, LEAD, "fails"] * 2
    assert found[2].cuts["words"] == Cut((), {"r1": 0, "r2": 0, "lsum": 0})
    assert next(summary_report.errors(found)) == "error: fails on ours/a: RuntimeError: no"


def test_what_ours_chose_is_saved_a_line_a_document(corpus: Path, tmp_path: Path) -> None:
    """The sentences stand in story order, as the ranking says, and the words are cut at 60."""
    pytest.importorskip("rouge_score")
    found = read_chunk(Chunk(tuple(documents_of(corpus, ["ours"])), None, ()))
    save(found, tmp_path / "saved.jsonl")
    first, second = map(json.loads, (tmp_path / "saved.jsonl").read_text("utf-8").splitlines())
    assert (first["set"], first["id"], second["id"]) == ("ours", "a", "b")
    places = [TEXT.index(sentence) for sentence in first["sentences"]]
    assert places == sorted(places)
    assert (len(places), sorted(first["ranking"])) == (3, list(range(6)))
    assert len(first["words"].split()) == min(60, len(TEXT.split()))


def test_tools_are_compared_document_by_document() -> None:
    """Where one tool is better by as much everywhere, its interval has no width."""
    ours = [scored("x", str(n), OURS, 10.0 * n + 2) for n in range(9)]
    lead = [scored("x", str(n), LEAD, 10.0 * n) for n in range(9)]
    assert summary_report.difference(ours, lead, "k") == pytest.approx((2, 2, 2))
    mixed = [*ours[:8], scored("x", "8", OURS, 0)]
    mean, low, high = summary_report.difference(mixed, lead, "k")
    assert low < mean < high < 2.1
    assert summary_report.difference(mixed, lead, "k") == (mean, low, high)


def test_human_sets_are_pooled_when_both_are_there() -> None:
    """The pooled group has the documents of both; one set alone is no pool."""
    one, two = ([scored(name, "1", t, r) for t in (OURS, LEAD)]
                for name, r in zip(summary_report.HUMAN, (30.0, 50.0), strict=True))  # fmt: skip
    assert "human" not in summary_report.groups_of(one)
    groups = summary_report.groups_of([*one, *two])
    figures = summary_report.figures(groups["human"])
    assert (figures["k.r1"], figures["k.low"], figures["words.length"]) == (40, 0, 2)
    assert "human: 2 documents" in "\n".join(summary_report.table(groups))


def test_margins_over_peers_are_figures_of_ours() -> None:
    """A floor may name ours less a peer; Lead has its own names."""
    tools = {tool: [scored("x", "1", tool, r)] for tool, r in ((OURS, 9), (LEAD, 8), ("luhn", 5))}
    figures = summary_report.figures(tools)
    assert (figures["k.delta"], figures["words.over.luhn"]) == (1, 4)
    assert not any(".over." in name for name in summary_report.figures(tools, "luhn"))


def test_the_floors_of_a_pool_are_asked_when_all_of_it_is_the_same(tmp_path: Path) -> None:
    """`human` is the documents it was measured on only when both of its sets are."""
    for name in summary_report.HUMAN:
        write(tmp_path, name, {"id": "a", "text": TEXT, "summary": REFERENCES})
    digests = {name: digest_of(tmp_path, name) for name in summary_report.HUMAN}
    promise = floors.Promise(digests, {"human.k.low": -1.0})
    names = list(summary_report.HUMAN)
    assert "human" in summary_report.same_groups(promise, tmp_path, names)
    assert summary_report.same_groups(promise, tmp_path, names[:1]) == {names[0]}
    low = {"human": {"k.low": -1.5}}
    broken = list(floors.broken(promise, frozenset({"human"}), low))
    assert broken == ["floor broken: human.k.low is -1.5000, promised at least -1.0"]


def test_the_command_holds_the_figures_to_their_floors(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure under its floor ends with 1, but no floor is asked of a part of a set."""
    pytest.importorskip("rouge_score")
    promise = floors.Promise({"ours": digest_of(corpus, "ours")}, {"ours.k.delta": 99})
    monkeypatch.setattr(floors, "promise_of", lambda *tables: promise)
    args = ["summary", "--corpus", str(corpus), "--processes", "1"]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 1, result.output
    assert "ours: 2 documents; k: 3 sentences; words, whole: 60 words" in result.output
    assert "floor broken: ours.k.delta" in result.output
    assert CliRunner().invoke(main, [*args, "--limit", "1"]).exit_code == 0


def test_what_is_not_installed_is_said(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without rouge-score the command ends with one line."""
    monkeypatch.setattr("tests.bench.quality.__main__.find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["summary", "--corpus", str(corpus)])
    assert (result.exit_code, result.output[:15]) == (1, "Error: ROUGE is")


def test_held_out_weights_that_cannot_be_had_are_said(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without folds the command ends with one line."""
    pytest.importorskip("rouge_score")

    def none(corpus: Path) -> None:
        raise NoFolds("no folds")

    monkeypatch.setattr(summarizers, "_folds", none)
    result = CliRunner().invoke(main, ["summary", "--corpus", str(corpus), "--held-out"])
    assert (result.exit_code, result.output) == (1, "Error: no folds\n")
