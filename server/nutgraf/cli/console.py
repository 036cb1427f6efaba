"""What the commands share: how errors are told, where files and the library are, what is chosen
by options."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from nutgraf.errors import BadRequest, NoSuchReading, NutgrafError, UnreadablePage

if TYPE_CHECKING:
    from nutgraf.model import Budget, Reading
    from nutgraf.store import Shelf

FORMATS: Final = (
    "md", "html", "txt", "json", "csv", "epub", "ris", "bibtex", "csl-json", "annotations",
)  # fmt: skip
METHODS: Final = (
    "news", "lexrank", "textrank", "lsa", "luhn", "sumbasic", "kl", "reduction", "edmundson"
)  # fmt: skip
PORT: Final = 7684
_ID: Final = re.compile(r"[0-9a-f]{6,32}")
_SHOWN_IDS: Final = 4

Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """Tells an error of ours in one sentence and exits with its code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NutgrafError as error:
            click.echo(f"nutgraf: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # Whoever read from us has seen enough.
            raise
        except OSError as error:
            click.echo(f"nutgraf: {error.strerror or error}.", err=True)
            ctx.exit(NutgrafError.exit_code)


def home() -> Path:
    """Nutgraf's own folder: NUTGRAF_HOME, or the platform's place for user data."""
    import os

    from platformdirs import user_data_path

    named = os.environ.get("NUTGRAF_HOME")
    return Path(named) if named else user_data_path("nutgraf", appauthor=False)


@contextmanager
def library() -> Iterator[Shelf]:
    """The reader's library, closed after use."""
    from nutgraf.store import Shelf

    shelf = Shelf(home() / "library.db")
    try:
        yield shelf
    finally:
        shelf.close()


def named(shelf: Shelf, beginning: str) -> str:
    """The one id that begins so; raises BadRequest where it may be several, NoSuchReading."""
    wanted = beginning.strip().lower()
    if not _ID.fullmatch(wanted):
        raise BadRequest(f"“{beginning[:40]}” is no id; an id has 6 to 32 digits, 0-9 and a-f.")
    with shelf.everything() as everything:
        found = everything.names(wanted, _SHOWN_IDS)
    if not found:
        raise NoSuchReading(f"The library holds no reading {wanted}.")
    if len(found) > 1:
        raise BadRequest(f"More than one id begins so: {', '.join(found)}.")
    return found[0]


def typed(words: str) -> str:
    """What was typed; half a character, as a terminal of another charset sends it, is "?"."""
    return words.encode("utf-8", "replace").decode()


def progress(line: str) -> None:
    """A sign of life for a person who waits; nothing for a pipe."""
    if sys.stderr.isatty():
        click.echo(line, err=True)


def source_of(file: Path) -> bytes:
    """The bytes of a file or of standard input (`-`); raises UnreadablePage."""
    if str(file) == "-":
        if sys.stdin is None:
            raise UnreadablePage("There is no standard input to read from.")
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadablePage(f"{file} cannot be read: {error.strerror or error}.") from error


def write(content: bytes, output: Path | None) -> None:
    """Write to a file or to standard output, as bytes: no terminal's charset changes them."""
    if output is not None:
        _write_to(output, content)
    elif content.startswith(b"PK") and sys.stdout.isatty():
        raise BadRequest("This format is for a file, not for a terminal: name one with -o.")
    else:
        click.echo(content, nl=False)


def _write_to(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise NutgrafError(f"{file} cannot be written: {error.strerror or error}.") from error


def summary_options(command: Command) -> Command:
    """The options that choose a summary: one length, a method."""
    for option in (
        click.option("--method", type=click.Choice(METHODS), help="How sentences are chosen."),
        click.option("--words", type=click.IntRange(1), help="Summary length in words."),
        click.option("--sentences", type=click.IntRange(1), help="Summary length in sentences."),
    ):
        command = option(command)
    return command


def format_options(command: Command) -> Command:
    """The options that choose a file: its format, a template for Markdown, its name."""
    template = click.Path(exists=True, dir_okay=False, path_type=Path)
    for option in (
        click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
                     help="The file to write; else it is printed."),
        click.option("--template", type=template, help="A Markdown template (docs/template.md)."),
        click.option("--format", "form", type=click.Choice(FORMATS), default="md",
                     show_default=True),
    ):  # fmt: skip
        command = option(command)
    return command


def chosen(sentences: int | None, words: int | None) -> Budget | None:
    """The length that was asked for, or None; raises BadRequest for two of them."""
    from nutgraf.model import Budget

    if sentences and words:
        raise BadRequest("Give one summary length: --sentences or --words.")
    return Budget(sentences=sentences, words=words) if sentences or words else None


def summarized(reading: Reading, budget: Budget | None, method: str | None) -> Reading:
    """The reading with the summary that was asked for; what was not asked for stays."""
    from nutgraf.reading import with_summary
    from nutgraf.summary import summarize

    found = reading.summary
    if (budget or found.budget) == found.budget and (method or found.method) == found.method:
        return reading
    summary = summarize(reading.story, budget or found.budget, method or found.method)
    return with_summary(reading, summary)


def exported(
    reading: Reading, form: str, template: Path | None, said: dict[str, object] | None = None
) -> bytes:
    """The reading as a file of that format; `said` are the reader's own tags and note."""
    if template is None:
        from nutgraf.export import exporter

        return exporter(form).one(reading)
    if form != "md":
        raise BadRequest("A template is for Markdown: leave --format out.")
    from nutgraf.export.template import with_template

    try:
        text = template.read_text(encoding="utf-8")
    except ValueError as error:
        raise BadRequest(f"{template} is no text in UTF-8.") from error
    return with_template(reading, text, said).encode("utf-8", "replace")
