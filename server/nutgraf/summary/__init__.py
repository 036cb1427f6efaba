"""Summary: every sentence ranked, none rewritten.

sumy is imported in `classic.py` and nowhere else. Sentences are known by place, never by text.
"""

from __future__ import annotations

from typing import Final

from nutgraf.errors import UnknownMethod
from nutgraf.model import Budget, Story, Summary
from nutgraf.summary.classic import METHODS as CLASSIC_METHODS
from nutgraf.summary.classic import rank_classic
from nutgraf.summary.rank import NEWS, rank_news

METHODS: Final = (NEWS, *CLASSIC_METHODS)
DEFAULT_BUDGET: Final = Budget(sentences=3)

__all__ = ["DEFAULT_BUDGET", "METHODS", "summarize"]


def summarize(story: Story, budget: Budget = DEFAULT_BUDGET, method: str = NEWS) -> Summary:
    """Rank all of a story's sentences by a method's name; raises UnknownMethod."""
    if method not in METHODS:
        raise UnknownMethod(
            f"There is no summary method “{method}”. The methods are: {', '.join(METHODS)}."
        )
    news = rank_news(story, budget)
    return news if method == NEWS else rank_classic(story, method, news)
