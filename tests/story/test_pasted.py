"""A pasted text keeps all that its writer wrote."""

from __future__ import annotations

import pytest

import nutgraf


def body(text: str) -> list[str]:
    return nutgraf.read_text(text).story.text.split("\n\n")


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """Lines broken at the width of a mail are joined; a finished line ends its paragraph."""
    assert body(
        "The council met on Monday and agreed to rebuild the old wall\n"
        "before the winter. It will cost four million in all.\n"
        "Nobody objected to the plan that the mayor had made for the\n"
        "wall, which has been broken three times since.\n"
    ) == [
        "The council met on Monday and agreed to rebuild the old wall before the winter. "
        "It will cost four million in all.",
        "Nobody objected to the plan that the mayor had made for the wall, which has been "
        "broken three times since.",
    ]


def test_windows_line_ends_part_paragraphs_too() -> None:
    """A text from any system is parted alike."""
    assert body("One line here.\r\n\r\nAnother line there.") == [
        "One line here.",
        "Another line there.",
    ]


def test_a_list_after_a_colon_is_kept() -> None:
    """Items have no full stop and are the text all the same."""
    text = (
        "Dear all, here is what we talk about.\n\nWe will discuss:\n\n- the roof\n- who brings cake"
    )

    assert body(text)[-3:] == ["We will discuss:", "- the roof", "- who brings cake"]


def test_a_recipe_keeps_its_ingredients() -> None:
    """The first line is the headline; what follows it is the text."""
    reading = nutgraf.read_text(
        "Tomato soup\n\nServes 4 people\n\n2 onions\n1 kg tomatoes\n\nChop the onions and fry them."
    )

    assert reading.story.headline == "Tomato soup"
    assert reading.story.text.split("\n\n") == [
        "Serves 4 people", "2 onions", "1 kg tomatoes", "Chop the onions and fry them.",
    ]  # fmt: skip
    assert reading.removed == ()


@pytest.mark.parametrize(
    "sentence",
    ["How did you feel when you won?", "What do you think?", "Most in the town agree with me.",
     "More in hope than expectation, we went on.", "Read more slowly, she advises.",
     "See more of it while you can.", "We use cookies to lure the mice, said Ms Roe.",
     "Editing by hand takes her weeks.", "Photographs: she has thousands of them.",
     "Reporting by the commission was late, and nobody read it."],
)  # fmt: skip
def test_a_sentence_that_begins_like_clutter_is_kept(sentence: str) -> None:
    """An interview asks "What do you think?"; a story may begin a sentence with any word."""
    text = f"The interview took a whole day.\n\n{sentence}\n\nThen it was over and they left."

    assert sentence in body(text)


def test_linked_items_between_paragraphs_are_the_storys() -> None:
    """ "Ten tools" is nothing without its list, even where every item is a link."""
    prose = "Here are the tools that every carpenter needs in a good workshop today. " * 2
    story = nutgraf.read(
        f"<article><h1>Two tools</h1><p>{prose}</p><ul><li><a href=/a>Hammer</a></li><li>"
        f"<a href=/b>Saw</a></li></ul><p>{prose}</p></article>"
    ).story

    assert [story[b.span] for b in story.body if b.kind == "list-item"] == ["Hammer", "Saw"]
