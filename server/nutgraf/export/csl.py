"""Readings as CSL-JSON: what citation processors and Zotero, Pandoc and their like read."""

from __future__ import annotations

from collections.abc import Sequence

from nutgraf.export.references import Author, Reference, references
from nutgraf.model import Reading
from nutgraf.plain import to_json


def to_csl_json(readings: Sequence[Reading]) -> str:
    """A JSON array of one item a reading."""
    return to_json([_item(one) for one in references(readings)], indent=1)


def _item(reference: Reference) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": reference.key,
        "type": "article-newspaper" if reference.is_news else "webpage",
        "title": reference.title,
        "author": [_name(author) for author in reference.authors],
        "container-title": reference.site,
        "issued": _date(reference.issued),
        "accessed": _date(reference.accessed),
        "URL": reference.url,
        "language": reference.language,
        "abstract": reference.abstract,
        "keyword": ", ".join(reference.keywords),
        "annote": _notes(reference),  # codespell:ignore annote
    }
    return {name: value for name, value in fields.items() if value}


def _notes(reference: Reference) -> str:
    """Each sentence of the abstract with the link to its place in the page, line by line."""
    return "\n".join(f"{words} {link}" for words, link in reference.places if link)


def _name(author: Author) -> dict[str, str]:
    if author.given:
        return {"family": author.family, "given": author.given}
    return {"literal": author.family}


def _date(date: tuple[int, ...]) -> dict[str, object] | None:
    return {"date-parts": [list(date)]} if date else None
