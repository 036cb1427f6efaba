"""Quote marks without a quote: titles of works, slogans, what the reporter calls a thing."""

from __future__ import annotations

from typing import Final

from nutgraf.facts.quotes.attribution import Place, Said
from nutgraf.facts.quotes.speech import DETERMINERS, REPORTED
from nutgraf.facts.quotes.wording import Wording

_SAID_WORDS: Final = 3
_TITLE_WORDS: Final = 12
_LABEL_WORDS: Final = 4
_LONG: Final = 3
_SMALL: Final = frozenset("with from into over".split())
_BEFORE_QUOTE: Final = frozenset(": , that it him her them as a the".split())
_NAMING: Final = frozenset("called titled dubbed reads read quoted posted".split())


def is_no_quote(w: Wording, place: Place, said: Said | None) -> bool:
    """Whether quote marks hold something else than words somebody gives."""
    few = len(w.story[place.one.content].split()) < _SAID_WORDS
    return (
        (few and not _is_reported(w, said))
        or _is_title(w, place, said)
        or _is_label(w, place, said)
    )


def _is_reported(w: Wording, said: Said | None) -> bool:
    return said is not None and said.cue is not None and w.lows[w.first(said.cue.start)] in REPORTED


def _is_title(w: Wording, place: Place, said: Said | None) -> bool:
    """Written as titles are, in a sentence that gives no words."""
    alone = place.opens == place.floor or w.quoted[place.opens - 1]
    if said and (
        said.rule == "label" or (said.rule == "after" and alone) or _at_quote(w, place, said)
    ):
        return False
    inside = range(place.opens + 1, min(place.closes, place.opens + 3 * _TITLE_WORDS))
    words = [w.forms[i] for i in inside if w.is_word(i)]
    long = [word for word in words if len(word) > _LONG and word not in _SMALL]
    capitals = all(word[0].isupper() or word[0].isdigit() for word in long or words)
    return len(words) <= _TITLE_WORDS and capitals


def _at_quote(w: Wording, place: Place, said: Said) -> bool:
    """Whether the cue stands right at the quote: `said: "…"`, `asked that "…"`."""
    if said.cue is None or said.rule != "before":
        return False
    between = range(w.first(said.cue.end), place.opens)
    names = w.lows[w.first(said.cue.start)] in _NAMING
    return not names and all(w.lows[i] in _BEFORE_QUOTE for i in between)


def _is_label(w: Wording, place: Place, said: Said | None) -> bool:
    """A few words behind an article in a sentence without a verb of speech: `a "green belt"`."""
    if said is not None and said.rule != "subject":
        return False
    if place.opens <= place.floor or place.closes - place.opens - 2 > _LABEL_WORDS:
        return False
    return w.lows[place.opens - 1] in DETERMINERS or w.possesses(place.opens - 1)
