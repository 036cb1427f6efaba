"""Tree to blocks: the page's text in order, each piece with its place and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

from nutgraf.language.words import length
from nutgraf.model import BodyKind, MarkKind
from nutgraf.story.flags import said_of
from nutgraf.story.inline import BREAK, INLINE, INVISIBLE, Inline, Noted, PageMark, mark_kind
from nutgraf.story.links import base_of

Flag = tuple[str, str]
"""What a container says of itself (`share`, `nav`, …) and the path of that container."""

_BLOCK_TAGS: Final = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu "
    "nav ol optgroup p section summary table tbody td tfoot th thead tr ul iframe caption".split()
)
_SKIPPED: Final = frozenset(
    "head script svg canvas audio video rt rp rtc math noframes datalist".split()
)
_DRAWINGS: Final = frozenset("svg math canvas audio video".split())
CONTROLS: Final = frozenset({"button", "select", "textarea", "label"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_PICTURES: Final = frozenset({"img", "amp-img"})
_INSIDE: Final = frozenset({"br", *_PICTURES, *INLINE})
_LISTS: Final = frozenset({"ol", "ul", "menu"})
_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")
# Without Hangul: Korean has spaces between its words, and a line's end is one of them.
_CJK: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff9f\uffe0-\uffef\U00020000-\U0003ffff"
_CJK_WRAP: Final = re.compile(rf"(?<=[{_CJK}])[ \t]*\n\s*(?=[{_CJK}])")
_PARAGRAPH_BREAK: Final = re.compile(rf"(?: ?{BREAK} ?){{2,}}")
_SPACES: Final = re.compile(r"\s+")
_INTEGER: Final = re.compile(r"-?\d{1,6}$")
IMAGE_SAYS: Final = (
    "src", "srcset", "alt", "width", "height", "class", "data-src", "data-srcset",
    "data-original", "data-lazy-src", "data-lazy", "data-url",
)  # fmt: skip
_CELL_CHARS: Final = 160
_TABLE_ROWS: Final = 2
_TABLE_COLUMNS: Final = 2
_PROSE_WORDS: Final = 12
_LOW_LINKS: Final = 0.35

_MOST_FLAGS: Final = 40
_NAME_CHARS: Final = 300
_PERMALINKS: Final = frozenset({"¶", "#", "§", "🔗"})


@dataclass(slots=True, eq=False)
class Container:
    """An element around text: its tag, its path, its class (`names`), its id, itemprop and role
    (`marks`), what it says of itself, and the element around it.

    One object stands for one element, so what is counted once can be looked up by it.
    """

    tag: str
    path: str
    flags: tuple[Flag, ...] = ()
    articles: tuple[str, ...] = ()
    names: str = ""
    marks: str = ""
    parent: Container | None = None
    says: tuple[str, ...] = ()
    element: html.HtmlElement | None = None
    counts: dict[str, int] = field(default_factory=dict)

    def chain(self) -> Iterator[Container]:
        """The element itself and those around it, from the inside out."""
        element: Container | None = self
        while element is not None:
            yield element
            element = element.parent


_NOWHERE: Final = Container("", "")
_NOTHING: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture as the page names it: its attributes, the element itself, and the address that
    relative ones are relative to."""

    said: Mapping[str, str]
    within: Container
    base: str | None


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A run of text between two block borders of the page.

    `kind` is what it would be in a body, `tag` the element it stands in, `path` that element's
    XPath, `container` its parent's; `links` counts the characters inside links; `flags` are what
    its ancestors say of themselves; `articles` the paths of the `<article>`s around it; `within`
    is the element itself, with those around it. `ordinal` is the number a list gives it; `ids`
    are what links inside the page may call it; `images` stand between it and the block before.
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
    inline: Inline | None = None
    part: int = 0
    ordinal: int | None = None
    ids: tuple[str, ...] = ()
    images: tuple[PageImage, ...] = ()

    @property
    def marks(self) -> Sequence[PageMark]:
        """Which of the block's words are links, emphasis, code; an outer mark comes first."""
        return self.inline.marks(self.part, self.text) if self.inline else ()

    @property
    def depth(self) -> int:
        """How many lists the block stands in."""
        return sum(element.tag in _LISTS for element in self.within.chain())

    def flagged(self, name: str) -> bool:
        """Whether any container around the block says that of itself."""
        return any(flag == name for flag, _ in self.flags)

    @property
    def link_share(self) -> float:
        """The share of the block's characters that stand inside links, 0 to 1."""
        return min(self.links / len(self.text), 1.0) if self.text else 0.0


def is_prose(block: PageBlock) -> bool:
    """Whether a block is long enough for a paragraph and not mostly links."""
    return block.link_share < _LOW_LINKS and length(block.text) >= _PROSE_WORDS


_Open = tuple[MarkKind | None, int, str | None]


@dataclass(slots=True)
class _Run:
    """Text collected since the last block border, and the inline elements open in it; the words
    of a `control` are collected apart from the line it stands in."""

    frame: Container
    control: Container | None = None
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    open: list[_Open] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)

    def begin(self, element: html.HtmlElement) -> None:
        """An inline element opens."""
        href = element.get("href") if element.tag == "a" else None
        around = [kind for kind, _, _ in self.open] if self.open else ()
        kind = mark_kind(element.tag, href, element.get("style"), around)
        self.open.append((kind, len(self.pieces), href))

    def end(self) -> None:
        """The inline element opened last closes."""
        if self.open:
            kind, first, href = self.open.pop()
            if kind and first < len(self.pieces):
                self.noted.append(Noted(kind, first, len(self.pieces), href))

    def inline(self, texts: Sequence[str], base: str | None) -> Inline | None:
        """The marks noted so far and those still open."""
        past = len(self.pieces)
        self.noted += [Noted(k, first, past, h) for k, first, h in self.open if k and first < past]
        return Inline(self.pieces, self.noted, texts, base) if self.noted else None

    def clear(self) -> None:
        """Start anew behind a block border, with the same inline elements open."""
        self.pieces, self.links, self.noted = [], 0, []
        if self.open:
            self.open = [(kind, 0, href) for kind, _, href in self.open]


def page_blocks(root: html.HtmlElement) -> tuple[PageBlock, ...]:
    """All visible text of a page as blocks in document order; iterative, so depth is no matter."""
    walk = _Walk(root)
    walk.run()
    return tuple(walk.blocks)


class _Walk:
    """One pass over the tree with the open elements on a stack."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.blocks: list[PageBlock] = []
        self.walk = etree.iterwalk(root, events=("start", "end"))
        self.stack: list[Container] = [Container("", "")]
        self.runs: list[_Run] = [_Run(self.stack[0])]
        self.in_link = 0
        self.base = base_of(root.getroottree().docinfo.URL, root.base)
        self.numbers: list[tuple[int, int]] = []
        self.ordinals: dict[str, int] = {}
        self.ids: list[str] = []
        self.images: list[PageImage] = []

    def run(self) -> None:
        """Walk to the end; the page's text stands in `blocks`."""
        for event, element in self.walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._open(element)
            else:
                self._close(element)
        self._flush()

    def _open(self, element: html.HtmlElement) -> None:
        tag = element.tag
        frame = self._frame(element)
        self.stack.append(frame)
        if tag in _SKIPPED and not _holds_paragraphs(element):
            self.blocks += _drawing(element, frame)
            self.walk.skip_subtree()
            return
        if tag == "pre" or (tag == "table" and _is_data(element)):
            self._flush()
            self.blocks += self._whole(element, frame)
            self.walk.skip_subtree()
            return
        if tag in _BLOCK_TAGS:
            if self.runs[-1].pieces:
                self._flush()
            self.runs[-1].frame = frame
            if tag in ("ol", "li"):
                self._number(element, frame)
        elif tag in CONTROLS:
            self.runs.append(_Run(frame, frame))
        elif tag in _INSIDE:
            self._inside(element, frame)
        if name := element.get("id"):
            self.ids.append(name)
        if element.text and not (tag == "a" and element.text in _PERMALINKS):
            self._text(element.text)

    def _inside(self, element: html.HtmlElement, frame: Container) -> None:
        """An element that stands inside a line of text."""
        tag = element.tag
        if tag == "br":
            self.runs[-1].pieces.append(BREAK)
        elif tag in _PICTURES:
            self.images.append(PageImage(_said_of(element), frame, self.base))
        else:
            self.runs[-1].begin(element)
        if tag == "a":
            self.in_link += bool(element.get("href"))
            if name := element.get("name"):
                self.ids.append(name)

    def _number(self, element: html.HtmlElement, frame: Container) -> None:
        """Count the items of a numbered list as a browser does."""
        if element.tag == "ol":
            backward = element.get("reversed") is not None
            first = len(element.findall("li")) if backward else 1
            self.numbers.append((_integer(element.get("start"), first), -1 if backward else 1))
        elif self.numbers and frame.parent is not None and frame.parent.tag == "ol":
            number, step = self.numbers[-1]
            self.ordinals[frame.path] = number = _integer(element.get("value"), number)
            self.numbers[-1] = (number + step, step)

    def _close(self, element: html.HtmlElement) -> None:
        tag = element.tag
        frame = self.stack.pop()
        if self.runs[-1].control is frame:
            self._flush()
            self.runs.pop()
        elif tag in _BLOCK_TAGS or tag == "pre":
            if self.runs[-1].pieces:
                self._flush()
            self.runs[-1].frame = self._block_frame()
            if tag == "ol" and self.numbers:
                self.numbers.pop()
        elif tag in INLINE:
            self.runs[-1].end()
            if tag == "a" and element.get("href"):
                self.in_link = max(0, self.in_link - 1)
        if element.tail:
            self._text(element.tail)

    def _block_frame(self) -> Container:
        return next((f for f in reversed(self.stack) if f.tag in _BLOCK_TAGS), self.stack[0])

    def _frame(self, element: html.HtmlElement) -> Container:
        parent, tag = self.stack[-1], element.tag
        parent.counts[tag] = number = parent.counts.get(tag, 0) + 1
        path = f"{parent.path}/{tag}[{number}]" if parent.path else f"/{tag}"
        get = element.get if element.keys() else _NOTHING.get
        names, name, prop, role = get("class") or "", get("id"), get("itemprop"), get("role")
        marks = " ".join(filter(None, (name, prop, role))) if name or prop or role else ""
        whole = f"{names} {name or ''} {prop or ''}" if names or name or prop else ""
        said = said_of(tag, role, get("aria-modal"), whole[:_NAME_CHARS])
        flags = parent.flags
        if said:
            flags = (*flags, *((flag, path) for flag in said))[-_MOST_FLAGS:]
        articles = (*parent.articles, path)[-_MOST_FLAGS:] if tag == "article" else parent.articles
        return Container(
            tag, path, flags, articles, names, marks[:_NAME_CHARS], parent, said, element
        )

    def _text(self, text: str) -> None:
        run = self.runs[-1]
        if not run.pieces and text.isspace():
            return
        run.pieces.append(text)
        if self.in_link:
            run.links += len(text.strip())

    def _flush(self) -> None:
        run = self.runs[-1]
        raw = "".join(run.pieces)
        if raw and not raw.isspace():
            texts = tuple(_paragraphs(raw))
            inline = run.inline(texts, self.base) if texts and (run.noted or run.open) else None
            for part, text in enumerate(texts):
                self.blocks.append(self._block(run, text, inline, part))
        run.clear()

    def _block(self, run: _Run, text: str, inline: Inline | None, part: int) -> PageBlock:
        frame = run.frame
        level = _HEADINGS.get(frame.tag)
        kind, ordinal = _kind_of(frame, level), None
        if kind == "list-item" and self.ordinals:
            item = next((e for e in frame.chain() if e.tag == "li"), frame)
            ordinal = self.ordinals.pop(item.path, None)
        flags = frame.flags + (("control", frame.path),) * (frame.tag in CONTROLS)
        container = frame.path.rpartition("/")[0]
        return PageBlock(
            text, kind, frame.tag, frame.path, container, level, run.links, flags, frame.articles,
            frame, inline, part, ordinal, self._ids(), self._images(),
        )  # fmt: skip

    def _ids(self) -> tuple[str, ...]:
        ids, self.ids = tuple(self.ids), []
        return ids

    def _images(self) -> tuple[PageImage, ...]:
        images, self.images = tuple(self.images), []
        return images

    def _whole(self, element: html.HtmlElement, frame: Container) -> Iterator[PageBlock]:
        caption = element.find("caption")
        if caption is not None and (words := _gathered(caption, _Run(frame))):
            path = f"{frame.path}/caption[1]"
            flags = (*frame.flags, ("caption", path))
            own = Container("caption", path, flags, frame.articles, "", "", frame, ("caption",))
            yield PageBlock(words, "paragraph", "caption", path, frame.path, None, 0, flags,
                            frame.articles, own)  # fmt: skip
        is_table = element.tag == "table"
        run = _Run(frame)
        text = _table_text(element, run) if is_table else _code_text(element)
        if text:
            kind: BodyKind = "table" if is_table else "code"
            container = frame.path.rpartition("/")[0]
            yield PageBlock(
                text, kind, frame.tag, frame.path, container, None, 0, frame.flags, frame.articles,
                frame, run.inline((text,), self.base), ids=self._ids(), images=self._images(),
            )  # fmt: skip


def _drawing(element: html.HtmlElement, frame: Container) -> Iterator[PageBlock]:
    """The words inside a picture or a player: no text of the page, but not to be lost."""
    words = _cell_text(element) if element.tag in _DRAWINGS else ""
    if words:
        flags = (*frame.flags, ("drawing", frame.path))
        yield PageBlock(words, "paragraph", frame.tag, frame.path, flags=flags, within=frame)


def _kind_of(frame: Container, level: int | None) -> BodyKind:
    if level:
        return "subhead"
    if any(name == "list" for name, _ in frame.flags):
        return "list-item"
    return "quote" if any(name == "quote" for name, _ in frame.flags) else "paragraph"


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and _INTEGER.match(value) else default


def _said_of(element: html.HtmlElement) -> Mapping[str, str]:
    """What a picture says of itself, and the first source that a `<picture>` offers for it."""
    said = {name: value for name in IMAGE_SAYS if (value := element.get(name))}
    # The parser knows no empty `source`: a picture's image stands inside its last one.
    for source in element.iterancestors():
        if source.tag != "source":
            break
        offered = source.get("srcset") or source.get("data-srcset")
        said |= {"picture": offered} if offered else {}
    return said


def _paragraphs(raw: str) -> Iterator[str]:
    """The run's text, whitespace collapsed; two line breaks in a row part paragraphs."""
    if BREAK not in raw:
        text = _spaced(raw).strip()
        if text:
            yield text
        return
    for part in _PARAGRAPH_BREAK.split(_spaced(raw)):
        lines = (line.strip() for line in part.split(BREAK))
        joined = "\n".join(line for line in lines if line)
        if joined:
            yield joined


def _spaced(raw: str) -> str:
    """White space collapsed as a browser shows it, what is invisible taken out."""
    if not raw.isascii():
        raw = _CJK_WRAP.sub("", _INVISIBLE.sub("", raw))
    return _SPACES.sub(" ", raw)


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


def _table_text(table: html.HtmlElement, run: _Run) -> str:
    """Rows as lines, cells parted by tabs; the run is told the pieces and their marks."""
    rows = [[_gathered(c, run) for c in row if c.tag in ("td", "th")] for row in
            table.iterdescendants("tr")]  # fmt: skip
    return "\n".join("\t".join(row) for row in rows if any(row))


def _gathered(cell: html.HtmlElement, run: _Run) -> str:
    """A cell's words on one line; a line break or the border of a block inside is a space."""
    start = len(run.pieces)
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start" and tag in _SKIPPED:
            walk.skip_subtree()
        elif tag in INLINE and event == "start":
            run.begin(element)
        elif tag in INLINE:
            run.end()
        elif tag in _BLOCK_TAGS or tag == "br":
            run.pieces.append(" ")
        words = (None if tag in _SKIPPED else element.text) if event == "start" else element.tail
        if words and not (event == "end" and element is cell):
            run.pieces.append(words)
    return _spaced("".join(run.pieces[start:])).strip()


def _cell_text(cell: html.HtmlElement) -> str:
    return " ".join(_INVISIBLE.sub("", str(cell.xpath("string()"))).split())
