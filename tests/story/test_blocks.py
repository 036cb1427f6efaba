"""A page's text comes as blocks in order, each with its place."""

from __future__ import annotations

import pytest

from nutgraf.model import Page
from nutgraf.page.tree import parse
from nutgraf.story.blocks import PageBlock, page_blocks


def blocks_of(html: str) -> tuple[PageBlock, ...]:
    return page_blocks(parse(Page(f"<body>{html}</body>")).root)


def test_every_block_is_found_again_by_its_path() -> None:
    """A path is an XPath that leads to the element the block stands in."""
    tree = parse(Page("<div><p>one</p><ul><li>two</li><li>three <b>bold</b></li></ul>four</div>"))

    for block in page_blocks(tree.root):
        (element,) = tree.root.xpath(block.path)
        assert block.text in " ".join(element.xpath("string()").split())


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>one <b>bold</b>\n  two</p>", ["one bold two"]),
        ("<p>line<br>line two<br><br>new paragraph</p>", ["line\nline two", "new paragraph"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<p>Edin&shy;burgh&nbsp;is\u200b here</p>", ["Edinburgh is here"]),
        ("<p>日本語の\n  文章です</p>", ["日本語の文章です"]),
        ("<p><ruby>東京<rt>とうきょう</rt></ruby>へ</p>", ["東京へ"]),
        ("<p>日本語の<br>文章<b>\n  です</b></p>", ["日本語の\n文章です"]),
        ("<p>한국어\n  문장</p>", ["한국어 문장"]),
        ("<pre>a\n  b   c\n</pre>", ["a\n  b   c"]),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", ["a <b> &amp; c"]),
    ],
)
def test_text_is_set_as_the_reader_sees_it(html: str, texts: list[str]) -> None:
    """White space collapses, breaks break, soft hyphens and reading aids go, entities resolve."""
    assert [block.text for block in blocks_of(html)] == texts


def test_a_table_of_figures_is_one_block_and_a_layout_table_is_not() -> None:
    """Small cells make a table; cells with paragraphs are a page laid out with one."""
    data = "<table><tr><th>Town</th><th>Votes</th></tr><tr><td>Ash</td><td>12</td></tr></table>"
    layout = f"<table><tr><td><p>{'Long prose. ' * 30}</p></td><td>side</td></tr></table>"

    assert [(b.kind, b.text) for b in blocks_of(data)] == [("table", "Town\tVotes\nAsh\t12")]
    assert [b.kind for b in blocks_of(layout)] == ["paragraph", "paragraph"]


def test_kinds_follow_the_markup() -> None:
    """Headings are subheads with a level, list items and quotes know their container."""
    found = blocks_of("<h2>Sub</h2><ul><li>item</li></ul><blockquote><p>said</p></blockquote>")

    assert [(b.kind, b.level) for b in found] == [("subhead", 2), ("list-item", None),
                                                  ("quote", None)]  # fmt: skip


def test_words_before_a_control_that_holds_a_block_are_not_lost() -> None:
    """A button's words are their own block; the line it stands in goes on behind it."""
    found = [b.text for b in blocks_of("<p>Before <button><div>press</div></button> behind</p>")]

    assert found == ["press", "Before behind"]


def test_a_list_is_numbered_as_a_browser_numbers_it() -> None:
    """Start, value and reversed are heeded; the second paragraph of an item has no number."""
    found = blocks_of(
        "<ol start=3><li>a<ul><li>b</li></ul><li value=9><p>c</p><p>d</p><li>e</ol>"
        "<ol reversed><li>f<li>g</ol><ol start=x><li>h</ol>"
    )

    assert [(b.ordinal, b.depth) for b in found] == [
        (3, 1), (None, 2), (9, 1), (None, 1), (10, 1), (2, 1), (1, 1), (1, 1),
    ]  # fmt: skip


def test_links_and_surroundings_are_known() -> None:
    """A block knows how much of it is link and what its containers say of themselves."""
    menu, story = blocks_of(
        "<nav><a href='/'>Home page</a></nav><p>Words <a href='/x'>link</a></p>"
    )

    assert menu.link_share == 1.0
    assert menu.flagged("nav")
    assert 0 < story.link_share < 0.5


def test_a_very_deep_page_is_walked() -> None:
    """The walk keeps its own stack: depth is no matter."""
    assert [b.text for b in blocks_of("<div>" * 1400 + "deep" + "</div>" * 1400)] == ["deep"]


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("mostRead", {"related"}), ("box most_read-list", {"related"}), ("read", set()),
        ("adSlot2", {"ad"}), ("shadow", set()), ("about-the-author", {"bio"}),
        ("author-name", {"byline"}), ("product-reviews", {"review"}), ("site-nav", {"menu"}),
    ],
)  # fmt: skip
def test_a_class_says_what_its_words_say(name: str, flags: set[str]) -> None:
    """A container's flags are those of the words of its class, however they are joined."""
    (block,) = blocks_of(f"<div class='{name}'>one</div>")

    assert {flag for flag, _ in block.flags} == flags


def test_the_mark_of_a_link_to_a_heading_is_no_word_of_it() -> None:
    """A pilcrow that links to its own heading is there for the mouse."""
    (block,) = blocks_of("<h2>Set up<a class='headerlink' href='#set-up'>¶</a></h2>")

    assert block.text == "Set up"
