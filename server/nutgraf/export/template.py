"""A reading in Markdown by the reader's own template. All fields: `docs/template.md`.

Templates are Jinja's, in its sandbox. What they print cannot break the file, whatever a page says:
in the front matter every value is a YAML scalar or list, in the body plain words are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from nutgraf.errors import BadTemplate
from nutgraf.export.body import body, escape
from nutgraf.export.content import (
    Shown,
    fact_rows,
    link_of,
    minutes,
    one_line,
    page_url,
    said,
    whole,
)
from nutgraf.export.markdown import linked, yaml
from nutgraf.language.words import length
from nutgraf.model import Fact, FactKind, Quote, Reading

TEMPLATE_CHARS: Final = 20_000
FILE_CHARS: Final = 5_000_000
_FRONT: Final = re.compile(r"---\n(?:.*\n)*?---(?:\n|$)")
_PRINTED: Final = re.compile(r"\{\{.*?\}\}")
_TAG: Final = re.compile(r"\{[%#].*?[%#]\}")
_QUOTED: Final = re.compile(r"""(["'])[^"'\n]*\0[^"'\n]*\1""")
# What makes text long without any, and what brings chance or made-up words into a file.
_PADDING: Final = frozenset("center expandtabs format format_map ljust rjust zfill".split())
_LEFT_OUT: Final = ("center", "format", "indent", "lipsum", "pprint", "random")
# Whatever a reader's own expression can raise; a page's words raise none of them.
_ERRORS: Final = (
    TemplateError, ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip


class _Markdown(str):
    """Markdown of our own writing: printed in the body as it stands."""

    __slots__ = ()


class _Raw(str):
    """What the template asked for as it stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Words of the story with the link to their place in the page; prints as its words."""

    text: str
    link: _Markdown
    reason: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as a template sees it; `times` is how many places say it."""

    kind: str
    text: str
    value: str
    unit: str
    times: int
    link: _Markdown

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote as a template sees it; without a speaker where the text does not say."""

    text: str
    speaker: str
    role: str
    mode: str
    sure: bool
    link: _Markdown

    def __str__(self) -> str:
        return self.text


_Linked = Line | FactLine | QuoteLine


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the key facts: `Who`, `When`, `People`, … with its answers."""

    name: str
    answers: tuple[Line, ...]


def with_template(
    reading: Reading, template: str, extra: Mapping[str, object] | None = None
) -> str:
    """The reading as the template has it; `extra` may give the reader's `tags` and `note`.

    Raises BadTemplate, with the line, for a template that is too long, has a mistake, or makes a
    file past all measure. How long it may run is for the caller to bound.
    """
    source = template.replace("\r\n", "\n")
    if len(source) > TEMPLATE_CHARS:
        raise BadTemplate(f"A template has at most {TEMPLATE_CHARS:,} characters.")
    front, rest = _parts(source)
    known = fields(reading) | dict(extra or {})
    head = _rendered(front, known, _as_yaml, 0)
    return head + _rendered(rest, known, _as_markdown, front.count("\n"))


def fields(reading: Reading) -> dict[str, object]:
    """Everything a template may print, by name."""
    story = reading.story
    return {
        "title": one_line(story.headline or ""),
        "dek": one_line(story.dek or ""),
        "url": _Markdown(page_url(reading) or ""),
        "site": story.site or "",
        "author": ", ".join(story.byline),
        "authors": list(story.byline),
        "published": story.published or "",
        "updated": story.updated or "",
        "captured": reading.page.captured_at or "",
        "language": story.language or "",
        "digest": reading.digest,
        "words": round(length(story.text)),
        "minutes": minutes(round(length(story.text))),
        "summary": list(_summary(reading)),
        "key_facts": [Row(name, tuple(map(_line, row))) for name, row in fact_rows(reading)],
        "facts": [_fact(reading, fact) for fact in reading.facts.items],
        **{name: _facts(reading, kind) for name, kind in _KINDS.items()},
        "quotes": [_quote(reading, quote) for quote in reading.facts.direct],
        "reported": [_quote(reading, quote) for quote in reading.facts.told],
        "story": _Markdown("\n\n".join(body(story))),
        "notices": [notice.message for notice in reading.notices],
        "tags": [],
        "note": "",
    }


_KINDS: Final[Mapping[str, FactKind]] = {
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "dates": "date",
    "numbers": "number",
}


def _summary(reading: Reading) -> Iterator[Line]:
    for pick in reading.summary.picks:
        shown = said(reading, reading.story.sentences[pick.sentence].span)
        yield Line(shown.words, _Markdown(shown.link), pick.reason)


def _line(shown: Shown) -> Line:
    return Line(shown.words, _Markdown(shown.link))


def _facts(reading: Reading, kind: FactKind) -> list[FactLine]:
    return [_fact(reading, fact) for fact in reading.facts.of(kind)]


def _fact(reading: Reading, fact: Fact) -> FactLine:
    story, span = reading.story, whole(fact)
    unit = story[fact.unit] if fact.unit else ""
    link = _Markdown(link_of(reading, span))
    return FactLine(fact.kind, story[span], fact.value or "", unit, len(fact.spans), link)


def _quote(reading: Reading, quote: Quote) -> QuoteLine:
    story, source = reading.story, quote.source
    name = source.name or source.mention
    return QuoteLine(
        text=story[quote.content],
        speaker=story[name] if name else "",
        role=story[source.role] if source.role else "",
        mode=quote.mode,
        sure=quote.is_sure,
        link=_Markdown(link_of(reading, quote.content)),
    )


def _parts(source: str) -> tuple[str, str]:
    """The front matter with its rules, which may be empty, and the rest."""
    found = _FRONT.match(source)
    front = found[0] if found else ""
    for number, line in enumerate(front.split("\n"), 1):
        if _QUOTED.search(_PRINTED.sub("\0", _TAG.sub("", line))):
            raise BadTemplate(
                f"Line {number} of the template puts a value between quote marks. "
                "In the front matter a value brings its own: write {{ title }} alone."
            )
    return front, source[len(front) :]


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which only numbers are multiplied: no text can be made to explode."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr not in _PADDING and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not all(isinstance(one, int | float) for one in (left, right)):
            raise SecurityError(f"“{operator}” is for numbers, and there are no powers")
        return super().call_binop(context, operator, left, right)


def _rendered(
    source: str, known: Mapping[str, object], written: Callable[[object], str], above: int
) -> str:
    """A part of the template with the fields in it; `above` is how many lines stand over it."""
    try:
        template = _environment(written).from_string(source)
        return "".join(_bounded(template.generate(known)))
    except _ERRORS as error:
        line = _line_of(error)
        place = f"Line {line + above} of the template" if line else "The template"
        reason = one_line(str(getattr(error, "message", None) or error)).rstrip(".")[:200]
        raise BadTemplate(f"{place} cannot be followed: {reason or 'too much'}.") from error


def _environment(written: Callable[[object], str]) -> _Sandbox:
    found = _Sandbox(
        autoescape=False,
        finalize=written,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in _LEFT_OUT:
        found.filters.pop(name, None)
        found.globals.pop(name, None)
    found.filters |= {"yaml": _yaml, "raw": _Raw, "linked": _linked}
    return found


def _bounded(pieces: Iterator[str]) -> Iterator[str]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > FILE_CHARS:
            raise BadTemplate(f"The template makes a file of over {FILE_CHARS:,} characters.")
        yield piece


def _line_of(error: BaseException) -> int | None:
    """The line of the template at which an error arose."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line, at = None, error.__traceback__
    while isinstance(at, TracebackType):
        if at.tb_frame.f_code.co_filename == "<template>":
            line = at.tb_lineno
        at = at.tb_next
    return line


def _as_yaml(value: object) -> str:
    """A value of the front matter, safe whatever it holds."""
    return value if isinstance(value, _Raw) else _yaml(value)


def _as_markdown(value: object) -> str:
    """A value in the body: plain words on one line, shown as they stand; lists with commas."""
    if isinstance(value, _Markdown | _Raw):
        return value
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(_as_markdown, value))
    return escape(one_line(str(value)))


def _yaml(value: object) -> _Raw:
    return _Raw(yaml(_plain(value)))


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _linked(value: _Linked | Sequence[_Linked]) -> _Markdown:
    """Words, and after them an arrow that leads to their place in the page; of a list, each."""
    lines = value if isinstance(value, Sequence) else [value]
    return _Markdown("; ".join(linked(Shown(line.text, line.link)) for line in lines))
