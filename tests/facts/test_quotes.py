"""Somebody's words, and whose they are: every part a place in the text, nobody named by guess."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nutgraf
from nutgraf.facts.quotes import find_quotes
from nutgraf.model import Quote, Reading, Story
from tests.bench.quality.documents import parted
from tests.laws import broken_laws

INTRODUCED = "Ana Reis and Tom Hale met in Coldmere. The town had waited for the two of them."


def read(*paragraphs: str) -> Reading:
    return nutgraf.read_text("\n\n".join(paragraphs), language="en")


def names(story: Story, quote: Quote) -> tuple[str | None, str | None, str | None]:
    """The mention, the full name and the role a quote shows."""
    source = quote.source
    parts = (source.mention, source.name, source.role)
    mention, name, role = (story[part] if part else None for part in parts)
    return mention, name, role


@pytest.mark.parametrize(
    ("text", "mention", "rule"),
    [
        ("“The well is dry and deep,” Reis said on Monday.", "Reis", "after"),
        ("“The well is dry and deep,” said Reis, who had looked.", "Reis", "after"),
        ("“The well is dry and deep,” according to Reis.", "Reis", "according"),
        ("“The well is dry and deep,” Reis, now 61 and retired, said.", "Reis", "after"),
        ("“Is the well dry and deep?” Reis asked.", "Reis", "after"),
        ("“The well is dry and deep,” Reis shot back.", "Reis", "after"),
        ("Reis told the council that the well was “dry and very deep”.", "Reis", "before"),
        ("In a letter on Monday, Reis wrote: “The well is dry and deep.”", "Reis", "before"),
        ("Asked by Hale, the host, Reis said: “The well is dry and deep.”", "Reis", "before"),
        ("“Dry,” said Reis on the hill, adding, “The well is deep as well.”", "Reis", "after"),
        ("Reis: “The well is dry and deep.”", "Reis", "label"),
        ("“The well is dry and deep.” — Ana Reis\n\nThe town waits.", "Ana Reis", "label"),
        ("The well is “a disgrace to us all” for a town, Reis said.", "Reis", "sentence-end"),
        ("Reis brushed it aside as “a matter for the spring”.", "Reis", "subject"),
        ("Reis spoke to the council about it:\n\n“The well is dry and deep.”", "Reis", "introduced"),
    ],
)  # fmt: skip
def test_the_speaker_is_found_wherever_the_cue_stands(text: str, mention: str, rule: str) -> None:
    """Behind the quote, before it, at the sentence's end, over a colon: the rule says how."""
    reading = read(INTRODUCED, text)
    quote = reading.facts.direct[0]

    assert (names(reading.story, quote)[0], quote.rule) == (mention, rule)
    assert broken_laws(reading) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Reis was asked: “Why is the well so dry and so deep?”", None),
        ("Hale was asked by Reis, “Why is the well so dry?”", "Reis"),
        ("A letter seen by Hale warns that “the well is dry”.", "A letter"),
        ("“The well is dry,” said a spokesman for Tom Hale.", "a spokesman for Tom Hale"),
        ("Hale’s office said “the well is dry and deep”.", "Hale’s office"),
        ("“The well is dry,” Hale spokeswoman Oda Berg said.", "Oda Berg"),
    ],
)
def test_who_is_named_nearby_is_not_the_speaker(text: str, mention: str | None) -> None:
    """Who is asked, whose office it is, who saw the letter: none of them gives the words."""
    reading = read(INTRODUCED, text)

    assert names(reading.story, reading.facts.direct[0])[0] == mention


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hale disagreed. “We will go on with it,” he said.", "Tom Hale"),
        ("Reis shook her head. “We will go on with it,” she said.", "Ana Reis"),
        ("Reis asked Hale about the well. “We will go on with it,” he said.", "Tom Hale"),
        ("The plan pleased Hale, Reis said. “We will go on with it,” she added.", "Ana Reis"),
        ("“We will go on with it,” Ms Reis said.", "Ana Reis"),
    ],
)
def test_pronouns_and_surnames_stand_for_a_full_name(text: str, name: str) -> None:
    """The name shown is the first full one in the story, whatever stands beside the quote."""
    reading = read(INTRODUCED, text)

    assert names(reading.story, reading.facts.direct[-1])[1] == name


def test_a_role_alone_stands_for_its_holder() -> None:
    """ "The mayor said" is the mayor named before."""
    reading = read(
        "Mayor Ana Reis came with her dog.", "“The well is dry and deep,” the mayor said."
    )

    assert names(reading.story, reading.facts.direct[0]) == ("the mayor", "Ana Reis", None)


def test_a_name_behind_its_role_is_the_speaker() -> None:
    """ "The librarian, Odile Farrant," is Odile Farrant, with her role."""
    reading = read("“We lend ladders and lamps,” said the librarian, Odile Farrant.")

    assert names(reading.story, reading.facts.direct[0]) == (
        "Odile Farrant", "Odile Farrant", "librarian",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "“The well is dry.\n\n“It will stay so,” Reis said.",
        "''The well is dry,'' Reis said.",
        "„Der Brunnen ist leer“, said Reis.",
        "«The well is dry», Reis said.",
        "‘The well is dry, and it’s deep,’ Reis said.",
        "'The well is dry,' Reis said.",
        '“The well is dry," Reis said.',
    ],
)
def test_odd_marks_hold_quotes_too(text: str) -> None:
    """Two single marks, low ones, guillemets, a curly one closed by a straight one."""
    reading = read(INTRODUCED, text)

    assert names(reading.story, reading.facts.direct[-1])[0] == "Reis"
    assert broken_laws(reading) == []


@pytest.mark.parametrize(
    "text",
    [
        "She sang in “The Long Way Down to Coldmere” for two years.",
        "The town calls a “green belt” what others call a hedge.",
        "Its “town plan” fell through.",
        "The '90s were kind to the miners' wives and to the owners' sons.",
    ],
)
def test_marks_without_anybodys_words_are_no_quotes(text: str) -> None:
    """Titles of works, what a thing is called, apostrophes."""
    assert read(INTRODUCED, text).facts.direct == ()


@pytest.mark.parametrize(
    ("text", "mention", "told"),
    [
        ("Reis said that the well would be closed.", "Reis", "that the well would be closed"),
        ("Reis told the council the well was dry.", "Reis", "the well was dry"),
        ("The well is dry and deep, Reis said on Monday.", "Reis", "The well is dry and deep"),
        ("According to Reis, the well is dry.", "Reis", "the well is dry"),
        ("The well, Hale said, will be closed in spring.", "Hale", "will be closed in spring"),
        ("Hale called for a new well in the square.", "Hale", "for a new well in the square"),
        ("Hale accused Reis of closing the well.", "Hale", "Reis of closing the well"),
        ("Hale denied that he had closed it.", "Hale", "that he had closed it"),
        ("Reis’s suggestion that the well was dry upset them.", "Reis", "that the well was dry upset them"),
    ],
)  # fmt: skip
def test_what_is_told_without_marks_is_found(text: str, mention: str, told: str) -> None:
    """Reported clauses, stands taken and claims, with whose they are; never a word in marks."""
    reading = read(INTRODUCED, text)
    (quote,) = reading.facts.told

    assert (names(reading.story, quote)[0], reading.story[quote.content]) == (mention, told)
    assert quote.mode == "indirect"


@pytest.mark.parametrize(
    "text",
    [
        "The states held their votes on Tuesday and went home.",
        "He said so, and the report was read in the hall.",
        "The United States has a new law on wells.",
    ],
)
def test_nouns_are_no_verbs_of_speech(text: str) -> None:
    """ "States" and "report" name things more often than they tell any."""
    assert read(INTRODUCED, text).facts.told == ()


def test_a_doubtful_speaker_is_told_from_a_sure_one() -> None:
    """What only the sentence's subject suggests is less sure than what a verb says."""
    reading = read(
        INTRODUCED, "“The well is dry,” Reis said.", "Hale waved it off as “a matter for spring”."
    )

    assert [quote.is_sure for quote in reading.facts.direct] == [True, False]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["“", "”", '"', "‘", "’", "''", ",", ".", "\n", " said ", "Ana Reis", " she ", " the mayor ",
     " according to ", "told", ":", " that ", "(", ")", " who ", "é", "—", "the well is dry"]
), max_size=40))  # fmt: skip
def test_no_heap_of_marks_breaks_a_law(parts: list[str]) -> None:
    """Whatever the marks and cues, every part of a quote is a clean place in one block."""
    reading = nutgraf.read_text("Ana Reis came. " + "".join(parts) + " end.", language="en")

    assert broken_laws(reading) == []
    for quote in reading.facts.quotes:
        assert 0 <= quote.confidence <= 1


@pytest.mark.parametrize(
    "piece", ["“a” ", "said that ", "he said, ", "'a \"", ", who ", "(", "according to ", "“ "]
)
def test_the_cost_is_in_step_with_the_text(piece: str) -> None:
    """A long heap of marks or cues takes no more than a few times as long as half of it."""
    costs = []
    for count in (4_000, 8_000):
        story = parted(piece * count, "en")
        start = process_time()
        find_quotes(story, ())
        costs.append(process_time() - start)

    assert costs[1] < 4 * costs[0] + 0.5


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Stadt wartet seit Jahren. „Wir haben gewartet“, sagte die Wirtin Ana Reis."),
        ("fr", "La ville attend la pluie. « Nous avons attendu », a déclaré Ana Reis lundi."),
        ("es", "La ciudad espera la lluvia. «Hemos esperado mucho», dijo la alcaldesa Ana Reis."),
        ("sv", "Staden har väntat på regn. ”Vi har väntat länge”, sade Ana Reis i måndags."),
    ],
)
def test_other_languages_give_their_speakers_too(language: str, text: str) -> None:
    """The commonest verbs and marks of a language lead to the name beside them."""
    reading = nutgraf.read_text(text, language=language)
    (quote,) = reading.facts.direct

    assert quote.source.mention
    assert reading.story[quote.source.mention].endswith("Ana Reis")
    assert broken_laws(reading) == []
