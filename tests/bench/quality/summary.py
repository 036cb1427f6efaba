"""Summaries: every article ranked by every tool, cut to length, and scored by its references."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import TypeVar

import click

from nutgraf.model import Pick, Story, Summary
from tests.bench.quality.documents import Document, lengths_of, story_of
from tests.bench.quality.extraction import OURS
from tests.bench.quality.rouge import rouge
from tests.bench.quality.summarizers import LEAD, TOOLS, Shift, news

CHUNK = 25
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut:
    """A summary of one length: its pieces in story order, and how far references agree."""

    pieces: tuple[str, ...]
    scores: Mapping[str, float]

    @property
    def words(self) -> int:
        """Its length between white space."""
        return sum(len(piece.split()) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one tool made of one document: its order of the sentences, best first; summaries by
    the name of their length; CPU milliseconds of parting and ranking the sentences."""

    document: Document
    tool: str
    ranking: tuple[int, ...] = ()
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    ms: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Work for one process: documents, the weights to rank them with, the peers to ask as well."""

    documents: tuple[Document, ...]
    weights: Path | None
    peers: tuple[str, ...]


def outcomes(shifts: Sequence[Shift], peers: Sequence[str], processes: int) -> list[Outcome]:
    """Rank all documents in a pool of fresh processes; by tool, set and document."""
    work = [
        Chunk(documents[start : start + CHUNK], weights, tuple(peers))
        for weights, documents in shifts
        for start in range(0, len(documents), CHUNK)
    ]
    # Threads of numpy's spin while they wait, and that would count as a tool's own work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with get_context("spawn").Pool(processes) as pool:
        read = pool.imap_unordered(read_chunk, work)
        with click.progressbar(read, length=len(work), file=sys.stderr) as shown:
            found = [outcome for chunk in shown for outcome in chunk]
    order = {tool: place for place, tool in enumerate((OURS, LEAD, *peers))}
    return sorted(found, key=lambda o: (order[o.tool], o.document.key))


def read_chunk(chunk: Chunk) -> list[Outcome]:
    """Rank each document of a chunk with each tool, and score what they choose."""
    # The first is read twice: what a tool loads once is not a document's cost.
    list(_read(chunk.documents[0], chunk))
    return [outcome for document in chunk.documents for outcome in _read(document, chunk)]


def _read(document: Document, chunk: Chunk) -> Iterator[Outcome]:
    story, parting = _timed(partial(story_of, document))
    own, ranking = _timed(partial(news, story, chunk.weights))
    yield _scored(Outcome(document, OURS, own.ranking, ms=parting + ranking), story, own)
    for tool in (LEAD, *chunk.peers):
        yield _scored(_ranked(document, tool, story, own, parting), story, own)


def _ranked(document: Document, tool: str, story: Story, own: Summary, parting: float) -> Outcome:
    """A tool that fails on a document chose nothing there."""
    try:
        ranking, ms = _timed(partial(TOOLS[tool], story, own))
    except Exception as error:  # noqa: BLE001 - another's tool may raise anything
        return Outcome(document, tool, error=f"{type(error).__name__}: {error}"[:200])
    return Outcome(document, tool, tuple(ranking), ms=parting + ms)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = process_time()
    found = work()
    return found, (process_time() - start) * 1_000


def _scored(outcome: Outcome, story: Story, own: Summary) -> Outcome:
    document = outcome.document
    cuts = {
        name: Cut(pieces, rouge(document.references, "\n".join(pieces), document.language))
        for name, pieces in _cuts(outcome, story, own).items()
    }
    return replace(outcome, cuts=cuts)


def _cuts(outcome: Outcome, story: Story, own: Summary) -> dict[str, tuple[str, ...]]:
    """The three lengths: `k` sentences, exactly `words` words, `whole` sentences within them."""
    lengths, summary = lengths_of(outcome.document.set), replace(own, ranking=outcome.ranking)
    return {
        "k": _texts(story, summary.within(sentences=lengths.sentences)),
        "words": cut_at(story, outcome.ranking, lengths.words),
        "whole": _texts(story, summary.within(words=lengths.words)),
    }


def _texts(story: Story, picks: Iterable[Pick]) -> tuple[str, ...]:
    return tuple(story[story.sentences[pick.sentence].span] for pick in picks)


def cut_at(story: Story, ranking: Sequence[int], words: int) -> tuple[str, ...]:
    """The best sentences up to a number of words between white space, in story order.

    The last one taken is cut at the budget, so that no tool gains by the length of its sentences.
    """
    taken: dict[int, str] = {}
    for index in ranking:
        line = story[story.sentences[index].span].split()
        taken[index] = " ".join(line[:words])
        words -= len(line)
        if words <= 0:
            break
    return tuple(taken[index] for index in sorted(taken))


def save(found: Iterable[Outcome], path: Path) -> None:
    """Write what Nutgraf chose, one line a document, by set and id."""
    with path.open("w", encoding="utf-8") as lines:
        for outcome in found:
            if outcome.tool == OURS:
                lines.write(json.dumps(_line(outcome), ensure_ascii=False) + "\n")


def _line(outcome: Outcome) -> dict[str, object]:
    return {
        "set": outcome.document.set,
        "id": outcome.document.id,
        "sentences": list(outcome.cuts["k"].pieces),
        "words": " ".join(outcome.cuts["words"].pieces),
        "ranking": list(outcome.ranking),
    }
