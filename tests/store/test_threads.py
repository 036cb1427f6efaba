"""One shelf for many threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from nutgraf.store import Query, Shelf
from tests.store.made import a_reading
from tests.store.sound import wrongs

THREADS = 8
CALLS = 250


def _busy(shelf: Shelf, thread: int) -> dict[str, str]:
    """Mixed calls on readings that are this thread's own; the notes that must stand at the end,
    by the id of a version."""
    chance, notes, names = Random(thread), dict[str, str](), dict[int, str]()
    for call in range(CALLS):
        page, kind = call % 60, chance.randrange(8)
        if kind < 2 or page not in names:
            text = f"Thread {thread} wrote call {call}."
            url = f"https://courier.example/{thread}/{page}"
            first = shelf.keep(a_reading(text, url=url)).id
            notes.setdefault(names.setdefault(page, first), "")
        elif kind == 2:
            notes[names[page]] = f"{thread} {call}"
            shelf.revise(names[page], note=notes[names[page]], add=(f"tag {call % 5}",))
        else:
            _ask(shelf, thread, names[page], kind)
    return notes


def _ask(shelf: Shelf, thread: int, name: str, kind: int) -> None:
    if kind == 3:
        shelf.delete(name)
        assert shelf.restore(name).deleted_at is None
    elif kind == 4:
        assert shelf.find(Query(f"thread {thread}"), limit=5).rows
    elif kind == 5:
        assert shelf.find(Query(tag="tag 1"), limit=5).rows is not None
    elif kind == 6:
        assert f"Thread {thread} wrote" in shelf.get(name).story.text
    else:
        assert shelf.count() > 0
        assert shelf.sites()


def test_many_threads_share_a_shelf(shelf: Shelf, tmp_path: Path) -> None:
    """Eight threads, 2,000 mixed calls: none fails, no note is lost, the file is sound."""
    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(lambda thread: _busy(shelf, thread), range(THREADS)))

    for notes in found:
        for name, note in notes.items():
            assert shelf.about(name).note == note
    assert list(wrongs(tmp_path / "home" / "library.db")) == []
