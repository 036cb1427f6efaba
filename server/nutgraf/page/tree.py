"""Text to tree: the only HTML parser, with its losses found out and its hidden nodes taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from lxml import etree, html

from nutgraf.limits import ATTRIBUTES_PER_TAG, TABLES, TAGS, TEXT_NODE_CHARS
from nutgraf.model import Anchor, Notice, Page, Removal
from nutgraf.page.shown import open_frames, open_shadow_roots, reading_aids

HIDDEN_MARK: Final = "data-nutgraf-hidden"

_TAG: Final = re.compile(r"<[a-zA-Z]")
_LONG_TAG: Final = re.compile(r"<([a-zA-Z][\w:-]*)\s[^<>]{4000,}>")
_TABLE: Final = re.compile(r"<table\b", re.I)
_CROWDS: Final = ((_TAG, TAGS), (_TABLE, TABLES))
_PAGE_END: Final = re.compile(r"</(?:html|body)\s*>", re.I)
_SWALLOWING: Final = ("style", "template", "noframes", "textarea", "title", "plaintext")
_SWALLOWED_CHARS: Final = 80
_COMMENT: Final = re.compile(r"<!--.*?-->", re.S)
_ATTRIBUTE: Final = re.compile(r"""\s[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?""")
_INVISIBLE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}px",
    re.I,
)
# In place of what is taken out: nothing at all would join its neighbours to another reference.
_NO_WIDTH: Final = "\u200b"
_CONTROL_REFERENCE: Final = re.compile(
    r"&#(?:0*(?:[1-8]|1[14-9]|2\d|3[01]|127|6553[45])(?!\d)|x0*(?:[1-8bef]|1[0-9a-f]|7f|fff[ef])(?![\da-f]));?",
    re.I,
)
_DEAD: Final = frozenset({"script", "style", "template", "noscript", "object", "applet"})
# Words a paywall's switch hides are the story's own: script shows them to those who may read on.
_WITHHELD: Final = re.compile(r"subscriber|premium|paywall|paid|member|meter|regwall", re.I)
_WHOLE: Final = frozenset({"html", "body"})
_TOLD: Final = "descendant::text()[not(parent::script or parent::style or ancestor::noscript)]"
_SUSPECT: Final = etree.XPath(
    "descendant-or-self::*[@hidden or @style or @data-nutgraf-hidden or self::script or self::style"
    " or self::template or self::noscript or self::object or self::applet]"
)
_FATAL: Final = 3
_PREVIEW_CHARS: Final = 80
_LISTED_PATHS: Final = 300
_FALLBACK: Final = "a fallback that browsers do not show"
_HIDDEN: Final = "text the page hides from its readers"

PARTIAL: Final = "partial"
_FRAMED = "A framed part of this page is too large to be read with it."
_TOO_DEEP = "This page nests its parts too deeply to be read whole; some text may be missing."
_BROKEN = "This page could not be parsed to its end; some text may be missing."
_CROWDED = (
    "This page has more parts than Nutgraf weighs one by one; it was read in a simpler way, "
    "and the borders of the story may be wrong."
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page without the nodes a reader cannot see; `hidden` lists those with words.

    `crowded`: past the limit of tags, where a finder that is quadratic in them must not run.
    """

    root: html.HtmlElement
    notices: tuple[Notice, ...] = ()
    crowded: bool = False
    hidden: tuple[Removal, ...] = ()


def parse(page: Page) -> Tree:
    """Parse a page once; text that the parser drops shows as a `partial` notice.

    libxml2 stops at a depth of 2,048 even with `huge_tree` and says so only in its error log.
    """
    parser = _parser()
    root = _root(page.html, parser)
    root.getroottree().docinfo.URL = page.url
    framed = open_frames(root, lambda source: _root(source, _parser()))
    sources = [page.html, *framed]
    crowded = any(sum(len(p.findall(s)) for s in sources) > n for p, n in _CROWDS)
    notices = _losses(root, parser, page.html, crowded=crowded)
    if "" in framed:
        notices = (*notices, Notice(PARTIAL, _FRAMED))
    open_shadow_roots(root)
    for element in reading_aids(root):
        _empty(element)
    return Tree(root, notices, crowded, tuple(_drop_unseen(root)))


def _parser() -> etree.HTMLParser:
    parser = etree.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    # lxml.html asks Python for the class of every element it meets, again in every pass.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


def path_of(element: etree._Element) -> str:
    """The XPath of an element in its own page, stable because nothing before it was moved."""
    return str(element.getroottree().getpath(element))


def _root(text: str, parser: etree.HTMLParser) -> html.HtmlElement:
    source = _source(text).encode("utf-8", "replace")
    try:
        root = etree.fromstring(source, parser=parser) if source.strip() else None
    except etree.ParserError:
        root = None
    return root if root is not None else html.Element("html")


def _source(text: str) -> str:
    """The page's text as the parser should see it.

    End tags of the page go, because the parser drops what stands behind them and browsers do not;
    so do characters no page may hold, written as references, and tags of thousands of attributes.
    A comment that holds one goes whole: half a comment would swallow the page.
    """
    text = _CONTROL_REFERENCE.sub(_NO_WIDTH, _PAGE_END.sub("", text))
    if not any(_crammed(tag) for tag in _LONG_TAG.finditer(text)):
        return text
    return _LONG_TAG.sub(_few_attributes, _COMMENT.sub("", text))


def _breaks_off(text: str) -> bool:
    """Whether the page ends inside a comment, a tag or an element that has swallowed words."""
    low = _without(text.lower(), "<script", "</script")
    low = _without(low, "<!--", "-->")
    opened = [low.rfind("<script"), low.rfind("<!--")]
    opened.append(low.rfind("<") if low.rfind("<") > low.rfind(">") else -1)
    for tag in _SWALLOWING:
        start = low.rfind(f"<{tag}>")
        opened.append(start if start > low.rfind(f"</{tag}") else -1)
    return any(0 <= start < len(low) - _SWALLOWED_CHARS for start in opened)


def _without(text: str, start: str, end: str) -> str:
    """A text without its closed stretches from one mark to another; what stays open stays."""
    parts, at = [], 0
    while (found := text.find(start, at)) >= 0 and (stop := text.find(end, found)) >= 0:
        parts.append(text[at:found])
        at = stop + len(end)
    return "".join([*parts, text[at:]])


def _crammed(tag: re.Match[str]) -> bool:
    return len(_ATTRIBUTE.findall(tag[0])) > ATTRIBUTES_PER_TAG


def _few_attributes(tag: re.Match[str]) -> str:
    """A tag with thousands of attributes is read without them: the parser is quadratic there."""
    return f"<{tag[1]}>" if _crammed(tag) else tag[0]


def _losses(
    root: html.HtmlElement, parser: etree.HTMLParser, text: str, *, crowded: bool
) -> tuple[Notice, ...]:
    fatal = [entry for entry in parser.error_log if entry.level >= _FATAL]
    deep = any("depth" in entry.message for entry in fatal)
    huge = len(text) > TEXT_NODE_CHARS and any(
        len(node.text or "") > TEXT_NODE_CHARS for node in root.iter()
    )
    broken = huge or _breaks_off(text)
    messages = []
    if deep:
        messages.append(_TOO_DEEP)
    if broken or (fatal and not deep):
        messages.append(_BROKEN)
    if crowded:
        messages.append(_CROWDED)
    return tuple(Notice(PARTIAL, message) for message in messages)


def _drop_unseen(root: html.HtmlElement) -> Iterator[Removal]:
    listed = 0
    suspects = cast("list[html.HtmlElement]", _SUSPECT(root))
    dead = {e for e in suspects if unseen(e)}
    styled = {e for e in suspects if e not in dead and styled_away(e)}
    fallbacks = list(root.iter("noscript"))
    whole = _told(root) if styled or fallbacks else 0
    for element in fallbacks:
        if _tells_all(element, whole):
            element.tag = "div"
            dead.discard(element)
    for element in suspects:
        if element in dead or (element in styled and not _holds_most(element, whole)):
            preview = _preview(element)
            if preview:
                listed += 1
                # An XPath costs the number of siblings: past the first hundreds it stays empty.
                path = path_of(element) if listed <= _LISTED_PATHS else ""
                reason = _FALLBACK if element.tag in _DEAD else _HIDDEN
                yield Removal("hidden", reason, preview, Anchor(preview, path=path))
            _empty(element)


def _tells_all(fallback: html.HtmlElement, whole: int) -> bool:
    """Whether a `<noscript>` holds more words than the rest of the page: pages that script fills
    send their text only there."""
    return len(str(fallback.xpath("string()")).strip()) > whole


def _preview(element: html.HtmlElement) -> str:
    """The first words of an element that goes; scripts and styles have none for a reader."""
    if element.tag in ("script", "style", "template"):
        return ""
    return " ".join(str(element.xpath("string()"))[: 4 * _PREVIEW_CHARS].split())[:_PREVIEW_CHARS]


def _holds_most(element: html.HtmlElement, whole: int) -> bool:
    """Pages fade their whole article in by script, or send it hidden and put it in place later:
    most of a page's words are not hidden words."""
    at_most = len(str(element.xpath("string()")))
    return 2 * at_most > whole and 2 * _told(element) > whole


def _told(element: html.HtmlElement) -> int:
    """How many characters of text an element holds, scripts and fallbacks left out."""
    return sum(len(text.strip()) for text in element.xpath(_TOLD))


def _empty(element: html.HtmlElement) -> None:
    """Take the content off but leave the element, so that the paths of its siblings hold."""
    tail = element.tail
    json_ld = element.tag == "script" and "ld+json" in (element.get("type") or "")
    if not json_ld:
        element.clear()
        element.tail = tail
        element.set(HIDDEN_MARK, "")


def unseen(element: html.HtmlElement) -> bool:
    """Whether the browser that captured the page, or its tag, says that no reader sees it."""
    return element.tag in _DEAD or element.get(HIDDEN_MARK) is not None


def styled_away(element: html.HtmlElement) -> bool:
    """Whether the element's own attributes take it out of sight."""
    if element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    if not style or element.tag in _WHOLE or _WITHHELD.search(element.get("class") or ""):
        return False
    return bool(_INVISIBLE.search(style))
