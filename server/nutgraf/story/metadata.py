"""What the page says of its story: headline, byline, dates, site, language, each with its source.

Read by our own linear pass: the readers in common use are quadratic on hostile JSON-LD and can
hang. The headline is what the reader sees; dates and names are what is stated for machines, and
what stands beside the headline where nothing is stated or where it tells more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin

from lxml import html

from nutgraf.story.blocks import PageBlock
from nutgraf.story.byline import byline_of
from nutgraf.story.dates import address_date, days_between, in_zone_of, normal_date
from nutgraf.story.headline import SEEN, headline_of, in_full, one_line
from nutgraf.story.stated import Claim, Stated, clean, first_of, stated_of, text_of, type_of
from nutgraf.story.told import Told, told_beside

__all__ = ["Metadata", "metadata_of", "normal_date"]

_LISTING_TYPES: Final = frozenset({"CollectionPage", "SearchResultsPage"})
_PUBLISHED: Final = (
    "article:published_time", "datepublished", "og:article:published_time", "og:published_time",
    "article.published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "publish-date", "publishdate", "publish_date", "published_at", "published_time", "pubdate",
    "pub_date", "citation_publication_date", "citation_online_date", "dcterms.created",
    "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date.created", "dc.date",
    "article_date_original", "originalpublicationdate", "date",
)  # fmt: skip
_UPDATED: Final = (
    "article:modified_time", "datemodified", "og:updated_time", "og:article:modified_time",
    "article.updated", "lastmod", "dcterms.modified", "dc.date.modified", "last-modified",
    "revised", "updated_time",
)  # fmt: skip
_NO_ADDRESS: Final = re.compile(r"[\s<>\"'`{}|\\^]")
_TAG: Final = re.compile(r"<[^<>]{1,500}>")
_BODY_WORDS: Final = 50
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of its story; a listing says that it is none, and a text that a reader
    pasted is one, however short. `types` are the schema.org types
    of what the page holds; `sources` pairs the name of each field with where it was read; `heading`
    is the whole heading on the page where the headline is more or less than it, and `body` the text
    that the page states beside the one it shows: a witness, never the story."""

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
    is_free: bool = True
    types: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    heading: str | None = None
    body: str | None = None

    @property
    def shown_headline(self) -> str | None:
        """The words by which the headline's block is found."""
        return self.heading or self.headline


def metadata_of(root: html.HtmlElement, blocks: Sequence[PageBlock], url: str | None) -> Metadata:
    """Read a page's metadata; a field the page does not state is None or empty."""
    stated = stated_of(root)
    where, site = _site(stated)
    shown = headline_of(stated, blocks, site, url)
    headline = in_full(shown, stated, blocks)
    heading = None if headline[0] == SEEN else one_line(shown[1])
    told = told_beside(heading or headline[1], blocks, stated.spots)
    lang = root.get("lang") or root.get(_XML_LANG)
    found: dict[str, Claim] = {
        "headline": headline,
        "dek": first_of((w, clean(text_of(value))) for w, value in _deks(stated)),
        "byline": byline_of(stated, told, site),
        "site": (where, site),
        "published": _published(stated, told, url),
        "updated": _stated_date(stated, _dates(stated, "dateModified", _UPDATED)),
        "language": first_of([("html lang", lang), *_languages(stated)]),
        "image": first_of((w, _web(address, url)) for w, address in _images(stated)),
        "url": first_of((w, _web(address, url)) for w, address in _addresses(stated)),
    }
    fields: dict[str, Any] = {name: claim[1] for name, claim in found.items() if claim[1]}
    return Metadata(
        **fields,
        heading=heading if heading != headline[1] else None,
        body=_body(stated),
        is_article=bool(stated.article) or stated.first("og:type") == "article",
        is_listing=not stated.article and any(type_of(t) in _LISTING_TYPES for t in stated.things),
        is_free=str(stated.article.get("isAccessibleForFree", True)).lower() != "false",
        types=tuple(sorted({name for thing in stated.things for name in type_of(thing).split()})),
        sources=tuple((name, claim[0]) for name, claim in found.items() if claim[1]),
    )


def _body(stated: Stated) -> str | None:
    """The article's text as it is stated, without tags; too little of it says nothing."""
    body = stated.article.get("articleBody")
    plain = unescape(_TAG.sub(" ", body)) if isinstance(body, str) else ""
    return plain if len(plain.split()) >= _BODY_WORDS else None


def _site(stated: Stated) -> Claim:
    sites = (thing for thing in stated.things if type_of(thing) == "WebSite")
    claims = [
        *stated.metas("og:site_name"),
        ("json-ld", text_of(stated.article.get("publisher"))),
        *(("json-ld", text_of(site.get("name"))) for site in sites),
        *stated.metas("application-name"),
    ]
    return first_of((where, clean(value)) for where, value in claims)


def _deks(stated: Stated) -> Iterator[Claim]:
    yield "json-ld", stated.article.get("description")
    yield from stated.metas("og:description", "description", "twitter:description")


def _images(stated: Stated) -> Iterator[Claim]:
    yield from stated.metas("og:image", "og:image:url", "og:image:secure_url")
    yield "json-ld", text_of(stated.article.get("image"), "url")
    yield from stated.metas("twitter:image", "twitter:image:src")


def _addresses(stated: Stated) -> Iterator[Claim]:
    yield "link rel=canonical", stated.canonical
    yield from stated.metas("og:url")


def _languages(stated: Stated) -> Iterator[Claim]:
    yield from stated.metas("content-language", "og:locale")
    yield "json-ld", text_of(stated.article.get("inLanguage"), "alternateName")


def _dates(stated: Stated, field: str, names: Sequence[str]) -> Iterator[Claim]:
    """A date of the article in JSON-LD, in `<meta>`, in microdata, or of the page around it."""
    yield "json-ld", stated.article.get(field)
    yield from stated.metas(*names)
    yield "microdata", stated.microdata.get(field)
    for thing in stated.things:
        if "Page" in type_of(thing):
            yield "json-ld", thing.get(field)


def _month_first(stated: Stated) -> bool | None:
    """Whether the page's country writes the month before the day, or None where it is not said."""
    locale = stated.first("og:locale").lower().replace("_", "-")
    return None if locale in ("", "en") else locale == "en-us"


def _stated_date(stated: Stated, claims: Iterator[Claim]) -> Claim:
    first = _month_first(stated)
    return first_of((where, normal_date(value, month_first=first)) for where, value in claims)


def _published(stated: Stated, told: Told, url: str | None) -> Claim:
    """When the story was published: stated, or told beside the headline, or in the address; where
    it is stated in UTC, in the zone in which the page tells it to its readers."""
    first = _month_first(stated)
    claims = list(_dates(stated, "datePublished", _PUBLISHED))
    where, date = _stated_date(stated, iter(claims))
    if date and not date.endswith("+00:00"):
        return where, date
    seen = list(told.dates(month_first=first))
    if date:
        others = (normal_date(value, month_first=first) for _, value in claims)
        return where, in_zone_of(date, [*filter(None, others), *seen])
    day = address_date(url) or address_date(stated.canonical)
    agreed = (date for date in seen if not day or abs(days_between(date, day)) <= 1)
    return first_of([(SEEN, next(agreed, None)), ("url", day)])


def _web(address: Any, base: str | None) -> str | None:
    """An absolute http(s) address, or None."""
    try:
        absolute = urljoin(base or "", address.strip()) if address else ""
    except ValueError:
        return None
    whole = absolute.startswith(("http://", "https://")) and not _NO_ADDRESS.search(absolute)
    return absolute if whole else None
