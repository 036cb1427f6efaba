"""The extension's own tests, its size and its promises, run with the rest."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXTENSION = ROOT / "extension"
SHIPPED = ("manifest.json", "_locales", "icons", "src")
NODE = shutil.which("node")


@pytest.mark.skipif(
    NODE is None and os.environ.get("NUTGRAF_REQUIRE_BROWSERS") != "1",
    reason="node is not installed",
)
def test_the_extensions_own_tests_pass() -> None:
    """`node --test tests/extension`: wire, anchors, server errors, house rules."""
    assert NODE, "NUTGRAF_REQUIRE_BROWSERS=1 asks for node too"
    tests = [str(test) for test in sorted((ROOT / "tests" / "extension").glob("*.test.mjs"))]

    run = subprocess.run([NODE, "--test", *tests], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout[-3000:]


def test_the_extension_stays_small() -> None:
    """All files that ship, without the words of its languages, in bytes."""
    floors = json.loads((ROOT / "tests" / "bench" / "floors.json").read_text())
    files = [EXTENSION / name for name in SHIPPED if name != "_locales"]
    files += [file for folder in files if folder.is_dir() for file in folder.rglob("*")]

    size = sum(file.stat().st_size for file in files if file.is_file())

    assert size <= floors["extension_bytes"]["at_most"]
