"""What holds for the file of every shelf, whatever happened to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

ONCE = {
    "an address twice": "SELECT count(*) - count(DISTINCT address) FROM readings",
    "an id twice": "SELECT count(*) - count(DISTINCT id) FROM versions",
    "a wrong number of versions": """SELECT count(*) FROM readings AS r WHERE versions !=
        (SELECT count(*) FROM versions WHERE reading = r.serial)""",
    "a latest version that is not": """SELECT count(*) FROM readings AS r WHERE latest !=
        (SELECT max(serial) FROM versions WHERE reading = r.serial)""",
    "a reading that is not searched": """SELECT count(*) FROM readings WHERE latest NOT IN
        (SELECT rowid FROM search)""",
    "a search that leads nowhere": """SELECT count(*) FROM search WHERE rowid NOT IN
        (SELECT latest FROM readings)""",
}


def wrongs(file: Path) -> Iterator[str]:
    """Everything wrong with a shelf's file; nothing for a sound one."""
    with closing(sqlite3.connect(file)) as db:
        found = [row[0] for row in db.execute("PRAGMA integrity_check")]
        yield from (one for one in found if one != "ok")
        yield from (f"{row[0]} leads nowhere" for row in db.execute("PRAGMA foreign_key_check"))
        try:
            db.execute("INSERT INTO search(search) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            yield f"the index: {error}"
        for wrong, sql in ONCE.items():
            if db.execute(sql).fetchone()[0]:
                yield wrong
