"""The story's body in Markdown: CommonMark with the tables and footnotes of GitHub and Obsidian."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from nutgraf.model import Image, Mark, Span, Story
from nutgraf.story.outline import (
    Item,
    caption_of,
    dressed,
    lists_of,
    note_signs,
    notes_apart,
    passages,
    rows_of,
)

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~^$=])")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_LINE_START: Final = re.compile(r"^(\s*)([-+#>:]|\d+(?=[.)]))", re.M)
_TABLE_COLUMNS: Final = 40
_MOST_ORDINAL: Final = 999_999_999
_SIGNS: Final = {"strong": "**", "emphasis": "*"}
_TAGS: Final = {"strong": "strong", "emphasis": "em", "code": "code", "sub": "sub", "sup": "sup"}


def escape(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _LINE_START.sub(_escape_marker, _plain(text))


def body(story: Story) -> Iterator[str]:
    """The passages of a story and its footnotes, each one a block of Markdown."""
    writer = _Writer(story)
    yield from map(writer.passage, passages(story))
    yield from (f"[^{sign}]: {_indented(escape(words), 4)}" for sign, words in notes_apart(story))


def _plain(text: str) -> str:
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text))


def _escape_marker(found: re.Match[str]) -> str:
    mark = found[2]
    return found[1] + (f"{mark}\\" if mark.isdigit() else f"\\{mark}")


def _indented(lines: str, width: int) -> str:
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, lines)


class _Writer:
    """One story, written as Markdown."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.signs: Mapping[int, str] = note_signs(story)
        self.starts = {mark.span.start for mark in story.marks}
        self.ends = {mark.span.end for mark in story.marks}
        self.turn = 0

    def passage(self, passage: Image | Sequence[int]) -> str:
        if isinstance(passage, Image):
            words = ": ".join(filter(None, ("Image", caption_of(self.story, passage))))
            return f"[{_plain(words)}](<{passage.src}>)"
        kind = self.story.blocks[passage[0]].kind
        if kind == "list-item":
            return "\n\n".join(map(self._list, lists_of(self.story, passage)))
        if kind == "quote":
            lines = "\n\n".join(map(self._paragraph, passage)).split("\n")
            return "\n".join(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in lines)
        return "\n\n".join(map(self._block, passage))

    def _block(self, index: int) -> str:
        block = self.story.blocks[index]
        text = self.story[block.span]
        match block.kind:
            case "subhead":
                level = min(max((block.level or 2) + 1, 3), 6)
                return f"{'#' * level} {' '.join(self._words(block.span).splitlines())}"
            case "code":
                return _fenced(text)
            case "table":
                return self._table(index)
            case _:
                return self._paragraph(index)

    def _paragraph(self, index: int) -> str:
        lines = self._words(self.story.blocks[index].span).replace("\n", "  \n")
        sign = self.signs.get(index)
        return f"[^{sign}]: {_indented(lines, 4)}" if sign else lines

    def _list(self, items: Sequence[Item]) -> str:
        """Items line by line. Another sign begins another list, and only there does Markdown heed
        a number: so the sign changes at each list and at each number out of order."""
        noted = any(item.parts[0] in self.signs for item in items)
        turn, lines, due = self.turn + 1, [], items[0].ordinal
        for item in items:
            turn += item.ordinal != due
            due = None if item.ordinal is None else item.ordinal + 1
            lines.append(self._item(item, turn % 2))
        self.turn = turn
        return ("\n\n" if noted else "\n").join(lines)

    def _item(self, item: Item, turn: int) -> str:
        head, *more = item.parts
        numbered = item.ordinal is not None and 0 <= item.ordinal <= _MOST_ORDINAL
        marker = f"{item.ordinal}{').'[turn]} " if numbered else f"{'*-'[turn]} "
        noted = head in self.signs
        parts = [("" if noted else marker) + self._part(head)]
        parts += [("\n" if isinstance(part, int) else "") + self._part(part) for part in more]
        return _indented("\n".join(parts), 0 if noted else len(marker))

    def _part(self, part: int | tuple[Item, ...]) -> str:
        return self._list(part) if isinstance(part, tuple) else self._paragraph(part)

    def _table(self, index: int) -> str:
        """A Markdown table; one too wide to be read as such is given as it stands."""
        block = self.story.blocks[index]
        text = self.story[block.span]
        rows = [[self._words(cell) for cell in row] for row in rows_of(self.story, block)]
        width = max(len(row) for row in rows)
        if width > _TABLE_COLUMNS:
            return f"```\n{text}\n```" if "```" not in text else escape(text)
        full = [row + [""] * (width - len(row)) for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in full]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _words(self, span: Span) -> str:
        words = dressed(self.story, span, _before_a_link, self._wrap)
        return _LINE_START.sub(_escape_marker, words)

    def _wrap(self, mark: Mark, inner: str) -> str:
        match mark.kind:
            case "link":
                return f"[{inner}](<{mark.href}>)"
            case "note":
                # At the head of a line a sign and a colon would begin a footnote.
                return (
                    inner
                    if self._neighbours(mark)[0] == "\n"
                    else f"[^{self.signs[mark.block or 0]}]"
                )
            case "strong" | "emphasis" if self._stands_free(mark):
                return f"{_SIGNS[mark.kind]}{inner}{_SIGNS[mark.kind]}"
            case "code" if not {"|", "\n"} & set(self.story[mark.span]) and self._holds_none(mark):
                return _code(self.story[mark.span])
            case _:
                return f"<{_TAGS[mark.kind]}>{inner}</{_TAGS[mark.kind]}>"

    def _neighbours(self, mark: Mark) -> tuple[str, str]:
        text, (start, end) = self.story.text, mark.span.as_plain()
        return text[start - 1] if start else "\n", text[end] if end < len(text) else "\n"

    def _stands_free(self, mark: Mark) -> bool:
        """Whether asterisks are sure to be read as signs: no letter and no mark touches them."""
        touched = mark.span.start in self.ends or mark.span.end in self.starts
        return not touched and not any(one.isalnum() for one in self._neighbours(mark))

    def _holds_none(self, mark: Mark) -> bool:
        inside = self.story.marks_in(mark.span)
        return all(other == mark or other.span.holds(mark.span) for other in inside)


def _before_a_link(text: str) -> str:
    """Plain words; an exclamation mark before a link would make it a picture."""
    return _plain(text[:-1]) + "\\!" if text.endswith("!") else _plain(text)


def _fenced(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
