"""Shadow roots and framed pages stand where a reader sees them; reading aids do not stand at all."""

from __future__ import annotations

import time

import pytest

from nutgraf.model import Page
from nutgraf.page.tree import parse
from nutgraf.story.blocks import page_blocks

HOST = "<x-a><template shadowrootmode='open'>{}</template>{}</x-a><div>after</div>"


def places(html: str) -> dict[str, str]:
    tree = parse(Page(f"<body>{html}</body>"))
    return {
        block.text: block.path.removeprefix("/html/body[1]") for block in page_blocks(tree.root)
    }


def test_a_shadow_root_leaves_no_step_in_a_path() -> None:
    """Paths are those the extension walks: through the host, past the template, into the slot."""
    found = places(HOST.format("<div>one</div><slot></slot><div>two</div>", "<p>light</p>"))

    assert found == {
        "one": "/x-a[1]/div[1]", "light": "/x-a[1]/slot[1]/p[1]", "two": "/x-a[1]/div[2]",
        "after": "/div[1]",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("shadow", "light", "texts"),
    [
        ("<p><slot name='t'>fallback</slot></p><p>end</p>", "", ["fallback", "end"]),
        ("<p><slot name='t'>fallback</slot></p>", "<b slot='t'>given</b>", ["given"]),
        ("<p>one</p><slot></slot>", "a <i>light</i> line", ["one", "a light line"]),
        ("<slot name='b'></slot><slot name='a'></slot>", "<p slot='a'>A</p><p slot='b'>B</p>", ["B", "A"]),
        ("<y-b><template shadowrootmode='open'><p>inner</p><slot></slot></template><slot></slot></y-b>",
         "<p>light</p>", ["inner", "light"]),
        ("<template><p>inert</p></template><p>shown</p>", "", ["shown"]),
    ],
)  # fmt: skip
def test_slots_show_what_is_given_to_them(shadow: str, light: str, texts: list[str]) -> None:
    """A host's own children stand in its slots by name, a slot without any shows its fallback."""
    assert list(places(HOST.format(shadow, light))) == [*texts, "after"]


def test_what_no_slot_shows_is_listed() -> None:
    """Children of a host without a slot for them are hidden, not lost."""
    shown = "<p>" + "words that are shown " * 9 + "</p>"
    tree = parse(Page(HOST.format(shown, "loose <p slot='no'>words without a place</p>")))

    assert [one.preview for one in tree.hidden] == ["loose", "words without a place"]


def test_deep_shadow_roots_cost_nothing() -> None:
    """Hosts in hosts are opened in one pass."""
    start = time.process_time()
    deep = "<div><template shadowrootmode='open'><slot></slot></template>" * 400
    wide = "<x-a><template shadowrootmode='open'><slot></slot></template>light</x-a>" * 5_000

    assert list(places(f"{deep}<p>deepest</p>")) == ["deepest"]
    assert len(parse(Page(wide)).root.xpath("//slot")) == 5_000
    assert time.process_time() - start < 3


def test_a_framed_page_is_read_where_the_frame_stands() -> None:
    """A frame's own page stands in a div, as in the extension's capture, its hidden parts left
    out and its own frames read."""
    frame = (
        "&lt;p&gt;in&lt;/p&gt;&lt;p hidden&gt;unseen&lt;/p&gt;"
        "&lt;iframe srcdoc='&amp;lt;p&amp;gt;deeper&amp;lt;/p&amp;gt;'&gt;&lt;/iframe&gt;"
    )
    html = f"<div>before</div><iframe srcdoc='{frame.replace(chr(39), '&#39;')}'>no frames</iframe><div>after</div>"

    assert places(html) == {
        "before": "/div[1]", "in": "/div[2]/p[1]", "deeper": "/div[2]/div[1]/p[1]",
        "after": "/div[3]",
    }  # fmt: skip


def test_a_frame_past_the_limits_is_told() -> None:
    """Three frames deep or two million characters long: not read, and the reader is told."""
    tree = parse(Page(f"<p>shown</p><iframe srcdoc='{'words ' * 400_000}'></iframe>"))

    assert [notice.code for notice in tree.notices] == ["partial"]
    assert "words" not in str(tree.root.xpath("string()"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ruby>東京<rt>とうきょう</ruby>へ", "東京へ"),
        ("<ruby><rb>漢<rb>字<rt>かん<rt>じ</ruby>は", "漢字は"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>", "漢字"),
        ("<ruby><rb>漢</rb><rtc>kan</rtc></ruby>字", "漢字"),
    ],
)
def test_reading_aids_are_no_words(html: str, text: str) -> None:
    """Ruby's base stays and its readings go, closed or not, for every later stage."""
    assert str(parse(Page(f"<p>{html}</p>")).root.xpath("string()")) == text


def test_no_reference_brings_a_control_character_in() -> None:
    """What may not stand in a page may not be written as a number either, nor be pieced together
    from two of them."""
    html = "<p>a&#1;b&#x02;c&#x1D;d&#127;e&#xFFFE;f &#13;&#10;&#9;&#160;&#8364;&#100;&#x0&#1;1;</p>"
    text = str(parse(Page(html)).root.xpath("string(//p)")).replace("\u200b", "")

    assert text.split() == ["abcdef", "€d\ufffd1;"]
