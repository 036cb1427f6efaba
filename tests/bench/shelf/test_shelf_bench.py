"""A small library keeps the promises of a large one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from nutgraf.model import Reading
from nutgraf.store import Shelf
from tests.bench.quality.floors import most_of
from tests.bench.shelf.fill import fill
from tests.bench.shelf.stories import made_reading
from tests.bench.shelf.timings import (
    bytes_per_reading,
    keep_times,
    list_times,
    other_times,
    search_times,
    together,
)
from tests.laws import broken_laws

READINGS = 2_000


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of 2,000 made-up readings: a fiftieth of what the figures are promised for."""
    file = tmp_path_factory.mktemp("bench") / "library.db"
    fill(file, READINGS)
    return file


def test_a_small_library_answers_in_time(filled: Path) -> None:
    """Searches, lists and all that a page shows stay within what is promised for 100,000."""
    shelf = Shelf(filled)
    assert shelf.count() == READINGS
    found = together("searches", search_times(shelf, READINGS, 12))
    listed = together("lists", list_times(shelf, 6))
    shown = together("shown", other_times(shelf, READINGS))

    assert found.at(95) <= most_of("library_search_p95_ms")
    assert listed.at(95) <= most_of("library_list_p95_ms")
    assert shown.at(95) <= most_of("library_shown_p95_ms")


def test_a_reading_is_kept_in_time_and_takes_its_room(filled: Path) -> None:
    """The best tenth of the keeps, each on the disk before the next, and the bytes of a reading:
    how long a disk takes to be sure of something is not ours to promise on a busy machine."""
    shelf = Shelf(filled)
    kept, *_ = keep_times(shelf, 10_000, 40)
    shelf.close()

    assert kept.at(10) <= most_of("library_keep_p50_ms")
    assert bytes_per_reading(filled)["all"] <= most_of("library_reading_bytes")


def test_made_up_readings_are_readings() -> None:
    """What is measured is what is said: sound readings of about 5 KB, the same every time."""
    made = [made_reading(number) for number in range(0, 600, 5)]

    assert [broken for reading in made for broken in broken_laws(reading)] == []
    assert all(Reading.from_json(one.to_json()) == one for one in made[:20])
    sizes = [len(one.story.text.encode()) for one in made]
    assert 4_800 < sum(sizes) / len(sizes) < 6_500
    assert made[7] == made_reading(35)
    assert {one.story.language for one in made} >= {"en", "fr", "de", "ru", "ar", "zh", "ja"}
    assert all(one.page.url != other.page.url for one, other in pairwise(made))
