"""What holds for every reading of every page, whatever the page is."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.model import Reading, Span


def shown_spans(reading: Reading) -> Iterator[Span]:
    """Every span a reader can press."""
    facts = reading.facts
    yield from (sentence.span for sentence in reading.story.sentences)
    yield from (span for fact in facts.items for span in fact.spans)
    yield from (fact.unit for fact in facts.items if fact.unit)
    yield from (span for _, spans in facts.card for span in spans)
    for quote in facts.quotes:
        source = quote.source
        parts = (quote.content, quote.cue, source.mention, source.name, source.role)
        yield from (part for part in parts if part)


def broken_laws(reading: Reading) -> list[str]:
    """The laws a reading breaks, each with the place; empty for a sound one."""
    return [*_text_laws(reading), *_span_laws(reading), *_summary_laws(reading), *_said(reading)]


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


def _summary_laws(reading: Reading) -> Iterator[str]:
    summary, count = reading.summary, len(reading.story.sentences)
    if sorted(summary.ranking) != list(range(count)):
        yield "the ranking is not a permutation of the sentences"
    if [pick.sentence for pick in summary.picks] != sorted(summary.ranking[:3]):
        yield "the picks are not the head of the ranking in story order"
    if len(summary.words) != count or len(summary.scores) != count:
        yield "a sentence has no length or score"


def _said(reading: Reading) -> Iterator[str]:
    if not reading.story.text and not reading.notices:
        yield "an empty story without a notice"
    for removal in reading.removed:
        if not removal.step or not removal.reason:
            yield f"a removal without step or reason: {removal.preview[:40]!r}"
    for person in reading.facts.people:
        if person.value != reading.story[person.spans[0]]:
            yield f"a person's name is not in the text: {person.value}"
