"""Structure in the files: lists, quotations, links, footnotes, and nothing a page could slip in."""

from __future__ import annotations

import re

import pytest

import nutgraf
from nutgraf.export.body import body
from nutgraf.export.xhtml import Body
from nutgraf.model import Anchor, Block, Span, Story
from tests.golden import reading_of

WORDS = "There are enough words in this paragraph to be taken for a story by anyone. " * 3


def story_of(html: str) -> Story:
    page = f"<body><article><h1>Head</h1><p>{WORDS}</p>{html}<p>{WORDS}</p></article></body>"
    return nutgraf.read(page, "https://news.example/a/").story


def written(story: Story) -> str:
    """The body as the HTML file and the book have it, without the places of its sentences."""
    return re.sub(r'<span id="s\d+">|</span>', "", Body(story).html)


def middle(html: str) -> str:
    """What stands between the first and the last paragraph in Markdown."""
    return "\n\n".join([*body(story_of(html))][1:-1])


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a <b>bold</b>, <i>slanted</i> word", "a **bold**, *slanted* word"),
        ("<b>語</b>は<i>語</i>", "<strong>語</strong>は<em>語</em>"),
        ("in<b>side</b> <b>a</b><i>b</i> c", "in<strong>side</strong> <strong>a</strong><em>b</em> c"),
        ("<b>all <i>of it</i></b>", "**all *of it***"),
        ("<b>* star</b> and <i>_</i>", "**\\* star** and *\\_*"),
        ("see <a href='/x_y*z'>[a] (b)</a>!", "see [\\[a\\] (b)](<https://news.example/x_y*z>)!"),
        ("wow!<a href='/x'>link</a>", "wow\\![link](<https://news.example/x>)"),
        ("<a href='/x>y'><b>l</b></a>", "[**l**](<https://news.example/x%3Ey>)"),
        ("<code>a*b</code> <code>`</code> <code>x <b>y</b></code>", "`a*b` `` ` `` <code>x **y**</code>"),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("<b>1</b>. no list", "**1**. no list"),
        ("1. no <b>list</b><br># no <i>head</i>", "1\\. no **list**  \n\\# no *head*"),
    ],
)  # fmt: skip
def test_marks_are_written_so_that_they_are_read_as_marks(html: str, markdown: str) -> None:
    """Signs where Markdown is sure to read them as such, tags where it is not, text escaped."""
    assert middle(f"<p>{html} {WORDS}</p>") == f"{markdown} {WORDS.strip()}"


def test_lists_keep_numbers_depth_and_their_ends() -> None:
    """A number out of order begins a list of its own, the only way Markdown keeps it."""
    markdown = "\n".join(body(reading_of("list--numbered").story))

    assert "2. Clear the stairs of\n   - shoes, plants and children\n" in markdown
    assert "3. Wrap the legs in blankets.\n\n   Never in plastic, which slips.\n" in markdown
    assert (
        "4) Lower the heavy end first.\n7. Rest on every landing, needed or not.\n8. " in markdown
    )


def test_html_keeps_lists_quotations_and_footnotes() -> None:
    """Items have their numbers, a quotation is one, a sign leads to its note."""
    lists = written(reading_of("list--numbered").story)
    quotation = written(reading_of("quote--paragraphs").story)
    notes = written(reading_of("footnotes--essay").story)

    assert '<li value="7">Rest on every landing' in lists
    assert "<li>rugs, above all rugs</li>\n</ul></li>" in lists
    assert quotation.count("<blockquote>") == 2
    assert '<a href="#note-2"><sup>[2]</sup></a>' in notes
    assert '<p class="note" id="note-3">' in notes


def test_footnotes_are_written_as_footnotes() -> None:
    """Signs and notes find each other, whether the note stands in the body or below it."""
    markdown = "\n\n".join(body(reading_of("footnotes--essay").story))

    assert "she proved it.[^1]\n" in markdown
    assert "[^2]: Eleven drivers" in markdown
    assert "[^3]: \\* The best of them" in markdown


def test_pictures_are_links() -> None:
    """Opening a file loads nothing: a picture is its caption and its address."""
    story = reading_of("images--captions").story
    html = written(story)

    assert "<img" not in html
    assert "Image: The quay at Sandholm in May" in html
    assert "[Image: Blue again, until next April.](<https://tidewater.example/img/blue-2x.jpg>)" in [*body(story)]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='https://x.example/\"onmouseover=\"a'>x</a> {}</p>",
        "<p><a href=' javascript:alert(1)'>x</a> {}</p>",
        "<p><b>&lt;script>alert(1)&lt;/script></b> {}</p>",
        "<figure><img src='https://x.example/\"><script>' alt='\"><script>'></figure><p>{}</p>",
        "<p><sup><a href='#\"x'>1</a></sup> {}</p><nav><p id='\"x'>note &lt;script> here</p></nav>",
    ],
)
def test_nothing_active_gets_into_the_html(html: str) -> None:
    """Whatever an address, a description or a note says stays words."""
    shown = written(story_of(html.format(WORDS)))

    assert "<script" not in shown
    assert '" on' not in shown
    assert 'href="javascript' not in shown


def test_lists_of_any_shape_are_written() -> None:
    """Items whose depth jumps up and down, as a page cut in pieces has them, all stand in line."""
    levels = [3, 1, 8, 2, 2, 1, 5] * 100
    text = "\n\n".join(f"item {n}" for n in range(len(levels)))
    starts = [found.start() for found in re.finditer("item", text)]
    blocks = [
        Block("list-item", Span(start, start + len(f"item {n}")), Anchor("", path=f"/ul/li[{n}]"), level)
        for n, (start, level) in enumerate(zip(starts, levels, strict=True))
    ]  # fmt: skip
    story = Story(text, tuple(blocks))

    assert re.findall(r"item \d+", "".join(body(story))) == text.split("\n\n")
    assert re.findall(r"item \d+", written(story)) == text.split("\n\n")
