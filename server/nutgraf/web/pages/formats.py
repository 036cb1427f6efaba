"""The formats' names for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_LABELS: Final = {
    "md": "Markdown", "html": "HTML", "txt": "Text", "json": "JSON", "csv": "CSV", "epub": "EPUB",
    "ris": "RIS", "bibtex": "BibTeX", "csl-json": "CSL-JSON", "annotations": "Web Annotations",
}  # fmt: skip


def labelled(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each format with the name people know it by."""
    return [(name, _LABELS.get(name, name.upper())) for name in names]
