"""Bibliographies: what a reference manager reads back is what the page said."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from nutgraf.export import EXPORTERS
from nutgraf.export.content import one_line, title_of
from nutgraf.export.references import Author, author, reference, written
from nutgraf.model import Reading
from tests.export.titles import HOSTILE, URL, titled
from tests.golden import CASES, reading_of

GOLDEN = [reading_of(case) for case in CASES]


def ris(*readings: Reading) -> list[dict[str, Any]]:
    return rispy.loads(EXPORTERS["ris"].many(readings).decode())


def bibtex(*readings: Reading) -> list[dict[str, str]]:
    """The entries as TeX would set them; addresses, dates and names as they stand in the file."""
    text = EXPORTERS["bibtex"].many(readings).decode()
    plain = bibtexparser.parse_string(text)
    told = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert plain.failed_blocks == told.failed_blocks == []
    kept = ("url", "date", "urldate")
    return [
        {"key": set_.key, "type": set_.entry_type}
        # The decoder shows TeX's circumflex as a letter's accent.
        | {f.key: f.value.replace("ˆ", "^") for f in set_.fields}
        | {name: raw[name] for name in kept if name in raw}
        for raw, set_ in zip(plain.entries, told.entries, strict=True)
    ]


def csl(*readings: Reading) -> list[dict[str, Any]]:
    return json.loads(EXPORTERS["csl-json"].many(readings))


@pytest.mark.parametrize("headline", HOSTILE)
def test_ris_gives_any_title_back(headline: str) -> None:
    """One record, every field on its line, whatever the title holds."""
    reading = titled(headline)
    records = ris(reading, reading_of("list--numbered"))
    told = reference(reading)

    assert len(records) == 2
    assert records[0]["title"] == title_of(reading)
    assert records[0].get("secondary_title", "") == told.site == one_line(headline)
    assert records[0]["abstract"] == told.abstract
    assert records[0]["urls"] == [URL]
    assert records[1]["title"] == "How to carry a piano down four floors"


@pytest.mark.parametrize("headline", HOSTILE)
def test_bibtex_gives_any_title_back(headline: str) -> None:
    """Entries neither run into each other nor lose a sign; keys are plain ASCII."""
    reading = titled(headline)
    entries = bibtex(reading, reading_of("list--numbered"))
    told = reference(reading)

    assert len(entries) == 2
    assert entries[0]["title"] == title_of(reading)
    assert entries[0].get("organization", "") == told.site
    assert entries[0]["abstract"] == told.abstract
    assert entries[0]["url"] == URL
    assert all(re.fullmatch(r"[a-z0-9]+", entry["key"]) for entry in entries)
    text = EXPORTERS["bibtex"].one(reading).decode()
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("headline", HOSTILE)
def test_csl_json_gives_any_title_back(headline: str) -> None:
    """A citation processor takes the item and holds its words as they are."""
    reading = titled(headline)
    item = csl(reading)[0]
    [source] = CiteProcJSON([item]).values()

    assert item["title"] == title_of(reading)
    assert item.get("container-title", "") == one_line(headline)
    assert item["abstract"] == reference(reading).abstract
    # Zotero's mark for words that keep their letters is taken out by whoever reads it.
    assert str(source.title) == re.sub(r"</?span[^>]*>", "", title_of(reading))
    assert str(source.URL) == URL


def test_the_three_formats_agree_on_every_golden_page() -> None:
    """Title, authors, site, day, address and keywords are the same in all three."""
    rows = zip(GOLDEN, ris(*GOLDEN), bibtex(*GOLDEN), csl(*GOLDEN), strict=True)
    for reading, record, entry, item in rows:
        told = reference(reading)
        assert record["title"] == entry["title"] == item["title"] == told.title
        assert record.get("urls", [""])[0] == entry.get("url", "") == item.get("URL", "")
        assert entry.get("date", "") == written(told.issued)
        assert record.get("date", "").strip("/").replace("/", "-") == written(told.issued)
        assert item.get("issued", {"date-parts": [[]]})["date-parts"] == [list(told.issued)]
        names = [f"{n.family}, {n.given}" if n.given else n.family for n in told.authors]
        assert record.get("authors", []) == names
        assert [
            re.sub("[{}]", "", name) for name in entry.get("author", "").split(" and ") if name
        ] == names
        assert [
            n.get("literal") or f"{n['family']}, {n['given']}" for n in item.get("author", [])
        ] == names
        assert record.get("keywords", []) == list(told.keywords)
        assert entry.get("keywords", "") == item.get("keyword", "") == ", ".join(told.keywords)


def test_every_sentence_of_the_abstract_has_its_place_in_bibtex() -> None:
    """The annotation pairs each sentence with its link, as the others do in their notes."""
    reading = reading_of("quotes--cue-places")
    places = [f"{words} {link}" for words, link in reference(reading).places]

    assert bibtex(reading)[0]["annotation"].split("; ") == places
    assert ris(reading)[0]["notes"] == places
    assert csl(reading)[0]["annote"].split("\n") == places  # codespell:ignore annote


def test_a_citation_processor_sets_a_bibliography() -> None:
    """The items go through a style and come out with name, title and year."""
    items = csl(reading_of("quotes--cue-places"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"].lower())]))

    [entry] = map(str, bibliography.bibliography())
    assert "Parr, G" in entry
    assert "2026" in entry
    assert "Dunmoor railway to reopen after 31 years" in entry


@pytest.mark.parametrize(
    ("name", "language", "parted"),
    [
        ("Gideon Parr", "en", Author("Parr", "Gideon")),
        ("John F. Kennedy", "en", Author("Kennedy", "John F.")),
        ("J. K. Rowling", "en", Author("Rowling", "J. K.")),
        ("Ursula von der Leyen", "de", Author("von der Leyen", "Ursula")),
        ("Jean-Luc O’Neill", None, Author("O’Neill", "Jean-Luc")),
        ("María López", "es", Author("López", "María")),
        ("Gabriel García Márquez", "es", Author("Gabriel García Márquez")),
        ("Associated Press", "en", Author("Associated Press")),
        ("BBC News", "en", Author("BBC News")),
        ("Reuters", "en", Author("Reuters")),
        ("Orbán Viktor", "hu", Author("Orbán Viktor")),
        ("村上 春樹", "ja", Author("村上 春樹")),
        ("عمر حسن", "ar", Author("عمر حسن")),
        ("and others", "en", Author("and others")),
        ("von Braun", "de", Author("von Braun")),
        ("", None, Author("")),
    ],
)
def test_a_name_is_parted_only_where_that_is_sure(
    name: str, language: str | None, parted: Author
) -> None:
    """Two words, initials and small particles; all else stays as the page has it."""
    assert author(name, language) == parted


@pytest.mark.parametrize(
    ("published", "parts"),
    [
        ("2026-04-22T21:15:00+01:00", [2026, 4, 22]),
        ("2026-04", [2026, 4]),
        ("2026", [2026]),
        ("2026-13-01", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_date_has_the_precision_known(published: str | None, parts: list[int] | None) -> None:
    """No month is made up, and what can be no date is none."""
    page = reading_of("quotes--cue-places")
    reading = replace(page, story=replace(page.story, published=published))

    assert csl(reading)[0].get("issued") == (parts and {"date-parts": [parts]})
    assert bibtex(reading)[0].get("date", "") == written(tuple(parts or ()))


def test_news_is_news_and_a_page_is_a_page() -> None:
    """Articles go among newspaper articles, all else among web pages."""
    kinds = {case: (ris(reading_of(case))[0]["type_of_reference"], csl(reading_of(case))[0]["type"])
             for case in ("quotes--cue-places", "product--page")}  # fmt: skip

    assert kinds == {
        "quotes--cue-places": ("NEWS", "article-newspaper"),
        "product--page": ("ELEC", "webpage"),
    }
    assert bibtex(reading_of("product--page"))[0]["type"] == "online"


def test_keys_are_one_a_reading_and_the_same_in_every_file() -> None:
    """A reading named twice is one entry; its key does not follow from what stands beside it."""
    keys = [entry["key"] for entry in bibtex(*GOLDEN, *GOLDEN)]

    assert len(keys) == len(set(keys)) == len({reading.digest for reading in GOLDEN})
    assert [bibtex(reading)[0]["key"] for reading in GOLDEN[:5]] == keys[:5]
