"""The command line: read, serve, pair, verify. Engines are imported by the command that needs
them, so that `--help` costs nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nutgraf import __version__
from nutgraf.errors import BadRequest, NotTheSame, NutgrafError, UnreadablePage

if TYPE_CHECKING:
    from nutgraf.model import Budget, Reading

_FORMATS = ("json", "md", "html", "txt")
_METHODS = (
    "news", "lexrank", "textrank", "lsa", "luhn", "sumbasic", "kl", "reduction", "edmundson"
)  # fmt: skip
_PORT = 7684
_PARTS = {"digest", "page", "story", "summary", "facts", "removed", "notices", "engines"}
_NO_READING = "The first file is not a reading that Nutgraf wrote as JSON."


class _Commands(click.Group):
    """Tells an error of ours in one sentence and exits with its code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NutgrafError as error:
            click.echo(f"nutgraf: {error}", err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            click.echo(f"nutgraf: {error.strerror or error}.", err=True)
            ctx.exit(NutgrafError.exit_code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nutgraf")
def main() -> None:
    """Read a page without the clutter: its story, a summary, its key facts, word for word.

    Exit codes: 0 done, 2 wrong call, 3 unreadable page, 4 refused, 5 no such reading,
    6 not the same reading, 7 server not available.
    """


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--url", help="Where the page came from; makes links back to it.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="md", show_default=True)
@click.option("--sentences", type=click.IntRange(1), help="Summary length in sentences.")
@click.option("--words", type=click.IntRange(1), help="Summary length in words.")
@click.option("--method", type=click.Choice(_METHODS), default="news", show_default=True)
def read(
    file: Path, url: str | None, form: str, sentences: int | None, words: int | None, method: str
) -> None:
    """Read FILE (HTML or plain text, told apart; - is standard input) and print it."""
    from nutgraf.export import exporter
    from nutgraf.reading import page_of, read_any

    if sentences and words:
        raise BadRequest("Give one summary length: --sentences or --words.")
    source = _source(file)
    _progress(f"Reading {file} ({len(source) / 1000:,.0f} kB) …")
    reading = _summarized(read_any(page_of(source, url)), _chosen(sentences, words), method)
    # Bytes, so that no terminal's or pipe's charset changes what is written.
    click.echo(exporter(form).one(reading), nl=False)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True)
def serve(port: int) -> None:
    """Start the local server and print a code to pair the browser extension with."""
    import signal

    from nutgraf.web.app import Settings, bind, create_app
    from nutgraf.web.pairing import Pairings

    settings = Settings(home=home(), port=port)
    server = bind(create_app(settings), settings)
    click.echo(f"Nutgraf {__version__} listens on http://127.0.0.1:{port} (Ctrl-C stops it).")
    click.echo(f"API documentation: http://127.0.0.1:{port}/docs")
    _tell_code(Pairings(settings.home).new_code())
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server()
    except KeyboardInterrupt:
        click.echo("Stopped.")


@main.command()
def pair() -> None:
    """Print a new code to pair the browser extension, or a program, with the running server."""
    from nutgraf.web.pairing import Pairings

    _tell_code(Pairings(home()).new_code())


@main.command()
@click.argument("reading", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("page", type=click.Path(path_type=Path, allow_dash=True))
def verify(reading: Path, page: Path) -> None:
    """Read PAGE again and compare with READING, a JSON file that Nutgraf wrote."""
    said = _form(reading)
    _progress(f"Reading {page} again …")
    again = _again(_source(page), said)
    if again.digest == said["digest"] == _own_digest(said):
        click.echo(f"The same: {again.digest}")
        return
    raise NotTheSame("Not the same reading. " + _differences(said, json.loads(again.to_json())))


def home() -> Path:
    """Nutgraf's own folder: NUTGRAF_HOME, or the platform's place for user data."""
    import os

    from platformdirs import user_data_path

    named = os.environ.get("NUTGRAF_HOME")
    return Path(named) if named else user_data_path("nutgraf", appauthor=False)


def _tell_code(code: str) -> None:
    click.echo(f"Pairing code: {code[:3]} {code[3:]} (good once, for ten minutes)")


def _progress(line: str) -> None:
    """A sign of life for a person who waits; nothing for a pipe."""
    if sys.stderr.isatty():
        click.echo(line, err=True)


def _source(file: Path) -> bytes:
    if str(file) == "-":
        if sys.stdin is None:
            raise UnreadablePage("There is no standard input to read from.")
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadablePage(f"{file} cannot be read: {error.strerror or error}.") from error


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
    return _summarized(fresh, budget, method)


def _chosen(sentences: int | None, words: int | None) -> Budget | None:
    from nutgraf.model import Budget

    return Budget(sentences=sentences, words=words) if sentences or words else None


def _summarized(reading: Reading, budget: Budget | None, method: str) -> Reading:
    from nutgraf.reading import with_summary
    from nutgraf.summary import DEFAULT_BUDGET, summarize

    summary = summarize(reading.story, budget or DEFAULT_BUDGET, method)
    return reading if summary == reading.summary else with_summary(reading, summary)


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
        return digest_of({name: said[name] for name in said if name != "id"} | {"digest": ""})
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
