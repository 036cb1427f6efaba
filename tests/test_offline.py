"""Nothing leaves the machine: reading works with the network cut off."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.golden import PAGES, expected_body

CASE = "clutter--notification-and-video"
PAGE = PAGES / CASE / "page.html"
ROOT = Path(__file__).parents[1]
READ = """
import sys
import tests.no_network
from nutgraf.cli import main
main(["read", sys.argv[1], "--format", "json", "--method", sys.argv[2]])
"""
UNSHARE = shutil.which("unshare")


@pytest.mark.parametrize("method", ["news", "lexrank", "edmundson"])
def test_reading_touches_no_socket(method: str) -> None:
    """With every way to connect patched to fail, a page is read and summarized all the same."""
    run = subprocess.run(
        [sys.executable, "-c", READ, str(PAGE), method],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["story"]["text"] == expected_body(CASE)


def can_unshare() -> bool:
    if UNSHARE is None:
        return False
    return (
        subprocess.run([UNSHARE, "-rn", "true"], check=False, capture_output=True).returncode == 0
    )


def golden(*before: str, plugin: str = "no:cacheprovider") -> subprocess.CompletedProcess[str]:
    """The golden pages' tests in a process of their own."""
    return subprocess.run(
        [*before, sys.executable, "-m", "pytest", "-q", "-p", plugin, "tests/test_golden.py"],
        capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ,
    )  # fmt: skip


def test_the_golden_pages_read_with_every_connection_refused() -> None:
    """The reading tests pass when no socket can connect and no name resolves."""
    run = golden(plugin="tests.no_network")

    assert run.returncode == 0, run.stdout[-2000:]


@pytest.mark.skipif(not can_unshare(), reason="this machine cannot cut off a process's network")
def test_the_golden_pages_read_without_any_network() -> None:
    """In a network namespace without interfaces the reading tests pass."""
    run = golden(str(UNSHARE), "-rn")

    assert run.returncode == 0, run.stdout[-2000:]
