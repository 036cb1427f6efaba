"""Blocks to numbers: what each is, what its containers and its like are, where it stands.

Everything is counted once a container and once a page; a column is a name and one number a block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from nutgraf.language.words import key, length, shingles, words
from nutgraf.model import BODY_KINDS
from nutgraf.story.blocks import CONTROLS, Container, PageBlock
from nutgraf.story.clutter import REASONS, line_reason
from nutgraf.story.metadata import Metadata

Floats = NDArray[np.floating[Any]]
Columns = dict[str, Floats]

_END: Final = re.compile(r"[.!?。！？؟…:][\"'”’»」)\]]*$")
_TOKEN: Final = re.compile(r"[^a-z]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME_CHARS: Final = 400
_TOKEN_CHARS: Final = 20
_PROSE_WORDS: Final = 12
_LOW_LINKS: Final = 0.35
_VOTED: Final = 0.6
_FAR: Final = 30.0
_NEVER: Final = 999.0
_SHORT_WORDS: Final = 80
_LABEL_CHARS: Final = 40
_MONEY: Final = "$€£"
_DIGITS: Final = "0123456789"
_NO_LEVEL: Final = 7

_TAGS: Final = (
    "p div li span td h1 h2 h3 h4 h5 h6 blockquote pre table a section article figcaption dd dt "
    "body label button main header footer th option aside nav"
).split()
_FLAGS: Final = ("nav", "footer", "aside", "caption", "list", "dialog", "form", "related",
                 "comments", "menu", "review", "byline", "meta", "dek")  # fmt: skip
_TYPES: Final = (
    "Article", "Product", "DiscussionForumPosting", "Question", "FAQPage", "ItemList",
    "CollectionPage", "LocalBusiness", "WebPage", "BreadcrumbList", "Organization", "QAPage",
)  # fmt: skip
_ADDRESS_WORDS: Final = (
    "forum thread topic question product shop store doc help guide blog news article story "
    "category tag about service collection list search archive t p wiki learn api"
).split()
_YEAR: Final = re.compile(r"/(?:19|20)\d\d/")
_NUMBER: Final = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in numbers: one value a name for the page, one row a name for its blocks.

    `weight` is the length of each block in words; two characters of a script without spaces are
    one. `boxes` are the containers the blocks stand in.
    """

    page: Mapping[str, float]
    blocks: Columns
    weight: Floats
    boxes: Boxes


def measure(
    blocks: Sequence[PageBlock],
    votes: Sequence[float],
    metadata: Metadata,
    tokens: Mapping[str, float],
) -> Sheet:
    """The features of a page and its blocks.

    `votes` are trafilatura's, 0 to 1; `tokens` says of words in class names and ids how much more
    often they stand around a story than elsewhere (log odds).
    """
    boxes = Boxes(blocks)
    vote = np.asarray(votes, dtype=np.float64)
    columns = _texts(blocks)
    columns["vote"] = vote
    _flags(columns, boxes, blocks)
    _meaning(columns, blocks, metadata)
    total = _sums(columns)
    _containers(columns, boxes, total)
    say(columns, boxes, tokens)
    _kin(columns, boxes, total)
    _order(columns)
    page = _page(columns, blocks, metadata, int(boxes.alike_count.max(initial=0)))
    return Sheet(page, columns, columns["words"], boxes)


class Boxes:
    """All containers of a page, each after the one around it: parents, kinds, equal siblings."""

    def __init__(self, blocks: Sequence[PageBlock]) -> None:
        self.said: list[str] = []
        self.flags: list[tuple[int, tuple[str, ...]]] = []
        ids: dict[int, int] = {}
        parents: list[int] = []
        kinds: list[int] = []
        known: dict[tuple[int, str, str], int] = {}
        alike: dict[tuple[int, str, str], int] = {}
        siblings: list[int] = []
        own = []
        for block in blocks:
            new: list[Container] = []
            box: Container | None = block.within
            while box is not None and id(box) not in ids:
                new.append(box)
                box = box.parent
            parent = ids[id(box)] if box is not None else -1
            for box in reversed(new):
                index = ids[id(box)] = len(self.said)
                self.said.append(f"{box.names} {box.marks}".strip())
                if box.says:
                    self.flags.append((index, box.says))
                kind = (kinds[parent] if parent >= 0 else -1, box.tag, box.names)
                kinds.append(known.setdefault(kind, len(known)))
                siblings.append(alike.setdefault((parent, box.tag, box.names), len(alike)))
                parents.append(parent)
                parent = index
            own.append(ids[id(block.within)])
        self.own = np.array(own, dtype=np.intp)
        self.parents = np.array(parents, dtype=np.intp)
        self.kinds = np.array(kinds, dtype=np.intp)
        self.alike = np.array(siblings, dtype=np.intp)
        self.kind_total, self.alike_total = len(known), len(alike)
        self.alike_count = np.bincount(self.alike, minlength=1).astype(np.float64)
        depth = np.zeros(len(parents), dtype=np.intp)
        for index, parent in enumerate(parents):
            depth[index] = depth[parent] + 1 if parent >= 0 else 0
        self.depth = depth
        self.rows = [np.flatnonzero(depth == d) for d in range(depth.max(initial=0) + 1)]

    def above(self, boxes: NDArray[np.intp]) -> NDArray[np.intp]:
        """The containers around those given; the outermost is around itself."""
        parents = self.parents[boxes]
        return np.where(parents >= 0, parents, boxes)


def _texts(blocks: Sequence[PageBlock]) -> Columns:
    """What a block's own text and element are like."""
    texts = [block.text for block in blocks]
    split = [text.split() for text in texts]
    count = np.array([len(parts) for parts in split], dtype=np.float64)
    chars = np.array([len(text) for text in texts], dtype=np.float64)
    long = np.array([length(text) for text in texts], dtype=np.float64)
    links = np.minimum([block.links for block in blocks], chars) / np.maximum(chars, 1)
    return {
        "words": long,
        "chars": chars,
        "links": links,
        "ends": np.array([bool(_END.search(text[-6:])) for text in texts], dtype=np.float64),
        "word_length": chars / np.maximum(count, 1),
        "capitals": 1
        - np.array([sum(map(str.islower, parts[:50])) for parts in split]) / np.clip(count, 1, 50),
        "digits": np.array([sum(map(text.count, _DIGITS)) for text in texts])
        / np.maximum(chars, 1),
        "starts": np.array([_start(text[0]) for text in texts], dtype=np.float64),
        "money": np.array([any(sign in text for sign in _MONEY) for text in texts]) * 1.0,
        "lines": np.array([text.count("\n") for text in texts], dtype=np.float64),
        "tag": np.array([_TAGS.index(b.tag) + 1 if b.tag in _TAGS else 0 for b in blocks]) * 1.0,
        "kind": np.array([BODY_KINDS.index(b.kind) for b in blocks], dtype=np.float64),
        "level": np.array([b.level or 0 for b in blocks], dtype=np.float64),
        "articles": np.array([len(b.articles) for b in blocks], dtype=np.float64),
        "reason": np.array([REASONS.get(line_reason(text) or "", 0) for text in texts]) * 1.0,
    }


def _start(letter: str) -> int:
    """What a text begins with: a small letter, a capital, another letter or number, a sign."""
    return 0 if letter.islower() else 1 if letter.isupper() else 2 if letter.isalnum() else 3


def _flags(columns: Columns, boxes: Boxes, blocks: Sequence[PageBlock]) -> None:
    """How far up stands the element that says `nav`, `aside`, … of itself."""
    depth = boxes.depth[boxes.own].astype(np.float64)
    columns["depth"] = depth
    nearest = np.full((len(boxes.said), len(_FLAGS)), -_FAR)
    for box, names in boxes.flags:
        for name in names:
            if name in _FLAGS:
                nearest[box, _FLAGS.index(name)] = boxes.depth[box]
    for deeper in boxes.rows[1:]:
        nearest[deeper] = np.maximum(nearest[deeper], nearest[boxes.parents[deeper]])
    far = np.minimum(depth[:, None] - nearest[boxes.own], _FAR)
    for column, name in enumerate(_FLAGS):
        columns[f"in_{name}"] = far[:, column]
    columns["is_control"] = np.array([block.tag in CONTROLS for block in blocks]) * 1.0


def _meaning(columns: Columns, blocks: Sequence[PageBlock], metadata: Metadata) -> None:
    """How a block's words agree with the headline, the description, and other blocks."""
    count = len(blocks)
    keys = [key(block.text) for block in blocks]
    often = Counter(keys)
    first: dict[str, int] = {}
    for index, own in enumerate(keys):
        first.setdefault(own, index)
    columns["repeats"] = np.array([often[own] for own in keys], dtype=np.float64)
    columns["first_of_equals"] = np.array(
        [float(first[own] == index) for index, own in enumerate(keys)]
    )
    sought = key(metadata.shown_headline or "")
    places = [i for i, own in enumerate(keys) if sought and own == sought]
    head = next((i for i in places if blocks[i].level), places[0] if places else None)
    told = np.concatenate([[0.0], np.cumsum(columns["words"])])
    place = np.arange(count)
    known = head is not None
    columns["after_headline"] = place - float(head or 0) if known else np.full(count, -_NEVER)
    columns["words_after_headline"] = (
        told[:-1] - told[head or 0] if known else np.full(count, -100 * _NEVER)
    )
    title, dek = set(words(metadata.shown_headline or "")), set(words(metadata.dek or ""))
    like = np.zeros((count, 2))
    for index, block in enumerate(blocks):
        own_words = (
            set(block.text.lower().split()) if columns["words"][index] <= _SHORT_WORDS else ()
        )
        if own_words and title:
            like[index, 0] = len(title.intersection(own_words)) / len(title)
        if own_words and dek:
            like[index, 1] = len(dek.intersection(own_words)) / len(dek.union(own_words))
    columns["like_headline"], columns["like_dek"] = like[:, 0], like[:, 1]
    columns["stated"] = _stated([block.text for block in blocks], metadata.body)
    columns["place"] = place / count
    columns["index"] = place * 1.0
    columns["told"] = told[:-1] / max(told[-1], 1)


def _stated(texts: Sequence[str], body: str | None) -> Floats:
    """How much of each text stands in the text that the page states for machines, 0 to 1; -1 on a
    page that states none."""
    if not body:
        return np.full(len(texts), -1.0)
    whole, run = shingles(body.split()), key(body)
    shares = []
    for text in texts:
        own = shingles(text.split())
        shares.append(len(own & whole) / len(own) if own else float(key(text) in run))
    return np.array(shares)


def _sums(columns: Columns) -> Floats:
    """What is added up over containers, one row a block: words, words in links, voted words, prose,
    voted prose, blocks, lines of clutter."""
    size, links, vote = columns["words"], columns["links"], columns["vote"]
    prose = size * ((size >= _PROSE_WORDS) & (links < _LOW_LINKS))
    columns["prose"] = prose
    clutter = (columns["reason"] > 0) * 1.0
    return np.stack(
        [size, size * links, size * vote, prose, prose * vote, np.ones(len(size)), clutter], 1
    )


def _containers(columns: Columns, boxes: Boxes, rows: Floats) -> None:
    """What the containers around a block hold, those that look alike, and its equal siblings."""
    whole = rows.sum(0) + 1e-9
    held = np.zeros((len(boxes.said), rows.shape[1]))
    np.add.at(held, boxes.own, rows)
    for deeper in reversed(boxes.rows[1:]):
        np.add.at(held, boxes.parents[deeper], held[deeper])
    equals = np.zeros((boxes.alike_total, rows.shape[1]))
    np.add.at(equals, boxes.alike, held)
    level = boxes.own
    for up in range(5):
        if up:
            level = boxes.above(level)
            _told(columns, f"box{up}", held[level], whole)
        group = boxes.alike[level]
        number, sums = boxes.alike_count[group], equals[group]
        size = np.maximum(sums[:, 0], 1)
        columns[f"equal{up}_count"] = number
        columns[f"equal{up}_share"] = sums[:, 0] / whole[0]
        columns[f"equal{up}_mean"] = sums[:, 0] / np.maximum(number, 1)
        columns[f"equal{up}_voted"] = sums[:, 2] / size
        columns[f"equal{up}_links"] = sums[:, 1] / size
        columns[f"equal{up}_prose"] = sums[:, 3] / size
        if up < 3:  # noqa: PLR2004 - further out, what looks alike is one
            kinds = boxes.kinds[level]
            alike = np.zeros((boxes.kind_total, rows.shape[1]))
            np.add.at(alike, kinds, rows)
            _told(columns, f"like{up}", alike[kinds], whole)


def _told(columns: Columns, name: str, sums: Floats, whole: Floats) -> None:
    size, count = np.maximum(sums[:, 0], 1), np.maximum(sums[:, 5], 1)
    columns[f"{name}_words"] = sums[:, 0]
    columns[f"{name}_share"] = sums[:, 0] / whole[0]
    columns[f"{name}_links"] = sums[:, 1] / size
    columns[f"{name}_voted"] = sums[:, 2] / size
    columns[f"{name}_of_voted"] = sums[:, 2] / whole[2]
    columns[f"{name}_prose"] = sums[:, 3] / size
    columns[f"{name}_of_prose"] = sums[:, 3] / whole[3]
    columns[f"{name}_prose_voted"] = sums[:, 4] / np.maximum(sums[:, 3], 1)
    columns[f"{name}_blocks"] = sums[:, 5]
    columns[f"{name}_mean"] = sums[:, 0] / count
    columns[f"{name}_clutter"] = sums[:, 6] / count


def _kin(columns: Columns, boxes: Boxes, rows: Floats) -> None:
    """How far up a block meets the headline, and the container with most of the voted words."""
    around = boxes.above(boxes.own)
    voted = np.bincount(around, weights=rows[:, 2], minlength=len(boxes.said))
    for name, start in (("headline", _headline_box(columns, boxes)), ("main", int(voted.argmax()))):
        shared = np.full(len(boxes.said), -1.0)
        while start >= 0:
            shared[start] = boxes.depth[start]
            start = int(boxes.parents[start])
        for deeper in boxes.rows[1:]:
            known = shared[deeper]
            shared[deeper] = np.where(known >= 0, known, shared[boxes.parents[deeper]])
        met = shared[boxes.own]
        columns[f"{name}_depth"] = met
        columns[f"{name}_apart"] = np.where(met >= 0, columns["depth"] - met, _FAR)


def _headline_box(columns: Columns, boxes: Boxes) -> int:
    at = np.flatnonzero(columns["after_headline"] == 0)
    return int(boxes.own[at[0]]) if len(at) else -1


def say(columns: Columns, boxes: Boxes, tokens: Mapping[str, float]) -> None:
    """What the class names and ids around a block speak for: sum, least and most log odds."""
    said = np.zeros((len(boxes.said), 3))
    for index, names in enumerate(boxes.said):
        odds = [tokens[t] for t in name_tokens(names) if t in tokens] if names else ()
        if odds:
            said[index] = (sum(odds), min(odds), max(odds))
    chain = said.copy()
    for deeper in boxes.rows[1:]:
        around = chain[boxes.parents[deeper]]
        chain[deeper, 0] += around[:, 0]
        chain[deeper, 1] = np.minimum(chain[deeper, 1], around[:, 1])
        chain[deeper, 2] = np.maximum(chain[deeper, 2], around[:, 2])
    level = boxes.own
    for up in range(4):
        level = boxes.above(level) if up else level
        _odds(columns, f"names{up}", said[level])
    _odds(columns, "names", chain[boxes.own])


def _odds(columns: Columns, name: str, odds: Floats) -> None:
    for column, kind in enumerate(("sum", "least", "most")):
        columns[f"{name}_{kind}"] = odds[:, column]


def name_tokens(names: str) -> Iterable[str]:
    """The words of class names and ids, `postBody--wide` as post, body, wide; each once."""
    return dict.fromkeys(token for name in names[:_NAME_CHARS].split() for token in _tokens(name))


@lru_cache(maxsize=8192)
def _tokens(name: str) -> tuple[str, ...]:
    """The words of one name; pages repeat few of them."""
    spaced = _CAMEL.sub("-", name).lower()
    return tuple(token for token in _TOKEN.split(spaced) if 1 < len(token) < _TOKEN_CHARS)


def _order(columns: Columns) -> None:
    """What stands before and after a block."""
    size, vote, links = columns["words"], columns["vote"], columns["links"]
    count = len(size)
    place = np.arange(count)
    columns["before_links"] = np.concatenate([[-1.0], links[:-1]])
    columns["before_vote"] = np.concatenate([[-1.0], vote[:-1]])
    told = np.concatenate([[0.0], np.cumsum(size)])
    voted = np.concatenate([[0.0], np.cumsum(size * vote)])
    prose = np.concatenate([[0.0], np.cumsum(columns["prose"])])
    for width in (3, 8, 20):
        low, high = np.maximum(place - width, 0), np.minimum(place + width + 1, count)
        columns[f"near{width}"] = (voted[high] - voted[low]) / np.maximum(told[high] - told[low], 1)
        columns[f"near{width}_before"] = (voted[place] - voted[low]) / np.maximum(
            told[place] - told[low], 1
        )
        columns[f"near{width}_after"] = (voted[high] - voted[place + 1]) / np.maximum(
            told[high] - told[place + 1], 1
        )
    columns["voted_before"] = voted[:-1] / max(voted[-1], 1)
    columns["prose_before"] = prose[:-1] / max(prose[-1], 1)
    chosen = np.flatnonzero(vote >= _VOTED)
    if len(chosen):
        at = np.searchsorted(chosen, place)
        last = chosen[np.maximum(at - 1, 0)]
        following = chosen[np.minimum(at, len(chosen) - 1)]
        columns["since_vote"] = np.where(at > 0, place - last, _NEVER)
        columns["until_vote"] = np.where(at < len(chosen), following - place, _NEVER)
        columns["from_first"], columns["from_last"] = (
            place - chosen[0] * 1.0,
            place - chosen[-1] * 1.0,
        )
    else:
        columns["since_vote"] = columns["until_vote"] = np.full(count, _NEVER)
        columns["from_first"] = columns["from_last"] = np.zeros(count)
    _headings(columns)


def _headings(columns: Columns) -> None:
    """The last heading or line of clutter before a block, and how far back it stands."""
    level, reason = columns["level"], columns["reason"]
    count = len(level)
    marks = np.flatnonzero((level > 0) | (reason > 0))
    at = np.searchsorted(marks, np.arange(count)) - 1
    known = at >= 0
    last = marks[np.maximum(at, 0)] if len(marks) else np.zeros(count, dtype=np.intp)
    stated = np.where(level > 0, level, _NO_LEVEL)
    for name, values in (("level", stated), ("words", columns["words"]), ("vote", columns["vote"]),
                         ("reason", reason)):  # fmt: skip
        columns[f"heading_{name}"] = np.where(known, values[last], 0.0)
    columns["since_heading"] = np.where(known, np.arange(count) - last, _NEVER)
    top = (level == 1) * 1.0
    columns["titles_before"] = np.cumsum(top) - top
    columns["clutter_before"] = np.cumsum(reason > 0) * 1.0


def _page(
    columns: Columns, blocks: Sequence[PageBlock], metadata: Metadata, siblings: int
) -> dict[str, float]:
    """What the page as a whole is like."""
    size, links, vote = columns["words"], columns["links"], columns["vote"]
    total, voted = max(float(size.sum()), 1.0), float((size * vote).sum())
    count = len(blocks)
    short = [block.text for block in blocks if len(block.text) < _LABEL_CHARS]
    headline = columns["after_headline"]
    chosen = int((vote >= _VOTED).sum())
    types = set(metadata.types)
    page = {
        "blocks": count,
        "words": total,
        "voted": voted / total,
        "voted_words": voted,
        "prose": float(columns["prose"].sum()) / total,
        "links": float((size * links).sum()) / total,
        "titles": float((columns["level"] == 1).sum()),
        "list_items": float((columns["kind"] == BODY_KINDS.index("list-item")).sum()) / count,
        "articles": len({path for block in blocks for path in block.articles}),
        "is_article": metadata.is_article,
        "is_listing": metadata.is_listing,
        "dated": metadata.published is not None,
        "bylines": len(metadata.byline),
        "code": float((columns["kind"] == BODY_KINDS.index("code")).sum()),
        "prices": sum(any(sign in text for sign in _MONEY) for text in short),
        "comments": float((columns["in_comments"] < _FAR).mean()),
        "siblings": siblings,
        "headings": float((columns["level"] > 0).mean()),
        "mean": total / count,
        "controls": float(columns["is_control"].mean()),
        "voted_links": float((size * vote * links).sum()) / max(voted, 1),
        "votes": chosen,
        "voted_mean": voted / max(float(vote.sum()), 1),
        "longest": float(size.max()),
        "headline_at": -headline[0] if headline[0] > -_NEVER else -1.0,
    }
    page |= {f"type_{name}": name in types for name in _TYPES}
    page["type_forum"] = any("Forum" in name for name in types)
    page["type_live"] = any("LiveBlog" in name for name in types)
    return {name: float(value) for name, value in (page | _address(metadata.url or "")).items()}


def _address(url: str) -> dict[str, float]:
    """What a page's address says of its kind, without saying whose it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    path = parts.path.lower()
    steps = [step for step in path.split("/") if step]
    last = steps[-1] if steps else ""
    said = set(re.split(r"[^a-z]+", f"{parts.netloc.split('.')[0]} {path}"))
    said |= {word.rstrip("s") for word in said}
    address: dict[str, float] = {
        "address_steps": len(steps),
        "address_last": len(last),
        "address_hyphens": last.count("-"),
        "address_year": bool(_YEAR.search(path)),
        "address_number": bool(_NUMBER.search(last)),
        "address_home": bool(parts.netloc) and not steps,
    }
    return address | {f"address_{word}": word in said for word in _ADDRESS_WORDS}
