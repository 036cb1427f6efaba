"""A reading in Markdown by the reader's own template. All fields: `docs/template.md`.

Templates are Jinja's, in its sandbox. What they print cannot break the file, whatever a page says:
in the front matter every value is a YAML scalar or list, in the body plain words are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from nutgraf.errors import BadTemplate
from nutgraf.export.body import escape
from nutgraf.export.content import Shown, one_line
from nutgraf.export.fields import Linked, Markdown, fields
from nutgraf.export.markdown import linked, yaml
from nutgraf.limits import TEMPLATE_CHARS
from nutgraf.model import Reading

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


class _Raw(str):
    """What the template asked for as it stands."""

    __slots__ = ()


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
    if isinstance(value, Markdown | _Raw):
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


def _linked(value: Linked | Sequence[Linked]) -> Markdown:
    """Words, and after them an arrow that leads to their place in the page; of a list, each."""
    lines = value if isinstance(value, Sequence) else [value]
    return Markdown("; ".join(linked(Shown(line.text, line.link)) for line in lines))
