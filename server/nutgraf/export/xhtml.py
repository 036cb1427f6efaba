"""The story's body as XHTML, which is HTML too: every sentence has a place that a link can name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final
from urllib.parse import unquote, urlsplit

from nutgraf.export.content import seen
from nutgraf.model import Image, Mark, Span, Story, web_address
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

_MARKS: Final = {"strong": "strong", "emphasis": "em", "code": "code", "sub": "sub", "sup": "sup"}
_HOST: Final = re.compile(r"[\w.-]+", re.A)
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SHORT_ADDRESS: Final = 80


def xml(text: str) -> str:
    """Text that stands in XML and HTML as it is, in an attribute too."""
    return escape(seen(text))


def address(url: str | None) -> str:
    """A web address as every reader of XHTML takes it, or "" for what is none."""
    safe = _BARE_PERCENT.sub("%25", web_address(seen(url or "")))
    head, mark, fragment = safe.partition("#")
    try:
        parts = urlsplit(head)
        host = unquote(parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    place = parts.netloc if "%" not in parts.netloc else host + port
    return parts._replace(netloc=place).geturl() + mark + fragment.replace("#", "%23")


def linked(words: str, href: str, kind: str = "") -> str:
    """Words, already XHTML, as a link; the words alone where they hold one or it leads nowhere."""
    if not href or "<a " in words:
        return words
    return f'<a{kind} href="{xml(href)}">{words}</a>'


class Body:
    """One story, written as XHTML; `placed` are the sentences that have a place to link to."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.signs: Mapping[int, str] = note_signs(story)
        self.starts = [sentence.span.start for sentence in story.sentences]
        self.ends = [sentence.span.end for sentence in story.sentences]
        self.placed: set[int] = set()
        self.html = "\n".join([*map(self._passage, passages(story)), *self._notes()])

    def _passage(self, passage: Image | Sequence[int]) -> str:
        if isinstance(passage, Image):
            words = xml(": ".join(filter(None, ("Image", caption_of(self.story, passage)))))
            return f'<p class="image">{linked(words, address(passage.src))}</p>'
        kind = self.story.blocks[passage[0]].kind
        if kind == "list-item":
            return "\n".join(map(self._list, lists_of(self.story, passage)))
        if kind == "quote":
            return f"<blockquote>{''.join(map(self._paragraph, passage))}</blockquote>"
        return "\n".join(map(self._block, passage))

    def _notes(self) -> Iterator[str]:
        """The footnotes that stand outside the body."""
        for sign, words in notes_apart(self.story):
            yield f'<p class="note" id="note-{sign}"><sup>{sign}</sup> {_lines(words)}</p>'

    def _block(self, index: int) -> str:
        block, name = self.story.blocks[index], self._id(index)
        match block.kind:
            case "subhead":
                level = min(max((block.level or 2) + 1, 3), 6)
                return f"<h{level}{name}>{self._words(block.span)}</h{level}>"
            case "code":
                return f"<pre{name}><code>{self._words(block.span, xml)}</code></pre>"
            case "table":
                rows = (
                    "".join(f"<td>{self._words(cell)}</td>" for cell in row)
                    for row in rows_of(self.story, block)
                )
                table = "".join(f"<tr>{row}</tr>" for row in rows)
                return f'<div class="table"{name}><table>{table}</table></div>'
            case _:
                return self._paragraph(index)

    def _paragraph(self, index: int) -> str:
        return f"<p{self._id(index)}>{self._words(self.story.blocks[index].span)}</p>"

    def _list(self, items: Sequence[Item]) -> str:
        tag = "ul" if items[0].ordinal is None else "ol"
        rows = (self._item(item, numbered=tag == "ol") for item in items)
        return f"<{tag}>\n" + "\n".join(rows) + f"\n</{tag}>"

    def _item(self, item: Item, *, numbered: bool) -> str:
        head, *more = item.parts
        number = f' value="{item.ordinal}"' if numbered and item.ordinal is not None else ""
        parts = [self._part(head), *(self._part(part, more=True) for part in more)]
        return f"<li{self._id(head)}{number}>{''.join(parts)}</li>"

    def _part(self, part: int | tuple[Item, ...], *, more: bool = False) -> str:
        if isinstance(part, tuple):
            return self._list(part)
        return self._paragraph(part) if more else self._words(self.story.blocks[part].span)

    def _id(self, index: int | tuple[Item, ...]) -> str:
        sign = self.signs.get(index) if isinstance(index, int) else None
        return f' id="note-{sign}"' if sign else ""

    def _words(self, span: Span, plain: Callable[[str], str] | None = None) -> str:
        """The words of a span, each sentence in it a piece of its own; marks that reach over the
        end of a sentence keep those they reach over together."""
        cuts = [span.start, *self._cuts(span), span.end]
        pieces = (Span(start, end) for start, end in pairwise(cuts))
        return "".join(self._piece(piece, plain or _lines) for piece in pieces)

    def _cuts(self, span: Span) -> list[int]:
        """Where sentences begin and end inside a span, but for those inside a mark."""
        first, past = bisect_right(self.starts, span.start), bisect_left(self.starts, span.end)
        cuts = {*self.starts[first:past], *self.ends[max(first - 1, 0) : past]}
        inside = sorted(cut for cut in cuts if span.start < cut < span.end)
        for mark in self.story.marks_in(span):
            low, high = bisect_right(inside, mark.span.start), bisect_left(inside, mark.span.end)
            del inside[low:high]
        return inside

    def _piece(self, span: Span, plain: Callable[[str], str]) -> str:
        words = dressed(self.story, span, plain, self._wrap)
        first, past = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        if first == past:
            return words
        self.placed.update(range(first, past))
        others = "".join(f'<span id="s{index}"></span>' for index in range(first + 1, past))
        return f'<span id="s{first}">{others}{words}</span>'

    def _wrap(self, mark: Mark, inner: str) -> str:
        if mark.kind == "link":
            href = address(mark.href)
            return linked(inner, href, ' class="short"' * (len(href) <= _SHORT_ADDRESS))
        if mark.kind == "note":
            sign = self.signs.get(-1 if mark.block is None else mark.block)
            return linked(inner, f"#note-{sign}") if sign else inner
        tag = _MARKS[mark.kind]
        return f"<{tag}>{inner}</{tag}>"


def _lines(words: str) -> str:
    return xml(words).replace("\n", "<br/>")
