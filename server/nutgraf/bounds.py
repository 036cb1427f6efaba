"""What holds between the parts of a reading's plain form, its types being right already.

Later stages count on it: that a span lies in the text, that an index leads to something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

Form = Mapping[str, Any]

BODY: Final = frozenset(("paragraph", "subhead", "list-item", "quote", "table", "code"))
_DEEPEST_LEVEL: Final = 8
_DEEPEST_MARK: Final = 20
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]{1,2000}")


def unsound(form: Form) -> Iterator[str]:
    """Every place where a reading's parts do not belong together, as words; none if all do."""
    story, facts = form["story"], form["facts"]
    yield from _blocks(story)
    yield from _sentences(story)
    yield from _marks(story)
    yield from _images(story)
    yield from _summary(form["summary"], len(story["sentences"]), len(story["text"]))
    yield from _facts(story, facts)
    yield from _quotes(story, facts["quotes"])
    yield from _card(story, facts)
    places = [removal["before"] for removal in form["removed"]]
    yield from _astray("removed[{}].before", places, len(story["blocks"]) + 1)


def _blocks(story: Form) -> Iterator[str]:
    at, size = 0, len(story["text"])
    for index, block in enumerate(story["blocks"]):
        start, end = block["span"]
        if start < at or end > size:
            yield f"story.blocks[{index}].span is out of order or lies outside the text"
        if block["kind"] not in BODY and start != end:
            yield f"story.blocks[{index}].span holds words of the body, and it is a label"
        if block["level"] is not None and not 1 <= block["level"] <= _DEEPEST_LEVEL:
            yield f"story.blocks[{index}].level is not 1 to {_DEEPEST_LEVEL}"
        at = end
    yield from _outside("story.dateline", [story["dateline"]], size)


def _sentences(story: Form) -> Iterator[str]:
    at, blocks = 0, story["blocks"]
    for index, sentence in enumerate(story["sentences"]):
        (start, end), block = sentence["span"], sentence["block"]
        if not 0 <= block < len(blocks):
            yield f"story.sentences[{index}].block leads to no block"
        elif start < at or start >= end or not _holds(blocks[block]["span"], (start, end)):
            yield f"story.sentences[{index}].span is out of order or outside its block"
        at = end


def _marks(story: Form) -> Iterator[str]:
    marks = story["marks"]
    spans = [mark["span"] for mark in marks]
    yield from _outside("story.marks[{}].span", spans, len(story["text"]))
    yield from _crossing(spans)
    blocks = [mark["block"] for mark in marks]
    yield from _astray("story.marks[{}].block", blocks, len(story["blocks"]))
    for index, mark in enumerate(marks):
        if (mark["href"] is not None) != (mark["kind"] == "link"):
            yield f"story.marks[{index}].href leads where its kind does not, or nowhere"
        if (mark["block"] is not None) != (mark["kind"] == "note"):
            yield f"story.marks[{index}].block leads where its kind does not, or nowhere"
        if mark["href"] is not None and not _WEB_ADDRESS.fullmatch(mark["href"]):
            yield f"story.marks[{index}].href is no safe web address"


def _crossing(spans: Sequence[Sequence[int]]) -> Iterator[str]:
    """Marks out of order, half in another one, or too deep in others."""
    around: list[Sequence[int]] = []
    last = (-1, 0)
    for index, (start, end) in enumerate(spans):
        around = [one for one in around if one[1] > start]
        crosses = bool(around) and not _holds(around[-1], (start, end))
        if (start, -end) < last or crosses or len(around) >= _DEEPEST_MARK:
            yield f"story.marks[{index}].span is out of order or crosses another mark"
            return
        around.append((start, end))
        last = (start, -end)


def _images(story: Form) -> Iterator[str]:
    images, count = story["images"], len(story["blocks"])
    yield from _astray("story.images[{}].before", [one["before"] for one in images], count + 1)
    yield from _astray("story.images[{}].caption", [one["caption"] for one in images], count)
    for index, image in enumerate(images):
        if not _WEB_ADDRESS.fullmatch(image["src"]):
            yield f"story.images[{index}].src is no safe web address"


def _summary(summary: Form, sentences: int, size: int) -> Iterator[str]:
    ranking, words = summary["ranking"], summary["words"]
    if len(set(ranking)) != len(ranking):
        yield "summary.ranking names a sentence twice"
    yield from _astray("summary.ranking[{}]", ranking, sentences)
    if len(words) != sentences:
        yield "summary.words has not one length for each sentence"
    if any(not 0 <= count <= size for count in words):
        yield "summary.words has a length that no sentence has"
    for name in ("scores", "reasons"):
        if len(summary[name]) != len(ranking):
            yield f"summary.{name} has not one for each place of the ranking"


def _facts(story: Form, facts: Form) -> Iterator[str]:
    items, size = facts["items"], len(story["text"])
    for index, fact in enumerate(items):
        if not fact["spans"]:
            yield f"facts.items[{index}].spans is empty"
        yield from _outside(f"facts.items[{index}].spans[{{}}]", fact["spans"], size)
    yield from _outside("facts.items[{}].unit", [fact["unit"] for fact in items], size)
    sentences = [fact["sentence"] for fact in items]
    yield from _astray("facts.items[{}].sentence", sentences, len(story["sentences"]))


def _quotes(story: Form, quotes: Sequence[Form]) -> Iterator[str]:
    size = len(story["text"])
    for name in ("content", "cue"):
        yield from _outside(f"facts.quotes[{{}}].{name}", [one[name] for one in quotes], size)
    for name in ("mention", "name", "role"):
        spans = [quote["source"][name] for quote in quotes]
        yield from _outside(f"facts.quotes[{{}}].source.{name}", spans, size)
    sentences = [quote["sentence"] for quote in quotes]
    yield from _astray("facts.quotes[{}].sentence", sentences, len(story["sentences"]))


def _card(story: Form, facts: Form) -> Iterator[str]:
    card, size = facts["card"], len(story["text"])
    sizes = {"text": size, "headline": len(story["headline"] or "")}
    for name in ("who", "what", "when", "where", "why", "how", "numbers"):
        for index, answer in enumerate(card[name]):
            place = f"facts.card.{name}[{index}].span"
            yield from _outside(place, [answer["span"]], sizes[answer["place"]])
    moments, voices = card["timeline"], card["voices"]
    yield from _outside("facts.card.timeline[{}].span", [one["span"] for one in moments], size)
    sentences = [moment["sentence"] for moment in moments]
    yield from _astray("facts.card.timeline[{}].sentence", sentences, len(story["sentences"]))
    yield from _outside("facts.card.voices[{}].name", [one["name"] for one in voices], size)
    for index, voice in enumerate(voices):
        place = f"facts.card.voices[{index}].quotes[{{}}]"
        yield from _astray(place, voice["quotes"], len(facts["quotes"]))


def _outside(place: str, spans: Iterable[Sequence[int] | None], size: int) -> Iterator[str]:
    """The spans that are empty or reach past the end; one that is None is none."""
    for index, span in enumerate(spans):
        if span is not None and not span[0] < span[1] <= size:
            yield f"{place.format(index)} is empty or lies outside its text"


def _astray(place: str, indexes: Iterable[int | None], count: int) -> Iterator[str]:
    """The indexes that lead to nothing; one that is None leads nowhere by right."""
    for index, one in enumerate(indexes):
        if one is not None and not 0 <= one < count:
            yield f"{place.format(index)} leads to nothing"


def _holds(outer: Sequence[int], inner: Sequence[int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
