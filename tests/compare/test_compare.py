"""Two versions of a page: what was added, changed or is gone."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nutgraf
from nutgraf.compare import Comparison, Edit, FactChange, Line, QuoteChange, compare
from nutgraf.model import (
    Anchor,
    Block,
    Budget,
    Facts,
    Origin,
    Reading,
    Sentence,
    Span,
    Story,
    Summary,
)
from nutgraf.plain import plain
from tests.golden import CASES, reading_of

VERSIONS = Path(__file__).parent / "versions"
CHANGED = sorted(folder.name for folder in VERSIONS.iterdir())
SIGNS = {"same": " ", "moved": ">", "changed": "~", "added": "+", "gone": "-"}
LEXICON = ("ferry", "harbour", "board", "said", "Monday", "the", "14", "15", "ships", "渡轮停运")
MOST_SECONDS = 3.0


def version(case: str, name: str) -> Reading:
    """One version of a case: pasted text or a page."""
    pasted = VERSIONS / case / f"{name}.txt"
    if pasted.exists():
        return nutgraf.read_text(pasted.read_text(encoding="utf-8"), published="2026-11-18")
    return nutgraf.read(
        (VERSIONS / case / f"{name}.html").read_bytes(), "https://millbrook.example/vote"
    )


def told(sentences: list[str]) -> Reading:
    """A reading of sentences, one paragraph, without facts."""
    text = " ".join(sentences)
    ends, places = 0, []
    for words in sentences:
        places.append(Sentence(Span(ends, ends + len(words)), 0))
        ends += len(words) + 1
    block = Block("paragraph", Span(0, len(text)), Anchor(""))
    story = Story(text, blocks=(block,), sentences=tuple(places))
    return Reading(Origin("text", "", 0), story, Summary("news", Budget(sentences=3)), Facts())


def shown(before: Reading, after: Reading, found: Comparison) -> str:
    """A comparison as a page: the head, the lines with their edits, the facts, the quotes."""
    old, new = before.story, after.story
    rows = [
        f"{one.name}: {', '.join(one.before) or '–'} → {', '.join(one.after) or '–'}"
        for one in found.head
    ]
    rows += ["", *(f"{SIGNS[line.change]} {redlined(old, new, line)}" for line in found.lines)]
    rows += [
        "",
        *(
            f"{SIGNS[one.change]} {one.kind}: {one.was or '–'} → {one.now or '–'}"
            for one in found.facts
        ),
    ]
    rows += ["", *(f"{SIGNS[one.change]} {both(old, new, one.before, one.after)}"
                   f" ({both(old, new, one.speaker_before, one.speaker_after)})"
                   for one in found.quotes)]  # fmt: skip
    return "\n".join(rows) + "\n"


def both(old: Story, new: Story, before: Span | None, after: Span | None) -> str:
    words = (old[before] if before else "–", new[after] if after else "–")
    return words[0] if words[0] == words[1] else " → ".join(words)


def redlined(old: Story, new: Story, line: Line) -> str:
    """The later sentence with its edits in brackets, or the earlier one where it is gone."""
    if line.after is None:
        return old[line.before] if line.before else ""
    parts, at = [], line.after.start
    for edit in line.edits:
        if edit.after:
            parts += [
                new.text[at : edit.after.start],
                f"[{both(old, new, edit.before, edit.after)}]",
            ]
            at = edit.after.end
        elif edit.before:
            parts.append(f"[{old[edit.before]} → –]")
    return "".join([*parts, new.text[at : line.after.end]])


@pytest.mark.parametrize("case", CHANGED)
def test_a_story_and_its_later_version(case: str) -> None:
    """Sentences, figures, names and quotes that were added, changed or dropped are told apart."""
    before, after = version(case, "before"), version(case, "after")

    found = shown(before, after, compare(before, after))

    assert found == (VERSIONS / case / "changes.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_reading_does_not_differ_from_itself(case: str) -> None:
    """Nothing is added, changed or gone between a reading and itself."""
    found = compare(reading_of(case), reading_of(case))

    assert found.is_same
    assert {line.change for line in found.lines} <= {"same"}


def test_white_space_and_setting_are_no_change() -> None:
    """A sentence set with other spaces is the same sentence."""
    before = told(["The wall held all night.", "It will be\nrepaired in May 2027."])
    after = told(["The  wall held all night.", "It will be repaired in May  2027."])

    assert compare(before, after).is_same


def test_equal_sentences_are_told_apart_by_place() -> None:
    """One of two equal sentences that goes is one gone, and the other stays where it is."""
    found = compare(
        told(["Yes.", "The board met.", "Yes.", "It rained."]),
        told(["Yes.", "The board met.", "It rained."]),
    )

    assert [line.change for line in found.lines] == ["same", "same", "gone", "same"]


def test_a_sentence_elsewhere_is_moved() -> None:
    """A sentence that stands in another place is not gone and added."""
    first, *others = ["The lock is shut.", "Boats wait below.", "Nobody was hurt.", "A crane came."]

    found = compare(told([first, *others]), told([*others, first]))

    assert [line.change for line in found.lines] == ["same", "same", "same", "moved"]


def test_a_script_without_spaces_is_compared_by_character() -> None:
    """A changed Chinese sentence shows the characters that changed, not the whole of it."""
    found = compare(told(["港口渡轮将于周一停运六周。"]), told(["港口渡轮将于周二停运八周。"]))
    (line,) = found.lines

    assert line.change == "changed"
    assert line.edits == (Edit(Span(7, 8), Span(7, 8)), Edit(Span(10, 11), Span(10, 11)))


def test_a_figure_is_changed_only_where_its_words_are_the_same() -> None:
    """Another figure in another sentence is a new one beside a lost one, not a changed one."""
    before = nutgraf.read_text("The fire burned 14 barns near the river. Nobody was hurt at all.")
    same_place = nutgraf.read_text(
        "The fire burned 16 barns near the river. Nobody was hurt at all."
    )
    elsewhere = nutgraf.read_text("Nobody was hurt at all. Later 16 sheep were counted on a hill.")

    assert [(one.change, one.was, one.now) for one in compare(before, same_place).facts] == [
        ("changed", "14", "16")
    ]
    assert [(one.change, one.was, one.now) for one in compare(before, elsewhere).facts] == [
        ("added", None, "16"), ("gone", "14", None),
    ]  # fmt: skip


def test_a_comparison_has_a_plain_form() -> None:
    """A comparison is JSON: spans as pairs, in the order of its fields."""
    before, after = told(["The lock is shut today."]), told(["The lock is open today."])

    assert plain(compare(before, after))["lines"] == [
        {"change": "changed", "before": [0, 23], "after": [0, 23],
         "edits": [{"before": [12, 16], "after": [12, 16]}]}
    ]  # fmt: skip


STORIES = st.lists(
    st.lists(st.sampled_from(LEXICON), min_size=1, max_size=7).map(" ".join), max_size=9
)


@settings(max_examples=300, deadline=None)
@given(before=STORIES, after=STORIES)
def test_every_sentence_is_in_exactly_one_line(before: list[str], after: list[str]) -> None:
    """No sentence of either version is lost or told twice, and the later ones keep their order."""
    old, new = told(before), told(after)

    lines = compare(old, new).lines

    assert sorted(one.before for one in lines if one.before) == [
        s.span for s in old.story.sentences
    ]
    assert [one.after for one in lines if one.after] == [s.span for s in new.story.sentences]
    assert all(sound(old.story, new.story, line) for line in lines)


def sound(old: Story, new: Story, line: Line) -> bool:
    """Whether a line is what its change says, and its edits make the one side into the other."""
    if line.before is None or line.after is None:
        return line.change == ("gone" if line.after is None else "added")
    kept = [(old[line.before], line.gone, line.before), (new[line.after], line.added, line.after)]
    left = ["".join(without(*side).split()) for side in kept]
    assert left[0] == left[1]
    return (line.change == "changed") == bool(line.edits)


def without(words: str, cut: tuple[Span, ...], whole: Span) -> str:
    """The words less the spans that were cut, which lie in order inside the whole."""
    assert all(whole.holds(span) and len(span) for span in cut)
    assert list(cut) == sorted(cut)
    for span in reversed(cut):
        words = words[: span.start - whole.start] + words[span.end - whole.start :]
    return words


@settings(max_examples=300, deadline=None)
@given(before=STORIES, after=STORIES)
def test_the_other_way_round_added_is_gone(before: list[str], after: list[str]) -> None:
    """Exchanging the versions exchanges the sides of every line, and nothing else."""
    there, back = compare(told(before), told(after)), compare(told(after), told(before))

    assert Counter(map(turned, there.lines)) == Counter(back.lines)


def turned(line: Line) -> Line:
    other = {"added": "gone", "gone": "added"}
    edits = tuple(Edit(edit.after, edit.before) for edit in line.edits)
    return replace(
        line, change=other.get(line.change, line.change), before=line.after, after=line.before, edits=edits
    )  # fmt: skip


@pytest.mark.parametrize("case", CHANGED)
def test_facts_and_quotes_turn_round_too(case: str) -> None:
    """What one direction calls added the other calls gone, of names, figures and quotes."""
    before, after = version(case, "before"), version(case, "after")
    there, back = compare(before, after), compare(after, before)

    assert Counter(map(exchanged, (*there.facts, *there.quotes))) == Counter(
        (*back.facts, *back.quotes)
    )


def exchanged(one: FactChange | QuoteChange) -> FactChange | QuoteChange:
    change = {"added": "gone", "gone": "added"}.get(one.change, one.change)
    other = replace(one, change=change, before=one.after, after=one.before)
    if isinstance(other, FactChange):
        return replace(other, was=other.now, now=other.was)
    return replace(other, speaker_before=other.speaker_after, speaker_after=other.speaker_before)


@pytest.mark.parametrize("how", ["reworded", "reversed", "repeated"])
def test_the_longest_stories_are_compared_in_time(how: str) -> None:
    """Three thousand sentences against three thousand take about a second at the worst."""
    before, after = told(list(long_story("old"))), told(list(long_story(how)))

    start = time.process_time()
    found = compare(before, after)

    assert time.process_time() - start < MOST_SECONDS
    assert len(found.lines) >= len(after.story.sentences)


def long_story(how: str) -> Iterator[str]:
    """3,000 sentences of twenty words each; a reworded one has two others."""
    numbers = range(3_000) if how != "reversed" else range(2_999, -1, -1)
    for number in numbers:
        words = [f"word{(number * 37 + place * 101) % 4_001}" for place in range(20)]
        if how == "reworded":
            words[number % 20] = words[(number + 7) % 20] = "other"
        yield "Yes." if how == "repeated" else " ".join(words) + "."
