"""Which version stands before another."""

from __future__ import annotations

from nutgraf.errors import BadRequest
from nutgraf.store import Shelf


def version_before(shelf: Shelf, name: str) -> str:
    """The id of the version before this one; raises NoSuchReading, BadRequest for the first."""
    names = [version.id for version in shelf.versions(name)]
    at = names.index(name)
    if at == 0:
        raise BadRequest("This is the first version; there is none before it.")
    return names[at - 1]
