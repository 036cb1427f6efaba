"""A reading as the rows of the shelf, and rows as readings."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from typing import Final
from urllib.parse import urlsplit

from nutgraf.errors import BadReading, ShelfBroken
from nutgraf.model import Reading
from nutgraf.plain import to_json
from nutgraf.store.kept import Kept, Version
from nutgraf.store.marks import HEAD, marks_of

LISTED: Final = (
    "id, headline, site, byline, published, language, url, kept_at, words, preview, versions, "
    "is_read, note, deleted_at"
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_PREVIEW_CHARS: Final = 400
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uac00-\ud7af\uff66-\uff9f\U00020000-\U0003ffff"
)
"""The signs, as a class of an expression, of scripts that put no spaces between words."""

_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_JOINT: Final = "\u200b"

Snippet = tuple[tuple[str, bool], ...]


def packed(reading: Reading) -> bytes:
    """A reading as it is stored; raises BadReading for half a character in it."""
    try:
        return zlib.compress(to_json(reading).encode())
    except UnicodeEncodeError as error:
        raise BadReading("This reading holds half a character, which no file can keep.") from error


def unpacked(form: bytes, name: str) -> str:
    """The JSON of a stored reading, by its id; raises ShelfBroken where its bytes are damaged."""
    try:
        return zlib.decompress(form).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise ShelfBroken(f"The reading {name} is damaged in the library's file.") from error


def apart(text: str) -> str:
    """Text whose scripts without spaces are parted character by character, so that any piece of
    a word is found: a tokenizer sees the joints, a reader does not."""
    return _UNSPACED.sub(f"{_JOINT}\\g<0>{_JOINT}", text)


def joined(text: str) -> str:
    """What `apart` parted."""
    return text.replace(_JOINT, "")


def listed(reading: Reading, name: str, kept_at: str) -> dict[str, object]:
    """What a list shows of a reading, by column."""
    story, url = reading.story, reading.page.url or reading.story.url
    return {
        "id": name,
        "headline": story.headline,
        "site": story.site or _host(url),
        "byline": json.dumps(story.byline, ensure_ascii=False),
        "published": story.published,
        "language": story.language,
        "url": url,
        "kept_at": kept_at,
        "words": words_of(reading),
        "preview": _preview(reading),
    }


def marks(reading: Reading, kept_at: str) -> str:
    """What a reading can be filtered by: site, host, people, the day it was published or kept."""
    story, url = reading.story, reading.page.url or reading.story.url
    day = story.published if story.published and _DAY.match(story.published) else kept_at
    sites = {name.casefold() for name in (story.site, _host(url)) if name}
    return marks_of(sorted(sites), people(reading), day[:10])


def words_of(reading: Reading) -> int:
    """The length of the story in words."""
    return sum(reading.summary.words) or len(reading.story.text.split())


def searched(reading: Reading, note: str) -> tuple[str, str, str, str]:
    """What is searched of a reading: headline, body, names, note."""
    story, facts = reading.story, reading.facts
    named = (*facts.people, *facts.organisations, *facts.places)
    names = [*story.byline, *(fact.value or story[fact.spans[0]] for fact in named if fact.spans)]
    body = "\n".join(filter(None, (story.dek, story.text)))
    return (
        searchable(story.headline or ""), searchable(body), searchable("\n".join(names)),
        searchable(note),
    )  # fmt: skip


def searchable(text: str) -> str:
    """A text as it goes into the index."""
    return apart(text.replace(HEAD, " "))


def sound(text: str) -> str:
    """A text without halves of characters, which no file can hold."""
    return text.encode(errors="replace").decode()


def people(reading: Reading) -> dict[str, str]:
    """The people of a story and its authors, by their names without case."""
    story = reading.story
    names = [fact.value or story[fact.spans[0]] for fact in reading.facts.people if fact.spans]
    return {name.casefold(): name for name in (*names, *story.byline) if name.strip()}


def kept(row: sqlite3.Row, tags: tuple[str, ...], snippet: Snippet = ()) -> Kept:
    """A row of `LISTED` as a list shows it."""
    fields = {name: row[name] for name in row.keys() if name not in _INNER}  # noqa: SIM118 # a row's keys are no iterator
    fields |= {"byline": tuple(json.loads(row["byline"])), "is_read": bool(row["is_read"])}
    return Kept(**fields, tags=tags, snippet=snippet)


_INNER: Final = ("serial", "latest", "body")


def version(row: sqlite3.Row, number: int) -> Version:
    """A row of the versions, as a list shows it."""
    return Version(
        row["id"], number, row["kept_at"], row["digest"], row["headline"], row["words"]
    )  # fmt: skip


def _preview(reading: Reading) -> str:
    story, ranking = reading.story, reading.summary.ranking
    best = min(reading.summary.picks, key=lambda pick: pick.sentence, default=None)
    text = story[story.sentences[best.sentence].span] if best and ranking else story.text
    return " ".join(text[:_PREVIEW_CHARS].split())


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
