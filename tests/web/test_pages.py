"""The pages for people: what they show, what they change, and that nothing on them is alive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

import nutgraf
from nutgraf.errors import PageTooSlow
from nutgraf.export import EXPORTERS
from nutgraf.model import Budget
from nutgraf.web.app import Settings, create_app
from tests.golden import CASES, PAGES, reading_of
from tests.web.test_story import Outline

PORT = 7684
OWN = f"http://127.0.0.1:{PORT}"
CASE = "clutter--notification-and-video"
HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 8191*8191 }}"
PANEL = Path(__file__).parents[2] / "extension" / "src" / "panel" / "panel.css"
LOOK = Path(nutgraf.__file__).parent / "web" / "static" / "look.css"
STORY = """<html lang="en"><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>The council of Tarnby met on Tuesday to hear what became of the {1} crates left in May.</p>
<p>"Nobody asked for them, and nobody will," said Irma Varga, the clerk of the council.</p>
<p>The station master keeps the crates in the old signal box until somebody asks again.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An application with a library of a few readings, and a client signed in to it."""
    app = create_app(Settings(tmp_path_factory.mktemp("home"), PORT, workers=1))
    rooms = app.extensions["nutgraf"]
    client = app.test_client()
    link = rooms.sessions.new_link().removeprefix(OWN)
    client.post(link, base_url=OWN, headers={"Origin": OWN})
    page = (PAGES / CASE / "page.html").read_text(encoding="utf-8")
    rooms.shelf.keep(nutgraf.read(page, "https://news.example/storm"))
    for crates in (40, 41):
        kept = rooms.shelf.keep(nutgraf.read(STORY.format("Crates", crates), "https://t.example/a"))
    # A busy machine may take longer to load the classic engine than a page may take.
    with suppress(PageTooSlow):
        rooms.workers.summarize(rooms.shelf.get(kept.id).story, Budget(sentences=1), "luhn")
    yield SimpleNamespace(client=client, rooms=rooms, shelf=rooms.shelf, id=kept.id, app=app)
    rooms.close()


def get(room: Any, path: str, **more: Any) -> Any:
    """A page, as the signed-in browser asks for it."""
    return room.client.get(path, base_url=OWN, buffered=True, **more)


def post(room: Any, path: str, **fields: str) -> Any:
    """A form of our own page, sent."""
    return room.client.post(path, base_url=OWN, data=fields, headers={"Origin": OWN})


def test_the_list_shows_what_is_kept(room: Any) -> None:
    """The newest stands first, with its site, its preview and how many versions it has."""
    page = get(room, "/").text

    assert page.index("Crates") < page.index("Harbour pilots")
    assert "2 versions" in page
    assert "2 readings in the library" in page


def test_a_part_of_the_list_is_the_same_list(room: Any) -> None:
    """What a script asks for is drawn by the same hand, without the page around it."""
    whole, part = get(room, "/?q=crates").text, get(room, "/?q=crates&part=list").text

    assert part.strip() in whole
    assert "<html" not in part
    assert "<mark>crates</mark>" in part


@pytest.mark.parametrize(
    ("query", "count"),
    [("q=crates", 1), ("q=%22old+signal+box%22", 1), ("q=nothing", 0), ("unread=1", 2),
     ("site=t.example", 1), ("person=Irma+Varga", 1), ("since=1990-01-01", 2), ("until=1990", 0),
     ("tag=none", 0), ("bin=1", 0), ("q=%00crates", 1), ("q=%FF", 0), ("q=%22crat", 1)],
)  # fmt: skip
def test_filters_and_words_narrow_the_list(room: Any, query: str, count: int) -> None:
    """Every filter is an address; what cannot be read in it is left out, not an error."""
    answer = get(room, f"/?{query}")

    assert answer.status_code == 200
    assert answer.text.count('class="row') - answer.text.count('class="rows') == count


@pytest.mark.parametrize(
    "path",
    ["/?since=yesterday", "/?cursor=zzz", "/readings/{id}?sentences=none",
     "/readings/{id}?sentences=0", "/readings/{id}?method=gpt", "/exports?format=epub",
     "/readings/{id}/export?format=docx", "/readings/{id}/versions?since=x",
     "/exports?format=md&ids={id}&ids={id}"],
)  # fmt: skip
def test_a_wrong_address_is_told_in_a_sentence(room: Any, path: str) -> None:
    """A page that cannot be shown says why, in words, on a page."""
    answer = get(room, path.format(id=room.id))

    assert answer.status_code == 400
    assert answer.mimetype == "text/html"
    assert re.search(r"<h1>That cannot be done</h1>\s*<p>.+[.]</p>", answer.text)


@pytest.mark.parametrize("path", ["/readings/" + "0" * 32, "/readings/x", "/nowhere", "/static/x"])
def test_what_is_not_there_is_told_on_a_page(room: Any, path: str) -> None:
    """A missing reading or address is a page with a way back, and a 404."""
    answer = get(room, path)

    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_the_reader_shows_the_whole_reading(room: Any) -> None:
    """Headline, summary, facts, quotes, story, what was cut, and every format to save it in."""
    page = get(room, f"/readings/{room.id}").text

    for words in ("Crates", "Summary", "Key facts", "The story", "What was cut", "Irma Varga"):
        assert words in page
    for name in EXPORTERS:
        assert f'name="format" value="{name}"' in page


@pytest.mark.parametrize("method", ["news", "luhn"])
def test_the_summary_is_as_long_as_the_address_says(room: Any, method: str) -> None:
    """Of all sentences in the list just the chosen ones are shown."""
    page = get(room, f"/readings/{room.id}?sentences=2&method={method}").text
    picks = re.findall(r'<li data-rank="(\d+)"[^>]*?( hidden)?>', page)

    assert sorted(rank for rank, hidden in picks if not hidden) == ["0", "1"]
    assert len(picks) == 3
    assert f"<option selected>{method}</option>" in page


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_can_be_saved(room: Any, name: str) -> None:
    """A file comes as a download with a safe name, written by the exporter itself."""
    answer = get(room, f"/readings/{room.id}/export?format={name}&sentences=1")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="crates.')
    assert len(answer.data) > 100


def test_the_whole_library_is_saved_as_one_file(room: Any) -> None:
    """One press takes everything along, in the form that brings it back."""
    answer = get(room, "/library/export")

    with ZipFile(BytesIO(answer.data)) as archive:
        assert "library.jsonl" in archive.namelist()
        assert archive.testzip() is None
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_many_are_saved_as_one(room: Any) -> None:
    """The ticked readings come in one file; one alone comes as its own."""
    ids = [kept.id for kept in room.shelf.find().rows]
    ticked = "&".join(f"ids={name}" for name in ids)

    titles = [one["title"] for one in get(room, f"/exports?format=csl-json&{ticked}").json]

    assert len(titles) == len(ids) == 2
    one = get(room, f"/exports?format=json&ids={ids[0]}")
    assert one.json["story"]["headline"] == "Crates"


def test_versions_are_compared(room: Any) -> None:
    """The figure that changed stands as gone and as added."""
    page = get(room, f"/readings/{room.id}/versions").text

    assert "Version 1" in page
    assert "<del>40</del><ins>41</ins>" in page


def test_the_first_version_has_nothing_to_be_compared_with(room: Any) -> None:
    """An older version's page compares it with none before it, or with the later one asked for."""
    first, last = (version.id for version in room.shelf.versions(room.id))

    assert "<ins>" not in get(room, f"/readings/{first}/versions").text
    assert (
        "<del>41</del><ins>40</ins>" in get(room, f"/readings/{first}/versions?since={last}").text
    )


def test_tags_note_and_mark_are_kept(room: Any) -> None:
    """What the reader writes is on the shelf and shown again as it was written."""
    post(room, f"/readings/{room.id}/notes", tags=" sea,  old  boats ,", note="a\r\nb <b>")
    post(room, f"/readings/{room.id}/mark", read="1")
    kept = room.shelf.about(room.id)

    assert (kept.tags, kept.note, kept.is_read) == (("old boats", "sea"), "a\nb <b>", True)
    assert "b &lt;b&gt;</textarea>" in get(room, f"/readings/{room.id}").text
    post(room, f"/readings/{room.id}/notes")
    assert room.shelf.about(room.id).note == "a\nb <b>"
    post(room, f"/readings/{room.id}/notes", tags="", note="")
    post(room, f"/readings/{room.id}/mark", read="0")
    kept = room.shelf.about(room.id)
    assert (kept.tags, kept.note, kept.is_read) == ((), "", False)


def test_too_long_a_note_is_refused_and_nothing_changes(room: Any) -> None:
    """The page says how long a note may be."""
    answer = post(room, f"/readings/{room.id}/notes", tags="kept?", note="x" * 100_001)

    assert answer.status_code == 400
    assert "100,000" in answer.text
    assert room.shelf.about(room.id).tags == ()


def test_a_deleted_reading_can_be_had_back_or_taken_away_for_good(room: Any) -> None:
    """Deleted, it is offered back at once; from the bin it can be deleted for good."""
    kept = room.shelf.keep(nutgraf.read(STORY.format("Oars", 3), "https://t.example/oars"))
    gone = post(room, f"/readings/{kept.id}/delete", back="/?q=oars&cursor=n1&deleted=x")
    listed = get(room, gone.location).text

    assert gone.location == f"/?q=oars&deleted={kept.id}"
    assert f"/readings/{kept.id}/restore" in listed
    assert 'class="row ' not in listed
    assert "Oars" in get(room, "/?bin=1").text
    assert post(room, f"/readings/{kept.id}/restore").location == f"/readings/{kept.id}"
    assert "Oars" in get(room, "/").text
    assert post(room, f"/readings/{kept.id}/purge").status_code == 400
    post(room, f"/readings/{kept.id}/delete")
    post(room, f"/readings/{kept.id}/purge")
    assert get(room, f"/readings/{kept.id}").status_code == 404


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/?q=a%0d%0aX: y", "\\x"]
)
def test_a_form_cannot_lead_elsewhere(room: Any, back: str) -> None:
    """Whatever a form says about where to go back to, it is the library."""
    answer = post(room, f"/readings/{room.id}/delete", back=back)
    post(room, f"/readings/{room.id}/restore")

    assert answer.status_code == 303
    assert answer.location.startswith("/?")


def test_settings_are_kept_and_obeyed(room: Any) -> None:
    """The usual length, method and the search's key follow the settings."""
    post(room, "/settings", sentences="1", method="luhn", template="")
    page = get(room, f"/readings/{room.id}").text

    assert "1 of 3 sentences" in page
    assert "<option selected>luhn</option>" in page
    assert "data-key" not in get(room, "/").text
    post(room, "/settings", sentences="3", method="news", template="", keys="1")
    assert "data-key" in get(room, "/").text


def test_a_template_makes_the_markdown(room: Any) -> None:
    """Markdown follows the reader's template; one with a mistake is refused and not lost."""
    post(room, "/settings", sentences="3", method="news", template="# My {{ title }}", keys="1")
    mine = get(room, f"/readings/{room.id}/export?format=md").text
    wrong = post(room, "/settings", sentences="3", method="news", template="{% if %}", keys="1")

    assert mine.startswith("# My Crates")
    assert wrong.status_code == 400
    assert "{% if %}</textarea>" in wrong.text
    assert room.shelf.setting("template") == "# My {{ title }}"
    post(room, "/settings", sentences="3", method="news", template="", keys="1")


@pytest.mark.parametrize("fields", [{"sentences": "31"}, {"sentences": "x"}, {"method": "gpt"}])
def test_a_setting_that_makes_no_sense_is_refused(room: Any, fields: dict[str, str]) -> None:
    """Nothing is kept of a form with a mistake in it."""
    assert post(room, "/settings", **fields).status_code == 400
    assert "<option selected>news</option>" in get(room, "/settings").text


def test_every_golden_page_can_be_read(room: Any) -> None:
    """Whatever kind of page it was: the reader shows it, well formed, each id once, any length."""
    for case in CASES:
        kept = room.shelf.keep(reading_of(case))
        answer = get(room, f"/readings/{kept.id}?sentences=99")
        found = Outline(answer.text)
        room.shelf.purge(kept.id)

        assert answer.status_code == 200
        assert (found.crossed, found.open) == ([], [])
        assert len(found.ids) == len(set(found.ids))


def test_no_page_carries_anothers_markup(room: Any) -> None:
    """A hostile headline, site, tag, note, query and file is text everywhere it is shown."""
    page = STORY.format(HOSTILE.replace("<", "&lt;"), 5)
    kept = room.shelf.keep(nutgraf.read(page, "https://t.example/hostile?<script>"))
    room.shelf.revise(kept.id, note=HOSTILE, tags=["<script>x"])
    paths = ["/", "/?q=" + "%3Cscript%3Ealert", f"/readings/{kept.id}", "/?tag=%3Cscript%3Ex",
             f"/readings/{kept.id}/versions", f"/?deleted={kept.id}", "/%3Cscript%3E"]  # fmt: skip

    for path in paths:
        text = get(room, path).text
        assert "<script>" not in text
        assert "<img" not in text
        assert str(8191 * 8191) not in text
        assert not Outline(text).crossed
    room.shelf.purge(kept.id)


def test_an_empty_library_says_how_to_begin(tmp_path: Path) -> None:
    """The first page a new reader sees says what to do."""
    app = create_app(Settings(tmp_path, PORT, workers=1))
    rooms = app.extensions["nutgraf"]
    client = app.test_client()
    link = rooms.sessions.new_link().removeprefix(OWN)
    client.post(link, base_url=OWN, headers={"Origin": OWN})

    page = client.get("/", base_url=OWN).text
    rooms.close()

    assert "Nothing here yet" in page
    assert "press the Nutgraf button" in page


def test_the_pages_look_like_the_panel() -> None:
    """The colours and type of the extension's panel are those of the pages, light and dark."""
    roots = [re.findall(r":root \{.*?\}", sheet.read_text(), re.S) for sheet in (PANEL, LOOK)]

    assert len(roots[0]) == 2
    assert roots[0] == roots[1]


def test_every_static_file_is_our_own_and_named(room: Any) -> None:
    """What a page names is there, with its type; no script or sheet names another host."""
    names = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', "".join(
        get(room, path).text for path in ("/", f"/readings/{room.id}", "/settings")
    )))  # fmt: skip
    answers = {name: get(room, name) for name in names}

    assert len(names) >= 5
    assert {answer.status_code for answer in answers.values()} == {200}
    told = [answer.text for name, answer in answers.items() if not name.endswith(".png")]
    assert not [
        text for text in told if "http://" in text or "https://" in text or "innerHTML" in text
    ]


@pytest.mark.parametrize("path", ["/settings", "/api/v1/settings"])
def test_a_mistake_of_ours_is_told_in_a_sentence(
    room: Any, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """What nobody foresaw is no stack trace, to people or to programs."""
    monkeypatch.setattr("nutgraf.store.Shelf.setting", lambda *_: 1 / 0)
    code = room.rooms.pairings.new_code()
    token = {"Authorization": f"Bearer {room.rooms.pairings.redeem(code, None)}"}
    answer = get(room, path, headers=token)

    assert answer.status_code == 500
    assert "Nutgraf made a mistake here" in answer.text
    assert "ZeroDivision" not in answer.text


def test_a_problem_of_the_api_stays_json(room: Any) -> None:
    """Programs get problem documents, people get pages, each on their own addresses."""
    answer = get(room, "/api/v1/readings/" + "0" * 32)

    assert json.loads(answer.text)["code"] == "not-paired"
