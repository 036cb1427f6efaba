"""Nouns as plain values for JSON; knows no noun by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def plain(value: Any) -> Any:
    """A frozen noun as dicts, lists and scalars; a noun with `as_plain` says its own form."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if hasattr(value, "as_plain"):
        return plain(value.as_plain())
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no plain form")


def to_json(value: Any, indent: int | None = None) -> str:
    """JSON text, the same bytes for the same value, ending in a newline."""
    return json.dumps(plain(value), ensure_ascii=False, indent=indent) + "\n"


def digest_of(value: Any) -> str:
    """`sha256:` and the hash of the value's compact JSON."""
    # Here, because loading OpenSSL costs more than all the rest of this module's imports.
    import hashlib

    return "sha256:" + hashlib.sha256(to_json(value).encode("utf-8")).hexdigest()
