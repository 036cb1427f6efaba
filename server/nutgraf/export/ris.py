"""Readings as RIS, one tag a line: what most reference managers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nutgraf.export.references import Author, Reference, references, written
from nutgraf.model import Reading


def to_ris(readings: Sequence[Reading]) -> str:
    """One record a reading; every value is on one line, and lines end as RIS asks."""
    return "".join(map(_record, references(readings)))


def _record(reference: Reference) -> str:
    rows = [(tag, value) for tag, value in _fields(reference) if value]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows) + "ER  - \r\n\r\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS" if reference.is_news else "ELEC"
    yield "ID", reference.key
    yield "TI", reference.title
    yield from (("AU", _name(author)) for author in reference.authors)
    yield "T2", reference.site
    yield "PY", written(reference.issued[:1])
    yield "DA", _date(reference.issued)
    yield "Y2", _date(reference.accessed)
    yield "UR", reference.url
    yield "LA", reference.language
    yield "AB", reference.abstract
    yield from _each("KW", reference.keywords)
    yield from _each("N1", (f"{words} {link}" for words, link in reference.places if link))


def _each(tag: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((tag, value) for value in values)


def _name(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.given else author.family


def _date(date: tuple[int, ...]) -> str:
    """A date in RIS has three strokes, whatever is known: `2026/04//`."""
    parts = [*written(date, "/").split("/"), "", ""][:3]
    return "/".join([*parts, ""]) if date else ""
