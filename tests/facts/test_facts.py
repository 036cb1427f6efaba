"""Facts are places in the text; where it does not say, nothing is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nutgraf
from nutgraf.model import Reading
from tests.golden import CASES, PAGES
from tests.laws import broken_laws


def read(*paragraphs: str, published: str | None = None) -> Reading:
    return nutgraf.read_text("\n\n".join(paragraphs), published=published, language="en")


def shown(reading: Reading, group: str) -> list[str]:
    return [reading.story[fact.spans[0]] for fact in getattr(reading.facts, group)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The mayor, Ana Reis, opened the bridge on a cold day.", "Ana Reis"),
        ("Farmer Luis Ferreira sold his last cow that spring.", "Luis Ferreira"),
        ("Nobody asked Oyelaran Adebayo, 34, what he wanted.", "Oyelaran Adebayo"),
        ("A letter from Kjell-Arne Brandvold, who chairs the club, was read.",
         "Kjell-Arne Brandvold"),
        ("It was Energy Minister Teresa Vilhena who signed the paper.", "Teresa Vilhena"),
    ],
)  # fmt: skip
def test_people_are_found_by_what_stands_around_them(text: str, person: str) -> None:
    """Titles, roles, ages and appositions speak for a person, whatever the name."""
    assert shown(read(text), "people") == [person]


def test_a_surname_is_the_person_of_the_full_name() -> None:
    """Later mentions join the first full name, and the value is that name."""
    reading = read("Helena Marsh chairs the club.", "Marsh said no. The club agreed with Marsh.")
    (person,) = reading.facts.people

    assert person.value == "Helena Marsh"
    assert [reading.story[span] for span in person.spans] == ["Helena Marsh", "Marsh", "Marsh"]


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("The ruling Nur Halan party won again by a wide margin.", "Nur Halan"),
        ("He studied at the University of Coldmere for six years.", "University of Coldmere"),
        ("The company, Corrib Bread, argued that heat was natural.", "Corrib Bread"),
        ("Ministers and NATO generals met behind closed doors today.", "NATO"),
        ("Shares in Rede Lumen rose after the announcement today.", "Rede Lumen"),
    ],
)
def test_organisations_are_found(text: str, organisation: str) -> None:
    """Kinds of organisation, apposition and acronyms speak for an organisation."""
    assert organisation in shown(read(text), "organisations")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The road to Kazakhstan was closed by snow all week.", "Kazakhstan"),
        ("They live in the village of Upper Tarn with two goats.", "Upper Tarn"),
        ("Fog lay over Lake Mirren until the afternoon came.", "Lake Mirren"),
    ],
)
def test_places_are_found(text: str, place: str) -> None:
    """Gazetteer, "village of" and lakes speak for a place."""
    assert place in shown(read(text), "places")


def test_common_words_at_the_head_of_a_sentence_are_no_names() -> None:
    """A capital at the start of a sentence proves nothing."""
    reading = read("Bread costs more. Fish costs more. People eat bread and fish on Friday.")

    assert (reading.facts.people, reading.facts.organisations) == ((), ())


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("It happened on Tuesday in the rain.", "Tuesday", "2026-03-03"),
        ("It happened yesterday in the rain.", "yesterday", "2026-03-03"),
        ("It happened on 12 February in the rain.", "12 February", "2026-02-12"),
        ("It happened on Feb. 12 in the rain.", "Feb. 12", "2026-02-12"),
        ("It happened on March 1, 2019 in the rain.", "March 1, 2019", "2019-03-01"),
        ("It happened in May 2019 in the rain.", "May 2019", "2019-05"),
        ("It happened on 2019-03-01 in the rain.", "2019-03-01", "2019-03-01"),
        ("It happened in 1987 in the rain.", "1987", "1987"),
        ("It will happen next Friday in the rain.", "next Friday", "2026-03-06"),
        ("It happened on 31 February in the rain.", "31 February", None),
        ("It happened last week in the rain.", "last week", "2026-W09"),
    ],
)
def test_a_date_means_a_day_only_where_that_follows(
    text: str, said: str, value: str | None
) -> None:
    """Relative dates are resolved against the publication date (Wednesday, 4 March 2026)."""
    reading = read(text, published="2026-03-04T08:00:00+00:00")

    assert [(reading.story[f.spans[0]], f.value) for f in reading.facts.dates] == [(said, value)]


@pytest.mark.parametrize("text", ["You may 5 times a day.", "They march 12 miles.", "100M views."])
def test_what_is_no_date_is_none(text: str) -> None:
    """Verbs in small letters and abbreviations are no months."""
    assert read(text + " And that is all there is to say of it.").facts.dates == ()


@pytest.mark.parametrize(
    ("text", "said", "value", "unit"),
    [
        ("It cost $4.2 million in all.", "$4.2 million", "4200000", None),
        ("It cost 3.1 billion euros in all.", "3.1 billion euros", "3100000000", None),
        ("It rose by 8.7% in a day.", "8.7%", "8.7", None),
        ("Some 1,200 people came by.", "1,200", "1200", "people"),
        ("Police held dozens of its supporters.", "dozens", None, "supporters"),
        ("They won 27 to 11 in the end.", "27 to 11", "27-11", None),
        ("About forty-two ships were lost.", "forty-two", "42", "ships"),
        ("It cost £96m in all.", "£96m", "96000000", None),
    ],
)
def test_numbers_have_a_plain_value_and_what_they_count(
    text: str, said: str, value: str | None, unit: str | None
) -> None:
    """A number's value follows from its words; a vague count has none."""
    reading = read(text)
    (fact,) = reading.facts.numbers

    assert (reading.story[fact.spans[0]], fact.value) == (said, value)
    assert (reading.story[fact.unit] if fact.unit else None) == unit


@pytest.mark.parametrize(
    "text", ["He came 11th in the race.", "It was on 3 March 2026.", "At 10:30."]
)
def test_places_in_a_race_dates_and_clocks_are_no_numbers(text: str) -> None:
    """An ordinal, a date or a time is not a count."""
    assert read(text + " And that is all there is to say of it.").facts.numbers == ()


@pytest.mark.parametrize(
    ("text", "mention", "cue", "role"),
    [
        ("“We waited for years,” said Ana Reis, the mayor of Coldmere.", "Ana Reis", "said",
         "mayor of Coldmere"),
        ("“We waited for years,” Ana Reis said.", "Ana Reis", "said", None),
        ("Ana Reis told the council: “We waited for years.”", "Ana Reis", "told", None),
        ("“We waited for years,” transport minister Ana Reis told reporters.", "Ana Reis", "told",
         "transport minister"),
        ("According to Ana Reis, “we waited for years and years”.", "Ana Reis", "According to",
         None),
        ("“We waited,” Reis said, “for years and years.”", "Reis", "said", None),
    ],
)  # fmt: skip
def test_a_quote_finds_cue_and_source_wherever_they_stand(
    text: str, mention: str, cue: str, role: str | None
) -> None:
    """Before, after, inside, "according to": the source is the one the cue belongs to."""
    reading = read("Ana Reis came to the old bridge with her two dogs.", text)
    quote = reading.facts.direct[0]
    story, source = reading.story, quote.source

    assert source.mention
    assert source.name
    assert quote.cue
    assert (story[source.mention], story[quote.cue]) == (mention, cue)
    assert story[source.name] == "Ana Reis"
    assert (story[source.role] if source.role else None) == role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("After meeting Anna Berg in Oslo, Tom Hale said: “We will go on with it.”", "Tom Hale"),
        ("Criticised by Anna Berg, minister Tom Hale said “we will go on with it”.", "Tom Hale"),
        ("Tom Hale, who had met Anna Berg, said: “We will go on with it.”", "Tom Hale"),
        ("Tom Hale disagreed with Anna Berg. “We will go on with it,” he said.", "Tom Hale"),
        ("When Tom Hale met Anna Berg the hall said little: “We will go on with it.”", None),
    ],
)
def test_of_several_people_the_one_at_the_cue_speaks(text: str, name: str | None) -> None:
    """The speaker stands at the verb; where that is nobody and several are named, none is."""
    reading = read("Tom Hale came. Anna Berg came too.", text)
    found = reading.facts.direct[0].source.name

    assert (reading.story[found] if found else None) == name


def test_a_given_name_is_no_role_and_a_city_no_person() -> None:
    """ "Marine Roux" is a name; "in Washington" is a city, whoever is called so."""
    reading = read("Marine Roux came home. Denzel Washington spoke in Washington on Friday.")

    assert set(shown(reading, "people")) == {"Marine Roux", "Denzel Washington"}
    assert shown(reading, "places") == ["Washington"]


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("de", "Das kostet 14.500 Euro oder 3,5 Prozent von 1.500.000 Euro.",
         ["14500", "3.5", "1500000"]),
        ("fr", "Il a payé 12 000 euros et 1 500 habitants ont voté.", ["12000", "1500"]),
        ("en", "It cost 14,500 dollars, or 3.5 percent of it.", ["14500", "3.5"]),
    ],
)  # fmt: skip
def test_figures_are_read_as_their_language_writes_them(
    language: str, text: str, numbers: list[str]
) -> None:
    """Points and commas change places between languages; spaces group digits."""
    facts = nutgraf.read_text(text, language=language).facts

    assert [fact.value for fact in facts.numbers] == numbers


def test_weekdays_to_come_lie_ahead() -> None:
    """ "Will vote on Friday" is the next Friday, "she said on Friday" the last one."""
    reading = read(
        "They will vote on Friday.", "It will be hard, she said on Monday.", published="2026-03-11"
    )

    assert [fact.value for fact in reading.facts.dates] == ["2026-03-13", "2026-03-09"]


def test_a_verb_leads_to_its_own_side_of_today() -> None:
    """What "it planned in June" is over; what "is settled in October" may be to come."""
    reading = read(
        "The harbour cost twice what it planned in June.",
        "It would have to wait until the budget is settled in October.",
        published="2026-03-14",
    )

    assert [fact.value for fact in reading.facts.dates] == ["2025-06", "2026-10"]


def test_list_marks_are_neither_sentences_nor_numbers() -> None:
    """ "1." before an item belongs to its sentence."""
    reading = read("Here is our plan for the house.", "1. It will be tall.", "2. It will be wide.")

    assert [reading.story[s.span] for s in reading.story.sentences][1] == "1. It will be tall."
    assert reading.facts.numbers == ()


def test_a_role_stays_in_its_paragraph() -> None:
    """An apposition that a paragraph leaves open does not run into the next one."""
    reading = nutgraf.read(
        "<h1>Vote</h1><p>“We will wait for all of it,” said Rohan Adeyemi, once</p>"
        "<p>Councillor Priya Lindqvist, who was there, voted against it in the end on Friday.</p>"
    )

    assert broken_laws(reading) == []
    assert reading.facts.direct[0].source.role is None


def test_nobody_is_named_where_nobody_is() -> None:
    """A quote without a source abstains."""
    reading = read("A sign on the door read nothing new.", "“Closed until the spring comes again.”")

    assert reading.facts.direct[0].source.name is None


def test_the_five_ws_come_from_the_facts() -> None:
    """The card shows spans already found; "why" only on an explicit cue."""
    reading = read(
        "Mayor Ana Reis closed the bridge in Lisbon on Friday because of the flood.",
        "Traffic was sent over the hills.",
    )
    card = {name: [one.words(reading.story) for one in found] for name, found in reading.facts.card}

    assert card["who"] == ["Ana Reis"]
    assert card["where"] == ["Lisbon"]
    assert card["when"] == ["Friday"]
    assert card["why"] == ["because of the flood"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_mutation_of_a_page_makes_a_fact_that_is_not_there(data: st.DataObject) -> None:
    """However a page is cut and shuffled, every shown string is a span of the text."""
    page = PAGES / data.draw(st.sampled_from(CASES)) / "page.html"
    html = page.read_text(encoding="utf-8") if page.exists() else "<p>No page here at all.</p>"
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(html)))
        end = min(len(html), start + data.draw(st.integers(0, 400)))
        piece = data.draw(
            st.sampled_from(["", "“", '"', "<p>", "</div>", "🙂", "\u202e", "&#0;", "<"])
        )
        html = html[:start] + piece + html[end:]

    assert broken_laws(nutgraf.read(html)) == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_keeps_the_laws(text: str) -> None:
    """Arbitrary characters are read without an error and without a made-up fact."""
    assert broken_laws(nutgraf.read_text(text)) == []
