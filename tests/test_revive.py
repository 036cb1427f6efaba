"""A reading comes back from its JSON as it was, and nothing else comes in that way."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf import bounds
from nutgraf.errors import BadReading, BadRequest
from nutgraf.export import EXPORTERS
from nutgraf.model import BODY_KINDS, Notice, Reading, Source, Span
from nutgraf.revive import Misfit, revive
from tests.golden import CASES, reading_of

RICH = "footnotes--essay"
WRITTEN = ("md", "html", "txt", "json")
STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 2, 9, 10**9, 10**30, 1.5, float("nan"), float("inf"), "", "x", "\ud800",
    "javascript:alert(1)", "person", "code", "note", [], {}, [0, 0], [0, 1], [5, 3], [0, 10**9],
)  # fmt: skip


def form_of(case: str) -> dict[str, Any]:
    """A golden reading's plain form, to be forged."""
    return json.loads(reading_of(case).to_json())


def put(form: Any, place: str, value: Any) -> Any:
    """The form with another value at a place such as `story.blocks.0.kind`."""
    *steps, last = (int(step) if step.isdigit() else step for step in place.split("."))
    holder = form
    for step in steps:
        holder = holder[step]
    holder[last] = value
    return form


@pytest.mark.parametrize("case", CASES)
def test_a_reading_comes_back_from_its_json_to_the_last_byte(case: str) -> None:
    """from_json undoes to_json: an equal reading, the same bytes, a digest that holds."""
    reading = reading_of(case)

    back = Reading.from_json(reading.to_json())

    assert back == reading
    assert back.to_json() == reading.to_json()
    assert back.digest_holds()


def test_a_changed_word_breaks_the_digest() -> None:
    """A reading whose headline was changed is still one, and its digest says it is not whole."""
    form = put(form_of(RICH), "story.headline", "Another headline altogether")

    assert not Reading.from_plain(form).digest_holds()


def test_what_a_library_adds_is_passed_over() -> None:
    """The id and the reader's own notes beside a reading are no part of it."""
    reading = reading_of(RICH)

    found = Reading.from_plain(form_of(RICH) | {"id": "00", "library": {"note": "mine"}})

    assert found == reading


def test_a_whole_number_stays_whole_where_a_fraction_may_stand() -> None:
    """1 and 1.0 are one number and two spellings; each comes back as it was spelt."""
    form = put(form_of(RICH), "summary.budget", {"sentences": None, "words": None, "share": 1})
    form["summary"]["picks"] = sorted(
        (
            {"sentence": index, "score": score, "reason": reason}
            for index, score, reason in zip(
                *(form["summary"][name] for name in ("ranking", "scores", "reasons")), strict=True
            )
        ),
        key=lambda pick: pick["sentence"],
    )

    assert '"share": 1\n' in Reading.from_plain(form).to_json()


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("story.blocks.3.kind", "fish", "story.blocks[3].kind is fish, not one of: paragraph"),
        ("story.blocks.0.span", [0, 10**9], "story.blocks[0].span is out of order or lies outside"),
        ("story.blocks.0.span", [4, 2], "story.blocks[0].span is no pair of a start and an end"),
        ("story.blocks.0.span", [0, True], "story.blocks[0].span is no pair"),
        ("story.blocks.0.level", 900, "story.blocks[0].level is not 1 to 8"),
        ("story.headline", 7, "story.headline is 7, not text"),
        ("story.headline", "\ud800", "story.headline holds half a character"),
        ("story.sources", [["headline", "h1"]], "story.sources is no object"),
        ("story.sources", {"headline": 1}, "story.sources[0][1] is 1, not text"),
        ("story.sentences.1.block", 999, "story.sentences[1].block leads to no block"),
        ("story.sentences.1.span", [0, 1], "story.sentences[1].span is out of order"),
        ("story.sentences", None, "story.sentences is no list"),
        ("story.marks.0.href", "javascript:alert(1)", "story.marks[0].href"),
        ("story.marks.0.block", 999, "story.marks[0].block leads to nothing"),
        ("summary.ranking.0", 999, "summary.ranking[0] leads to nothing"),
        ("summary.ranking.0", True, "summary.ranking[0] is True, not a whole number"),
        ("summary.words.0", 10**40, "summary.words has a length that no sentence has"),
        ("summary.scores", [], "summary.scores has not one for each place of the ranking"),
        ("summary.scores.0", float("nan"), "summary.scores[0] is nan, not a number"),
        ("summary.scores.0", float("inf"), "summary.scores[0] is inf, not a number"),
        ("summary.picks", [], "summary.picks are not those that the ranking gives"),
        ("summary.budget.words", 60, "Give one summary length"),
        ("summary.budget.sentences", 0, "A summary length is at least 1 sentence"),
        ("facts.items.0.spans", [], "facts.items[0].spans is empty"),
        ("facts.items.0.spans.0", [0, 10**9], "facts.items[0].spans[0] is empty or lies outside"),
        ("facts.items.0.confidence", "sure", "facts.items[0].confidence is sure, not a number"),
        ("facts.names_by", "guess", "facts.names_by is guess, not one of: model, rules"),
        ("page.characters", 1.0, "page.characters is 1.0, not a whole number"),
        ("removed.0.before", 999, "removed[0].before leads to nothing"),
        ("removed.0.more", "x", "removed[0] has “more”, which nothing reads"),
        ("engines", {"nutgraf": None}, "engines[0][1] is nothing, not text"),
        ("notices", [{"code": "x"}], "notices[0].message is missing"),
        ("version", 2, "This reading is of version 2; Nutgraf reads version 1."),
        ("version", True, "it has no version"),
    ],
)  # fmt: skip
def test_a_forged_reading_is_refused_by_its_place(place: str, value: Any, told: str) -> None:
    """Whatever is missing, unknown, of another type or leads nowhere is named with its place."""
    with pytest.raises(BadReading) as refused:
        Reading.from_plain(put(form_of(RICH), place, value))

    assert told in str(refused.value)
    assert isinstance(refused.value, BadRequest)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "7", '"x"', "{}", '{"version": 1}', "[" * 9_000, "9" * 9_000]
)
def test_what_is_no_reading_at_all_is_refused(text: str) -> None:
    """No text, however it is made, gives anything but a reading or a clear refusal."""
    with pytest.raises(BadReading, match=r"^This is not a reading that Nutgraf wrote"):
        Reading.from_json(text)


@pytest.mark.parametrize("field", ["digest", "page", "story", "summary", "facts", "removed"])
def test_a_missing_part_is_named(field: str) -> None:
    """A reading without one of its parts is none."""
    form = form_of(RICH)
    del form[field]

    with pytest.raises(BadReading, match=f"{field} is missing"):
        Reading.from_plain(form)


@settings(max_examples=300, deadline=None)
@given(case=st.sampled_from(CASES), seed=st.integers(0, 2**32))
def test_a_mutated_reading_is_refused_or_can_be_written(case: str, seed: int) -> None:
    """A reading changed in a few places is refused, or every format can still write it."""
    form = mutated(form_of(case), random.Random(seed))

    try:
        reading = Reading.from_plain(form)
    except BadReading:
        return

    assert all(EXPORTERS[name].write(reading) for name in WRITTEN)
    assert Reading.from_json(reading.to_json()) == reading


def mutated(form: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The form with one to three values lost, doubled, moved or replaced."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        holder, key = chance.choice(list(places(form)))
        match chance.randrange(5):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.insert(key, copy.deepcopy(chance.choice(holder)))
            case 2 if isinstance(holder, list):
                chance.shuffle(holder)
            case 3 if type(holder[key]) is int:
                holder[key] += chance.choice((-2, -1, 1, 2, 50))
            case _:
                holder[key] = copy.deepcopy(chance.choice(STRANGE))
    return form


def places(form: Any) -> Iterator[tuple[Any, Any]]:
    """Every holder in a form, with each of its keys or indexes."""
    steps = form.items() if isinstance(form, dict) else enumerate(form)
    for key, value in steps:
        yield form, key
        if isinstance(value, dict | list):
            yield from places(value)


def test_any_noun_can_be_revived() -> None:
    """The engine reads a noun from its type hints alone, and names the place of a misfit."""
    assert revive(Notice, {"code": "partial", "message": "m"}) == Notice("partial", "m")
    assert revive(Source, {"mention": [1, 2], "name": None, "role": None}) == Source(Span(1, 2))
    with pytest.raises(Misfit, match="^mention is no pair"):
        revive(Source, {"mention": [2, 1], "name": None, "role": None})


def test_the_bounds_know_the_kinds_of_the_body() -> None:
    """What is checked as the body is what the nouns call the body."""
    assert set(BODY_KINDS) == bounds.BODY
