"""Why and how: only what stands behind an explicit cue, and never past a quotation's end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from nutgraf.facts.card.opening import Line, Opening
from nutgraf.facts.card.verbs import DETERMINERS, PREPOSITIONS, forms_of
from nutgraf.model import Answer, Span, Story

# As far as the sentence or the quotation goes; another quotation inside it only as a whole.
_WITHIN: Final = r"(?:[^.;!?\n“”„\"«»]|“[^“”\n]{1,80}”)"
_WHY: Final = re.compile(
    r"\b(?:because(?: of)?|due to|in order to|so that|owing to|thanks to|as a result of|"
    r"in response to|in protest at|(?:in|as) retaliation for|in revenge for|prompted by|weil|wegen|"
    rf"parce que|porque)\b{_WITHIN}{{8,200}}",
    re.I,
)
_AFTER: Final = re.compile(
    rf"\bafter (?:the |a |an |its |his |her |their )?[^\W\d]{_WITHIN}{{7,160}}"
)
_HOW: Final = re.compile(
    r"\bby (?:[a-z]+ly )?(?!morning|evening|nothing|something|anything|everything)"
    rf"[a-z]{{3,30}}ing\b(?: {_WITHIN}{{3,160}})?|\bwith the help of {_WITHIN}{{3,120}}"
)
_CLAUSE_END: Final = re.compile(
    r",['’]|,(?: (?:said|says|and|but|who|which|while|when|as|according|officials|police)\b|$)"
)
_BEHIND_VERB: Final = PREPOSITIONS | DETERMINERS
_EXPLICIT: Final = 0.7
_MEANS: Final = 0.6
_ORDER: Final = 0.4


def why(opening: Opening) -> tuple[Answer, ...]:
    """The reason, behind "because", "due to" and their like.

    "After" tells no more than an order of things, so it answers last, with little confidence, and
    only where it brings a verb in the headline or the lead.
    """
    told = _cued(opening.lines, opening.story, _WHY, _EXPLICIT)
    return told or _followed(opening)


def how(opening: Opening) -> tuple[Answer, ...]:
    """The way it was done, behind "by ...ing" or "with the help of"."""
    return _cued(opening.lines, opening.story, _HOW, _MEANS)


def reason_in(story: Story, spans: Sequence[Span]) -> tuple[Answer, ...]:
    """The reason given behind an explicit cue in some stretches of the text."""
    found = (_WHY.search(story.text, span.start, span.end) for span in spans)
    given = (one for one in found if one and not _is_plan(one[0]))
    return tuple(Answer(_clipped(one), _EXPLICIT) for one in islice(given, 1))


def _followed(opening: Opening) -> tuple[Answer, ...]:
    for answer in _cued(opening.lines[:2], opening.story, _AFTER, _ORDER):
        words = answer.words(opening.story).lower().split()[1:]
        if any(set("DGS") & set(forms_of(word)) for word in words):
            return (answer,)
    return ()


def _cued(
    lines: Sequence[Line], story: Story, cue: re.Pattern[str], confidence: float
) -> tuple[Answer, ...]:
    for line in lines:
        text = story.text if line.place == "text" else story.headline or ""
        found = cue.search(text, line.words[0].span.start, line.words[-1].span.end)
        if found and not _is_plan(found[0]):
            return (Answer(_clipped(found), confidence, line.place),)
    return ()


def _is_plan(words: str) -> bool:
    """Whether "due to" speaks of what is to come: "due to rise from May"."""
    _, verb, after = (*words.lower().split()[1:4], "", "", "")[:3]
    return words[:6].lower() == "due to" and "B" in forms_of(verb) and after in _BEHIND_VERB


def _clipped(found: re.Match[str]) -> Span:
    stop = _CLAUSE_END.search(found[0])
    told = found[0][: stop.start()] if stop else found[0]
    if found.string[found.start() + len(told) :][:1].isalnum():
        told = told.rpartition(" ")[0]
    words = told.rstrip(" ,'’‘—–-:(")
    return Span(found.start(), found.start() + len(words))
