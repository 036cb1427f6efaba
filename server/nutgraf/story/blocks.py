"""Tree to blocks: the page's text in order, each piece with its place and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml import etree, html

from nutgraf.model import BodyKind

Flag = tuple[str, str]
"""What a container says of itself (`share`, `nav`, …) and the path of that container."""

_BLOCK_TAGS: Final = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu "
    "nav ol optgroup p section summary table tbody td tfoot th thead tr ul iframe caption".split()
)
_SKIPPED: Final = frozenset(
    "head script svg canvas audio video rt rp math noframes datalist".split()
)
_DRAWINGS: Final = frozenset("svg math canvas audio video".split())
_CONTROLS: Final = frozenset({"button", "select", "textarea", "label"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BREAK: Final = "\x01"
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CJK: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_CJK_WRAP: Final = re.compile(rf"(?<=[{_CJK}])[ \t]*\n\s*(?=[{_CJK}])")
_PARAGRAPH_BREAK: Final = re.compile(rf"(?: ?{_BREAK} ?){{2,}}")
_SPACES: Final = re.compile(r"\s+")
_CELL_CHARS: Final = 160
_TABLE_ROWS: Final = 2
_TABLE_COLUMNS: Final = 2

_TAG_FLAGS: Final = {
    "nav": "nav", "footer": "footer", "aside": "aside", "figure": "figure",
    "figcaption": "caption", "blockquote": "quote", "li": "list", "dialog": "dialog",
    "form": "form", "header": "header", "address": "address", "h1": "h1",
}  # fmt: skip
_ROLE_FLAGS: Final = {
    "dialog": "dialog", "alertdialog": "dialog", "navigation": "nav", "contentinfo": "footer",
    "complementary": "aside", "search": "form", "menu": "nav", "menubar": "nav", "toolbar": "share",
}  # fmt: skip
_WORD_FLAGS: Final = (
    ("ad", r"ads?|advert\w*|adslot|adunit|sponsor(?:ed)?|dfp|outbrain|taboola|commercial"),
    ("share", r"share|sharing|social|sharebar|addthis|tools|toolbar|followus|reactions?"),
    ("newsletter", r"newsletters?|subscribe|subscription|signup|mailing|optin"),
    ("dialog", r"cookies?|consent|gdpr|modal|popup|overlay|notification|prompt|onetrust"),
    ("related", r"related|recommend\w*|popular|trending|most-?(?:read|viewed|popular)|teasers?"
                r"|promos?|read-?more|read-?next|up-?next|next-?(?:story|article)|more-?from"
                r"|carousel|rail|sidebar"),
    ("comments", r"comments?|disqus|replies|respond|discussion"),
    ("menu", r"nav|navbar|menu|breadcrumbs?|pagination|pager|skip|toc"),
    ("footer", r"footer|copyright|legal|colophon"),
    ("video", r"video|player|jwplayer|brightcove|youtube|videos"),
    ("caption", r"caption|figcaption|cutline|photocredit"),
    ("byline", r"byline|author|authors|contributor\w*|writer"),
    ("dek", r"dek|standfirst|subtitle|subheadline|subhead|sub-?headline|lede?|summary|excerpt"
            r"|description|intro|teaser-text|kicker-text"),
    ("meta", r"date|dateline|timestamp|time|published|updated|meta|tags?|tag-?list|topics|category"
             r"|readtime"),
    ("bio", r"bio|about-?(?:the-?)?author|author-?(?:bio|box|card)"),
)  # fmt: skip
_WORDS: Final = re.compile(
    "|".join(rf"(?P<{name}>(?<![a-z])(?:{words})(?![a-z]))" for name, words in _WORD_FLAGS)
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_FLAGS: Final = 40
_NAME_CHARS: Final = 300
_TOO_WIDE: Final = frozenset({"html", "body", "main", "article"})


@dataclass(slots=True, eq=False)
class Container:
    """An element around text: its tag, its path, its class (`names`), its id, itemprop and role
    (`marks`), and the element around it.

    One object stands for one element, so what is counted once can be looked up by it.
    """

    tag: str
    path: str
    flags: tuple[Flag, ...] = ()
    articles: tuple[str, ...] = ()
    names: str = ""
    marks: str = ""
    parent: Container | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def look(self) -> str:
        """Its tag and class, as alike elements share them."""
        return f"{self.tag} {self.names}"

    def chain(self) -> Iterator[Container]:
        """The element itself and those around it, from the inside out."""
        element: Container | None = self
        while element is not None:
            yield element
            element = element.parent


_NOWHERE: Final = Container("", "")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A run of text between two block borders of the page.

    `kind` is what it would be in a body, `tag` the element it stands in, `path` that element's
    XPath, `container` its parent's; `links` counts the characters inside links; `flags` are what
    its ancestors say of themselves; `articles` the paths of the `<article>`s around it; `within`
    is the element itself, with those around it.
    """

    text: str
    kind: BodyKind = "paragraph"
    tag: str = "p"
    path: str = ""
    container: str = ""
    level: int | None = None
    links: int = 0
    flags: tuple[Flag, ...] = ()
    articles: tuple[str, ...] = ()
    within: Container = _NOWHERE

    @property
    def look(self) -> str:
        """The tag and class of the element around the block's own."""
        return self.within.parent.look if self.within.parent else ""

    def flagged(self, name: str) -> bool:
        """Whether any container around the block says that of itself."""
        return any(flag == name for flag, _ in self.flags)

    @property
    def link_share(self) -> float:
        """The share of the block's characters that stand inside links, 0 to 1."""
        return min(self.links / len(self.text), 1.0) if self.text else 0.0


@dataclass(slots=True)
class _Run:
    """Text collected since the last block border."""

    frame: Container
    pieces: list[str] = field(default_factory=list)
    links: int = 0


def page_blocks(root: html.HtmlElement) -> tuple[PageBlock, ...]:
    """All visible text of a page as blocks in document order; iterative, so depth is no matter."""
    return tuple(_Walk(root).blocks())


class _Walk:
    """One pass over the tree with the open elements on a stack."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.walk = etree.iterwalk(root, events=("start", "end"))
        self.stack: list[Container] = [Container("", "")]
        self.runs: list[_Run] = [_Run(self.stack[0])]
        self.in_link = 0

    def blocks(self) -> Iterator[PageBlock]:
        for event, element in self.walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                yield from self._open(element)
            else:
                yield from self._close(element)
        yield from self._flush()

    def _open(self, element: html.HtmlElement) -> Iterator[PageBlock]:
        tag = element.tag
        frame = self._frame(element)
        self.stack.append(frame)
        if tag in _SKIPPED and not _holds_paragraphs(element):
            yield from _drawing(element, frame)
            self.walk.skip_subtree()
            return
        if tag == "pre" or (tag == "table" and _is_data(element)):
            yield from self._flush()
            yield from self._whole(element, frame)
            self.walk.skip_subtree()
            return
        if tag in _BLOCK_TAGS:
            yield from self._flush()
            self.runs[-1] = _Run(frame)
        elif tag in _CONTROLS:
            self.runs.append(_Run(frame))
        elif tag == "br":
            self.runs[-1].pieces.append(_BREAK)
        elif tag == "a" and element.get("href"):
            self.in_link += 1
        self._text(element.text)

    def _close(self, element: html.HtmlElement) -> Iterator[PageBlock]:
        tag = element.tag
        self.stack.pop()
        if tag in _CONTROLS and self.runs[-1].frame.tag == tag and len(self.runs) > 1:
            yield from self._flush()
            self.runs.pop()
        elif tag in _BLOCK_TAGS or tag == "pre":
            yield from self._flush()
            self.runs[-1] = _Run(self._block_frame())
        elif tag == "a" and element.get("href"):
            self.in_link = max(0, self.in_link - 1)
        self._text(element.tail)

    def _block_frame(self) -> Container:
        return next((f for f in reversed(self.stack) if f.tag in _BLOCK_TAGS), self.stack[0])

    def _frame(self, element: html.HtmlElement) -> Container:
        parent, tag = self.stack[-1], element.tag
        parent.counts[tag] = number = parent.counts.get(tag, 0) + 1
        path = f"{parent.path}/{tag}" if parent.path == "" else f"{parent.path}/{tag}[{number}]"
        said = _flags(element)
        flags = (
            (parent.flags + tuple((name, path) for name in said))[-_MOST_FLAGS:]
            if said
            else (parent.flags)
        )
        articles = (*parent.articles, path)[-_MOST_FLAGS:] if tag == "article" else parent.articles
        return Container(tag, path, flags, articles, element.get("class") or "", _marks(element), parent)

    def _text(self, text: str | None) -> None:
        if text:
            run = self.runs[-1]
            run.pieces.append(text)
            if self.in_link:
                run.links += len(text.strip())

    def _flush(self) -> Iterator[PageBlock]:
        run = self.runs[-1]
        if run.pieces:
            for text in _paragraphs("".join(run.pieces)):
                yield _block(run, text)
            run.pieces, run.links = [], 0

    def _whole(self, element: html.HtmlElement, frame: Container) -> Iterator[PageBlock]:
        caption = element.find("caption")
        if caption is not None and (words := _cell_text(caption)):
            path = f"{frame.path}/caption[1]"
            flags = (*frame.flags, ("caption", path))
            yield PageBlock(words, "paragraph", "caption", path, frame.path, None, 0, flags,
                            frame.articles, frame)  # fmt: skip
        text = _table_text(element) if element.tag == "table" else _code_text(element)
        if text:
            kind: BodyKind = "table" if element.tag == "table" else "code"
            container = frame.path.rpartition("/")[0]
            yield PageBlock(
                text, kind, frame.tag, frame.path, container, None, 0, frame.flags, frame.articles,
                frame,
            )  # fmt: skip


def _drawing(element: html.HtmlElement, frame: Container) -> Iterator[PageBlock]:
    """The words inside a picture or a player: no text of the page, but not to be lost."""
    words = _cell_text(element) if element.tag in _DRAWINGS else ""
    if words:
        flags = (*frame.flags, ("drawing", frame.path))
        yield PageBlock(words, "paragraph", frame.tag, frame.path, flags=flags, within=frame)


def _block(run: _Run, text: str) -> PageBlock:
    frame = run.frame
    level = _HEADINGS.get(frame.tag)
    kind: BodyKind = "paragraph"
    if level:
        kind = "subhead"
    elif any(name == "list" for name, _ in frame.flags):
        kind = "list-item"
    elif any(name == "quote" for name, _ in frame.flags):
        kind = "quote"
    flags = frame.flags + (("control", frame.path),) * (frame.tag in _CONTROLS)
    container = frame.path.rpartition("/")[0]
    return PageBlock(
        text, kind, frame.tag, frame.path, container, level, run.links, flags, frame.articles,
        frame,
    )  # fmt: skip


def _marks(element: html.HtmlElement) -> str:
    get = element.get
    return " ".join(filter(None, (get("id"), get("itemprop"), get("role"))))[:_NAME_CHARS]


def _flags(element: html.HtmlElement) -> tuple[str, ...]:
    get = element.get
    names = f"{get('class') or ''} {get('id') or ''} {get('itemprop') or ''}"
    return _said(element.tag, get("role"), get("aria-modal"), names[:_NAME_CHARS])


@lru_cache(maxsize=4096)
def _said(tag: str, role: str | None, modal: str | None, names: str) -> tuple[str, ...]:
    """What a container says of itself by tag, role and class; pages repeat few kinds of them."""
    found = [_TAG_FLAGS[tag]] if tag in _TAG_FLAGS else []
    if role in _ROLE_FLAGS:
        found.append(_ROLE_FLAGS[role])
    if modal == "true":
        found.append("dialog")
    if tag not in _TOO_WIDE and len(names) > 2:  # noqa: PLR2004 - the two spaces between
        spaced = _CAMEL.sub("-", names).lower()
        found += [name for match in _WORDS.finditer(spaced) if (name := match.lastgroup)]
    return tuple(dict.fromkeys(found))


def _paragraphs(raw: str) -> Iterator[str]:
    """The run's text, whitespace collapsed; two line breaks in a row part paragraphs."""
    text = _SPACES.sub(" ", _CJK_WRAP.sub("", _INVISIBLE.sub("", raw)))
    for part in _PARAGRAPH_BREAK.split(text):
        lines = (line.strip() for line in part.split(_BREAK))
        joined = "\n".join(line for line in lines if line)
        if joined:
            yield joined


def _code_text(element: html.HtmlElement) -> str:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    lines = str(element.xpath("string()")).expandtabs(4).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _holds_paragraphs(element: html.HtmlElement) -> bool:
    """Whether an element left open, a drawing say, has swallowed a part of the page."""
    return next(element.iterdescendants("p", "article", "section", "h1", "h2"), None) is not None


def _is_data(table: html.HtmlElement) -> bool:
    """A table of figures, not a page laid out with a table: small cells, no blocks inside, no
    words between the cells."""
    if next(table.iterdescendants("table", "form", "article", "h1", "h2", "h3"), None) is not None:
        return False
    rows = list(table.iterdescendants("tr"))
    cells = [[c for c in row if c.tag in ("td", "th")] for row in rows]
    wide = max((len(row) for row in cells), default=0)
    longest = max((len(_cell_text(c)) for row in cells for c in row), default=0)
    caption = table.find("caption")
    told = sum(len(_cell_text(c)) for row in cells for c in row)
    told += len(_cell_text(caption)) if caption is not None else 0
    if len("".join(_cell_text(table).split())) > told:
        return False
    return len(rows) >= _TABLE_ROWS and wide >= _TABLE_COLUMNS and longest <= _CELL_CHARS


def _table_text(table: html.HtmlElement) -> str:
    rows = [[_cell_text(c) for c in row if c.tag in ("td", "th")] for row in
            table.iterdescendants("tr")]  # fmt: skip
    return "\n".join("\t".join(row) for row in rows if any(row))


def _cell_text(cell: html.HtmlElement) -> str:
    return " ".join(_INVISIBLE.sub("", str(cell.xpath("string()"))).split())
