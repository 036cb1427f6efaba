"""The headline: the heading the reader sees that says what the page's titles say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from nutgraf.language.words import key, words
from nutgraf.story.blocks import PageBlock
from nutgraf.story.stated import Claim, Stated, clean, first_of, text_of

_SUFFIX: Final = re.compile(r"\s+[|–—·•»:/-]+\s+|\s+[|»]\s*|\s*[|»]\s+")
_EDGES: Final = " |–—·•»:/-"
_APART: Final = frozenset({"nav", "dialog", "comments", "footer"})
_MOST_HEADINGS: Final = 50
_SAME: Final = 0.5
_FEWEST_WORDS: Final = 3
_MOST_WORDS: Final = 9
_LONGEST: Final = 300
_SHORTEST_HOST: Final = 4


def headline_of(
    stated: Stated, blocks: Sequence[PageBlock], site: str | None, url: str | None
) -> Claim:
    """The heading that is one of the page's titles, or most like them, or the only one of its
    rank; else the title itself, without the site's name."""
    named = [(where, text) for where, value in _titles(stated) if (text := clean(value))]
    titles = [(key(text), set(words(text))) for _, text in named]
    parts = {key(part) for _, text in named for part in _SUFFIX.split(text)}
    heads = [block for block in _headings(blocks) if key(block.text) != key(site or "")]
    scored = [(_likeness(block, titles, parts), block) for block in heads]
    likeness, best = max(scored, key=lambda row: row[0], default=(0.0, None))
    if best and (likeness >= _SAME or (not named and best.level == 1)):
        return f"h{best.level}", best.text.replace("\n", " ")
    tops = [b for b in heads if b.level == 1 and b.link_share < 1]
    tops = [b for b in tops if len(words(b.text)) >= _FEWEST_WORDS]
    if len(tops) == 1:
        return "h1", tops[0].text.replace("\n", " ")
    return first_of((where, _without_site(where, text, site, url)) for where, text in named)


def _titles(stated: Stated) -> Iterator[Claim]:
    """What the page calls its story, the editors' words before those for other sites."""
    yield "json-ld", text_of(stated.article.get("headline"))
    yield from stated.metas("og:title", "twitter:title")
    yield "microdata", stated.microdata.get("headline")
    yield "title", stated.title


def _headings(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The first headings of the two upper ranks outside menus, comments and the foot."""
    heads = [b for b in blocks if b.kind == "subhead" and b.level in (1, 2)]
    heads = [b for b in heads[:_MOST_HEADINGS] if len(b.text) <= _LONGEST]
    return [b for b in heads if not any(name in _APART for name, _ in b.flags)]


def _likeness(
    block: PageBlock, titles: Sequence[tuple[str, set[str]]], parts: Collection[str]
) -> float:
    """How well a heading fits the titles: over 1 where it is one of them word for word."""
    own = key(block.text)
    rank = next((rank for rank, (title, _) in enumerate(titles) if title == own), None)
    if rank is not None:
        return 2 - rank / 10
    top = block.level == 1
    tokens = words(block.text) if top or own in parts else []
    if own in parts and (top or len(tokens) >= _FEWEST_WORDS):
        return 1 + min(len(tokens), _MOST_WORDS) / 100
    if not top or not tokens:
        return 0.0
    mine = set(tokens)
    return max((len(mine & other) / len(mine | other) for _, other in titles), default=0.0)


def _without_site(where: str, title: str, site: str | None, url: str | None) -> str:
    """A title without its site suffix: `Headline | Site`, `Site - Headline`; the `<title>` also
    without a suffix that is not known to be the site's."""
    parts = [part for part in _SUFFIX.split(title) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - one part is the title itself
        return title
    if _is_site(parts[-1], site, url):
        return title[: title.rfind(parts[-1])].rstrip(_EDGES)
    if _is_site(parts[0], site, url):
        return title[title.find(parts[0]) + len(parts[0]) :].lstrip(_EDGES)
    return max(parts, key=len) if where == "title" or "|" in title else title


def _is_site(part: str, site: str | None, url: str | None) -> bool:
    own, name, host = key(part), key(site or ""), _host(url)
    if name and (own in name or name in own):
        return True
    return len(host) >= _SHORTEST_HOST and (host in own or own in host)


def _host(url: str | None) -> str:
    """The letters of an address's host without `www.` and its last label."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return key(host.removeprefix("www.").rpartition(".")[0])
