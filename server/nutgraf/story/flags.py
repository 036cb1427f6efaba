"""What an element says of itself by its tag, its role and the words of its class and id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_TAG_FLAGS: Final = {
    "nav": "nav", "footer": "footer", "aside": "aside", "figure": "figure",
    "figcaption": "caption", "blockquote": "quote", "li": "list", "dialog": "dialog",
    "form": "form", "header": "header", "address": "address", "h1": "h1",
}  # fmt: skip
_ROLE_FLAGS: Final = {
    "dialog": "dialog", "alertdialog": "dialog", "navigation": "nav", "contentinfo": "footer",
    "complementary": "aside", "search": "form", "menu": "nav", "menubar": "nav", "toolbar": "share",
}  # fmt: skip
_WORD_FLAGS: Final = {
    "ad": "ad ads advert adverts advertisement advertisements advertising advertorial adslot "
          "adunit sponsor sponsored dfp outbrain taboola commercial",
    "share": "share sharing social sharebar addthis tools toolbar followus reaction reactions",
    "newsletter": "newsletter newsletters subscribe subscription signup mailing optin",
    "dialog": "cookie cookies consent gdpr modal popup overlay notification prompt onetrust",
    "related": "related recommend recommended recommends recommendation recommendations popular "
               "trending most-read most-viewed most-popular teaser teasers promo promos read-more "
               "read-next up-next next-story next-article more-from carousel rail sidebar",
    "comments": "comment comments disqus replies respond discussion",
    "menu": "nav navbar menu breadcrumb breadcrumbs pagination pager skip toc",
    "footer": "footer copyright legal colophon",
    "video": "video player jwplayer brightcove youtube videos",
    "caption": "caption figcaption cutline photocredit",
    "byline": "byline author authors contributor contributors writer",
    "dek": "dek standfirst subtitle subheadline subhead sub-headline led lede summary excerpt "
           "description intro",
    "meta": "date dateline timestamp time published updated meta tag tags tag-list topics category "
            "readtime",
    "review": "review reviews rating ratings testimonial testimonials feedback",
    "bio": "bio about-author about-the-author author-bio author-box author-card",
}  # fmt: skip
_SAYS: Final = {
    word.replace("-", ""): flag for flag, words in _WORD_FLAGS.items() for word in words.split()
}
_LONGEST_FIRST: Final = sorted(" ".join(_WORD_FLAGS.values()).split(), key=len, reverse=True)
_JOINED: Final = [word.split("-") for word in _LONGEST_FIRST if "-" in word]
_OPENS: Final = frozenset(words[0] for words in _JOINED)
_LETTERS: Final = re.compile("[a-z]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOO_WIDE: Final = frozenset({"html", "body", "main", "article"})


@lru_cache(maxsize=4096)
def said_of(tag: str, role: str | None, modal: str | None, names: str) -> tuple[str, ...]:
    """What a container says of itself by tag, role and class; pages repeat few kinds of them."""
    found = [_TAG_FLAGS[tag]] if tag in _TAG_FLAGS else []
    if role in _ROLE_FLAGS:
        found.append(_ROLE_FLAGS[role])
    if modal == "true":
        found.append("dialog")
    if tag not in _TOO_WIDE:
        for name in names.split():
            found += _said_by(name)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def _said_by(name: str) -> tuple[str, ...]:
    """What one class name or id says: `sideBar-most_read` is a sidebar and the most read."""
    words = _LETTERS.findall(_CAMEL.sub("-", name).lower())
    found = []
    at = 0
    while at < len(words):
        joined = _joined_at(words, at) if words[at] in _OPENS else words[at : at + 1]
        flag = _SAYS.get("".join(joined))
        if flag:
            found.append(flag)
        at += len(joined)
    return tuple(found)


def _joined_at(words: Sequence[str], at: int) -> Sequence[str]:
    """The longest joined word that begins at a place, or the word there."""
    known = (joined for joined in _JOINED if words[at : at + len(joined)] == joined)
    return next(known, words[at : at + 1])
