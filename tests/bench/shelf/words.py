"""Made-up languages: words nobody has written, as often as words are in a real language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

_LATIN = ("b c d f g h k l m n p r s t v w z st tr br pl gr sk".split(), "a e i o u ai ou".split())
_ACCENTED = ("b ç d f g ğ l m n p r s ş t ñ v z kr".split(), "a é i ö u ü è á".split())
_CYRILLIC = ("б в г д ж з к л м н п р с т ф х ц ч ш ст".split(), "а е и о у ы я ё".split())
_ARABIC = ("ب ت ج ح د ر س ش ع ف ق ك ل م ن ه".split(), "ا و ي ا ا".split())


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its words, the most frequent first, how often each comes, and what parts them."""

    code: str
    words: tuple[str, ...]
    often: tuple[float, ...]
    gap: str = " "
    stop: str = "."

    def draw(self, chance: Random, count: int) -> list[str]:
        """So many words, as often as each is in the language."""
        return chance.choices(self.words, cum_weights=self.often, k=count)


def zipf(count: int) -> tuple[float, ...]:
    """Cumulative weights: the second is half as frequent as the first, the third a third, …"""
    return tuple(accumulate(1 / (rank + 1.5) for rank in range(count)))


@cache
def tongues() -> tuple[tuple[Tongue, ...], tuple[float, ...]]:
    """The languages of the library and the cumulative shares of its readings in each."""
    spoken = (
        _spelled("en", _LATIN, 16_000),
        _spelled("fr", _ACCENTED, 12_000),
        _spelled("de", _LATIN, 12_000),
        _spelled("ru", _CYRILLIC, 8_000),
        _spelled("ar", _ARABIC, 8_000),
        _written("zh", 0x4E00, 2_500, "。"),
        _written("ja", 0x3041, 80, "。", kanji=1_500),
        _written("ko", 0xAC00, 1_200, "."),
    )
    return spoken, tuple(accumulate((0.62, 0.1, 0.14, 0.05, 0.04, 0.02, 0.02, 0.01)))


def _spelled(code: str, sounds: tuple[Sequence[str], Sequence[str]], count: int) -> Tongue:
    chance, (heads, tails) = Random(f"words of {code}"), sounds
    found: dict[str, None] = {}
    while len(found) < count:
        # The frequent words are the short ones.
        size = 1 + (len(found) > 60) + (len(found) > 900) * chance.randint(0, 2)
        word = "".join(chance.choice(heads) + chance.choice(tails) for _ in range(size))
        found[word + chance.choice(("", "", *heads))] = None
    return Tongue(code, tuple(found), zipf(count))


def _written(code: str, first: int, count: int, stop: str, kanji: int = 0) -> Tongue:
    """A language written without spaces: words of one to three signs."""
    chance = Random(f"words of {code}")
    signs = [*map(chr, range(first, first + count)), *map(chr, range(0x4E00, 0x4E00 + kanji))]
    chance.shuffle(signs)
    often = zipf(len(signs))
    pieces = {"".join(chance.choices(signs, cum_weights=often, k=1 + n % 3)) for n in range(9_000)}
    words = tuple(sorted(pieces, key=lambda word: (len(word), word)))
    return Tongue(code, words, zipf(len(words)), "", stop)
