"""Library: the whole of it taken away as files, and what comes back, from there or from pages
that a browser saved."""

from __future__ import annotations

from nutgraf.library.bring import from_export
from nutgraf.library.check import check
from nutgraf.library.saved import from_pages
from nutgraf.library.take import take, zip_parts

__all__ = ["check", "from_export", "from_pages", "take", "zip_parts"]
