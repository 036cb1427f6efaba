"""Which lists of names and which cluster of words a word stands in, kept as hashes.

A table holds sorted 26-bit hashes of lower-cased words (of phrases, for places) and a number for
each: one unknown word in 200 is taken for a known one. Where they come from: data/PROVENANCE.md.
"""

from __future__ import annotations

import lzma
import struct
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Final
from zlib import crc32

_BITS: Final = 26
_KINDS: Final = "ghnucbijq"
"""Given names (common, any), surnames (common, any), countries and states, cities (large, middling,
small), the first word of a place of several words."""
_NO_CLUSTER: Final = ("", "", "")


@dataclass(frozen=True, slots=True)
class Table:
    """Sorted hashes and the number that belongs to each."""

    keys: array[int]
    values: array[int]

    def of(self, words: str) -> int | None:
        """The number of a word or phrase, lower-cased; None for an unknown one."""
        key = key_of(words)
        place = bisect_left(self.keys, key)
        found = place < len(self.keys) and self.keys[place] == key
        return self.values[place] if found else None


def key_of(words: str) -> int:
    """The hash under which a word or phrase stands."""
    return crc32(words.encode("utf-8", "surrogatepass")) >> (32 - _BITS)


def packed(rows: dict[int, int]) -> bytes:
    """A table as bytes: the count, the gaps between keys and the values, by byte plane."""
    keys = sorted(rows)
    gaps = [key - before for before, key in zip([0, *keys], keys, strict=False)]
    form = f"<{len(keys)}H"
    planes = [struct.pack(form, *gaps), struct.pack(form, *(rows[key] for key in keys))]
    split = b"".join(plane[start::2] for plane in planes for start in (0, 1))
    return struct.pack("<I", len(keys)) + split


def unpacked(form: bytes) -> Table:
    """The table that `packed` wrote."""
    (count,) = struct.unpack_from("<I", form)
    plain = bytearray(4 * count)
    for plane in range(4):
        first = 2 * count * (plane // 2) + plane % 2
        past = 2 * count * (plane // 2 + 1)
        plain[first:past:2] = form[4 + count * plane : 4 + count * (plane + 1)]
    numbers = struct.unpack(f"<{2 * count}H", plain)
    return Table(array("I", accumulate(numbers[:count])), array("H", numbers[count:]))


def lists_of(words: str) -> str:
    """A letter for each list in which a word stands, in the order of the lists."""
    bits = lists().of(words) or 0
    return "".join(kind for bit, kind in enumerate(_KINDS) if bits >> bit & 1)


def clusters_of(word: str) -> tuple[str, str, str]:
    """The coarse, middle and fine cluster of a word, as short strings; empty for an unknown one."""
    fine = clusters().of(word)
    if fine is None:
        return _NO_CLUSTER
    middle, coarse = _parents()[fine]
    return str(coarse), str(middle), str(fine)


@lru_cache(maxsize=1)
def lists() -> Table:
    """The lists of names."""
    return unpacked(_shipped("lists.xz"))


@lru_cache(maxsize=1)
def clusters() -> Table:
    """The fine cluster of every word with a vector."""
    form = _shipped("clusters.xz")
    (count,) = struct.unpack_from("<H", form)
    return unpacked(form[2 + 4 * count :])


@lru_cache(maxsize=1)
def _parents() -> tuple[tuple[int, int], ...]:
    """The middle and coarse cluster of each fine one."""
    form = _shipped("clusters.xz")
    (count,) = struct.unpack_from("<H", form)
    numbers = struct.unpack_from(f"<{2 * count}H", form, 2)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _shipped(name: str) -> bytes:
    return lzma.decompress((files("nutgraf.facts") / "data" / name).read_bytes())
