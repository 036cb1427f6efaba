"""What a process of its own does: keep readings, and answer for each once it is kept."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from nutgraf.model import Reading
from nutgraf.store import Shelf
from tests.store.made import a_reading

ADDRESSES = 400


def numbered(number: int) -> Reading:
    """Reading `number`: a page of about 4 KB; some are later versions of one address."""
    chance = Random(number)
    words = " ".join(f"{chance.randrange(50_000):x}ity" for _ in range(700))
    url = f"https://courier.example/{number % ADDRESSES}"
    return a_reading(f"Marker{number}th comes first. {words}.", url=url)


def keep_on(file: Path, first: int, step: int, answers: Connection) -> None:
    """Keep one reading after the other for ever, and send number and id of each that is kept."""
    shelf, number = Shelf(file), first
    while True:
        kept = shelf.keep(numbered(number))
        if number % 5 == 0:
            shelf.revise(kept.id, note=f"noted {number}", add=(f"tag {number % 7}",))
        answers.send((number, kept.id))
        number += step
