"""Rebuild the shipped list of given names that are nearly always a woman's or a man's.

    pip install names==0.3.0
    python -m tests.bench.train.sexes

US Census Bureau, 1990 name frequency files (public domain), as carried by `names`.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).parents[3] / "server" / "nutgraf" / "facts" / "data"
# So many times as common among one sex, and at least this share of it, in percent.
TIMES = 9
SHARE = 0.002


def main() -> None:
    """Write `sexes.txt`: a line of women's names, a line of men's."""
    women, men = (_shares(f"dist.{sex}.first") for sex in ("female", "male"))
    rows = [
        f"{sign} {' '.join(_of_one(own, other))}\n"
        for sign, own, other in (("f", women, men), ("m", men, women))
    ]
    (DATA / "sexes.txt").write_text("".join(rows), encoding="utf-8")


def _of_one(own: dict[str, float], other: dict[str, float]) -> list[str]:
    return sorted(
        name
        for name, share in own.items()
        if share >= SHARE and share >= TIMES * other.get(name, 0)
    )


def _shares(file: str) -> dict[str, float]:
    spec = find_spec("names")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    lines = (Path(spec.submodule_search_locations[0]) / file).read_text(encoding="ascii")
    rows = (line.split() for line in lines.splitlines())
    return {row[0].lower(): float(row[1]) for row in rows}


if __name__ == "__main__":
    main()
