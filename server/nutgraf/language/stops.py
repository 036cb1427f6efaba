"""Where a sentence ends: every stop is weighed by what stands before and after it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from nutgraf.language.abbreviations import (
    BEFORE_ORDINAL,
    BEFORE_SUM,
    MONTHS,
    NUMBER_FIRST,
    OPENERS,
    ORDINALS,
    WEB,
    YEAR_FIRST,
    Kind,
    Usage,
    bare,
    begins_small,
    usage,
)

_NEAR_CHARS: Final = 48
_BRACKET_CHARS: Final = 300
_NEAR_QUOTE: Final = 400
_WIDE_STOPS: Final = "。！？｡։።፧။។।॥۔؟"
_STOPS: Final = (
    r"(?P<mark>\.(?:[ \u00a0]\.){{2,}}+|[.!?…‼⁇⁈⁉{wide}{more}]++)"
    r"(?P<close>(?:\[\d{{1,3}}\]|[\"'”’“»«›‹)\]}}」』）】》〉¹²³]"
    r"|[ \u00a0\u202f]{{1,2}}[»›”’\"'](?!\S))*+)"
)
_AHEAD: Final = re.compile(
    r"(?P<gap>\s*+)"
    r"(?P<open>(?:[\"'“”„«»‹›‘’‚(\[{¿¡「『（《][\u00a0\u202f ]?|[-–—•*][\u00a0 ]?){0,6}+)"
    r"(?P<word>[^\W_]*+)"
)
_DASHES: Final = re.compile(r"[-–—\s]+")
_WORD: Final = re.compile(r"[^\W_]")
_NUMBER: Final = re.compile(r"\d{1,4}|\d{1,2}(?:[./–-]{1,2}\d{1,2}){1,2}")
_ROMAN: Final = re.compile(r"[IVXL]{1,6}")
_LIST_MARK: Final = re.compile(r"\(?(?:\d{1,3}|[^\W\d_]|[ivx]{1,4})\)?")
_BRAND: Final = re.compile(r"[a-z]{1,2}[A-Z]")
_EXCLAIMED: Final = frozenset({"Yahoo", "Jeopardy", "Jeb"})
_SPEECH_GOES_ON: Final = re.compile(
    r"\s*(?:said|says|asked|asks|told|added|adds|he|she|they|it|according|replied|wrote|shouted)\b"
)
_SPEAKER: Final = re.compile(
    r"\s*(?!(?:He|She|It|They|We|The|A|An|This|That|But|And)\b)(?:[A-Z][\w'’.-]*\s){1,4}"
    r"(?:said|says|asked|asks|added|replied|wrote|shouted|cried|wondered|demanded|exclaimed|joked|"
    r"yelled)\b"
)
# A quotation that a Japanese particle or a Chinese verb of saying takes up again.
_WIDE_GOES_ON: Final = re.compile(
    r"[とっのはがをにでもやなだ、，]|[^。！？，\s]{0,6}[说說问問道喊答]"
)
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LETTER_AFTER_STOP: Final = re.compile(r"[.!?][\"'”’)]?\s+([^\W\d_])")
_MAY_BE_GLUED: Final = re.compile(
    r"[\"“„«(¿¡]?(?:[^\W\d_a-z][^\W\d_A-Z]|[IA]\s|[^\W\d_a-z]['’][^\W\d_])|[\u3040-\u30ff\u3400-\u9fff]"
)
_NO_SENTENCE: Final = re.compile(r"[/@_=(\\]|[.:][\w/]")
_NO_WORD: Final = re.compile(r"[./@_:=\\]")
_EITHER_WAY: Final = ('"', "“", "«", "‹")
_CLOSERS: Final = "\"'”’»›)]"
_ENDS: Final = frozenset(".!?")
_MEASURES: Final = frozenset("°º0123456789")
_DATE_PART: Final = re.compile(r"\d{1,2}\.")
_YEAR: Final = 4


class _Stop(NamedTuple):
    """A place where a sentence may end, and what is read around it."""

    text: str
    start: int
    mark: str
    close: str
    end: int
    words: list[str]
    gap: str
    opener: str
    after: str
    after_end: int
    first: bool
    wide: bool

    @property
    def word(self) -> str:
        return bare(self.words[-1])

    @property
    def before(self) -> str:
        return self.words[-2] if len(self.words) > 1 else ""

    @property
    def small(self) -> bool:
        """Whether a small letter follows, with nothing but a dash before it."""
        if not self.after[:1].islower() or (self.opener and not _DASHES.fullmatch(self.opener)):
            return False
        return not _BRAND.match(self.after)

    @property
    def short_follows(self) -> bool:
        return self.text[self.after_end : self.after_end + 1] == "."


@lru_cache(maxsize=8)
def cutter(language: str) -> Cutter:
    """The law of a language, kept: it holds the short forms that Punkt learned."""
    return Cutter(language, usage(language))


class Cutter:
    """The law of one language on where a sentence ends."""

    def __init__(self, language: str, known: Usage) -> None:
        self._language = language
        self._usage = known
        more = ";" if language == "el" else ""
        self._ordinals = language in ORDINALS
        self._stops = re.compile(_STOPS.format(wide=_WIDE_STOPS, more=more))

    def cuts(self, part: str) -> list[int]:
        """The offsets at which one sentence ends and another follows."""
        found: list[int] = []
        start = worded = 0
        lower = _in_small_letters(part)
        for match in self._stops.finditer(part):
            if match.end() == len(part):
                break
            # A sentence holds a word: stops alone belong to what follows them.
            word = _WORD.search(part, worded, match.end())
            worded = word.start() if word else match.end()
            if word is None:
                continue
            stop = self._read(part, match, start)
            if stop and self._ends(stop, lower=lower):
                found.append(stop.end)
                start = worded = stop.end
        if found and not _WORD.search(part, found[-1]):
            found.pop()
        return found

    def _read(self, part: str, match: re.Match[str], start: int) -> _Stop | None:
        """What stands around a stop; None when no sentence can begin after it."""
        at, end = match.start(), match.end()
        spaced = part[end].isspace()
        wide = match["mark"][-1] in _WIDE_STOPS
        if not (spaced or wide or _MAY_BE_GLUED.match(part, end)):
            return None
        ahead = next(_AHEAD.finditer(part, end))  # every part of it may be empty
        lo = max(start, at - _NEAR_CHARS)
        words = part[lo:at].split() or [""]
        gap, opener, after = ahead.group("gap", "open", "word")
        stop = _Stop(
            part, start, match["mark"], match["close"], end, words, gap, opener, after,
            ahead.end(), lo == start and len(words) == 1, wide,
        )  # fmt: skip
        return stop if spaced or wide else self._glued(stop)

    def _glued(self, stop: _Stop) -> _Stop | None:
        """A stop that the next sentence follows without a space: "left.He"; not "example.com"."""
        word, after = stop.word.rstrip(_CLOSERS), stop.after
        if _CJK.match(stop.text, stop.end):
            both = _CJK.match(word[-1:]) and stop.mark in _ENDS
            return stop._replace(wide=True) if both else None
        if _NO_SENTENCE.match(stop.text, stop.after_end) or self._usage.kind([word], lower=False):
            return None
        if stop.close or stop.words[-1].endswith(tuple(_CLOSERS)):
            return stop._replace(end=stop.end - _opened_after(stop))
        if _NO_WORD.search(stop.words[-1]) or not (word[-1:].islower() or word.isdigit()):
            return None
        if word[0].isupper() or word.isdigit():
            return stop if self._usage.begins(after) and len(word) >= _YEAR else None
        return stop if len(word) > 1 and after.lower() not in WEB else None

    def _ends(self, stop: _Stop, *, lower: bool) -> bool:
        if stop.wide:
            return not (stop.close and _WIDE_GOES_ON.match(stop.text, stop.end))
        if "\n" in stop.gap:
            return self._usage.kind(stop.words, lower=False) is not Kind.LEADING
        if (stop.small and not lower) or _inside_brackets(stop):
            return False
        if stop.mark == ".":
            return self._full_stop_ends(stop, lower=lower)
        return self._loud_stop_ends(stop, lower=lower)

    def _loud_stop_ends(self, stop: _Stop, *, lower: bool) -> bool:
        """Whether a question, an exclamation or an ellipsis is the end."""
        if ";" in stop.mark and not (stop.after or stop.opener)[:1].isupper():
            return False
        if stop.close and _said_on(stop, self._language, lower=lower):
            return False
        if stop.mark == "!" and stop.word in _EXCLAIMED:
            return self._begins(stop)
        return True

    def _full_stop_ends(self, stop: _Stop, *, lower: bool) -> bool:
        word = stop.word
        if stop.first and not stop.close and _LIST_MARK.fullmatch(word):
            return False
        if _NUMBER.fullmatch(word) or (self._ordinals and _ROMAN.fullmatch(word)):
            return self._number_ends(stop, lower=lower)
        if stop.short_follows and self._usage.linked(word, stop.after):
            return False
        kind = self._usage.kind(stop.words, lower=lower)
        if kind and _closed_speech(stop):
            return True
        if kind:
            return self._short_form_ends(kind, stop, lower=lower)
        return len(word) != 1 or not word.isalpha() or self._letter_ends(stop, lower=lower)

    def _short_form_ends(self, kind: Kind, stop: _Stop, *, lower: bool) -> bool:
        if kind is Kind.LEADING:
            return False
        if kind is Kind.NUMBERED:
            return not _is_a_number(stop.after)
        if lower and stop.after.islower():
            return begins_small(stop.after)
        if kind is Kind.TRAILING and "(" not in stop.opener:
            return not self._usage.goes_on(stop.after)
        return self._begins(stop)

    def _begins(self, stop: _Stop) -> bool:
        if "¿" in stop.opener or "¡" in stop.opener:
            return True
        return stop.after[:1].isupper() and self._usage.begins(stop.after)

    def _letter_ends(self, stop: _Stop, *, lower: bool) -> bool:
        """Whether a letter is a word's end or a thing's name, as in "Plan B.", not an initial."""
        word, before, after = stop.word, stop.before, stop.after
        if stop.short_follows and len(after) == 1 and word.isupper():
            return False
        if lower:
            return begins_small(after)
        if word.islower() or (before and before[-1] in _MEASURES):
            return True
        if after[:1].isdigit():
            return False
        if before[:1].isupper() and not stop.opener:
            return after[:1].isupper() and self._usage.always_begins(after)
        return self._begins(stop)

    def _number_ends(self, stop: _Stop, *, lower: bool) -> bool:
        """Whether a number with a stop is a sum or a year at the end, not an ordinal or a date."""
        if stop.after[:1].isdigit():
            dated = self._ordinals and len(stop.word) < _YEAR
            return not (dated or self._language in YEAR_FIRST)
        if not self._ordinals or stop.close:
            return self._language not in YEAR_FIRST or not _DATE_PART.fullmatch(stop.before)
        return stop.after.lower() not in MONTHS and not self._is_ordinal(stop, lower=lower)

    def _is_ordinal(self, stop: _Stop, *, lower: bool) -> bool:
        before = stop.before.lower().lstrip(OPENERS)
        year = len(stop.word) >= _YEAR and stop.word.isdigit()
        if before in BEFORE_ORDINAL and not year:
            return lower or not self._usage.always_begins(stop.after)
        if lower or year:
            return False
        if self._language in NUMBER_FIRST:
            return not self._usage.always_begins(stop.after)
        if self._begins(stop):
            return False
        if stop.opener and stop.after[:1].islower():
            return True
        # German sets its nouns with capitals: an adjective or verb before says which it is.
        return self._language == "de" and stop.before[:1].islower() and before not in BEFORE_SUM


def _in_small_letters(part: str) -> bool:
    """Whether a text is set all in small letters, so that one says nothing at a start."""
    first = _LETTER.search(part)
    if first is None or not first[0].islower():
        return False
    starts = _LETTER_AFTER_STOP.findall(part)
    return 2 * sum(map(str.islower, starts)) > len(starts)


def _opened_after(stop: _Stop) -> int:
    """How many of the quotes glued to a stop open the next sentence and do not close this one."""
    if stop.close[-1:] not in _EITHER_WAY:
        return 0
    quote = stop.close[-1]
    if quote != '"':
        near = stop.text[max(stop.start, stop.end - _NEAR_QUOTE) : stop.end - 1]
        return 0 if "„" in near or "»" in near or "›" in near else 1
    following = stop.text.find(quote, stop.end, stop.end + _NEAR_QUOTE)
    if following >= 0:
        return 0 if stop.text[following - 1] in " \n(" else 1
    last = stop.text.rfind(quote, max(0, stop.end - _NEAR_QUOTE), stop.end - 1)
    return 0 if last >= 0 and stop.text[last - 1 : last] in ("", " ", "\n", "(") else 1


def _inside_brackets(stop: _Stop) -> bool:
    """Whether the question or cry is one in brackets that another sentence goes on after."""
    if stop.mark == "." or not stop.close.endswith((")", "]")):
        return False
    opened = stop.text.rfind("(", max(stop.start, stop.end - _BRACKET_CHARS), stop.end)
    return opened > stop.start and _WORD.search(stop.text, stop.start, opened) is not None


def _said_on(stop: _Stop, language: str, *, lower: bool) -> bool:
    """Whether a closed question is taken up by who asked it."""
    if lower and _SPEECH_GOES_ON.match(stop.text, stop.end):
        return True
    return language == "en" and _SPEAKER.match(stop.text, stop.end) is not None


def _closed_speech(stop: _Stop) -> bool:
    """Whether a quotation longer than the short form itself closes after it."""
    if not stop.close or stop.close.endswith((")", "]")):
        return False
    return stop.words[-1][:1] not in OPENERS


def _is_a_number(after: str) -> bool:
    roman = _ROMAN.fullmatch(after) is not None and after != "I"
    return (
        after[:1].isdigit() or roman or (len(after) == 1 and after.isupper() and after not in "AI")
    )
