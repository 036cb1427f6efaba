"""A process killed at any moment loses nothing it has answered for, and leaves nothing by halves."""

from __future__ import annotations

import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

from nutgraf.store import Query, Shelf
from tests.store.child_keeps import ADDRESSES, keep_on, numbered
from tests.store.sound import wrongs

KILLS = 50
KEEPS = 1_000
CHILDREN = get_context("forkserver")


def _start(file: Path, first: int, step: int = 1) -> tuple[BaseProcess, Connection]:
    """A process that keeps readings, and what it answers."""
    CHILDREN.set_forkserver_preload(["tests.store.child_keeps"])
    answers, end = CHILDREN.Pipe(duplex=False)
    child = CHILDREN.Process(target=keep_on, args=(file, first, step, end), daemon=True)
    child.start()
    end.close()
    return child, answers


def _life(file: Path, first: int, chance: Random) -> dict[int, str]:
    """A process that is killed somewhere in the middle; what it had answered."""
    child, answers = _start(file, first)
    answered = dict(answers.recv() for _ in range(chance.randint(15, 30)))
    time.sleep(chance.random() * 0.01)
    child.kill()
    child.join()
    return answered | dict(_rest(answers))


def _rest(answers: Connection) -> list[tuple[int, str]]:
    found = []
    try:
        while True:
            found.append(answers.recv())
    except EOFError:
        return found


def test_nothing_answered_is_lost_in_fifty_kills(tmp_path: Path) -> None:
    """1,000 keeps, 50 kill -9 at random moments: every answered reading is there, once, whole."""
    chance, file = Random(6), tmp_path / "library.db"
    answered: dict[int, str] = {}
    for _ in range(KILLS):
        # The last two come a second time: the caller does not know whether they were kept.
        answered |= _life(file, max(0, len(answered) - 2), chance)

    assert len(answered) >= KEEPS
    assert list(wrongs(file)) == []
    _check(Shelf(file), answered)


def _check(shelf: Shelf, answered: dict[int, str]) -> None:
    for number, name in answered.items():
        assert shelf.get(name) == numbered(number)
    for number in range(0, len(answered), 35):
        assert shelf.about(answered[number]).note.startswith("noted ")
    assert shelf.count() == ADDRESSES
    # Later ones are newer versions of the pages before them, the last one perhaps unanswered.
    last = len(answered) - 1
    for number in range(last - ADDRESSES + 2, last + 1, 10):
        assert shelf.find(Query(f"Marker{number}th")).rows[0].id == answered[number]


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    """Two processes with 150 keeps and revisions each: none fails, none is lost."""
    file = tmp_path / "library.db"
    both = [_start(file, first, 2) for first in (0, 1)]
    answered = dict(answers.recv() for _ in range(150) for _, answers in both)
    for child, _ in both:
        child.kill()
        child.join()

    shelf = Shelf(file)
    assert list(wrongs(file)) == []
    assert len(answered) == 300
    for number, name in answered.items():
        assert shelf.get(name) == numbered(number)
        assert shelf.about(name).note.startswith("noted ") is (number % 5 == 0)
