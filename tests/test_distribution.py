"""The extension on its way to a reader: in the package, out of it, and into the stores."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

import nutgraf
from nutgraf.cli import main
from nutgraf.cli.unpacking import shipped

ROOT = Path(__file__).parents[1]
EXTENSION = ROOT / "extension"
SHIPPED = ("manifest.json", "_locales", "icons", "src")
WEB_EXT = EXTENSION / "node_modules" / ".bin" / "web-ext"
IN_WHEEL = "nutgraf/extension/"


def of_the_extension() -> dict[str, bytes]:
    """Every file that ships, by its path."""
    parts = [EXTENSION / name for name in SHIPPED]
    files = [file for part in parts for file in (part, *part.rglob("*")) if file.is_file()]
    return {file.relative_to(EXTENSION).as_posix(): file.read_bytes() for file in files}


def in_folder(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by its path."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def in_zip(file: Path, under: str = "") -> dict[str, bytes]:
    """Every file in an archive, by its path."""
    with ZipFile(file) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        return {n.removeprefix(under): archive.read(n) for n in names if n.startswith(under)}


def unpack(*words: object) -> Result:
    """Run `nutgraf extension` with these words."""
    return CliRunner().invoke(main, ["extension", *map(str, words)])


def test_the_package_holds_the_extension(tmp_path: Path) -> None:
    """A wheel holds exactly the files of the extension that ship, as they are reviewed."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")

    assert in_zip(wheel, IN_WHEEL) == of_the_extension()


def test_the_extension_is_unpacked_with_the_next_step(tmp_path: Path) -> None:
    """`nutgraf extension` writes the same files, and says how either browser takes them."""
    folder = tmp_path / "new" / "folder"
    run = unpack("--out", folder)

    assert run.exit_code == 0, run.output
    assert in_folder(folder) == of_the_extension()
    for word in (str(folder), "chrome://extensions", "about:debugging", "nutgraf serve"):
        assert word in run.output


def test_it_comes_from_the_package_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package brings its own copy; a clone has it beside the server."""
    assert shipped() == EXTENSION
    package = tmp_path / "nutgraf"
    shutil.copytree(EXTENSION / "icons", package / "extension" / "icons")
    shutil.copy(EXTENSION / "manifest.json", package / "extension")
    monkeypatch.setattr(nutgraf, "__file__", str(package / "__init__.py"))

    assert shipped() == package / "extension"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """A folder that is not empty is refused, and with --force too unless it is an earlier copy."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "mine.js").write_text("mine")
    runs = [unpack("--out", tmp_path), unpack("--out", tmp_path, "--force")]
    (tmp_path / "manifest.json").write_text('{"name": "another"}')
    runs.append(unpack("--out", tmp_path, "--force"))

    assert [run.exit_code for run in runs] == [2, 2, 2]
    assert sorted(in_folder(tmp_path)) == ["manifest.json", "src/mine.js"]


def test_an_earlier_copy_is_replaced(tmp_path: Path) -> None:
    """--force leaves nothing of an earlier version behind, and touches nothing beside it."""
    unpack("--out", tmp_path)
    (tmp_path / "src" / "gone.js").write_text("old")
    (tmp_path / "src" / "background.js").write_text("old")
    (tmp_path / "notes.txt").write_text("mine")
    run = unpack("--out", tmp_path, "--force")

    assert run.exit_code == 0, run.output
    assert in_folder(tmp_path) == of_the_extension() | {"notes.txt": b"mine"}


def test_the_stores_get_exactly_what_ships(tmp_path: Path) -> None:
    """`npm run build` makes one archive for both stores, without a tool of its making in it."""
    if not WEB_EXT.exists():
        reason = "web-ext is not installed; npm ci in extension/ brings it"
        if os.environ.get("NUTGRAF_REQUIRE_BROWSERS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    build = json.loads((EXTENSION / "package.json").read_text())["scripts"]["build"].split()
    words = [str(WEB_EXT), *build[1:], "--artifacts-dir", str(tmp_path), "--no-input"]
    subprocess.run(words, cwd=EXTENSION, check=True, capture_output=True, timeout=120)
    (archive,) = tmp_path.glob("*.zip")

    assert build[0] == "web-ext"
    assert in_zip(archive) == of_the_extension()
