"""The library's commands that only look: list, search, show, versions, diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from nutgraf.cli.console import (
    Command,
    chosen,
    exported,
    format_options,
    library,
    named,
    summarized,
    summary_options,
    typed,
    write,
)

if TYPE_CHECKING:
    from nutgraf.store import Found, Kept, Query, Shelf

_PAGE_ROWS: Final = 200
_WORDED: Final = ("site", "person", "tag", "since", "until")


def _filters(command: Command) -> Command:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON object a line."),
        click.option("--cursor", help="Go on where an earlier list ended."),
        click.option("--limit", type=click.IntRange(1), default=50, show_default=True),
        click.option("--bin", "deleted", is_flag=True, help="What was deleted, instead."),
        click.option("--unread", is_flag=True, help="Only what is not marked as read."),
        click.option("--until", metavar="DATE", help="To this day, year or month, included."),
        click.option("--since", metavar="DATE", help="From this day: 2026-11-22, 2026-11, 2026."),
        click.option("--tag", help="With this tag."),
        click.option("--person", help="A full name in the story or its byline."),
        click.option("--site", help="A site's name or host."),
    ):
        command = option(command)
    return command


@click.command("list")
@click.option("-q", "--q", "words", default="", help="Words that all must occur.")
@_filters
def list_readings(words: str, **asked: Any) -> None:
    """List readings, the newest first."""
    _list(words, asked)


@click.command()
@click.argument("words", nargs=-1, required=True)
@_filters
def search(words: tuple[str, ...], **asked: Any) -> None:
    """List the readings in which all WORDS occur, the best first.

    Words in quote marks stand together: nutgraf library search '"night crossings" pilots'
    """
    _list(" ".join(words), asked)


@click.command()
@click.argument("name", metavar="ID")
@format_options
@summary_options
def show(name: str, **asked: Any) -> None:
    """Print a reading in any format."""
    budget = chosen(asked["sentences"], asked["words"])
    with library() as shelf:
        found = named(shelf, name)
        reading, kept = shelf.get(found), shelf.about(found)
    shown = summarized(reading, budget, asked["method"])
    said: dict[str, object] = {"tags": list(kept.tags), "note": kept.note}
    write(exported(shown, asked["form"], asked["template"], said), asked["output"])


@click.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def versions(name: str, as_json: bool) -> None:
    """List the versions of a page, oldest first."""
    from nutgraf.cli.lines import versions_listed

    with library() as shelf:
        found = shelf.versions(named(shelf, name))
    printed(_json_lines(found) if as_json else versions_listed(found))


@click.command()
@click.argument("name", metavar="ID")
@click.option("--since", metavar="ID", help="The earlier version; the one before by default.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the places in both texts.")
def diff(name: str, since: str | None, as_json: bool) -> None:
    """Tell what a version says that an earlier one did not: + added, - gone, ~ changed, > moved."""
    from nutgraf.cli.lines import differences
    from nutgraf.compare import compare
    from nutgraf.library import version_before

    with library() as shelf:
        found = named(shelf, name)
        earlier = named(shelf, since) if since else version_before(shelf, found)
        before, after = shelf.get(earlier), shelf.get(found)
    comparison = compare(before, after)
    lines = differences(comparison, before.story, after.story)
    printed(_json_lines([comparison]) if as_json else lines)


def _list(words: str, asked: dict[str, Any]) -> None:
    from nutgraf.cli.lines import listed
    from nutgraf.store import Query

    filters = {name: typed(asked[name] or "") or None for name in _WORDED}
    # A space at the end: no word is only begun.
    query = Query(f"{typed(words)} ", **filters, unread=asked["unread"], deleted=asked["deleted"])
    left, cursor = asked["limit"], asked["cursor"]
    with library() as shelf:
        for found in _pages(shelf, query, cursor, left):
            printed(_json_lines(found.rows) if asked["as_json"] else listed(found.rows))
            cursor = found.cursor
    if cursor:
        # Not among the lines: they may go into a pipe.
        click.echo(f"There are more: --cursor {cursor}", err=True)


def _pages(shelf: Shelf, query: Query, cursor: str | None, left: int) -> Iterator[Found]:
    while left > 0:
        found = shelf.find(query, cursor, min(left, _PAGE_ROWS))
        yield found
        cursor, left = found.cursor, left - len(found.rows)
        if not cursor:
            return


def _json_lines(nouns: Iterable[object]) -> Iterator[str]:
    from nutgraf.plain import to_json

    return (to_json(noun).rstrip("\n") for noun in nouns)


def rows(kept: Iterable[Kept]) -> None:
    """Print readings as the list does."""
    from nutgraf.cli.lines import listed

    printed(listed(tuple(kept)))


def printed(lines: Iterable[str]) -> None:
    """Print lines, whatever charset the terminal has."""
    for line in lines:
        click.echo(line.encode("utf-8", "replace"))
