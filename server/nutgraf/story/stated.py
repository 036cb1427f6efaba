"""What a page states of itself for machines: `<meta>`, JSON-LD, microdata, and marked elements.

One pass over the tree, one over each script; broken JSON-LD is mended where that is cheap.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from itertools import islice
from typing import Any, Final, cast

from lxml import etree, html

from nutgraf.language.words import key
from nutgraf.limits import JSON_LD_CHARS
from nutgraf.page.decode import scrub

Thing = Mapping[str, Any]
"""A JSON-LD object, or the microdata of the page's article in the same form."""

Claim = tuple[str, Any]
"""Where a value is stated, and the value."""

_ARTICLE_TYPES: Final = re.compile(r"Article|BlogPosting|LiveBlog|Report|Review|NewsItem", re.I)
_HEAD_TAGS: Final = ("meta", "title", "link", "script")
_SIGNS = "contains(., 'uthor') or contains(., 'yline')"
# By attribute, not by element: twice as fast on most pages, but quadratic in what it finds.
_MARKED: Final = etree.XPath(
    f"//h1 | //time | //@rel[.='author']/.. | //@itemprop/.. | //@class[{_SIGNS}]/.."
)
_MARKED_OF_MANY: Final = etree.XPath(
    f"//*[self::h1 or self::time or @itemprop or @rel='author' or @class[{_SIGNS}]]"
)
_COUNT: Final = etree.XPath("count(//*)")
_MANY: Final = 6_000
_SIGNED: Final = re.compile(r"(?<![a-z])(?:by-?lines?|authors?)(?![a-z])")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASIDE: Final = re.compile(
    r"comment|related|teaser|sidebar|recommend|popular|trending|promo|carousel|reply|"
    r"newsletter|(?<![a-z])(?:nav|menu|bio|next|more)(?![a-z])|"
    r"(?:^|\s)(?:site|page|global)?[-_]*footer", re.I
)  # fmt: skip
_ASIDE_TAGS: Final = frozenset({"nav", "footer", "aside"})
_WIDE_TAGS: Final = frozenset({"html", "body", "main"})
_WRAPPING: Final = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_TRAILING: Final = re.compile(r"(?:(?://|/\*)\s{0,9})?(?:-->|\]\]>(?:\s{0,9}\*/)?)$")
_LOOSE_COMMA: Final = re.compile(r",(?=\s{0,99}[}\]])")
_NESTED: Final = ("@graph", "mainEntity", "mainEntityOfPage")
_FIELDS: Final = ("headline", "datePublished", "dateModified", "description")
_LONGEST_TEXT: Final = 2_000
_LONGEST_NAMES: Final = 300
_DEEPEST: Final = 8
_MOST_THINGS: Final = 300
_MOST_VALUES: Final = 30
_MOST_SPOTS: Final = 60
_MOST_PIECES: Final = 40
_ANCESTORS: Final = 25


@dataclass(frozen=True)
class Spot:
    """An element that says by its markup that it is a headline, a time or a byline."""

    kind: str
    element: html.HtmlElement

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The element's pieces of text, the first 40."""
        texts = (" ".join(text.split()) for text in islice(self.element.itertext(), _MOST_PIECES))
        return tuple(text[:_LONGEST_NAMES] for text in texts if text)

    @property
    def explicit(self) -> bool:
        """Whether it is marked as the author for machines, not only by the name of a class."""
        return "author" in (self.element.get("rel"), self.element.get("itemprop"))

    def aside(self, around: Collection[html.HtmlElement]) -> bool:
        """Whether it stands in a comment, a teaser or a menu, inside what is `around` it all."""
        element = self.element
        for _ in range(_ANCESTORS):
            if element is None or element in around or element.tag in _WIDE_TAGS:
                return False
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            if element.tag in _ASIDE_TAGS or _is_aside(names[:_LONGEST_NAMES]):
                return True
            element = element.getparent()
        return False

    def near(self, other: Spot) -> bool:
        """Whether both are alike and stand side by side, or their parents do."""
        mine, theirs = self.element.getparent(), other.element.getparent()
        if mine is None or theirs is None or self.element.tag != other.element.tag:
            return False
        return any(box is mine or box is mine.getparent() for box in (theirs, theirs.getparent()))


@dataclass(frozen=True, slots=True)
class Stated:
    """All that a page states; `meta` by lower-cased name, `things` in the order of the page,
    `article` the story itself among them."""

    meta: Mapping[str, Sequence[str]]
    things: tuple[Thing, ...]
    article: Thing
    microdata: Thing
    title: str
    canonical: str
    spots: tuple[Spot, ...]

    def first(self, name: str) -> str:
        """The first value stated under a name, or ""."""
        return self.meta[name][0] if name in self.meta else ""

    def metas(self, *names: str) -> Iterator[Claim]:
        """What `<meta>` says under each of the names."""
        for name in names:
            if name in self.meta:
                yield f"meta {name}", self.meta[name][0]


def stated_of(root: html.HtmlElement) -> Stated:
    """Everything a page states of itself, in one pass over its tree."""
    meta: dict[str, list[str]] = {}
    microdata: dict[str, Any] = {}
    scripts: list[str] = []
    spots: list[Spot] = []
    title = canonical = ""
    for element in root.iter(*_HEAD_TAGS):
        tag = element.tag
        if tag == "meta":
            _note(element, meta)
        elif tag == "script" and "ld+json" in (element.get("type") or ""):
            scripts.append(element.text or "")
        elif tag == "title":
            title = title or str(element.text or "")[:_LONGEST_TEXT]
        elif tag == "link" and element.get("rel") == "canonical":
            canonical = canonical or element.get("href") or ""
    for element in _marked(root):
        spots.extend(_spot(element))
        if element.get("itemprop"):
            _state(element, microdata)
    things = tuple(_things(scripts))
    article = _article(things, {key(title), key(meta.get("og:title", [""])[0])})
    listed = tuple(_first_of_each(spots))
    return Stated(meta, things, article, microdata, title, canonical, listed)


def _marked(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The headings, times, bylines and microdata, in the order of the page."""
    many = cast("float", _COUNT(root)) > _MANY
    found = _MARKED_OF_MANY(root) if many else _MARKED(root)
    return cast("list[html.HtmlElement]", found)


def _article(things: Sequence[Thing], titles: set[str]) -> Thing:
    """The page's article among its things: the one that its titles name, else the first."""
    articles = [thing for thing in things if _ARTICLE_TYPES.search(type_of(thing))]
    named = (t for t in articles if key(text_of(t.get("headline")) or "") in titles - {""})
    return next(named, articles[0] if articles else {})


def type_of(thing: Thing) -> str:
    """The types of a thing, parted by spaces."""
    kind = thing.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def text_of(value: Any, field: str = "name") -> str | None:
    """The first text in a value: a string, or the field of an object, or the first of a list."""
    for _ in range(_DEEPEST):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = value.get(field)
    return (scrub(value).strip()[:_LONGEST_TEXT] or None) if isinstance(value, str) else None


def first_of(claims: Iterable[Claim]) -> Claim:
    """The first claim that has a value."""
    return next(((where, value) for where, value in claims if value), ("", None))


def clean(text: Any) -> str | None:
    """A text without entities and on one line, or None for what is no text."""
    plain = unescape(text) if isinstance(text, str) else ""
    return " ".join(plain.split()) or None


def _note(element: html.HtmlElement, meta: dict[str, list[str]]) -> None:
    name = element.get("property") or element.get("name") or element.get("itemprop")
    name = (name or element.get("http-equiv") or "").strip().lower()
    content = (element.get("content") or "").strip()[:_LONGEST_TEXT]
    if name and content and len(meta.setdefault(name, [])) < _MOST_VALUES:
        meta[name].append(content)


def _spot(element: html.HtmlElement) -> Iterator[Spot]:
    if element.tag in ("h1", "time"):
        yield Spot(element.tag, element)
    elif element.get("rel") == "author" or element.get("itemprop") == "author":
        yield Spot("author", element)
    else:
        if _is_signed((element.get("class") or "")[:_LONGEST_NAMES]):
            yield Spot("author", element)


@lru_cache(maxsize=4096)
def _is_aside(names: str) -> bool:
    return bool(_ASIDE.search(_CAMEL.sub("-", names)))


@lru_cache(maxsize=4096)
def _is_signed(names: str) -> bool:
    return bool(_SIGNED.search(_CAMEL.sub("-", names).lower().replace("_", "-")))


def _first_of_each(spots: Sequence[Spot]) -> Iterator[Spot]:
    left = {"h1": _MOST_SPOTS, "time": _MOST_SPOTS, "author": _MOST_SPOTS}
    for spot in spots:
        left[spot.kind] -= 1
        if left[spot.kind] >= 0:
            yield spot


def _state(element: html.HtmlElement, microdata: dict[str, Any]) -> None:
    """Take down a property of the page's article, not of a comment or of another thing."""
    name = element.get("itemprop") or ""
    if name not in _FIELDS or name in microdata or not _of_article(element):
        return
    value = element.get("content") or element.get("datetime")
    value = value or " ".join(islice(element.itertext(), _MOST_PIECES)).strip()
    if value:
        microdata[name] = value[:_LONGEST_TEXT]


def _of_article(element: html.HtmlElement) -> bool:
    for _ in range(_ANCESTORS):
        if element is None:
            return True
        element = element.getparent()
        kind = element.get("itemtype") if element is not None else None
        if kind:
            return bool(_ARTICLE_TYPES.search(kind)) or kind.endswith(("WebPage", "Blog"))
    return True


def _things(scripts: Sequence[str]) -> Iterator[Thing]:
    """Every typed object at the top of the JSON-LD documents, in a `@graph` or as main entity."""
    waiting: deque[Any] = deque()
    left = JSON_LD_CHARS
    for script in scripts:
        if len(script) <= left:
            left -= len(script)
            waiting.extend(_documents(script))
    for _ in range(_MOST_THINGS):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend(item[:_MOST_THINGS])
        elif isinstance(item, dict):
            if item.get("@type"):
                yield item
            waiting.extend(
                item[name] for name in _NESTED if isinstance(item.get(name), dict | list)
            )


def _documents(script: str) -> Iterator[Any]:
    try:
        yield json.loads(script, strict=False)
    except RecursionError:
        return
    except ValueError:
        yield from _mended(script)


def _mended(script: str) -> Iterator[Any]:
    """The documents of a script with comment marks, loose commas, entities or several objects."""
    text = _TRAILING.sub("", _WRAPPING.sub("", script.strip().rstrip("; ")))
    text = unescape(text) if text.startswith(("{&", "[{&")) or "{&quot;" in text else text
    text = _LOOSE_COMMA.sub("", text).strip()
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
