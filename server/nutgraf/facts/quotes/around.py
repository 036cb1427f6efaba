"""The speaker of a quote whose own sentence names none: by what stands before it."""

from __future__ import annotations

from dataclasses import dataclass

from nutgraf.facts.quotes.attribution import Place, Said
from nutgraf.facts.quotes.cast import Cast
from nutgraf.facts.quotes.phrases import Phrase, may_speak
from nutgraf.facts.quotes.speech import REPORTED
from nutgraf.facts.quotes.subjects import clause_subject, is_cue, subject_of
from nutgraf.facts.quotes.wording import Wording
from nutgraf.model import Quote, Source, Span


@dataclass(frozen=True, slots=True)
class Earlier:
    """The quote before another, and whether its paragraph left its marks open."""

    quote: Quote
    left_open: bool


def said_around(
    w: Wording, place: Place, cast: Cast, earlier: Earlier | None
) -> tuple[Said, Source]:
    """What a quote goes on from, or who was introduced before it; nobody where neither is clear."""
    if earlier and earlier.left_open:
        return Said("goes-on"), earlier.quote.source
    told = earlier.quote if earlier and earlier.quote.source.mention else None
    sentence = _sentence_before(w, place)
    here = place.one.block.span
    if told and here.holds(told.content) and _not_past(told, sentence):
        return Said("same-paragraph"), told.source
    if sentence is None:
        return Said("none"), Source()
    if w.text[sentence.end - 1] == ":":
        return Said("introduced"), cast.source(_introduced(w, *w.bounds(sentence)))
    return _by_sentence(w, sentence, cast, told, here=here.holds(sentence))


def _by_sentence(
    w: Wording, sentence: Span, cast: Cast, told: Quote | None, *, here: bool
) -> tuple[Said, Source]:
    """Who is the subject of the sentence before, or speaks at the end of the paragraph before."""
    if here and w.is_english:
        source = cast.source(_opening(w, *w.bounds(sentence)))
        return Said("previous-sentence"), source if source.name else Source()
    if told and told.content.end > sentence.start:
        return Said("previous-paragraph"), told.source
    return Said("none"), Source()


def _not_past(told: Quote, sentence: Span | None) -> bool:
    """Whether no sentence without a quote stands between two quotes."""
    return sentence is None or told.content.end > sentence.start


def _sentence_before(w: Wording, place: Place) -> Span | None:
    start = place.one.outer.start
    here = w.story.sentence_at(Span(start, start + 1))
    return w.story.sentences[here - 1].span if here else None


def _introduced(w: Wording, start: int, past: int) -> Phrase | None:
    """Who a sentence that ends in a colon gives the word to: whose verb of speech is its last."""
    for i in range(past - 1, start, -1):
        if not w.quoted[i] and w.lows[i] in REPORTED and is_cue(w, i, start):
            phrase = subject_of(w, i, start)
            if phrase and may_speak(w, phrase):
                return phrase
    return _opening(w, start, past)


def _opening(w: Wording, start: int, past: int) -> Phrase | None:
    """The subject of a sentence beside the quote, where it may speak."""
    phrase = clause_subject(w, start, past)
    return phrase if phrase and may_speak(w, phrase) else None
