"""People, organisations and places of a story: found, merged, put in order.

English stories (and Spanish and Dutch ones) are read by a model (`tagger.py`), mended by rules and
by the document's vote; other languages by rules, casing and gazetteers alone (`evidence.py`).
Either way every name is a span of the text, and a name for which little speaks is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from nutgraf.facts.lexicon import NOT_NAMES
from nutgraf.facts.names.entities import Entity, Mention, entities_of
from nutgraf.model import Fact, FactKind, Span, Story

# Learned on English; on Spanish and Dutch news it finds far more than the rules do (measured).
_MODELLED: Final = frozenset({"en", "es", "nl"})
_DATELINE_PLACE: Final = re.compile(r"[^(,:]+")
_LEAD_CHARS: Final = 400
_MOST_SURE: Final = 0.99
_CREDIT: Final = re.compile(
    r"(?:\(?(?:additional |with )?(?:reporting|writing|editing|compiled|written|photograph(?:s|y)?"
    r"|photos?|pictures?|images?|words|story|video|graphics?|translated|illustrations?|text)"
    r"(?: and \w+)? ?(?:by|:)|by )",
    re.I,
)
_CREDIT_CHARS: Final = 160
_OWN_MENTIONS: Final = 2


def names_by(story: Story) -> Literal["model", "rules"]:
    """Which way the names of a story are found."""
    return "model" if story.language in _MODELLED else "rules"


def find_names(story: Story) -> tuple[Fact, ...]:
    """People, organisations and places, the most salient first: named early, named often.

    `value` is the full name as it stands at the first span. The people of byline and credits
    are not people of the story unless it speaks of them; the agency of the dateline is no
    organisation of the story.
    """
    entities = list(_told(story, _entities(story)))
    facts = [_fact(story, entity) for entity in _with_dateline(story, entities)]
    return tuple(sorted(facts, key=lambda fact: _salience(story, fact)))


def find_mentions(story: Story) -> tuple[tuple[FactKind, Span], ...]:
    """Every mention of a name in the body with its kind, in order; nobody is left out."""
    found = [(e.kind, span) for e in _entities(story) for span in e.spans]
    return tuple(sorted(found, key=lambda mention: mention[1]))


def _entities(story: Story) -> list[Entity]:
    if names_by(story) == "model":
        return entities_of(story, list(found_by_model(story)))
    from nutgraf.facts.names.evidence import weighed

    return list(weighed(story))


def found_by_model(story: Story) -> Iterator[Mention]:
    """Every mention that the model finds and the rules leave, in order."""
    from nutgraf.facts.names.announced import announced
    from nutgraf.facts.names.memory import Memory
    from nutgraf.facts.names.mend import mended
    from nutgraf.facts.names.tagger import tagged
    from nutgraf.facts.names.tokens import segments_of
    from nutgraf.facts.names.vote import voted

    segments = list(segments_of(story))
    memory = Memory(segments)
    named = mended(segments, list(tagged(segments, memory)))
    named = announced(segments, named, memory)
    for name in voted(segments, named, memory):
        span = segments[name.segment].span(name.first, name.last)
        yield Mention(name.kind, span, min(name.sureness, _MOST_SURE))


def _told(story: Story, entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities without what only dateline, byline and credits name, and without holidays."""
    reporters = {name.casefold() for name in (*story.byline, *_credited(story))}
    for entity in entities:
        if story[entity.spans[0]].lower() in NOT_NAMES:
            continue
        spans = tuple(span for span in entity.spans if not _is_aside(story, span))
        known = entity.kind == "person" and bool(spans) and story[spans[0]].casefold() in reporters
        if spans and not (known and len(spans) < _OWN_MENTIONS):
            yield Entity(entity.kind, spans, entity.sureness)


def _is_aside(story: Story, span: Span) -> bool:
    """Whether a mention stands in the dateline or in a line of credits."""
    if story.dateline and span.start < story.dateline.end:
        return True
    block = story.block_at(span)
    if not block or len(block.span) > _CREDIT_CHARS:
        return False
    return bool(_CREDIT.match(story.text, block.span.start, block.span.end))


def _with_dateline(story: Story, entities: list[Entity]) -> Iterator[Entity]:
    """The place of the dateline is one more mention of a place of the story, or one by itself."""
    found = _DATELINE_PLACE.match(story[story.dateline]) if story.dateline else None
    name = found[0].strip() if found and story.dateline else ""
    if name and found and story.dateline:
        start = story.dateline.start + found[0].index(name)
        span = Span(start, start + len(name))
        same = next((e for e in entities if story[e.spans[0]].casefold() == name.casefold()), None)
        yield Entity("place", (*same.spans, span) if same else (span,), 0.9)
        entities = [entity for entity in entities if entity is not same]
    yield from entities


def _credited(story: Story) -> Iterator[str]:
    for line in story.credits:
        yield from re.findall(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+", line.partition(" by ")[2])


def _fact(story: Story, entity: Entity) -> Fact:
    best = entity.spans[0]
    return Fact(entity.kind, entity.spans, story[best], story.sentence_at(best), entity.sureness)


def _salience(story: Story, fact: Fact) -> tuple[float, int]:
    early = sum(span.start < _LEAD_CHARS for span in fact.spans)
    titled = fact.value is not None and fact.value in (story.headline or "")
    return (-(len(fact.spans) + early + 2 * titled), min(span.start for span in fact.spans))
