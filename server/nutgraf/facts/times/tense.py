"""Whether a sentence speaks of what has been or of what is to come, at one of its words."""

from __future__ import annotations

from typing import Final

from nutgraf.facts.lettering import LETTERS, Line

_REACH: Final = 40
_SHORTEST_PAST: Final = 4
_TITLE: Final = 4
_ENDS: Final = frozenset(LETTERS[name] for name in ("stop", "semicolon"))
_DOTS: Final = frozenset((LETTERS["dot"], LETTERS["daydot"]))
_TELLING: Final = frozenset((LETTERS["will"], LETTERS["pasttense"], LETTERS["other"]))
_SUBJECTS: Final = frozenset({"i", "we", "you", "he", "she", "it", "they", "who"})
_PRESENT: Final = frozenset({"is", "are", "am"})


def speaks_of_what_comes(line: Line, first: int, past: int) -> bool | None:
    """Whether the verb nearest to an expression in its sentence is about the future: before it
    ("will vote on Friday"; not "will be hard, she said on Friday"), else behind it."""
    if line.letters[first - 1 : first] == LETTERS["since"]:
        return False
    before = _first_cue(line, range(first - 1, max(-1, first - _REACH), -1))
    if before is not None:
        return before or line.letters[first - 1 : first] == LETTERS["until"]
    return _first_cue(line, range(past, min(len(line.letters), past + _REACH)))


def _first_cue(line: Line, places: range) -> bool | None:
    for index in places:
        if _ends_sentence(line, index):
            return None
        cue = _tense(line, index)
        if cue is not None:
            return cue
    return None


def _ends_sentence(line: Line, index: int) -> bool:
    letter = line.letters[index]
    if letter in _ENDS:
        return True
    if letter not in _DOTS or index + 1 >= len(line.letters):
        return letter in _DOTS
    after, before = line.word(index + 1), line.word(index - 1) if index else ""
    short = len(before) == 1 or (len(before) <= _TITLE and before[:1].isupper())
    return after[:1].isupper() and not short


def _tense(line: Line, index: int) -> bool | None:
    letter = line.letters[index]
    if letter not in _TELLING:
        return None
    word, before = line.word(index).lower(), line.word(index - 1).lower() if index else ""
    if letter == LETTERS["will"]:
        # "than it planned in June", but "is planned" and "the planned".
        return not (word.endswith("ed") and before in _SUBJECTS)
    if letter == LETTERS["other"] and (len(word) < _SHORTEST_PAST or not word.endswith("ed")):
        return None
    is_passive = before in _PRESENT or (index and line.letters[index - 1] == LETTERS["being"])
    return None if is_passive else False
