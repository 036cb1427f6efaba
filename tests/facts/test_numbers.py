"""Numbers are places in the text; a value is the plain number its words say, or there is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.facts.numbers import find_numbers
from nutgraf.facts.numbers.amounts import value_of
from nutgraf.facts.times import find_times
from nutgraf.model import Anchor, Block, Span, Story

Found = tuple[str, str | None, str | None]


def story_of(*paragraphs: str, language: str = "en") -> Story:
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", Span(start, start + len(paragraph)), Anchor("")))
        start += len(paragraph) + 2
    return Story(text, tuple(blocks), language=language)


def numbers(story: Story) -> list[Found]:
    taken = [span for fact in find_times(story) for span in fact.spans]
    return [
        (story[fact.spans[0]], fact.value, story[fact.unit] if fact.unit else None)
        for fact in find_numbers(story, taken)
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It cost $4.2 million in all.", "$4.2 million", "4200000"),
        ("It cost €3bn in all.", "€3bn", "3000000000"),
        ("It cost US$1,250.50 in all.", "US$1,250.50", "1250.50"),
        ("It cost 500 yen in all.", "500 yen", "500"),
        ("It cost Rs 40 crore in all.", "Rs 40 crore", "400000000"),
        ("It cost 3.1 billion Hong Kong dollars.", "3.1 billion Hong Kong dollars", "3100000000"),
        ("It cost two million euros in all.", "two million euros", "2000000"),
        ("It cost half a billion dollars.", "half a billion dollars", "500000000"),
        ("It cost $4-5 million in all.", "$4-5 million", "4000000-5000000"),
        (
            "It cost between $4 million and $5 million.",
            "between $4 million and $5 million",
            "4000000-5000000",
        ),
        ("It cost $2 to $3 a piece.", "$2 to $3", "2-3"),
        ("It rose by 8.7% in all.", "8.7%", "8.7"),
        ("It rose by five percent in all.", "five percent", "5"),
        ("It rose by 2 percentage points.", "2 percentage points", "2"),
        ("It rose by 10 to 15 percent.", "10 to 15 percent", "10-15"),
        ("It rose by between 3 and 4 per cent.", "between 3 and 4 per cent", "3-4"),
        ("They won 3-2 in the end.", "3-2", "3-2"),
        ("They won 27 to 11 in the end.", "27 to 11", "27-11"),
    ],
)
def test_money_shares_and_scores_say_what_they_are(text: str, words: str, value: str) -> None:
    """An amount, a percentage, a score is one number with its sign, and needs no unit beside."""
    assert numbers(story_of(text)) == [(words, value, None)]
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("Some 1,200 people came by.", "1,200", "1200", "people"),
        ("They built 42 newly built homes.", "42", "42", "newly built homes"),
        ("About 3.5 million US soldiers were there.", "3.5 million", "3500000", "US soldiers"),
        ("Nearly 200 Palestinians were there.", "200", "200", "Palestinians"),
        ("It hit 12 more schools.", "12", "12", "schools"),
        ("Another 30 wounded lay there.", "30", "30", "wounded"),
        ("A 5-bedroom house stood there.", "5", "5", "bedroom"),
        ("The 34-year-old stood there.", "34", "34", "year-old"),
        ("Twenty-two people came by.", "Twenty-two", "22", "people"),
        ("Two hundred and fifty ships came by.", "Two hundred and fifty", "250", "ships"),
        ("A hundred men came by.", "A hundred", "100", "men"),
        ("Half a dozen boats came by.", "Half a dozen", "6", "boats"),
        ("Two thirds of voters came by.", "Two thirds", "2/3", "voters"),
        ("One in five children came by.", "One in five", "1/5", "children"),
        ("Nine out of 10 dogs came by.", "Nine out of 10", "9/10", "dogs"),
        ("Some 10-15 boats came by.", "10-15", "10-15", "boats"),
        ("It took between ten and twelve sheep.", "between ten and twelve", "10-12", "sheep"),
        ("The road is 5km long.", "5", "5", "km"),
        ("It was 20°C there.", "20", "20", "°C"),
        ("It made 300 MW there.", "300", "300", "MW"),
        ("It held 1.3 billion tonnes of food.", "1.3 billion", "1300000000", "tonnes"),
        ("It is three times as long.", "three", "3", "times"),
        ("Dozens of its supporters came by.", "Dozens", None, "supporters"),
        ("Hundreds of thousands of people came by.", "Hundreds of thousands", None, "people"),
        ("Several thousand soldiers came by.", "Several thousand", None, "soldiers"),
        ("A handful of men came by.", "A handful", None, "men"),
        ("It fell to 3,456.78 there.", "3,456.78", "3456.78", None),
    ],
)  # fmt: skip
def test_a_count_says_what_it_counts(
    text: str, words: str, value: str | None, unit: str | None
) -> None:
    """The unit is the words up to the noun counted; a vague count has no value."""
    assert numbers(story_of(text)) == [(words, value, unit)]
    assert value_of(words) == value


@pytest.mark.parametrize(
    "text",
    [
        "He came 11th in the race, on the 3rd of May 2019, at 10:30.",
        "Call +44 20 7946 0958, (555) 123-4567, 555-1234 or 020 7946 0958.",
        "It is Room 204 on Route 66, Flight 370, a Boeing 747 from 10 Downing Street.",
        "See page 3, chapter 12, section 5, No. 1 and step 4.",
        "It runs iOS 17.2.1, Python 3.11 and 192.168.0.1 with ISBN 978-3-16-148410-0.",
        "Ana Reis, 34, and Rui Sá (35) came.",
        "It was 9/11, the care is 24/7, covid-19 came; see https://a.example/12/345.",
        "Windows 2000 came in 1999; he ran 100m and 10k.",
        "One of them said no one was there, at zero hour.",
        "It took two years, the past three months and a 10-day walk.",
        "The file is 1234567890.",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    """Times, telephones, rooms, pages, versions, ages behind names and long marks are none."""
    assert numbers(story_of(text)) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Das kostet 14.500 Euro, 3,5 Millionen Euro oder 3,5 Prozent für 1.500 Menschen.",
         [("14.500 Euro", "14500", None), ("3,5 Millionen Euro", "3500000", None),
          ("3,5 Prozent", "3.5", None), ("1.500", "1500", "Menschen")]),
        ("fr", "Il a payé 12 000 euros et 3 millions d’euros pour 1 500 habitants.",
         [("12 000 euros", "12000", None), ("3 millions d’euros", "3000000", None),
          ("1 500", "1500", "habitants")]),
        ("es", "Pagó 14.500 dólares, un 3,5 por ciento de 2 millones de euros.",
         [("14.500 dólares", "14500", None), ("3,5 por ciento", "3.5", None),
          ("2 millones de euros", "2000000", None)]),
    ],
)  # fmt: skip
def test_figures_are_read_as_their_language_writes_them(
    language: str, text: str, found: list[Found]
) -> None:
    """Points, commas and spaces change places between languages; so do million and percent."""
    assert numbers(story_of(text, language=language)) == found


def test_a_number_has_its_sentence_and_its_ground() -> None:
    """What has a value has it from its own words."""
    facts = find_numbers(story_of("Dozens of men and 12 women came."), [])

    assert [fact.basis for fact in facts] == [None, "text"]


WORDS = st.sampled_from(
    "1 12 1,200 1.5 3-2 10 to 15 between and $ € % percent million bn k dozen dozens hundred thousand "
    "one two twenty half a third of in out five people newly built homes -year-old 24/7 - – . , ( ) "
    "Rs 40 crore No. Room 1.500.000 12 000 ٣ ² ½ 1/2 +44 20 555-1234 km °C \t\n of the his".split(
        " "
    )
)
MIXED = st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=40).map(" ".join)
LANGUAGES = st.sampled_from(["en", "de", "fr", "xx"])


@settings(max_examples=300, deadline=None)
@given(MIXED, MIXED, LANGUAGES)
def test_every_value_follows_from_its_words(one: str, two: str, language: str) -> None:
    """Whatever is said: spans are clean, in a block and apart, values those of the words alone."""
    parts = [part.strip() for part in (one, two) if part.strip()]
    story = story_of(*parts, language=language)
    facts = find_numbers(story, [])
    spans = [fact.spans[0] for fact in facts]

    assert all(first.end <= second.start for first, second in zip(spans, spans[1:], strict=False))
    for fact in facts:
        for span in (*fact.spans, *((fact.unit,) if fact.unit else ())):
            assert story[span]
            assert story[span] == story[span].strip()
            assert story.block_at(span)
        assert fact.value == value_of(story[fact.spans[0]], language)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1,",
        "1-",
        "two ",
        "hundred and ",
        "$",
        "$1 ",
        "between ",
        "a half ",
        "555-",
        "a ",
    ],
)
def test_a_long_paragraph_costs_no_more_than_its_length(unit: str) -> None:
    """A megabyte of anything is read in about a second."""
    story = story_of((unit * (1_000_000 // len(unit))).strip())
    start = time.process_time()
    find_numbers(story, [])

    assert time.process_time() - start < 3  # noqa: PLR2004 - a slow machine under load
