"""The headline: the heading the reader sees that says what the page's titles say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from nutgraf.language.words import key, words
from nutgraf.story.blocks import PageBlock
from nutgraf.story.stated import Claim, Stated, clean, first_of, text_of

SEEN: Final = "visible text"
"""The source of what only readers see."""

_SUFFIX: Final = re.compile(r"\s+[|–—·•»:/-]+\s+|\s+[|»]\s*|\s*[|»]\s+")
_EDGES: Final = " |–—·•»:/-"
_APART: Final = frozenset({"nav", "dialog", "comments", "footer"})
_MOST_HEADINGS: Final = 50
_SAME: Final = 0.5
_FEWEST_WORDS: Final = 3
_RANKS: Final = frozenset({"h1", "h2"})
_SAID_ON: Final = re.compile(r"\S:\s*$")
_APART_FROM: Final = re.compile(r"\n\s*$|\s[|–—·•»:/-]+\s+$")
_WORD_START: Final = re.compile(r"(?<=\s)\S")
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
        best = _out_of_menu(best, heads, _for_others(named))
        return f"h{best.level}", best.text
    tops = [b for b in heads if b.level == 1 and b.link_share < 1]
    tops = [b for b in tops if len(words(b.text)) >= _FEWEST_WORDS]
    if len(tops) == 1:
        return "h1", tops[0].text
    return first_of((where, _without_site(where, text, site, url)) for where, text in named)


def in_full(shown: Claim, stated: Stated, blocks: Sequence[PageBlock]) -> Claim:
    """The headline of a shown heading, on one line: without the kicker that the titles leave out,
    or with the one above it that they count in."""
    where, heading = shown
    named = [(w, text) for w, value in _titles(stated) if (text := clean(value))]
    og = _for_others(named)
    if not heading or not og or key(heading) == key(og):
        return where, one_line(heading)
    tail = _without_kicker(heading, named, og) if where in _RANKS else ""
    where, text = (where, tail) if tail else _on_two_lines(shown, named, og, blocks)
    return where, one_line(text)


def one_line(text: str | None) -> str | None:
    """A shown text as it stands, on one line."""
    return " ".join(text.split()) if text else None


def _for_others(named: Sequence[Claim]) -> str:
    """The title stated for other sites to show."""
    return next((text for where, text in named if where.endswith(":title")), "")


def _out_of_menu(best: PageBlock, heads: Sequence[PageBlock], og: str) -> PageBlock:
    """A heading that ends a trail of links gives way to the one that is the title for others."""
    if not best.flagged("menu") or key(best.text) == key(og):
        return best
    return next((b for b in heads if key(b.text) == key(og) and not b.flagged("menu")), best)


def _without_kicker(heading: str, named: Sequence[Claim], og: str) -> str:
    """What follows the kicker inside a heading, where a title is that, or that after another
    kicker; a kicker with a colon is part of its sentence and stays."""
    editors = (text for where, text in named if where == "json-ld")
    for title in (og, og.partition(": ")[2], *editors):
        at = _start_of(title, heading) if len(words(title)) >= _FEWEST_WORDS else 0
        apart = _APART_FROM.search(heading[:at])
        label = title is og and len(words(heading[:at])) > 1 and not _SAID_ON.search(heading[:at])
        if at and (apart or label):
            return heading[at:]
    return ""


def _start_of(title: str, heading: str) -> int:
    """Where the words of a title begin that a heading ends with; 0 where it does not."""
    own = key(title)
    if not own or not key(heading).endswith(own):
        return 0
    starts = [found.start() for found in _WORD_START.finditer(heading)]
    return next((at for at in reversed(starts) if key(heading[at:]) == own), 0)


def _on_two_lines(
    shown: Claim, named: Sequence[Claim], og: str, blocks: Sequence[PageBlock]
) -> Claim:
    """A title that the page shows as a kicker and the line below it."""
    lines = _lines_of(key(og), blocks)
    own = key(shown[1])
    if not lines or own == key(lines[0].text):
        return shown
    if own != key(lines[1].text):
        return SEEN, lines[1].text
    said = next((claim for claim in named if claim[0] == "json-ld"), ("", ""))
    return said if key(said[1]) == key(og) else shown


def _lines_of(title: str, blocks: Sequence[PageBlock]) -> Sequence[PageBlock]:
    """The first two blocks side by side, one of them a heading, that together say a title."""
    for pair in pairwise(blocks):
        heads = any(block.level in (1, 2) for block in pair)
        if heads and sum(len(block.text) for block in pair) <= _LONGEST:
            first, second = (key(block.text) for block in pair)
            if first and second and first + second == title:
                return pair
    return ()


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
