"""Facts as a table: every row linked, no cell computed."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import replace
from io import StringIO

import pytest

from nutgraf.export import EXPORTERS
from nutgraf.export.sheet import COLUMNS
from nutgraf.model import Fact, Reading, Source, Span
from tests.export.titles import HOSTILE, titled
from tests.golden import CASES, reading_of


def rows(*readings: Reading, delimiter: str = ",") -> list[list[str]]:
    """The table as a spreadsheet takes it in: cells without what cannot be seen."""
    text = EXPORTERS["csv"].many(readings).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def is_live(cell: str) -> bool:
    """Whether a spreadsheet would compute a cell, whichever width its signs have."""
    plain = unicodedata.normalize("NFKC", re.sub(r"[\u200b-\u200f\u202a-\u202e\ufeff]", "", cell))
    begun = plain.strip().lstrip("\"").strip()  # fmt: skip
    return begun[:1] in tuple("=+-@") and not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain)


def named(words: str) -> Reading:
    """A reading in which everything a page can say is the words given."""
    page = titled(words)
    span = Span(0, page.story.text.index(" — this is"))
    quotes = [replace(one, source=Source(span, span, span)) for one in page.facts.quotes]
    fact = Fact("person", (span,), value=words, unit=None)
    number = Fact("number", (span,), value="-5", unit=span)
    return replace(page, facts=replace(page.facts, items=(fact, number), quotes=tuple(quotes)))


@pytest.mark.parametrize("words", [one for one in HOSTILE if one.strip()])
def test_no_cell_is_a_formula(words: str) -> None:
    """Whatever headline, site, name, value, unit, speaker or role says is shown, not computed."""
    table = rows(named(words))

    assert len(table) >= 3
    assert [cell for row in table for cell in row if is_live(cell)] == []


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("words", ["a;=1+1", "a\t=1+1", "a|@x", "a; \u200b=1", "x\n+1", 'x;"=1'])
def test_no_piece_of_a_cell_is_a_formula(words: str, delimiter: str) -> None:
    """Where a spreadsheet parts the file at another sign, no piece of it is computed either."""
    table = rows(named(words), delimiter=delimiter)

    assert [cell for row in table for cell in row if is_live(cell)] == []


def test_a_number_stays_a_number() -> None:
    """A negative value is a number to count with, not words behind an apostrophe."""
    number = next(row for row in rows(named("plain")) if row[COLUMNS.index("kind")] == "number")

    assert number[COLUMNS.index("value")] == "-5"


@pytest.mark.parametrize("case", CASES)
def test_every_place_of_a_fact_and_every_quote_has_its_row(case: str) -> None:
    """A row a span, in order, with the words as the story has them and a link to each."""
    reading = reading_of(case)
    facts = reading.facts
    head, *table = rows(reading)
    found = [dict(zip(head, row, strict=True)) for row in table]

    assert len(found) == sum(len(fact.spans) for fact in facts.items) + len(facts.quotes)
    assert tuple(head) == COLUMNS
    assert all(row["text"].lstrip("'") in reading.story.text for row in found)
    linked = bool(reading.page.url or reading.story.url)
    assert all(("#:~:text=" in row["link"]) == linked for row in found)
    quotes = [row for row in found if row["kind"] in ("quote", "reported")]
    assert [row["mode"] for row in quotes] == [quote.mode for quote in facts.quotes]


def test_the_file_is_what_spreadsheets_open() -> None:
    """It begins with the mark that says UTF-8, its lines end as the standard asks, and its
    columns are those of one table however many readings are in it."""
    readings = [reading_of("quotes--cue-places"), reading_of("list--numbered")]
    book = EXPORTERS["csv"].many(readings)

    assert book.startswith(b"\xef\xbb\xbfheadline,site,published,kind,")
    assert book.count(b"\r\n") == 1 + sum(len(rows(reading)) - 1 for reading in readings)
    assert {len(row) for row in rows(*readings)} == {len(COLUMNS)}
