"""What a process of its own does: open an old library, and so bring it to the newest form."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from nutgraf.store import Shelf
from nutgraf.store.database import Migration, shipped

NEWER: tuple[Migration, ...] = (
    *shipped(),
    (
        "CREATE TABLE copies AS SELECT versions.*, site FROM versions, readings",
        "UPDATE readings SET note = note || ' migrated'",
        "CREATE TABLE done (x)",
    ),
)
"""A made-up second form that takes a while: every version as often as there are readings."""


def migrate(file: Path, answers: Connection) -> None:
    """Say that it begins, open the library, say that it is done."""
    answers.send("begun")
    Shelf(file, NEWER).count()
    answers.send("done")
