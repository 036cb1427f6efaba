"""Whatever a page does to a child, the server goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nutgraf.errors import NotAPage, PageTooHeavy, PageTooSlow
from nutgraf.workers import Workers
from tests.golden import PAGES
from tests.serving import serving

GOOD = (PAGES / "quotes--cue-places" / "page.html").read_bytes()
SLOW = "<p>x</p>" * 30_000


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """One child with a short deadline."""
    pool = Workers(count=1, seconds=0.7)
    for _ in range(20):
        try:
            pool.warm()
            break
        except PageTooSlow:
            continue
    yield pool
    pool.close()


def test_a_page_past_its_deadline_is_stopped_and_the_next_one_is_read(workers: Workers) -> None:
    """A slow page is told so within its deadline; a new child reads the next page."""
    start = time.monotonic()
    with pytest.raises(PageTooSlow, match=r"0\.7 seconds"):
        workers.read(SLOW, None)
    assert time.monotonic() - start < 3

    assert workers.read(GOOD, None).story.headline


def test_an_error_of_the_reading_comes_back_as_itself(workers: Workers) -> None:
    """A child's error keeps its type and its sentence."""
    with pytest.raises(NotAPage, match="neither a web page"):
        workers.read(b"\x89PNG\r\n", None)


def test_a_child_that_dies_is_told_as_a_heavy_page(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child killed from outside (as by the kernel, out of memory) costs one page, no more."""
    monkeypatch.setattr("nutgraf.workers._read", _die)

    with pytest.raises(PageTooHeavy):
        workers.read(GOOD, None)

    monkeypatch.undo()
    assert workers.read(GOOD, None).story.headline


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_child_outlives_the_server(tmp_path: Path, how: signal.Signals) -> None:
    """However the server ends, its children end too."""
    with serving(tmp_path) as server:
        assert server.process
        server.post_page(GOOD.decode())
        born = children_of(server.process.pid)
        os.kill(server.process.pid, how)
        server.process.wait(10)

    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in born):
        time.sleep(0.1)
    assert born
    assert not [pid for pid in born if Path(f"/proc/{pid}").exists()]


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = [pid]
    for parent in found:
        found += [child for child, of in pairs if of == parent]
    return found[1:]
