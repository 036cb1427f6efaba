"""Nouns to the wire: the API's JSON, one version; the readings of this session by their ids."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any

from flask import Response

from nutgraf.errors import NutgrafError
from nutgraf.limits import RECENT_READINGS
from nutgraf.model import Reading
from nutgraf.plain import plain, to_json
from nutgraf.store import Kept
from nutgraf.store.identity import reading_id
from nutgraf.web.answers import PROBLEM, Problem


def json_out(value: Any, status: int = 200) -> Response:
    """A noun as JSON."""
    return Response(to_json(value), status, mimetype="application/json")


def reading_out(reading: Reading, kept: Kept | None) -> Response:
    """A reading with its id, and how the library lists it."""
    form: dict[str, Any] = {"id": reading_id(reading), "library": kept}
    return json_out(form | plain(reading))


def file_out(content: str | bytes, media_type: str, name: str) -> Response:
    """A file to keep, under a name of `a-z`, digits and hyphens."""
    answer = Response(content, content_type=media_type)
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"
    )
    return answer


def library_out(parts: Iterator[bytes]) -> Response:
    """The whole library as a file to keep, sent as it is written."""
    answer = Response(parts, mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="nutgraf-library.zip"'
    return answer


def problem(error: NutgrafError) -> Response:
    """An error of ours as a problem document."""
    return problem_of(error.status, error.code, str(error))


def problem_of(status: int, code: str, detail: str) -> Response:
    """A problem document."""
    title = code.replace("-", " ").capitalize()
    form = Problem(title=title, status=status, code=code, detail=detail)
    return Response(form.model_dump_json(), status, mimetype=PROBLEM)


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

    def forget(self, names: Iterable[str]) -> None:
        """Remember these no longer."""
        with self._lock:
            for name in names:
                self._readings.pop(name, None)

    def get(self, name: str) -> Reading | None:
        """A remembered reading, or None."""
        with self._lock:
            if name not in self._readings:
                return None
            self._readings.move_to_end(name)
            return self._readings[name]
