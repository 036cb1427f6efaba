"""Names against people's: wwnews, CoNLL 2003, CoNLL++, CoNLL 2002, Wikigold and their like.

A document's tokens are laid out as text with natural spacing, a paragraph (in CoNLL files, which
have none, a gold sentence) a line. The story made of it goes through the finder of names; what
is scored is every mention it found (`find_mentions`), not the facts: a fact leaves out reporters
and agencies, and a name in a headline is gold here.

Three classes: Person; Organization; Location with Facility and GPE. Gold of other classes (MISC,
NORP, dates, money) is left out; what we find there is wrong, as in the study.

`three`       a mention is right if its kind and its place are gold's, when a leading "the", "a" or
              "an" and a trailing "'s" have been taken off both.
`people`      the same, of people only.
`doc-people`  the set of a document's people: names as written, case-folded; a name that is the end
              or the beginning of one longer name of the same side (a surname, a given name) is that
              one. Right are the names in both sets; counts are summed over documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from nutgraf.facts.names import find_mentions
from nutgraf.model import FactKind, Span, Story
from tests.bench.quality.columns import Annotated, annotated
from tests.bench.quality.counts import Count, Document
from tests.bench.quality.documents import parted

_LEADING = re.compile(r"(?:the|an?)\s+", re.I)
_TRAILING = re.compile(r"\s*['’]s?$", re.I)
_SINGLE_FILES = ("wwnews",)
_OTHER_LANGUAGES = ("es", "nl", "de", "fr")
_FOLDERS = ("wwnews", "conll2003", "conllpp", "conll2002", "wikigold")

Named = tuple[FactKind, int, int]


def documents(corpus: Path, limit: int | None = None) -> Iterator[Document]:
    """What was found in every document of the corpus; nothing where a folder is missing."""
    for name, files, language in parts(corpus):
        found = (document for file in files for document in annotated(file))
        for document in islice(found, limit):
            yield scored(name, document, language)


def parts(corpus: Path) -> Iterator[tuple[str, list[Path], str]]:
    """The name, files and language of every part of every set."""
    for folder in _FOLDERS:
        files = sorted(path for path in (corpus / "facts" / folder).rglob("*") if path.is_file())
        if folder in _SINGLE_FILES:
            yield folder, [file for file in files if file.suffix == ".tsv"], "en"
            continue
        for file in files:
            inner = file.parent.name
            if inner in _OTHER_LANGUAGES:
                yield f"{folder}/{inner}-{file.stem}", [file], inner
            elif file.suffix.lower() not in {".md", ".rst"} and not file.name.startswith("LICENSE"):
                yield _part(folder, file), [file], "en"


def _part(folder: str, file: Path) -> str:
    return f"{folder}/{file.suffix[1:] if file.stem == 'eng' else file.stem}"


def scored(name: str, document: Annotated, language: str) -> Document:
    """The counts of one document."""
    story = parted(document.text, language)
    gold = {bare(story, kind, span) for kind, span in document.names}
    ours = {bare(story, kind, span) for kind, span in find_mentions(story)}
    return Document(
        set=name,
        id=document.id,
        counts={
            "three": _count(gold, ours),
            "people": _count(_of_people(gold), _of_people(ours)),
            "doc-people": _count(_cast(story, gold), _cast(story, ours)),
        },
        source=document.text,
        wrong=tuple(_differences(story, gold, ours)),
    )


def bare(story: Story, kind: FactKind, span: Span) -> Named:
    """A name without its article and its possessive."""
    words = story[span]
    article = _LEADING.match(words)
    start = span.start + (article.end() if article and article.end() < len(words) else 0)
    tail = _TRAILING.search(story.text, start, span.end)
    return kind, start, tail.start() if tail and tail.start() > start else span.end


def _of_people(names: Iterable[Named]) -> set[Named]:
    return {name for name in names if name[0] == "person"}


def _cast(story: Story, names: Iterable[Named]) -> set[str]:
    """The people of a document, surnames and given names folded into the one full name."""
    said = {
        " ".join(story.text[start:end].casefold().split()) for _, start, end in _of_people(names)
    }
    return {_folded(name, said) for name in said}


def _folded(name: str, said: set[str]) -> str:
    longer = sorted(
        other for other in said if other.endswith(f" {name}") or other.startswith(f"{name} ")
    )
    return _folded(longer[0], said) if longer else name


def _count(gold: set[Named] | set[str], ours: set[Named] | set[str]) -> Count:
    return len(gold & ours), len(ours), len(gold)  # type: ignore[operator]


def _differences(story: Story, gold: set[Named], ours: set[Named]) -> Iterator[str]:
    for sign, only in (("-", gold - ours), ("+", ours - gold)):
        for kind, start, end in sorted(only, key=lambda name: name[1]):
            around = story.text[max(0, start - 30) : end + 30].replace("\n", "¶")
            yield f"{sign}{kind[:3]} {story.text[start:end]} | {around}"
