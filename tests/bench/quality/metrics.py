"""The measures of the corpus, as its README defines them; a measure is a sum and its weight."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

SHINGLE = 4
SAME_TITLE_SHARE = 0.7
ROUNDS = 1_000
SEED = 20_261_122

Score = tuple[float, float]
_TOKEN = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """The words of a text, lower-cased."""
    return _TOKEN.findall(text.lower())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words; a text of fewer words is one shingle, an empty text none."""
    found = tokens(text)
    count = max(1, len(found) - SHINGLE + 1) if found else 0
    return Counter(tuple(found[i : i + SHINGLE]) for i in range(count))


def precision_recall(text: str, gold: str) -> tuple[float, float]:
    """Precision and recall of the shingles, as multisets; two empty texts agree, one does not."""
    own, true = shingles(text), shingles(gold)
    if not own or not true:
        return (1.0, 1.0) if own == true else (0.0, 0.0)
    both = (own & true).total()
    return both / own.total(), both / true.total()


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def word_f1(text: str, gold: str) -> float:
    """F1 of the words as multisets; two empty texts agree, one does not."""
    own, true = Counter(tokens(text)), Counter(tokens(gold))
    if not own or not true:
        return float(own == true)
    return 2 * (own & true).total() / (own.total() + true.total())


def same_words(text: str, gold: str) -> bool:
    """Whether the two texts are the same list of words."""
    return tokens(text) == tokens(gold)


def snippets_in(text: str, snippets: Sequence[str]) -> int:
    """How many snippets stand in the text; white space and case do not count."""
    whole = _plain(text)
    return sum(_plain(snippet) in whole for snippet in snippets)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def same_title(title: str | None, gold: str) -> bool:
    """Equal words, or one title holds the other and is not much longer; soft hyphens do not part."""
    own, true = (" ".join(tokens(t.replace("\xad", ""))) for t in (title or "", gold))
    short, long = sorted((own, true), key=len)
    if not short:
        return own == true
    return own == true or (short in long and len(short) >= SAME_TITLE_SHARE * len(long))


def author_f1(authors: Iterable[str], gold: Iterable[str]) -> float:
    """F1 of the two sets of names."""
    own = {tuple(tokens(name)) for name in authors} - {()}
    true = {tuple(tokens(name)) for name in gold} - {()}
    return 2 * len(own & true) / (len(own) + len(true)) if own or true else 1.0


def same_day(date: str | None, gold: str) -> bool:
    """Whether two ISO 8601 dates name the same day."""
    return (date or "")[:10] == gold[:10]


def mean(scores: Iterable[Score]) -> float | None:
    """Sums over weights; None where nothing was measured."""
    found = list(scores)
    weight = sum(w for _, w in found)
    return sum(s for s, _ in found) / weight if weight else None


def f1_interval(pages: Iterable[tuple[str, float, float]]) -> tuple[float, float]:
    """The 95% interval of F1 over (site, precision, recall), sites drawn anew with a fixed seed."""
    sums: Mapping[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for site, precision, recall in pages:
        for place, value in enumerate((precision, recall, 1.0)):
            sums[site][place] += value
    table = np.array([sums[site] for site in sorted(sums)])
    drawn = np.random.default_rng(SEED).integers(0, len(table), (ROUNDS, len(table)))
    totals = table[drawn].sum(axis=1)
    p, r = totals[:, 0] / totals[:, 2], totals[:, 1] / totals[:, 2]
    f1 = 2 * p * r / np.maximum(p + r, 1e-9)
    low, high = np.percentile(f1, (2.5, 97.5))
    return float(low), float(high)
