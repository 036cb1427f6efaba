"""Extraction: every page read by every tool, and what of the gold each found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click

from tests.bench.quality import metrics, ours
from tests.bench.quality.conventions import assemble, convention_of, labels_in
from tests.bench.quality.metrics import Score
from tests.bench.quality.ours import Shift
from tests.bench.quality.pages import Gold, GoldPage
from tests.bench.quality.peers import PEERS, Found

OURS = "nutgraf"
CHUNK = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one tool found on one page, and how well that agrees with the gold."""

    page: GoldPage
    tool: str
    found: Found = Found()
    scores: Mapping[str, Score] = field(default_factory=dict)
    labels: Mapping[str, Score] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Work for one process: pages, the weights to read them with, the peers to ask as well."""

    pages: tuple[GoldPage, ...]
    weights: Path | None
    peers: tuple[str, ...]


def outcomes(shifts: Sequence[Shift], peers: Sequence[str], processes: int) -> list[Outcome]:
    """Read all pages in a pool of fresh processes; by tool, set and page."""
    work = [
        Chunk(pages[start : start + CHUNK], weights, tuple(peers))
        for weights, pages in shifts
        for start in range(0, len(pages), CHUNK)
    ]
    with get_context("spawn").Pool(processes) as pool:
        read = pool.imap_unordered(read_chunk, work)
        with click.progressbar(read, length=len(work), file=sys.stderr) as shown:
            found = [outcome for chunk in shown for outcome in chunk]
    order = {tool: place for place, tool in enumerate((OURS, *peers))}
    return sorted(found, key=lambda o: (order[o.tool], o.page.set, o.page.id))


def read_chunk(chunk: Chunk) -> list[Outcome]:
    """Read each page of a chunk with each tool."""
    return [outcome for page in chunk.pages for outcome in _read_page(page, chunk)]


def _read_page(page: GoldPage, chunk: Chunk) -> Iterator[Outcome]:
    source = page.source()
    yield _guarded(page, OURS, partial(_ours, page, source, chunk.weights))
    for name in chunk.peers:
        yield _guarded(page, name, partial(_peer, page, source, name))


def _guarded(page: GoldPage, tool: str, read: Callable[[], Outcome]) -> Outcome:
    """A tool that fails on a page found nothing there."""
    try:
        outcome = read()
    except Exception as error:  # noqa: BLE001 - another's tool may raise anything
        outcome = Outcome(page, tool, error=f"{type(error).__name__}: {error}"[:200])
    return replace(outcome, scores=scored(outcome.found, page.gold))


def _ours(page: GoldPage, source: bytes, weights: Path | None) -> Outcome:
    story = ours.story_of(source, page.gold.url, weights)
    text = assemble(story, convention_of(page.set))
    found = Found(text, story.headline, story.byline, story.published)
    return Outcome(page, OURS, found, labels=labels_in(story, page.gold.body or ""))


def _peer(page: GoldPage, source: bytes, name: str) -> Outcome:
    from nutgraf.page.decode import decode

    return Outcome(page, name, PEERS[name](decode(source), page.gold.url))


def scored(found: Found, gold: Gold) -> dict[str, Score]:
    """Every measure the page has gold for."""
    scores: dict[str, Score] = {}
    if gold.body is not None:
        precision, recall = metrics.precision_recall(found.text, gold.body)
        scores |= {"p": (precision, 1), "r": (recall, 1)}
        scores["exact"] = (float(metrics.same_words(found.text, gold.body)), 1)
        scores["words"] = (metrics.word_f1(found.text, gold.body), 1)
    if gold.wanted:
        scores["wanted"] = (metrics.snippets_in(found.text, gold.wanted), len(gold.wanted))
    if gold.unwanted:
        absent = len(gold.unwanted) - metrics.snippets_in(found.text, gold.unwanted)
        scores["unwanted"] = (absent, len(gold.unwanted))
    return scores | _metadata(found, gold)


def _metadata(found: Found, gold: Gold) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    if gold.title:
        scores["title"] = (float(metrics.same_title(found.title, gold.title)), 1)
    if gold.authors:
        scores["authors"] = (metrics.author_f1(found.authors, gold.authors), 1)
    if gold.date:
        scores["date"] = (float(metrics.same_day(found.date, gold.date)), 1)
    return scores


def save(found: Iterable[Outcome], path: Path) -> None:
    """Write what Nutgraf read, one line a page, by set and id."""
    with path.open("w", encoding="utf-8") as lines:
        for outcome in found:
            if outcome.tool == OURS:
                lines.write(json.dumps(_line(outcome), ensure_ascii=False) + "\n")


def _line(outcome: Outcome) -> dict[str, object]:
    page, found = outcome.page, outcome.found
    return {
        "set": page.set,
        "id": page.id,
        "text": found.text,
        "title": found.title,
        "authors": list(found.authors),
        "date": found.date,
    }
