"""All commands, hung into their groups."""

from __future__ import annotations

import click

from nutgraf import __version__
from nutgraf.cli import finding, marking, moving, pages, serving, unpacking
from nutgraf.cli.console import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nutgraf")
def main() -> None:
    """Read a page without the clutter: its story, a summary, its key facts, word for word.

    Exit codes: 0 done, 2 wrong call, 3 unreadable page, 4 refused, 5 no such reading,
    6 not the same reading, 7 server not available, 8 library not usable.
    """


@main.group()
def library() -> None:
    """List, search, change, export and import what was kept on this machine.

    An ID is what `library list` shows, or its first six digits and more.
    """


for _command in (
    pages.read, pages.export, pages.verify, pages.schema,
    serving.serve, serving.pair, serving.open_pages, unpacking.extension,
):  # fmt: skip
    main.add_command(_command)
for _command in (
    finding.list_readings, finding.search, finding.show, finding.versions, finding.diff,
    marking.tag, marking.untag, marking.note, marking.mark,
    marking.delete, marking.restore, marking.purge,
    moving.add, moving.export, moving.bring, moving.exports, moving.check_file, moving.backup,
):  # fmt: skip
    library.add_command(_command)
