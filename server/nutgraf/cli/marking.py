"""The library's commands that change what the reader says of a reading, and the bin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from nutgraf.cli.console import library, named, typed
from nutgraf.cli.finding import printed, rows
from nutgraf.errors import BadRequest

if TYPE_CHECKING:
    from nutgraf.store import Kept, Shelf

_ONE = click.argument("name", metavar="ID")
_SOME = click.argument("names", nargs=-1, required=True, metavar="ID…")
_TAGS = click.argument("tags", nargs=-1, required=True, metavar="TAG…")


@click.command()
@_ONE
@_TAGS
def tag(name: str, tags: tuple[str, ...]) -> None:
    """Add tags to a reading."""
    _each((name,), lambda shelf, found: shelf.revise(found, add=map(typed, tags)))


@click.command()
@_ONE
@_TAGS
def untag(name: str, tags: tuple[str, ...]) -> None:
    """Take tags off a reading."""
    _each((name,), lambda shelf, found: shelf.revise(found, drop=map(typed, tags)))


@click.command()
@_ONE
@click.argument("text", required=False)
def note(name: str, text: str | None) -> None:
    """Write a note to a reading, print it without TEXT; '' takes it away."""
    if text is not None:
        _each((name,), lambda shelf, found: shelf.revise(found, note=typed(text)))
        return
    from nutgraf.cli.lines import shown

    with library() as shelf:
        words = shelf.about(named(shelf, name)).note
    printed(shown(line.expandtabs()) for line in words.splitlines() or [""])


@click.command()
@_SOME
@click.option("--read/--unread", "is_read", default=True, help="Which; read by default.")
def mark(names: tuple[str, ...], is_read: bool) -> None:
    """Mark readings as read, or as not."""
    _each(names, lambda shelf, found: shelf.revise(found, is_read=is_read))


@click.command()
@_SOME
def delete(names: tuple[str, ...]) -> None:
    """Put readings with all their versions into the bin; `restore` takes them out."""
    _each(names, lambda shelf, found: shelf.delete(found))


@click.command()
@_SOME
def restore(names: tuple[str, ...]) -> None:
    """Take readings out of the bin."""
    _each(names, lambda shelf, found: shelf.restore(found))


@click.command()
@_SOME
@click.option("--yes", is_flag=True, help="Yes, for good.")
def purge(names: tuple[str, ...], yes: bool) -> None:
    """Take readings away for good, with all their versions."""
    if not yes:
        raise BadRequest("Nothing can bring them back: say --yes.")
    with library() as shelf:
        for found in [named(shelf, name) for name in names]:
            shelf.purge(found)
    click.echo(f"Gone for good: {len(names)}.")


def _each(names: tuple[str, ...], change: Callable[[Shelf, str], Kept]) -> None:
    """Change readings and print them; a name that is none changes nothing at all."""
    with library() as shelf:
        rows([change(shelf, found) for found in [named(shelf, name) for name in names]])
