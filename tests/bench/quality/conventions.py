"""What each set's annotators counted as body: one fixed rule a set, rebuilt from the labels.

Share of the pages with such a label whose gold holds its words (`extraction --labels` prints it;
measured 2026-11-22 at eaefd05, all pages; in brackets the number of pages with the label):

| set | headline | dek | byline | caption | credit |
|---|---|---|---|---|---|
| fundus | .02 (133) | .86 (79) | .01 (68) | .06 (100) | .00 (5) |
| newspaper_dataset | .02 (214) | .72 (106) | .02 (133) | .12 (130) | – (0) |
| scrapinghub | .01 (92) | .25 (28) | .04 (51) | .14 (35) | .50 (2) |
| wcxb article | .15 (761) | .41 (198) | .07 (251) | .32 (223) | .00 (1) |
| wcxb other types | .49 (465) | .77 (117) | .40 (30) | .38 (76) | 1.0 (1) |
| readability | .19 (48) | .53 (15) | .12 (17) | .96 (23) | – (0) |

traf_eval has no body: of its snippets that stand in one label only, deks hold 58 wanted and 2
unwanted, headlines 3 and 4, captions 5 and 40, bylines 0 and 5. Credits are too rare to measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nutgraf.model import LABEL_KINDS, Story
from tests.bench.quality.metrics import Score, tokens

PARTING = "\n\n"


@dataclass(frozen=True, slots=True)
class Convention:
    """The labels that a set's annotators counted as body, and why we say so."""

    counted: frozenset[str]
    reason: str


_DEK = frozenset({"dek"})

DEFAULT = Convention(_DEK, "a summary above the story is read as its start; other labels are not")
CONVENTIONS: Mapping[str, Convention] = {
    "fundus": Convention(_DEK, "the publisher's summary is joined to the body: 86% of deks"),
    "newspaper_dataset": Convention(_DEK, "the body begins at the dek: 72% of deks"),
    "scrapinghub": Convention(
        frozenset(), "the body begins at the first paragraph: 25% of what is labelled dek is in it"
    ),
    "wcxb": Convention(_DEK, "54% of deks over all types, 28% of headlines, 33% of captions"),
    "readability": Convention(
        _DEK, "Readability keeps captions too (96%), but it is a program and no annotator"
    ),
    "traf_eval": Convention(_DEK, "wanted snippets stand in deks, unwanted ones in captions"),
}


def convention_of(name: str) -> Convention:
    """The rule of a set; sets without one of their own get the default."""
    return CONVENTIONS.get(name, DEFAULT)


def assemble(story: Story, convention: Convention) -> str:
    """The story's body with the labels a convention counts, each where it stood."""
    parts = (
        story[block.span] if block.in_body else block.anchor.exact
        for block in story.blocks
        if block.in_body or block.kind in convention.counted
    )
    return PARTING.join(part for part in parts if part.strip())


def labels_in(story: Story, gold: str) -> dict[str, Score]:
    """For each label the story has, whether the gold body holds the words of one of them."""
    body = f" {' '.join(tokens(gold))} "
    found = {}
    for kind in LABEL_KINDS:
        words = [
            " ".join(tokens(block.anchor.exact)) for block in story.blocks if block.kind == kind
        ]
        if any(words):
            found[kind] = (float(any(f" {w} " in body for w in words if w)), 1.0)
    return found
