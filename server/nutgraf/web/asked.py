"""What callers of the API send, checked at the door."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from nutgraf.errors import BadRequest
from nutgraf.export import EXPORTERS
from nutgraf.limits import LIST_ROWS, NOTE_CHARS, TAG_CHARS, TEMPLATE_CHARS
from nutgraf.model import Notice
from nutgraf.store import Query
from nutgraf.summary import METHODS
from nutgraf.web.answers import NAME
from nutgraf.web.preferences import LONGEST

_ID = r"^[0-9a-f]{32}$"
_BINDING: Final = [name for name, form in EXPORTERS.items() if form.bind]
_DAY = r"^\d{4}(-\d\d(-\d\d)?)?$"


def _whole(value: Any) -> Any:
    """A browser's string may hold half a character; no text may."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_whole)]
Name = Annotated[str, Field(pattern=_ID, json_schema_extra={"example": NAME})]
# What is none of these is refused by the room that knows them, in its own words.
Method = Annotated[str, Field(max_length=40, json_schema_extra={"enum": list(METHODS)})]
Format = Annotated[str, Field(max_length=20, json_schema_extra={"enum": list(EXPORTERS)})]
Bound = Annotated[str, Field(max_length=20, json_schema_extra={"enum": _BINDING})]


def _strict(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", strict=True, json_schema_extra={"example": example})


class NoticeIn(BaseModel):
    """Something the capture has to tell the reader."""

    code: Text = Field(max_length=40, examples=["frames-blocked"])
    message: Text = Field(max_length=400, examples=["One framed part could not be read."])


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

    save: bool = Field(True, description="Keep the reading in the library.")


class ReadingPath(BaseModel):
    """Which reading: the id of any of its versions."""

    reading_id: Name


class LibraryQuery(BaseModel):
    """What is looked for; every filter must hold."""

    q: Text = Field("", max_length=1_000, description="Words; “words in quotes” stand together.")
    site: Text | None = Field(None, max_length=300, description="A site's name or host.")
    person: Text | None = Field(None, max_length=300, description="A full name in the story.")
    tag: Text | None = Field(None, max_length=TAG_CHARS)
    since: str | None = Field(None, pattern=_DAY, description="First day, ISO 8601.")
    until: str | None = Field(None, pattern=_DAY, description="Last day, included, ISO 8601.")
    unread: bool = Field(False, description="Only what is not marked as read.")
    deleted: bool = Field(False, description="What lies in the bin instead.")

    def query(self) -> Query:
        """The question to the shelf."""
        return Query(
            self.q, self.site, self.person, self.tag, self.since, self.until, self.unread,
            self.deleted,
        )  # fmt: skip


class ListQuery(LibraryQuery):
    """A page of the library."""

    cursor: str | None = Field(
        None,
        pattern=r"^([nhb]\d{1,18}|r\d{1,9}\.\d{1,18})?$",
        description="What the page before gave.",
    )
    limit: int = Field(50, ge=1, le=LIST_ROWS)


class PeopleQuery(BaseModel):
    """Whose names."""

    prefix: Text = Field("", max_length=100, description="How the name begins.")


class DeleteQuery(BaseModel):
    """Whether it can be undone."""

    forever: bool = Field(False, description="Take it away for good, with all versions.")


class SinceQuery(BaseModel):
    """Which version to compare with."""

    since: Name | None = Field(None, description="An earlier version; the one before by default.")


class SummaryQuery(BaseModel):
    """One length at most, and a method."""

    sentences: int | None = Field(None, ge=1, le=3_000)
    words: int | None = Field(None, ge=1, le=1_000_000)
    share: float | None = Field(None, gt=0, le=1)
    method: Method = METHODS[0]


class ExportQuery(SummaryQuery):
    """A format, and the summary that goes into it."""

    format: Format = "md"
    template: bool = Field(False, description="Fill the reader's own Markdown template.")


class ExportsQuery(LibraryQuery):
    """Many readings for one file: those named by their ids, or those that are found."""

    ids: list[Name] = Field(default_factory=list, max_length=LIST_ROWS)
    format: Bound = "epub"


class ChangeIn(BaseModel):
    """What the reader says of a reading; what is left out stays as it is."""

    model_config = _strict({"is_read": True, "add": ["harbour"], "note": "For Thursday."})

    note: Text | None = Field(None, max_length=NOTE_CHARS)
    is_read: bool | None = None
    tags: list[Text] | None = Field(None, max_length=100, description="All tags from now on.")
    add: list[Text] = Field(default_factory=list, max_length=100, description="Tags to add.")
    drop: list[Text] = Field(default_factory=list, max_length=100, description="Tags to drop.")


class SettingsIn(BaseModel):
    """The reader's settings; what is left out stays as it is."""

    model_config = _strict({"sentences": 5, "method": "news"})

    sentences: int | None = Field(None, ge=1, le=LONGEST, description="Length of a summary.")
    method: Method | None = None
    template: Text | None = Field(None, max_length=TEMPLATE_CHARS, description="For Markdown.")
    keys: bool | None = Field(None, description="Whether “/” leads to the search.")


class CodeIn(BaseModel):
    """The code a reader typed."""

    model_config = ConfigDict(json_schema_extra={"example": {"code": "123 456"}})

    code: str = Field(pattern=r"^\s*\d{3}\s?\d{3}\s*$")


def page_in(body: bytes) -> PageIn:
    """The page a JSON body holds; raises BadRequest."""
    try:
        return PageIn.model_validate(json.loads(body))
    except (ValidationError, RecursionError, ValueError) as error:
        raise BadRequest(f"This is not a page Nutgraf can take: {_first(error)}.") from error


def notices_in(page: PageIn) -> tuple[Notice, ...]:
    """The capture's notices as our own."""
    return tuple(Notice(notice.code, notice.message) for notice in page.notices)


def _first(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its JSON is nested too deeply"
    if not isinstance(error, ValidationError):
        return "it is no JSON"
    row = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, row["loc"])) or "the body"
    return f"{place}: {row['msg'][:160]}"
