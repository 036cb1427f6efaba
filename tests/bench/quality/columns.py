"""Documents annotated a token a line: read, laid out as a reader would see them, and their names.

Formats, told from the lines themselves: `token ... tag` between spaces (CoNLL 2003, CoNLL++),
`token tag [inner tag]` between tabs (wwnews, BTC, WNUT17), `number token tag` between tabs
(Wikigold, CoNLL 2002). Tags are IOB, IOB2 or IOBES.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nutgraf.model import FactKind, Span

KINDS: Mapping[str, FactKind] = {
    **dict.fromkeys(("per", "pers", "person", "people"), "person"),
    **dict.fromkeys(("org", "organization", "organisation", "corporation", "group"), "organisation"),
    **dict.fromkeys(("loc", "location", "gpe", "facility", "fac", "geo-loc"), "place"),
}  # fmt: skip

Token = tuple[str, str]
"""A token as it stands in its file, and its tag."""
Name = tuple[FactKind, Span]
"""What a name names, and its place in the text."""

_START = "-DOCSTART-"
_MOST_PARAGRAPHS, _PAGE = 1_000, 30
_CLOSERS = frozenset(
    ". , ; : ! ? ) ] } % 's 'S ’s n't N'T 're 've 'll 'm 'd ’re ’ve ’ll ’m ’d … ”".split()
)
_OPENERS = frozenset("( [ { $ £ € # “ ‘ @ ``".split())
_APOSTROPHE = re.compile(r"['’](?:s|S|t|re|ve|ll|m|d)?$")
_CLITICS = frozenset("s S t re ve ll m d".split())
_INITIAL = re.compile(r"[A-Z]\.")
_WITHIN_WORD = re.compile(r"[^\W\d_]-[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document's text, a paragraph (or gold sentence) a line, and the names people marked."""

    id: str
    text: str
    names: tuple[Name, ...]


def annotated(path: Path) -> Iterator[Annotated]:
    """The documents of a file: one, or as many as its `-DOCSTART-` lines begin; one of 1,000
    paragraphs and more is cut, 30 paragraphs a document."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, paragraphs in enumerate(_cut(_documents(lines))):
        if any(paragraphs):
            hyphens = any(_WITHIN_WORD.search(word) for part in paragraphs for word, _ in part)
            yield _laid_out(f"{path.name}#{number}", paragraphs, glued=not hyphens)


def _cut(documents: Iterable[list[list[Token]]]) -> Iterator[list[list[Token]]]:
    """Files that do not say where documents end (CoNLL 2002) are cut into documents of a page."""
    for document in documents:
        size = len(document) if len(document) < _MOST_PARAGRAPHS else _PAGE
        for start in range(0, len(document), max(size, 1)):
            yield document[start : start + size]


def _documents(lines: Sequence[str]) -> Iterator[list[list[Token]]]:
    document: list[list[Token]] = [[]]
    for line in lines:
        token = _token(line)
        if token and token[0] == _START:
            yield document
            document = [[]]
        elif token:
            document[-1].append(token)
        elif document[-1]:
            document.append([])
    yield document


def _token(line: str) -> Token | None:
    cells = line.split("\t") if "\t" in line else line.split()
    if len(cells) < 2 or not cells[0].strip() or cells[0].startswith(("http://", "https://")):  # noqa: PLR2004 - a token and a tag
        return None
    if "\t" not in line:
        return cells[0], cells[-1]
    if cells[0].isdigit() and len(cells) > 2 and not re.fullmatch(r"O|[BIES]-.+", cells[1]):  # noqa: PLR2004 - a number, a token, a tag
        return cells[1], cells[2]
    return cells[0], cells[1]


def _laid_out(name: str, paragraphs: Iterable[Sequence[Token]], *, glued: bool) -> Annotated:
    text = ""
    names: list[Name] = []
    for paragraph in paragraphs:
        if paragraph:
            text += "\n" * bool(text)
            spans, text = _written(text, [word for word, _ in paragraph], glued=glued)
            names += _names([tag for _, tag in paragraph], spans)
    return Annotated(name, text, tuple(names))


def _written(text: str, words: Sequence[str], *, glued: bool) -> tuple[list[Span], str]:
    """The words added to a text with the spaces a reader expects, and their places."""
    spans: list[Span] = []
    open_marks: set[str] = set()
    tight = True
    for place, word in enumerate(words):
        left, right = _tightness(words, place, open_marks, glued=glued)
        text += " " * (not (tight or left))
        spans.append(Span(len(text), len(text) + len(word)))
        text += word
        tight = right
    return spans, text


def _tightness(
    words: Sequence[str], place: int, open_marks: set[str], *, glued: bool
) -> tuple[bool, bool]:
    """Whether a word stands close to the one before it and to the one after it."""
    word = words[place]
    before, after = words[place - 1] if place else "", "".join(words[place + 1 : place + 2])
    if word in {"-", "/"} and glued and before and after:
        return before[-1].isalnum() and after[0].isalnum(), before[-1].isalnum()
    if word in _CLOSERS or (len(word) > 1 and _APOSTROPHE.match(word)):
        return True, word == "." and _is_initials(words, place)
    if _INITIAL.fullmatch(word) and _INITIAL.fullmatch(after):
        return False, True
    if word in {'"', "'", "’"}:
        return _quote_tightness(word, before, after, open_marks)
    open_marks |= {"’"} & {"’" * (word == "‘")}
    return False, word in _OPENERS


def _quote_tightness(word: str, before: str, after: str, open_marks: set[str]) -> tuple[bool, bool]:
    if word in open_marks:
        open_marks -= {word}
        return True, False
    if word == "’" or (word == "'" and after in _CLITICS):
        return True, after[:1].isalnum() and (after in _CLITICS or before[-1:] not in {"s", "S"})
    if word == "'" and before[-1:] == "s":
        return True, False
    open_marks |= {word}
    return False, True


def _is_initials(words: Sequence[str], place: int) -> bool:
    """The first point of "U . S ." joins what follows."""
    around = [*words[max(0, place - 1) : place], *words[place + 1 : place + 3]]
    return len(around) == 3 and all(len(w) == 1 for w in around) and (  # noqa: PLR2004 - letter, letter, point
        around[0].isupper() and around[1].isupper() and around[2] == "."
    )  # fmt: skip


def _names(tags: Sequence[str], spans: Sequence[Span]) -> Iterator[Name]:
    start, kind = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        mark, _, said = tag.strip().partition("-")
        if kind and not (mark in {"I", "E"} and said.lower() == kind):
            if kind in KINDS:
                yield KINDS[kind], Span(spans[start].start, spans[place - 1].end)
            kind = ""
        if said and not kind:
            start, kind = place, said.lower()
