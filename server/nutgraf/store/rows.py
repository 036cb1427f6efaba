"""A reading as the rows of the shelf, and rows as readings."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from typing import Final
from urllib.parse import urlsplit

from nutgraf.model import Reading
from nutgraf.plain import to_json
from nutgraf.store.kept import Kept, Version

LISTED: Final = (
    "id, headline, site, byline, published, language, url, kept_at, words, preview, versions, "
    "is_read, note, deleted_at"
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_PREVIEW_CHARS: Final = 400
_UNSPACED: Final = re.compile(
    "["
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uac00-\ud7af\uff66-\uff9f\U00020000-\U0003ffff"
    "]"
)
_JOINT: Final = "\u200b"
START, END = "\x02", "\x03"


def packed(reading: Reading) -> bytes:
    """A reading as it is stored."""
    return zlib.compress(to_json(reading).encode())


def unpacked(form: bytes) -> str:
    """The JSON of a stored reading."""
    return zlib.decompress(form).decode()


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
    day = story.published[:10] if story.published and _DAY.match(story.published) else kept_at[:10]
    host = _host(url)
    return {
        "id": name,
        "headline": story.headline,
        "site": story.site or host,
        "host": host,
        "byline": json.dumps(story.byline, ensure_ascii=False),
        "published": story.published,
        "language": story.language,
        "url": url,
        "day": day,
        "kept_at": kept_at,
        "words": words_of(reading),
        "preview": _preview(reading),
    }


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
    return apart(text.replace(START, " ").replace(END, " "))


def people(reading: Reading) -> dict[str, str]:
    """The people of a story and its authors, by their names without case."""
    story = reading.story
    names = [fact.value or story[fact.spans[0]] for fact in reading.facts.people if fact.spans]
    return {name.casefold(): name for name in (*names, *story.byline) if name.strip()}


def kept(row: sqlite3.Row, tags: tuple[str, ...]) -> Kept:
    """A row of `LISTED` as a list shows it, with its snippet where one was asked for."""
    fields = dict(row) | {"byline": tuple(json.loads(row["byline"])), "tags": tags}
    fields |= {"is_read": bool(row["is_read"]), "snippet": snippet(fields.get("snippet") or "")}
    return Kept(**{name: value for name, value in fields.items() if name not in _INNER})


_INNER: Final = ("serial", "latest")


def version(row: sqlite3.Row, number: int) -> Version:
    """A row of the versions, as a list shows it."""
    return Version(
        row["id"], number, row["kept_at"], row["digest"], row["headline"], row["words"]
    )  # fmt: skip


def snippet(marked: str) -> tuple[tuple[str, bool], ...]:
    """Pieces of text, each with whether it was searched for, from SQLite's marked words."""
    pieces = re.split(f"{START}(.*?){END}", joined(marked), flags=re.DOTALL)
    return tuple((piece, bool(n % 2)) for n, piece in enumerate(pieces) if piece)


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
