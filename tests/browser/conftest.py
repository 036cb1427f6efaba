"""One server, one site of stories and, for each browser found, a browser with the extension."""

import contextlib
import functools
import http.client
import importlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser.driven import EXTENSION

HERE = Path(__file__).parent
SHIPPED = ("manifest.json", "_locales", "icons", "src")
REQUIRED = os.environ.get("NUTGRAF_REQUIRE_BROWSERS") == "1"
PATIENCE = 30.0


class Quiet(SimpleHTTPRequestHandler):
    """Serves the stories without a word."""

    def log_message(self, *_):
        pass


class Server:
    """The real Nutgraf server, in a process and a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, "NUTGRAF_HOME": str(home)}
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        command = [sys.executable, "-m", "nutgraf", "serve", "--port", str(self.port)]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            gone = self.process.poll() is not None or time.monotonic() > deadline
            assert not gone, (self.home / "server.log").read_text()
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether /health says that this is Nutgraf."""
        try:
            with urlopen(f"{self.address}/health", timeout=2) as answer:
                return json.load(answer)["name"] == "nutgraf"
        except (URLError, TimeoutError, ConnectionError):
            return False

    def code(self) -> str:
        """A fresh pairing code, as the reader gets it in the terminal."""
        command = [sys.executable, "-m", "nutgraf", "pair"]
        said = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE
        )
        found = re.search(r"\b(\d{3}) ?(\d{3})\b", said.stdout)
        assert found, said.stdout + said.stderr
        return found[1] + found[2]

    def stop(self) -> None:
        """Ends the server as Ctrl-C does, with every process it started."""
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        self.process = None


class Middleman:
    """Stands before the real server and passes everything on, or does to every call but a pairing
    what `mood` says, and to single ones what `only` says: "slow" (3 s), "cut" (hangs up), or a
    status with a code and its words. `forge` changes what is read, as a server gone bad would."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.mood: str | tuple[int, str, str] = ""
        self.only: dict[str, str | tuple[int, str, str]] = {}
        self.forge: Callable[[dict], None] | None = None
        self.passed: list[str] = []
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.running: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Begins to listen."""
        if self.running is None:
            handler = functools.partial(Passing, self)
            self.running = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
            self.running.daemon_threads = True
            listen = {"kwargs": {"poll_interval": 0.05}, "daemon": True}
            threading.Thread(target=self.running.serve_forever, **listen).start()

    def stop(self) -> None:
        """Listens no more: nobody answers here."""
        if self.running is not None:
            self.running.shutdown()
            self.running.server_close()
            self.running = None


class Passing(BaseHTTPRequestHandler):
    """One request through the middleman."""

    def __init__(self, man: Middleman, *arguments) -> None:
        self.man = man
        super().__init__(*arguments)

    def log_message(self, *_):
        pass

    def pass_on(self) -> None:
        """To the real server and back, but for a reading in a mood."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_reading = self.path.startswith("/api/v1/readings?save=")
        usual = "" if self.path == "/api/v1/pairings" else self.man.mood
        mood = self.man.only.get(f"{self.command} {self.path}", usual)
        if self.path.startswith("/api/v1/"):
            if mood == "slow":
                time.sleep(3)
            elif mood == "cut":
                return self.connection.shutdown(socket.SHUT_RDWR)
            elif mood:
                status, code, detail = mood
                said = json.dumps({"status": status, "code": code, "detail": detail})
                return self.answer(status, [], said.encode())
        if is_reading:
            self.man.passed.append(json.loads(body)["url"])
        their = http.client.HTTPConnection("127.0.0.1", self.man.server.port, timeout=PATIENCE)
        headers = {**self.headers, "Host": f"127.0.0.1:{self.man.server.port}"}
        their.request(self.command, self.path, body or None, headers)
        told = their.getresponse()
        kept = ("Content-Type", "Content-Disposition")
        found = [(name, value) for name, value in told.getheaders() if name in kept]
        said = told.read()
        if is_reading and self.man.forge and told.status == 200:
            self.man.forge(reading := json.loads(said))
            said = json.dumps(reading).encode()
        self.answer(told.status, found, said)
        return their.close()

    def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """What goes back. A reader who has stopped is not there to hear it."""
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = pass_on  # noqa: N815


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site():
    """The address of the stories. Not 127.0.0.1, which the extension may read unasked."""
    handler = functools.partial(Quiet, directory=str(HERE / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://localhost:{served.server_port}"
        served.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The real server, running."""
    running = Server(tmp_path_factory.mktemp("home"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def extension(tmp_path_factory) -> Path:
    """A copy of exactly what is shipped."""
    folder = tmp_path_factory.mktemp("extension")
    for name in SHIPPED:
        source = EXTENSION / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    return folder


def absent(reason: str) -> None:
    """Skips, or fails where browsers are required."""
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


def make(name: str, extension: Path, folder: Path):
    """A running browser by its name."""
    try:
        room = importlib.import_module(f"tests.browser.{name}")
    except ModuleNotFoundError as error:
        absent(f"{error.name} is not installed; pip install nutgraf[test] brings it")
    if missing := room.missing():
        absent(f"{missing} is not installed")
    return getattr(room, name.capitalize())(extension, folder)


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(request, extension, tmp_path_factory):
    """A browser with the extension, not paired yet."""
    made = make(request.param, extension, tmp_path_factory.mktemp(request.param))
    yield made
    made.quit()


def pair_by_hand(browser, address: str, server: Server, site: str):
    """The browser after the reader has read a page and typed the code."""
    browser.use_server(address)
    browser.open(f"{site}/ferry.html")
    browser.press_toolbar()
    browser.wait_for("#pairing")
    browser.click("#code")
    browser.type(server.code() + "\n")
    browser.wait_for(".reading", PATIENCE)
    return browser


@pytest.fixture(scope="module")
def paired(browser, server, site):
    """The browser, paired with the server."""
    return pair_by_hand(browser, server.address, server, site)


@pytest.fixture(scope="module")
def behind(browser, middleman, server, site):
    """The browser, paired with the server behind the middleman."""
    return pair_by_hand(browser, middleman.address, server, site)


@pytest.fixture(scope="module")
def middleman(server):
    """The real server behind somebody who can be told to be slow, to refuse or to go away."""
    if not server.answers():
        server.start()
    man = Middleman(server)
    man.start()
    yield man
    man.stop()


@pytest.fixture
def reader(paired, server, site):
    """The browser with the ferry's story freshly read in the panel."""
    if not server.answers():
        server.start()
    paired.read(f"{site}/ferry.html")
    return paired
