"""`nutgraf library …`: what each command prints, changes, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

import click
import pytest
from click.testing import CliRunner, Result

from nutgraf import errors
from nutgraf.cli import main
from nutgraf.model import Reading
from nutgraf.store import Query, Shelf
from tests.golden import PAGES, reading_of
from tests.library.shelves import STRIKE, strike
from tests.serving import command, free_port, serving

PAGE = PAGES / "dateline--agency-credits" / "page.html"
NONE = "f" * 32


@dataclass(frozen=True)
class Desk:
    """A home with a library in it, and the commands over it."""

    home: Path
    shelf: Shelf
    first: str
    newest: str

    def run(self, *words: str, stdin: str | None = None) -> Result:
        """Run `nutgraf` with these words."""
        return CliRunner(env={"NUTGRAF_HOME": str(self.home)}).invoke(main, words, input=stdin)

    def library(self, *words: str) -> str:
        """What `nutgraf library` prints, when all is well."""
        run = self.run("library", *words)
        assert run.exit_code == 0, run.output
        return run.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two versions of one story, and three more readings."""
    shelf = Shelf(tmp_path / "library.db")
    first = shelf.keep(strike(48), "2026-05-01T10:00:00Z").id
    for case in ("cjk--japanese", "rtl--arabic", "german--umlauts"):
        shelf.keep(reading_of(case), "2026-05-02T10:00:00Z")
    newest = shelf.keep(strike(72), "2026-05-03T10:00:00Z").id
    yield Desk(tmp_path, shelf, first, newest)
    shelf.close()


def test_the_list_is_one_aligned_line_a_reading(desk: Desk) -> None:
    """Newest first; the headlines begin in one column, whatever the script of the sites."""
    lines = desk.library("list").splitlines()
    starts = [line[: line.rindex("  ")] for line in lines]

    assert len({sum(1 + (east_asian_width(c) in "WF") for c in start) for start in starts}) == 1

    assert len(lines) == 4
    assert lines[0].startswith(f"{desk.newest[:8]}  2026-05-03 • Brackwater Courier")
    assert lines[0].endswith("  Harbour pilots to strike over night crossings")


def test_a_note_keeps_its_lines_and_commands_no_terminal(desk: Desk) -> None:
    """A note is printed line by line as it was written, but for control characters."""
    desk.library("note", desk.newest, "* one\n  - \x1b[2Jtwo\n\tthree")
    assert desk.library("note", desk.newest) == "* one\n  - [2Jtwo\n        three\n"


def test_a_page_without_a_story_is_not_kept(desk: Desk) -> None:
    """As over the API: there would be nothing to find again."""
    count = desk.shelf.count()
    added = desk.run("library", "add", "-", stdin="<p></p>")
    kept = desk.run("read", "-", "--keep", stdin="<p></p>")

    assert added.exit_code == errors.UnreadablePage.exit_code
    assert added.stderr == "nutgraf: There is no text on this page.\n"
    assert "Not kept" in kept.stderr
    assert desk.shelf.count() == count


def test_a_file_that_cannot_be_written_is_named(desk: Desk, tmp_path: Path) -> None:
    """Which file, and why."""
    file = tmp_path / "none" / "out.md"
    run = desk.run("library", "show", desk.newest, "-o", str(file))

    assert run.exit_code == errors.NutgrafError.exit_code
    assert run.stderr == f"nutgraf: {file} cannot be written: No such file or directory.\n"


def test_a_headline_cannot_command_the_terminal(desk: Desk) -> None:
    """Control characters of a page do not reach the terminal."""
    page = "<title>A \x1b[2Jtitle \u202e\u009b1m\nof three words</title><p>" + "Some words. " * 40
    (desk.home / "page.html").write_text(page, encoding="utf-8")
    told = desk.library("add", str(desk.home / "page.html"))

    assert told.count("\n") == 1
    assert all(c.isprintable() for c in told.rstrip("\n"))


@pytest.mark.parametrize(
    ("words", "count"),
    [(["search", "pilots"], 1), (["search", "pil"], 0), (["search", "pilots", "Zebra"], 0),
     (["search", '"night crossings"'], 1), (["search", "百年"], 1), (["list", "-q", "pilots"], 1),
     (["list", "--site", "brackwater.example"], 1), (["list", "--person", "Tobias Frenn"], 1),
     (["list", "--since", "2099"], 0), (["list", "--unread"], 4), (["list", "--bin"], 0),
     (["list", "--tag", "none"], 0), (["list", "--limit", "2"], 2)],
)  # fmt: skip
def test_search_and_filters_narrow_the_list(desk: Desk, words: list[str], count: int) -> None:
    """Every filter of the shelf has its option, and JSON lines hold the same readings."""
    lines = desk.library(*words).splitlines()
    forms = [json.loads(line) for line in desk.library(*words, "--json").splitlines()]

    assert len(lines) == count
    assert [form["id"][:8] for form in forms] == [line[:8] for line in lines]


def test_a_long_list_goes_on_by_its_cursor(desk: Desk) -> None:
    """What follows is told beside the list, and every reading comes once."""
    found, cursor = [], ""
    for _ in range(4):
        run = desk.run("library", "list", "--limit", "1", *cursor.split())
        found += [line[:8] for line in run.stdout.splitlines()]
        cursor = run.stderr.removeprefix("There are more: ").strip()

    assert cursor == ""
    assert found == [row.id[:8] for row in desk.shelf.find().rows]


def test_a_list_is_longer_than_a_page_of_the_shelf(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit past what the shelf gives at once is fetched page by page."""
    monkeypatch.setattr("nutgraf.cli.finding._PAGE_ROWS", 2)

    assert len(desk.library("list", "--limit", "3").splitlines()) == 3
    assert len(desk.library("list", "--limit", "900").splitlines()) == 4


def test_show_gives_any_format_and_length(desk: Desk, tmp_path: Path) -> None:
    """A kept reading is exported as a fresh one is, by the id of any version."""
    form = json.loads(desk.library("show", desk.first[:6], "--format", "json", "--sentences", "1"))
    book = tmp_path / "book.epub"
    desk.library("show", desk.newest, "--format", "epub", "-o", str(book))

    assert len(form["summary"]["picks"]) == 1
    assert Reading.from_json(desk.library("show", desk.first, "--format", "json")) == strike(48)
    assert desk.library("show", desk.newest, "--method", "lexrank", "--format", "txt")
    assert book.read_bytes().startswith(b"PK")


def test_a_template_is_filled_with_what_the_reader_said(desk: Desk, tmp_path: Path) -> None:
    """Tags and note of the library reach the reader's own template."""
    (tmp_path / "t.md").write_text("{{ title }}|{{ tags }}|{{ note }}", encoding="utf-8")
    desk.library("tag", desk.newest, "sea")
    desk.library("note", desk.newest, "by hand")
    told = desk.library("show", desk.newest, "--template", str(tmp_path / "t.md"))

    assert told == "Harbour pilots to strike over night crossings|sea|by hand"
    wrong = desk.run(
        "library", "show", desk.newest, "--template", str(tmp_path / "t.md"), "--format", "txt"
    )
    assert wrong.exit_code == errors.BadRequest.exit_code


def test_two_versions_are_compared(desk: Desk) -> None:
    """The version before is the other side unless another is named; JSON holds the places."""
    told = desk.library("diff", desk.newest)
    lines = desk.library("versions", desk.first).splitlines()

    assert [line[:8] for line in lines] == [desk.first[:8], desk.newest[:8]]
    assert "[-48-] hours" in told
    assert "{+72+} hours" in told
    assert desk.library("diff", desk.newest, "--since", desk.first) == told
    assert desk.library("diff", desk.first, "--since", desk.newest) != told
    assert "changed" in {
        line["change"] for line in json.loads(desk.library("diff", desk.newest, "--json"))["lines"]
    }
    assert desk.library("diff", desk.newest, "--since", desk.newest) == "Both say the same.\n"
    assert desk.run("library", "diff", desk.first).exit_code == errors.BadRequest.exit_code


def test_what_the_reader_says_is_kept(desk: Desk) -> None:
    """Tags come and go, a note is written and printed, a mark set and taken back."""
    desk.library("tag", desk.first, "Sea", "two words")
    assert desk.library("untag", desk.first, "sea").endswith("  #two words\n")
    desk.library("note", desk.first, "Zeile\n\n良い")
    assert desk.library("note", desk.first) == "Zeile\n\n良い\n"
    assert "•" not in desk.library("mark", desk.first)
    assert desk.shelf.about(desk.first).is_read
    desk.library("mark", desk.first, "--unread")
    desk.library("note", desk.first, "")

    about = desk.shelf.about(desk.first)
    assert (about.is_read, about.note, about.tags) == (False, "", ("two words",))


def test_the_bin_gives_back_and_a_purge_does_not(desk: Desk) -> None:
    """Delete, restore, purge; a purge wants to be said twice."""
    other = desk.shelf.find().rows[1].id
    desk.library("delete", desk.newest, other)
    assert len(desk.library("list", "--bin").splitlines()) == 2
    desk.library("restore", desk.first)
    assert desk.shelf.about(desk.first).deleted_at is None

    refused = desk.run("library", "purge", other)
    assert refused.exit_code == errors.BadRequest.exit_code
    desk.library("purge", other, "--yes")
    assert desk.run("library", "show", other).exit_code == errors.NoSuchReading.exit_code


def test_a_command_over_several_changes_all_or_none(desk: Desk) -> None:
    """One wrong id among several, and nothing is deleted."""
    run = desk.run("library", "delete", desk.newest, NONE)

    assert run.exit_code == errors.NoSuchReading.exit_code
    assert desk.shelf.find(Query(deleted=True)).rows == ()


def test_add_and_keep_take_the_address_of_a_saved_page(desk: Desk, tmp_path: Path) -> None:
    """A page that says where it came from is kept under that address, else under the given one."""
    saved = tmp_path / "saved.html"
    saved.write_text(f"<!-- saved from url=(0030)https://a.example/x -->\n{PAGE.read_text()}")
    desk.library("add", str(saved))
    assert desk.shelf.find().rows[0].url == "https://a.example/x"
    desk.library("add", str(saved), "--url", "https://a.example/y")
    assert desk.shelf.find().rows[0].url == "https://a.example/y"

    run = desk.run("read", str(PAGE), "--url", "https://a.example/z", "--keep", "--format", "txt")
    assert desk.shelf.find().rows[0].url == "https://a.example/z"
    assert "Kept as" in run.stderr
    assert "Portugal" in run.stdout
    assert (
        desk.run("library", "add", str(saved), str(PAGE), "--url", "https://a.example/").exit_code
        == 2
    )


def test_the_whole_library_goes_and_comes(desk: Desk, tmp_path: Path) -> None:
    """Export, another home, import: the lists are the same; a second import finds all known."""
    desk.library("tag", desk.first, "sea")
    for name in ("out", "out.zip"):
        desk.library("export", str(tmp_path / name))
    assert desk.run("library", "export", str(tmp_path / "out")).exit_code == 2
    desk.library("export", str(tmp_path / "out"), "--force")

    other = Desk(tmp_path / "other", Shelf(tmp_path / "other" / "library.db"), "", "")
    assert "5 new, 0 known" in other.library("import", str(tmp_path / "out.zip"))
    again = [str(tmp_path / "out"), str(tmp_path / "out" / "library.jsonl")]
    assert "0 new, 10 known, 0 rejected" in other.library("import", *again)
    assert other.library("list") == desk.library("list")
    other.shelf.close()


def test_an_import_that_leaves_something_out_does_not_end_well(desk: Desk, tmp_path: Path) -> None:
    """Each rejected line is told on stderr with its number; the rest is kept; the exit code says so."""
    (tmp_path / "some.jsonl").write_text('{"x": 1}\n' + desk.shelf.form(desk.first).strip() + "\n")
    run = desk.run("library", "import", str(tmp_path / "some.jsonl"))

    assert run.exit_code == errors.UnreadablePage.exit_code
    assert "Line 1: " in run.stderr
    assert "0 new, 1 known, 1 rejected" in run.stdout


def test_many_readings_are_one_file(desk: Desk, tmp_path: Path) -> None:
    """A list of references and a book hold every reading that was named, once."""
    names = [row.id for row in desk.shelf.find().rows]
    told = desk.library("exports", *names, desk.first, "--format", "ris")
    desk.library("exports", *names, "-o", str(tmp_path / "book.epub"))

    assert told.count("TY  - ") == 5
    assert (tmp_path / "book.epub").read_bytes().startswith(b"PK")
    assert desk.run("library", "exports", *names, "--format", "md").exit_code == 2


def test_check_and_backup(desk: Desk, tmp_path: Path) -> None:
    """A sound library says so; its copy is a library for its owner alone, and replaces nothing."""
    copy = tmp_path / "copy" / "library.db"
    copy.parent.mkdir()
    assert desk.library("check") == "All is well: 5 versions.\n"
    desk.library("backup", str(copy))
    other = Desk(copy.parent, Shelf(copy), "", "")

    assert copy.stat().st_mode & 0o777 == 0o600
    assert other.library("list") == desk.library("list")
    for taken in (copy, tmp_path / "none" / "copy.db"):
        run = desk.run("library", "backup", str(taken))
        assert run.exit_code == errors.NutgrafError.exit_code
        assert f"{taken} cannot be written" in run.stderr
    assert other.library("list") == desk.library("list")
    other.shelf.close()


def test_a_damaged_library_is_told_with_its_code(desk: Desk) -> None:
    """A file that is no library ends every command with one sentence and code 8."""
    desk.shelf.close()
    (desk.home / "library.db").write_bytes(b"not a database, but quite long enough to be one" * 50)
    for words in (["list"], ["show", NONE], ["check"], ["export", str(desk.home / "out")]):
        run = desk.run("library", *words)
        assert run.exit_code == errors.ShelfUnusable.exit_code
        assert run.stderr.count("\n") == 1
    assert not (desk.home / "out").exists()


@pytest.mark.parametrize(
    ("words", "error"),
    [(["show", "abc"], errors.BadRequest), (["show", NONE], errors.NoSuchReading),
     (["show", "../etc"], errors.BadRequest), (["list", "--cursor", "x"], errors.BadRequest),
     (["list", "--since", "soon"], errors.BadRequest), (["import", "/nowhere"], errors.BadRequest),
     (["import", str(PAGE)], errors.BadRequest), (["add", "/nowhere"], errors.UnreadablePage),
     (["tag", NONE, "a,b"], errors.NoSuchReading), (["diff", NONE], errors.NoSuchReading),
     (["export", "/nowhere/out"], errors.BadRequest), (["list", "--limit", "0"], errors.BadRequest)],
)  # fmt: skip
def test_every_wrong_call_is_told(
    desk: Desk, words: list[str], error: type[errors.NutgrafError]
) -> None:
    """One sentence on stderr, nothing on stdout, the code of the error's kind."""
    run = desk.run("library", *words)

    assert run.exit_code == error.exit_code
    assert run.stdout == ""
    assert run.stderr
    assert isinstance(run.exception, SystemExit)


def test_an_id_may_be_shortened_while_it_is_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two ids that begin alike are told, with what to write more of."""
    from nutgraf.store.whole import Everything

    assert desk.library("note", desk.first[:6].upper()) == "\n"
    both = (desk.first, desk.newest)
    monkeypatch.setattr(Everything, "names", lambda *_: both)
    run = desk.run("library", "show", desk.first[:6])

    assert run.exit_code == errors.BadRequest.exit_code
    assert all(name in run.stderr for name in both)


def test_words_of_another_charset_are_no_stack_trace(desk: Desk) -> None:
    """Bytes that are no UTF-8 in an argument are question marks."""
    for words in (
        ["search", "t\udce9"],
        ["list", "--tag", "\udce9"],
        ["note", desk.first, "\udce9"],
    ):
        assert desk.run("library", *words).exit_code == 0
    assert desk.shelf.about(desk.first).note == "?"


def test_export_turns_a_saved_reading_into_any_format(desk: Desk, tmp_path: Path) -> None:
    """`nutgraf export` writes what `read` would have written."""
    kept = tmp_path / "reading.json"
    kept.write_text(strike(48).to_json(), encoding="utf-8")
    told = desk.run("export", str(kept), "--format", "csl-json").stdout
    broken = tmp_path / "broken.json"
    broken.write_bytes(b"\xff")

    assert json.loads(told)[0]["URL"] == STRIKE
    assert desk.run("export", str(kept), "--format", "json").stdout == strike(48).to_json()
    assert desk.run("export", str(PAGE)).exit_code == errors.BadRequest.exit_code
    assert desk.run("export", str(broken)).exit_code == errors.BadRequest.exit_code


def test_the_schema_is_printed(desk: Desk) -> None:
    """`nutgraf schema` is the published schema."""
    assert json.loads(desk.run("schema").stdout)["$id"] == "urn:nutgraf:reading:1"


def test_a_link_is_only_for_a_server_that_runs(desk: Desk) -> None:
    """`nutgraf open` without a server says how to start one."""
    run = desk.run("open", "--port", str(free_port()))

    assert run.exit_code == errors.ServerUnavailable.exit_code
    assert "nutgraf serve" in run.stderr


def test_a_link_signs_in_once(tmp_path: Path) -> None:
    """`nutgraf open --print` gives an address that the running server knows."""
    with serving(tmp_path) as server:
        told = command("open", "--print", "--port", str(server.port), home=tmp_path).stdout
        link = told.split()[2]
        path = link.removeprefix(f"http://127.0.0.1:{server.port}")
        answer = server.ask("GET", path, paired=False)

    assert path.startswith("/sign-in/")
    assert answer.status == 200


def test_a_pipe_that_has_seen_enough_is_no_error(desk: Desk) -> None:
    """Whoever reads the list and goes away leaves no complaint behind."""
    with subprocess.Popen(
        [sys.executable, "-m", "nutgraf", "library", "list"],
        env=os.environ | {"NUTGRAF_HOME": str(desk.home)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as run:  # fmt: skip
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert run.stderr.read() == ""


def test_help_lists_every_command_of_the_library(tmp_path: Path) -> None:
    """A real process prints all of them, each with what it does."""
    told = command("library", "--help", home=tmp_path).stdout
    library = main.commands["library"]
    assert isinstance(library, click.Group)

    for name, one in library.commands.items():
        assert f"\n  {name} " in told
        assert one.help
    assert not (tmp_path / "library.db").exists()
