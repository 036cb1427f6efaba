"""Times are places in the text; a value follows from the words, or from them and the day."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nutgraf.facts.times import find_times, value_of
from nutgraf.model import Anchor, Block, Fact, Span, Story

WEDNESDAY = "2026-03-04T08:00:00+00:00"


def story_of(*paragraphs: str, published: str | None = WEDNESDAY, language: str = "en") -> Story:
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", Span(start, start + len(paragraph)), Anchor("")))
        start += len(paragraph) + 2
    return Story(text, tuple(blocks), published=published, language=language)


def said(story: Story) -> list[tuple[str, str | None]]:
    found = [(span, fact.value) for fact in find_times(story) for span in fact.spans]
    return [(story[span], value) for span, value in sorted(found)]


def only(text: str, **rest: str) -> tuple[str, str | None]:
    (one,) = said(story_of(text, **rest))
    return one


def basis_of(text: str, published: str | None = WEDNESDAY) -> str | None:
    (fact,) = find_times(story_of(text, published=published))
    return fact.basis


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It opened on March 1, 2019 in the rain.", "March 1, 2019", "2019-03-01"),
        ("It opened on the 1st of March 2019.", "the 1st of March 2019", "2019-03-01"),
        ("It opened on Friday, 1 March 2019.", "Friday, 1 March 2019", "2019-03-01"),
        ("It opened on 2019-03-01 in the rain.", "2019-03-01", "2019-03-01"),
        ("It opened in 2019-W09 in the rain.", "2019-W09", "2019-W09"),
        ("It opened on 25/12/2019 in the rain.", "25/12/2019", "2019-12-25"),
        ("It opened on 12/25/2019 in the rain.", "12/25/2019", "2019-12-25"),
        ("It opened on 03/04/2019 in the rain.", "03/04/2019", None),
        ("It opened in early May 2019.", "early May 2019", "2019-05"),
        ("It opened in 1987 in the rain.", "1987", "1987"),
        ("It opened in fiscal 2018.", "fiscal 2018", "2018"),
        ("It opened in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("It opened in the summer of 1998.", "the summer of 1998", "1998-SU"),
        ("It opened in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("It opened in Q3 2019.", "Q3 2019", "2019-Q3"),
        ("It opened in the first half of 2020.", "the first half of 2020", "2020-01/2020-06"),
        ("It was a war, 1914-18, they say.", "1914-18", "1914/1918"),
        ("The 2019/20 run was long.", "2019/20", "2019/2020"),
        ("It opened in the late 1970s.", "the late 1970s", "1970/1979"),
        ("It opened in the '80s.", "the '80s", "1980/1989"),
        ("It opened in the nineties.", "the nineties", "1990/1999"),
        ("It opened in the 1800s.", "the 1800s", "1800/1899"),
        ("It opened in the 20th century.", "the 20th century", "1901/2000"),
        ("It was a twenty-first century job.", "twenty-first century", "2001/2100"),
        ("It opens on 31 February 2019.", "31 February 2019", None),
        ("It opened at 10:30 p.m. in the rain.", "10:30 p.m.", "T22:30"),
        ("It opened at noon in the rain.", "noon", "T12:00"),
        ("It opened at 17:05 in the rain.", "17:05", "T17:05"),
        ("It opened at 5:05 in the rain.", "5:05", None),
        ("It opened at four in the morning.", "four in the morning", "T04:00"),
    ],
)
def test_what_the_text_states_needs_no_other_day(text: str, words: str, value: str | None) -> None:
    """A whole date, a year or an hour has its value whether or not the page is dated."""
    assert only(text) == (words, value)
    assert basis_of(text, published=None) == ("text" if value else None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It rained yesterday morning.", "yesterday morning", "2026-03-03"),
        ("It rained the day before yesterday.", "the day before yesterday", "2026-03-02"),
        ("It rained last night.", "last night", "2026-03-03"),
        ("It rained on Monday night.", "Monday night", "2026-03-02"),
        ("It rained on Wednesday.", "Wednesday", "2026-03-04"),
        ("It rained last Wednesday.", "last Wednesday", "2026-02-25"),
        ("It rained at 10 p.m. on Monday.", "10 p.m. on Monday", "2026-03-02T22:00"),
        ("It rained on Monday at 15:30.", "Monday at 15:30", "2026-03-02T15:30"),
        ("It rained on 12 February.", "12 February", "2026-02-12"),
        ("It rained from March 1-3.", "March 1-3", "2026-03-01/2026-03-03"),
        ("It rained in December.", "December", "2025-12"),
        ("It rained last May.", "last May", "2025-05"),
        ("It rained in January this year.", "January this year", "2026-01"),
        ("It rained last week.", "last week", "2026-W09"),
        ("It rained earlier this month.", "earlier this month", "2026-03"),
        ("It rained last summer.", "last summer", "2025-SU"),
        ("It rained over the weekend.", "over the weekend", "2026-02-28/2026-03-01"),
        ("It rained in the third quarter.", "the third quarter", "2025-Q3"),
        ("It rained two days ago.", "two days ago", "2026-03-02"),
        ("It rained six weeks ago.", "six weeks ago", "2026-W04"),
        ("It rained three months ago.", "three months ago", "2025-12"),
        ("It rained nearly four years ago.", "nearly four years ago", "2022"),
        ("It rained in the last decade.", "the last decade", "2010/2019"),
        ("It rained on Sunday, 1 March.", "Sunday, 1 March", "2026-03-01"),
        ("It rained on Friday 24 April.", "Friday 24 April", "2026-04-24"),
    ],
)
def test_what_is_near_is_resolved_against_the_day_of_publication(
    text: str, words: str, value: str
) -> None:
    """With the day of publication the value follows from both; without it there is none."""
    assert only(text) == (words, value)
    assert basis_of(text) == "published"
    assert [v for _, v in said(story_of(text, published=None))] == [None]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They will vote on Friday.", ["2026-03-06"]),
        ("It will be hard, she said on Monday.", ["2026-03-02"]),
        ("On Friday they will vote.", ["2026-03-06"]),
        ("The talk was put off until Friday.", ["2026-03-06"]),
        ("The paper is due in June.", ["2026-06"]),
        ("The paper was sold in June.", ["2025-06"]),
        ("It will be sold in June, next Friday or next month.", ["2026-06", "2026-03-06", "2026-04"]),
        ("He has been away since Friday.", ["2026-02-27"]),
        ("They met this Friday, it seems.", ["2026-02-27"]),
    ],
)  # fmt: skip
def test_the_verb_tells_before_from_after(text: str, values: list[str]) -> None:
    """A weekday or month lies on the side of the publication date its sentence speaks of."""
    assert [value for _, value in said(story_of(text))] == values


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two years", "P2Y"), ("a minute and a half", "PT1M30S"), ("half an hour", "PT30M"),
        ("two and a half years", "P2Y6M"), ("2 1/2 years", "P2Y6M"), ("90 minutes", "PT90M"),
        ("the past three months", "P3M"), ("the first nine months", "P9M"), ("10-year", "P10Y"),
        ("a hundred years", "P100Y"), ("two decades", "P20Y"), ("nearly forty weeks", "P40W"),
        ("several years", None), ("a few days", None), ("three to five years", None),
        ("the past decade", "P10Y"), ("every two weeks", "R/P2W"), ("each month", "R/P1M"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_counted_in_its_units(words: str, value: str | None) -> None:
    """A duration's value follows from its words alone; a vague one has none."""
    text = f"It took {words} of their lives."

    assert only(text) == (words, value)
    assert value_of(words, None) == value


@pytest.mark.parametrize(
    "text",
    [
        "You may 5 times try it, May said, and so says Theresa May.",
        "They march 12 miles; the March on Washington was long.",
        "100M views came to 11th place after a 3-2 win.",
        "It was 9/11, the care is 24/7, the odds are 3/1.",
        "Room 1987 on Route 1966 holds 1,500 people and 2000 sheep.",
        "The 34-year-old has a 6-month-old dog, 3 years old, called June Carter.",
        "It cost $5 a year, $1999 in all, at 60 miles an hour.",
        "The fall of Saigon, a second chance, a quarter of them, a month’s rent.",
        "He scored a touchdown in the third quarter.",
        "The Sunday Times, Black Friday, Saturday Night Live, USA Today and “60 Minutes”.",
        "A sun dried the sat nav while mon ami wed in the spring-loaded mar of a dec.",
        "She is in her thirties, he is in his mid-20s.",
        "Windows 2000, Boeing 1900-series and 1990%.",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    """Verbs, names, ages, rates, sports and model numbers are no times."""
    assert said(story_of(text)) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Am Montag, dem 3. März 2025, kam er vor zwei Jahren, letzte Woche, gestern um 15:30 Uhr.",
         ["2025-03-03", "2024", "2026-W09", "2026-03-03T15:30"]),
        ("fr", "Le 3 mars 2025, lundi dernier, la semaine dernière, en 1999, hier, trois ans.",
         ["2025-03-03", "2026-03-02", "2026-W09", "1999", "2026-03-03", "P3Y"]),
        ("es", "El 3 de marzo de 2025, hace dos años, la semana pasada, en 1999, ayer.",
         ["2025-03-03", "2024", "2026-W09", "1999", "2026-03-03"]),
        ("it", "Il 3 marzo 2025, due anni fa, la settimana scorsa, nel 1999, ieri.",
         ["2025-03-03", "2024", "2026-W09", "1999", "2026-03-03"]),
        ("pt", "Em 3 de março de 2025, há dois anos, na semana passada, segunda-feira, ontem.",
         ["2025-03-03", "2024", "2026-W09", "2026-03-02", "2026-03-03"]),
        ("nl", "Op 3 maart 2025, twee jaar geleden, vorige week, sinds 1999, gisteren.",
         ["2025-03-03", "2024", "2026-W09", "1999", "2026-03-03"]),
        ("sv", "Den 3 mars 2025, två år sedan, förra veckan, sedan 1999, igår.",
         ["2025-03-03", "2024", "2026-W09", "1999", "2026-03-03"]),
        ("da", "Den 3. marts 2025, to år siden, sidste uge, siden 1999.",
         ["2025-03-03", "2024", "2026-W09", "1999"]),
        ("pl", "3 marca 2025, dwa lata temu, wczoraj.", ["2025-03-03", "2024", "2026-03-03"]),
        ("ja", "2026年3月4日に開いた。3月5日も。", ["2026-03-04", "2026-03-05"]),
    ],
)  # fmt: skip
def test_other_languages_say_their_days(language: str, text: str, found: list[str]) -> None:
    """Whole dates, near days, "ago" and last week are read in each language that has words."""
    assert [value for _, value in said(story_of(text, language=language))] == found


def test_the_same_day_is_one_fact() -> None:
    """A day said in two ways is one fact with two places; two equal lengths are two facts."""
    story = story_of("It rained on Monday.", "On 2 March it took two days, a two-day rain.")
    first, *rest = find_times(story)

    assert [story[span] for span in first.spans] == ["Monday", "2 March"]
    assert [fact.value for fact in rest] == ["P2D", "P2D"]


def test_nothing_reaches_over_the_end_of_a_block() -> None:
    """A month at the end of a paragraph does not take the year that begins the next."""
    assert [words for words, _ in said(story_of("It was in May", "2019 was dry."))] == [
        "May",
        "2019",
    ]


WORDS = st.sampled_from(
    "the a last next this two three half and hours days weeks months years century quarter first "
    "1990s 1999 12 3rd 31 May March Feb . , - – to at on in until since every Monday Sunday morning "
    "night noon 10:30 p.m. ago earlier end of early mid- fiscal ’80s summer fall 2019-02-30 00:00 "
    "9999 from will said weekend today o’clock hundred million 1/2 ½ ٣ ² 年 4日 3月5日 Ⅷ\t\n".split(
        " "
    )
)
MIXED = st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=40).map(" ".join)


def sound(story: Story, fact: Fact) -> bool:
    for span in fact.spans:
        words, ways = story[span], (None, True, False)
        clean = words and words == words.strip() and story.block_at(span)
        language = story.language or "en"
        values = {value_of(words, story.published, language, ahead=way) for way in ways}
        if not clean or fact.value not in values:
            return False
    return (fact.basis is None) == (fact.value is None)


@settings(max_examples=300, deadline=None)
@given(MIXED, MIXED, st.sampled_from([None, "2026-03-04", "0001-02-03", "9999-12-30", "1900"]))
@example("in May 31", "29 February", "2026-03-04")
def test_every_value_follows_from_its_words(one: str, two: str, published: str | None) -> None:
    """Whatever is said: spans are clean and apart, and a value is that of the words alone."""
    parts = [part.strip() for part in (one, two) if part.strip()]
    story = story_of(*parts, published=published)
    facts = find_times(story)
    spans = sorted(span for fact in facts for span in fact.spans)

    assert all(first.end <= second.start for first, second in zip(spans, spans[1:], strict=False))
    assert [story[fact.spans[0]] for fact in facts if not sound(story, fact)] == []


@pytest.mark.parametrize(
    "unit", ["May ", "a year ", "1", "1 ", "12:30 ", "- ", "the ", "every ", "\t", "年"]
)
def test_a_long_paragraph_costs_no_more_than_its_length(unit: str) -> None:
    """A megabyte of anything is read in about a second."""
    text = (unit * (1_000_000 // len(unit))).strip() or "."
    story = replace(story_of(text), sentences=())
    start = time.process_time()
    find_times(story)

    assert time.process_time() - start < 3  # noqa: PLR2004 - a slow machine under load
