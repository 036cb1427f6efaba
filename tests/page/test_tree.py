"""The tree holds everything the page holds, or says that it does not."""

from __future__ import annotations

import time

import pytest

from nutgraf.model import Page
from nutgraf.page.tree import parse

TAIL = "<p>The last paragraph of the page.</p>"


def text_of(html: str) -> str:
    return str(parse(Page(html)).root.xpath("string()"))


@pytest.mark.parametrize("depth", [300, 1000, 1400])
def test_deep_pages_are_read_whole(depth: int) -> None:
    """The parser's own default would drop everything past a depth of 254."""
    tree = parse(Page("<div>" * depth + "deep words" + "</div>" * depth + TAIL))

    assert "deep words" in str(tree.root.xpath("string()"))
    assert "last paragraph" in str(tree.root.xpath("string()"))
    assert tree.notices == ()


def test_a_page_too_deep_for_the_parser_says_so() -> None:
    """Past 2,048 levels text is lost, and the reader is told."""
    tree = parse(Page("<div>" * 5000 + "deep" + "</div>" * 5000 + TAIL))

    assert [notice.code for notice in tree.notices] == ["partial"]


def test_a_huge_text_is_not_dropped() -> None:
    """By default a text node of ten million characters would empty the whole document."""
    tree = parse(Page("<p>" + "word " * 1_900_000 + "</p>" + TAIL))

    assert "last paragraph" in str(tree.root.xpath("string()"))
    assert [notice.code for notice in tree.notices] == ["partial"]


def test_a_tag_with_thousands_of_attributes_costs_nothing() -> None:
    """The parser is quadratic in attributes; such a tag is read without them."""
    attributes = " ".join(f"a{n}=1" for n in range(100_000))
    start = time.process_time()

    assert "words inside" in text_of(f"<div {attributes}>words inside</div>")
    assert time.process_time() - start < 2


def test_many_tags_are_marked_as_crowded() -> None:
    """Past 40,000 tags the quadratic finder must not run, and the reader is told."""
    tree = parse(Page("<b>x</b>" * 40_001))

    assert tree.crowded
    assert [notice.code for notice in tree.notices] == ["partial"]


@pytest.mark.parametrize(
    "attributes",
    ["hidden", 'style="display: none"', "style='position:absolute;left:-9999px'",
     'data-nutgraf-hidden=""', 'style="VISIBILITY:HIDDEN"'],
)  # fmt: skip
def test_what_no_reader_sees_is_taken_off_and_listed(attributes: str) -> None:
    """Invisible text could plant facts; it goes, with its reason."""
    visible = "Visible words stand here for every reader to see, and there are many. " * 3
    tree = parse(Page(f"<body><p>{visible}</p><p {attributes}>planted words</p></body>"))

    assert "planted" not in str(tree.root.xpath("string()"))
    assert [removal.preview for removal in tree.hidden] == ["planted words"]


def test_an_article_that_script_fades_in_is_not_hidden() -> None:
    """Where most of a page's words are styled away, the page is not hiding them."""
    words = "A story told in many words. " * 20

    assert "A story told" in text_of(f"<p>Menu</p><div style='visibility:hidden'>{words}</div>")


def test_an_article_sent_hidden_and_put_in_place_by_script_is_read() -> None:
    """Pages that stream send their article in a hidden element, next to a script that shows it."""
    words = "A story told in many words. " * 20
    data = "<script>" + "var data = 1;" * 200 + "</script>"

    assert "A story told" in text_of(f"<nav>Menu</nav>{data}<div hidden id='S:0'>{words}</div>")


def test_a_paywalls_switch_does_not_hide_the_story() -> None:
    """Text behind a subscriber switch is the story's own."""
    assert "second half" in text_of(
        "<p>The first half, which is longer than what follows it here.</p>"
        "<div class='subscriber-only' style='display:none'>second half</div>"
    )


@pytest.mark.parametrize("html", ["", " ", "<", "<!-- -->", "<!doctype html>", "\n<?xml?>"])
def test_an_empty_page_is_an_empty_tree(html: str) -> None:
    """Nothing in, nothing out, no error."""
    assert text_of(html).strip() in ("", "<")


def test_entities_of_an_xml_bomb_are_not_expanded() -> None:
    """HTML has no internal entities: nothing grows, no file is read."""
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>&a;&b; end</p>'

    assert "root:" not in text_of(bomb)
    assert "end" in text_of(bomb)
