"""What a word shows of itself: its letters, its shape, the lists and clusters it stands in.

Features are short strings; the weights know them by their CRC-32. Those of a word alone are made
once a word and place around the tagged word (`own`, `near`, `far`), those of neighbours together
in `joint`. Clusters are k-means over word vectors; see data/PROVENANCE.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from nutgraf.facts.lexicon import MONTHS_AND_DAYS, ORG_WORDS, PLACE_WORDS, ROLES, SPEECH, TITLES
from nutgraf.facts.names.lists import clusters_of, lists_of
from nutgraf.facts.names.peoples import PEOPLES

_FACES: Final = (
    (re.compile(r"(?:[^\W\d_]\.)+"), "A."),
    (re.compile(r"\d{4}"), "9999"),
    (re.compile(r"\d+"), "9"),
    (re.compile(r"[\d.,]+"), "9.9"),
)
_LONG_CAPITALS: Final = 5
_WORDS: Final = {
    **dict.fromkeys(ORG_WORDS, "o"),
    **dict.fromkeys(PLACE_WORDS, "l"),
    **dict.fromkeys(SPEECH, "v"),
    **dict.fromkeys(MONTHS_AND_DAYS, "d"),
    **dict.fromkeys(PEOPLES, "y"),
}


class Word(NamedTuple):
    """A word as features see it: lower-cased, its shape, kinds of list, coarse to fine cluster."""

    low: str
    shape: str
    kinds: str
    coarse: str
    middle: str
    fine: str


EDGE: Final = Word("", "", "", "", "", "")


@lru_cache(maxsize=8_000)
def word_of(text: str) -> Word:
    """The word, with its shape, lists and clusters."""
    low = text.lower().replace("’", "'")
    bare = low.rstrip(".")
    kinds = lists_of(bare) + _WORDS.get(bare, "")
    kinds += "t" * (bare in TITLES) + "r" * (bare in ROLES)
    coarse, middle, fine = clusters_of(bare)
    return Word(low, _shape(text), kinds, coarse, middle, fine)


def _shape(text: str) -> str:
    for face, name in _FACES:
        if face.fullmatch(text):
            return name
    if not text[0].isalnum():
        return text[0]
    if text.isupper():
        return "X" if len(text) == 1 else "XX" if len(text) <= _LONG_CAPITALS else "XXX"
    if text.islower():
        return "x" if text.isalpha() else "x9"
    if text[0].isupper():
        return "Xx" if text[1:].islower() and text.isalpha() else "XxX"
    return "xX"


def own(text: str) -> list[str]:
    """What the tagged word shows."""
    low, shape, kinds, coarse, middle, fine = word_of(text)
    found = [
        f"w{low}", f"s{shape}", f"c{coarse}", f"m{middle}", f"f{fine}", f"sk{shape}{kinds}",
        f"sc{shape}{coarse}", f"kc{kinds}|{coarse}",
    ]  # fmt: skip
    found += [f"k{kind}" for kind in kinds]
    found += [f"p{low[:n]}" for n in (2, 3, 4) if len(low) > n]
    found += [f"e{low[-n:]}" for n in (1, 2, 3, 4) if len(low) > n]
    return found


def near(text: str, place: str) -> list[str]:
    """What the word before or after the tagged one shows; `place` is "-" or "+"."""
    low, shape, kinds, coarse, middle, fine = word_of(text) if text else EDGE
    return [
        f"{place}w{low}", f"{place}s{shape}", f"{place}c{coarse}", f"{place}m{middle}",
        f"{place}f{fine}", f"{place}k{kinds}", f"{place}sk{shape}{kinds}",
    ]  # fmt: skip


def far(text: str, place: str) -> list[str]:
    """What the word two before or two after the tagged one shows; `place` is "<" or ">"."""
    low, shape, kinds, coarse, middle, _ = word_of(text) if text else EDGE
    return [f"{place}w{low}", f"{place}s{shape}{kinds}", f"{place}c{coarse}", f"{place}m{middle}"]


def joint(around: Sequence[str]) -> list[str]:
    """What the tagged word shows together with its neighbours: five words, "" past an edge."""
    first, before, this, after, last = (word_of(text) if text else EDGE for text in around)
    return [
        f"1{before.low}|{this.low}", f"2{this.low}|{after.low}",
        f"3{before.shape}|{this.shape}|{after.shape}", f"4{before.kinds}|{this.kinds}",
        f"5{this.kinds}|{after.kinds}", f"6{before.coarse}|{this.coarse}",
        f"7{this.coarse}|{after.coarse}", f"8{before.low}|{this.shape}{this.kinds}",
        f"9{after.low}|{this.shape}{this.kinds}",
        f"10{first.shape}|{before.shape}|{this.shape}",
        f"11{this.shape}|{after.shape}|{last.shape}",
        f"12{before.middle}|{this.shape}|{after.middle}", f"13{before.low}|{after.low}",
        f"14{first.coarse}|{before.coarse}", f"15{after.coarse}|{last.coarse}",
    ]  # fmt: skip
