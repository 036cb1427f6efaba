"""The card: who, what, when, where and why, from facts already found; no new words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nutgraf.model import Card, Fact, Span, Story

_MOST: Final = 3
_EARLY_SENTENCES: Final = 5
_WHY: Final = re.compile(
    r"\b(?:because(?: of)?|due to|in order to|so that|owing to|thanks to|as a result of|in response "
    r"to|in protest at|weil|wegen|parce que|porque)\b[^.;!?\n]{8,200}",
    re.I,
)


def card_of(story: Story, names: Sequence[Fact], dates: Sequence[Fact]) -> Card:
    """The five Ws, most salient first; "why" only on an explicit cue in the first sentences."""
    actors = [fact for fact in names if fact.kind in ("person", "organisation")]
    places = [fact for fact in names if fact.kind == "place"]
    lead = _lead(story)
    return Card(
        who=tuple(fact.spans[0] for fact in actors[:_MOST]),
        what=(lead,) if lead else (),
        when=_when(story, dates),
        where=tuple(fact.spans[0] for fact in places[:_MOST]),
        why=_why(story),
    )


def _lead(story: Story) -> Span | None:
    return next((s.span for s in story.sentences if story.blocks[s.block].kind != "subhead"), None)


def _when(story: Story, dates: Sequence[Fact]) -> tuple[Span, ...]:
    early = [fact for fact in dates if (fact.sentence or 0) < _EARLY_SENTENCES]
    return tuple(fact.spans[0] for fact in (early or dates)[:_MOST])


def _why(story: Story) -> tuple[Span, ...]:
    for sentence in story.sentences[:_EARLY_SENTENCES]:
        found = _WHY.search(story.text, sentence.span.start, sentence.span.end)
        if found:
            return (Span(found.start(), found.start() + len(found[0].rstrip())),)
    return ()
