"""The published schema says what a reading's JSON is."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from nutgraf import model
from nutgraf.schema import IDENTIFIER, reading_schema, schema_json
from tests.golden import CASES, reading_of
from tests.test_revive import form_of, put

PUBLISHED = Path(__file__).parents[1] / "docs" / "reading.schema.json"
RICH = "footnotes--essay"
NOT_IN_A_READING = {"Page", "Reading"}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """A validator by the schema."""
    return Draft202012Validator(reading_schema())


def test_the_published_schema_is_that_of_the_code() -> None:
    """docs/reading.schema.json is what `nutgraf.schema.schema_json()` gives."""
    assert PUBLISHED.read_text(encoding="utf-8") == schema_json()


def test_it_is_a_sound_schema_of_one_version() -> None:
    """The schema is valid itself, and names the form's version in its id."""
    Draft202012Validator.check_schema(reading_schema())

    assert IDENTIFIER == "urn:nutgraf:reading:1"
    assert reading_schema()["properties"]["version"] == {"const": model.FORM_VERSION}


def test_every_noun_of_a_reading_is_described() -> None:
    """Each noun stands under its name, with its docstring."""
    nouns = {name for name, kind in vars(model).items()
             if is_dataclass(kind) and kind.__module__ == model.__name__}  # fmt: skip
    defined = reading_schema()["$defs"]

    assert set(defined) == nouns - NOT_IN_A_READING
    assert all(noun["description"] for noun in defined.values())


@pytest.mark.parametrize("case", CASES)
def test_every_golden_reading_is_valid(case: str, validator: Draft202012Validator) -> None:
    """What Nutgraf writes is what the schema says."""
    validator.validate(json.loads(reading_of(case).to_json()))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("version", 2),
        ("digest", "md5:1"),
        ("id", "not hex"),
        ("engines", [["nutgraf", "1"]]),
        ("more", 1),
        ("story.headline", 7),
        ("story.blocks.0.kind", "fish"),
        ("story.blocks.0.span", [0]),
        ("story.blocks.0.span", [-1, 4]),
        ("story.blocks.0.level", "2"),
        ("story.sources", {"headline": 1}),
        ("story.sentences.0", {}),
        ("summary.picks", None),
        ("facts.items.0.basis", "guess"),
        ("facts.card.who", {}),
    ],
)
def test_what_a_reading_is_not_is_not_valid(
    place: str, value: Any, validator: Draft202012Validator
) -> None:
    """A value of another type, an unknown field, a span that is none: the schema refuses each."""
    assert not validator.is_valid(put(form_of(RICH), place, value))


def test_a_missing_field_is_not_valid(validator: Draft202012Validator) -> None:
    """Every field is always written, so every field is required."""
    form = form_of(RICH)
    del form["summary"]["picks"]

    assert not validator.is_valid(form)
