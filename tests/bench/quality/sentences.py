"""Sentence boundaries against the gold of the Parallel Universal Dependencies passages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from nutgraf.language.sentences import spans
from nutgraf.model import Span

Figures = tuple[float, float, float, int]

_ENDING = "_pud-ud-test.txt"


def measure(corpus: Path) -> dict[str, Figures]:
    """Precision, recall, F1 (0 to 1) and the number of gold sentences, by language.

    A document's sentences are joined with one space, its paragraphs (`# newpar`) are split one
    by one, and a boundary is the end offset of a sentence. The last, trivial end of a paragraph
    is counted, as the figures of other tools we compare with count it.
    """
    files = sorted((corpus / "sentences").glob(f"*{_ENDING}"))
    return {path.name.removesuffix(_ENDING): _figures(path) for path in files}


def lines(found: Mapping[str, Figures]) -> Iterator[str]:
    """A table of what was measured, in percent."""
    yield f"{'language':<10}{'precision':>10}{'recall':>10}{'F1':>10}{'sentences':>11}"
    for language, (precision, recall, f1, count) in found.items():
        cells = "".join(f"{100 * figure:10.2f}" for figure in (precision, recall, f1))
        yield f"{language:<10}{cells}{count:11,}"


def digest_of(corpus: Path, language: str) -> str:
    """What a figure was measured on: a hash of the language's file."""
    return hashlib.sha256((corpus / "sentences" / f"{language}{_ENDING}").read_bytes()).hexdigest()


def _figures(path: Path) -> Figures:
    language = path.name.removesuffix(_ENDING)
    right = ours = gold = 0
    for sentences in _paragraphs(path):
        text = " ".join(sentences)
        wanted = _ends(sentences)
        found = {span.end for span in spans(text, Span(0, len(text)), language)}
        right += len(wanted & found)
        ours += len(found)
        gold += len(wanted)
    return right / max(ours, 1), right / max(gold, 1), 2 * right / max(ours + gold, 1), gold


def _paragraphs(path: Path) -> Iterator[list[str]]:
    """The gold sentences of each paragraph."""
    sentences: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("# newdoc", "# newpar")) and sentences:
            yield sentences
            sentences = []
        elif line.startswith("# text = "):
            sentences.append(line.removeprefix("# text = ").strip())
    if sentences:
        yield sentences


def _ends(sentences: list[str]) -> set[int]:
    ends: set[int] = set()
    at = 0
    for sentence in sentences:
        at += len(sentence)
        ends.add(at)
        at += 1
    return ends
