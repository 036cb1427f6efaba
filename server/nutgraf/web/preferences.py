"""What the reader chose on the settings page, kept on the shelf under one name each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nutgraf.summary import DEFAULT_BUDGET, METHODS

if TYPE_CHECKING:
    from nutgraf.store import Shelf

LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Preferences:
    """A summary's usual length in sentences and method, the Markdown template ("": our own), and
    whether a key of its own leads to the search."""

    sentences: int = DEFAULT_BUDGET.sentences or 3
    method: str = METHODS[0]
    template: str = ""
    keys: bool = True


def preferences_of(shelf: Shelf) -> Preferences:
    """The reader's choices; the usual one where none was made or it no longer makes sense."""
    usual = Preferences()
    sentences, method = shelf.setting("sentences") or "", shelf.setting("method")
    counts = sentences.isascii() and sentences.isdigit() and 1 <= int(sentences) <= LONGEST
    return Preferences(
        sentences=int(sentences) if counts else usual.sentences,
        method=method if method in METHODS else usual.method,
        template=shelf.setting("template") or "",
        keys=shelf.setting("keys") != "off",
    )


def prefer(shelf: Shelf, chosen: Preferences) -> None:
    """Keep the reader's choices."""
    shelf.set(
        {
            "sentences": str(chosen.sentences),
            "method": chosen.method,
            "template": chosen.template,
            "keys": "on" if chosen.keys else "off",
        }
    )
