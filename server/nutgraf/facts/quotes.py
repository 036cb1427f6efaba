"""Quotes: whose words stand between the marks, by which verb, and who says so.

Content, cue and source are the terms of PARC and PolNeAR. Where the text does not say who
speaks, the source stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.facts.lexicon import CUE, FEMALE_TITLES, MALE_TITLES, PRONOUNS, ROLES
from nutgraf.model import Block, Fact, Quote, QuoteMode, Source, Span, Story

_PAIRS: Final = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
}
_REACH: Final = 160
_SCARE_WORDS: Final = 3
_SENTENCE_END: Final = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?…](?:\s|$)")
_NOUN_PHRASE: Final = re.compile(
    r"\b(?:the|a|an|one|another|his|her|their|its)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+$", re.I
)
_NOUN_AFTER: Final = re.compile(r"(?:the|a|an|one|another|his|her)\s(?:[\w’'-]+\s?){1,5}", re.I)
_PRONOUN: Final = re.compile(r"\b(he|she|they)\b", re.I)
_APPOSITION: Final = re.compile(r", (?:the |a |an |who is (?:the |a )?)?([^,.“”\"]{3,90})[,.]")
_LOWER_BEFORE: Final = re.compile(r"((?:[a-zß-ÿ][\w’'-]*[ -])*[a-zß-ÿ][\w’'-]*) $")
_ROLE_BEFORE: Final = re.compile(r"((?:[\w’'-]+ ){0,5}?([\w’'-]+)) $")
_ARTICLE: Final = re.compile(r"^(?:the|a|an|and|but|while|as|when) ", re.I)
_OPEN_AFTER: Final = "([{—–-/\u00a0"


@dataclass(frozen=True, slots=True)
class _Cited:
    """Quoted words with their paragraph, and whether the closing mark is missing."""

    content: Span
    outer: Span
    block: Block
    open_ended: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words around a quote tell: the cue, who is mentioned, by which rule."""

    cue: Span | None
    mention: Span | None
    rule: str
    confidence: float


def find_quotes(story: Story, people: Sequence[Fact]) -> tuple[Quote, ...]:
    """All direct quotes in order, each with its source as far as the text gives one.

    `people` are the story's people; a surname or pronoun is resolved to one of them. A quoted
    word or two without a verb of speech is no quote.
    """
    cited = list(_cited(story))
    quotes: list[Quote] = []
    for index, one in enumerate(cited):
        said = _around(story, cited, index, people)
        if said is None and len(story[one.content].split()) < _SCARE_WORDS:
            continue
        quotes.append(_quote(story, one, said or _Said(None, None, "none", 0.3), people, quotes,
                             continues=_continues(cited, index)))  # fmt: skip
    return tuple(quotes)


def _cited(story: Story) -> Iterator[_Cited]:
    for block in story.body:
        if block.kind in ("table", "code", "subhead"):
            continue
        at = block.span.start
        while at < block.span.end:
            found = _next_quote(story.text, at, block)
            if found is None:
                break
            yield found
            at = found.outer.end


def _next_quote(text: str, at: int, block: Block) -> _Cited | None:
    for start in range(at, block.span.end):
        mark = text[start]
        if mark in _PAIRS and _opens(text, start, block):
            end = _closing(text, start, block)
            if end is None and mark != "‘":
                inner = _inner(text, start + 1, block.span.end)
                return _Cited(inner, Span(start, block.span.end), block, open_ended=True)
            if end is not None:
                return _Cited(_inner(text, start + 1, end), Span(start, end + 1), block, False)
    return None


def _opens(text: str, start: int, block: Block) -> bool:
    if text[start] in "“„«「『":
        return True
    before = text[start - 1] if start > block.span.start else " "
    after = text[start + 1 : start + 2]
    return (before.isspace() or before in _OPEN_AFTER) and bool(after) and not after.isspace()


def _closing(text: str, start: int, block: Block) -> int | None:
    closers = _PAIRS[text[start]]
    for end in range(start + 1, block.span.end):
        if text[end] in closers and not (text[end] == "’" and text[end + 1 : end + 2].isalnum()):
            return end
    return None


def _inner(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return Span(start, end)


def _continues(cited: Sequence[_Cited], index: int) -> bool:
    """Whether a quote goes on from the paragraph before, whose closing mark is left out."""
    return index > 0 and cited[index - 1].open_ended


def _around(
    story: Story, cited: Sequence[_Cited], index: int, people: Sequence[Fact]
) -> _Said | None:
    one = cited[index]
    before_quote = (
        cited[index - 1].outer.end if index and cited[index - 1].block is one.block else 0
    )
    nearest = cited[index + 1] if index + 1 < len(cited) else None
    after_quote = nearest.outer.start if nearest and nearest.block is one.block else 1 << 60
    after = _after(story, one, min(after_quote, one.block.span.end), people)
    if after:
        return after
    before = _before(story, one, max(before_quote, one.block.span.start), people)
    if before:
        return before
    return None


def _after(story: Story, one: _Cited, limit: int, people: Sequence[Fact]) -> _Said | None:
    start, end = one.outer.end, min(limit, one.outer.end + _REACH)
    closed = story.text[one.outer.end - 2 : one.outer.end - 1]
    if closed == "." and story.text[start : start + 2].strip()[:1].isupper():
        return None
    stop = _SENTENCE_END.search(story.text, start, end)
    end = stop.start() if stop else end
    cue = CUE.search(story.text, start, end)
    if not cue:
        return None
    span = Span(*cue.span())
    subject = (
        None
        if cue[0].lower().startswith("according")
        else _mention(story, start, cue.start(), people, last=True)
    )
    mention = subject or _mention(story, cue.end(), end, people, last=False)
    return _Said(span, mention, "after", 0.95 if mention else 0.5)


def _before(story: Story, one: _Cited, limit: int, people: Sequence[Fact]) -> _Said | None:
    start = max(limit, one.outer.start - _REACH)
    for stop in _SENTENCE_END.finditer(story.text, start, one.outer.start - 1):
        start = stop.end()
    cues = list(CUE.finditer(story.text, start, one.outer.start))
    if not cues:
        return None
    cue = cues[-1]
    if cue[0].lower().startswith("according"):
        mention = _mention(story, cue.end(), one.outer.start, people, last=False)
    else:
        mention = _mention(story, start, cue.start(), people, last=False)
    return _Said(Span(*cue.span()), mention, "before", 0.9 if mention else 0.5)


def _mention(
    story: Story, start: int, end: int, people: Sequence[Fact], *, last: bool
) -> Span | None:
    """The person, pronoun or noun phrase named in a part of the text."""
    named = sorted(s for fact in people for s in fact.spans if start <= s.start and s.end <= end)
    if named:
        return named[-1 if last else 0]
    pronoun = _PRONOUN.search(story.text, start, end)
    if pronoun:
        return Span(*pronoun.span())
    part = story.text[start:end].rstrip()
    phrase = _NOUN_PHRASE.search(part) if last else _NOUN_AFTER.search(part)
    if not phrase or not any(word.lower() in ROLES for word in re.findall(r"[\w-]+", phrase[0])):
        return None
    found = phrase[0].rstrip()
    return Span(start + phrase.start(), start + phrase.start() + len(found))


def _quote(
    story: Story,
    one: _Cited,
    said: _Said,
    people: Sequence[Fact],
    before: Sequence[Quote],
    *,
    continues: bool,
) -> Quote:
    source = _source(story, said.mention, people, before, one.outer.start)
    rule, confidence = said.rule, said.confidence
    previous = before[-1] if before else None
    same_paragraph = previous is not None and one.block.span.holds(previous.content)
    if said.cue is None and previous and (continues or same_paragraph):
        source, confidence = previous.source, 0.8
        rule = "goes-on" if continues else "same-paragraph"
    return Quote(
        content=one.content,
        cue=said.cue,
        source=source,
        mode=_mode(story, one),
        rule=rule,
        confidence=confidence,
        sentence=story.sentence_at(one.content),
    )


def _mode(story: Story, one: _Cited) -> QuoteMode:
    """Mixed when the quote is a part of the reporter's own sentence."""
    first = story.text[one.content.start]
    before = story.text[: one.outer.start].rstrip()[-1:]
    return "mixed" if first.islower() and before not in (",", ":", "") else "direct"


def _source(
    story: Story,
    mention: Span | None,
    people: Sequence[Fact],
    before: Sequence[Quote],
    at: int,
) -> Source:
    if mention is None:
        return Source()
    word = story[mention].lower()
    if word in PRONOUNS:
        name = _antecedent(story, word, people, before, at)
        return Source(mention, name, None)
    person = next((fact for fact in people if mention in fact.spans), None)
    name = person.spans[0] if person else None
    return Source(mention, name, _role(story, mention) or (_role(story, name) if name else None))


def _antecedent(
    story: Story, pronoun: str, people: Sequence[Fact], before: Sequence[Quote], at: int
) -> Span | None:
    """The person last named outside quotes before the pronoun whose title does not forbid it."""
    quoted = [quote.content for quote in before]
    named = sorted(
        ((span, fact) for fact in people for span in fact.spans
         if span.end <= at and not any(q.holds(span) for q in quoted)),
        key=lambda row: row[0],
    )  # fmt: skip
    for _, fact in reversed(named):
        if not _forbidden(story, fact, PRONOUNS[pronoun]):
            return fact.spans[0]
    return None


def _forbidden(story: Story, fact: Fact, gender: str) -> bool:
    titles = {story.text[max(0, s.start - 8) : s.start].strip(" .").rpartition(" ")[2].lower()
              for s in fact.spans}  # fmt: skip
    return bool(titles & (FEMALE_TITLES if gender == "m" else MALE_TITLES)) and bool(gender)


def _role(story: Story, mention: Span) -> Span | None:
    """The role beside a name: "political activist Jane Doe", "Jane Doe, the mayor of Halden"."""
    after = _APPOSITION.match(story.text, mention.end, mention.end + 110)
    if after and _names_role(after[1]):
        return Span(after.start(1), after.start(1) + len(after[1].rstrip()))
    head = story.text[max(0, mention.start - 80) : mention.start]
    head = re.split(r"[.,:;!?“”\"«»„\n—–]", head)[-1].lstrip()
    found = _ROLE_BEFORE.search(head)
    if not found or found[2].lower() not in ROLES:
        return None
    words = found[1].split(" ")
    return _trim_role(story, mention.start - 1 - len(found[1]), words)


def _trim_role(story: Story, start: int, words: Sequence[str]) -> Span:
    """The noun phrase of a role: no article, conjunction or verb of speech before it."""
    end = start + len(" ".join(words))
    kept = list(words)
    while len(kept) > 1 and (_ARTICLE.match(kept[0] + " ") or CUE.fullmatch(kept[0])):
        start += len(kept.pop(0)) + 1
    for position in range(len(kept) - 1, -1, -1):
        word = kept[position]
        if _ARTICLE.match(word + " ") or CUE.fullmatch(word):
            start += len(" ".join(kept[: position + 1])) + 1
            break
    return Span(start, end)


def _names_role(text: str) -> bool:
    words = re.findall(r"[\w-]+", text)
    return any(word.lower() in ROLES for word in words[:6])
