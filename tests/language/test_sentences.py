"""Sentences are places; a boundary stands where one ends and nowhere else."""

from __future__ import annotations

import pytest

from nutgraf.language.detect import detect, normal_code
from nutgraf.language.sentences import spans
from nutgraf.language.words import content_words, words
from nutgraf.limits import SENTENCE_CHARS
from nutgraf.model import Span


def split(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in spans(text, Span(0, len(text)), language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Dr. Smith went home.", "He was tired."]),
        ("en", ["See No. 10 for more.", "It is short."]),
        ("en", ["“Why not?” she asked.", "Nobody answered."]),
        ("en", ["He paid $3.5 million on Feb. 22 in cash.", "They laughed."]),
        ("en", ["The U.S. Senate met.", "It voted no."]),
        ("en", ["“We go now,” he said.", "“We stay.”", "They stayed."]),
        ("de", ["Der Preis stieg auf z.B. 3,5 Prozent.", "Das reicht."]),
        ("fr", ["M. Dupont est parti à huit heures.", "Elle est restée."]),
        ("es", ["¿Quién lo dijo?", "Nadie lo sabe."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, sentences: list[str]) -> None:
    """Abbreviations, numbers, dates and speech do not cut a sentence."""
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ja", "町は静かだった。「行こう」と彼は言った。雨が降った。", 3),
        ("zh", "市长周一表示同意。工程将于六月开始！谁来付钱？", 3),
        ("ar", "وافق المجلس يوم الاثنين. متى يبدأ العمل؟ في يونيو.", 3),
        ("ko", "시장은 월요일에 동의했다. 공사는 6월에 시작된다.", 2),
        ("ru", "Совет собрался в пятницу. Решение принято.", 2),
        ("el", "Το συμβούλιο συμφώνησε. Τα έργα αρχίζουν τον Ιούνιο.", 2),
        ("xx", "Unknown tongue here. Second one.", 2),
    ],
)
def test_other_scripts_have_sentences_too(language: str, text: str, count: int) -> None:
    """Each script's own stops are known; an unknown language still works."""
    found = split(text, language)

    assert len(found) == count
    assert "".join(found) == text.replace(" ", "") or " ".join(found) == text


def test_spans_cover_all_words_and_no_outer_space() -> None:
    """Nothing between sentences is lost but white space."""
    text = "  One here.\nTwo there.   Three … and more  \n"
    found = spans(text, Span(0, len(text)), "en")

    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in found)
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "") == "".join(text.split())


def test_no_sentence_is_longer_than_the_limit() -> None:
    """A page without a full stop is cut at a space, not shown as one sentence."""
    text = "word " * 2_000

    assert max(len(one) for one in split(text)) <= SENTENCE_CHARS


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        ("The council of the town said that it will be a long winter for all of us.", None, "en"),
        ("Der Rat der Stadt hat gesagt, dass es ein langer Winter wird für uns alle.", None, "de"),
        ("Le conseil de la ville a dit que ce sera un long hiver pour nous tous.", None, "fr"),
        ("市長は月曜日に同意した", None, "ja"),
        ("Совет города сказал, что зима будет долгой", "en", "ru"),
        ("Some words", "en-GB", "en"),
        ("Noen ord", "nb", "no"),
        ("12345 67", None, None),
        ("Some words that are English in the end, and it is clear", "not a code!", "en"),
    ],
)
def test_the_language_is_what_the_page_says_unless_the_script_denies_it(
    text: str, said: str | None, language: str | None
) -> None:
    """Offline: the page's own word, the script, then the commonest small words."""
    assert detect(text, said) == language


def test_codes_are_normal() -> None:
    """BCP 47 codes become the bare language."""
    assert [normal_code(c) for c in ("pt_BR", "zh-Hant-TW", "", None, "english")] == [
        "pt", "zh", None, None, None,
    ]  # fmt: skip


def test_words_and_content_words() -> None:
    """Words keep inner apostrophes; stop words go; scripts without spaces give pairs."""
    assert words("It’s the mayor's day, 3 times!") == [
        "it’s",
        "the",
        "mayor's",
        "day",
        "3",
        "times",
    ]
    assert content_words("The mayor of the town", "en") == ["mayor", "town"]
    assert content_words("東京都", "ja") == ["東京", "京都"]
