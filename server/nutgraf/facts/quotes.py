"""Quotes: whose words stand between the marks, by which verb, and who says so.

Content, cue and source are the terms of PARC and PolNeAR. Where the text does not say who
speaks, the source stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from nutgraf.facts.citations import Cited, cited_in
from nutgraf.facts.lexicon import CUE
from nutgraf.facts.speakers import Cast
from nutgraf.model import Fact, Quote, QuoteMode, Span, Story

_REACH: Final = 160
_SCARE_WORDS: Final = 3
_SENTENCE_END: Final = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?…](?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words around a quote tell: the cue, who is mentioned, by which rule."""

    cue: Span | None = None
    mention: Span | None = None
    rule: str = "none"
    confidence: float = 0.3


def find_quotes(story: Story, people: Sequence[Fact]) -> tuple[Quote, ...]:
    """All direct quotes in order, each with its source as far as the text gives one.

    `people` are the story's people; a surname or pronoun is resolved to one of them. A quoted
    word or two without a verb of speech is no quote.
    """
    cited = list(cited_in(story))
    cast = Cast(story, people, [one.content for one in cited])
    quotes: list[Quote] = []
    for index, one in enumerate(cited):
        start, end = _surroundings(cited, index)
        said = _after(story, one, end, cast) or _before(story, one, start, cast)
        if said is None and len(story[one.content].split()) < _SCARE_WORDS:
            continue
        made = _quote(story, one, said or _Said(), cast)
        goes_on = index > 0 and cited[index - 1].open_ended
        quotes.append(_carried_on(made, one, quotes[-1], goes_on) if quotes else made)
    return tuple(quotes)


def _surroundings(cited: Sequence[Cited], index: int) -> tuple[int, int]:
    """The part of a quote's paragraph that belongs to it: up to the quotes beside it."""
    block = cited[index].block
    before = cited[index - 1] if index else None
    after = cited[index + 1] if index + 1 < len(cited) else None
    start = before.outer.end if before and before.block is block else block.span.start
    end = after.outer.start if after and after.block is block else block.span.end
    return start, end


def _after(story: Story, one: Cited, limit: int, cast: Cast) -> _Said | None:
    start, end = one.outer.end, min(limit, one.outer.end + _REACH)
    closed = story.text[one.outer.end - 2 : one.outer.end - 1]
    if closed == "." and story.text[start : start + 2].strip()[:1].isupper():
        return None
    stop = _SENTENCE_END.search(story.text, start, end)
    end = stop.start() if stop else end
    cue = CUE.search(story.text, start, end)
    if not cue:
        return None
    said_by = None if _according(cue) else cast.subject(start, cue.start())
    mention = said_by or cast.object(cue.end(), end)
    return _Said(Span(*cue.span()), mention, "after", 0.95 if mention else 0.5)


def _before(story: Story, one: Cited, limit: int, cast: Cast) -> _Said | None:
    start = max(limit, one.outer.start - _REACH)
    for stop in _SENTENCE_END.finditer(story.text, start, one.outer.start - 1):
        start = stop.end()
    cues = list(CUE.finditer(story.text, start, one.outer.start))
    if not cues:
        return None
    cue = cues[-1]
    if _according(cue):
        mention = cast.object(cue.end(), one.outer.start)
    else:
        mention = cast.subject(start, cue.start())
    return _Said(Span(*cue.span()), mention, "before", 0.9 if mention else 0.5)


def _according(cue: re.Match[str]) -> bool:
    return cue[0].lower().startswith("according")


def _quote(story: Story, one: Cited, said: _Said, cast: Cast) -> Quote:
    return Quote(
        content=one.content,
        cue=said.cue,
        source=cast.source(said.mention, one.outer.start),
        mode=_mode(story, one),
        rule=said.rule,
        confidence=said.confidence,
        sentence=story.sentence_at(one.content),
    )


def _carried_on(quote: Quote, one: Cited, before: Quote, goes_on: bool) -> Quote:
    """A quote without a cue of its own has the source of the one before it in its paragraph, or
    of the one it continues from the paragraph above."""
    if quote.cue is not None or not (goes_on or one.block.span.holds(before.content)):
        return quote
    rule = "goes-on" if goes_on else "same-paragraph"
    return replace(quote, source=before.source, rule=rule, confidence=0.8)


def _mode(story: Story, one: Cited) -> QuoteMode:
    """Mixed when the quote is a part of the reporter's own sentence."""
    first = story.text[one.content.start]
    before = story.text[max(0, one.outer.start - 4) : one.outer.start].rstrip()[-1:]
    return "mixed" if first.islower() and before not in (",", ":", "") else "direct"
