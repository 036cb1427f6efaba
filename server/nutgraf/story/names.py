"""Byline and credit text to people's names."""

from __future__ import annotations

import re
from typing import Final

from nutgraf.language.words import key

_LEAD: Final = re.compile(
    r"^\W*(?:written\s+by|reported\s+by|story\s+by|words\s+by|text\s+by|posted\s+by|by|von|par|por|"
    r"di|door|af|av|autor(?:in)?|author|auteur|text)\b\s*:?\s*",
    re.I,
)
_PARTS: Final = re.compile(r"\s*(?:[;,/|•·\n]|\s(?:and|und|et|y|e|en|og|och|&|with|mit|avec)\s)\s*")
_NOT_PEOPLE: Final = re.compile(
    r"\b(?:staff|desk|editors?|editorial|newsroom|agency|agencies|news|press|reuters|ap|afp|dpa|"
    r"correspondents?|reporters?|writers?|team|redaktion|contributors?|service|media|magazine|"
    r"times|post|journal|inc|ltd|associated|updated|published|min|read|admin)\b|[@\d]|https?:|\.com",
    re.I,
)
_MOST_WORDS: Final = 5
_LONGEST: Final = 60
_LONGEST_BYLINE: Final = 600
_SPACES: Final = re.compile(r"[^\S\n]+")
_CJK_NAME: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][\s\u3040-\uffef]{1,10}$")


def people_of(text: str, site: str | None = None) -> tuple[str, ...]:
    """The people's names in a byline: no "By", no roles, no organisations, none twice."""
    text = _SPACES.sub(" ", text[:_LONGEST_BYLINE])
    parts = (_LEAD.sub("", part).strip(" .:-–—()") for part in _PARTS.split(text))
    names = [part for part in parts if _is_name(part) and key(part) != key(site or "")]
    return tuple(dict.fromkeys(names))


def _is_name(text: str) -> bool:
    if _CJK_NAME.match(text):
        return True
    if not text or len(text) > _LONGEST or _NOT_PEOPLE.search(text):
        return False
    tokens = text.split()
    capital = [token for token in tokens if token[0].isupper()]
    return 1 < len(tokens) <= _MOST_WORDS and len(capital) >= 2 and tokens[-1][0].isupper()  # noqa: PLR2004 - a given and a family name
