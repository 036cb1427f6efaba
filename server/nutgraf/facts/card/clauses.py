"""Clauses of English news: where the subject ends and what it did begins.

A shallow reading by word lists and neighbours, ours: it finds the first finite verb that is not
inside a relative clause, an apposition or a quotation, and abstains where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nutgraf.facts.card.verbs import (
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SMALL_ADVERBS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    forms_of,
)
from nutgraf.model import Span

_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)+|\w+(?:[’'.&/:-]\w+)*(?:(?<=\b[A-Z])\.)?|[^\w\s]")
_POSSESSIVE: Final = re.compile(r"(?<=\w)[’']s?$")
_MOST_WORDS: Final = 80
_SUBJECT_WORDS: Final = 30
_ASIDE_WORDS: Final = 18
_BRACKETED: Final = 6
_BORDERS: Final = frozenset(',;:—–()"“”!?…')
_EMPTY_SUBJECTS: Final = frozenset("i you it there we".split())
_OPENERS: Final = frozenset("after before while when because since until although though".split())
_TIMES: Final = frozenset("this last next once every each today yesterday".split())
_ASKING: Final = AUXILIARIES | MODALS | frozenset("how why what who which where".split())
_JOINTS: Final = frozenset("but and so".split())
_QUOTES: Final = frozenset("'‘’\"“”")
_DESCRIBING: Final = frozenset(
    "to and or be been being best worst most least top new first last next other own same "
    "more".split()
)
_PLURALS: Final = frozenset(
    "people police men women children officials fans staff few both".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of a sentence, with its lower-cased form."""

    text: str
    low: str
    span: Span

    @property
    def bare(self) -> str:
        """The lower-cased word without its possessive ending."""
        return _POSSESSIVE.sub("", self.low)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and what is said of it, as ranges of words; `verb` is the first finite verb."""

    words: Sequence[Word]
    subject: tuple[int, int]
    verb: int
    end: int

    def span(self, first: int, last: int) -> Span:
        """The span of a range of words."""
        return Span(self.words[first].span.start, self.words[last - 1].span.end)


def words_in(text: str, span: Span) -> list[Word]:
    """The words and signs of a stretch of text, the first eighty at most."""
    found = []
    for match in _WORD.finditer(text, span.start, span.end):
        found.append(Word(match[0], match[0].lower(), Span(*match.span())))
        if len(found) == _MOST_WORDS:
            break
    return found


def clause_of(words: Sequence[Word], *, title: bool = False) -> Clause | None:
    """The main clause of a sentence or a headline; None for a question or without a finite verb."""
    if not words or words[-1].text == "?" or words[0].low in _ASKING:
        return None
    for start in _starts(words, title=title):
        found = clause_from(words, start, title=title)
        if found and words[found.subject[0]].low not in _EMPTY_SUBJECTS:
            return found
        if found:
            return _joined(words, found, title=title) or found
    return None


def clause_from(words: Sequence[Word], start: int, *, title: bool = False) -> Clause | None:
    """The clause whose subject begins at a word."""
    reader = _Reader(words, start, title=title)
    verb = reader.verb()
    if verb is None or verb <= reader.start:
        return None
    return Clause(words, (reader.start, reader.subject_end(verb)), verb, len(words))


def _joined(words: Sequence[Word], first: Clause, *, title: bool) -> Clause | None:
    """Of "You knew it was hard, but the Reds are champions", the clause behind "but"."""
    reach = range(first.verb + 1, len(words) - 2)
    at = next((i for i in reach if words[i].text == "," and words[i + 1].low in _JOINTS), None)
    return None if at is None else clause_from(words, at + 2, title=title)


def _starts(words: Sequence[Word], *, title: bool) -> list[int]:
    """Where the clause may begin: behind an opening adverbial and its comma, else at once."""
    closed = next((i for i, word in enumerate(words[:_BRACKETED]) if word.text == ")"), None)
    if words[0].text == "(" and closed:
        return [closed + 1]
    first = words[0].low
    if first in _TIMES and any(word.text == "," for word in words[:_BRACKETED]):
        return [next(i for i, word in enumerate(words) if word.text == ",") + 1]
    if first not in PREPOSITIONS | SUBORDINATORS and not first.endswith(("ing", "ed")):
        return [0]
    commas = [i for i, word in enumerate(words[:_SUBJECT_WORDS]) if word.text == ","]
    # "Reading large files" is no deed of somebody called Reading.
    whole = not commas and not (title and first.endswith("ing"))
    return [comma + 1 for comma in commas[:2]] + ([0] if whole else [])


class _Reader:
    """One sentence, read from left to right."""

    def __init__(self, words: Sequence[Word], start: int, *, title: bool) -> None:
        self.words = words
        self.start = start
        self.title = title
        self.resumed = start
        self.forms = [forms_of(word.low) for word in words]

    def verb(self) -> int | None:
        """The index of the finite verb."""
        at = self.start
        limit = min(len(self.words), self.start + _SUBJECT_WORDS + _ASIDE_WORDS)
        while at < limit:
            word = self.words[at]
            if word.text in ":;":
                return None
            if word.low in _OPENERS and at > self.start:
                return self._restarted(at)
            if word.text in '“"':
                at = self._closing(at)
            elif word.text in ",(—–":
                at = self._past_aside(at)
            elif word.low in RELATIVES and at > self.start and word.low != "where":
                at = self._past_relative(at)
            elif self._finite(at):
                return at
            else:
                at += 1
        return None

    def _restarted(self, at: int) -> int | None:
        """The verb behind the comma of an opener with a verb ("Two days after it sank, …")."""
        reach = range(at + 1, min(len(self.words), at + _ASIDE_WORDS))
        comma = next((i for i in reach if self.words[i].text == ","), None)
        if comma is None:
            return None
        self.start = self.resumed = comma + 1
        return self.verb()

    def subject_end(self, verb: int) -> int:
        """Where the subject ends: before the verb, its adverbs, an aside or a relative clause."""
        end = verb
        for at in range(self.start + 1, verb):
            word = self.words[at]
            if word.text in "(—–" or word.low in RELATIVES or self._reduced(at, verb):
                end = at
                break
            if word.text == "," and not self._lists(at, verb):
                end = at
                break
        while end > self.start + 1 and (self._adverb(end - 1) or self._quotes(end - 1)):
            end -= 1
        return end

    def _quotes(self, at: int) -> bool:
        return self.words[at].text in _QUOTES

    def _lists(self, comma: int, verb: int) -> bool:
        """Whether a comma parts the members of a list: "A, B and C"."""
        rest = self.words[comma + 1 : verb]
        joined = [i for i, word in enumerate(rest) if word.low in ("and", "&")]
        return bool(joined) and bool(rest) and rest[0].capital and rest[-1].text != ","

    def _reduced(self, at: int, verb: int) -> bool:
        """Whether a participle begins a clause without "who is": "a man arrested on Friday"."""
        follows = self.words[at + 1].low if at + 1 < verb else ""
        participle = bool(set("NG") & set(self.forms[at])) and follows in PREPOSITIONS
        return participle and self.words[at - 1].low not in DETERMINERS | PREPOSITIONS

    def _adverb(self, at: int) -> bool:
        low = self.words[at].low
        return low in SMALL_ADVERBS or (low.endswith("ly") and not self.words[at].capital)

    def _closing(self, at: int) -> int:
        closer = "”" if self.words[at].text == "“" else self.words[at].text
        rest = range(at + 1, len(self.words))
        return next((i + 1 for i in rest if self.words[i].text == closer), len(self.words))

    def _past_aside(self, at: int) -> int:
        """Past an apposition between two commas, brackets or dashes, or past the lone sign."""
        opener = self.words[at].text
        closer = ")" if opener == "(" else opener
        reach = range(at + 1, min(len(self.words), at + _ASIDE_WORDS))
        end = next((i for i in reach if self.words[i].text == closer), None)
        if end is None or self._lists(at, min(len(self.words), at + _ASIDE_WORDS)):
            return at + 1
        self.resumed = end + 1
        return self.resumed

    def _past_relative(self, at: int) -> int:
        """Past "who was born in Lisbon,": to the comma behind it, or behind its first verb."""
        if self.words[at - 1].text == ",":
            reach = range(at + 1, min(len(self.words), at + _ASIDE_WORDS))
            comma = next((i for i in reach if self.words[i].text == ","), None)
            if comma is not None:
                self.resumed = comma + 1
                return self.resumed
        at += 1
        while at < len(self.words) and not self._verbal(at):
            at += 1
        while at < len(self.words) and (self._verbal(at) or self._adverb(at)):
            at += 1
        return at

    def _verbal(self, at: int) -> bool:
        low = self.words[at].low
        return low in AUXILIARIES | MODALS or bool(self.forms[at]) or low in ("be", "been", "being")

    def _finite(self, at: int) -> bool:
        """Whether the word is a finite verb with a subject before it."""
        if at <= self.start or self._governed(at):
            return False
        low, forms = self.words[at].low, self.forms[at]
        if low in AUXILIARIES | MODALS or "P" in forms:
            return True
        if not forms or (self.words[at].text.istitle() and not self.title):
            return False
        if "D" in forms or (self.title and "N" in forms):
            return self._past(at)
        if "S" in forms:
            return self._third(at)
        return "B" in forms and self._plural(at)

    def _governed(self, at: int) -> bool:
        """Whether an article, a preposition, "to" or a possessive makes the word a noun."""
        back = at - 1
        while back > self.start and self._adverb(back):
            back -= 1
        before = self.words[back]
        if self.words[back].text in ",()—–" and at != self.resumed:
            return self.words[at].low not in AUXILIARIES | MODALS
        helps = self.words[at].low in AUXILIARIES | MODALS
        if before.low in SUBJECT_PRONOUNS and (helps or before.low not in DETERMINERS):
            return False
        return before.low in DETERMINERS | PREPOSITIONS | _DESCRIBING or before.low.endswith(
            ("'s", "’s", "s'", "s’")
        )

    def _past(self, at: int) -> bool:
        """A form in -ed: finite with an object behind it, or when no other verb follows."""
        return self._takes_object(at) or not self._another(at + 1)

    def _takes_object(self, at: int) -> bool:
        if at + 1 >= len(self.words):
            return False
        after = self.words[at + 1]
        return after.low in DETERMINERS | SUBJECT_PRONOUNS or after.text[:1].isdigit()

    def _another(self, at: int) -> bool:
        """Whether a surer verb stands before the clause ends."""
        for i in range(at, min(len(self.words), at + _ASIDE_WORDS)):
            low = self.words[i].low
            if self.words[i].text in _BORDERS or low in SUBORDINATORS | RELATIVES | {"and", "but"}:
                return False
            if low in AUXILIARIES | MODALS or "P" in self.forms[i]:
                return True
        return False

    def _third(self, at: int) -> bool:
        """A form in -s: a verb after a noun in the singular, when no surer verb follows."""
        before = self.words[at - 1]
        plural = _is_plural(before.low) and not before.capital
        goes_on = at + 1 < len(self.words) and self.words[at + 1].text not in ":?"
        return goes_on and not plural and (self._takes_object(at) or not self._another(at + 1))

    def _plural(self, at: int) -> bool:
        """A base form: a verb after a noun in the plural, a pronoun or two names."""
        before = self.words[at - 1].low
        joined = any(word.low == "and" for word in self.words[self.start : at - 1])
        spoken = before in SUBJECT_PRONOUNS - {"he", "she", "it", "who", "this"}
        return (_is_plural(before) or joined or spoken or before in _PLURALS) and not self._another(
            at + 1
        )


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s"))
