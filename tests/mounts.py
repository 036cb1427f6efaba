"""Small and read-only disks: a test's own mounts, seen by no other process.

`run_apart("tests.store.child_full", folder)` runs a module where it may mount; inside, that module
calls `small_disk`, `read_only` and `writable`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNSHARE = shutil.which("unshare")


def can_mount() -> bool:
    """Whether this machine lets a process mount things for itself alone."""
    if UNSHARE is None:
        return False
    tried = [UNSHARE, "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0


needs_mounts = pytest.mark.skipif(
    not can_mount(), reason="this machine does not let a test mount a disk of its own"
)


def run_apart(module: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a module of the tests with mounts of its own; its output."""
    return subprocess.run(
        [str(UNSHARE), "-rm", sys.executable, "-m", module, *map(str, words)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip


def small_disk(folder: Path, size: str) -> None:
    """Put an empty disk of that size (`4m`) over a folder."""
    folder.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)


def larger(folder: Path, size: str) -> None:
    """Make a small disk larger while it is used."""
    _mount("-o", f"remount,size={size}", folder)


def read_only(folder: Path) -> None:
    """Let nobody write to a disk any more."""
    _mount("-o", "remount,ro", folder)


def writable(folder: Path) -> None:
    """Let a disk be written to again."""
    _mount("-o", "remount,rw", folder)


def seen_read_only(folder: Path, elsewhere: Path) -> None:
    """Show a folder at another place, where nobody can write to it."""
    elsewhere.mkdir(exist_ok=True)
    _mount("--bind", folder, elsewhere)
    _mount("-o", "remount,bind,ro", elsewhere)


def seen_writable(elsewhere: Path) -> None:
    """Let a folder be written to where it was shown read-only."""
    _mount("-o", "remount,bind,rw", elsewhere)


def _mount(*words: str | Path) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)
