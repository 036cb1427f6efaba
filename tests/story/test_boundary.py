"""Which blocks are the story."""

from __future__ import annotations

import pytest

import nutgraf
from nutgraf.story.clutter import line_reason

PROSE = (
    "The council of the harbour town agreed on Monday to rebuild its old sea wall before winter.",
    "Engineers had warned for years that the wall would not stand another storm like the last.",
    "Work begins in June and is paid for by a charge on every ship that enters the harbour.",
)


@pytest.mark.parametrize(
    "line",
    ["ADVERTISEMENT", "Story continues below", "Sign up for our daily newsletter", "Share this:",
     "Read more: The wall in pictures", "12 comments", "© 2026 The Quay. All rights reserved.",
     "Watch on YouTube: The wall", "We use cookies to improve this site", "Loading…",
     "Subscribe now to continue reading", "Published 3 March 2026, 10:15", "#wall #harbour",
     "Was this page helpful?", "Anzeige", "広告", "To read on, subscribe to the Courier.",
     "Subscribe to the Courier to read the whole story."],
)  # fmt: skip
def test_lines_of_clutter_have_a_reason(line: str) -> None:
    """What a line says gives it away, and the reader is told why it went."""
    assert line_reason(line)


@pytest.mark.parametrize(
    "line",
    ["He placed an advertisement in the paper.", "Share prices fell sharply on Monday.",
     "Comments by the mayor angered many residents.", "Related companies must pay more tax.",
     "More than 300 people came.", "Tags on the sheep are yellow.", "Watch makers lost their jobs.",
     "Read is the past tense of read.", "Next came the rain.", "Most of them stayed.",
     "Follow the river and turn left at the mill.", "To see more of it, join the early boat.",
     "Subscribe is what the letter told them to do."],
)  # fmt: skip
def test_lines_of_a_story_are_left_alone(line: str) -> None:
    """A sentence that happens to start like clutter is a sentence."""
    assert line_reason(line) is None


def test_a_story_of_the_same_words_twice_keeps_both() -> None:
    """Identity is a place: a sentence said twice is two sentences."""
    chorus = "And the sea came in, and the sea went out, and nobody in the town was surprised."
    html = "".join(f"<p>{p}</p>" for p in (PROSE[0], chorus, PROSE[1], chorus, PROSE[2]))

    story = nutgraf.read(f"<article><h1>The wall</h1>{html}</article>").story

    assert story.text.count(chorus) == 2
    assert len({s.span for s in story.sentences if story[s.span] == chorus}) == 2


def test_where_the_finder_fails_prose_speaks_for_itself() -> None:
    """On a page too crowded for trafilatura our own measure still finds the story."""
    crowd = "<i></i>" * 40_001
    html = "".join(f"<p>{p}</p>" for p in PROSE * 3)

    reading = nutgraf.read(f"<div>{html}</div><nav>{crowd}</nav>")

    assert reading.story.text.count(PROSE[0]) == 3
    assert "partial" in {notice.code for notice in reading.notices}


BODY = (
    "The harbour town of Skarvik has voted to tear down its old ferry terminal, which has stood "
    "empty since the last boat to the islands left it eleven years ago.",
    "Councillors had put the vote off three times while they looked for somebody to pay for a roof, "
    "and the mayor, Ragna Lindvik, said that nobody had come forward with so much as a krone.",
    "Divers who looked at the piles in spring found that two in five could be pushed a knife into, "
    "and the harbour master has kept boats away from the quay ever since.",
    "A group of former ferrymen wanted to save the waiting room with its painted ceiling; it will "
    "be taken apart board by board and put up again beside the museum.",
    "Work begins when the herring season is over, and the town expects to have an open shore in "
    "its middle for the first time in a hundred and forty years.",
    "What comes there next has not been decided, and Lindvik said that she was in no hurry to see "
    "anything there but grass.",
)


def page_of_body(inner: str, after: str = "") -> str:
    return (
        "<html><head><title>Skarvik tears down its terminal - The Quay</title></head><body>"
        "<header><nav><a href='/'>Home</a> <a href='/news'>News</a></nav></header><main><article>"
        f"<h1>Skarvik tears down its terminal</h1><div class='article-body'>{inner}</div></article>"
        f"{after}</main><footer><p>© The Quay</p></footer></body></html>"
    )


def paragraphs(texts: tuple[str, ...], name: str = "") -> str:
    return "".join(f"<p class='{name}'>{text}</p>" for text in texts)


def test_a_box_that_announces_stories_does_not_end_this_one() -> None:
    """Past a box of other stories in its middle a story goes on."""
    box = (
        "<aside><p>What to read next</p><ul><li><a href='/a'>Herring is back</a></li></ul></aside>"
    )
    html = page_of_body(paragraphs(BODY[:4]) + box + paragraphs(BODY[4:]))

    text = nutgraf.read(html, "https://quay.example/2026/terminal").story.text

    assert all(part in text for part in BODY)
    assert "Herring" not in text


def test_paragraphs_behind_a_paywall_are_the_story_and_its_offer_is_not() -> None:
    """A class that says paywall guards the story on one page and sells it on another."""
    offer = (
        "<div class='paywall-offer'><h3>Unlock this story</h3><p>Four weeks of every story for one "
        "krone, and then the price of two coffees a month, which you can end whenever you like.</p>"
        "</div>"
    )
    guarded = page_of_body(paragraphs(BODY[:2]) + paragraphs(BODY[2:], "paywall"))
    sold = page_of_body(paragraphs(BODY[:3]) + offer)

    assert BODY[-1] in nutgraf.read(guarded).story.text
    assert "krone, and then" not in nutgraf.read(sold).story.text


def test_headlines_of_other_stories_below_a_story_are_left_out() -> None:
    """A page that tells something at length keeps no lines that only lead elsewhere."""
    links = "".join(
        f"<li><a href='/{n}'>{line}</a></li>"
        for n, line in enumerate(
            ["Herring is back in the northern fjords", "Ferry to the islands gets a new captain",
             "Museum opens its cellar for one night", "Choir of Skarvik sings on the quay",
             "Storm takes the roof of the fish hall", "School boat is late for the third week"]
        )
    )  # fmt: skip
    html = page_of_body(paragraphs(BODY), f"<div class='list'><ul>{links}</ul></div>")

    text = nutgraf.read(html).story.text

    assert text.endswith(BODY[-1])


def test_a_heading_over_nothing_is_no_part_of_the_story() -> None:
    """What a heading announced was cut, so the heading goes too, and is told as cut."""
    html = page_of_body(paragraphs(BODY) + "<h2>Around the harbour today</h2>")

    reading = nutgraf.read(html)

    assert "Around the harbour" not in reading.story.text
    assert any("Around the harbour" in removal.preview for removal in reading.removed)
