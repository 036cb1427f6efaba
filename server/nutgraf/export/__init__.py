"""Export: a reading as a file to keep.

One format, one file; every format is a pure function of the reading. `EXPORTERS` names them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from nutgraf.errors import UnknownFormat
from nutgraf.export.html import to_html
from nutgraf.export.markdown import to_markdown
from nutgraf.export.text import to_text
from nutgraf.model import Reading

__all__ = ["EXPORTERS", "Exporter", "exporter", "file_name"]

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
_LONGEST: Final = 80
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its media type, the file's suffix and the function that writes it."""

    media_type: str
    suffix: str
    write: Callable[[Reading], str]


EXPORTERS: Final = {
    "md": Exporter("text/markdown; charset=utf-8", ".md", to_markdown),
    "html": Exporter("text/html; charset=utf-8", ".html", to_html),
    "txt": Exporter("text/plain; charset=utf-8", ".txt", to_text),
    "json": Exporter("application/json", ".json", Reading.to_json),
}


def exporter(name: str) -> Exporter:
    """The exporter of a format's name; raises UnknownFormat."""
    if name not in EXPORTERS:
        raise UnknownFormat(
            f"There is no export format “{name}”. The formats are: {', '.join(EXPORTERS)}."
        )
    return EXPORTERS[name]


def file_name(reading: Reading, suffix: str) -> str:
    """A safe file name from the headline: `a-z`, digits and hyphens, at most 80 characters."""
    ascii_only = unicodedata.normalize("NFKD", reading.story.headline or "").encode(
        "ascii", "ignore"
    )
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only.decode().lower()).strip("-")[:_LONGEST].strip("-")
    if len(slug) < _SHORTEST or _RESERVED.match(slug):
        slug = f"reading-{reading.digest.removeprefix('sha256:')[:8]}"
    return slug + suffix
