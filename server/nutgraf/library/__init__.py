"""Library: the whole of it taken away as files, and what comes back, from there or from pages
that a browser saved."""

from __future__ import annotations

from nutgraf.library.away import take, zip_parts
from nutgraf.library.before import version_before
from nutgraf.library.bring import from_export, from_memory
from nutgraf.library.saved import from_pages
from nutgraf.library.soundness import check

__all__ = [
    "check", "from_export", "from_memory", "from_pages", "take", "version_before", "zip_parts",
]  # fmt: skip
