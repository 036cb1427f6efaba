"""The sentences of two versions side by side, and the words that differ in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.compare.align import Pair, alike, gaps, in_order, left_over
from nutgraf.compare.changes import Edit, Line
from nutgraf.language.words import content_words, unspaced, words
from nutgraf.model import Block, Span, Story

_TOKEN: Final = re.compile(r"\w+(?:['’]\w+|[.,:](?=\d)\w+)*|[^\w\s]")
_MOST_LINES: Final = 400
_MOST_TOKENS: Final = 5_000


def lines_of(before: Story, after: Story) -> tuple[Line, ...]:
    """Every sentence of both versions once, in the later one's order; see `Comparison`."""
    sides = _Side(before, _passages(before)), _Side(after, _passages(after))
    keys = sides[0].keys(), sides[1].keys()
    same = in_order(*keys)
    moved = left_over(*keys, same)
    changed = _changed(sides, same, moved)
    lines = {pair: Line("same", *_spans(sides, pair)) for pair in same}
    lines |= {pair: Line("moved", *_spans(sides, pair)) for pair in moved}
    lines |= {pair: _reworded(sides, pair) for pair in changed}
    return tuple(_in_reading_order(sides, lines))


def wording(text: str) -> tuple[str, ...]:
    """The words and signs of a text: texts that are set differently have the same."""
    if unspaced(text):
        return tuple(text[start:end] for start, end in _tokens(text))
    return tuple(_TOKEN.findall(text))


def bag_of(text: str) -> frozenset[str]:
    """The words of a text, case aside, without single letters; see `content_words`."""
    if unspaced(text):
        return frozenset(content_words(text, None))
    return frozenset(word for word in words(text) if len(word) > 1)


def edits(before: Story, after: Story, one: Span, two: Span) -> tuple[Edit, ...]:
    """The words that differ between a span of one story and a span of another."""
    olds, news = wording(before[one]), wording(after[two])
    if max(len(olds), len(news)) > _MOST_TOKENS:
        return (Edit(one, two),)
    runs = list(gaps(len(olds), len(news), in_order(olds, news)))
    places = _places(before, one), _places(after, two)
    return tuple(
        Edit(_run(places[0], old), _run(places[1], new)) for old, new in runs if old or new
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """A version: its story and the places of what is compared, in order."""

    story: Story
    spans: tuple[Span, ...]

    def keys(self) -> list[str]:
        """Equal for passages with the same words and signs."""
        return [" ".join(wording(self.story[span])) for span in self.spans]

    def bag(self, place: int) -> frozenset[str]:
        """The words by which a passage is known again."""
        return bag_of(self.story[self.spans[place]])


_Sides = tuple[_Side, _Side]


def _passages(story: Story) -> tuple[Span, ...]:
    """The sentences, and of blocks that have none (a table, code) the lines."""
    told = {sentence.block for sentence in story.sentences}
    spans = [sentence.span for sentence in story.sentences]
    for index, block in enumerate(story.blocks):
        if block.in_body and index not in told:
            spans += _rows(story, block)
    return tuple(sorted(spans))


def _rows(story: Story, block: Block) -> Iterator[Span]:
    """The lines of a block; one of very many lines is a single passage."""
    lines = story[block.span].split("\n")
    if len(lines) > _MOST_LINES:
        lines = [story[block.span]]
    start = block.span.start
    for line in lines:
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _changed(sides: _Sides, same: Sequence[Pair], moved: Sequence[Pair]) -> Iterator[Pair]:
    """Passages between the same two neighbours that are alike and not equal."""
    away = {i for i, _ in moved}, {j for _, j in moved}
    for old, new in gaps(len(sides[0].spans), len(sides[1].spans), same):
        ones, twos = [i for i in old if i not in away[0]], [j for j in new if j not in away[1]]
        if ones and twos:
            bags = [sides[0].bag(i) for i in ones], [sides[1].bag(j) for j in twos]
            yield from ((ones[i], twos[j]) for i, j in alike(*bags))


def _in_reading_order(sides: _Sides, lines: dict[Pair, Line]) -> Iterator[Line]:
    """Lines in the later version's order; one that is gone follows the last that stood before it
    and still stands there."""
    partner = {i: (j, line.change) for (i, j), line in lines.items()}
    arrived = {j: line for (_, j), line in lines.items()}
    rows = []
    last = -1
    for i, span in enumerate(sides[0].spans):
        j, change = partner.get(i, (-1, "gone"))
        if change == "gone":
            rows.append(((last, 1, i), Line("gone", span, None)))
        elif change != "moved":
            last = max(last, j)
    for j, span in enumerate(sides[1].spans):
        rows.append(((j, 0, j), arrived.get(j) or Line("added", None, span)))
    return (line for _, line in sorted(rows, key=lambda row: row[0]))


def _reworded(sides: _Sides, pair: Pair) -> Line:
    one, two = _spans(sides, pair)
    return Line("changed", one, two, edits(sides[0].story, sides[1].story, one, two))


def _spans(sides: _Sides, pair: Pair) -> tuple[Span, Span]:
    return sides[0].spans[pair[0]], sides[1].spans[pair[1]]


def _places(story: Story, span: Span) -> list[Pair]:
    """The places of the words and signs of a span."""
    if unspaced(story[span]):
        return [(span.start + one, span.start + two) for one, two in _tokens(story[span])]
    return [token.span() for token in _TOKEN.finditer(story.text, span.start, span.end)]


def _tokens(text: str) -> Iterator[Pair]:
    """The places of a text's words and signs; of a script without spaces every character is one."""
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        if unspaced(token[0]):
            yield from ((at, at + 1) for at in range(start, end))
        else:
            yield start, end


def _run(places: Sequence[Pair], run: range) -> Span | None:
    return Span(places[run[0]][0], places[run[-1]][1]) if run else None
