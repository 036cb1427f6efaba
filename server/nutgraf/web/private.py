"""Small files in Nutgraf's own folder, for their owner's eyes only: hashes, never secrets."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from pathlib import Path
from typing import Any

from nutgraf.errors import ServerUnavailable


def hash_of(secret: str) -> str:
    """The SHA-256 of a secret, in hex: what is kept of it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def read_private(file: Path) -> dict[str, Any]:
    """What a file holds; nothing where it is missing or damaged."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write_private(file: Path, content: dict[str, Any]) -> None:
    """Replace a file in one step, its folder made where missing; raises ServerUnavailable."""
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(file, fresh, content)
    except OSError as error:
        raise ServerUnavailable(
            f"Nutgraf cannot write to {file.parent}: {error.strerror or error}."
        ) from error


def _replace(file: Path, fresh: Path, content: dict[str, Any]) -> None:
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(content, stream)
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
