"""What was left out can be put back: its place is known, and near the story its words."""

from __future__ import annotations

import nutgraf
from nutgraf.model import Reading, Removal
from nutgraf.story.blocks import PageBlock
from nutgraf.story.boundary import Boundary, Cut
from nutgraf.story.removed import removals

WORDS = "There are enough words in this paragraph to be taken for a story by anyone. " * 3
LONG = "Subscribe to our newsletter, " + "which comes every day of the week and more often, " * 4


def reading_of(html: str) -> Reading:
    return nutgraf.read(f"<body>{html}</body>", "https://news.example/a/")


def removal(reading: Reading, start: str) -> Removal:
    return next(one for one in reading.removed if one.preview.startswith(start))


def test_a_piece_cut_from_the_story_has_its_place_and_its_words() -> None:
    """Put before the block it names, the piece stands where it stood in the page."""
    reading = reading_of(
        f"<article><h1>Head</h1><p>{WORDS}</p><div class='newsletter'><p>{LONG}</p></div>"
        f"<p>Second. {WORDS}</p></article>"
    )
    cut = removal(reading, "Subscribe")

    assert cut.before is not None
    assert reading.story[reading.story.blocks[cut.before].span].startswith("Second.")
    assert cut.text == LONG.strip()
    assert len(cut.preview) <= 80


def test_menus_have_their_preview_only() -> None:
    """A reading does not carry its page twice."""
    menu = "".join(
        f"<li><a href='/{n}'>Section {n} of the many in this paper</a>" for n in range(40)
    )
    reading = reading_of(
        f"<ul class='nav'>{menu}</ul><article><h1>Head</h1><p>{WORDS}</p><p>{WORDS}</p></article>"
    )

    cut = removal(reading, "Section 3 ")
    assert (cut.before, cut.text) == (0, None)


def test_all_texts_together_are_bounded() -> None:
    """However much was cut inside the story, its texts are at most 40,000 characters."""
    blocks = [PageBlock(LONG * 8) for _ in range(120)]
    cuts = tuple(Cut(index, "clutter", "an advert") for index in range(1, 120, 2))
    border = Boundary(tuple(range(0, 120, 2)), cuts)
    found = [*removals(blocks, border, {}, border.kept)]

    texts = [one.text for one in found if one.text]
    assert 30_000 < sum(map(len, texts)) <= 40_000
    assert [one.before for one in found] == [*range(1, 61)]
