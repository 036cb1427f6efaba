"""Texts annotated by people that may train shipped weights, as runs of features and tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from nutgraf.facts.lexicon import HONORIFICS
from nutgraf.facts.names.memory import Memory
from nutgraf.facts.names.tagger import features_of, runs_of
from nutgraf.facts.names.tokens import Segment, segments_of
from nutgraf.model import FactKind, Span, Story
from tests.bench.quality.columns import Annotated, Name, annotated
from tests.bench.quality.documents import parted
from tests.bench.quality.facts_names import bare
from tests.bench.train.marked import Marked

# Of sixteen short lines with names one is also set in capitals and one With Capitals.
HEADLINES = 16
LONGEST_HEADLINE = 200

Tagged = tuple[list[list[str]], list[str]]
"""The features of each word of a run, and their tags."""


def gold(corpus: Path) -> Iterator[Marked]:
    """The texts annotated by people; each tweet and each comment is one by itself."""
    facts = corpus / "facts"
    for document in _files(facts, "wikigold/*.conllu"):
        yield Marked(document.text, document.names)
    for pattern in ("BTC/CONLL-format/data/*.conll", "wnut17/*.*"):
        for document in _files(facts, pattern):
            yield from _lines(document)


def _files(facts: Path, pattern: str) -> Iterator[Annotated]:
    for file in sorted(facts.glob(pattern)):
        yield from annotated(file)


def _lines(document: Annotated) -> Iterator[Marked]:
    start = 0
    names = list(document.names)[::-1]
    for line in document.text.split("\n"):
        end = start + len(line)
        inside = []
        while names and names[-1][1].start < end:
            kind, span = names.pop()
            inside.append((kind, Span(span.start - start, span.end - start)))
        yield Marked(line, tuple(inside))
        start = end + 1


def recased(marked: Marked) -> Iterator[Marked]:
    """Some of a text's short lines as headlines: in capitals, or Each Long Word With One."""
    start = 0
    for line in marked.text.split("\n"):
        end = start + len(line)
        names = [(kind, span) for kind, span in marked.names if start <= span.start < end]
        drawn = crc32(line.encode("utf-8", "surrogatepass")) % HEADLINES
        if names and drawn < 2 and len(line) < LONGEST_HEADLINE:  # noqa: PLR2004 - two ways
            set_anew = line.upper() if drawn else _titled(line)
            if len(set_anew) == len(line):
                moved = ((kind, Span(s.start - start, s.end - start)) for kind, s in names)
                yield Marked(set_anew, tuple(moved))
        start = end + 1


def _titled(line: str) -> str:
    return re.sub(r"(?<![\w'’])[a-z](?=[a-z]{3})", lambda letter: letter[0].upper(), line)


def sequences(marked: Marked) -> Iterator[Tagged]:
    """The runs of a text with features and tags."""
    story = parted(marked.text, "en")
    segments = list(segments_of(story))
    memory = Memory(segments)
    tags = tags_of(story, segments, marked.names)
    for number, segment in enumerate(segments):
        for first, past in runs_of(segment):
            labels = [tags.get((number, place), "O") for place in range(first, past)]
            yield features_of(segment, (first, past), memory), whole(labels)


def tags_of(
    story: Story, segments: Sequence[Segment], names: Iterable[Name]
) -> dict[tuple[int, int], str]:
    """The kind of each word inside a name, with a mark where it begins: "B-person", "I-person"."""
    found: dict[tuple[int, int], str] = {}
    spans = sorted(
        (start, end, kind) for kind, start, end in (bare(story, *name) for name in names)
    )
    queue = iter(spans)
    current = next(queue, None)
    for number, segment in enumerate(segments):
        fresh = True
        for place, (start, end) in enumerate(zip(segment.starts, segment.ends, strict=True)):
            while current and current[1] <= start:
                current, fresh = next(queue, None), True
            if current and start < current[1] and end > current[0]:
                if fresh and end < current[1] and _is_title(segment.words[place], current[2]):
                    continue
                found[number, place] = f"{'B' if fresh else 'I'}-{current[2]}"
                fresh = False
    return found


def _is_title(word: str, kind: FactKind) -> bool:
    return kind == "person" and word.lower().rstrip(".") in HONORIFICS


def whole(labels: Sequence[str]) -> list[str]:
    """Tags with their ends: a name's last word ends it, a single word is one by itself."""
    found = []
    for place, label in enumerate(labels):
        before = labels[place - 1] if place else "O"
        after = labels[place + 1] if place + 1 < len(labels) else "O"
        begins = label[0] == "B" or before[2:] != label[2:]
        ends = after[0] != "I" or after[2:] != label[2:]
        mark = "S" if begins and ends else "B" if begins else "E" if ends else "I"
        found.append(label if label == "O" else f"{mark}-{label[2:]}")
    return found
