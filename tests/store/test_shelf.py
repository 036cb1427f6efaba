"""Readings kept, found as they were, changed, put away and taken away."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from nutgraf.errors import BadRequest, NoSuchReading
from nutgraf.store import Query, Shelf
from tests.golden import CASES, reading_of
from tests.store.made import a_reading, keep_texts
from tests.store.sound import wrongs

OTHER = "The ferry left the island at seven.\n\nNobody had counted the passengers."


@pytest.mark.parametrize("case", CASES[::4])
def test_what_is_kept_comes_back_as_it_was(shelf: Shelf, case: str) -> None:
    """Every real reading is the same noun and the same bytes again."""
    reading = reading_of(case)
    kept = shelf.keep(reading)

    assert shelf.get(kept.id) == reading
    assert shelf.get(kept.id).to_json() == reading.to_json()


def test_the_same_content_is_kept_once(shelf: Shelf) -> None:
    """Kept again, from an address with a campaign's marks, nothing changes."""
    first = shelf.keep(a_reading())
    again = shelf.keep(a_reading(url="https://courier.example/harbour/ferry?utm_source=x#top"))

    assert again == first
    assert shelf.count() == 1
    assert len(shelf.versions(first.id)) == 1


def test_changed_content_is_a_new_version_of_one_reading(shelf: Shelf) -> None:
    """Tags, note and mark stay, both ids name the reading, each version is what it was."""
    first = shelf.keep(a_reading())
    shelf.revise(first.id, note="mine", tags=["harbour"], is_read=True)
    second = shelf.keep(a_reading(OTHER))

    assert (second.versions, second.note, second.tags, second.is_read) == (
        2,
        "mine",
        ("harbour",),
        True,
    )
    assert [one.id for one in shelf.versions(first.id)] == [first.id, second.id]
    assert [one.number for one in shelf.versions(second.id)] == [1, 2]
    assert shelf.about(first.id) == second
    assert shelf.get(first.id) == a_reading()
    assert shelf.get(second.id) == a_reading(OTHER)
    assert shelf.count() == 1


def test_only_the_newest_version_is_searched(shelf: Shelf) -> None:
    """Words that a page no longer says do not lead to it; its tags and note still do."""
    first = shelf.keep(a_reading(people=("Nobody",)))
    shelf.revise(first.id, note="remembered", tags=["harbour"])
    second = shelf.keep(a_reading(OTHER))

    assert shelf.find(Query("at six ")).rows == ()
    assert shelf.people() == ()
    for query in (Query("at seven "), Query("remembered"), Query(tag="harbour")):
        assert [row.id for row in shelf.find(query).rows] == [second.id]


def test_newer_engines_take_the_place_of_older_ones(shelf: Shelf) -> None:
    """The same content read anew is the same version, as the newest engines read it."""
    first = shelf.keep(a_reading(engines="1"))
    again = shelf.keep(a_reading(engines="2", people=("Nobody",)))

    assert again.id == first.id
    assert again.versions == 1
    assert dict(shelf.get(first.id).engines) == {"nutgraf": "2"}
    assert shelf.people() == (("Nobody", 1),)


def test_the_bin_and_back(shelf: Shelf) -> None:
    """What is in the bin is listed there alone and counted nowhere; restored, all is as before."""
    kept = shelf.keep(a_reading(people=("Nobody",)))
    shelf.revise(kept.id, tags=["harbour"], note="mine")
    before = (shelf.tags(), shelf.sites(), shelf.people(), shelf.count(), shelf.about(kept.id))
    assert shelf.delete(kept.id).deleted_at

    assert (shelf.tags(), shelf.sites(), shelf.people(), shelf.count()) == ((), (), (), 0)
    for query in (Query(), Query("ferry"), Query(tag="harbour"), Query(person="Nobody")):
        assert shelf.find(query).rows == ()
    assert [row.id for row in shelf.find(Query("ferry", tag="harbour", deleted=True)).rows] == [
        kept.id
    ]
    assert [row.id for row in shelf.find(Query(deleted=True)).rows] == [kept.id]

    assert shelf.restore(kept.id).deleted_at is None
    after = (shelf.tags(), shelf.sites(), shelf.people(), shelf.count(), shelf.about(kept.id))
    assert after == before


@pytest.mark.parametrize("text", [a_reading().story.text, OTHER])
def test_keeping_takes_out_of_the_bin(shelf: Shelf, text: str) -> None:
    """A page that is read again, the same or changed, is wanted again."""
    kept = shelf.keep(a_reading(people=("Nobody",)))
    shelf.delete(kept.id)
    again = shelf.keep(a_reading(text, people=("Nobody",)))

    assert again.deleted_at is None
    assert shelf.people() == (("Nobody", 1),)
    assert shelf.find(Query("passengers")).rows[0].id == again.id


@pytest.mark.parametrize("is_binned", [False, True])
def test_what_is_purged_leaves_no_trace(shelf: Shelf, tmp_path: Path, is_binned: bool) -> None:
    """No table holds a word of it, its versions, names, tags or note; others are untouched."""
    kept = shelf.keep(a_reading(people=("Nobody",)))
    shelf.revise(kept.id, note="zzznote of mine", tags=["zzztag"])
    shelf.keep(a_reading(OTHER, people=("Nobody",), headline="Zzzhead"))
    (other,) = keep_texts(shelf, "Rain fell.")
    if is_binned:
        shelf.delete(kept.id)
    shelf.purge(kept.id)

    for name in (kept.id, "0" * 32):
        with pytest.raises(NoSuchReading):
            shelf.about(name)
    assert [row.id for row in shelf.find().rows] == [other.id]
    shelf.close()
    file = tmp_path / "home" / "library.db"
    assert list(wrongs(file)) == []
    with closing(sqlite3.connect(file)) as db:
        tables = (
            "readings versions tagged named people search search_content search_docsize".split()
        )
        counts = {
            table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
        }
    assert counts == {
        "readings": 1, "versions": 1, "tagged": 0, "named": 0, "people": 0, "search": 1,
        "search_content": 1, "search_docsize": 1,
    }  # fmt: skip
    assert b"zzznote of mine" not in file.read_bytes()


def test_many_at_once_are_kept_or_none(shelf: Shelf) -> None:
    """Readings kept together are all there, in order; one that cannot be kept takes all back."""
    several = [a_reading(f"Story {n}.", url=f"https://a.example/{n}") for n in range(5)]
    names = shelf.keep_all(several)

    assert [row.id for row in shelf.find().rows] == [*reversed(names)]
    broken = replace(a_reading(url="https://a.example/9"), digest="half \ud800")
    with pytest.raises(BadRequest, match="half a character"):
        shelf.keep_all([a_reading("Fine.", url="https://a.example/8"), broken])
    assert shelf.count() == 5


def test_tags_are_words_on_one_line(shelf: Shelf) -> None:
    """Spaces are one space, a hash mark is no part, the last spelling stays, any case is the same."""
    kept = shelf.keep(a_reading())
    revised = shelf.revise(kept.id, tags=["#Harbour", "  late   news ", "HARBOUR", "später"])

    assert revised.tags == ("HARBOUR", "late news", "später")
    assert shelf.revise(kept.id, add=["x"], drop=["harbour", "none"]).tags == (
        "late news",
        "später",
        "x",
    )
    assert shelf.tags() == (("late news", 1), ("später", 1), ("x", 1))
    assert shelf.revise(kept.id, tags=[]).tags == ()


@pytest.mark.parametrize("tag", ["", "  ", "#", "a,b", "x" * 81, "a\x00b", "\ue000u", "\ud800"])
def test_what_is_no_tag_is_told_and_changes_nothing(shelf: Shelf, tag: str) -> None:
    """An empty, overlong or unprintable tag is refused with the whole change."""
    kept = shelf.keep(a_reading())

    with pytest.raises(BadRequest, match="tag"):
        shelf.revise(kept.id, note="new", tags=["fine", tag])
    assert shelf.about(kept.id) == kept


def test_a_reading_has_a_hundred_tags_and_a_long_note_at_most(shelf: Shelf) -> None:
    """Past the bounds nothing is changed."""
    kept = shelf.keep(a_reading())
    full = shelf.revise(kept.id, tags=[f"tag {n}" for n in range(100)], note="n" * 100_000)
    assert len(full.tags) == 100

    with pytest.raises(BadRequest, match="100 tags"):
        shelf.revise(kept.id, add=["one more"])
    with pytest.raises(BadRequest, match="100,000"):
        shelf.revise(kept.id, note="n" * 100_001)
    assert shelf.about(kept.id) == full


def test_halves_of_characters_are_told_or_replaced(shelf: Shelf) -> None:
    """What no file can hold never ends in a stack trace."""
    kept = shelf.keep(a_reading())

    assert shelf.revise(kept.id, note="half \ud800").note == "half ?"
    assert shelf.setting("none") is None
    for call in (lambda: shelf.get("\ud800"), lambda: shelf.set({"template": "\ud800"})):
        with pytest.raises(BadRequest, match="Half a character"):
            call()


def test_every_name_that_is_none_is_told(shelf: Shelf) -> None:
    """Each call that names a reading says when there is none of that name."""
    calls = (shelf.get, shelf.form, shelf.about, shelf.versions, shelf.revise, shelf.delete)
    for call in (*calls, shelf.restore, shelf.purge):
        with pytest.raises(NoSuchReading, match="no such reading"):
            call("0" * 32)


def test_names_sites_and_tags_are_counted(shelf: Shelf) -> None:
    """Those of most readings come first, beginnings of names know no case."""
    text = "Maren Oakley spoke."
    for n in range(3):
        shelf.keep(a_reading(f"{text} {n}", url=f"https://a.example/{n}", people=("Maren Oakley",)))
    shelf.keep(a_reading("Mara Veld spoke.", people=("Mara Veld",), site=None))

    assert shelf.people() == (("Maren Oakley", 3), ("Mara Veld", 1))
    assert shelf.people("MAR") == shelf.people()
    assert shelf.people("mare") == (("Maren Oakley", 3),)
    assert shelf.people("zzz") == ()
    assert shelf.sites() == (("Brackwater Courier", 3), ("courier.example", 1))


def test_settings_stay(shelf: Shelf) -> None:
    """What was set last is read again, by another shelf too."""
    shelf.set({"sentences": "5"})
    shelf.set({"sentences": "7"})
    shelf.close()

    assert shelf.setting("sentences") == "7"
