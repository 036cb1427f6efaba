"""Verbs that tell what somebody asks for, holds or found, by what follows them."""

from __future__ import annotations

from typing import Final

from nutgraf.facts.quotes.phrases import phrase_starting
from nutgraf.facts.quotes.speech import BETWEEN, DETERMINERS, JOINS, PREPOSITIONS, SAID
from nutgraf.facts.quotes.wording import Wording


def _forms(rows: str) -> frozenset[str]:
    return frozenset(rows.split())


STANDS: Final = {
    "to": _forms(
        "wants want threatened threatens threatening sought urged urges urging promised "
        "promises promising vowed vows vowing refused refuses refusing declined declines "
        "declining asked asks asking agreed offered encouraged encourages implored ordered "
        "hopes hoped hoping plans wanted told"
    ),
    "for": _forms(
        "called calls calling criticized criticised criticizes criticizing praised praises "
        "praising blamed blames blaming thanked apologized apologised pushed advocated "
        "advocates condemned denounced mocked hit ripped blasted slammed pushing"
    ),
    "of": _forms("accused accuses accusing complained warned warns warning"),
    "on": _forms("called calls calling"),
    "about": _forms("talks spoke speaking speaks joked complained warned tweeted lied wrote"),
    "against": _forms("argued warned fulminated spoke campaigned protested protesting"),
    "referring": _forms("referring pointed pointing points alluded referred alluding"),
    "poll": _forms(
        "showed shows show showing found finds revealed reveals reported reports indicated gives "
        "put"
    ),
    "how": _forms(
        "asked asks asking questioned wondered wonders explained explains noted notes discussed "
        "described describes explaining understand acknowledged discussing detailing"
    ),
    "that": _forms(
        "believe found believes believed thinks think showed shows showing revealed reveals "
        "expects agreed agrees hopes hope fears worries worry worried knows doubts demanded "
        "demands proposed ruled learned speculated realized appeared appears seemed pointed "
        "understands predicted"
    ),
    "": _forms(
        "opposes opposed endorsed endorses endorsing supports supported rejected rejects "
        "rejecting denounced denounces defended defends defending dismissed dismisses "
        "dismissing questioned demanded demands demanding proposed proposes proposing "
        "condemned condemns condemning praised praises praising criticized criticizes "
        "criticizing criticised cited cites citing denied denies denying blasted blasts "
        "blasting disputed disputes described describes describing decried touted touts hailed "
        "acknowledged slammed mocked mocks mocking disavowed welcomed bemoaned blamed attacked "
        "attacks attacking ridiculed ridicules favors favours announced suggested"
    ),
}
# Verbs without a link whose object tells more than its first words.
TELLING: Final = _forms(
    "described describes describing cited cites citing announced demanded demands demanding "
    "proposed proposes suggested denied"
)
# Nouns of speech that a clause with "that" may follow: "her claim that …".
NOUNS: Final = _forms(
    "suggestion suggestions claims allegation allegations complaint complaints argument "
    "arguments assertion assertions belief view accusation accusations warning warnings "
    "prediction predictions promise pledge vow fear fears concern concerns hope hopes charge "
    "charges statement statements acknowledgment conviction doubts worry worries rumors "
    "reports sense contention conclusion speculation insistence announcement admission"
)
_HOLDS: Final = _forms(
    "claims claim estimates estimate indicates suspects hints shows assumes understood implies "
    "recognizes concedes knew made"
)
_ASKING: Final = _forms(
    "urged urges urging asked asks asking encouraged encourages implored ordered wants want wanted "
    "told"
)
_POLLS: Final = _forms(
    "poll polls survey surveys study report data figures records analysis research results review "
    "documents statistics"
)
_QUESTIONS: Final = _forms("whether if about how why what who")
AUXILIARIES: Final = _forms(
    "is was are were be has have had will would can could did does do may might must should "
    "isn’t wasn’t aren’t weren’t won’t wouldn’t can’t couldn’t don’t doesn’t didn’t hasn’t "
    "haven’t isn't wasn't aren't won't wouldn't can't couldn't don't doesn't didn't hasn't "
    "haven't he’s she’s it’s they’re we’re i’m he's she's it's they're we're i'm there’s "
    "there's he’d he’ll"
)
_SUBJECTS: Final = _forms("he she they it i we you there if")
_OBJECTS: Final = DETERMINERS | _forms("him her them")
# Links whose word stands right behind the verb.
_NEXT: Final = {"about": "about", "against": "against", "referring": "to"}
_LINK_REACH: Final = 8
_VERB_REACH: Final = 12
_LEAST_CLAUSE: Final = 3


def link_behind(w: Wording, verb: int, end: int) -> str | None:
    """What ties a verb to what is told: a key of STANDS, "any" for a clause with "that" behind any
    past tense; None where nothing does."""
    low = w.lows[verb]
    if verb + 1 >= end or w.quoted[verb + 1] or not w.is_word(verb + 1):
        return None
    for link, verbs in STANDS.items():
        if low in verbs and _is_linked(w, verb, end, link):
            return link
    holds = low.endswith("ed") or low in _HOLDS
    that = verb + _LEAST_CLAUSE < end and w.lows[verb + 1] == "that"
    return "any" if holds and that and is_clause(w, verb + 2, end) else None


def _is_linked(w: Wording, verb: int, end: int, link: str) -> bool:
    """Whether what follows a verb is joined to it as the link asks for."""
    at, low = verb + 1, w.lows[verb + 1]
    if link in _NEXT or (link == "to" and w.lows[verb] not in _ASKING):
        return low == _NEXT.get(link, "to")
    if link == "":
        return w.is_name(at) or low in _OBJECTS
    if link == "that":
        return low == "that" or is_clause(w, at, end)
    if link == "poll":
        return low not in PREPOSITIONS and _speaks_of_poll(w, verb)
    if link == "to":
        return _asks_to(w, at, end)
    return _is_soon(w, at, end, _QUESTIONS if link == "how" else frozenset((link,)))


def _speaks_of_poll(w: Wording, verb: int) -> bool:
    return any(w.lows[i] in _POLLS for i in range(max(0, verb - _LINK_REACH), verb))


def _asks_to(w: Wording, at: int, end: int) -> bool:
    """Whether a noun phrase and "to" start at a word: "(asked) the council to"."""
    asked = phrase_starting(w, at, end)
    return asked is not None and asked.past < end and w.lows[asked.past] == "to"


def _is_soon(w: Wording, at: int, end: int, words: frozenset[str]) -> bool:
    """Whether one of some words stands near, with no comma before it."""
    for i in range(at, min(end, at + _LINK_REACH)):
        if w.lows[i] in words:
            return True
        if w.forms[i] in ",;:":
            return False
    return False


def is_clause(w: Wording, at: int, end: int) -> bool:
    """Whether a clause may start at a word: a subject, and a finite verb soon behind it."""
    if at >= end or w.quoted[at] or not w.is_word(at):
        return False
    low = w.lows[at]
    if low in _SUBJECTS or (low in AUXILIARIES and not low.isalpha()):
        return True
    if low in PREPOSITIONS or low in JOINS or low in BETWEEN or low in SAID:
        return False
    return is_finite(w, at + 1, min(end, at + _VERB_REACH))


def is_finite(w: Wording, first: int, past: int) -> bool:
    """Whether some words hold a finite verb, as far as their form tells."""
    return any(
        w.lows[i] in AUXILIARIES or (w.lows[i].endswith("ed") and not w.is_name(i))
        for i in range(first, past)
    )
