"""Plain values back to nouns, the inverse of `plain`; knows no noun by name.

The type hints of a dataclass say what its fields may hold. They are turned into converters once
for each class, when it is first revived.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")
Converter = Callable[[Any], Any]

_LARGEST: Final = 1.7e308
_SHOWN_CHARS: Final = 40


class Misfit(ValueError):
    """A plain value that is no noun's; `place` leads to it from the whole."""

    def __init__(self, wrong: str, place: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.place = wrong, place

    def __str__(self) -> str:
        return f"{self.place.lstrip('.')} {self.wrong}".strip()

    def inside(self, step: str) -> Misfit:
        """The same misfit, seen from one step further out."""
        self.place = step + self.place
        return self


def revive(kind: type[Noun], form: Any) -> Noun:
    """The noun whose plain form this is; a noun with `from_plain` is asked itself.

    Raises Misfit where a field is missing, unknown or holds another type than its hint says.
    """
    hint: Any = kind
    noun: Noun = _converter(hint)(form)
    return noun


def from_fields(kind: type[Noun], form: Any) -> Noun:
    """The dataclass with these fields, for a `from_plain` that has put its own form right.

    Raises Misfit.
    """
    hint: Any = kind
    noun: Noun = _noun_converter(hint)(form)
    return noun


def paired(form: Any, name: str) -> Any:
    """The form with the object under a name as a list of pairs; raises Misfit if it is none."""
    if type(form) is not dict or name not in form:
        return form
    if type(form[name]) is not dict:
        raise Misfit("is no object", f".{name}")
    return form | {name: [[key, value] for key, value in form[name].items()]}


def without(form: Any, name: str) -> Any:
    """The form less one field that follows from the others; raises Misfit if it is missing."""
    if type(form) is not dict:
        return form
    if name not in form:
        raise Misfit("is missing", f".{name}")
    return {key: value for key, value in form.items() if key != name}


@cache
def _converter(hint: Any) -> Converter:
    if hint in _SCALARS:
        return _SCALARS[hint]
    args = get_args(hint)
    if get_origin(hint) is tuple:
        return _row(args)
    if type(None) in args and len(args) == 2:
        return _optional(next(arg for arg in args if arg is not type(None)))
    values = literal_values(hint)
    if values:
        return _one_of(values)
    own: Converter | None = getattr(hint, "from_plain", None)
    return own or _noun_converter(hint)


def literal_values(hint: Any) -> tuple[str, ...]:
    """The words a hint allows: those of a Literal, or of several one after the other."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    parts = tuple(map(literal_values, get_args(hint)))
    return sum(parts, ()) if parts and all(parts) else ()


@cache
def _noun_converter(kind: Any) -> Converter:
    make: Callable[..., Any] = kind
    if not is_dataclass(kind):
        raise TypeError(f"{kind} has no plain form")
    hints = get_type_hints(kind)
    steps = tuple((field.name, _converter(hints[field.name])) for field in fields(kind))
    names = frozenset(name for name, _ in steps)

    def convert(form: Any) -> Any:
        if type(form) is not dict or form.keys() != names:
            raise _unlike(form, names)
        values, name = [], ""
        try:
            for name, step in steps:
                values.append(step(form[name]))
        except Misfit as misfit:
            raise misfit.inside(f".{name}") from None
        return make(*values)

    return convert


def _unlike(form: Any, names: frozenset[str]) -> Misfit:
    if type(form) is not dict:
        return Misfit("is no object")
    lacking = sorted(names - form.keys())
    if lacking:
        return Misfit("is missing", f".{lacking[0]}")
    return Misfit(f"has “{_shown(min(map(str, form.keys() - names)))}”, which nothing reads")


def _one_of(values: tuple[Any, ...]) -> Converter:
    allowed = {value: value for value in values}

    def convert(form: Any) -> Any:
        if type(form) is not str or form not in allowed:
            raise Misfit(f"is {_shown(form)}, not one of: {', '.join(values)}")
        return allowed[form]

    return convert


def _optional(hint: Any) -> Converter:
    inner = _converter(hint)

    def convert(form: Any) -> Any:
        return None if form is None else inner(form)

    return convert


def _row(hints: tuple[Any, ...]) -> Converter:
    """A tuple of one kind and any length, or of a kind for each place."""
    if hints[-1] is Ellipsis:
        return _many(_converter(hints[0]))
    return _places(tuple(map(_converter, hints)))


def _many(item: Converter) -> Converter:
    def convert(form: Any) -> Any:
        if type(form) is not list:
            raise Misfit("is no list")
        values: list[Any] = []
        try:
            for one in form:
                values.append(item(one))
        except Misfit as misfit:
            raise misfit.inside(f"[{len(values)}]") from None
        return tuple(values)

    return convert


def _places(items: Sequence[Converter]) -> Converter:
    count = len(items)

    def convert(form: Any) -> Any:
        if type(form) is not list or len(form) != count:
            raise Misfit(f"is no list of {count}")
        values: list[Any] = []
        try:
            for item, one in zip(items, form, strict=True):
                values.append(item(one))
        except Misfit as misfit:
            raise misfit.inside(f"[{len(values)}]") from None
        return tuple(values)

    return convert


def _text(form: Any) -> str:
    if type(form) is not str:
        raise Misfit(f"is {_shown(form)}, not text")
    if not form.isascii() and not _encodes(form):
        raise Misfit("holds half a character")
    return form


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole_number(form: Any) -> int:
    if type(form) is not int:
        raise Misfit(f"is {_shown(form)}, not a whole number")
    return form


def _number(form: Any) -> float:
    """A number as it stands: a whole one stays whole, so that it is written the same again."""
    if type(form) not in (float, int) or not -_LARGEST < form < _LARGEST:
        raise Misfit(f"is {_shown(form)}, not a number")
    return form  # type: ignore[no-any-return]


def _truth(form: Any) -> bool:
    if type(form) is not bool:
        raise Misfit(f"is {_shown(form)}, neither true nor false")
    return form


def _shown(form: Any) -> str:
    """A value as an error shows it, cut short; a list or an object by its kind alone."""
    if isinstance(form, Mapping):
        return "an object"
    if isinstance(form, list):
        return "a list"
    if form is None:
        return "nothing"
    return _cut(form).encode("utf-8", "replace").decode()


def _cut(form: Any) -> str:
    if isinstance(form, int) and abs(form) >= 10**_SHOWN_CHARS:
        return "a very large number"
    words = str(form)
    return words if len(words) <= _SHOWN_CHARS else words[: _SHOWN_CHARS - 1] + "…"


_SCALARS: Final[Mapping[Any, Converter]] = {
    str: _text, int: _whole_number, float: _number, bool: _truth,
}  # fmt: skip
