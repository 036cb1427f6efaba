"""The quotes that two versions do not share, and those with other words or another speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nutgraf.compare.align import Pair, alike, left_over
from nutgraf.compare.changes import QuoteChange
from nutgraf.compare.lines import bag_of, wording
from nutgraf.language.words import key
from nutgraf.model import Quote, Reading, Span, Story


def quotes_changed(before: Reading, after: Reading) -> tuple[QuoteChange, ...]:
    """Words between quote marks that changed, or whose speaker did, then quotes that came, then
    those that went; each group in the order of its story."""
    olds, news = _in_order(before), _in_order(after)
    said = ([_said(before.story, one) for one in olds], [_said(after.story, one) for one in news])
    kept = left_over(*said, ())
    reworded = _reworded(said, kept)
    turned = [pair for pair in kept if _other_speaker(before, after, olds[pair[0]], news[pair[1]])]
    pairs = sorted([*reworded, *turned], key=lambda pair: pair[1])
    paired = [*kept, *reworded]
    return (
        *(_changed(olds[i], news[j]) for i, j in pairs),
        *(_added(quote) for quote in _others(news, {j for _, j in paired})),
        *(_gone(quote) for quote in _others(olds, {i for i, _ in paired})),
    )


def _in_order(reading: Reading) -> list[Quote]:
    return sorted(reading.facts.direct, key=lambda quote: quote.content)


def _said(story: Story, quote: Quote) -> str:
    return " ".join(wording(story[quote.content]))


def _reworded(said: tuple[list[str], list[str]], kept: Sequence[Pair]) -> list[Pair]:
    """Quotes that are alike among those without an equal."""
    ones = [i for i in range(len(said[0])) if i not in {one for one, _ in kept}]
    twos = [j for j in range(len(said[1])) if j not in {two for _, two in kept}]
    pairs = alike([bag_of(said[0][i]) for i in ones], [bag_of(said[1][j]) for j in twos])
    return [(ones[i], twos[j]) for i, j in pairs]


def _others(quotes: Sequence[Quote], paired: set[int]) -> Iterator[Quote]:
    return (quote for place, quote in enumerate(quotes) if place not in paired)


def _other_speaker(before: Reading, after: Reading, old: Quote, new: Quote) -> bool:
    """Whether both name a speaker for sure, and neither name is part of the other."""
    one, two = _speaker(old), _speaker(new)
    if not (one and two and old.is_sure and new.is_sure):
        return False
    names = key(before.story[one]), key(after.story[two])
    return names[0] not in names[1] and names[1] not in names[0]


def _speaker(quote: Quote) -> Span | None:
    return quote.source.name or quote.source.mention


def _changed(old: Quote, new: Quote) -> QuoteChange:
    return QuoteChange("changed", old.content, new.content, _speaker(old), _speaker(new))


def _added(quote: Quote) -> QuoteChange:
    return QuoteChange("added", None, quote.content, None, _speaker(quote))


def _gone(quote: Quote) -> QuoteChange:
    return QuoteChange("gone", quote.content, None, _speaker(quote), None)
