"""What the page says of its story: headline, byline, dates, site, language.

Read by our own linear pass: the readers in common use are quadratic on hostile JSON-LD and can
hang. Structured data comes first for dates and names, what the reader sees first for the headline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin

from lxml import html

from nutgraf.language.words import key, words
from nutgraf.limits import JSON_LD_CHARS
from nutgraf.page.decode import scrub
from nutgraf.story.blocks import PageBlock
from nutgraf.story.names import people_of

_ARTICLE_TYPES: Final = re.compile(r"Article|BlogPosting|LiveBlog|Report|Review|NewsItem", re.I)
_LISTING_TYPES: Final = frozenset({"CollectionPage", "SearchResultsPage"})
_SUFFIX: Final = re.compile(r"\s+[|–—·»:-]\s+|\s+[|»]\s*")
_ISO: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$",
    re.I,
)
_PUBLISHED: Final = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "og:published_time", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_UPDATED: Final = ("article:modified_time", "datemodified", "og:updated_time", "lastmod",
                   "dcterms.modified", "last-modified")  # fmt: skip
_NO_ADDRESS: Final = re.compile(r"[\s<>\"'`{}|\\^]")
_LONGEST_TEXT: Final = 2_000
_DEEPEST: Final = 8
_MOST_H1: Final = 50
_SAME_HEADLINE: Final = 0.5
_HEADLINE_WORDS: Final = 3
_LONGEST_HEADLINE: Final = 300


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of its story; a listing says that it is none, and a text that a reader
    pasted is one, however short."""

    headline: str | None = None
    dek: str | None = None
    byline: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    image: str | None = None
    url: str | None = None
    is_article: bool = False
    is_listing: bool = False
    is_pasted: bool = False


def metadata_of(root: html.HtmlElement, blocks: Sequence[PageBlock], url: str | None) -> Metadata:
    """Read a page's metadata; a field the page does not state is None or empty."""
    meta = _meta(root)
    things = list(_json_ld(root))
    article = next((t for t in things if _ARTICLE_TYPES.search(_type(t))), {})
    site = _site(meta, article, things)
    canonical = root.xpath("string(//link[@rel='canonical']/@href)") or meta.get("og:url") or ""
    image = meta.get("og:image") or _first_text(article.get("image"), "url") or ""
    return Metadata(
        headline=_headline(root, blocks, meta, article, site),
        dek=_clean(_first_text(article.get("description")) or meta.get("og:description")
                   or meta.get("description")),
        byline=_byline(root, meta, article, site),
        site=site,
        published=_date(article.get("datePublished"), meta, _PUBLISHED, root, "datePublished"),
        updated=_date(article.get("dateModified"), meta, _UPDATED, root, "dateModified"),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or meta.get("content-language") or meta.get("og:locale") or None,
        image=_web(image, url),
        url=_web(canonical, url),
        is_article=bool(article) or meta.get("og:type") == "article",
        is_listing=not article and any(_type(t) in _LISTING_TYPES for t in things),
    )  # fmt: skip


def normal_date(text: Any) -> str | None:
    """ISO 8601 at the precision and with the offset given, or None for what is no date."""
    stamp = text.strip() if isinstance(text, str) else ""
    found = _ISO.match(stamp)
    if not found:
        return _mail_date(stamp)
    year, month, day, hour, minute, second, offset = found.groups()
    if not _exists(year, month, day, hour or "00", minute or "00", second or "00"):
        return None
    if hour is None:
        return f"{year}-{month}-{day}"
    zone = (offset or "").upper().replace("Z", "+00:00")
    zone = f"{zone[:3]}:{zone[-2:]}" if zone else ""
    return f"{year}-{month}-{day}T{hour}:{minute}" + (f":{second}" if second else "") + zone


def _exists(*parts: str) -> bool:
    """Whether the calendar has such a moment."""
    try:
        return bool(datetime(*map(int, parts)))  # type: ignore[arg-type] # six numbers
    except ValueError:
        return False


def _mail_date(stamp: str) -> str | None:
    try:
        return parsedate_to_datetime(stamp).isoformat() if len(stamp) < 40 else None  # noqa: PLR2004 - longer than any RFC 5322 date
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _meta(root: html.HtmlElement) -> dict[str, str]:
    """The first value of every `<meta>`, by lower-cased property or name."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        name = (name or element.get("http-equiv") or "").strip().lower()
        content = (element.get("content") or "").strip()[:_LONGEST_TEXT]
        if name and content:
            found.setdefault(name, content)
    return found


def _json_ld(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") and len(text) <= JSON_LD_CHARS:
            try:
                yield from _things(json.loads(text, strict=False))
            except (ValueError, RecursionError):
                continue


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Every typed object at the top of a JSON-LD document or in its `@graph`."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            if item.get("@type"):
                yield item
            if isinstance(item.get("@graph"), list):
                yield from (thing for thing in item["@graph"] if isinstance(thing, dict))


def _type(thing: dict[str, Any]) -> str:
    kind = thing.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _first_text(value: Any, field: str = "name") -> str | None:
    for _ in range(_DEEPEST):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = value.get(field)
    return (scrub(value).strip()[:_LONGEST_TEXT] or None) if isinstance(value, str) else None


def _clean(text: str | None) -> str | None:
    plain = unescape(text) if text else ""
    return " ".join(plain.split()) if plain and plain.strip() else None


def _site(
    meta: dict[str, str], article: dict[str, Any], things: list[dict[str, Any]]
) -> str | None:
    website = next((t for t in things if _type(t) == "WebSite"), {})
    stated = (
        meta.get("og:site_name")
        or _first_text(article.get("publisher"))
        or _first_text(website.get("name"))
        or meta.get("application-name")
    )
    return _clean(stated)


def _headline(
    root: html.HtmlElement,
    blocks: Sequence[PageBlock],
    meta: dict[str, str],
    article: dict[str, Any],
    site: str | None,
) -> str | None:
    """The h1 the reader sees that says what the page's titles say, else the page's title."""
    title = _clean(root.xpath("string(//title)")[:_LONGEST_TEXT]) or ""
    stated = [
        text
        for text in (
            _clean(meta.get("og:title")), _clean(_first_text(article.get("headline"))),
            _clean(meta.get("twitter:title")), title,
        )
        if text
    ]  # fmt: skip
    seen = [b.text.replace("\n", " ") for b in blocks if b.level == 1 and b.text][:_MOST_H1]
    seen = [t for t in seen if len(t) <= _LONGEST_HEADLINE and key(t) != key(site or "")]
    best = max(seen, key=lambda text: _likeness(text, stated), default="")
    if best and (_likeness(best, stated) >= _SAME_HEADLINE or not stated):
        return best
    if len(seen) == 1 and len(words(best)) >= _HEADLINE_WORDS:
        return best
    return _without_site(stated[0], site) if stated else None


def _likeness(text: str, stated: Sequence[str]) -> float:
    own = set(words(text))
    shares = (
        len(own & set(words(other))) / len(own | set(words(other))) for other in stated if own
    )
    return max(shares, default=0.0)


def _without_site(title: str, site: str | None) -> str:
    """A title without its site suffix: `Headline | Site`, `Site - Headline`."""
    parts = [part for part in _SUFFIX.split(title) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - one part is the title itself
        return title
    if site and (key(parts[-1]) in key(site) or key(site) in key(parts[-1])):
        return title[: title.rfind(parts[-1])].rstrip(" |–—·»:-")
    return max(parts, key=len)


def _byline(
    root: html.HtmlElement, meta: dict[str, str], article: dict[str, Any], site: str | None
) -> tuple[str, ...]:
    stated = article.get("author")
    people = stated if isinstance(stated, list) else [stated]
    texts = [
        _first_text(person) or ""
        for person in people
        if not (isinstance(person, dict) and "Organization" in _type(person))
    ]
    names = people_of("; ".join(texts), site)
    return names or people_of(
        meta.get("author") or meta.get("article:author_name") or meta.get("parsely-author")
        or meta.get("dc.creator") or meta.get("byl") or _marked_authors(root), site,
    )  # fmt: skip


def _marked_authors(root: html.HtmlElement) -> str:
    found = root.xpath("//*[@rel='author' or @itemprop='author']")[:5]
    return "; ".join(str(element.xpath("normalize-space()"))[:100] for element in found)


def _date(
    stated: Any,
    meta: dict[str, str],
    names: Sequence[str],
    root: html.HtmlElement,
    itemprop: str,
) -> str | None:
    texts = [stated] + [meta.get(name) for name in names]
    texts += [e.get("datetime") or e.get("content") for e in
              root.xpath("//*[@itemprop=$name]", name=itemprop)[:3]]  # fmt: skip
    if itemprop == "datePublished":
        texts += [e.get("datetime") for e in root.xpath("//time[@pubdate]")[:1]]
        first = next((a for a in root.iter("article")), None)
        heads = [] if first is None else first.xpath("descendant::header[1]/descendant::time[1]")
        texts += [e.get("datetime") for e in heads[:1]]
    return next((date for text in texts if (date := normal_date(text))), None)


def _web(address: str, base: str | None) -> str | None:
    """An absolute http(s) address, or None."""
    try:
        absolute = urljoin(base or "", address.strip()) if address else ""
    except ValueError:
        return None
    whole = absolute.startswith(("http://", "https://")) and not _NO_ADDRESS.search(absolute)
    return absolute if whole else None
