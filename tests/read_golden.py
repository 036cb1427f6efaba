"""Read every golden page and print its digests, one with the default summary and one with LSA."""

from __future__ import annotations

import json
import sys

from nutgraf.model import Budget
from nutgraf.reading import with_summary
from nutgraf.summary import summarize
from tests.golden import CASES, reading_of


def digests() -> dict[str, str]:
    """The digest of each case, and of each case summarized by LSA."""
    found = {}
    for case in CASES:
        reading = reading_of(case)
        other = with_summary(reading, summarize(reading.story, Budget(share=0.3), "lsa"))
        found |= {case: reading.digest, f"{case} lsa": other.digest}
    return found


if __name__ == "__main__":
    json.dump(digests(), sys.stdout)
