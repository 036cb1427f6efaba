"""Parts of the API's own description that no one model gives."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final, TypedDict

from flask_openapi3.models.tag import Tag

from nutgraf.compare import Comparison
from nutgraf.schema import IDENTIFIER, noun_schema, reading_schema
from nutgraf.web.answers import KeptOut, Problem
from nutgraf.web.asked import PageIn
from nutgraf.web.examples import example_comparison, example_reading

Described = dict[str, Any]


class Told(TypedDict):
    """What the calls of one kind have in common."""

    tags: list[Tag]
    security: list[dict[str, list[Any]]]


SECURED: Final[list[dict[str, list[Any]]]] = [{"token": []}]
_PLACE: Final = "#/components/schemas/"


def noun_answer(name: str, description: str, example: object) -> Described:
    """The description of an answer that is one of our nouns, by the noun's name."""
    content = {"application/json": {"schema": {"$ref": _PLACE + name}, "example": example}}
    return {"description": description, "content": content}


READING: Final = noun_answer(
    "Reading",
    "A reading: the story, its summary and key facts, and what was left out.",
    example_reading(),
)
COMPARISON: Final = noun_answer(
    "Comparison",
    "What differs between two versions; spans point into each one's own text.",
    example_comparison(),
)

SCHEMA: Final[Described] = {
    "description": "A JSON Schema, draft 2020-12.",
    "content": {
        "application/schema+json": {
            "schema": {"type": "object"},
            "example": {"$id": IDENTIFIER, "title": "Reading", "type": "object"},
        }
    },
}
WHOLE: Final[Described] = {
    "description": "The whole library, streamed.",
    "content": {"application/zip": {"schema": {"type": "string"}, "example": "PK…"}},
}


@cache
def nouns() -> Described:
    """The schemas of the nouns that go over the wire, by name."""
    reading = reading_schema()
    reading["properties"]["library"] = {
        "anyOf": [{"$ref": _PLACE + "KeptOut"}, {"type": "null"}],
        "description": "How the library lists it; null where it does not hold it.",
    }
    for name in ("$schema", "$id"):
        del reading[name]
    found: Described = {}
    for noun in (reading, noun_schema(Comparison)):
        found |= noun.pop("$defs") | {noun["title"]: noun}
    found |= {"KeptOut": KeptOut.model_json_schema(), "Problem": Problem.model_json_schema()}
    moved: Described = json.loads(json.dumps(found).replace("#/$defs/", _PLACE))
    return moved


def page_body() -> Described:
    """The kinds of body a page may come in."""
    schema = PageIn.model_json_schema()
    schema["properties"]["notices"]["items"] = schema.pop("$defs")["NoticeIn"]
    example = {"url": "https://news.example/bridge", "html": "<h1>Bridge shut</h1><p>…</p>"}
    kinds = {
        "application/json": {"schema": schema, "example": example},
        "text/html": {"schema": {"type": "string"}, "example": example["html"]},
        "text/plain": {"schema": {"type": "string"}, "example": "Bridge shut\n\nThe bridge …"},
    }
    return {"requestBody": {"required": True, "content": kinds}}


def library_body() -> Described:
    """The body an export comes back in."""
    schema = {"type": "string", "format": "binary", "description": "The ZIP or its JSON lines."}
    example = '{"nutgraf-library": 1, "settings": {}}'
    content = {"application/octet-stream": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}
