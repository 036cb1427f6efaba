"""Pairing: a short code shown in the terminal becomes a token bound to one origin."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from pathlib import Path
from threading import Lock
from typing import Any, Final

from nutgraf.errors import ServerUnavailable, WrongCode
from nutgraf.limits import PAIRING_SECONDS, PAIRING_TRIES

_WRONG: Final = "That code is wrong or no longer valid. Run “nutgraf pair” for a new one."


class Pairings:
    """The codes and tokens in Nutgraf's own folder, readable by its owner alone.

    Only hashes are kept. A code is good once, for ten minutes and five tries; `nutgraf pair`
    writes one into the folder, and a running server finds it there.
    """

    def __init__(self, home: Path) -> None:
        self._codes = home / "pairing.json"
        self._tokens = home / "tokens.json"
        self._lock = Lock()
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ServerUnavailable(
                f"Nutgraf cannot keep its pairings in {home}: {error.strerror or error}."
            ) from error

    def new_code(self) -> str:
        """A new six-digit code; the one before it is spent."""
        code = f"{secrets.randbelow(10**6):06}"
        with self._lock:
            _write(self._codes, {"code": _hash(code), "until": time.time() + PAIRING_SECONDS,
                                 "tries": PAIRING_TRIES})  # fmt: skip
        return code

    def redeem(self, code: str, origin: str | None) -> str:
        """A token for `origin` (None: a program, not a browser); raises WrongCode."""
        with self._lock:
            waiting = _read(self._codes)
            if not self._matches(waiting, code):
                raise WrongCode(_WRONG)
            self._codes.unlink(missing_ok=True)
            token = secrets.token_urlsafe(32)
            tokens = _read(self._tokens) | {_hash(token): {"origin": origin}}
            _write(self._tokens, tokens)
        return token

    def knows(self, token: str, origin: str | None) -> bool:
        """Whether the token was given to this origin; a request without one may use any token."""
        given = _read(self._tokens).get(_hash(token))
        return isinstance(given, dict) and origin in (None, given.get("origin"))

    def _matches(self, waiting: dict[str, Any], code: str) -> bool:
        until, tries = waiting.get("until"), waiting.get("tries")
        if not isinstance(until, float) or not isinstance(tries, int):
            return False
        if until < time.time() or tries <= 0 or not isinstance(waiting.get("code"), str):
            return False
        _write(self._codes, waiting | {"tries": tries - 1})
        return secrets.compare_digest(waiting["code"], _hash(code))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(file: Path, content: dict[str, Any]) -> None:
    """Replace a file in one step, for its owner's eyes only."""
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        _replace(file, fresh, content)
    except OSError as error:
        raise ServerUnavailable(
            f"Nutgraf cannot write to {file.parent}: {error.strerror or error}."
        ) from error


def _replace(file: Path, fresh: Path, content: dict[str, Any]) -> None:
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(content, stream)
    fresh.replace(file)
