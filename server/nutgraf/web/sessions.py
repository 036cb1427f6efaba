"""Sessions: a link from the terminal, good once, signs the reader's browser in."""

from __future__ import annotations

import contextlib
import secrets
import time
from pathlib import Path

from nutgraf.errors import ServerUnavailable, WrongLink
from nutgraf.limits import LINK_SECONDS, SESSION_SECONDS
from nutgraf.web.private import hash_of, read_private, write_private


class Sessions:
    """The sign-in links and sessions in Nutgraf's own folder, readable by its owner alone.

    One file each, named by the hash of its secret: to spend a link is to remove its file, which
    only one caller can do, however many processes share the folder. `cookie` is the cookie's name:
    it names the port, for browsers send a cookie to every port of a machine.
    """

    def __init__(self, home: Path, port: int) -> None:
        self._links = home / "links"
        self._sessions = home / "sessions"
        self._port = port
        self.cookie = f"nutgraf_{port}"

    def new_link(self) -> str:
        """An address that signs a browser in: good once, for ten minutes."""
        code = secrets.token_urlsafe(24)
        _forget_old(self._links)
        write_private(self._links / hash_of(code), {"until": time.time() + LINK_SECONDS})
        return f"http://127.0.0.1:{self._port}/sign-in/{code}"

    def awaits(self, code: str) -> bool:
        """Whether a link's code could still be spent."""
        # A clock set back must not keep a link alive for longer than it was given.
        return 0 <= _left(self._links / hash_of(code)) <= LINK_SECONDS

    def redeem(self, code: str) -> str:
        """A session's token for a link's code, which is spent by it; raises WrongLink."""
        good = self.awaits(code)
        if not _remove(self._links / hash_of(code)) or not good:
            raise WrongLink("This sign-in link is spent or too old.")
        return self._begin()

    def knows(self, token: str) -> bool:
        """Whether the token is that of a session that still runs."""
        return bool(token) and _left(self._sessions / hash_of(token)) >= 0

    def end(self, token: str) -> None:
        """Sign out: the token is worth nothing from now on."""
        _remove(self._sessions / hash_of(token))

    def _begin(self) -> str:
        token = secrets.token_urlsafe(32)
        _forget_old(self._sessions)
        write_private(self._sessions / hash_of(token), {"until": time.time() + SESSION_SECONDS})
        return token


def _left(file: Path) -> float:
    """The seconds a link or session has left; below zero for none."""
    until = read_private(file).get("until")
    return until - time.time() if isinstance(until, int | float) else -1.0


def _remove(file: Path) -> bool:
    """Whether it was this call that removed the file; raises ServerUnavailable."""
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ServerUnavailable(
            f"Nutgraf cannot write to {file.parent}: {error.strerror or error}."
        ) from error
    return True


def _forget_old(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            # A name with a dot is a file that somebody is just writing.
            if "." not in file.name and _left(file) < 0:
                file.unlink(missing_ok=True)
