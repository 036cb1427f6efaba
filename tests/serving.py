"""A real server on a real port, for whoever needs one."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Server:
    """A running `nutgraf serve` and a way to speak to it."""

    port: int
    home: Path
    token: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        paired: bool = True,
    ) -> Answer:
        """One request over real HTTP; `headers` win over the usual ones."""
        usual = {"Authorization": f"Bearer {self.token}"} if paired and self.token else {}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=90)
        with contextlib.closing(connection):
            connection.request(method, path, body, {**usual, **(headers or {})})
            answer: HTTPResponse = connection.getresponse()
            return Answer(answer.status, dict(answer.headers.items()), answer.read())

    def post_page(self, html: str, url: str | None = None, **more: Any) -> Answer:
        """Send a page as the extension does."""
        form = json.dumps({"html": html, "url": url} | more)
        return self.ask(
            "POST", "/api/v1/readings?save=false", form, {"Content-Type": "application/json"}
        )

    def new_code(self) -> str:
        """A fresh pairing code, by the command a reader would type."""
        told = command("pair", home=self.home).stdout
        return "".join(re.findall(r"\d{3}", told)[:2])

    def pair(self, origin: str | None = None) -> str:
        """Pair and give the token."""
        headers = {"Content-Type": "application/json"} | ({"Origin": origin} if origin else {})
        form = json.dumps({"code": self.new_code()})
        answer = self.ask("POST", "/api/v1/pairings", form, headers, paired=False)
        return str(answer.json["token"])


def command(*words: str, home: Path, stdin: bytes | None = None) -> Any:
    """Run `nutgraf` as a process of its own, with its own folder."""
    return subprocess.run(
        [sys.executable, "-m", "nutgraf", *words],
        env=os.environ | {"NUTGRAF_HOME": str(home)},
        input=stdin.decode() if stdin is not None else None,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int, seconds: float = 20.0) -> float:
    """Seconds until the server answers /health; raises TimeoutError."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        with contextlib.suppress(OSError):
            answer = Server(port, Path()).ask("GET", "/health")
            if answer.status == 200:
                return time.monotonic() - start
        time.sleep(0.02)
    raise TimeoutError(f"no server on port {port} after {seconds} s")


@contextlib.contextmanager
def serving(home: Path, token: str = "") -> Iterator[Server]:
    """A paired server until the block ends; `token` is that of an earlier pairing."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "nutgraf", "serve", "--port", str(port)],
        env=os.environ | {"NUTGRAF_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_until_ready(port)
        server = Server(port, home, process=process)
        server.token = token or server.pair()
        yield server
    finally:
        process.terminate()
        process.communicate(timeout=20)
