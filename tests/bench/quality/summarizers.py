"""The tools that rank an article's sentences, and with which weights ours does: the one place to
change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from nutgraf.model import Story, Summary
from nutgraf.summary import DEFAULT_BUDGET, METHODS, summarize
from nutgraf.summary.classic import rank_classic
from nutgraf.summary.rank import NEWS, rank_news
from nutgraf.summary.weights import weights_at
from tests.bench.quality.documents import Document
from tests.bench.quality.ours import NoFolds

LEAD = "lead"
Shift = tuple[Path | None, tuple[Document, ...]]
# A peer gets the story's sentences and our ranking of them: all that sumy's bounds ask for.
Peer = Callable[[Story, Summary], Sequence[int]]


def news(story: Story, weights: Path | None = None) -> Summary:
    """Our summary; `weights` is a file of other weights than the shipped ones."""
    if weights is None:
        return summarize(story, DEFAULT_BUDGET)
    return rank_news(story, DEFAULT_BUDGET, weights_at(weights))


def shifts(corpus: Path, documents: Iterable[Document], *, held_out: bool) -> list[Shift]:
    """The documents in groups, each with the weights that were trained without them.

    Raises NoFolds. Documents that no fold holds out (their set is not trained on) come with None:
    the shipped weights.
    """
    weights = _weights(corpus) if held_out else {}
    found: dict[Path | None, list[Document]] = defaultdict(list)
    for document in documents:
        found[weights.get(document.key)].append(document)
    return [(path, tuple(group)) for path, group in found.items()]


def _weights(corpus: Path) -> dict[tuple[str, str], Path]:
    return {key: path for keys, path in _folds(corpus) for key in keys}


def _folds(corpus: Path) -> Iterable[tuple[frozenset[tuple[str, str]], Path]]:
    if find_spec("lightgbm") is None:
        raise NoFolds("Held-out weights are fitted with lightgbm: pip install -e '.[bench]'")
    from tests.bench.train.ranker import folds

    return folds(corpus)


def _lead(story: Story, news: Summary) -> Sequence[int]:
    return range(len(story.sentences))


def _sumy(story: Story, news: Summary, *, method: str) -> Sequence[int]:
    return rank_classic(story, method, news).ranking


def _lede(story: Story, news: Summary, *, legacy: bool = False) -> Sequence[int]:
    """lede's own scores of our sentences, its headings last: its public face takes only text, cuts
    by characters and splits sentences its own way."""
    from lede import tfidf

    lines = [story[sentence.span] for sentence in story.sentences]
    if legacy:
        scores = tfidf.composite_score(lines)
    else:
        scores = tfidf._composite_score_default(lines, tfidf._build_section_map(lines))
    return sorted(range(len(lines)), key=lambda index: (-scores[index], index))


PEERS: Mapping[str, Peer] = {
    **{name: partial(_sumy, method=name) for name in METHODS if name != NEWS},
    "lede": _lede,
    "lede, legacy": partial(_lede, legacy=True),
}
TOOLS: Mapping[str, Peer] = {LEAD: _lead, **PEERS}
_MODULES = {"lede": "lede", "lede, legacy": "lede"}


def installed() -> dict[str, bool]:
    """Each peer and whether it can be asked on this machine."""
    return {name: find_spec(_MODULES.get(name, "sumy")) is not None for name in PEERS}
