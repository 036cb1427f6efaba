"""Rebuild the weights of the boundary and of page kinds from the annotated pages.

    pip install -e '.[bench]'
    python -m tests.bench.train.boundary [--corpus DIR]

Gradient-boosted trees over the features of `nutgraf.story.features`, fitted with LightGBM, which
is used here only. A block is the story's when most of its 4-word shingles stand in the annotated
body. Words of class names are encoded by how much more often they stand around a story than
elsewhere, on at least five sites, for every page without its own site.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

import nutgraf
from nutgraf.story.boundary import rows_of
from nutgraf.story.features import name_tokens, say
from nutgraf.story.forest import forest_of
from nutgraf.story.kinds import kind_odds
from tests.bench.quality.pages import CORPUS, digest_of
from tests.bench.train.examples import SETS, Example, cache_folder, digest, examples

Floats = NDArray[np.floating[Any]]

KINDS: Final = ("article", "collection", "documentation", "forum", "listing", "product", "service")
WEIGHTS: Final = Path(nutgraf.__file__).parent / "story" / "data" / "boundary.json"
FEWEST_SITES: Final = 5
COMMON_SITES: Final = 20
VOTED: Final = 0.3
LONG: Final = 15
SAMPLED: Final = 0.35
BASE: Final = 0.35
SITE_MASS: Final = 1.5
COMMON: Final = {
    "verbosity": -1, "num_threads": 1, "seed": 7, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
BLOCKS: Final = COMMON | {
    "objective": "binary", "num_leaves": 31, "max_depth": 8, "learning_rate": 0.05,
    "min_data_in_leaf": 60, "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1,
    "lambda_l2": 5, "max_bin": 63,
}  # fmt: skip
BLOCK_TREES: Final = 260
SEEDS: Final = (7, 11)
RARE: Final = frozenset({"collection", "listing", "product"})
RARE_WEIGHT: Final = 1.4
PAGES: Final = COMMON | {
    "objective": "multiclass", "num_class": len(KINDS), "num_leaves": 7, "learning_rate": 0.08,
    "min_data_in_leaf": 12, "feature_fraction": 0.3, "lambda_l2": 3,
}  # fmt: skip
PAGE_TREES: Final = 60
KIND_FOLDS: Final = 5


class Tokens:
    """What the words of class names stand around, counted site by site; parts of a site's host are
    left out as its name, unless many other sites use them as words."""

    def __init__(self, pages: Sequence[Example]) -> None:
        self.by_site: dict[str, dict[str, Floats]] = defaultdict(lambda: defaultdict(_pair))
        for page in pages:
            for token, mass in _masses(page).items():
                self.by_site[page.site][token] += np.minimum(mass, 1)
        hosts = {part for page in pages for part in page.site.split(".")}
        self.total: dict[str, Floats] = defaultdict(_pair)
        self.sites: Counter[str] = Counter()
        for found in self.by_site.values():
            for token, mass in found.items():
                self.total[token] += _bounded(mass)
                self.sites[token] += 1
        self.names = {t for t in hosts if self.sites[t] < COMMON_SITES}

    def odds(self, without: str = "") -> dict[str, float]:
        """Log odds of every word seen on enough sites, one site left out."""
        own: Mapping[str, Floats] = self.by_site.get(without, {})
        odds = {}
        for token, mass in self.total.items():
            seen = mass - _bounded(own[token]) if token in own else mass
            seen_on = self.sites[token] - (token in own)
            if seen_on >= FEWEST_SITES and token not in self.names:
                odds[token] = round(float(_log_odds(seen)), 2)
        return odds


def _pair() -> Floats:
    return np.zeros(2)


def _bounded(mass: Floats) -> Floats:
    """A site counts at most like one page and a half, whatever the number of its pages."""
    total = mass.sum()
    bounded: Floats = mass / max(total, 1e-9) * min(total, SITE_MASS)
    return bounded


def _log_odds(mass: Floats) -> float:
    odds = np.log((mass[0] + BASE) / (mass[1] + 1 - BASE))
    return float(odds - np.log(BASE / (1 - BASE)))


def _masses(page: Example) -> dict[str, Floats]:
    """For every word the share of the page inside containers named so: story, not story."""
    boxes = page.sheet.boxes
    size = (page.sheet.weight + 1) ** 0.6
    held = np.zeros((len(boxes.said), 2))
    np.add.at(held[:, 0], boxes.own, size * page.answer)
    np.add.at(held[:, 1], boxes.own, size * (1 - page.answer))
    for deeper in reversed(boxes.rows[1:]):
        np.add.at(held, boxes.parents[deeper], held[deeper])
    shares = held / (size.sum() + 1e-9)
    masses: dict[str, Floats] = defaultdict(_pair)
    for names, share in zip(boxes.said, shares, strict=True):
        for token in name_tokens(names):
            masses[token] += share
    return masses


def fit(pages: Sequence[Example]) -> dict[str, Any]:
    """The weights learned from these pages, as `nutgraf.story.forest` reads them."""
    import lightgbm

    tokens = Tokens(pages)
    for page in pages:
        say(page.sheet.blocks, page.sheet.boxes, tokens.odds(page.site))
    kinds = _fit_kinds(pages)
    pages = _with_kinds(pages)
    names = [*pages[0].sheet.blocks, *pages[0].sheet.page]
    rng = np.random.default_rng(3)
    parts = [_rows(page, names, rng) for page in pages]
    rows, answers, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    data = lightgbm.Dataset(rows, answers, weight=weights, free_raw_data=True)
    blocks = [lightgbm.train(BLOCKS | {"seed": seed}, data, BLOCK_TREES) for seed in SEEDS]
    return {
        "tokens": {token: odds for token, odds in sorted(tokens.odds().items()) if odds},
        "kinds": kinds,
        "blocks": _stored(blocks, names),
    }


def _fit_kinds(pages: Sequence[Example]) -> dict[str, Any]:
    """The forest that tells what kind a page is."""
    import lightgbm

    names = list(pages[0].sheet.page)
    numbers = np.array([[p.sheet.page[name] for name in names] for p in pages], np.float32)
    labels = np.array([KINDS.index(page.kind) for page in pages])
    sure = np.where([page.set == "wcxb" for page in pages], 1.0, 0.5)
    model = lightgbm.train(PAGES, lightgbm.Dataset(numbers, labels, weight=sure), PAGE_TREES)
    return {"classes": list(KINDS), **_stored([model], names)}


def _with_kinds(pages: Sequence[Example]) -> list[Example]:
    """The pages with the odds of their kind, told by a forest that has not seen their site
    (stacking: Wolpert, 1992)."""
    told: list[Example] = []
    for fold in range(KIND_FOLDS):
        forest = forest_of(_fit_kinds([page for page in pages if _fold(page) != fold]))
        for page in pages:
            if _fold(page) == fold:
                odds = kind_odds(page.sheet.page, forest, KINDS)
                sheet = replace(page.sheet, page={**page.sheet.page, **odds})
                told.append(replace(page, sheet=sheet))
    return told


def _fold(page: Example) -> int:
    return zlib.crc32(f"kind {page.site}".encode()) % KIND_FOLDS


def _rows(page: Example, names: Sequence[str], rng: np.random.Generator) -> tuple[Any, ...]:
    """A page's blocks: all of the story, all that might be, a part of the rest at its weight."""
    sheet, answer = page.sheet, page.answer
    size, vote = sheet.weight, sheet.blocks["vote"]
    told = max(float((size * answer).sum()), 60.0)
    plain = (answer < 1) & (vote < VOTED) & (size < LONG)
    taken = ~plain | (rng.random(len(size)) < SAMPLED)
    weight = (size + 2) ** 0.6 / told**0.5 * np.where(plain, 1 / SAMPLED, 1)
    weight *= RARE_WEIGHT if page.kind in RARE else 1
    return rows_of(sheet, names)[taken], answer[taken], weight[taken]


def _stored(models: Sequence[Any], names: Sequence[str]) -> dict[str, Any]:
    """The mean of models as one forest in short form, without the columns no tree reads; their
    trees take turns, so that the first ones speak for all."""
    dumps = [model.dump_model()["tree_info"] for model in models]
    share = 1 / len(models)
    trees = [
        _tree(info["tree_structure"], share) for turn in zip(*dumps, strict=True) for info in turn
    ]
    used = sorted({feature for tree in trees for feature in tree["feature"]})
    place = {feature: at for at, feature in enumerate(used)}
    for tree in trees:
        tree["feature"] = [place[feature] for feature in tree["feature"]]
    depth = max(tree.pop("depth") for tree in trees)
    return {"names": [names[feature] for feature in used], "depth": depth, "trees": trees}


def _tree(root: Mapping[str, Any], share: float) -> dict[str, Any]:
    tree: dict[str, Any] = {"feature": [], "threshold": [], "left": [], "right": [], "leaf": []}

    def add(node: Mapping[str, Any]) -> tuple[int, int]:
        if "leaf_value" in node:
            tree["leaf"].append(round(node["leaf_value"] * share * 10_000))
            return ~(len(tree["leaf"]) - 1), 0
        at = len(tree["feature"])
        tree["feature"].append(node["split_feature"])
        # The nearest number above that six digits can say keeps every row on its side.
        tree["threshold"].append(float(f"{node['threshold']:.6g}"))
        tree["left"].append(0)
        tree["right"].append(0)
        tree["left"][at], left = add(node["left_child"])
        tree["right"][at], right = add(node["right_child"])
        return at, 1 + max(left, right)

    tree["depth"] = add(root)[1]
    return tree


def folds(corpus: Path, count: int = 4) -> Iterator[tuple[frozenset[str], Path]]:
    """Sites held out, and a file of weights trained without them."""
    pages = examples(corpus)
    groups = [
        frozenset(p.site for p in pages if zlib.crc32(p.site.encode()) % count == fold)
        for fold in range(count)
    ]
    yield from _held_out(corpus, pages, groups, lambda page: page.site)


def folds_by_set(corpus: Path) -> Iterator[tuple[frozenset[str], Path]]:
    """A set held out with all its sites, and weights trained without it."""
    pages = examples(corpus)
    groups = [frozenset({name}) for name in SETS]
    yield from _held_out(corpus, pages, groups, lambda page: page.set)


def _held_out(
    corpus: Path,
    pages: Sequence[Example],
    groups: Sequence[frozenset[str]],
    key: Callable[[Example], str],
) -> Iterator[tuple[frozenset[str], Path]]:
    from multiprocessing import get_context

    recipe = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    jobs = []
    for group in groups:
        name = hashlib.sha256(" ".join(sorted(group)).encode()).hexdigest()[:8]
        stem = f"weights-{digest(corpus, SETS)}-{recipe}-{name}.json"
        out = frozenset(page.site for page in pages if key(page) in group)
        jobs.append((corpus, out, cache_folder() / stem))
    with get_context("spawn").Pool(min(len(jobs), os.cpu_count() or 1)) as pool:
        for group, path in zip(groups, pool.imap(_fit_without, jobs), strict=True):
            yield group, path


def _fit_without(job: tuple[Path, frozenset[str], Path]) -> Path:
    corpus, out, path = job
    if not path.exists():
        write(fit([page for page in examples(corpus) if page.site not in out]), path)
    return path


def write(weights: Mapping[str, Any], path: Path) -> None:
    """Write weights so that the same numbers are the same bytes."""
    path.write_text(
        json.dumps(weights, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )


def main(arguments: Sequence[str]) -> None:
    """Fit on every page of the corpus and write the shipped weights."""
    corpus = Path(arguments[1]) if arguments[:1] == ["--corpus"] else CORPUS
    write(fit(examples(corpus)), WEIGHTS)
    digest = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes, sha256 {digest}")
    for name in SETS:
        print(f"  trained on {name}, gold {digest_of(corpus, name)}")


if __name__ == "__main__":
    main(sys.argv[1:])
