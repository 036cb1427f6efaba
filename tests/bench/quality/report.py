"""Outcomes to figures, and figures to a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.bench.quality.extraction import OURS, Outcome
from tests.bench.quality.metrics import f1_interval, harmonic, mean

Figures = dict[str, float]
Groups = Mapping[tuple[str, str], Sequence[Outcome]]

# `low` and `high` bound F1: 95%, sites drawn anew.
COLUMNS = ("f1", "low", "high", "p", "r", "exact", "words", "wanted", "unwanted",
           "title", "authors", "date")  # fmt: skip
LABELS = ("headline", "dek", "byline", "caption", "credit")


def groups_of(found: Iterable[Outcome]) -> Groups:
    """Outcomes by set, and by set and page type where pages have one, and tool."""
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in found:
        page = outcome.page
        groups[page.set, outcome.tool].append(outcome)
        if page.gold.page_type:
            groups[f"{page.set}/{page.gold.page_type}", outcome.tool].append(outcome)
    return groups


def figures(group: Sequence[Outcome]) -> Figures:
    """The means over a group's pages, each over those that have gold for it."""
    names = sorted({name for outcome in group for name in outcome.scores})
    found: Figures = {}
    for name in names:
        value = mean(outcome.scores[name] for outcome in group if name in outcome.scores)
        if value is not None:
            found[name] = value
    if "p" in found:
        found["f1"] = harmonic(found["p"], found["r"])
        found["low"], found["high"] = f1_interval(
            (o.page.site, o.scores["p"][0], o.scores["r"][0]) for o in group if "p" in o.scores
        )
    for name, offered in _offered(group).items():
        if not offered:
            found.pop(name, None)
    return found


def _offered(group: Sequence[Outcome]) -> dict[str, bool]:
    """Whether a tool gives any title, author or date at all: one that has none is not scored."""
    return {
        "title": any(o.found.title for o in group),
        "authors": any(o.found.authors for o in group),
        "date": any(o.found.date for o in group),
    }


def table(groups: Groups) -> Iterator[str]:
    """One line a group and tool, columns that nobody has left out; `low` and `high`: of F1."""
    rows = {key: figures(group) for key, group in sorted(groups.items(), key=lambda g: g[0][0])}
    columns = [name for name in COLUMNS if any(name in found for found in rows.values())]
    width = max((len(name) for name, _ in rows), default=0)
    yield f"{'':{width}} {'tool':24} {'n':>5} " + " ".join(f"{name:>8}" for name in columns)
    for (name, tool), found in rows.items():
        cells = " ".join(_cell(found.get(column)) for column in columns)
        yield f"{name:{width}} {tool:24} {len(groups[name, tool]):>5} {cells}"


def _cell(value: float | None) -> str:
    return f"{value:8.4f}" if value is not None else f"{'–':>8}"


def label_table(groups: Groups) -> Iterator[str]:
    """For each label, the share of pages with it whose gold holds its words, and their number."""
    for (name, tool), group in sorted(groups.items()):
        if tool == OURS and any("p" in outcome.scores for outcome in group):
            yield f"{name}: " + ", ".join(_label(group, label) for label in LABELS)


def _label(group: Sequence[Outcome], label: str) -> str:
    scores = [outcome.labels[label] for outcome in group if label in outcome.labels]
    share = mean(scores)
    return f"{label} {'–' if share is None else f'{share:.2f}'} ({len(scores)})"


def errors(found: Iterable[Outcome]) -> Iterator[str]:
    """One line for each page a tool failed on."""
    for outcome in found:
        if outcome.error:
            yield f"error: {outcome.tool} on {outcome.page.set}/{outcome.page.id}: {outcome.error}"
