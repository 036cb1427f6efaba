"""A pytest plugin (`-p tests.no_network`) under which no test can open a connection."""

from __future__ import annotations

import socket
from typing import Any, NoReturn


def refuse(*_: Any, **__: Any) -> NoReturn:
    """Take the place of every way to connect."""
    raise AssertionError("a reading opened a connection")


socket.socket.connect = refuse  # type: ignore[method-assign]
socket.socket.connect_ex = refuse  # type: ignore[method-assign]
for name in ("create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refuse)
