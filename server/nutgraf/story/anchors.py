"""Where a block stands in the page: its own words, the words around it, its path."""

from __future__ import annotations

from collections.abc import Sequence

from nutgraf.model import CONTEXT_CHARS, Anchor
from nutgraf.story.blocks import PageBlock


def anchor_of(blocks: Sequence[PageBlock], index: int, exact: str) -> Anchor:
    """The anchor of one block among the page's blocks; `exact` may be a part of its words.

    The selector is the W3C Web Annotation TextQuoteSelector.
    """
    before = blocks[index - 1].text if index else ""
    after = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return Anchor(exact, before[-CONTEXT_CHARS:], after[:CONTEXT_CHARS], blocks[index].path)
