"""Which language: what the page says, else the script, else the commonest small words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from nutgraf.language.words import STOP_WORDS, words

_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_SCRIPT_SHARE: Final = {"ja": 0.05}
_HALF: Final = 0.3
_SAMPLE_CHARS: Final = 5_000
_ENOUGH: Final = 0.08
_CODE: Final = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_SAME: Final = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}


def normal_code(code: str | None) -> str | None:
    """The language of a BCP 47 code: `en-CA` is `en`; None for what is no code."""
    found = _CODE.match((code or "").strip().lower())
    return _SAME.get(found[0], found[0]) if found else None


def detect(text: str, said: str | None = None) -> str | None:
    """The language of a text as a two-letter code, or None when nothing tells.

    What the page says (`said`) holds unless the script contradicts it.
    """
    script = _by_script(text[:_SAMPLE_CHARS])
    claimed = normal_code(said)
    if claimed and (script is None or claimed == script or claimed not in STOP_WORDS):
        return claimed
    if script == "ru" and claimed not in STOP_WORDS and claimed:
        return claimed
    return script or _by_words(text[:_SAMPLE_CHARS])


def _by_script(text: str) -> str | None:
    letters = sum(c.isalpha() for c in text)
    for language, pattern in _SCRIPTS:
        share = len(pattern.findall(text)) / letters if letters else 0
        if share > _SCRIPT_SHARE.get(language, _HALF):
            return language
    return None


def _by_words(text: str) -> str | None:
    counts = Counter(words(text))
    total = sum(counts.values())
    scores = {
        language: sum(counts[w] for w in stop) / total if total else 0
        for language, stop in STOP_WORDS.items()
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > _ENOUGH else None
