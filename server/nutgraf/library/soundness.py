"""Check a library: its file, and that every reading in it is as it was kept."""

from __future__ import annotations

from nutgraf.errors import BadReading
from nutgraf.library.away import Taken, sound
from nutgraf.model import Reading
from nutgraf.store import Shelf


def check(shelf: Shelf) -> tuple[int, list[str]]:
    """How many versions are sound, and what is wrong with the file or with the others."""
    count, found = 0, Taken()
    with shelf.everything() as everything:
        found.troubles += everything.troubles()
        for stored in sound(everything.versions(), found):
            if _holds(stored.form):
                count += 1
            else:
                found.troubles.append(f"The reading {stored.id} is not as it was kept.")
    return count, found.troubles


def _holds(form: str) -> bool:
    try:
        return Reading.from_json(form).digest_holds()
    except BadReading:
        return False
