"""People, organisations and places: runs of capitalised words, weighed by what stands around them.

Rules, gazetteers and the document's own memory: a surname alone is the person whose full name
stands elsewhere, and every mention of a name has the type most of its mentions speak for. A name
for which nothing speaks is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.facts.lexicon import (
    DEMONYM, NOT_NAMES, ORG_NAMES, ORG_NOUNS, ORG_WORDS, PLACE_WORDS, ROLES, SPEECH, TITLES,
    given_names, places,
)  # fmt: skip
from nutgraf.language.words import STOP_WORDS
from nutgraf.model import Fact, FactKind, Span, Story

_WORD: Final = re.compile(r"[^\W\d_](?:[\w’'&-]*\w)?(?:(?<=\b\w)\.(?:\w\.)*)?|&")
_LINKS: Final = frozenset({"of", "de", "la", "le", "van", "von", "der", "den", "del", "di", "da",
                           "al", "bin", "ibn", "&", "dos", "das", "du", "for"})  # fmt: skip
_AGE: Final = re.compile(r",? \(?\d{2}\)?,")
_WHO: Final = re.compile(r",? who\b")
_SPOKE: Final = re.compile(rf"(?:, [^.,]{{3,60}},)? (?:{'|'.join(SPEECH)})\b")
_IN: Final = re.compile(r"\b(?:in|at|near|from|outside|across|around|to|via|of|into)$", re.I)
_IN_STRONG: Final = re.compile(r"\b(?:in|near|outside|across|around)$", re.I)
_TOWN_OF: Final = re.compile(
    r"\b(?:town|city|village|capital|port|suburb|district|province|region|county|island)(?: of)?$",
    re.I,
)
_LOCATED: Final = re.compile(r"’s? (?:capital|largest)|'s (?:capital|largest|second)|, (?=[A-Z])")
_NOT_SAID: Final = re.compile(r"\b(?:Street|Road|Avenue|Lane|Boulevard)\b")
_ENOUGH: Final = 1.0
_MOST_WORDS: Final = 6
_LEAD_CHARS: Final = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of capitalised words: its span without title, its title, its first word's place."""

    span: Span
    title: Span | None
    opens: bool


def find_names(story: Story) -> tuple[Fact, ...]:
    """People, organisations and places, the most salient first: named early, named often.

    `value` of a person is the full name as it stands at the first span. The people of byline
    and credits are not people of the story.
    """
    mentions = list(_mentions(story))
    groups = _groups(story, mentions)
    reporters = {name.casefold() for name in (*story.byline, *_credited(story))}
    facts = []
    for name, group in groups.items():
        kind, score = _kind(story, name, group)
        if score >= _ENOUGH and not (kind == "person" and name.casefold() in reporters):
            facts.append(_fact(story, kind, name, group, score))
    return tuple(sorted(facts, key=lambda fact: _salience(story, fact)))


def _credited(story: Story) -> Iterator[str]:
    for line in story.credits:
        yield from re.findall(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+", line.partition(" by ")[2])


def _mentions(story: Story) -> Iterator[Mention]:
    text = story.text
    starts = {_first_letter(text, s.span.start) for s in story.sentences}
    starts |= {_first_letter(text, b.span.start) for b in story.body}
    lowered = {w.group() for w in re.finditer(r"(?<![.!?…“\"] )\b[a-z][a-z’'-]+", text)}
    for run in _runs(story):
        opens = run[0].start() in starts or text[run[0].start() - 1 : run[0].start()] in "“\"‘„«"
        if opens:
            run = _without_opener(run, lowered)
        yield from _trimmed(text, run, opens=opens)


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and not text[start].isalnum():
        start += 1
    return start


def _runs(story: Story) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with small links inside ("Bank of Halden"), within a block."""
    for block in story.body:
        if block.kind in ("code",):
            continue
        run: list[re.Match[str]] = []
        for word in _WORD.finditer(story.text, block.span.start, block.span.end):
            joined = bool(run) and _adjoins(story.text, run[-1], word)
            if run and not joined:
                yield from _closed(run)
                run = []
            if _is_capital(word[0]) or (run and joined and word[0].lower() in _LINKS):
                run.append(word)
            elif run:
                yield from _closed(run)
                run = []
        yield from _closed(run)


def _adjoins(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    gap = text[before.end() : after.start()]
    return gap == " " or (gap == ". " and len(before[0]) <= 2) or gap in {"-", ". "} and (  # noqa: PLR2004 - an initial or a short title
        before[0].lower() in TITLES
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[:3].lower() in {"al-", "el-"} and word[3:4].isupper())


def _closed(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    while run and run[-1][0].lower() in _LINKS:
        run.pop()
    if run:
        yield run


def _without_opener(run: list[re.Match[str]], lowered: set[str]) -> list[re.Match[str]]:
    """The first word of a sentence is capital anyway: drop it when it is a common word."""
    first = run[0][0].lower()
    stop = STOP_WORDS["en"] | STOP_WORDS["de"] | STOP_WORDS["fr"]
    common = first in stop or (first in lowered and first not in TITLES)
    if common and first not in given_names():
        return _relinked(run[1:])
    return run


def _relinked(run: list[re.Match[str]]) -> list[re.Match[str]]:
    while run and run[0][0].lower() in _LINKS:
        run = run[1:]
    return run


def _trimmed(text: str, run: list[re.Match[str]], *, opens: bool) -> Iterator[Mention]:
    """The run without its titles, "The", days and demonyms at its head."""
    title: Span | None = None
    while run and (_droppable(run[0][0]) or run[0][0].lower().rstrip(".") in TITLES):
        if run[0][0].lower().rstrip(".") in TITLES:
            title = Span(title.start if title else run[0].start(), run[0].end())
        run = _relinked(run[1:])
    while run and (_droppable(run[-1][0]) or run[-1][0].lower() in _LINKS):
        run = run[:-1]
    for part in _parts(run):
        yield Mention(_possessed(text, Span(part[0].start(), part[-1].end())), title, opens)
        title = None


def _droppable(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in NOT_NAMES or low in {"the", "a", "an"} or bool(DEMONYM.match(word))


def _parts(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """A run cut at a possessive ("Google's Jane Doe") and at months and days inside it."""
    part: list[re.Match[str]] = []
    for word in run:
        if word[0].lower() in NOT_NAMES:
            yield from _closed(part)
            part = []
            continue
        part.append(word)
        if word[0].endswith(("'s", "’s")):
            yield part
            part = []
    yield from _closed(part)


def _possessed(text: str, span: Span) -> Span:
    return Span(span.start, span.end - 2) if text[span.start : span.end].endswith(("'s", "’s")) else span


def _groups(story: Story, mentions: Sequence[Mention]) -> Mapping[str, list[Mention]]:
    """Mentions by full name; a surname or given name alone joins the first full name it ends or
    begins, if only one name has it."""
    full: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        full[story[mention.span]].append(mention)
    owners: dict[str, list[str]] = defaultdict(list)
    for name in full:
        parts = name.split()
        if len(parts) > 1 and not _speaks_of_thing(name):
            owners[parts[-1]].append(name)
            if parts[0].lower() in given_names():
                owners[parts[0]].append(name)
            if len(parts) > 2:  # noqa: PLR2004 - a middle name
                owners[" ".join(parts[-2:])].append(name)
    groups: dict[str, list[Mention]] = {}
    for name, group in full.items():
        owner = owners[name][0] if len(set(owners[name])) == 1 and owners[name][0] != name else name
        groups.setdefault(owner, []).extend(group)
    return {
        name: sorted(group, key=lambda m: m.span)
        for name, group in groups.items()
        if len(name.split()) <= _MOST_WORDS
    }


def _speaks_of_thing(name: str) -> bool:
    words = {word.lower().rstrip(".,") for word in name.split()}
    return bool(words & (ORG_WORDS | PLACE_WORDS)) or name in places()


def _kind(story: Story, name: str, group: Sequence[Mention]) -> tuple[FactKind, float]:
    scores: Counter[FactKind] = Counter()
    _of_itself(name, scores)
    for mention in group:
        best: Counter[FactKind] = Counter()
        _of_surroundings(story.text, mention, best)
        for kind, score in best.items():
            scores[kind] += score
    if len(name.split()) == 1 and all(m.opens for m in group):
        scores = Counter({kind: score - 0.5 for kind, score in scores.items()})
    order: tuple[FactKind, ...] = ("person", "organisation", "place")
    kind = max(order, key=lambda k: scores[k])
    return kind, float(scores[kind])


def _of_itself(name: str, scores: Counter[FactKind]) -> None:
    words = name.split()
    low = [word.lower().rstrip(".,") for word in words]
    if name in places():
        scores["place"] += 1.5
    if low[-1] in ORG_WORDS or low[0] in ORG_WORDS or name in ORG_NAMES or "&" in words:
        scores["organisation"] += 2.0
    elif any(word in ORG_WORDS for word in low[1:]):
        scores["organisation"] += 1.6
    if name.isupper() and 1 < len(name) <= 6 and name not in places():  # noqa: PLR2004 - an acronym
        scores["organisation"] += 0.9
    if low[-1] in PLACE_WORDS or low[0] in {"mount", "lake", "river", "port", "fort", "san", "saint"}:
        scores["place"] += 1.6
    personal = len(words) in (2, 3, 4) and not _speaks_of_thing(name) and "of" not in low
    if personal and low[0] in given_names():
        scores["person"] += 1.4
    elif personal and all(word[0].isupper() for word in words):
        scores["person"] += 0.4


def _of_surroundings(text: str, mention: Mention, scores: Counter[FactKind]) -> None:
    before = text[max(0, mention.span.start - 60) : mention.span.start].rstrip()
    after = text[mention.span.end : mention.span.end + 80]
    previous = re.search(r"([\w’'-]+)$", before)
    role = previous[1].lower() if previous else ""
    following = re.match(r"\s([\w’'-]+)", after)
    noun = following[1].lower() if following else ""
    if mention.title or role in ROLES:
        scores["person"] += 1.6
    if noun in ORG_NOUNS:
        scores["organisation"] += 1.6
    elif noun in ROLES or (role in ORG_NOUNS and not mention.title):
        scores["organisation"] += 0.7
    if _WHO.match(after) or _AGE.match(after):
        scores["person"] += 1.2
    if _SPOKE.match(after) or role in SPEECH:
        scores["person"] += 0.8
    if _TOWN_OF.search(before):
        scores["place"] += 1.6
    elif _IN_STRONG.search(before):
        scores["place"] += 0.6
    if _LOCATED.match(after) and _IN.search(before):
        scores["place"] += 0.6


def _fact(
    story: Story, kind: FactKind, name: str, group: Sequence[Mention], score: float
) -> Fact:
    spans = [mention.span for mention in group]
    best = next((span for span in spans if story[span] == name), spans[0])
    ordered = (best, *(span for span in spans if span != best))
    confidence = round(min(0.95, 0.4 + 0.15 * score), 2)
    return Fact(kind, ordered, story[best], story.sentence_at(best), confidence)


def _salience(story: Story, fact: Fact) -> tuple[float, int]:
    early = sum(span.start < _LEAD_CHARS for span in fact.spans)
    titled = fact.value is not None and fact.value in (story.headline or "")
    return (-(len(fact.spans) + early + 2 * titled), min(span.start for span in fact.spans))
