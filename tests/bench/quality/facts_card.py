"""The card against people's answers: the five Ws and how of the Giveme5W1H gold standard.

A document of `<corpus>/facts/g5w1h/data` is a news article whose readers marked phrases that
answer a question; several phrases may, and one without text says that nothing does. A question
counts when it has at least one phrase. Our first answer is right when its words and those of any
phrase overlap with a token F1 of .5 or more: tokens are `\\w+` in lower case, none left out,
counted with their repeats. So for each question: right, answered, questions with a phrase; the
issue's figure is the recall, right out of all questions with a phrase.

`when-day` asks more: of the "when" questions whose phrases have a day, those where the date under
our first answer has that day for its value.

The title is the headline, `date_publish` the day of publication. A description the text does not
begin with stands before it as a paragraph of its own: the readers and Giveme5W1H had it before
them. "g5w1h/peer" is the same count of the answers in `g5w1h/output`, those of Giveme5W1H.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from nutgraf.facts import find_facts
from nutgraf.model import Answer, Facts, Story
from tests.bench.quality.counts import Count, Document
from tests.bench.quality.documents import parted

QUESTIONS = ("who", "what", "when", "where", "why", "how")
ENOUGH = 0.5
_HEAD = 60


def documents(corpus: Path, limit: int | None = None) -> Iterator[Document]:
    """What was found in every document of the corpus, ours and then the peer's."""
    folder = corpus / "facts" / "g5w1h"
    yield from (_ours(path) for path in islice(sorted((folder / "data").glob("*.json")), limit))
    yield from (_peers(path) for path in islice(sorted((folder / "output").glob("*.json")), limit))


def story_of(row: Mapping[str, Any]) -> Story:
    """An article of the gold standard as a story."""
    text, description = str(row["text"] or ""), str(row.get("description") or "")
    if _plain(description)[:_HEAD] not in _plain(text):
        text = description + "\n" + text
    published = str(row.get("date_publish") or "")[:10]
    story = parted(text, "en")
    return replace(story, headline=row["title"] or None, published=published or None)


def overlap(one: str, other: str) -> float:
    """Token F1 of two phrases."""
    first, second = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    return 2 * (first & second).total() / max((first + second).total(), 1)


def _ours(path: Path) -> Document:
    row = json.loads(path.read_text(encoding="utf-8"))
    story = story_of(row)
    facts = find_facts(story)
    found = {name: answers[0].words(story) for name, answers in facts.card if answers}
    days = {_day(facts, answer) for answer in facts.card.when[:1]}
    asked = {str(phrase.get("parsed") or "")[:10] for phrase in _marked(row, "when")} - {""}
    counts = {
        **_counts(row, found),
        "when-day": _count(asked, bool(days & asked), bool(days - {""})),
    }
    return _document("g5w1h", row, counts, found)


def _peers(path: Path) -> Document:
    row = json.loads(path.read_text(encoding="utf-8"))
    found = {}
    for name in QUESTIONS:
        answers = row["fiveWoneH"].get(name, {}).get("extracted") or []
        if answers:
            found[name] = str(answers[0].get("text") or "")
    return _document("g5w1h/peer", row, _counts(row, found), found)


def _document(
    name: str, row: Mapping[str, Any], counts: Mapping[str, Count], found: Mapping[str, str]
) -> Document:
    wrong = tuple(
        f"{question}: {found.get(question)!r} for {' | '.join(_phrases(row, question))!r}"
        for question in QUESTIONS
        if counts[question][0] < counts[question][2]
    )
    return Document(name, str(row["dId"]), counts, str(row["title"]) + str(row["text"]), wrong)


def _counts(row: Mapping[str, Any], found: Mapping[str, str]) -> dict[str, Count]:
    counts = {}
    for question in QUESTIONS:
        phrases, answer = _phrases(row, question), found.get(question)
        right = any(overlap(answer or "", phrase) >= ENOUGH for phrase in phrases)
        counts[question] = _count(phrases, right, answer is not None)
    return counts


def _count(asked: Sequence[str] | set[str], right: bool, answered: bool) -> Count:
    return (int(right), int(answered), 1) if asked else (0, 0, 0)


def _marked(row: Mapping[str, Any], question: str) -> list[Mapping[str, Any]]:
    marked = row["fiveWoneH"].get(question, {}).get("annotated") or []
    return [phrase for phrase in marked if phrase.get("text")]


def _phrases(row: Mapping[str, Any], question: str) -> list[str]:
    return [str(phrase["text"]) for phrase in _marked(row, question)]


def _day(facts: Facts, answer: Answer) -> str:
    """The day of the date under an answer, or ""."""
    values = (
        fact.value or ""
        for fact in facts.dates
        if any(answer.span.holds(span) for span in fact.spans)
    )
    return next((value[:10] for value in values if re.match(r"\d{4}-\d\d-\d\d", value)), "")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))
