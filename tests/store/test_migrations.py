"""An older library becomes a newer one: all of it or nothing, with the old one beside it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from nutgraf.errors import ShelfUnusable
from nutgraf.store import Shelf
from nutgraf.store.database import schema_version, shipped, statements
from tests.store.child_keeps import numbered
from tests.store.child_migrates import NEWER, migrate
from tests.store.sound import wrongs

KILLS = 20
CHILDREN = get_context("forkserver")


def _form_of(file: Path) -> int:
    with closing(sqlite3.connect(file)) as db:
        return schema_version(db)


def _filled(file: Path, count: int) -> tuple[str, ...]:
    shelf = Shelf(file)
    names = shelf.keep_all([numbered(n) for n in range(count)])
    shelf.revise(names[0], note="mine")
    shelf.close()
    return names


def test_an_older_library_is_copied_and_brought_forward(tmp_path: Path) -> None:
    """Nothing is lost, what the step changes is changed, the copy is the old library."""
    file, copy = tmp_path / "library.db", tmp_path / "library-before-2.db"
    names = _filled(file, 12)
    newer = Shelf(file, NEWER)

    assert [newer.get(name) for name in names] == [numbered(n) for n in range(12)]
    assert newer.about(names[0]).note == "mine migrated"
    assert (_form_of(file), _form_of(copy)) == (2, 1)
    assert list(wrongs(copy)) == list(wrongs(file)) == []
    old = Shelf(copy)
    assert [old.get(name) for name in names] == [numbered(n) for n in range(12)]
    assert old.about(names[0]).note == "mine"


def test_two_that_open_an_older_library_bring_it_forward_once(tmp_path: Path) -> None:
    """Both wait for each other; the step is taken once."""
    file = tmp_path / "library.db"
    names = _filled(file, 30)
    pipes = [CHILDREN.Pipe(duplex=False) for _ in range(3)]
    children = [CHILDREN.Process(target=migrate, args=(file, end)) for _, end in pipes]
    for child in children:
        child.start()
    said = [[answers.recv(), answers.recv()] for answers, _ in pipes]
    for child in children:
        child.join()

    assert said == [["begun", "done"]] * 3
    assert Shelf(file, NEWER).about(names[0]).note == "mine migrated"
    assert sorted(one.name for one in tmp_path.iterdir() if "before" in one.name) == [
        "library-before-2.db"
    ]


def test_a_step_that_is_killed_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """kill -9 at 20 moments of a migration: old or new, never half, and then it goes on."""
    chance, forms, pristine = Random(20), set[int](), tmp_path / "pristine.db"
    names = _filled(pristine, 40)
    whole = _killed(pristine, tmp_path / "timed.db", 60.0)
    for number in range(KILLS):
        file = tmp_path / str(number) / "library.db"
        _killed(pristine, file, chance.random() * whole)
        assert list(wrongs(file)) == []
        forms.add(_form_of(file))
        newer = Shelf(file, NEWER)
        assert newer.about(names[0]).note == "mine migrated"
        assert newer.get(names[-1]) == numbered(39)
        newer.close()

    assert forms == {1, 2}


def _killed(pristine: Path, file: Path, after: float) -> float:
    """Begin a migration of a copy in a process of its own, and kill that after so many seconds;
    the seconds until then, or until it was done."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(pristine.read_bytes())
    CHILDREN.set_forkserver_preload(["tests.store.child_migrates"])
    answers, end = CHILDREN.Pipe(duplex=False)
    child = CHILDREN.Process(target=migrate, args=(file, end), daemon=True)
    child.start()
    end.close()
    assert answers.recv() == "begun"
    start = time.perf_counter()
    answers.poll(after)
    taken = time.perf_counter() - start
    child.kill()
    child.join()
    return taken


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    """Where a statement of a step cannot be carried out, the library stays in its old form."""
    file = tmp_path / "library.db"
    names = _filled(file, 3)
    broken = (*shipped(), ("UPDATE readings SET note = 'gone'", "no such statement"))

    with pytest.raises(ShelfUnusable, match="library cannot be used"):
        Shelf(file, broken).count()
    assert _form_of(file) == 1
    assert Shelf(file).about(names[0]).note == "mine"


def test_a_script_is_its_statements() -> None:
    """Triggers hold semicolons and stay whole; what ends without one is told nowhere else."""
    script = "-- a; b\nCREATE TABLE a (x);\nCREATE TRIGGER t AFTER DELETE ON a BEGIN\n  DELETE FROM a;\nEND;\n"

    first, second = statements(script)
    assert first.endswith("CREATE TABLE a (x);")
    assert second.startswith("CREATE TRIGGER")
    assert second.endswith("END;")
    assert len([one for one in shipped()[0] if "CREATE TRIGGER" in one]) == 6
