"""Text to tree: the only HTML parser, with its losses found out and its hidden nodes taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from lxml import etree, html

from nutgraf.limits import ATTRIBUTES_PER_TAG, TABLES, TAGS, TEXT_NODE_CHARS
from nutgraf.model import Anchor, Notice, Page, Removal
from nutgraf.page.preloaded import fill, preloaded, words_in
from nutgraf.page.shown import HIDDEN_MARK, open_frames, open_shadow_roots, reading_aids

_TAG: Final = re.compile(r"<[a-zA-Z]")
_LONG_TAG: Final = re.compile(r"<([a-zA-Z][\w:-]*)\s[^<>]{4000,}>")
_TABLE: Final = re.compile(r"<table\b", re.I)
_CROWDS: Final = ((_TAG, "<", TAGS), (_TABLE, "<table", TABLES))
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
_WORDLESS: Final = frozenset({"script", "style", "template"})
_PLAIN_TEXT: Final = etree.XPath("normalize-space(.)")
_FATAL: Final = 3
# A page of fewer words shows a name and a spinner; a teaser of a paywalled story has more.
_BARE_WORDS: Final = 30
_PREVIEW_CHARS: Final = 80
_LISTED_PATHS: Final = 300
_FALLBACK: Final = "a fallback that browsers do not show"
_HIDDEN: Final = "text the page hides from its readers"

PARTIAL: Final = "partial"
_FRAMED = "A framed part of this page is too large to be read with it."
_TOO_DEEP = "This page nests its parts too deeply to be read whole; some text may be missing."
_BROKEN = "This page could not be parsed to its end; some text may be missing."
_PRELOADED = (
    "This page's text stands only in its data, and was read from there; its order and borders may "
    "differ from what you see, and some of it may be missing."
)
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
    sources = [page.html.lower(), *(source.lower() for source in framed)]
    crowded = any(_crowds(sources, *crowd) for crowd in _CROWDS)
    notices = _losses(root, parser, sources[0], crowded=crowded)
    if "" in framed:
        notices = (*notices, Notice(PARTIAL, _FRAMED))
    open_shadow_roots(root)
    for element in reading_aids(root):
        _empty(element)
    held = preloaded(root) if not crowded and _is_bare(root) else ()
    hidden = [*_drop_unseen(root)]
    if held and _is_bare(root) and fill(root, held, lambda text: _root(text, _parser())):
        notices = (*notices, Notice(PARTIAL, _PRELOADED))
        hidden += _drop_unseen(root)
    return Tree(root, notices, crowded, tuple(hidden))


def _crowds(sources: Sequence[str], pattern: re.Pattern[str], sign: str, most: int) -> bool:
    """Whether there are more of some tag than can be weighed; its sign is counted first."""
    if sum(source.count(sign) for source in sources) <= most:
        return False
    return sum(len(pattern.findall(source)) for source in sources) > most


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
    """Whether a page, in small letters, ends inside a comment, a tag or an element that has
    swallowed words."""
    low = _without(text, "<script", "</script")
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


def _is_bare(root: html.HtmlElement) -> bool:
    """Whether a page shows hardly a word; stops at the first words too many."""
    words = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        gone = event == "start" and (
            element.tag == "title" or unseen(element) or styled_away(element)
        )
        if gone:
            walk.skip_subtree()
        text = element.tail if event == "end" else None if gone else element.text
        words += words_in(text) if text and not text.isspace() else 0
        if words > _BARE_WORDS:
            return False
    return True


def _drop_unseen(root: html.HtmlElement) -> Iterator[Removal]:
    listed = 0
    every = cast("Iterator[html.HtmlElement]", root.iter("*"))
    suspects = [element for element in every if unseen(element) or styled_away(element)]
    for element in suspects:
        if element.tag in _WORDLESS:
            _empty(element)
    dead = {element for element in suspects if unseen(element)}
    styled = {element for element in suspects if element not in dead}
    fallbacks = list(root.iter("noscript"))
    whole = _told(root) if styled or fallbacks else 0
    for element in fallbacks:
        # Pages that script fills send their text only there.
        if _length(element) > whole:
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


def _preview(element: html.HtmlElement) -> str:
    """The first words of an element that goes; scripts and styles have none for a reader."""
    if element.tag in _WORDLESS:
        return ""
    return " ".join(str(element.xpath("string()"))[: 4 * _PREVIEW_CHARS].split())[:_PREVIEW_CHARS]


def _holds_most(element: html.HtmlElement, whole: int) -> bool:
    """Pages fade their whole article in by script, or send it hidden and put it in place later:
    most of a page's words are not hidden words."""
    return 2 * _length(element) > whole and 2 * _told(element) > whole


def _told(element: html.HtmlElement) -> int:
    """How many characters of text an element holds, scripts and fallbacks left out."""
    return _length(element) - sum(map(_length, element.iterdescendants("script", "noscript")))


def _length(element: html.HtmlElement) -> int:
    return len(str(_PLAIN_TEXT(element)))


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
