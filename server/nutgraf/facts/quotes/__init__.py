"""Quotes: whose words stand between the marks or are told without them, by which verb, who says so.

Content, cue and source are the terms of PARC and PolNeAR. Where the text does not say who speaks,
the source stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nutgraf.facts.quotes.around import Earlier, said_around
from nutgraf.facts.quotes.attribution import Place, Said, place_of, said_of
from nutgraf.facts.quotes.cast import Cast
from nutgraf.facts.quotes.citations import Cited, cited_in
from nutgraf.facts.quotes.indirect import Told, told_in
from nutgraf.facts.quotes.scare import is_no_quote
from nutgraf.facts.quotes.wording import Wording
from nutgraf.model import Fact, Quote, QuoteMode, Story

__all__ = ["CONFIDENCE", "find_quotes"]

# How often each rule's speaker is the right one, rounded down, over attributed news.
CONFIDENCE: Final = {
    "after": 0.97, "label": 0.97, "same-paragraph": 0.96, "before": 0.93, "according": 0.93,
    "sentence-end": 0.93, "goes-on": 0.88, "introduced": 0.85, "told": 0.85, "subject": 0.75,
    "previous-paragraph": 0.7, "previous-sentence": 0.6, "none": 0.3,
}  # fmt: skip
_PHRASE_WORDS: Final = 5
_LABEL: Final = re.compile(r"[A-Z][A-Z .’'-]{2,30}:")


def find_quotes(story: Story, names: Sequence[Fact]) -> tuple[Quote, ...]:
    """All quotes in order, direct, mixed and indirect, each with its source as far as the text
    gives one.

    `names` are the story's people and organisations; a surname, pronoun or role is resolved to
    one of them. A phrase in quote marks that nobody says is no quote.
    """
    cited = list(cited_in(story))
    w = Wording(story, [one.outer for one in cited])
    cast = Cast(w, names)
    direct = _direct(w, cited, cast)
    told = (_told(w, one, cast) for one in told_in(w))
    return tuple(sorted((*direct, *told), key=lambda quote: quote.content))


def _direct(w: Wording, cited: Sequence[Cited], cast: Cast) -> list[Quote]:
    """The quotes between marks; one without a speaker may lean on the one before it."""
    made: list[tuple[Cited, Quote]] = []
    for index, one in enumerate(cited):
        place = place_of(w, cited, index)
        said = said_of(w, place)
        if not is_no_quote(w, place, said):
            left_open = index > 0 and cited[index - 1].open_ended
            earlier = Earlier(made[-1][1], left_open) if made else None
            made.append((one, _quote(w, place, said, cast, earlier)))
    return [quote for one, quote in made if _gives_words(w, quote, one)]


def _quote(
    w: Wording, place: Place, said: Said | None, cast: Cast, earlier: Earlier | None
) -> Quote:
    """A quote with its source: by its own sentence, else by what stands before it."""
    if said is None:
        said, source = said_around(w, place, cast, earlier)
    else:
        source = cast.source(said.phrase)
    return Quote(
        content=place.one.content,
        cue=said.cue,
        source=source,
        mode=_mode(w, place.one),
        rule=said.rule,
        confidence=CONFIDENCE[said.rule if source.mention else "none"],
        sentence=w.story.sentence_at(place.one.content),
    )


def _gives_words(w: Wording, quote: Quote, one: Cited) -> bool:
    """Whether somebody's words stand between the marks: not a line of a transcript, nor a phrase in
    marks that nobody says."""
    few = len(w.story[one.content].split()) <= _PHRASE_WORDS
    if quote.source.mention is None and (one.open_ended or few):
        return False
    return not (one.open_ended and _LABEL.match(w.text, one.content.start))


def _mode(w: Wording, one: Cited) -> QuoteMode:
    """Mixed when the quote is a part of the reporter's own sentence."""
    before = w.text[max(0, one.outer.start - 4) : one.outer.start].rstrip()[-1:]
    mixed = w.text[one.content.start].islower() and before not in (",", ":", "")
    return "mixed" if mixed else "direct"


def _told(w: Wording, told: Told, cast: Cast) -> Quote:
    source = cast.source(told.phrase)
    return Quote(
        content=told.content,
        cue=told.cue,
        source=source,
        mode="indirect",
        rule="told",
        confidence=CONFIDENCE["told" if source.mention else "none"],
        sentence=w.story.sentence_at(told.content),
    )
