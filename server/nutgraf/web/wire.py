"""Nouns to and from the wire: the API's JSON, one version, checked at the door."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from threading import Lock
from typing import Annotated, Any

from flask import Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from nutgraf.errors import BadRequest, NoSuchReading, NutgrafError
from nutgraf.limits import RECENT_READINGS
from nutgraf.model import Notice, Reading
from nutgraf.plain import plain, to_json

PROBLEM = "application/problem+json"


def _whole(value: Any) -> Any:
    """A browser's string may hold half a character; no text may."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_whole)]


class NoticeIn(BaseModel):
    """Something the capture has to tell the reader."""

    code: Text = Field(max_length=40)
    message: Text = Field(max_length=400)


class PageIn(BaseModel):
    """A page as the browser shows it."""

    model_config = ConfigDict(extra="ignore")

    html: Text = Field(description="The page's source, up to 10 MB.")
    url: Text | None = Field(None, max_length=8_192, description="Where the page came from.")
    captured_at: Text | None = Field(None, max_length=40, description="ISO 8601.")
    selection: Text | None = Field(None, description="What the reader had selected.")
    notices: list[NoticeIn] = Field(default_factory=list, max_length=20)


class KeepQuery(BaseModel):
    """Whether to keep the reading."""

    save: bool = Field(False, description="Keep the reading in the library.")


class ReadingPath(BaseModel):
    """Which reading."""

    reading_id: str = Field(pattern=r"^[0-9a-f]{32}$")


class SummaryQuery(BaseModel):
    """One length at most, and a method."""

    sentences: int | None = Field(None, ge=1, le=3_000)
    words: int | None = Field(None, ge=1, le=1_000_000)
    share: float | None = Field(None, gt=0, le=1)
    method: str = Field("news", max_length=40)


class ExportQuery(SummaryQuery):
    """A format, and the summary that goes into it."""

    format: str = Field("md", max_length=20, description="md, html, txt or json")


class CodeIn(BaseModel):
    """The code a reader typed."""

    code: str = Field(pattern=r"^\s*\d{3}\s?\d{3}\s*$")


class TokenOut(BaseModel):
    """The token that the code became."""

    token: str


class HealthOut(BaseModel):
    """That the server runs, and which."""

    name: str
    status: str
    version: str


class Problem(BaseModel):
    """An error as RFC 9457 has it, with a sentence for the reader in `detail`."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str


def page_in(body: bytes) -> PageIn:
    """The page a JSON body holds; raises BadRequest."""
    try:
        return PageIn.model_validate(json.loads(body))
    except (ValidationError, RecursionError, ValueError) as error:
        raise BadRequest(f"This is not a page Nutgraf can take: {_first(error)}.") from error


def notices_in(page: PageIn) -> tuple[Notice, ...]:
    """The capture's notices as our own."""
    return tuple(Notice(notice.code, notice.message) for notice in page.notices)


def reading_id(reading: Reading) -> str:
    """The same page from the same address is the same id, whenever it was captured."""
    mark = f"{reading.page.url}\n{reading.page.sha256}"
    return hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:32]


def reading_out(reading: Reading) -> Response:
    """A reading with its id."""
    form: dict[str, Any] = {"id": reading_id(reading)} | plain(reading)
    return Response(to_json(form), mimetype="application/json")


def problem(error: NutgrafError) -> Response:
    """An error of ours as a problem document."""
    return problem_of(error.status, error.code, str(error))


def problem_of(status: int, code: str, detail: str) -> Response:
    """A problem document."""
    title = code.replace("-", " ").capitalize()
    form = Problem(title=title, status=status, code=code, detail=detail)
    return Response(form.model_dump_json(), status, mimetype=PROBLEM)


def _first(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its JSON is nested too deeply"
    if not isinstance(error, ValidationError):
        return "it is no JSON"
    row = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, row["loc"])) or "the body"
    return f"{place}: {row['msg'][:160]}"


class RecentReadings:
    """The last readings, in memory only, so that summary and export need not read again."""

    def __init__(self) -> None:
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    def put(self, reading: Reading) -> None:
        """Remember a reading; the one unused longest is forgotten past 64."""
        with self._lock:
            name = reading_id(reading)
            self._readings[name] = reading
            self._readings.move_to_end(name)
            if len(self._readings) > RECENT_READINGS:
                self._readings.popitem(last=False)

    def get(self, name: str) -> Reading:
        """A remembered reading; raises NoSuchReading."""
        with self._lock:
            if name not in self._readings:
                raise NoSuchReading("The server no longer holds that reading. Read the page again.")
            self._readings.move_to_end(name)
            return self._readings[name]
