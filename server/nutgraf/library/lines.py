"""A library as JSON lines: a header, then one line for each version of a reading, then the end.

A line is the reading's own JSON with its id, when it was kept, and what the reader says of it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from nutgraf import __version__
from nutgraf.errors import BadReading, BadRequest
from nutgraf.model import Reading
from nutgraf.plain import plain
from nutgraf.store.whole import Marks, Stored

FORM: Final = 1
_HEAD: Final = "nutgraf-library"
_END: Final = "nutgraf-library-end"
_MOMENT: Final = re.compile(r"\d{4}-(?:0\d|1[0-2])-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\dZ")
_HALF: Final = re.compile("[\ud800-\udfff]")
_LONG_SETTING: Final = 100_000
_MOST_SETTINGS: Final = 100
# Values in a line: a few times what the longest page makes, and what memory is there for.
_MOST_VALUES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """The first line: the reader's settings."""

    settings: dict[str, str]


@dataclass(frozen=True, slots=True)
class End:
    """The last line: how many versions stand before it."""

    versions: int


@dataclass(frozen=True, slots=True)
class Line:
    """A version, when it was kept (None: the line does not say), and what is said of it."""

    reading: Reading
    kept_at: str | None = None
    marks: Marks = field(default_factory=Marks)


def head_of(settings: dict[str, str]) -> bytes:
    """The first line."""
    return _bytes({_HEAD: FORM, "nutgraf": __version__, "settings": settings})


def line_of(stored: Stored) -> bytes:
    """The line of a version; its reading stands in it as the shelf holds it, byte for byte."""
    said = {"kept_at": stored.kept_at} | plain(stored.marks)
    opening = _bytes({"id": stored.id, "library": said}).removesuffix(b"}\n")
    return opening + b", " + stored.form.strip().removeprefix("{").encode() + b"\n"


def end_of(versions: int) -> bytes:
    """The last line."""
    return _bytes({_END: versions})


def parsed(raw: bytes) -> Head | Line | End:
    """What a line holds; raises BadRequest for one that nothing can be taken from.

    A reading whose digest does not belong to it was changed by someone, and is none of ours.
    """
    if raw.count(b",") > _MOST_VALUES:
        raise BadRequest("It holds more values than any reading.")
    try:
        form = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadRequest("It is not JSON.") from error
    if not isinstance(form, dict):
        raise BadRequest("It is no object.")
    if _HEAD in form:
        return _head(form)
    if _END in form:
        return End(form[_END] if type(form[_END]) is int else -1)
    return _line(form)


def _head(form: dict[str, Any]) -> Head:
    version, settings = form[_HEAD], form.get("settings")
    if type(version) is not int or version > FORM:
        raise BadRequest(
            f"This library is of form {str(version)[:20]}; Nutgraf {__version__} reads form {FORM}."
        )
    if not isinstance(settings, dict) or len(settings) > _MOST_SETTINGS:
        return Head({})
    return Head({name: value for name, value in settings.items() if _is_setting(name, value)})


def _is_setting(name: str, value: object) -> bool:
    is_long = not isinstance(value, str) or len(value) > _LONG_SETTING
    return not is_long and not _HALF.search(f"{name}{value}")


def _line(form: dict[str, Any]) -> Line:
    reading = Reading.from_plain(form)
    if not reading.digest_holds():
        raise BadReading("Its digest does not belong to its content: it was changed.")
    if "library" not in form:
        return Line(reading)
    return Line(reading, *_said(form["library"]))


def _said(form: Any) -> tuple[str, Marks]:
    from nutgraf.revive import Misfit, revive

    if not isinstance(form, dict):
        raise BadRequest("Its “library” is no object.")
    try:
        marks = revive(Marks, {name: form[name] for name in form if name != "kept_at"})
    except Misfit as misfit:
        raise BadRequest(f"Its “library” does not fit: {misfit}.") from misfit
    kept_at = form.get("kept_at")
    if not _is_moment(kept_at) or not (marks.deleted_at is None or _is_moment(marks.deleted_at)):
        raise BadRequest("Its “library” has a time that is none.")
    return str(kept_at), marks


def _is_moment(value: object) -> bool:
    return isinstance(value, str) and bool(_MOMENT.fullmatch(value)) and value.isascii()


def _bytes(form: dict[str, Any]) -> bytes:
    return json.dumps(form, ensure_ascii=False).encode() + b"\n"
