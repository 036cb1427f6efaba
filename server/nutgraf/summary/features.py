"""What speaks for each sentence of a story, as numbers: none is a word, and its place is not among
them, though some count what was said before it or after."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from typing import Final

from nutgraf.language.words import STOP_WORDS, unspaced, words
from nutgraf.summary.cues import DECIDED, FIRST_PERSON, LEANING, NONE, THIRD_PERSON

Vector = Mapping[str, float]
Column = list[float]

_STEM: Final = 7
_RARE_CHARS: Final = 11
_CAPITALS: Final = re.compile(r"[^\W\d_][\w'’-]*")
_DIGIT: Final = re.compile(r"\d")
_QUOTE: Final = re.compile('["“”„«»]')
# Beyond this many sentences a word tells none of them apart, and all pairs would be too many.
_COMMON: Final = 30
_LONG_READ: Final = 150
_COMMON_IN_LONG: Final = 6
_KEYS: Final = 10
_MORE_KEYS: Final = 25
_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Sheet:
    """A story's sentences as numbers: `columns` by name, one number a sentence, each column
    standardised over the story; what the chooser needs beside them.

    `vectors` are tf-idf, of length 1; `words` are lengths; `answers` is the share of the
    headline's and dek's words that a sentence holds; `leans` tells which begin with a word that
    needs the sentence before; `fresh` holds the names each sentence is the first to say.
    """

    columns: Mapping[str, Column]
    vectors: tuple[Vector, ...]
    words: tuple[int, ...]
    answers: tuple[float, ...]
    leans: tuple[bool, ...]
    fresh: tuple[int, ...]
    decides: tuple[bool, ...]
    figures: tuple[int, ...]
    quoted: tuple[float, ...]


def measure(texts: Sequence[str], language: str | None, sought: str) -> Sheet:
    """Count everything the ranker reads; `sought` is the headline and dek, or "".

    Time is linear in the text, but for the pairs of sentences that share one of the rarer words.
    """
    tokens = [words(text) for text in texts]
    bags = _bags(tokens, language)
    weighed = _Weighed.of(bags, _stems(words(sought), language))
    vectors = unit_vectors(bags)
    named = _names(texts)
    lengths = [max(1, len(row)) for row in tokens]
    first, third = (table.get(language or "", NONE) for table in (FIRST_PERSON, THIRD_PERSON))
    leaning, decided = (table.get(language or "", NONE) for table in (LEANING, DECIDED))
    quoted = [_quoted(text) for text in texts]
    figures = [sum([_DIGIT.search(word) is not None for word in row if not word.isalpha()])
               for row in tokens]  # fmt: skip
    raw = {
        "length": [math.log(1 + count) for count in lengths],
        "content": [len(bag) / n for bag, n in zip(bags, lengths, strict=True)],
        "wide": [len(text) / n for text, n in zip(texts, lengths, strict=True)],
        "digits": list(map(float, figures)),
        "quote": quoted,
        "first": [_share(row, first) for row in tokens],
        "third": [_share(row, third) for row in tokens],
        "commas": [text.count(",") / n for text, n in zip(texts, lengths, strict=True)],
        **_likeness(vectors),
        **weighed.columns(bags),
        **named.columns(lengths),
    }
    return Sheet(
        columns={name: standard(column) for name, column in raw.items()},
        vectors=vectors,
        words=tuple(len(row) for row in tokens),
        answers=tuple(raw["headline"]),
        leans=tuple(bool(row) and row[0] in leaning for row in tokens),
        fresh=tuple(named.fresh),
        decides=tuple(not decided.isdisjoint(row) for row in tokens),
        figures=tuple(figures),
        quoted=tuple(quoted),
    )


def standard(values: Sequence[float]) -> Column:
    """Values less their mean, in units of their deviation; all 0 when they are alike."""
    if not values:
        return []
    mean = sum(values) / len(values)
    off = [value - mean for value in values]
    deviation = math.sqrt(sum([value * value for value in off]) / len(values))
    # Less is what rounding leaves of nothing.
    return [value / deviation for value in off] if deviation > _LEAST else [0.0] * len(values)


def unit_vectors(bags: Sequence[Sequence[str]]) -> tuple[Vector, ...]:
    """Bags of words as tf-idf vectors of length 1; rarity is counted over the bags given."""
    spread = Counter(chain.from_iterable(map(set, bags)))
    rarity = {word: math.log(1 + len(bags) / count) for word, count in spread.items()}
    return tuple(_unit(bag, rarity) for bag in bags)


def _unit(bag: Sequence[str], rarity: Mapping[str, float]) -> Vector:
    weights: dict[str, float] = {}
    for word in bag:
        weights[word] = weights.get(word, 0.0) + rarity[word]
    norm = math.sqrt(sum([weight * weight for weight in weights.values()])) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def _bags(tokens: Sequence[Sequence[str]], language: str | None) -> list[list[str]]:
    return [_stems(row, language) for row in tokens]


def _stems(tokens: Sequence[str], language: str | None) -> list[str]:
    """Words that carry meaning, cut to seven letters, which is a stem in every language; a
    script without spaces gives overlapping pairs of characters."""
    stop = STOP_WORDS.get(language or "", NONE)
    kept = [word[:_STEM] for word in tokens if len(word) > 1 and word not in stop]
    if unspaced("".join(tokens)):
        kept += [a + b for a, b in zip(tokens, tokens[1:], strict=False)
                 if unspaced(a) and unspaced(b)]  # fmt: skip
    return kept


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The words of a story, weighed by how often they stand and how long, thus rare, they are."""

    counts: Counter[str]
    total: int
    weight: Mapping[str, float]
    rare: Mapping[str, float]
    keys: tuple[frozenset[str], frozenset[str]]
    sought: frozenset[str]

    @classmethod
    def of(cls, bags: Iterable[Sequence[str]], sought: Iterable[str]) -> _Weighed:
        counts = Counter(chain.from_iterable(bags))
        rare = {word: min(1.0, len(word) / _RARE_CHARS) for word in counts}
        mass = {word: count * rare[word] for word, count in counts.items()}
        whole = sum(mass.values()) or 1.0
        best = nsmallest(_MORE_KEYS, mass, key=lambda word: (-mass[word], word))
        return cls(
            counts,
            sum(counts.values()) or 1,
            {word: value / whole for word, value in mass.items()},
            rare,
            (frozenset(best[:_KEYS]), frozenset(best)),
            frozenset(sought),
        )

    def columns(self, bags: Sequence[Sequence[str]]) -> dict[str, Column]:
        """Shares of the story's and the headline's words, and what a sentence is first to say."""
        names = (
            "cover", "frequency", "weight", "keys", "more-keys", "introduces", "rarity", "rare",
            "headline", "headline-share", "headline-weight",
        )  # fmt: skip
        # In order: a sum over a set would hang on a hash.
        told = sum(self.weight.get(word, 0.0) for word in sorted(self.sought)) or 1.0
        seen: set[str] = set()
        rows = [self._row(bag, seen, told) for bag in bags]
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        return dict(zip(names, map(list, columns), strict=True))

    def _row(self, bag: Sequence[str], seen: set[str], told: float) -> tuple[float, ...]:
        weight, count = self.weight.__getitem__, self.counts.__getitem__
        distinct = dict.fromkeys(bag)
        new = [word for word in distinct if word not in seen]
        seen.update(new)
        answers = [word for word in distinct if word in self.sought]
        size = max(1, len(bag))
        rare = sum(map(self.rare.__getitem__, distinct))
        return (
            sum(map(weight, distinct)),
            sum(map(count, bag)) / self.total / size,
            sum(map(weight, bag)) / size,
            float(sum(map(self.keys[0].__contains__, distinct))),
            float(sum(map(self.keys[1].__contains__, distinct))),
            sum([weight(word) for word in new if count(word) > 1]),
            rare / max(1, len(distinct)),
            rare,
            len(answers) / len(self.sought) if self.sought else 0.0,
            len(answers) / max(1, len(distinct)),
            sum(map(weight, answers)) / told,
        )


def _likeness(vectors: Sequence[Vector]) -> dict[str, Column]:
    """How like a sentence is to the whole, to those below it, and to the one before it."""
    middle: dict[str, float] = {}
    for vector in vectors:
        for word, value in vector.items():
            middle[word] = middle.get(word, 0.0) + value
    after = dict(middle)
    norm = math.sqrt(sum(value * value for value in middle.values())) or 1.0
    central, below, degree, before = [], [], [], []
    many = max(1, len(vectors) - 1)
    for at, vector in enumerate(vectors):
        whole = later = 0.0
        for word, value in vector.items():
            rest = after[word] = after[word] - value
            whole += value * middle[word]
            later += value * rest
        central.append(whole / norm)
        below.append(later / max(1, many - at))
        degree.append((whole - 1) / many if vector else 0.0)
        before.append(dot(vector, vectors[at - 1]) if at else 0.0)
    return {
        "central": central, "below": below, "degree": degree, "before": before,
        "nearest-below": _nearest_below(vectors),
    }  # fmt: skip


def dot(one: Vector, other: Vector) -> float:
    """The inner product of two vectors; the cosine when both have length 1."""
    return sum([weight * other[word] for word, weight in one.items() if word in other])


def _nearest_below(vectors: Sequence[Vector]) -> Column:
    """Each sentence's greatest cosine to a later one, over the words that are not everywhere."""
    common = _COMMON if len(vectors) <= _LONG_READ else _COMMON_IN_LONG
    spread = Counter(chain.from_iterable(vectors))
    last: dict[str, list[tuple[int, float]]] = {}
    nearest = [0.0] * len(vectors)
    for at, vector in enumerate(vectors):
        found: dict[int, float] = {}
        for word, value in vector.items():
            if 1 < spread[word] <= common:
                rows = last.setdefault(word, [])
                for index, other in rows:
                    found[index] = found.get(index, 0.0) + value * other
                rows.append((at, value))
        for index, likeness in found.items():
            if likeness > nearest[index]:
                nearest[index] = likeness
    return nearest


@dataclass(frozen=True, slots=True)
class _Names:
    """The words written with a capital inside sentences and never without one."""

    rows: Sequence[frozenset[str]]
    counts: Counter[str]
    fresh: Sequence[int]
    introduced: Sequence[int]

    def columns(self, lengths: Sequence[int]) -> dict[str, Column]:
        """How many names, how much of all naming, how many new and how often they come again."""
        total = sum(self.counts.values()) or 1
        return {
            "names": [len(row) / n for row, n in zip(self.rows, lengths, strict=True)],
            "named": [sum(self.counts[name] for name in row) / total for row in self.rows],
            "new-names": list(map(float, self.fresh)),
            "introduced": [count / total for count in self.introduced],
            "best-known": [float(max((self.counts[n] for n in row), default=0))
                           for row in self.rows],
        }  # fmt: skip


def _names(texts: Sequence[str]) -> _Names:
    found = [_CAPITALS.findall(text) for text in texts]
    every = set(chain.from_iterable(found))
    small = {word for word in every if word[0].islower()}
    inner = set(chain.from_iterable(row[1:] for row in found))
    names = {word for word in inner if word[0].isupper() and word.lower() not in small}
    rows = [frozenset(names.intersection(row)) for row in found]
    counts = Counter(chain.from_iterable(rows))
    seen: set[str] = set()
    fresh, introduced = [], []
    for row in rows:
        new = row - seen
        seen |= new
        fresh.append(len(new))
        introduced.append(sum(counts[name] - 1 for name in new))
    return _Names(rows, counts, fresh, introduced)


def _quoted(text: str) -> float:
    """The share of a sentence that stands in quotation marks."""
    places = [mark.start() for mark in _QUOTE.finditer(text)]
    if not places:
        return 0.0
    inside = sum(end - start for start, end in zip(places[::2], places[1::2], strict=False))
    if len(places) % 2:
        inside += max(places[-1], len(text) - places[-1])
    return min(1.0, inside / len(text))


def _share(row: Sequence[str], sought: frozenset[str]) -> float:
    return sum([word in sought for word in row]) / max(1, len(row)) if sought else 0.0
