"""The story as a page shows it, and its dates in words."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from nutgraf.model import Image, Mark, Span, Story
from nutgraf.web.pages.dates import calendar, date_of
from nutgraf.web.pages.story import place_of, story_markup
from tests.golden import CASES, reading_of


class Outline(HTMLParser):
    """The elements of a page: their names, their ids, and whether they stand well nested."""

    VOID = frozenset("meta link input br img".split())

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.crossed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)


def text_of(markup: str) -> str:
    """The words of a piece of HTML, breaks as line ends."""
    from html import unescape

    return unescape(re.sub(r"<[^>]+>", "", markup.replace("<br>", "\n")))


@pytest.mark.parametrize("case", CASES)
def test_every_sentence_stands_in_an_element_of_its_own(case: str) -> None:
    """`#s<i>` holds the words of sentence i and `data-at` says where they begin."""
    story = reading_of(case).story
    markup = str(story_markup(story))

    for index, sentence in enumerate(story.sentences):
        opening = f'<span id="s{index}" data-at="{sentence.span.start}">'
        assert markup.count(opening) == 1
        shown = text_of(markup.partition(opening)[2])
        first = story[sentence.span].split("\t")[0].split("\n")[0]
        assert shown.startswith(first)


@pytest.mark.parametrize("case", CASES)
def test_a_story_is_well_formed_and_nothing_in_it_is_alive(case: str) -> None:
    """Elements nest, no id stands twice, and only the elements of plain text occur."""
    found = Outline(str(story_markup(reading_of(case).story)))
    allowed = (
        "p span a h3 h4 h5 h6 ul ol li blockquote pre code table tr td div br strong em sub sup"
    )

    assert (found.crossed, found.open) == ([], [])
    assert len(found.ids) == len(set(found.ids))
    assert set(found.names) <= set(allowed.split())
    assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"]
    links = [value or "" for name, value in found.attributes if name == "href"]
    assert all(link.startswith(("http://", "https://", "#b")) for link in links)


@pytest.mark.parametrize("case", CASES)
def test_headings_leave_no_step_out(case: str) -> None:
    """Below the page's own second level, each heading is at most one level deeper than the last."""
    levels = re.findall(r"<h(\d)", "<h2" + str(story_markup(reading_of(case).story)))

    assert all(int(b) - int(a) <= 1 for a, b in zip(levels, levels[1:], strict=False))
    assert all(int(level) > 2 for level in levels[1:])


@pytest.mark.parametrize("case", CASES)
def test_every_fact_leads_to_an_element_that_is_there(case: str) -> None:
    """What a link of the reader names stands in the story."""
    reading = reading_of(case)
    there = {*Outline(str(story_markup(reading.story))).ids, "story"}
    spans = [span for fact in reading.facts.items for span in fact.spans]
    spans += [quote.content for quote in reading.facts.quotes]

    assert {place_of(reading.story, span) for span in spans} <= there


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    """A reading may come from a file that somebody forged: its links are looked at once more."""
    story = reading_of(CASES[0]).story
    word = Span(story.body[0].span.start, story.body[0].span.start + 3)
    forged = replace(
        story,
        marks=(Mark("link", word, href="javascript:alert(1)"),),
        images=(Image("data:text/html,x", "a picture", 0),),
    )

    assert "javascript:" not in story_markup(forged)
    assert "data:text" not in story_markup(forged)
    assert "a picture" in story_markup(forged)


def test_an_empty_story_is_nothing() -> None:
    """A page without a story has no markup, and any place in it is the story itself."""
    assert story_markup(Story("")) == ""
    assert place_of(Story(""), Span(0, 0)) == "story"


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2026-03-12T08:00:00+02:00", "12 March 2026"), ("2026-03", "March 2026"), ("2026", "2026"),
     (None, ""), ("soon", "soon"), ("2026-99-12", "2026")],
)  # fmt: skip
def test_a_date_is_shown_at_the_precision_it_has(iso: str | None, words: str) -> None:
    """No day or month is made up."""
    assert date_of(iso) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [("2026-03-12", "12 March 2026"), ("1998-Q1", "quarter 1 of 1998"), ("1998-SU", "summer 1998"),
     ("1998-W03", "week 3 of 1998"), ("2025/2026", "2025 – 2026"), ("P3D", ""), ("T06:15", ""),
     ("2026-03-12T09:30", "12 March 2026, 09:30"), ("198X", "198X"),
     ("1/" * 5_000, "1/" * 5_000)],
)  # fmt: skip
def test_a_dates_value_is_told_in_words(value: str, words: str) -> None:
    """What a normal value means stands beside the story's own words."""
    assert calendar(value) == words
