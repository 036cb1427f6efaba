"""The house keeps its direction."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOM = ROOT / "server" / "nutgraf"
ENGINES = {
    "trafilatura": {"story/find.py"},
    "sumy": {"summary/classic.py"},
    "punkt": {"language/abbreviations.py"},
    "lxml": {
        "page/tree.py",
        "page/preloaded.py",
        "page/shown.py",
        "story/blocks.py",
        "story/metadata.py",
        "story/stated.py",
    },
    "pebble": {"workers.py"},
    "waitress": {"web/app.py"},
    "jinja2": {"export/template.py"},
}


def test_no_import_goes_up() -> None:
    """Layers, engines and the network stay where the contracts in pyproject.toml put them."""
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stdout


def test_one_engine_one_file() -> None:
    """Every engine is imported by name only where its room says."""
    for engine, allowed in ENGINES.items():
        users = {file for file, names in imports().items() if engine in names}
        assert users <= allowed, engine


def imports() -> dict[str, set[str]]:
    found = {}
    for file in ROOM.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        found[str(file.relative_to(ROOM))] = {name.partition(".")[0] for name in names}
    return found
