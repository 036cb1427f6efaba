"""Books: sound by the book trade's own checker, the same bytes each time, linked throughout."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

import nutgraf
from nutgraf.export import EXPORTERS
from nutgraf.export.content import link_of, summary_spans
from nutgraf.model import Anchor, Block, Mark, Reading, Sentence, Span, Story, Summary
from tests.export.titles import HOSTILE, titled
from tests.golden import CASES, reading_of

CORPUS = Path(
    os.environ.get("NUTGRAF_CORPUS", Path(__file__).parents[3] / "shared" / "corpus")
) / "extraction"  # fmt: skip
SETS = {"fundus": 28, "readability": 8, "wcxb": 8, "traf_eval": 6}
EPUBCHECK = shutil.which("epubcheck")
REQUIRED = os.environ.get("NUTGRAF_REQUIRE_BROWSERS") == "1"
checked = pytest.mark.skipif(
    EPUBCHECK is None and not REQUIRED, reason="epubcheck is not on this machine"
)


def complaints(book: bytes, folder: Path) -> list[str]:
    """What epubcheck has against a book: fatal, errors and warnings."""
    assert EPUBCHECK, "NUTGRAF_REQUIRE_BROWSERS=1 asks for epubcheck too"
    file = folder / "book.epub"
    file.write_bytes(book)
    # Debian's is an archive that only some systems start by themselves.
    is_archive = Path(EPUBCHECK).read_bytes()[:2] == b"PK"
    command = ["java", "-jar", EPUBCHECK] if is_archive else [EPUBCHECK]
    # Half the time: what runs for seconds is not worth the compiler's best.
    world = os.environ | {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
    run = subprocess.run([*command, str(file)], capture_output=True, text=True, env=world, check=False)  # fmt: skip
    told = (run.stdout + run.stderr).splitlines()
    assert "EPUBCheck completed" in told
    return [line for line in told if re.match("(FATAL|ERROR|WARNING)", line)]


def parts_of(book: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(book)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def one(reading: Reading) -> dict[str, str]:
    return parts_of(EXPORTERS["epub"].one(reading))


def odd() -> Reading:
    """Marks over sentences, cells and each other, a link in a link, addresses that are none."""
    text = "One link. Over two. And more.\n\nLeft cell\tright cell. Next\nrow\tends."
    table = Span(text.index("Left"), len(text))
    blocks = (
        Block("paragraph", Span(0, 29), Anchor("", path="/p[1]")),
        Block("table", table, Anchor("", path="/table[1]")),
        Block("note", Span(len(text), len(text)), Anchor("The note\nitself \x0b<&>")),
    )
    marks = (
        Mark("link", Span(4, 18), "https://x.example/outer"),
        Mark("link", Span(5, 8), "https://x.example/inner"),
        Mark("strong", Span(20, 23)),
        Mark("link", Span(24, 28), "https://münchen.example/a%zz[b]#c#d"),
        Mark("note", Span(table.start, table.start + 4), block=2),
        Mark("note", Span(table.start + 5, table.start + 9), block=1),
        Mark("link", Span(table.start + 10, table.start + 15), "https://[bad/"),
        Mark("link", Span(len(text) - 5, len(text)), "javascript:alert(1)"),
    )
    ends = [9, 19, 29, text.index(" Next"), len(text)]
    starts = [0, 10, 20, table.start, text.index("Next")]
    sentences = tuple(
        Sentence(Span(start, end), start > 29) for start, end in zip(starts, ends, strict=True)
    )
    golden = reading_of("quotes--cue-places")
    story = Story(text, blocks, sentences, marks=marks, headline="Odd", language="not a code!")
    summary = Summary("news", golden.summary.budget, (0, 1, 4), (1, 1, 1), ("", "", ""), (2,) * 5)
    return replace(golden, story=story, summary=summary, facts=type(golden.facts)())


@checked
def test_golden_and_hostile_readings_make_a_sound_book(tmp_path: Path) -> None:
    """epubcheck finds nothing, not even to warn of, in one book of all of them."""
    readings = [*map(reading_of, CASES), *map(titled, HOSTILE), odd()]

    assert complaints(EXPORTERS["epub"].many(readings), tmp_path) == []


@checked
def test_a_book_of_one_empty_reading_is_sound(tmp_path: Path) -> None:
    """A page with no story at all is a book as well."""
    assert complaints(EXPORTERS["epub"].one(reading_of("error--not-found")), tmp_path) == []


@checked
@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")
def test_fifty_pages_of_the_corpus_make_a_sound_book(tmp_path: Path) -> None:
    """Pages of fifteen languages, as the web has them, in one book without a complaint."""
    pages = []
    for name, count in SETS.items():
        folders = sorted((CORPUS / name).iterdir())
        pages += folders[:: max(1, len(folders) // count)][:count]
    readings = [
        nutgraf.read(
            gzip.decompress((page / "page.html.gz").read_bytes()),
            json.loads((page / "gold.json").read_text(encoding="utf-8")).get("url"),
        )
        for page in pages
    ]

    assert len(readings) == 50
    assert complaints(EXPORTERS["epub"].many(readings), tmp_path) == []


@pytest.mark.parametrize("reading", [*map(reading_of, CASES), odd()])
def test_every_part_is_xml_and_every_link_inside_leads_somewhere(reading: Reading) -> None:
    """Ids are unique in their page, and what leads to one finds it; other links are web links."""
    parts = one(reading)
    pages = {
        name.removeprefix("book/"): etree.fromstring(text.encode())
        for name, text in parts.items()
        if name.endswith((".xhtml", ".opf", ".xml"))
    }
    ids = {name: page.xpath("//@id") for name, page in pages.items()}
    assert all(len(found) == len(set(found)) for found in ids.values())
    for name, page in pages.items():
        for href in page.xpath("//*[local-name()='a']/@href"):
            place, _, fragment = href.partition("#")
            outside = href.startswith(("https://", "http://"))
            assert outside or (fragment in ids[place or name] if fragment else place in pages)


def test_summary_and_facts_lead_to_their_sentence_and_to_the_page() -> None:
    """Each sentence of the summary is linked to the same words below, and to its place outside."""
    reading = reading_of("quotes--cue-places")
    page = etree.fromstring(one(reading)["book/reading-1.xhtml"].encode())
    rows = page.xpath("//*[@id='summary']//*[local-name()='li']")

    for row, span in zip(rows, summary_spans(reading), strict=True):
        inner, outer = row.xpath(".//@href")
        [sentence] = page.xpath(f"//*[@id='{inner.removeprefix('#')}']")
        assert "".join(sentence.itertext()) == reading.story[span]
        assert outer == link_of(reading, span)
    assert len(page.xpath("//*[@id='facts']//*[@class='page']")) > 20


def test_the_archive_tells_nothing_but_the_readings() -> None:
    """The media type is first and bare, times are fixed, no word of a page is in a path."""
    readings = [titled(headline) for headline in HOSTILE[:20]]
    books = [EXPORTERS["epub"].many(readings) for _ in range(2)]
    with ZipFile(BytesIO(books[0])) as archive:
        entries = archive.infolist()

    assert books[0] == books[1]
    assert (entries[0].filename, entries[0].compress_type, entries[0].extra) == ("mimetype", ZIP_STORED, b"")  # fmt: skip
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(re.fullmatch(r"mimetype|META-INF/container\.xml|book/[a-z0-9-]+\.[a-z]+", entry.filename) for entry in entries)  # fmt: skip


def test_the_package_says_what_the_book_is() -> None:
    """Title, author, language, day, address and a name that follows from the readings."""
    first, second = reading_of("quotes--cue-places"), reading_of("list--numbered")
    package = one(first)["book/package.opf"]

    assert "<dc:title>Dunmoor railway to reopen after 31 years</dc:title>" in package
    assert "<dc:creator>Gideon Parr</dc:creator>" in package
    assert "<dc:language>en</dc:language>" in package
    assert "<dc:date>2026-04-22</dc:date>" in package
    assert '<meta property="dcterms:modified">2026-04-22T20:15:00Z</meta>' in package
    names = {re.search(r"urn:uuid:[0-9a-f-]{36}", one(reading)["book/package.opf"])[0] for reading in (first, second)}  # type: ignore[index]  # fmt: skip
    assert len(names) == 2


def test_a_book_of_many_begins_with_its_contents() -> None:
    """The contents page is in the reading order and names each reading and its parts."""
    readings = [reading_of("quotes--cue-places"), reading_of("list--numbered")]
    parts = parts_of(EXPORTERS["epub"].many(readings))

    assert re.findall(r'idref="(\w+)"', parts["book/package.opf"]) == ["contents", "r1", "r2"]
    assert '<a href="reading-2.xhtml">How to carry a piano down four floors</a>' in parts["book/contents.xhtml"]  # fmt: skip
    assert '<a href="reading-1.xhtml#quotes">Quotes</a>' in parts["book/contents.xhtml"]


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("he", "rtl"), ("ja", "ltr"), ("en", "ltr")])  # fmt: skip
def test_a_book_turns_its_pages_the_way_it_is_read(language: str, way: str) -> None:
    """Arabic and Hebrew run from right to left, in the text and in the order of pages."""
    golden = reading_of("quotes--cue-places")
    reading = replace(golden, story=replace(golden.story, language=language))
    parts = one(reading)

    assert f'page-progression-direction="{way}"' in parts["book/package.opf"]
    assert f'xml:lang="{language}" dir="{way}"' in parts["book/reading-1.xhtml"]


def test_no_picture_is_in_the_book_but_its_words_are() -> None:
    """A picture is its caption and its address: nothing is loaded when the book is opened."""
    page = one(reading_of("images--captions"))["book/reading-1.xhtml"]

    assert "<img" not in page
    assert "Image: The quay at Sandholm in May" in page


def test_odd_marks_are_written_in_order() -> None:
    """A mark over two sentences keeps both places; a link in a link and a script are words."""
    page = one(odd())["book/reading-1.xhtml"]
    body = page[page.index("<article>") :]

    assert [int(name) for name in re.findall(r'id="s(\d)"', body)] == [0, 1, 2, 3, 4]
    assert not re.search(r"javascript|bad/|<a[^>]*>[^<]*<a", body)
    assert 'href="https://xn--mnchen-3ya.example/a%25zz%5Bb%5D#c%23d"' in body
    assert 'id="note-Left"' in body
