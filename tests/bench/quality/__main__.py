"""`python -m tests.bench.quality`: measure, print, and hold the figures to their floors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from tests.bench.quality import cost as costs
from tests.bench.quality import documents as articles
from tests.bench.quality import extraction as extracting
from tests.bench.quality import facts as finding
from tests.bench.quality import facts_cost as facts_costs
from tests.bench.quality import floors, ours, peers, report, summarizers, summary_report
from tests.bench.quality import sentences as boundaries
from tests.bench.quality import summary as summarizing
from tests.bench.quality import summary_cost as summary_costs
from tests.bench.quality.pages import CORPUS, pages_of, set_names

# One table of floors for each way of choosing weights: none of them says what another does.
TABLES = {None: "floors", "site": "floors_by_site", "set": "floors_by_set"}

corpus_option = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default=CORPUS,
    show_default="../shared/corpus",
    help="A folder that holds extraction/<set>/<id>/{page.html.gz,gold.json}, "
    "summary/<set>.jsonl.gz and sentences/.",
)
sets_option = click.option("--sets", help="Sets to measure, by comma; all that are found.")
save_option = click.option(
    "--save", type=click.Path(path_type=Path), help="Write one line a page or document here."
)
peers_option = click.option(
    "--peers", "with_peers", is_flag=True, help="Measure other tools on the same corpus."
)
limit_option = click.option(
    "--limit", type=click.IntRange(1), help="Only the first of each set; no floor is asked."
)
processes_option = click.option(
    "--processes", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="all cores"
)


@click.group()
def main() -> None:
    """How good Nutgraf is, measured on pages with gold."""


@main.command()
@corpus_option
@sets_option
@click.option(
    "--split-by", type=click.Choice(["site"]), help="Weights trained without a page's site."
)
@click.option("--leave-set-out", is_flag=True, help="Weights trained without a page's set.")
@save_option
@peers_option
@click.option("--labels", is_flag=True, help="Print how often gold holds each label's words.")
@limit_option
@processes_option
def extraction(
    corpus: Path,
    sets: str | None,
    split_by: str | None,
    leave_set_out: bool,
    save: Path | None,
    with_peers: bool,
    labels: bool,
    limit: int | None,
    processes: int,
) -> None:
    """Story and metadata against gold; exits 1 when a floor is broken."""
    names = _sets(sets, set_names(corpus), corpus / "extraction")
    split = _split(split_by, leave_set_out)
    try:
        shifts = ours.shifts(corpus, pages_of(corpus, names, limit), split)
    except ours.NoFolds as error:
        raise click.ClickException(str(error)) from error
    if split:
        _tell_unheld(shifts)
    asked = _installed(peers.installed()) if with_peers else ()
    found = extracting.outcomes(shifts, asked, processes)
    if save:
        extracting.save(found, save)
    groups = report.groups_of(found)
    _print(report.errors(found), report.table(groups))
    if labels:
        _print(report.label_table(groups))
    if limit is None:
        promise = floors.promise_of("extraction", TABLES[split])
        sets_held = floors.same_sets(promise, corpus, names)
        own = {
            name: report.figures(group)
            for (name, tool), group in groups.items()
            if tool == extracting.OURS
        }
        _hold(promise, names, sets_held, own)


@main.command()
@corpus_option
@sets_option
@click.option("--held-out", is_flag=True, help="Weights trained without a document.")
@save_option
@peers_option
@limit_option
@processes_option
def summary(
    corpus: Path,
    sets: str | None,
    held_out: bool,
    save: Path | None,
    with_peers: bool,
    limit: int | None,
    processes: int,
) -> None:
    """Summaries against people's; exits 1 when a floor is broken."""
    if find_spec("rouge_score") is None:
        raise click.ClickException("ROUGE is counted by rouge-score: pip install nutgraf[bench]")
    names = _sets(sets, articles.set_names(corpus), corpus / "summary")
    documents = articles.documents_of(corpus, names, limit)
    try:
        shifts = summarizers.shifts(corpus, documents, held_out=held_out)
    except ours.NoFolds as error:
        raise click.ClickException(str(error)) from error
    if held_out:
        _tell_unheld(shifts)
    asked = _installed(summarizers.installed()) if with_peers else ()
    found = summarizing.outcomes(shifts, asked, processes)
    if save:
        summarizing.save(found, save)
    groups = summary_report.groups_of(found)
    _print(summary_report.errors(found), summary_report.table(groups))
    if limit is None:
        margins = ("floors_over_peers",) if with_peers else ()
        promise = floors.promise_of(
            "summary", "floors_held_out" if held_out else "floors", *margins
        )
        sets_held = summary_report.same_groups(promise, corpus, names)
        own = {name: summary_report.figures(tools) for name, tools in groups.items()}
        _hold(promise, names, sets_held, own)


def _sets(sets: str | None, known: Sequence[str], folder: Path) -> list[str]:
    names = [name.strip() for name in sets.split(",")] if sets else list(known)
    missing = [name for name in names if name not in known]
    if missing or not names:
        raise click.ClickException(f"No pages of {', '.join(missing) or 'any set'} in {folder}.")
    return names


def _split(split_by: str | None, leave_set_out: bool) -> ours.Split | None:
    if split_by and leave_set_out:
        raise click.ClickException("Choose one: --split-by site or --leave-set-out.")
    if leave_set_out:
        return "set"
    return "site" if split_by else None


def _tell_unheld(shifts: Sequence[ours.Shift] | Sequence[summarizers.Shift]) -> None:
    for weights, pages in shifts:
        if weights is None:
            names = ", ".join(sorted({page.set for page in pages}))
            click.echo(f"{len(pages)} in no fold, read with the shipped weights: {names}")


def _installed(known: Mapping[str, bool]) -> tuple[str, ...]:
    for name, here in known.items():
        if not here:
            click.echo(f"{name} is not installed: pip install nutgraf[bench]")
    return tuple(name for name, here in known.items() if here)


def _print(*parts: Iterable[str]) -> None:
    for part in parts:
        for line in part:
            click.echo(line)


def _hold(
    promise: floors.Promise,
    names: Sequence[str],
    sets: frozenset[str],
    own: Mapping[str, Mapping[str, float]],
) -> None:
    """Exit 1 when figures of ours lie under their floors on the sets they were measured on."""
    for name in names:
        if name not in sets:
            click.echo(f"{name}: other pages than those of floors.json; its floors are not asked")
    lines = list(floors.broken(promise, sets, own))
    _print(lines)
    sys.exit(1 if lines else 0)


@main.command()
@corpus_option
@click.option("--set", "name", default="scrapinghub", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="Only the first pages.")
def cost(corpus: Path, name: str, limit: int | None) -> None:
    """CPU of reading a page up to its story, beside trafilatura's."""
    names = _sets(name, set_names(corpus), corpus / "extraction")
    found = costs.measure(pages_of(corpus, names, limit))
    _print(found.lines())
    most = floors.most_of("extraction_cost_ratio")
    if found.ratio > most:
        click.echo(f"floor broken: the ratio is {found.ratio:.2f}, promised at most {most}")
        sys.exit(1)


@main.command()
@corpus_option
def sentences(corpus: Path) -> None:
    """Sentence boundaries against those people set; exits 1 when a floor is broken."""
    found = boundaries.measure(corpus)
    if not found:
        raise click.ClickException(f"No passages in {corpus}/sentences.")
    _print(boundaries.lines(found))
    promise = floors.promise_of("sentences", "floors")
    held = floors.same_sets(promise, corpus, found, boundaries.digest_of)
    _hold(promise, list(found), held, {name: {"f1": 100 * row[2]} for name, row in found.items()})


@main.command()
@corpus_option
@sets_option
@save_option
@limit_option
def facts(corpus: Path, sets: str | None, save: Path | None, limit: int | None) -> None:
    """Quotes, names, times and the five Ws against people's; exits 1 when a floor is broken."""
    names = _sets(sets, tuple(finding.SETS), corpus / "facts")
    found = finding.measure(corpus, names, limit)
    if not found:
        raise click.ClickException(f"No documents of {', '.join(names)} in {corpus}/facts.")
    if save:
        finding.save(found, save)
    groups = finding.groups_of(found)
    _print(finding.lines(groups))
    if limit is None:
        promise = floors.promise_of("facts", "floors")
        held = frozenset(
            part for part, group in groups.items()
            if promise.corpus.get(part) == finding.digest_of(group)
        )  # fmt: skip
        own = {part: finding.flat(finding.figures_of(group)) for part, group in groups.items()}
        _hold(promise, list(groups), held, own)


@main.command()
def summary_cost() -> None:
    """CPU of a summary, sentences parted: a short article beside sumy's LexRank, and a long one."""
    found = summary_costs.measure()
    _print(found.lines())
    for name, value in (("summary_cost_ratio", found.ratio), ("summary_growth", found.growth)):
        most = floors.most_of(name)
        if value > most:
            click.echo(f"floor broken: {name} is {value:.2f}, promised at most {most}")
            sys.exit(1)


@main.command()
def facts_cost() -> None:
    """CPU and memory of all key facts, over the golden pages' stories."""
    found = facts_costs.measure()
    _print(found.lines())
    for name, value in (("facts_cost_ratio", found.ratio), ("facts_memory_mb", found.memory)):
        most = floors.most_of(name)
        if value > most:
            click.echo(f"floor broken: {name} is {value:.2f}, promised at most {most}")
            sys.exit(1)


if __name__ == "__main__":
    main()
