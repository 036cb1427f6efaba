"""The measured articles: a file a set, a line an article with its text and what people made of it.

A row's `summary` is the sentences of one reference; with `multi` it holds alternative references,
and so does `refs_all` where there is one. An alternative reference is running text.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from nutgraf.language.detect import normal_code
from nutgraf.language.sentences import with_sentences
from nutgraf.model import Anchor, Block, Span, Story

SUFFIX = ".jsonl.gz"
_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the corpus: its text, and the references any of which a summary may match,
    a sentence a line."""

    set: str
    id: str
    text: str
    references: tuple[str, ...]
    headline: str | None = None
    language: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What a document is known by over all sets."""
        return self.set, self.id


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the summaries of a set are: in sentences, and in words between white space."""

    sentences: int
    words: int


DEFAULT = Lengths(3, 60)
LENGTHS: Mapping[str, Lengths] = {
    "xsum_test": Lengths(1, 25),
    "orangesum_abs_valid": Lengths(1, 35),
    "orangesum_abs_test": Lengths(1, 35),
    "norsumm": Lengths(5, 100),
    "turkish_tes": Lengths(3, 60),
}


def lengths_of(name: str) -> Lengths:
    """The lengths at which a set is scored; sets without a rule of their own get the default."""
    return LENGTHS.get(name, DEFAULT)


def story_of(document: Document) -> Story:
    """The document as a story with its sentences: a paragraph a line, nothing cut from the text."""
    story = parted(document.text, document.language)
    return replace(story, headline=document.headline)


def parted(text: str, language: str | None) -> Story:
    """A text as a story with its sentences: a paragraph a line, every offset that of the text."""
    paragraphs = (Span(*found.span()) for found in _PARAGRAPH.finditer(text))
    blocks = tuple(Block("paragraph", span, Anchor("")) for span in paragraphs)
    story = Story(text, blocks, language=language)
    return replace(story, sentences=with_sentences(story))


def set_names(corpus: Path) -> list[str]:
    """Every set found in the corpus, known or not."""
    return sorted(
        path.name.removesuffix(SUFFIX) for path in (corpus / "summary").glob(f"*{SUFFIX}")
    )


def documents_of(corpus: Path, names: Iterable[str], limit: int | None = None) -> list[Document]:
    """The documents of the sets named, as they stand in their files; `limit` is for each set."""
    found = []
    for name in names:
        with gzip.open(_file(corpus, name), "rt", encoding="utf-8") as lines:
            found += [_document(name, json.loads(line)) for line in islice(lines, limit)]
    return found


def digest_of(corpus: Path, name: str) -> str:
    """What a figure was measured on: a hash of the set's file."""
    return hashlib.sha256(_file(corpus, name).read_bytes()).hexdigest()


def _file(corpus: Path, name: str) -> Path:
    return corpus / "summary" / f"{name}{SUFFIX}"


def _document(name: str, row: Mapping[str, object]) -> Document:
    language = normal_code(str(row.get("lang") or ""))
    return Document(
        set=name,
        id=str(row["id"]),
        text=str(row["text"]),
        references=_references(row, language),
        headline=str(row.get("title") or "") or None,
        language=language,
    )


def _references(row: Mapping[str, object], language: str | None) -> tuple[str, ...]:
    lines = row.get("refs_all") or row["summary"]
    assert isinstance(lines, list)
    if row.get("refs_all") or row.get("multi"):
        return tuple(_a_sentence_a_line(text, language) for text in lines)
    return ("\n".join(lines),)


def _a_sentence_a_line(text: str, language: str | None) -> str:
    story = parted(text, language)
    return "\n".join(story[sentence.span] for sentence in story.sentences)
