"""Every golden page gives what its folder says."""

from __future__ import annotations

import pytest

from nutgraf.model import Mark, Quote, Reading, Story
from tests.golden import CASES, expected, expected_body, reading_of

FIELDS = ("headline", "dek", "site", "published", "updated", "language")
GROUPS = ("people", "organisations", "places")


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    """One golden case after another."""
    return str(request.param)


def names(reading: Reading, group: str) -> list[str]:
    return [reading.story[fact.spans[0]] for fact in getattr(reading.facts, group)]


def test_the_body_is_the_running_text_and_nothing_else(case: str) -> None:
    """The body is what the reporter wrote, in order, word for word."""
    assert reading_of(case).story.text == expected_body(case)


def test_what_the_page_says_of_its_story_is_read(case: str) -> None:
    """Headline, dek, site, dates and language are the page's own."""
    story, wanted = reading_of(case).story, expected(case)

    found = {name: getattr(story, name) for name in FIELDS if name in wanted}

    assert found == {name: wanted[name] for name in found}


def test_people_of_the_byline_and_credits_are_named(case: str) -> None:
    """A byline is people's names; credits, captions and the dateline keep their own labels."""
    story, wanted = reading_of(case).story, expected(case)

    found = {
        "byline": list(story.byline),
        "credits": list(story.credits),
        "captions": list(story.labelled("caption")),
        "dateline": story[story.dateline] if story.dateline else None,
    }

    assert {k: v for k, v in found.items() if k in wanted} == {
        k: wanted[k] for k in found if k in wanted
    }


def test_the_kind_of_page_is_recognised(case: str) -> None:
    """A page is read in the way that suits its kind; a listing or an error makes no story."""
    reading, wanted = reading_of(case), expected(case)

    if "kind" in wanted:
        assert reading.story.kind == wanted["kind"]
    if reading.story.kind in ("listing", "error"):
        assert (reading.story.sentences, reading.summary.ranking, reading.facts.items) == (
            (),
            (),
            (),
        )


def test_blocks_keep_their_kind(case: str) -> None:
    """Subheads, list items, quotes, tables and code stay what they are."""
    story, wanted = reading_of(case).story, expected(case).get("kinds", {})

    for kind, texts in wanted.items():
        assert [story[block.span] for block in story.body if block.kind == kind] == texts


def test_links_emphasis_and_footnotes_keep_their_place(case: str) -> None:
    """Every mark of the body is the one demanded: its kind, its words and where it leads."""
    story, wanted = reading_of(case).story, expected(case)

    found = [[mark.kind, story[mark.span], *leads_to(story, mark)] for mark in story.marks]

    assert found == wanted.get("marks", found)


def test_items_keep_their_numbers_and_depth(case: str) -> None:
    """A list item has the number that the page shows and knows how many lists it stands in."""
    story, wanted = reading_of(case).story, expected(case)
    items = [block for block in story.body if block.kind == "list-item"]

    found = [[story[block.span], block.ordinal, block.level] for block in items]

    assert found == wanted.get("items", found)


def test_pictures_stand_in_their_places(case: str) -> None:
    """A picture is an address, the words that describe it and the words it stood before."""
    story, wanted = reading_of(case).story, expected(case)

    found = [[image.src, shown_of(story, image.caption), next_words(story, image.before)]
             for image in story.images]  # fmt: skip

    assert found == wanted.get("images", found)


def test_what_was_cut_is_listed_with_a_reason(case: str) -> None:
    """Nothing is lost in silence: every piece of clutter is among the removals."""
    removed = reading_of(case).removed

    for text in expected(case).get("removed", ()):
        assert any(text in removal.preview for removal in removed), text
    assert all(removal.step and removal.reason for removal in removed)


def test_notices_tell_what_kind_of_page_it_is(case: str) -> None:
    """A page that is no story says so."""
    codes = {notice.code for notice in reading_of(case).notices}

    assert codes >= set(expected(case).get("notices", ()))


def test_the_people_organisations_and_places_are_found(case: str) -> None:
    """Names a reader would list are found; reporters are not people of the story."""
    reading, wanted = reading_of(case), expected(case)

    for group in GROUPS:
        assert set(wanted.get(group, ())) <= set(names(reading, group)), group
    assert not set(wanted.get("not_people", ())) & set(names(reading, "people"))


def test_dates_are_found_and_resolved_only_when_they_follow(case: str) -> None:
    """A date has a normal value where the text and the publication date give one."""
    reading = reading_of(case)
    found = {reading.story[s]: f.value for f in reading.facts.dates for s in f.spans}

    for text, value in expected(case).get("dates", ()):
        assert text in found
        assert found[text] == value, text


def test_numbers_are_found(case: str) -> None:
    """Amounts, shares, counts and vague counts are found as they stand."""
    found = names(reading_of(case), "numbers")

    for text in expected(case).get("numbers", ()):
        assert text in found


def test_quotes_find_their_speaker(case: str) -> None:
    """A quote finds its cue and its source wherever they stand, or names nobody."""
    reading, wanted = reading_of(case), expected(case)

    for row in wanted.get("quotes", ()):
        quote = quote_starting(reading, row["content_starts"])
        found = parts(reading, quote)
        assert {k: found[k] for k in row if k != "content_starts"} == {
            k: v for k, v in row.items() if k != "content_starts"
        }
    contents = [reading.story[quote.content] for quote in reading.facts.quotes]
    assert not set(wanted.get("not_quotes", ())) & set(contents)


def test_clutter_never_reaches_the_summary(case: str) -> None:
    """No length of summary holds a line that is not the story's."""
    reading = reading_of(case)
    sentences = [reading.story[sentence.span] for sentence in reading.story.sentences]

    for text in expected(case).get("summary_has_not", ()):
        assert not any(text in sentence for sentence in sentences), text


def shown_of(story: Story, index: int | None) -> str | None:
    if index is None:
        return None
    block = story.blocks[index]
    return story[block.span] or block.anchor.exact


def leads_to(story: Story, mark: Mark) -> list[str]:
    return [where for where in (mark.href, shown_of(story, mark.block)) if where]


def next_words(story: Story, index: int) -> str:
    following = (story[block.span] for block in story.blocks[index:] if block.in_body)
    return " ".join(next(following, "").split()[:3])


def quote_starting(reading: Reading, start: str) -> Quote:
    for quote in reading.facts.quotes:
        if reading.story[quote.content].startswith(start):
            return quote
    raise AssertionError(f"no quote starts with: {start}")


def parts(reading: Reading, quote: Quote) -> dict[str, str | None]:
    source = quote.source
    spans = {
        "speaker": source.name,
        "mention": source.mention,
        "role": source.role,
        "cue": quote.cue,
    }
    return {name: reading.story[span] if span else None for name, span in spans.items()}
