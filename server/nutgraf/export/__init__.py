"""Export: a reading as a file to keep, or many readings as one.

One format, one file; every format is a pure function of the readings. `EXPORTERS` names them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.errors import BadRequest, UnknownFormat
from nutgraf.export.annotations import to_annotations
from nutgraf.export.bibtex import to_bibtex
from nutgraf.export.csl import to_csl_json
from nutgraf.export.epub import to_epub
from nutgraf.export.html import to_html
from nutgraf.export.markdown import to_markdown
from nutgraf.export.ris import to_ris
from nutgraf.export.sheet import to_csv
from nutgraf.export.text import to_text
from nutgraf.model import Reading

__all__ = ["EXPORTERS", "Exporter", "exporter", "file_name"]

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
_LONGEST: Final = 80
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its media type, the file's suffix, and what writes one reading or many.

    `bind` writes many readings as one file; a format that holds one a file has none.
    """

    media_type: str
    suffix: str
    write: Callable[[Reading], str | bytes]
    bind: Callable[[Sequence[Reading]], str | bytes] | None = None

    def one(self, reading: Reading) -> bytes:
        """The file of one reading."""
        return _bytes(self.write(reading))

    def many(self, readings: Sequence[Reading]) -> bytes:
        """One file of many readings, in their order.

        Raises BadRequest for a format that holds one reading a file, and for no reading at all.
        """
        if not readings:
            raise BadRequest("There is no reading to write: name one at least.")
        if self.bind is None:
            several = [name for name, form in EXPORTERS.items() if form.bind]
            raise BadRequest(
                f"A {self.suffix} file holds one reading. "
                f"Formats that hold many are: {', '.join(several)}."
            )
        return _bytes(self.bind(readings))


def _bound(
    media_type: str, suffix: str, bind: Callable[[Sequence[Reading]], str | bytes]
) -> Exporter:
    """A format whose file of one reading is a file of many with one in it."""
    return Exporter(media_type, suffix, lambda reading: bind([reading]), bind)


def _json_array(readings: Sequence[Reading]) -> str:
    return "[\n" + ",\n".join(reading.to_json().rstrip("\n") for reading in readings) + "\n]\n"


def _bytes(written: str | bytes) -> bytes:
    # A lone surrogate, which no file can hold, is a question mark.
    return written.encode("utf-8", "replace") if isinstance(written, str) else written


EXPORTERS: Final = {
    "md": Exporter("text/markdown; charset=utf-8", ".md", to_markdown),
    "html": Exporter("text/html; charset=utf-8", ".html", to_html),
    "txt": Exporter("text/plain; charset=utf-8", ".txt", to_text),
    "json": Exporter("application/json", ".json", Reading.to_json, _json_array),
    "csv": _bound("text/csv; charset=utf-8; header=present", ".csv", to_csv),
    "epub": _bound("application/epub+zip", ".epub", to_epub),
    "ris": _bound("application/x-research-info-systems; charset=utf-8", ".ris", to_ris),
    "bibtex": _bound("application/x-bibtex; charset=utf-8", ".bib", to_bibtex),
    "csl-json": _bound("application/vnd.citationstyles.csl+json", ".json", to_csl_json),
    "annotations": _bound("application/ld+json", ".jsonld", to_annotations),
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
