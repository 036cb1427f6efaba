"""What the API answers, as its own description has it."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from nutgraf.web.examples import FILES

PROBLEM: Final = "application/problem+json"
MISTAKE: Final = "Nutgraf made a mistake here; the terminal it runs in says which."
NAME: Final = "0f6b5c1c4d6e4f0e9a7b2c3d4e5f6a7b"
_KEPT: Final[dict[str, Any]] = {
    "id": NAME,
    "headline": "Harbour pilots to strike over night crossings",
    "site": "The Tidewater Ledger",
    "byline": ["Ida Corrado"],
    "published": "2026-11-18",
    "language": "en",
    "url": "https://news.example/pilots",
    "kept_at": "2026-11-22T08:14:03Z",
    "words": 412,
    "preview": "The pilots who guide container ships will stop work for 48 hours next week.",
    "versions": 1,
    "is_read": False,
    "note": "",
    "tags": ["harbour"],
    "deleted_at": None,
    "snippet": [["The walkout would close one of the busiest ", False], ["harbours", True]],
}


_PROBLEM: Final = {
    "type": "about:blank", "title": "No such reading", "status": 404, "code": "no-such-reading",
    "detail": "The library holds no such reading.",
}  # fmt: skip


def _example(value: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"example": value})


class KeptOut(BaseModel):
    """A reading as the library lists it; `snippet` only in answer to a search."""

    model_config = _example(_KEPT)

    id: str
    headline: str | None
    site: str | None
    byline: list[str]
    published: str | None
    language: str | None
    url: str | None
    kept_at: str
    words: int
    preview: str
    versions: int
    is_read: bool
    note: str
    tags: list[str]
    deleted_at: str | None
    snippet: list[list[str | bool]]


class LibraryOut(BaseModel):
    """A page of the library, and where the next one begins."""

    model_config = _example({"readings": [_KEPT], "cursor": "n117"})

    readings: list[KeptOut]
    cursor: str | None


class VersionOut(BaseModel):
    """One version of a reading."""

    id: str
    number: int
    kept_at: str
    digest: str
    headline: str | None
    words: int


class VersionsOut(BaseModel):
    """All versions of a reading, oldest first."""

    model_config = _example({"versions": [{
        "id": NAME, "number": 1, "kept_at": "2026-11-22T08:14:03Z", "digest": "sha256:4c0f…",
        "headline": "Harbour pilots to strike over night crossings", "words": 412,
    }]})  # fmt: skip

    versions: list[VersionOut]


class CountOut(BaseModel):
    """A name and how many readings have it."""

    name: str
    count: int


class CountsOut(BaseModel):
    """Names with their counts."""

    model_config = _example({"counts": [{"name": "harbour", "count": 12}]})

    counts: list[CountOut]


class SettingsOut(BaseModel):
    """The reader's settings."""

    model_config = _example({"sentences": 3, "method": "news", "template": "", "keys": True})

    sentences: int
    method: str
    template: str
    keys: bool


class SummaryOut(BaseModel):
    """A summary: all sentences ranked, and those picked, in story order."""

    model_config = _example({
        "method": "news", "budget": {"sentences": 1, "words": None, "share": None},
        "ranking": [0, 2, 1], "scores": [0.91, 0.55, 0.2],
        "reasons": ["opens the story", "gives a new figure", ""], "words": [24, 31, 9],
        "picks": [{"sentence": 0, "score": 0.91, "reason": "opens the story"}],
    })  # fmt: skip

    method: str
    budget: dict[str, float | int | None]
    ranking: list[int]
    scores: list[float]
    reasons: list[str]
    words: list[int]
    picks: list[dict[str, Any]]


class BroughtOut(BaseModel):
    """What an import did."""

    model_config = _example({"new": 12, "known": 3, "rejected": ["Line 4: its digest differs."]})

    new: int = Field(description="Versions that were not there.")
    known: int = Field(description="Versions that were there already.")
    rejected: list[str] = Field(description="What was not taken, and why.")


class TokenOut(BaseModel):
    """The token that the code became."""

    model_config = _example({"token": "qL0c…"})

    token: str


class LinkOut(BaseModel):
    """An address that signs a browser in, good once."""

    model_config = _example({"link": "http://127.0.0.1:7684/sign-in/Zx3…"})

    link: str


class HealthOut(BaseModel):
    """That the server runs, and which."""

    model_config = _example({"name": "nutgraf", "status": "ok", "version": "0.1.0"})

    name: str
    status: str
    version: str


class Problem(BaseModel):
    """An error as RFC 9457 has it, with a sentence for the reader in `detail`."""

    model_config = _example(_PROBLEM)

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str


def problems(*statuses: int) -> dict[str | int, Any]:
    """The description of the errors a call may answer with, beside those that any call may."""
    return {status: _problem(status) for status in sorted({400, 401, 403, 503, *statuses})}


def files(kinds: dict[str, str]) -> dict[str, Any]:
    """The description of an answer that is a file: its media types, each with what it is."""
    content = {
        kind: {"schema": _contents(kind, what), "example": FILES.get(what, {})}
        for kind, what in kinds.items()
    }
    return {"description": "A file.", "content": content}


def _contents(kind: str, what: str) -> dict[str, Any]:
    is_json = kind.partition(";")[0].endswith("json")
    return {"description": what} | ({} if is_json else {"type": "string"})


def _problem(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    example = _PROBLEM | {"status": status}
    return {
        "description": "A problem, with a sentence for the reader.",
        "content": {PROBLEM: {"schema": schema, "example": example}},
    }
