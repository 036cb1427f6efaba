"""Facts: who, what, when, where, how much and who said it, each a span of the story's text.

A finder returns spans and normal values derivable from them; where the text does not say, it
abstains.
"""

from __future__ import annotations

from nutgraf.facts.card import card_of
from nutgraf.facts.names import find_names, names_by
from nutgraf.facts.numbers import find_numbers
from nutgraf.facts.quotes import find_quotes
from nutgraf.facts.times import find_times
from nutgraf.model import Facts, Story

__all__ = ["find_facts"]


def find_facts(story: Story) -> Facts:
    """All key facts of a story: names, dates and times, numbers, direct quotes, the card."""
    names = find_names(story)
    dates = find_times(story)
    numbers = find_numbers(story, [span for fact in dates for span in fact.spans])
    speakers = [fact for fact in names if fact.kind in ("person", "organisation")]
    items = (*names, *dates, *numbers)
    quotes = find_quotes(story, speakers)
    card = card_of(story, items, quotes)
    return Facts(items=items, quotes=quotes, card=card, names_by=names_by(story))
