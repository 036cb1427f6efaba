"""A block's words as letters, one for each: what a word may mean, so that a rule about words is a
pattern over letters, and a block is read once from left to right.

A pattern is written in the names of its letters: `the? ordinal hyphen? quarter`. Every letter
stands for one word or sign of the text; `tab` also for a wide gap between two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nutgraf.model import Span

_NAMES: Final = (
    # what the text shows without a vocabulary
    "other name tab dot comma colon semicolon stop slant apostrophe open close dash hyphen money "
    "mark percent halfsign ampersand quote day year num decimal clock hour iso cjk slash dotted "
    "frac yearpair nth decade tens odd "
    # what a language's vocabulary tells
    "month mon maybe weekday wkd weekdays unit units quarter weekend half season fall near "
    "part parts noon overnight hourmark ampm zone last past next this that rel latest recent "
    "ago earlier later before after from edge ends first ordinal small scale few several "
    "couple approx more less than at least most up to over under within article the of and or "
    "in on by for since until during through between old fiscal every holiday eve "
    "fresh qsign sometime time long no its will pasttense being sport titled agopre lastpost "
    "nextpost daydot century"
).split()
LETTERS: Final = {name: chr(0x4E00 + number) for number, name in enumerate(_NAMES)}
_WORD: Final = re.compile(
    r"\d{4}-(?:\d\d-\d\d|W\d\d)(?![\w-])|(?:\d{4}年)?\d{1,2}月\d{1,2}日|"
    r"\d+(?:[.,:/]\d+)*(?:(?![ap]\.m)[^\W\d_]+)?|[aApP]\.[mM]\b\.?|[oO]['’]clock\b|"
    r"(?:segunda|terça|quarta|quinta|sexta)-feira\b|[aA]ujourd['’]hui\b|[^\W\d_]+|[^\w\s]|_+|\t|\s{3,}"
)
_MARKS: Final = {
    ".": "dot", ",": "comma", ":": "colon", ";": "semicolon", "!": "stop", "?": "stop",
    "/": "slant", "'": "apostrophe", "’": "apostrophe", "‘": "apostrophe", "(": "open",
    ")": "close", "–": "dash", "—": "dash", "−": "dash", "‑": "hyphen", "…": "stop", "$": "money",
    "€": "money", "£": "money", "¥": "money", "#": "mark", "%": "percent", "½": "halfsign",
    "&": "ampersand", '"': "quote", "“": "quote", "”": "quote",
}  # fmt: skip
_SHAPES: Final = tuple(
    (name, re.compile(shape))
    for name, shape in (
        ("iso", r"\d{4}-(?:\d\d-\d\d|W\d\d)"),
        ("cjk", r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"),
        ("day", r"0?[1-9]|[12]\d|3[01]"),
        ("year", r"1\d{3}|2[01]\d{2}"),
        ("clock", r"\d{1,2}:\d\d(?::\d\d)?"),
        ("hour", r"(?i:\d{1,2}(?:[:.]\d\d)?[ap]m)"),
        ("nth", r"\d{1,2}(?:st|nd|rd|th|er|º)"),
        ("decade", r"(?:1[5-9]|20)\d0s"),
        ("tens", r"[2-9]0s"),
        ("slash", r"\d{1,2}/\d{1,2}/\d{4}"),
        ("dotted", r"\d{1,2}\.\d{1,2}\.\d{4}"),
        ("yearpair", r"(?:1[89]|20)\d\d/\d\d"),
        ("frac", r"\d/\d"),
        ("decimal", r"\d{1,3}[.,]\d{1,2}"),
        ("num", r"\d{1,15}|\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,6}[.,]\d{1,6}"),
    )
)
_LONGEST_NUMBER: Final = 30


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language's words as they are written, and the letter of each."""

    letters: Mapping[str, str]


def vocabulary_of(names: Mapping[str, str], proper: frozenset[str]) -> Vocabulary:
    """A vocabulary of words by the name of their letter; those in `proper` only with a capital."""
    letters: dict[str, str] = {}
    for word, name in names.items():
        forms = (word.capitalize(), word.upper(), *(() if word in proper else (word,)))
        letters |= dict.fromkeys(forms, LETTERS[name])
    return Vocabulary(letters)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text as letters: the word of `letters[i]` is `text[starts[i]:ends[i]]`."""

    text: str
    letters: str
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The word or sign of a letter."""
        return self.text[self.starts[index] : self.ends[index]]

    def words(self, first: int, past: int) -> list[str]:
        """The words of some letters, in small letters."""
        return [self.word(index).lower() for index in range(first, past)]

    def span(self, first: int, past: int) -> Span:
        """The place of some letters, of at least one."""
        return Span(self.starts[first], self.ends[past - 1])


def cut_to(text: str, span: Span, most: int) -> Span:
    """A span of at most so many characters, cut between two words."""
    if len(span) <= most:
        return span
    return Span(span.start, max(span.start, text.rfind(" ", span.start, span.start + most)))


def lettered(text: str, within: Span, vocabulary: Vocabulary) -> Line:
    """A stretch of text as letters."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    known, other = vocabulary.letters, LETTERS["other"]
    for match in _WORD.finditer(text, within.start, within.end):
        word = match[0]
        start = match.start()
        letter = known.get(word)
        if letter is None:
            letter = other if word[0].islower() else _letter(word, text, start)
        letters.append(letter)
        starts.append(start)
        ends.append(start + len(word))
    return Line(text, "".join(letters), starts, ends)


def pattern(words: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern written in names and macros, as one over letters."""
    return re.compile(_spelt(words, macros))


def _spelt(words: str, macros: Mapping[str, str]) -> str:
    def one(match: re.Match[str]) -> str:
        found = match[0]
        if found.startswith("("):
            return found
        return f"(?:{_spelt(macros[found], macros)})" if found in macros else LETTERS[found]

    return re.sub(r"\(\?P<\w+>|[A-Za-z]\w+", one, words).replace(" ", "").replace("\n", "")


def _letter(word: str, text: str, start: int) -> str:
    """The letter of a word no vocabulary knows."""
    first = word[0]
    if first.isalpha():
        return LETTERS["name" if first.isupper() else "other"]
    if first.isdecimal():
        return LETTERS[_figure(word)]
    if word == "-":
        tight = text[start - 1 : start].strip() and text[start + 1 : start + 2].strip()
        return LETTERS["hyphen" if tight else "dash"]
    return LETTERS["tab" if first.isspace() else _MARKS.get(word, "odd")]


def _figure(word: str) -> str:
    if len(word) > _LONGEST_NUMBER:
        return "odd"
    return next((name for name, shape in _SHAPES if shape.fullmatch(word)), "odd")
