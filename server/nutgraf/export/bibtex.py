"""Readings as BibTeX, in the fields of biblatex's `@online`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nutgraf.export.references import Author, Reference, references, written
from nutgraf.model import Reading

# BibTeX counts braces even behind a backslash, and an odd one would swallow the rest of the file:
# so each one comes with its partner, which is not seen.
_SIGNS: Final = {
    "\\": "\\textbackslash{}", "{": "\\{\\vphantom{\\}}", "}": "\\vphantom{\\{}\\}",
    "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
    "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
}  # fmt: skip
_SIGN: Final = re.compile(r"[\\{}$&#%_^~]")
# Two of these are one other sign to TeX.
_LIGATURE: Final = re.compile(r"(?<=([-'`,<>]))(?=\1)|(?<=[!?])(?=`)")


def to_bibtex(readings: Sequence[Reading]) -> str:
    """One entry a reading; keys are ASCII, each one's own and the same in every file."""
    return "\n".join(map(_entry, references(readings)))


def tex(text: str) -> str:
    """Text that TeX sets as it stands."""
    return _LIGATURE.sub("{}", _SIGN.sub(lambda found: _SIGNS[found[0]], text))


def _entry(reference: Reference) -> str:
    rows = [f"  {name} = {{{value}}},\n" for name, value in _fields(reference) if value]
    return f"@online{{{reference.key},\n{''.join(rows)}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    # In braces of its own, or a style would set "NATO" in small letters.
    yield "title", f"{{{tex(reference.title)}}}"
    yield "author", " and ".join(map(_name, reference.authors))
    yield "organization", tex(reference.site)
    yield "date", written(reference.issued)
    # An address is read as it stands: nothing in it can end the field.
    yield "url", reference.url
    yield "urldate", written(reference.accessed)
    yield "language", tex(reference.language)
    yield "abstract", tex(reference.abstract)
    yield "keywords", tex(", ".join(reference.keywords))
    yield (
        "annotation",
        tex("; ".join(f"{words} {link}" for words, link in reference.places if link)),
    )


def _name(author: Author) -> str:
    if author.given:
        return f"{tex(author.family)}, {tex(author.given)}"
    return f"{{{tex(author.family)}}}"
