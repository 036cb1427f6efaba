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
     "Was this page helpful?", "Anzeige", "広告"],
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
     "Follow the river and turn left at the mill."],
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
