"""`python -m tests.bench.quality`: measure, print, and hold the figures to their floors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from tests.bench.quality import cost as costs
from tests.bench.quality import extraction as extracting
from tests.bench.quality import floors, ours, peers, report
from tests.bench.quality.pages import CORPUS, pages_of, set_names

# One table of floors for each way of choosing weights: none of them says what another does.
TABLES = {None: "floors", "site": "floors_by_site", "set": "floors_by_set"}

corpus_option = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default=CORPUS,
    show_default="../shared/corpus",
    help="A folder that holds extraction/<set>/<id>/{page.html.gz,gold.json}.",
)


@click.group()
def main() -> None:
    """How good Nutgraf is, measured on pages with gold."""


@main.command()
@corpus_option
@click.option("--sets", help="Sets to measure, by comma; all that are found.")
@click.option(
    "--split-by", type=click.Choice(["site"]), help="Weights trained without a page's site."
)
@click.option("--leave-set-out", is_flag=True, help="Weights trained without a page's set.")
@click.option("--save", type=click.Path(path_type=Path), help="Write one line a page here.")
@click.option("--peers", "with_peers", is_flag=True, help="Measure other tools on the same pages.")
@click.option("--labels", is_flag=True, help="Print how often gold holds each label's words.")
@click.option("--limit", type=click.IntRange(1), help="Only the first pages of each set.")
@click.option("--processes", type=click.IntRange(1), default=os.cpu_count() or 1)
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
    names = _sets(corpus, sets)
    split = _split(split_by, leave_set_out)
    try:
        shifts = ours.shifts(corpus, pages_of(corpus, names, limit), split)
    except ours.NoFolds as error:
        raise click.ClickException(str(error)) from error
    if split:
        _tell_unheld(shifts)
    found = extracting.outcomes(shifts, _peers() if with_peers else (), processes)
    if save:
        extracting.save(found, save)
    groups = report.groups_of(found)
    _print(report.errors(found), report.table(groups))
    if labels:
        _print(report.label_table(groups))
    if limit is None:
        _hold(corpus, names, groups, TABLES[split])


def _sets(corpus: Path, sets: str | None) -> list[str]:
    known = set_names(corpus)
    names = [name.strip() for name in sets.split(",")] if sets else known
    missing = [name for name in names if name not in known]
    if missing or not names:
        raise click.ClickException(
            f"No pages of {', '.join(missing) or 'any set'} in {corpus}/extraction."
        )
    return names


def _split(split_by: str | None, leave_set_out: bool) -> ours.Split | None:
    if split_by and leave_set_out:
        raise click.ClickException("Choose one: --split-by site or --leave-set-out.")
    if leave_set_out:
        return "set"
    return "site" if split_by else None


def _tell_unheld(shifts: Sequence[ours.Shift]) -> None:
    for weights, pages in shifts:
        if weights is None:
            names = ", ".join(sorted({page.set for page in pages}))
            click.echo(f"{len(pages)} pages in no fold, read with the shipped weights: {names}")


def _peers() -> tuple[str, ...]:
    known = peers.installed()
    for name, here in known.items():
        if not here:
            click.echo(f"{name} is not installed: pip install nutgraf[bench]")
    return tuple(name for name, here in known.items() if here)


def _print(*parts: Iterable[str]) -> None:
    for part in parts:
        for line in part:
            click.echo(line)


def _hold(corpus: Path, names: Sequence[str], groups: report.Groups, table: str) -> None:
    """Exit 1 when figures of ours lie under their floors on the pages they were measured on."""
    promise = floors.promise_of("extraction", table)
    sets = floors.same_sets(promise, corpus, names)
    for name in names:
        if name not in sets:
            click.echo(f"{name}: other pages than those of floors.json; its floors are not asked")
    own = {
        name: report.figures(group)
        for (name, tool), group in groups.items()
        if tool == extracting.OURS
    }
    lines = list(floors.broken(promise, sets, own))
    _print(lines)
    sys.exit(1 if lines else 0)


@main.command()
@corpus_option
@click.option("--set", "name", default="scrapinghub", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="Only the first pages.")
def cost(corpus: Path, name: str, limit: int | None) -> None:
    """CPU of reading a page up to its story, beside trafilatura's."""
    found = costs.measure(pages_of(corpus, _sets(corpus, name), limit))
    _print(found.lines())
    most = floors.most_of("extraction_cost_ratio")
    if found.ratio > most:
        click.echo(f"floor broken: the ratio is {found.ratio:.2f}, promised at most {most}")
        sys.exit(1)


if __name__ == "__main__":
    main()
