"""Library: the whole of it taken away as files, and what comes back, from there or from pages
that a browser saved."""

from __future__ import annotations

from nutgraf.library.away import take, zip_parts
from nutgraf.library.bring import from_export
from nutgraf.library.saved import from_pages
from nutgraf.library.soundness import check

__all__ = ["check", "from_export", "from_pages", "take", "zip_parts"]
