"""The command that brings the browser extension out of the installed package."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from nutgraf.errors import BadRequest, NutgrafError

_MANIFEST: Final = "manifest.json"
_SHIPPED: Final = (_MANIFEST, "_locales", "icons", "src")
_NEXT: Final = """\
Chrome, Chromium, Edge, Brave: open chrome://extensions, turn on “Developer mode”, press
  “Load unpacked” and choose the folder. Where Nutgraf is listed already, press its reload arrow.
Firefox: open about:debugging#/runtime/this-firefox, press “Load Temporary Add-on” and choose
  the file manifest.json in the folder. Firefox forgets it when it is closed.
Then start the server with “nutgraf serve” and press the Nutgraf button on a story."""


@click.command()
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False),
              help="The folder to unpack it into, new or empty.")  # fmt: skip
@click.option("--force", is_flag=True, help="Take the place of an earlier copy in that folder.")
def extension(folder: Path, force: bool) -> None:
    """Unpack the browser extension into a folder, and say how to load it."""
    source = shipped()
    taken = folder.is_dir() and any(folder.iterdir())
    if taken and not force:
        raise BadRequest(f"{folder} is not empty. Name a new folder, or give --force.")
    if taken and not _is_ours(folder):
        raise BadRequest(f"{folder} holds something other than this extension; nothing was done.")
    _put(source, folder)
    version = _manifest(source)["version"]
    click.echo(f"Nutgraf's extension {version} is in {folder.resolve()}")
    click.echo("The browser reads it from there: keep the folder.\n")
    click.echo(_NEXT)


def shipped() -> Path:
    """The folder of the extension: in the package, or beside it in a clone; raises NutgrafError."""
    import nutgraf

    package = Path(nutgraf.__file__).parent
    for folder in (package / "extension", package.parents[1] / "extension"):
        if (folder / _MANIFEST).is_file():
            return folder
    raise NutgrafError("The extension is missing from this installation; install Nutgraf again.")


def _put(source: Path, folder: Path) -> None:
    wanted = {file.relative_to(source): file for file in _files(source)}
    for relative, file in wanted.items():
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    for old in list(_files(folder)):
        if old.relative_to(folder) not in wanted:
            old.unlink()


def _files(folder: Path) -> Iterator[Path]:
    for name in _SHIPPED:
        part = folder / name
        yield from [part] if part.is_file() else filter(Path.is_file, part.rglob("*"))


def _is_ours(folder: Path) -> bool:
    try:
        return _id(_manifest(folder)) == _id(_manifest(shipped()))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _manifest(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / _MANIFEST).read_bytes())
    return found


def _id(manifest: dict[str, object]) -> object:
    settings = manifest["browser_specific_settings"]
    return settings["gecko"]["id"]  # type: ignore[index]
