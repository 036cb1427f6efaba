"""What a program that imports Nutgraf sees, and what that costs."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import nutgraf
from nutgraf import model

FLOORS = json.loads((Path(__file__).parent / "bench" / "floors.json").read_text())
COST = """
import time
start = time.process_time()
import nutgraf
print(1000 * (time.process_time() - start))
"""


def test_the_public_names_are_these() -> None:
    """Nothing becomes public by accident."""
    assert sorted(nutgraf.__all__) == [
        "NutgrafError",
        "Reading",
        "__version__",
        "read",
        "read_text",
    ]
    assert all(getattr(nutgraf, name) for name in nutgraf.__all__)
    with pytest.raises(AttributeError):
        _ = nutgraf.summarise  # type: ignore[attr-defined]


def test_the_calls_take_what_is_promised() -> None:
    """The parameters of read and read_text are those of the documentation."""
    assert list(inspect.signature(nutgraf.read).parameters) == [
        "html", "url", "captured_at", "language",
    ]  # fmt: skip
    assert list(inspect.signature(nutgraf.read_text).parameters) == [
        "text", "headline", "language", "published",
    ]  # fmt: skip


def test_every_noun_is_frozen() -> None:
    """A reading cannot be changed after it was made."""
    nouns = [c for _, c in inspect.getmembers(model, inspect.isclass)
             if c.__module__ == model.__name__]  # fmt: skip

    assert len(nouns) >= 15
    assert [noun for noun in nouns if not noun.__dataclass_params__.frozen] == []
    assert [noun for noun in nouns if not hasattr(noun, "__slots__")] == []


def test_a_reading_is_its_parts() -> None:
    """Story, summary, facts, removals, notices, digest and JSON hang together."""
    reading = nutgraf.read_text("One town voted.\n\nAnother town did not vote at all on Friday.")
    form = json.loads(reading.to_json())

    assert form["version"] == 1
    assert form["digest"] == reading.digest
    assert reading.digest.startswith("sha256:")
    assert form["story"]["text"] == reading.story.text


def test_published_and_language_are_heeded() -> None:
    """A date given with a pasted text resolves its weekdays; a language given is taken."""
    text = "The council met on Friday and agreed to rebuild the harbour wall before the winter."

    known = nutgraf.read_text(text, published="2026-11-22", language="en-GB")
    unknown = nutgraf.read_text(text)

    assert [fact.value for fact in known.facts.dates] == ["2026-11-20", "2026-WI"]
    assert [fact.value for fact in unknown.facts.dates] == [None, None]
    assert known.story.language == "en"


def test_importing_costs_next_to_nothing() -> None:
    """`import nutgraf` loads no engine: milliseconds of CPU over bare Python, best of five."""
    runs = [
        subprocess.run([sys.executable, "-c", COST], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]

    assert min(float(run.stdout) for run in runs) <= FLOORS["import_ms_cpu"]["at_most"]


@pytest.mark.parametrize(
    "text",
    [
        "One town voted.",
        "By Ana Reis\n\nWall vote passes\n\nThe council voted to rebuild the wall.",
    ],
)
def test_a_pasted_text_is_a_story_however_short(text: str) -> None:
    """Whoever pastes a sentence gets it back, with no notice that it is none."""
    reading = nutgraf.read_text(text)

    assert reading.story.text == text.split("\n\n")[-1]
    assert reading.notices == ()
