"""The commands for one page or one reading: read, export, verify, and the form readings have."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nutgraf.cli.console import (
    chosen,
    exported,
    format_options,
    library,
    progress,
    source_of,
    summarized,
    summary_options,
    write,
)
from nutgraf.errors import BadRequest, NotTheSame

if TYPE_CHECKING:
    from nutgraf.model import Reading

_FILE = click.Path(path_type=Path, allow_dash=True)
_READING = click.Path(exists=True, dir_okay=False, path_type=Path)
_PARTS = {"digest", "page", "story", "summary", "facts", "removed", "notices", "engines"}
_NO_READING = "The first file is not a reading that Nutgraf wrote as JSON."


@click.command()
@click.argument("file", type=_FILE)
@click.option("--url", help="Where the page came from; makes links back to it.")
@click.option("--keep", is_flag=True, help="Keep the reading in the library as well.")
@format_options
@summary_options
def read(file: Path, url: str | None, keep: bool, **asked: Any) -> None:
    """Read FILE (HTML or plain text, told apart; - is standard input) and print it."""
    from nutgraf.reading import page_of, read_any

    budget = chosen(asked["sentences"], asked["words"])
    source = source_of(file)
    progress(f"Reading {file} ({len(source) / 1000:,.0f} kB) …")
    reading = read_any(page_of(source, url))
    if keep:
        _keep(reading)
    _export(summarized(reading, budget, asked["method"]), asked)


def _keep(reading: Reading) -> None:
    if not reading.story.text:
        click.echo("Not kept: there is no story on this page.", err=True)
        return
    with library() as shelf:
        click.echo(f"Kept as {shelf.keep(reading).id}.", err=True)


@click.command()
@click.argument("reading", type=_READING)
@format_options
@summary_options
def export(reading: Path, **asked: Any) -> None:
    """Write READING, a JSON file that Nutgraf wrote, in another format."""
    from nutgraf.model import Reading

    try:
        found = Reading.from_json(reading.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise BadRequest(_NO_READING) from error
    budget = chosen(asked["sentences"], asked["words"])
    _export(summarized(found, budget, asked["method"]), asked)


@click.command()
@click.argument("reading", type=_READING)
@click.argument("page", type=_FILE)
def verify(reading: Path, page: Path) -> None:
    """Read PAGE again and compare with READING, a JSON file that Nutgraf wrote."""
    said = _form(reading)
    progress(f"Reading {page} again …")
    again = _again(source_of(page), said)
    if again.digest == said["digest"] == _own_digest(said):
        click.echo(f"The same: {again.digest}")
        return
    raise NotTheSame("Not the same reading. " + _differences(said, json.loads(again.to_json())))


@click.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    from nutgraf.schema import schema_json

    click.echo(schema_json(), nl=False)


def _export(reading: Reading, asked: dict[str, Any]) -> None:
    write(exported(reading, asked["form"], asked["template"]), asked["output"])


def _again(source: bytes, said: dict[str, Any]) -> Reading:
    """The page, read as the file says that it was read: asked the same, summarized the same.

    Raises BadRequest for a file whose parts no reading has.
    """
    from nutgraf.model import Budget, Notice
    from nutgraf.reading import page_of, read_page, read_plain

    try:
        asked, summary = said["page"], said["summary"]
        budget = Budget(**summary["budget"])
        method = str(summary["method"])
        told = tuple(Notice(**notice) for notice in asked["notices"])
        is_text, language = asked["kind"] == "text", asked["language"]
        more = {"headline": asked["headline"], "published": asked["published"]}
        url, captured_at = asked["url"], asked["captured_at"]
        known = {n: v for n, v in said["engines"].items() if isinstance(v, str)}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadRequest(_NO_READING) from error
    if not known or not all(isinstance(v, str | None) for v in (language, url, *more.values())):
        raise BadRequest(_NO_READING)
    page = page_of(source, url, captured_at, told)
    fresh = (
        read_plain(page, language=language, **more)
        if is_text
        else read_page(page, language=language)
    )
    return summarized(fresh, budget, method)


def _form(file: Path) -> dict[str, Any]:
    try:
        form = json.loads(file.read_text(encoding="utf-8"))
        json.dumps(form, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError, OSError) as error:
        raise BadRequest(_NO_READING) from error
    if not isinstance(form, dict) or not form.keys() >= _PARTS:
        raise BadRequest(_NO_READING)
    return form


def _own_digest(said: dict[str, Any]) -> str:
    """The digest that belongs to the file's content as it is now."""
    from nutgraf.plain import digest_of

    try:
        form = {name: said[name] for name in said if name not in ("id", "library")}
        return digest_of(form | {"digest": ""})
    except RecursionError as error:
        raise BadRequest(_NO_READING) from error


def _differences(said: dict[str, Any], again: dict[str, Any]) -> str:
    """Which parts differ, in the order in which one follows from the other."""
    parts: Sequence[str] = ("engines", "page", "story", "summary", "facts", "removed", "notices")
    differ = [name for name in parts if said.get(name) != again.get(name)]
    if "engines" in differ:
        pairs = {**said["engines"], **again["engines"]}
        changed = [
            f"{name} {said['engines'].get(name, 'none')} then, "
            f"{again['engines'].get(name, 'none')} now"
            for name in pairs
            if said["engines"].get(name) != again["engines"].get(name)
        ]
        return f"Other engines read it: {'; '.join(changed)}. Parts that differ: {_list(differ)}."
    if not differ:
        return "Its digest does not belong to its content: the file was changed."
    if "page" in differ and said["page"].get("sha256") != again["page"].get("sha256"):
        return f"The page itself is another one. Parts that differ: {_list(differ)}."
    return f"Parts that differ: {_list(differ)}."


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
