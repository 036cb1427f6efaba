"""Summaries to figures, and figures to a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean

import numpy as np

from tests.bench.quality.documents import digest_of, lengths_of
from tests.bench.quality.extraction import OURS
from tests.bench.quality.floors import Promise, same_sets
from tests.bench.quality.metrics import SEED
from tests.bench.quality.rouge import MEASURES
from tests.bench.quality.summarizers import LEAD
from tests.bench.quality.summary import Outcome

ROUNDS = 2_000
# The sets whose references people wrote to be summaries; taken together when all are there.
HUMAN = ("summeval100", "writers_news")
CUTS = ("k", "words", "whole")

Figures = dict[str, float]
# By set, then by tool; the documents of a set stand in the same order for every tool.
Groups = Mapping[str, Mapping[str, Sequence[Outcome]]]


def groups_of(found: Iterable[Outcome]) -> Groups:
    """Outcomes by set and tool, and those of the human sets pooled as `human`."""
    groups: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for outcome in found:
        groups[outcome.document.set][outcome.tool].append(outcome)
    if all(name in groups for name in HUMAN):
        for name in HUMAN:
            for tool, group in groups[name].items():
                groups["human"][tool] += group
    return groups


def same_groups(promise: Promise, corpus: Path, names: Iterable[str]) -> frozenset[str]:
    """The sets that are those on which the floors were measured, and `human` when both its are."""
    sets = same_sets(promise, corpus, names, digest_of)
    return sets | {"human"} if sets.issuperset(HUMAN) else sets


def figures(tools: Mapping[str, Sequence[Outcome]], tool: str = OURS) -> Figures:
    """A tool's means in a group, named by length and measure: `k.r1`, `words.lsum`, `whole.length`.

    `k.delta`, `k.low` and `k.high` are R1 less Lead's and its 95% interval; for ours,
    `k.over.lexrank` is R1 less a peer's.
    """
    group = tools[tool]
    found: Figures = {}
    for cut in CUTS:
        cuts = [outcome.cuts[cut] for outcome in group]
        for measure in MEASURES:
            found[f"{cut}.{measure}"] = fmean(made.scores[measure] for made in cuts)
        found[f"{cut}.length"] = fmean(made.words for made in cuts)
        against_lead = difference(group, tools[LEAD], cut)
        found |= zip((f"{cut}.delta", f"{cut}.low", f"{cut}.high"), against_lead, strict=True)
        if tool == OURS:
            found |= _margins(tools, cut)
    times = [outcome.ms for outcome in group if not outcome.error] or [0.0]
    return found | {"ms": np.percentile(times, 50), "ms95": np.percentile(times, 95)}


def _margins(tools: Mapping[str, Sequence[Outcome]], cut: str) -> Figures:
    peers = (name for name in tools if name not in (OURS, LEAD))
    return {f"{cut}.over.{name}": difference(tools[OURS], tools[name], cut)[0] for name in peers}


def difference(
    group: Sequence[Outcome], other: Sequence[Outcome], cut: str
) -> tuple[float, float, float]:
    """R1 of one tool less another's on the same documents: the mean and its 95% interval,
    documents drawn anew with a fixed seed."""
    pairs = zip(group, other, strict=True)
    table = np.array([a.cuts[cut].scores["r1"] - b.cuts[cut].scores["r1"] for a, b in pairs])
    drawn = np.random.default_rng(SEED).integers(0, len(table), (ROUNDS, len(table)))
    low, high = np.percentile(table[drawn].mean(axis=1), (2.5, 97.5))
    return float(table.mean()), float(low), float(high)


def table(groups: Groups) -> Iterator[str]:
    """For each group the scores of every tool, then how far tools lie from Lead and from ours."""
    for name, tools in groups.items():
        yield f"{name}: {len(tools[OURS])} documents; k: {_said(name)}"
        yield from _scores(tools)
        yield from _differences(tools)
        yield ""


def _said(name: str) -> str:
    lengths = lengths_of(HUMAN[0] if name == "human" else name)
    plural = "s" * (lengths.sentences > 1)
    return f"{lengths.sentences} sentence{plural}; words, whole: {lengths.words} words"


def _scores(tools: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """Points at each length, its mean number of words, and CPU milliseconds a document."""
    names = (*MEASURES, "length")
    yield f"{'':12}" + "".join(f"{cut:>{7 * len(names)}}" for cut in CUTS) + f"{'ms':>18}"
    heads = "".join(f"{name:>7}" for name in names * len(CUTS))
    yield f"{'':12}{heads}{'median':>9}{'p95':>9}"
    for tool in tools:
        found = figures(tools, tool)
        cells = "".join(f"{found[f'{cut}.{name}']:7.2f}" for cut in CUTS for name in names)
        yield f"{tool:12}{cells}{found['ms']:9.1f}{found['ms95']:9.1f}"


def _differences(tools: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """R1 less Lead's at each length, and R1 of ours less the tool's."""
    names = [f"{cut} - {LEAD}" for cut in CUTS] + [f"{OURS} - it, {cut}" for cut in CUTS[:2]]
    yield f"{'R1':12}" + "".join(f"{name:>25}" for name in names)
    for tool, group in tools.items():
        if tool != LEAD:
            cells = [difference(group, tools[LEAD], cut) for cut in CUTS]
            cells += [difference(tools[OURS], group, cut) for cut in CUTS[:2] if tool != OURS]
            yield f"{tool:12}{''.join(_interval(*cell) for cell in cells)}"


def _interval(mean: float, low: float, high: float) -> str:
    return f"{f'{mean:+.2f} [{low:+.2f}, {high:+.2f}]':>25}"


def errors(found: Iterable[Outcome]) -> Iterator[str]:
    """One line for each document a tool failed on."""
    for outcome in found:
        if outcome.error:
            place = "/".join(outcome.document.key)
            yield f"error: {outcome.tool} on {place}: {outcome.error}"
