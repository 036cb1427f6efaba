"""Pairing: a short code shown in the terminal becomes a token bound to one origin."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from threading import Lock
from typing import Any, Final

from nutgraf.errors import ServerUnavailable, WrongCode
from nutgraf.limits import PAIRING_SECONDS, PAIRING_TRIES
from nutgraf.web.private import hash_of, read_private, write_private

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
            until = time.time() + PAIRING_SECONDS
            waiting = {"code": hash_of(code), "until": until, "tries": PAIRING_TRIES}
            write_private(self._codes, waiting)
        return code

    def redeem(self, code: str, origin: str | None) -> str:
        """A token for `origin` (None: a program, not a browser); raises WrongCode."""
        with self._lock:
            waiting = read_private(self._codes)
            if not self._matches(waiting, code):
                raise WrongCode(_WRONG)
            self._codes.unlink(missing_ok=True)
            token = secrets.token_urlsafe(32)
            tokens = read_private(self._tokens) | {hash_of(token): {"origin": origin}}
            write_private(self._tokens, tokens)
        return token

    def knows(self, token: str, origin: str | None) -> bool:
        """Whether the token was given to this origin; a request without one may use any token."""
        given = read_private(self._tokens).get(hash_of(token))
        return isinstance(given, dict) and origin in (None, given.get("origin"))

    def _matches(self, waiting: dict[str, Any], code: str) -> bool:
        until, tries = waiting.get("until"), waiting.get("tries")
        if not isinstance(until, float) or not isinstance(tries, int):
            return False
        if until < time.time() or tries <= 0 or not isinstance(waiting.get("code"), str):
            return False
        write_private(self._codes, waiting | {"tries": tries - 1})
        return secrets.compare_digest(waiting["code"], hash_of(code))
