"""What holds for every reading of every page, whatever the page is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nutgraf.model import Card, Mark, Reading, Span, Story

LEAST_MOMENTS = 3


def shown_spans(reading: Reading) -> Iterator[Span]:
    """Every span a reader can press."""
    facts = reading.facts
    yield from (sentence.span for sentence in reading.story.sentences)
    yield from (span for fact in facts.items for span in fact.spans)
    yield from (fact.unit for fact in facts.items if fact.unit)
    yield from _spans_of_card(facts.card)
    for quote in facts.quotes:
        source = quote.source
        parts = (quote.content, quote.cue, source.mention, source.name, source.role)
        yield from (part for part in parts if part)


def _spans_of_card(card: Card) -> Iterator[Span]:
    answers = [answer for _, group in card for answer in group]
    yield from (one.span for one in (*answers, *card.numbers) if one.place == "text")
    yield from (moment.span for moment in card.timeline)
    yield from (voice.name for voice in card.voices)


def broken_laws(reading: Reading) -> list[str]:
    """The laws a reading breaks, each with the place; empty for a sound one."""
    laws = (_text_laws, _span_laws, _mark_laws, _place_laws, _summary_laws, _card_laws, _said)
    return [broken for law in laws for broken in law(reading)]


def _text_laws(reading: Reading) -> Iterator[str]:
    story = reading.story
    if "\n\n".join(story[block.span] for block in story.body) != story.text:
        yield "the body's blocks do not make up the text"
    if any(block.anchor.exact and block.in_body for block in story.blocks):
        yield "a body block keeps a second copy of its words"
    if any(block.span.start != block.span.end for block in story.blocks if not block.in_body):
        yield "a label has words in the body"


def _span_laws(reading: Reading) -> Iterator[str]:
    story = reading.story
    for span in shown_spans(reading):
        words = story[span]
        if not words or words != words.strip() or len(words) != len(span):
            yield f"{span} does not show clean words: {words[:40]!r}"
        elif not any(block.span.holds(span) for block in story.body):
            yield f"{span} lies in no block: {words[:40]!r}"
    ends = [0, *(sentence.span.end for sentence in story.sentences)]
    for sentence, end in zip(story.sentences, ends, strict=False):
        if sentence.span.start < end or not story.blocks[sentence.block].span.holds(sentence.span):
            yield f"sentence out of order or block: {sentence}"


def _mark_laws(reading: Reading) -> Iterator[str]:
    story = reading.story
    order = [(mark.span.start, -mark.span.end) for mark in story.marks]
    if order != sorted(order):
        yield "the marks are not in the order of their spans"
    around: list[Span] = []
    for mark in story.marks:
        words = story[mark.span]
        block = story.block_at(mark.span)
        if not words or words != words.strip() or block is None or block.kind == "code":
            yield f"{mark} does not dress clean words of one block: {words[:40]!r}"
        around = [span for span in around if span.end > mark.span.start]
        if around and not around[-1].holds(mark.span):
            yield f"{mark} crosses another mark"
        around.append(mark.span)
        yield from _leads(story, mark)


def _leads(story: Story, mark: Mark) -> Iterator[str]:
    href, note = mark.href, mark.block
    if (href is not None) != (mark.kind == "link") or (note is not None) != (mark.kind == "note"):
        yield f"{mark} leads where its kind does not, or nowhere"
    if href is not None and not re.fullmatch(r"https?://[^\s<>\"]{1,2000}", href):
        yield f"{mark} has no safe web address"
    if note is not None and story.blocks[note].kind == "subhead":
        yield f"{mark} is a footnote's sign without a footnote"


def _place_laws(reading: Reading) -> Iterator[str]:
    story, count = reading.story, len(reading.story.blocks)
    for image in story.images:
        captioned = image.caption is None or story.blocks[image.caption].kind == "caption"
        if not (0 <= image.before <= count and captioned):
            yield f"a picture without a place: {image}"
        if not image.src.startswith(("http://", "https://")):
            yield f"a picture without a web address: {image.src[:80]}"
    for removal in reading.removed:
        if removal.before is not None and not 0 <= removal.before <= count:
            yield f"a removal out of place: {removal.preview[:40]!r}"
        if removal.text is not None and not removal.text.startswith(removal.preview):
            yield f"a removal whose text is another: {removal.preview[:40]!r}"


def _summary_laws(reading: Reading) -> Iterator[str]:
    summary, count = reading.summary, len(reading.story.sentences)
    if sorted(summary.ranking) != list(range(count)):
        yield "the ranking is not a permutation of the sentences"
    if [pick.sentence for pick in summary.picks] != sorted(summary.ranking[:3]):
        yield "the picks are not the head of the ranking in story order"
    if len(summary.words) != count or len(summary.scores) != count:
        yield "a sentence has no length or score"


def _card_laws(reading: Reading) -> Iterator[str]:
    story, card = reading.story, reading.facts.card
    answers = [(name, one) for name, group in card for one in group]
    for name, answer in [*answers, *(("number", one) for one in card.numbers)]:
        words = answer.words(story)
        if not words or words != words.strip() or len(words) != len(answer.span):
            yield f"{name} is answered by no clean words: {answer}"
        if not 0 <= answer.confidence <= 1:
            yield f"{name} is answered with a confidence out of bounds: {answer}"
    yield from _time_laws(reading)
    count = len(reading.facts.quotes)
    if any(not voice.quotes or max(voice.quotes) >= count for voice in card.voices):
        yield "a voice without a quote"


def _time_laws(reading: Reading) -> Iterator[str]:
    moments = reading.facts.card.timeline
    said = {(span, fact.value) for fact in reading.facts.dates for span in fact.spans}
    if moments and len({moment.value for moment in moments}) < LEAST_MOMENTS:
        yield "a timeline of too few dates"
    if [moment.value for moment in moments] != sorted(moment.value for moment in moments):
        yield "a timeline out of order"
    if any((moment.span, moment.value) not in said for moment in moments):
        yield "a point of the timeline that no date says"


def _said(reading: Reading) -> Iterator[str]:
    if not reading.story.text and not reading.notices:
        yield "an empty story without a notice"
    for removal in reading.removed:
        if not removal.step or not removal.reason:
            yield f"a removal without step or reason: {removal.preview[:40]!r}"
    for person in reading.facts.people:
        if person.value != reading.story[person.spans[0]]:
            yield f"a person's name is not in the text: {person.value}"
