"""People, organisations and places: runs of capitalised words, weighed by what stands around them.

Rules, gazetteers and the document's own memory: a surname alone is the person whose full name
stands elsewhere, and every mention of a name has the type most of its mentions speak for. A name
for which nothing speaks is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.facts.lexicon import (
    DEMONYM,
    EVENT_WORDS,
    NOT_NAMES,
    ORG_NAMES,
    ORG_NOUNS,
    ORG_WORDS,
    PLACE_WORDS,
    ROLES,
    SPEECH,
    TITLES,
    given_names,
    places,
)  # fmt: skip
from nutgraf.language.words import STOP_WORDS
from nutgraf.model import Fact, FactKind, Span, Story

_WORD: Final = re.compile(r"[^\W\d_](?:[\w’'&-]*\w)?(?:(?<=\b\w)\.(?:\w\.)*)?|&")
_LINKS: Final = frozenset({"of", "de", "la", "van", "von", "del", "di", "da", "al", "bin", "ibn",
                           "&", "dos", "for"})  # fmt: skip
_INNER_LINKS: Final = {"the": ("of",), "der": ("von", "van"), "den": ("von", "van"), "la": ("de",),
                       "du": ("de",)}  # fmt: skip
_SMALL: Final = _LINKS | _INNER_LINKS.keys() | {"and"}
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
_PLAIN_NAME: Final = re.compile(r"[^\W\d_a-z][\w’'.-]*$")
_CAPITAL_NOUNS: Final = frozenset({"de", "lb"})
_THE: Final = re.compile(r"\b[Tt]he$")
_APPOSED: Final = re.compile(r", (?:an?|the|who|whose|aged|\d\d)\b")
_DATELINE_PLACE: Final = re.compile(r"[^(,]+")
_WHICH: Final = re.compile(r", which\b")
_SHARES: Final = re.compile(r"\b(?:[Ss]hares (?:in|of)|stake in|subsidiary of|% of)$")
_ORG_BEFORE: Final = re.compile(rf"\b(?:{'|'.join(sorted(ORG_NOUNS))}),$")
_ENOUGH: Final = 1.0
_MOST_WORDS: Final = 6
_LEAD_CHARS: Final = 400


Scores = dict[FactKind, float]
"""How much speaks for each kind."""


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
    groups = dict(_groups(story, mentions))
    reporters = {name.casefold() for name in (*story.byline, *_credited(story))}
    facts = list(_dateline_place(story, groups))
    for name, group in groups.items():
        kind, score = _kind(story, name, group)
        if score >= _ENOUGH and not (kind == "person" and name.casefold() in reporters):
            facts.append(_fact(story, kind, name, group, score))
    return tuple(sorted(facts, key=lambda fact: _salience(story, fact)))


def _dateline_place(story: Story, groups: dict[str, list[Mention]]) -> Iterator[Fact]:
    """The place of the dateline: one more mention of a place named in the text, or a fact of its
    own. The agency is no organisation of the story."""
    found = _DATELINE_PLACE.match(story[story.dateline]) if story.dateline else None
    if not found or not story.dateline:
        return
    span = Span(story.dateline.start, story.dateline.start + len(found[0].rstrip()))
    same = next((name for name in groups if name.casefold() == story[span].casefold()), None)
    if same:
        groups[same].append(Mention(span, None, opens=False))
    else:
        yield Fact("place", (span,), story[span], story.sentence_at(span), 0.9)


def _credited(story: Story) -> Iterator[str]:
    for line in story.credits:
        yield from re.findall(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+", line.partition(" by ")[2])


def _mentions(story: Story) -> Iterator[Mention]:
    text = story.text
    starts = {_first_letter(text, s.span.start) for s in story.sentences}
    starts |= {_first_letter(text, b.span.start) for b in story.body}
    lowered = {w.group() for w in re.finditer(r"(?<![.!?…“\"] )\b[a-z][a-z’'-]+", text)}
    for run in _runs(story):
        if story.dateline and run[0].start() < story.dateline.end:
            continue
        opens = run[0].start() in starts or text[run[0].start() - 1 : run[0].start()] in '“"‘„«'
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
            if _is_capital(word[0]) or (run and joined and _links(story.text, run, word)):
                run.append(word)
            elif run:
                yield from _closed(run)
                run = []
        yield from _closed(run)


def _links(text: str, run: list[re.Match[str]], word: re.Match[str]) -> bool:
    """ "of" in "Bank of Halden"; "and" only inside "Bakers and Food Workers Union"."""
    before = run[-1][0].lower()
    if word[0] != "and":
        return word[0] in _LINKS or before in _INNER_LINKS.get(word[0], ())
    ahead = re.match(r" ((?:[A-Z][\w’'-]+ ?){2,4})", text[word.end() : word.end() + 60])
    return ahead is not None and len(run) <= 2 and ahead[1].split()[-1].lower() in ORG_WORDS  # noqa: PLR2004 - "The" and one word


def _adjoins(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    gap = text[before.end() : after.start()]
    if gap in {" ", "-"}:
        return True
    if gap in {"’ ", "' "}:
        return before[0].endswith("s")
    return gap == ". " and (len(before[0]) == 1 or before[0].lower() in TITLES)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[:3].lower() in {"al-", "el-"} and word[3:4].isupper())


def _closed(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    while run and run[-1][0] in _SMALL:
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
    while run and run[0][0] in _SMALL:
        run = run[1:]
    return run


def _trimmed(text: str, run: list[re.Match[str]], *, opens: bool) -> Iterator[Mention]:
    """The run without its titles, "The", days and demonyms at its head."""
    title: Span | None = None
    named = bool(run) and run[-1][0].lower() in ORG_WORDS
    while run and (_droppable(run[0][0], named=named) or _title_length(run)):
        length = _title_length(run)
        if length:
            title = Span(title.start if title else run[0].start(), run[length - 1].end())
        run = _relinked(run[max(length, 1) :])
    while run and (_droppable(run[-1][0]) or run[-1][0] in _SMALL):
        run = run[:-1]
    for part in _parts(run):
        yield Mention(_possessed(text, Span(part[0].start(), part[-1].end())), title, opens)
        title = None


def _title_length(run: list[re.Match[str]]) -> int:
    """How many words of a run are a title: "Mr", "Farmer", "Energy Minister" before a name."""
    words = [word[0].lower().rstrip(".") for word in run]
    if words[0] in TITLES:
        return 1
    if words[-1] in ORG_WORDS | PLACE_WORDS:
        return 0
    for place, word in enumerate(words[:3]):
        named = place + 1 < len(run) and run[place + 1][0][0].isupper()
        if named and word in ROLES | TITLES:
            return place + 1
    return 0


def _droppable(word: str, *, named: bool = False) -> bool:
    """A day, an article, or a demonym that is not part of an organisation's name."""
    low = word.lower().rstrip(".")
    return (
        low in NOT_NAMES or low in {"the", "a", "an"} or (not named and bool(DEMONYM.match(word)))
    )


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
    return (
        Span(span.start, span.end - 2)
        if text[span.start : span.end].endswith(("'s", "’s"))
        else span
    )


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
    scores: Scores = defaultdict(float)
    _of_itself(name, scores, nouns_are_capital=story.language in _CAPITAL_NOUNS)
    for mention in group:
        _of_surroundings(story.text, mention, scores)
    if any(len(m.span) < len(name) for m in group):
        scores["person"] += 0.8
    if len(name.split()) == 1 and all(m.opens for m in group):
        scores = defaultdict(float, {kind: score - 0.5 for kind, score in scores.items()})
    order: tuple[FactKind, ...] = ("person", "organisation", "place")
    kind = max(order, key=lambda k: scores[k])
    return kind, float(scores[kind])


def _of_itself(name: str, scores: Scores, *, nouns_are_capital: bool) -> None:
    words = name.split()
    low = [word.lower().rstrip(".,") for word in words]
    if name in places():
        scores["place"] += 1.5
    if low[0] in EVENT_WORDS or low[-1] in EVENT_WORDS:
        scores["person"] -= 3.0
    if low[-1] in ORG_WORDS or low[0] in ORG_WORDS or name in ORG_NAMES or "&" in words:
        scores["organisation"] += 2.0
    elif any(word in ORG_WORDS for word in low[1:]):
        scores["organisation"] += 1.6
    if name.isupper() and 1 < len(name) <= 6 and name not in places():  # noqa: PLR2004 - an acronym
        scores["organisation"] += 0.9
    if low[-1] in PLACE_WORDS or low[0] in {
        "mount",
        "lake",
        "river",
        "port",
        "fort",
        "san",
        "saint",
    }:
        scores["place"] += 1.6
    personal = len(words) in (2, 3, 4) and not _speaks_of_thing(name) and "of" not in low
    if personal and low[0] in given_names():
        scores["person"] += 1.4
    elif (
        personal
        and not nouns_are_capital
        and len(words) < 4
        and all(_PLAIN_NAME.match(word) for word in words)
    ):  # noqa: PLR2004 - longer ones are rarely people
        scores["person"] += 1.0


def _of_surroundings(text: str, mention: Mention, scores: Scores) -> None:
    before = text[max(0, mention.span.start - 60) : mention.span.start].rstrip()
    after = text[mention.span.end : mention.span.end + 80]
    previous = re.search(r"([\w’'-]+)$", before)
    word = previous[1].lower() if previous else ""
    if mention.title or word in ROLES:
        scores["person"] += 1.6
    if word in SPEECH:
        scores["person"] += 0.8
    if word in ORG_NOUNS and not mention.title:
        scores["organisation"] += 0.7
    if _THE.search(before):
        scores["person"] -= 1.0
    _as_organisation(before, after, scores)
    _as_person(after, scores)
    _as_place(before, after, scores)


def _as_organisation(before: str, after: str, scores: Scores) -> None:
    following = re.match(r"\s([\w’'-]+)", after)
    noun = following[1].lower() if following else ""
    if noun in ORG_NOUNS or _ORG_BEFORE.search(before):
        scores["organisation"] += 1.6
    elif _WHICH.match(after) or _SHARES.search(before):
        scores["organisation"] += 1.2
        scores["person"] -= 1.0
    elif noun in ROLES:
        scores["organisation"] += 0.7


def _as_person(after: str, scores: Scores) -> None:
    if _WHO.match(after) or _AGE.match(after) or _role_follows(after):
        scores["person"] += 1.2
    if _SPOKE.match(after):
        scores["person"] += 0.8


def _as_place(before: str, after: str, scores: Scores) -> None:
    if _TOWN_OF.search(before):
        scores["place"] += 1.6
    elif _IN_STRONG.search(before):
        scores["place"] += 1.0
    if _LOCATED.match(after) and _IN.search(before):
        scores["place"] += 0.6


def _role_follows(after: str) -> bool:
    apposed = _APPOSED.match(after)
    return bool(apposed) and any(w in ROLES for w in re.findall(r"[\w-]+", after.lower())[:8])


def _fact(story: Story, kind: FactKind, name: str, group: Sequence[Mention], score: float) -> Fact:
    spans = [mention.span for mention in group]
    best = next((span for span in spans if story[span] == name), spans[0])
    ordered = (best, *(span for span in spans if span != best))
    confidence = round(min(0.95, 0.4 + 0.15 * score), 2)
    return Fact(kind, ordered, story[best], story.sentence_at(best), confidence)


def _salience(story: Story, fact: Fact) -> tuple[float, int]:
    early = sum(span.start < _LEAD_CHARS for span in fact.spans)
    titled = fact.value is not None and fact.value in (story.headline or "")
    return (-(len(fact.spans) + early + 2 * titled), min(span.start for span in fact.spans))
