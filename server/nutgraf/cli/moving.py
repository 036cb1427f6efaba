"""The library's commands that bring readings in and take them out, and that guard its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from nutgraf.cli.console import FORMATS, library, named, progress, source_of, write
from nutgraf.cli.finding import rows
from nutgraf.errors import BadRequest, ShelfBroken, UnreadablePage

if TYPE_CHECKING:
    from nutgraf.library.away import Taken
    from nutgraf.library.bring import Arrived
    from nutgraf.store import Shelf

_EXPORTS: Final = (".zip", ".jsonl")
_STEP: Final = 500
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…",
                type=click.Path(path_type=Path, allow_dash=True))  # fmt: skip
@click.option("--url", help="Where the page came from; else as the saved page says.")
def add(files: tuple[Path, ...], url: str | None) -> None:
    """Read FILEs (HTML or plain text) and keep them."""
    from nutgraf.library.saved import address_in, with_story
    from nutgraf.reading import page_of, read_any

    if url and len(files) > 1:
        raise BadRequest("One address is for one file.")
    with library() as shelf:
        for file in files:
            source = source_of(file)
            reading = with_story(read_any(page_of(source, url or address_in(source))))
            rows([shelf.keep(reading)])
            for notice in reading.notices:
                click.echo(f"{file}: {notice.message}", err=True)


@click.command()
@click.argument("target", type=_PATH)
@click.option("--force", is_flag=True, help="Take the place of an earlier export.")
def export(target: Path, force: bool) -> None:
    """Write the whole library into a new folder TARGET, or into one file if it ends in .zip.

    It holds library.jsonl, which `import` brings back without loss, and a folder of Markdown.
    """
    from nutgraf.library import take

    with library() as shelf:
        taken = take(shelf, target, again=force, tell=_tell_taken)
    for trouble in taken.troubles:
        click.echo(f"nutgraf: {trouble}", err=True)
    click.echo(f"Written to {target}: {taken.versions:,} versions, {taken.notes:,} Markdown files.")
    if taken.troubles:
        raise ShelfBroken("Not everything could be written; “library check” tells more.")


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=_PATH)
def bring(paths: tuple[Path, ...]) -> None:
    """Keep what an export of a library holds (folder, .zip, .jsonl), or a folder of saved pages.

    What is here stays: tags are united, notes joined. What is not taken is told with its reason.
    """
    counts: Counter[str] = Counter()
    with library() as shelf:
        for path in paths:
            for arrived in _arriving(shelf, path):
                counts[arrived.became] += 1
                _tell_arrived(arrived, counts)
    told = ", ".join(f"{counts[became]:,} {became}" for became in ("new", "known", "rejected"))
    click.echo(f"Versions: {told}.")
    if counts["rejected"]:
        raise UnreadablePage(f"Not taken: {counts['rejected']:,}; the reasons stand above.")


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID…")
@click.option("--format", "form", type=click.Choice(FORMATS), default="epub", show_default=True)
@click.option("-o", "--output", type=_PATH, help="The file to write; else it is printed.")
def exports(names: tuple[str, ...], form: str, output: Path | None) -> None:
    """Write several readings as one file: a book, a list of references, a table."""
    from nutgraf.export import exporter

    with library() as shelf:
        found = dict.fromkeys(named(shelf, name) for name in names)
        readings = [shelf.get(name) for name in found]
    write(exporter(form).many(readings), output)


@click.command("check")
def check_file() -> None:
    """Check the library's file, and that every reading in it is as it was kept."""
    from nutgraf.library import check

    with library() as shelf:
        count, troubles = check(shelf)
    for trouble in troubles:
        click.echo(trouble)
    if troubles:
        raise ShelfBroken("The library's file is damaged in the places above.")
    click.echo(f"All is well: {count:,} versions.")


@click.command()
@click.argument("file", type=_PATH)
def backup(file: Path) -> None:
    """Copy the library's file as it is now, while it may be in use; FILE must be new."""
    with library() as shelf, shelf.everything() as everything:
        everything.copy_to(file)
    click.echo(f"Copied to {file}.")


def _arriving(shelf: Shelf, path: Path) -> Iterator[Arrived]:
    from nutgraf.library import from_export, from_pages
    from nutgraf.library.away import LINES

    if (path / LINES).is_file() or path.suffix.lower() in _EXPORTS:
        return from_export(shelf, path)
    if not path.is_dir():
        raise BadRequest(
            f"{path} is neither an export of a library nor a folder of saved pages. "
            "A single page is kept by “library add”."
        )
    return _read_in(shelf, path, from_pages)


def _read_in(
    shelf: Shelf, folder: Path, reader: Callable[..., Iterator[Arrived]]
) -> Iterator[Arrived]:
    from nutgraf.workers import Workers

    workers = Workers()
    try:
        yield from reader(shelf, folder, workers)
    finally:
        workers.close()


def _tell_taken(taken: Taken) -> None:
    if (taken.versions + taken.notes) % _STEP == 0:
        progress(f"{taken.versions:,} versions, {taken.notes:,} Markdown files …")


def _tell_arrived(arrived: Arrived, counts: Counter[str]) -> None:
    if arrived.became == "rejected":
        click.echo(f"{arrived.place}: {arrived.reason}", err=True)
    elif counts.total() % _STEP == 0:
        progress(f"{counts.total():,} …")
