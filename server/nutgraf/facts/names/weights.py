"""What the tagger learned: a row of whole numbers for each feature, kept under its CRC-32.

A row's numbers (one a tag) stand in the lanes of one integer, so that a sum of rows is a sum of
integers: exact, and the same in whatever order. Numbers are in units of 1/100.
"""

from __future__ import annotations

import lzma
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Final
from zlib import crc32

from nutgraf.model import FactKind

KINDS: Final[tuple[FactKind, ...]] = ("person", "organisation", "place")
TAGS: Final = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BIES"))
UNIT: Final = 100
_LANE: Final = 32
_BIAS: Final = sum(1 << (_LANE * lane + _LANE - 1) for lane in range(len(TAGS)))
_HALF: Final = 1 << (_LANE - 1)
_FORM: Final = struct.Struct(f"<{len(TAGS)}I")


@dataclass(frozen=True, slots=True)
class Weights:
    """Rows by key, and how much speaks for one tag after another (`moves[before][after]`)."""

    rows: Mapping[int, int]
    moves: Sequence[Sequence[int]]

    def sum_of(self, features: Iterable[str]) -> int:
        """The rows of the features added up; an unknown feature adds nothing."""
        get = self.rows.get
        return sum([get(crc32(name.encode("utf-8", "surrogatepass")), 0) for name in features])


def scores_of(total: int) -> list[int]:
    """The number of each tag in a sum of rows."""
    lanes = _FORM.unpack((total + _BIAS).to_bytes(_FORM.size, "little"))
    return [lane - _HALF for lane in lanes]


def packed(rows: Mapping[int, Sequence[int]], moves: Sequence[Sequence[int]]) -> bytes:
    """Weights as bytes: moves, gaps between keys, a mask of the tags each row speaks of, numbers;
    gaps of 32 bits, all else of 16, by byte plane."""
    keys = sorted(rows)
    gaps = [key - before for before, key in zip([0, *keys], keys, strict=False)]
    masks = [sum(1 << tag for tag, number in enumerate(rows[key]) if number) for key in keys]
    numbers = [number for key in keys for number in rows[key] if number]
    flat = [number for row in moves for number in row]
    head = struct.pack("<II", len(keys), len(numbers)) + struct.pack(f"<{len(flat)}h", *flat)
    return head + _planes("I", gaps) + _planes("H", masks) + _planes("h", numbers)


def unpacked(form: bytes) -> Weights:
    """The weights that `packed` wrote."""
    count, many = struct.unpack_from("<II", form)
    flat = struct.unpack_from(f"<{len(TAGS) ** 2}h", form, 8)
    start = 8 + 2 * len(flat)
    keys = accumulate(_joined(form, start, "I", count))
    masks = _joined(form, start + 4 * count, "H", count)
    numbers = iter(_joined(form, start + 6 * count, "h", many))
    lanes = [_lanes_of(mask) for mask in range(1 << len(TAGS))]
    rows = {
        key: sum([next(numbers) << lane for lane in lanes[mask]])
        for key, mask in zip(keys, masks, strict=True)
    }
    moves = [flat[start : start + len(TAGS)] for start in range(0, len(flat), len(TAGS))]
    return Weights(rows, moves)


def _lanes_of(mask: int) -> list[int]:
    return [_LANE * lane for lane in range(len(TAGS)) if mask >> lane & 1]


def _planes(form: str, numbers: Sequence[int]) -> bytes:
    """Numbers as bytes: all first bytes, then all second ones; they press better so."""
    plain = struct.pack(f"<{len(numbers)}{form}", *numbers)
    width = struct.calcsize(f"<{form}")
    return b"".join(plain[place::width] for place in range(width))


def _joined(planes: bytes, start: int, form: str, count: int) -> Sequence[int]:
    """The numbers that `_planes` wrote."""
    width = struct.calcsize(f"<{form}")
    plain = bytearray(width * count)
    for place in range(width):
        plain[place::width] = planes[start + count * place : start + count * (place + 1)]
    return struct.unpack(f"<{count}{form}", plain)


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that come with Nutgraf, read at first use."""
    packed_form = (files("nutgraf.facts") / "data" / "names.xz").read_bytes()
    return unpacked(lzma.decompress(packed_form))
