"""Story to safe HTML. nh3 sees only this flat output of our own, never a raw page."""

from __future__ import annotations

from html import escape
from typing import Final

from nutgraf.model import Block, Story

_TAGS: Final = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "li", "blockquote", "pre", "code", "table",
    "tbody", "tr", "td", "br", "figcaption", "article",
}  # fmt: skip


def story_html(story: Story) -> str:
    """The story's body as flat HTML without attributes, one element a block; text only."""
    import nh3

    parts: list[str] = []
    in_list = False
    for block in story.body:
        is_item = block.kind == "list-item"
        if is_item != in_list:
            parts.append("<ul>" if is_item else "</ul>")
        in_list = is_item
        parts.append(_element(story, block))
    flat = "\n".join([*parts, "</ul>"] if in_list else parts)
    return nh3.clean(flat, tags=_TAGS, attributes={"*": set()}, url_schemes=set())


def _element(story: Story, block: Block) -> str:
    text = escape(story[block.span], quote=False)
    lines = text.replace("\n", "<br>")
    match block.kind:
        case "subhead":
            level = min(max(block.level or 2, 2), 6)
            return f"<h{level}>{lines}</h{level}>"
        case "list-item":
            return f"<li>{lines}</li>"
        case "quote":
            return f"<blockquote><p>{lines}</p></blockquote>"
        case "code":
            return f"<pre><code>{text}</code></pre>"
        case "table":
            rows = (row.split("\t") for row in text.split("\n"))
            cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
            return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
        case _:
            return f"<p>{lines}</p>"
