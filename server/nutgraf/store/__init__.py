"""Store: the shelf on the reader's own disk, where readings are kept and found again."""

from __future__ import annotations

from nutgraf.store.kept import Found, Kept, Query, Version
from nutgraf.store.shelf import Shelf

__all__ = ["Found", "Kept", "Query", "Shelf", "Version"]
