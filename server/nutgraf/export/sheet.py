"""Facts and quotes as CSV for spreadsheets: no cell of it is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from nutgraf.export.content import link_of, page_url, seen, title_of
from nutgraf.export.findings import Finding, findings
from nutgraf.model import Reading

COLUMNS: Final = (
    "headline", "site", "published", "kind", "text", "value", "unit", "speaker", "role", "mode",
    "confidence", "sentence", "link", "url", "digest",
)  # fmt: skip
# Without it, spreadsheets take the file for one in the system's old charset.
_MARK: Final = "\ufeff"
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?", re.A)
# A cell that begins so is computed; so is the rest of one that a spreadsheet parts at a sign.
_UNSEEN: Final = r"[\s\"'\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_LIVE: Final = re.compile(rf"(^|[;|\t\n])({_UNSEEN})(?=[=+\-@＝＋－＠−﹦﹢﹣﹫])")


def to_csv(readings: Sequence[Reading]) -> str:
    """A row a place of a fact and a row a quote, under one row of names; lines end in CR LF."""
    file = StringIO()
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for reading in readings:
        table.writerows(map(_cell, row) for row in _rows(reading))
    return _MARK + file.getvalue()


def _rows(reading: Reading) -> Iterator[Sequence[str]]:
    story = reading.story
    head = (title_of(reading), story.site or "", story.published or "")
    for one in findings(reading):
        yield (*head, *_finding(reading, one), _address(page_url(reading)), reading.digest)


def _finding(reading: Reading, one: Finding) -> Sequence[str]:
    story = reading.story
    sentence = "" if one.sentence is None else story[story.sentences[one.sentence].span]
    return (
        one.kind, story[one.span], one.value, one.unit, one.speaker, one.role, one.mode,
        f"{one.confidence:g}", sentence, _address(link_of(reading, one.span)),
    )  # fmt: skip


def _address(url: str | None) -> str:
    """A link in which no semicolon can end a cell."""
    return (url or "").replace(";", "%3B")


def _cell(text: str) -> str:
    """A cell that shows its text: where it would be computed, it begins with an apostrophe."""
    text = seen(text)
    return text if _NUMBER.fullmatch(text) else _LIVE.sub(r"\1'\2", text)
