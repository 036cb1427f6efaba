"""The card answers in the story's own words, or not at all."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nutgraf
from nutgraf.facts import find_facts
from nutgraf.facts.card import card_of
from nutgraf.facts.card.clauses import clause_of, words_in
from nutgraf.facts.card.timeline import timeline_of
from nutgraf.model import Anchor, Block, Card, Fact, PageKind, Sentence, Span, Story
from tests.laws import broken_laws

FERRY = (
    "Harbour Pilots Stop Work After Talks Break Down",
    "Pilots in the port of Coldmere stopped work on Tuesday after talks over night crossings broke "
    "down. They will stay away for two days because the port refuses to close when waves are high.",
)
FLOOD = (
    "Mayor closes bridge over flood",
    "Mayor Ana Reis closed the old bridge in Lisbon on Friday because of the flood. Traffic was "
    "sent over the hills by opening the farm road. Some 1,200 people went home on foot.",
)


def story(
    headline: str | None, text: str, published: str = "2026-03-07", kind: PageKind = "article"
) -> Story:
    read = nutgraf.read_text(text, headline=headline, published=published, language="en").story
    return replace(read, kind=kind)


def answers(one: Story) -> Mapping[str, Sequence[str]]:
    card = find_facts(one).card
    return {name: [answer.words(one) for answer in group] for name, group in card}


def first(one: Story, question: str) -> str | None:
    return next(iter(answers(one)[question]), None)


@pytest.mark.parametrize(
    ("title", "subject", "verb"),
    [
        ("Harbour pilots stop work after talks fail", "Harbour pilots", "stop"),
        ("Tram Leaves Rails Near Coldmere, Killing Two", "Tram", "Leaves"),
        ("Old bridge closed by mayor", "Old bridge", "closed"),
        ("While the north sleeps, Lisbon outraged over bread", "Lisbon", "outraged"),
        ("You knew it would rain, but the Reds are champions", "the Reds", "are"),
        ("Ada Holm, Jan Berg and Ida Lund crash out", "Ada Holm, Jan Berg and Ida Lund", "crash"),
        ("Town narrowly avoids third flood", "Town", "avoids"),
        ("Man arrested in Oslo has died", "Man", "has"),
    ],
)
def test_a_headline_parts_at_its_verb(title: str, subject: str, verb: str) -> None:
    """Before the finite verb stands who acts, without adverbs, openers and empty subjects."""
    clause = clause_of(words_in(title, Span(0, len(title))), title=True)

    assert clause
    span = clause.span(*clause.subject)
    assert (title[span.start : span.end], clause.words[clause.verb].text) == (subject, verb)


@pytest.mark.parametrize(
    ("sentence", "subject", "verb"),
    [
        ("Ana Reis, the mayor of Lisbon, closed the bridge.", "Ana Reis", "closed"),
        ("A man who was born in Lisbon has won the race.", "A man", "has"),
        ("A car packed with hay was driven into the river.", "A car", "was"),
        ("In a letter to the council, the mayor said no.", "the mayor", "said"),
        ("On Friday, the two boats sank.", "the two boats", "sank"),
        ("The plans the town made were good.", "The plans the town made", "were"),
    ],
)
def test_a_sentence_parts_at_its_verb(sentence: str, subject: str, verb: str) -> None:
    """Relative clauses, appositions and reduced participles are no verbs of the sentence."""
    clause = clause_of(words_in(sentence, Span(0, len(sentence))))

    assert clause
    span = clause.span(*clause.subject)
    assert clause.words[clause.verb].text == verb
    assert subject.startswith(sentence[span.start : span.end])


@pytest.mark.parametrize(
    "words", ["Is the bridge safe?", "Ten of the best bridges", "", "...", "How to build a bridge"]
)
def test_what_tells_of_no_deed_has_no_clause(words: str) -> None:
    """Questions, lists and bare nouns have no subject that acts."""
    assert clause_of(words_in(words, Span(0, len(words))), title=True) is None


def test_who_is_the_acting_subject() -> None:
    """A subject that is no name is given as the phrase it is."""
    assert first(story(*FERRY), "who") == "Harbour Pilots"


def test_who_has_the_fullest_name() -> None:
    """A headline's "Mayor" is the Ana Reis the lead names, where it comes back to her."""
    text = FLOOD[1] + " Reis said it would open in May. Reis was born there."

    assert first(story("Reis closes bridge over flood", text), "who") == "Ana Reis"


@pytest.mark.parametrize(
    ("headline", "text", "who"),
    [
        ("Old mill bombed by rebels", "The old mill burned all night. Nobody was hurt.", "rebels"),
        ("Storm leaves town dark", "Police said that two drivers had been held.", "two drivers"),
    ],
)
def test_things_and_sources_give_way_to_those_who_act(headline: str, text: str, who: str) -> None:
    """A passive's agent counts for more than a thing, and what police say more than the police."""
    assert first(story(headline, text), "who") == who


@pytest.mark.parametrize(
    ("headline", "what"),
    [
        ("Harbour Pilots Stop Work After Talks Break Down", "Stop Work"),
        ("Harbour Pilots blame storm: ‘We had to go’", "blame storm"),
        ("Pilots: ‘We had to go’", "Pilots: ‘We had to go’"),
        ("A year without harbour pilots", "A year without harbour pilots"),
        ("Why did the pilots stop? All you need to know", "Why did the pilots stop"),
    ],
)
def test_what_is_the_deed_of_the_headline(headline: str, what: str) -> None:
    """The predicate without the actor and what follows; a headline without a verb as it stands."""
    one = story(headline, FERRY[1])
    answer = find_facts(one).card.what[0]

    assert (answer.words(one), answer.place) == (what, "headline")


def test_what_without_a_headline_is_what_the_lead_says() -> None:
    """Pasted text without a title is told by its first sentence."""
    assert (first(story(None, FERRY[1]), "what") or "").endswith("stopped work on Tuesday")


def test_where_and_when_are_those_of_the_event() -> None:
    """A town behind "in" goes before a country, a near day before a far year."""
    text = FLOOD[1] + " In Portugal such floods were last seen in 1987."
    found = answers(story(FLOOD[0], text))

    assert (found["where"][0], found["when"][0]) == ("Lisbon", "Friday")


def test_a_date_keeps_the_words_that_narrow_it() -> None:
    """ "Shortly before Friday" is not Friday."""
    one = story(FLOOD[0], "The old bridge fell late on Friday, the mayor said.")

    assert first(one, "when") == "late on Friday"


def test_why_and_how_stand_behind_a_cue() -> None:
    """ "Because of" tells a reason, "by opening" a way; without a cue nothing is said."""
    found = answers(story(*FLOOD))

    assert found["why"] == ["because of the flood"]
    assert found["how"] == ["by opening the farm road"]
    assert answers(story("Cow walks home", "A cow walked home on Friday."))["why"] == []


@pytest.mark.parametrize(
    "text",
    [
        "“We sail because a timetable says so,” said Ada Holm of the ferry.",
        "‘We sail because a timetable says so,’ said Ada Holm of the ferry.",
        '"We sail because a timetable says so," said Ada Holm of the ferry.',
    ],
)
def test_a_reason_stays_in_its_quotation(text: str) -> None:
    """What somebody gives as a reason ends with his words."""
    one = story("Ferry sails in storm", "The ferry sailed on Friday. " + text)

    assert first(one, "why") == "because a timetable says so"


def test_what_is_due_to_happen_is_no_reason() -> None:
    """ "Due to rise from May" is a plan."""
    assert answers(story("Fares up", "Fares are due to rise from May in the town."))["why"] == []


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Opinion: Bridges are for people", "article"),
        ("Nine bridges worth a walk", "list"),
        ("Bridge paint, 5 litres", "product"),
    ],
)
def test_what_tells_of_no_event_is_not_made_to(headline: str, kind: PageKind) -> None:
    """Opinion, lists and shops answer who and where only where they name them outright."""
    text = "Walks do one good. The best go over water, and Coldmere has some. So has Upper Tarn."
    found = answers(story(headline, text, kind=kind))

    assert (found["who"], found["where"]) == ([], [])
    assert found["what"]


def test_a_live_blog_tells_its_latest_entry() -> None:
    """Of several days the one nearest the publication answers when."""
    text = "On Tuesday the bridge shook. On Wednesday it was shut. On Friday it fell."

    assert first(story("Bridge live", text, kind="live-blog"), "when") == "Friday"
    assert first(story("Bridge live", text, "2026-03-04", "live-blog"), "when") == "Wednesday"


def dated(*values: str | None) -> list[Fact]:
    return [Fact("date", (Span(i, i + 1),), value, 0) for i, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (("2026-03-04", "1987", "2026-01"), ["1987", "2026-01", "2026-03-04"]),
        (("2026-03-04", "1987", None), []),
        (("2026-03-04", "1987", "1987"), []),
        (("2026-03-04", "1987", "P2D"), []),
    ],
)
def test_a_timeline_is_of_three_known_dates_or_more(
    values: Sequence[str | None], order: Sequence[str]
) -> None:
    """In order of time; lengths of time and unresolved dates are no points of it."""
    assert [moment.value for moment in timeline_of(dated(*values))] == order


def test_numbers_come_with_what_they_count() -> None:
    """A figure without its unit says little."""
    one = story(*FLOOD)

    assert "1,200 people" in [answer.words(one) for answer in find_facts(one).card.numbers]


def test_voices_are_in_order_of_what_they_say() -> None:
    """Each speaker has his quotes, the most quoted first."""
    one = story(None, "Ana Reis and Jan Berg met. “We will close it at once,” said Jan Berg.\n"
                "“It is not safe for anyone,” said Ana Reis. “It may fall this year,” Reis said.")  # fmt: skip
    facts = find_facts(one)

    assert [one[voice.name] for voice in facts.card.voices] == ["Ana Reis", "Jan Berg"]
    assert sorted(i for voice in facts.card.voices for i in voice.quotes) == [0, 1, 2]


def test_other_languages_give_names_and_a_first_sentence() -> None:
    """Where the grammar is not known nothing is parted."""
    text = "Die Brücke in Lissabon bleibt seit Freitag zu. Ana Reis will sie im Mai öffnen."
    one = nutgraf.read_text(text, headline="Brücke bleibt zu", language="de").story
    card = find_facts(one).card

    assert [answer.words(one) for answer in card.what] == [one[one.sentences[0].span]]
    assert card.how == ()


def test_an_empty_story_has_an_empty_card() -> None:
    """Nothing is asked of no text."""
    assert card_of(Story(""), (), ()) == Card()


PIECES = st.sampled_from(
    [*FERRY[1].split(), *FLOOD[1].split(), "“", "”", "’", "'s", ",", ". ", "\n", " who ", "(", ")", "—",
     "by opening", "because", "in Lisbon", "on Friday", "Ana Reis", "said", "🙂", "é", "-", ":", "?"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60), st.lists(PIECES, max_size=12))
def test_no_shuffled_words_make_a_card_that_is_not_there(
    text: Sequence[str], headline: Sequence[str]
) -> None:
    """Every answer is clean words of one block or of the headline, the same each time."""
    title = " ".join(headline).replace("\n", " ")
    reading = nutgraf.read_text(
        " ".join(text), headline=title, published="2026-03-07", language="en"
    )

    assert broken_laws(reading) == []
    assert find_facts(reading.story) == reading.facts
    assert all(words.count("“") == words.count("”") for words in answers(reading.story)["why"])


@pytest.mark.parametrize(
    "unit", ["a ", "who ", ", ", "“", "in Coldmere ", "said ", "( ", "because "]
)
def test_a_very_long_paragraph_is_read_in_no_time(unit: str) -> None:
    """A megabyte of anything costs the card well under a second."""
    text = (unit * (1_000_000 // len(unit))).strip()
    span = Span(0, len(text))
    blocks, sentences = (Block("paragraph", span, Anchor("")),), (Sentence(span, 0),)
    one = Story(text, blocks, sentences, headline=unit * 200, language="en")
    start = time.process_time()
    card_of(one, (), ())

    assert time.process_time() - start < 1
