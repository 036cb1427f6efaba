"""Files a reader keeps: safe against any title, and linked back to the page."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import yaml

import nutgraf
from nutgraf.errors import BadRequest, UnknownFormat
from nutgraf.export import EXPORTERS, exporter, file_name
from nutgraf.export.content import link_of, page_url, summary_spans, whole
from tests.export.titles import HOSTILE, URL, titled
from tests.golden import CASES, reading_of


@pytest.mark.parametrize("headline", HOSTILE)
def test_front_matter_survives_any_title(headline: str) -> None:
    """What a YAML parser reads back is what the page said."""
    text = EXPORTERS["md"].write(titled(headline))
    front = text.split("\n---\n")[0].removeprefix("---\n")

    fields = yaml.safe_load(front)
    assert (fields["title"], fields["site"], fields["author"]) == (headline, headline, [headline])
    assert fields["url"] == URL


@pytest.mark.parametrize(
    "form", ["json", "csv", "ris", "bibtex", "csl-json", "annotations", "html"]
)
@pytest.mark.parametrize("headline", HOSTILE)
def test_any_title_can_be_written(headline: str, form: str) -> None:
    """No title makes a format fail, and what is written is UTF-8."""
    assert EXPORTERS[form].one(titled(headline)).decode("utf-8")


@pytest.mark.parametrize("headline", HOSTILE)
def test_html_holds_no_active_part(headline: str) -> None:
    """No script, handler, remote part or unknown link scheme gets into the file."""
    found = Tags()
    found.feed(EXPORTERS["html"].write(titled(headline)))

    assert not found.tags & {"script", "img", "iframe", "object", "link", "form", "base"}
    assert not [a for a in found.attributes if a[0].startswith("on")]
    links = [value for name, value in found.attributes if name == "href"]
    assert all(re.match(r"https://news\.example/|#s\d+$", link) for link in links)


class Tags(HTMLParser):
    """Every tag and attribute of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.parametrize("headline", HOSTILE)
def test_file_names_are_plain(headline: str) -> None:
    """Letters, digits and hyphens; never a path, never a reserved name."""
    for name in (file_name(titled(headline), ".md"), file_name(titled("con"), ".md")):
        assert re.fullmatch(r"[a-z0-9-]{3,80}\.md", name)
        assert not name.startswith("con.")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["md", "html", "txt", "json"])
def test_the_whole_story_is_in_the_file(case: str, form: str) -> None:
    """Each file that holds the story has every word of its body, in order."""
    reading = reading_of(case)
    text = EXPORTERS[form].one(reading).decode()
    if form == "json":
        assert json.loads(text)["story"]["text"] == reading.story.text
        return
    letters = "".join(re.findall(r"\w", _plain(text, form)))
    for block in reading.story.body:
        words = "".join(re.findall(r"\w", reading.story[block.span]))
        assert words in letters


def _plain(text: str, form: str) -> str:
    if form == "html":
        return html.unescape(re.sub(r"<[^>]+>", " ", text))
    dress = r"\]\(<[^>]*>\)|</?(?:strong|em|sub|sup|code)>"
    return re.sub(r"\\(.)", r"\1", re.sub(dress, "", text)) if form == "md" else text


@pytest.mark.parametrize("form", EXPORTERS)
def test_the_same_reading_gives_the_same_bytes(form: str) -> None:
    """Neither clock nor order of a set gets into a file."""
    reading = reading_of("quotes--cue-places")

    assert len({EXPORTERS[form].one(reading) for _ in range(3)}) == 1


@pytest.mark.parametrize("form", ["md", "html", "txt", "csv", "annotations"])
def test_every_fact_and_quote_carries_the_link_to_its_place(form: str) -> None:
    """A file that holds facts has, for each of them, the address that opens the page there."""
    reading = reading_of("quotes--cue-places")
    text = html.unescape(EXPORTERS[form].one(reading).decode())
    spans = [whole(fact) for fact in reading.facts.items]
    spans += [quote.content for quote in (*reading.facts.direct, *reading.facts.told)]

    assert len(spans) > 20
    assert [span for span in spans if link_of(reading, span) not in text] == []


@pytest.mark.parametrize("form", ["md", "html", "txt", "ris", "csl-json", "annotations"])
def test_every_sentence_of_the_summary_carries_the_link_to_its_place(form: str) -> None:
    """A file that holds the summary says where each of its sentences stands in the page."""
    reading = reading_of("quotes--cue-places")
    text = html.unescape(EXPORTERS[form].one(reading).decode())
    links = [link_of(reading, span) for span in summary_spans(reading)]

    assert len(links) == 3
    assert [link for link in links if link not in text] == []


def test_plain_text_numbers_its_links() -> None:
    """Behind each sentence stands the number under which its link is listed, each link once."""
    reading = reading_of("quotes--cue-places")
    lines = EXPORTERS["txt"].one(reading).decode().splitlines()
    listed = dict(line.split(" ", 1) for line in lines if re.match(r"‹\d+› https", line))

    assert len(set(listed.values())) == len(listed) > 20
    for span in summary_spans(reading):
        [line] = [line for line in lines if line.startswith(f"* {reading.story[span]} ‹")]
        assert listed[line.rpartition(" ")[2]] == link_of(reading, span)


def test_many_readings_in_one_file_are_each_there() -> None:
    """A format that holds many has each reading's digest or address once."""
    readings = [reading_of(case) for case in ("quotes--cue-places", "list--numbered")]
    array = json.loads(EXPORTERS["json"].many(readings))

    assert [one["digest"] for one in array] == [reading.digest for reading in readings]
    for form in ("ris", "bibtex", "csl-json", "csv", "annotations"):
        text = EXPORTERS[form].many(readings).decode()
        assert all(str(page_url(reading)) in text for reading in readings)


@pytest.mark.parametrize("form", EXPORTERS)
def test_no_reading_is_no_file(form: str) -> None:
    """An empty choice is told, whatever the format."""
    with pytest.raises(BadRequest, match="name one at least"):
        EXPORTERS[form].many([])


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_a_format_for_one_reading_says_which_hold_many(form: str) -> None:
    """The error names the formats that would do."""
    with pytest.raises(BadRequest, match="holds one reading.*json, csv, epub, ris"):
        EXPORTERS[form].many([reading_of("list--numbered")] * 2)


def test_every_summary_sentence_and_fact_links_to_its_place() -> None:
    """Links are text fragments of the sentence's own words, encoded."""
    reading = reading_of("quotes--cue-places")
    text = EXPORTERS["md"].write(reading)
    links = re.findall(r"\(<(https://[^>]+)>\)", text)

    assert len(links) >= 3 + len(reading.facts.quotes)
    assert all("#:~:text=" in link for link in links)
    assert not [link for link in links if " " in link or "“" in link]


def test_a_long_sentence_is_linked_by_its_first_and_last_words() -> None:
    """A text fragment matches a range, so that links stay short."""
    story = reading_of("dateline--agency-credits").story
    span = max((s.span for s in story.sentences), key=len)
    directive = story.anchor(span).link(URL).split("#:~:text=")[1]

    assert directive.count(",") == 1
    assert "-" not in directive


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "file:///etc/passwd", "about:blank"]
)
def test_without_a_web_address_there_is_no_link(url: str | None) -> None:
    """Only http and https addresses are linked."""
    story = reading_of("dateline--agency-credits").story

    assert story.anchor(story.sentences[0].span).link(url) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/a> [b](javascript:1) <c",
        "https://x.example/a b\nc",
        "https://x.example/“a”",
    ],
)
def test_no_address_can_end_its_link(address: str) -> None:
    """What a page or caller gives as its address is encoded wherever it could close a link."""
    page = titled("A plain headline")
    text = EXPORTERS["md"].write(replace(page, page=replace(page.page, url=address)))

    links = re.findall(r"\(<([^>]*)>\)", text)
    assert links
    assert not [link for link in links if re.search(r"[\s<>“”]", link)]
    assert "](javascript" not in text


def test_an_unknown_format_is_told() -> None:
    """The error lists the formats there are."""
    with pytest.raises(UnknownFormat, match="md, html, txt, json"):
        exporter("docx")


def test_what_is_told_is_not_shown_as_a_quotation() -> None:
    """The reporter's words about what somebody said stand apart, without quote marks."""
    reading = nutgraf.read_text(
        "Ana Reis came to Coldmere.\n\n“The well is dry and deep,” Reis said on Monday.\n\n"
        "Reis said that the well would be closed in spring.",
        language="en",
    )
    plain, marked, page = (EXPORTERS[form].write(reading) for form in ("txt", "md", "html"))

    assert "Ana Reis: that the well would be closed in spring" in plain
    assert "“that the well" not in plain
    assert "## In the reporter’s words" in marked
    assert page.count("<blockquote>") == 1
    assert page.count("<q>") == 1


def test_the_card_is_written_and_its_headline_linked_where_it_can_be_seen() -> None:
    """An answer from the headline has a link only when the page shows that headline."""
    body = "".join(f"<p>Ana Reis closed the bridge in Lisbon on Friday, again. {'Word ' * 20}.</p>"
                   for _ in range(3))  # fmt: skip
    shown = nutgraf.read(f"<h1>Mayor closes bridge</h1>{body}", URL)
    told = nutgraf.read(f"<title>Mayor closes bridge</title>{body}", URL)
    written = [EXPORTERS["md"].write(reading) for reading in (shown, told)]

    assert all(reading.facts.card.what[0].place == "headline" for reading in (shown, told))
    rows = [re.search(r"- \*\*What:\*\* ([^;\n]*)", text) for text in written]
    assert ["#:~:text=" in row[1] for row in rows if row] == [True, False]
