"""Names: who and what a story names, each a place in its text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nutgraf
from nutgraf.facts.names import find_mentions, find_names, names_by
from nutgraf.facts.names.entities import Mention, entities_of
from nutgraf.facts.names.lists import lists_of, unpacked
from nutgraf.facts.names.lists import packed as packed_table
from nutgraf.facts.names.tagger import best_path, moves_into
from nutgraf.facts.names.tokens import segments_of
from nutgraf.facts.names.weights import TAGS, packed, scores_of
from nutgraf.facts.names.weights import unpacked as weights_of
from nutgraf.model import Anchor, Block, FactKind, Reading, Span, Story
from tests.laws import broken_laws


def read(*paragraphs: str, language: str = "en") -> Reading:
    return nutgraf.read_text("\n\n".join(paragraphs), language=language)


def shown(reading: Reading, group: str) -> list[str]:
    return [reading.story[fact.spans[0]] for fact in getattr(reading.facts, group)]


def plain(text: str, **fields: object) -> Story:
    block = Block("paragraph", Span(0, len(text)), Anchor(""))
    return Story(text, (block,), language="en", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The letter was signed by Mr Harlan Pruitt on Monday.", "Harlan Pruitt"),
        ("The novel was written by J. K. Halloran in a hut.", "J. K. Halloran"),
        ("They were received by Sheikh Khalid bin Nasser Al-Sabah.", "Khalid bin Nasser Al-Sabah"),
        ("The talks were led by Foreign Minister Kwon Ji-hoon.", "Kwon Ji-hoon"),
        ("The race was won by Ludwig van der Meer of Utrecht.", "Ludwig van der Meer"),
        ("The prize went to Jean-Claude Moreau for his bread.", "Jean-Claude Moreau"),
        ("“I will not go,” said María José Ibáñez’s brother.", "María José Ibáñez"),
        ("The company named Conor O'Driscoll as its head.", "Conor O'Driscoll"),
    ],
)
def test_a_person_is_named_without_title_and_with_all_parts(text: str, person: str) -> None:
    """Titles stay outside; initials, particles, hyphens and apostrophes inside."""
    assert shown(read(text), "people") == [person]


def test_an_unlisted_town_is_a_place_by_where_things_stand() -> None:
    """A name that no list has and something is "in" is no person, in all its mentions."""
    reading = read(
        "The bill rose because the shipyard in Lundvik found rust along the whole keel.",
        "New hull plates from the Lundvik yard cost 2.9 million crowns.",
    )

    assert shown(reading, "people") == []
    assert shown(reading, "places") == ["Lundvik"]


def test_a_given_name_that_is_a_word_belongs_to_its_surname() -> None:
    """What the model missed at the head of a sentence is found by the surname, and whole."""
    reading = read(
        "Per Lindqvist, the council’s head of transport, told reporters that a later boat would"
        " have to wait.",
        "“A night crossing costs us a great deal,” Lindqvist said.",
    )

    assert shown(reading, "people") == ["Per Lindqvist"]


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        (
            "The European Commission fined the firm on Tuesday.",
            "organisations",
            "European Commission",
        ),
        (
            "She left the University of Leeds to work for Siemens.",
            "organisations",
            "University of Leeds",
        ),
        ("Soldiers crossed the River Oder near Szczecin.", "places", "Szczecin"),
        ("The road from Nairobi to Mombasa was closed.", "places", "Nairobi"),
        ("A spokesman for the Ministry of Health said no.", "organisations", "Ministry of Health"),
    ],
)
def test_bodies_and_places_are_found(text: str, group: str, name: str) -> None:
    """What a story names is of the kind its words say."""
    assert name in shown(read(text), group)


@pytest.mark.parametrize(
    "text",
    [
        "The Swedish government met French and German ministers in March.",
        "The Prime Minister told the Mayor that the Minister was late.",
        "On Monday the Clean Rivers Act came before the house.",
        "all of this was written in small letters by nobody at all.",
        "1,200 people came, and 34 of them stayed until 10 p.m.",
    ],
)
def test_peoples_offices_laws_and_days_name_nobody(text: str) -> None:
    """A capital alone makes no person."""
    assert shown(read(text), "people") == []


def test_farms_and_ships_are_nobody() -> None:
    """A place with a harbour and a vessel that sails are not people."""
    reading = read(
        "The port of Low Garth was shut on Friday. Boats left Low Garth for the islands.",
        "The ferry Brae Star sailed at noon. The Brae Star carried sheep and their owners.",
    )

    assert shown(reading, "people") == []


def test_an_acronym_in_brackets_is_the_body_before_it() -> None:
    """Later mentions by the acronym belong to the full name."""
    reading = read(
        "The World Trade Organization (WTO) met in Geneva. Nobody at the WTO wished to speak."
    )
    (body,) = (f for f in reading.facts.organisations if f.value == "World Trade Organization")

    assert [reading.story[span] for span in body.spans] == [
        "World Trade Organization",
        "WTO",
        "WTO",
    ]


def mentions(text: str, *names: str) -> list[Mention]:
    found, start = [], 0
    for name in names:
        start = text.index(name, start)
        found.append(Mention("person", Span(start, start + len(name)), 0.9))
        start += len(name)
    return found


def test_two_people_of_one_surname_are_not_confused() -> None:
    """A surname that two could own stays by itself; a given name has one owner."""
    text = "Ida Brandt met Kurt Brandt. Brandt smiled. Ida left."
    story = plain(text)
    found = entities_of(story, mentions(text, "Ida Brandt", "Kurt Brandt", "Brandt", "Ida"))

    assert [[story[span] for span in entity.spans] for entity in found] == [
        ["Ida Brandt", "Ida"], ["Kurt Brandt"], ["Brandt"],
    ]  # fmt: skip


def test_the_fullest_name_comes_first() -> None:
    """Wherever it stands, the first span is the one that says most."""
    text = "Brandt spoke. Later Kurt W. Brandt left. Kurt Brandt is 60."
    story = plain(text)
    (person,) = entities_of(story, mentions(text, "Brandt", "Kurt W. Brandt", "Kurt Brandt"))

    assert [story[span] for span in person.spans] == ["Kurt W. Brandt", "Brandt", "Kurt Brandt"]


def test_reporters_and_agencies_are_not_of_the_story() -> None:
    """Byline, credits and the agency of the dateline name nobody of the story."""
    text = "OSLO (Reuters) - Farmers in Bergen said no. Ana Reis reported from Bergen."
    story = plain(text, byline=("Ana Reis",), dateline=Span(0, 14))
    found = {(fact.kind, fact.value) for fact in find_names(story)}

    assert not found & {("person", "Ana Reis"), ("organisation", "Reuters")}
    assert ("place", "OSLO") in found


def test_a_line_of_credits_names_nobody() -> None:
    """ "Reporting by" and "Editing by" are followed by those who made the story."""
    reading = read(
        "Snow closed the road to Bergen on Monday. Nobody was hurt, the police said.",
        "Reporting by Helena Marsh; Editing by Tom Hale",
    )

    assert shown(reading, "people") == []


def test_the_reading_says_how_names_were_found() -> None:
    """English is read by the model, other languages by rules."""
    assert names_by(plain("Ana Reis came.")) == "model"
    assert read("Ana Reis came to the bridge with her dogs.").facts.names_by == "model"
    assert (
        read("Ana Reis kam mit ihren Hunden zur Brücke.", language="de").facts.names_by == "rules"
    )


def test_a_name_is_found_wherever_its_words_stand_again() -> None:
    """Every mention counts, also at the head of a sentence and in the possessive."""
    reading = read("Teresa Vilhena won in Porto. Vilhena's rival wept. Vilhena did not.")
    (person,) = reading.facts.people

    assert [reading.story[span] for span in person.spans] == [
        "Teresa Vilhena",
        "Vilhena",
        "Vilhena",
    ]


def test_same_text_same_names() -> None:
    """No order of hashing, no earlier text changes an answer."""
    text = "Kofi Mensah of Acme Bank met Ana Reis in Accra. Mensah and Reis signed for Acme Bank."
    first = find_names(plain(text))
    find_names(plain("Somebody Else was at Another Place with Mensah."))

    assert find_names(plain(text)) == first


def test_words_cover_their_places() -> None:
    """A segment's words are the text at their places, in order."""
    story = nutgraf.read_text("Mr. O'Neil’s U.S.-based firm, Acme Inc., paid $1,200.50.").story
    for segment in segments_of(story):
        for word, start, end in zip(segment.words, segment.starts, segment.ends, strict=True):
            assert story.text[start:end] == word


def test_weights_survive_packing() -> None:
    """What is packed is what is read, negative and large numbers too."""
    rows = {7: [0] * 12 + [-30_000], 4_000_000_000: [5, -1, *[0] * 10, 300]}
    read_again = weights_of(packed(rows, [[n - 6 for n in range(13)]] * 13))

    assert {key: scores_of(row) for key, row in read_again.rows.items()} == rows
    assert list(read_again.moves[0]) == [n - 6 for n in range(13)]
    assert unpacked(packed_table({1: 2, 60_000: 3})).values.tolist() == [2, 3]


def test_the_best_path_is_a_row_of_whole_names() -> None:
    """Inside and end follow only a beginning of the same kind, whatever the scores."""
    scores = [[0] * len(TAGS) for _ in range(2)]
    scores[0][TAGS.index("B-person")] = 5
    scores[1][TAGS.index("E-place")] = 3
    scores[1][TAGS.index("E-person")] = 1
    path = best_path(scores, moves_into([[0] * len(TAGS)] * len(TAGS)))

    assert [TAGS[tag] for tag in path] == ["B-person", "E-person"]


def test_lists_know_names() -> None:
    """Common names and countries stand in the lists."""
    assert "g" in lists_of("maria")
    assert "c" in lists_of("kenya")


@pytest.mark.parametrize(
    "piece", ["A a ", "Al-", "“", "Mr ", "U.S.", "Reis, ", "a ", "9 A ", "bin "]
)
def test_long_monotonous_text_is_read_in_good_time(piece: str) -> None:
    """No pattern and no rule looks back over what it has read."""
    story = plain((piece * 20_000)[:40_000].strip())
    start = time.process_time()
    find_mentions(story)

    assert time.process_time() - start < 5  # seconds, on a busy machine


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet="Aa b.-’'éİſ\u0301\ud800Ж中1\n", max_size=60))
def test_any_letters_at_all_give_clean_spans(text: str) -> None:
    """Names are clean words of one block, whatever the letters."""
    reading = nutgraf.read_text("Reis met " + text + " Oslo", language="en")

    assert broken_laws(reading) == []


@pytest.mark.parametrize("kind", ["person", "organisation", "place"])
def test_confidence_is_a_share(kind: FactKind) -> None:
    """Sureness lies between 0 and 1."""
    reading = read("Ana Reis of the World Bank met Tom Hale in Oslo, near the Foreign Ministry.")

    assert all(0 <= fact.confidence <= 1 for fact in reading.facts.of(kind))
