"""The JSON Schema (draft 2020-12) of a reading, made from the nouns and their docstrings.

It says what `Reading.to_json` writes, key by key. What holds between the parts (that a span lies
in the text, that an index leads to something) no schema can say: `Reading.from_json` checks it.
"""

from __future__ import annotations

import inspect
from dataclasses import fields
from typing import Any, Final, get_args, get_origin, get_type_hints

from nutgraf.model import FORM_VERSION, Pick, Reading, Span, Story, Summary
from nutgraf.plain import to_json
from nutgraf.revive import literal_values

Schema = dict[str, Any]

IDENTIFIER: Final = f"urn:nutgraf:reading:{FORM_VERSION}"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: Final = {str: "string", int: "integer", float: "number", bool: "boolean"}
# What a library may set beside a reading's own fields.
_KEPT: Final[Schema] = {
    "id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "library": {"type": "object"},
}
_NAMED_WORDS: Final[Schema] = {"type": "object", "additionalProperties": {"type": "string"}}


def reading_schema() -> Schema:
    """The schema of a reading; each noun stands under its name in `$defs`."""
    nouns: dict[str, Schema] = {}
    reading = _object(Reading, nouns)
    reading["properties"] |= {
        "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "engines": _NAMED_WORDS,
    }
    reading["properties"] = {"version": {"const": FORM_VERSION}} | reading["properties"] | _KEPT
    reading["required"] = ["version", *reading["required"]]
    head = {"$schema": _DIALECT, "$id": IDENTIFIER}
    return head | reading | {"$defs": dict(sorted(nouns.items()))}


def noun_schema(kind: type[Any]) -> Schema:
    """The schema of any noun, those it is made of under their names in `$defs`."""
    nouns: dict[str, Schema] = {}
    return _object(kind, nouns) | {"$defs": dict(sorted(nouns.items()))}


def schema_json() -> str:
    """The schema as JSON text, the same bytes every time."""
    return to_json(reading_schema(), indent=1)


def _object(kind: type[Any], nouns: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    properties = {field.name: _schema(hints[field.name], nouns) for field in fields(kind)}
    return {
        "title": kind.__name__,
        "description": " ".join((inspect.getdoc(kind) or "").split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(hint: Any, nouns: dict[str, Schema]) -> Schema:
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if literal_values(hint):
        return {"enum": list(literal_values(hint))}
    args = get_args(hint)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(args[0], nouns)}
    if type(None) in args:
        return _or_null(_schema(args[0], nouns))
    return _named(hint, nouns)


def _or_null(schema: Schema) -> Schema:
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}


def _named(kind: type[Any], nouns: dict[str, Schema]) -> Schema:
    """A reference to a noun, whose schema is made when it is first met."""
    if kind.__name__ not in nouns:
        nouns[kind.__name__] = {}
        nouns[kind.__name__] = _special(kind, nouns)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _special(kind: type[Any], nouns: dict[str, Schema]) -> Schema:
    """A noun's schema; three nouns have a plain form of their own (`as_plain`)."""
    schema = _object(kind, nouns)
    if kind is Span:
        pair = {"type": "array", "items": {"type": "integer", "minimum": 0}}
        kept = {name: schema[name] for name in ("title", "description")}
        return kept | pair | {"minItems": 2, "maxItems": 2}
    if kind is Story:
        schema["properties"]["sources"] = _NAMED_WORDS
    if kind is Summary:
        schema["properties"]["picks"] = {"type": "array", "items": _named(Pick, nouns)}
        schema["required"].append("picks")
    return schema
