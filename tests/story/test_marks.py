"""Links, emphasis and footnotes are places in a text that they do not change."""

from __future__ import annotations

import pytest

import nutgraf
from nutgraf.model import Page, Story
from nutgraf.page.tree import parse
from nutgraf.story.blocks import page_blocks
from nutgraf.story.links import address

URL = "https://news.example/a/story.html?page=1"
WORDS = "There are enough words in this paragraph to be taken for a story by anyone. " * 3


def marks_of(html: str, url: str | None = URL) -> list[tuple[str, str, str | None]]:
    blocks = page_blocks(parse(Page(f"<head>{html}</body>", url)).root)
    return [
        (mark.kind, block.text[mark.span.start : mark.span.end], mark.href or mark.target)
        for block in blocks
        for mark in block.marks
    ]


def story_of(html: str) -> Story:
    page = f"<body><article><h1>Head</h1><p>{WORDS}</p>{html}<p>{WORDS}</p></article></body>"
    return nutgraf.read(page, URL).story


@pytest.mark.parametrize(
    ("html", "marks"),
    [
        ("<p>a <b> bold </b> word</p>", [("strong", "bold", None)]),
        ("<p>a<em>\n</em>b</p>", []),
        ("<p><b>one <strong>two</strong></b></p>", [("strong", "one two", None)]),
        ("<p><i>one <code>two</code></i></p>", [("emphasis", "one two", None), ("code", "two", None)]),
        ("<p><b>one<br><br>two</b></p>", [("strong", "one", None), ("strong", "two", None)]),
        ("<p>日本\n<b>語</b>\nです</p>", [("strong", "語", None)]),
        ("<p>so\u00adft <b>hy\u00adphens\u200b</b></p>", [("strong", "hyphens", None)]),
        ("<p>x<sup>2</sup> <i style='font-style: normal'>y</i></p>", [("sup", "2", None)]),
        ("<em><p>one</p><p>two</p></em>", [("emphasis", "one", None), ("emphasis", "two", None)]),
        ("<p>a <button><b>press</b></button> <i>b</i></p>",
         [("strong", "press", None), ("emphasis", "b", None)]),
        ("<pre><b>code</b> stands</pre>", []),
        ("<table><tr><td><b>1</b></td><td>2</td></tr><tr><td>3</td><td>4<br><i>5</i></td></tr></table>",
         [("strong", "1", None), ("emphasis", "5", None)]),
    ],
)  # fmt: skip
def test_marks_dress_the_words_a_reader_sees(
    html: str, marks: list[tuple[str, str, str | None]]
) -> None:
    """A mark begins and ends at a visible character, whatever white space the page has there."""
    assert marks_of(html) == marks


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("b.html", "https://news.example/a/b.html"),
        ("//other.example/x", "https://other.example/x"),
        ("?page=2", "https://news.example/a/story.html?page=2"),
        (" https://x.example/a b\n", "https://x.example/a%20b"),
        ("https://x.example/&quot;>&lt;b>", "https://x.example/%22%3E%3Cb%3E"),
        ("HTTPS://x.example/", "https://x.example/"),
        ("#note", "note"),
        (URL + "#note", "note"),
        ("java\nscript:alert(1)", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("http://[bad", None),
        ("#", None),
        ("https://x.example/" + "a" * 3000, None),
    ],
)
def test_a_link_leads_to_the_web_or_is_none(href: str, address: str | None) -> None:
    """Only absolute http(s) addresses and places in the page are links, safe to write anywhere."""
    assert [where for _, _, where in marks_of(f'<p>a <a href="{href}">link</a></p>')] == (
        [address] if address else []
    )


def test_a_base_moves_links_and_an_unknown_page_has_none() -> None:
    """Relative links follow `<base>`; where nobody knows the page's address there are none."""
    html = "<base href='/deep/er/'></head><body><p><a href='x'>one</a> <a href='http://y.example'>two</a></p>"

    assert [where for *_, where in marks_of(html)] == ["https://news.example/deep/er/x", "http://y.example"]  # fmt: skip
    assert [where for *_, where in marks_of(html, None)] == ["http://y.example"]
    assert address("x", None) is None


def test_a_run_of_many_paragraphs_costs_what_its_length_costs() -> None:
    """One bold element over thousands of paragraphs is placed once in each."""
    html = "<b><i>" + "some words<br><br>" * 5_000

    assert len(marks_of(html)) == 10_000


def test_a_note_below_the_story_is_kept_under_its_own_label() -> None:
    """A footnote that is no part of the body is a labelled block, and its sign leads there."""
    story = story_of(
        f"<p>{WORDS}<sup><a href='#n1'>1</a></sup></p>"
        "<nav><p id='n1'>Counted by hand. <a href='#r1'>↩</a></p></nav>"
    )
    (note,) = (mark for mark in story.marks if mark.kind == "note")

    assert story[note.span] == "1"
    assert story.blocks[note.block or 0].kind == "note"
    assert story.labelled("note") == ("Counted by hand.",)
    assert "Counted" not in story.text


@pytest.mark.parametrize(
    "html",
    [
        "<p>See <a href='#n1'>the long chapter below</a>.</p><nav><p id='n1'>A note here</p></nav>",
        "<p>Rated <a href='#n1'>7</a> and <a href='#n1'>8</a>.</p><nav><p id='n1'>A note here</p></nav>",
        "<nav><p id='n1'>A note here</p></nav><p>Up again <a href='#n1'>1</a>.</p>",
        "<p>Nowhere <a href='#n9'>1</a>.</p><nav><p id='n1'>A note here</p></nav>",
        "<p>Chapter <a href='#n1'>1</a>.</p><h2 id='n1'>A chapter here</h2>",
    ],
)
def test_not_every_link_inside_the_page_is_a_footnote(html: str) -> None:
    """A sign is short, always the same for its note, and stands above it."""
    story = story_of(html)

    assert [mark for mark in story.marks if mark.kind in ("note", "link")] == []
    assert story.labelled("note") == ()
