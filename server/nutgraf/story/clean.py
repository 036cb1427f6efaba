"""Story to safe HTML. nh3 sees only this flat output of our own, never a raw page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
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

_TAGS: Final = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code",
    "table", "tbody", "tr", "td", "br", "a", "strong", "em", "sub", "sup",
}  # fmt: skip
_ATTRIBUTES: Final = {"a": {"href"}, "li": {"id", "value"}, "p": {"id"}}
_MARKS: Final = {"strong": "strong", "emphasis": "em", "code": "code", "sub": "sub", "sup": "sup"}


def story_html(story: Story) -> str:
    """The story's body as HTML: paragraphs, subheads, lists, quotations, tables, code, with links,
    emphasis and footnotes. Pictures are links: nothing is loaded when the page is opened."""
    import nh3

    writer = _Writer(story)
    parts = [*map(writer.passage, passages(story)), *writer.notes()]
    return nh3.clean(
        "\n".join(parts), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}
    )


class _Writer:
    """One story, written as HTML that nh3 has not seen yet."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.signs: Mapping[int, str] = note_signs(story)

    def passage(self, passage: Image | Sequence[int]) -> str:
        if isinstance(passage, Image):
            words = escape(": ".join(filter(None, ("Image", caption_of(self.story, passage)))))
            return f'<p><a href="{escape(passage.src)}">{words}</a></p>'
        kind = self.story.blocks[passage[0]].kind
        if kind == "list-item":
            return "\n".join(map(self._list, lists_of(self.story, passage)))
        if kind == "quote":
            return f"<blockquote>{''.join(map(self._paragraph, passage))}</blockquote>"
        return "\n".join(map(self._block, passage))

    def notes(self) -> Iterator[str]:
        """The footnotes that stand outside the body."""
        for sign, words in notes_apart(self.story):
            lines = escape(words).replace("\n", "<br>")
            yield f'<p id="note-{sign}"><sup>{sign}</sup> {lines}</p>'

    def _block(self, index: int) -> str:
        block = self.story.blocks[index]
        match block.kind:
            case "subhead":
                level = min(max(block.level or 2, 2), 6)
                return f"<h{level}>{self._words(block.span)}</h{level}>"
            case "code":
                return f"<pre><code>{escape(self.story[block.span])}</code></pre>"
            case "table":
                rows = (
                    "".join(f"<td>{self._words(cell)}</td>" for cell in row)
                    for row in rows_of(self.story, block)
                )
                return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
            case _:
                return self._paragraph(index)

    def _paragraph(self, index: int) -> str:
        return f"<p{self._id(index)}>{self._words(self.story.blocks[index].span)}</p>"

    def _list(self, items: Sequence[Item]) -> str:
        tag = "ul" if items[0].ordinal is None else "ol"
        return f"<{tag}>\n" + "\n".join(map(self._item, items)) + f"\n</{tag}>"

    def _item(self, item: Item) -> str:
        head, *more = item.parts
        number = "" if item.ordinal is None else f' value="{item.ordinal}"'
        parts = [self._part(head), *(self._part(part, more=True) for part in more)]
        return f"<li{self._id(head)}{number}>{''.join(parts)}</li>"

    def _part(self, part: int | tuple[Item, ...], *, more: bool = False) -> str:
        if isinstance(part, tuple):
            return self._list(part)
        return self._paragraph(part) if more else self._words(self.story.blocks[part].span)

    def _id(self, index: int | tuple[Item, ...]) -> str:
        sign = self.signs.get(index) if isinstance(index, int) else None
        return f' id="note-{sign}"' if sign else ""

    def _words(self, span: Span) -> str:
        return dressed(self.story, span, _plain, self._wrap)

    def _wrap(self, mark: Mark, inner: str) -> str:
        if mark.kind == "note":
            return f'<a href="#note-{self.signs[mark.block or 0]}">{inner}</a>'
        if mark.kind == "link":
            return f'<a href="{escape(mark.href or "")}">{inner}</a>'
        tag = _MARKS[mark.kind]
        return f"<{tag}>{inner}</{tag}>"


def _plain(words: str) -> str:
    return escape(words, quote=False).replace("\n", "<br>")
