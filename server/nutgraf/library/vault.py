"""A kept reading as a note of a Markdown folder: what the reader says of it goes with it."""

from __future__ import annotations

import re
from typing import Final

from nutgraf.export import file_name
from nutgraf.export.markdown import to_markdown, yaml
from nutgraf.model import Reading
from nutgraf.store.whole import Stored

NOTE_NAME: Final = re.compile(r"[a-z0-9-]+-[0-9a-f]{12}\.md")
_ID_DIGITS: Final = 12
_FENCE: Final = "\n---\n"


def note_name(reading: Reading, name: str) -> str:
    """A file name that is safe and no other reading's."""
    return f"{file_name(reading, '')}-{name[:_ID_DIGITS]}.md"


def note_of(stored: Stored, reading: Reading) -> str:
    """The reading as Markdown, with id, time, tags and read mark in its front matter and the note
    below."""
    front, _, body = to_markdown(reading).partition(_FENCE)
    said = {"id": stored.id, "kept_at": stored.kept_at, "read": stored.marks.is_read}
    tags = {"tags": list(stored.marks.tags)} if stored.marks.tags else {}
    rows = [f"{name}: {yaml(value)}" for name, value in (said | tags).items()]
    note = f"\n## Note\n\n{stored.marks.note.strip()}\n" if stored.marks.note.strip() else ""
    return "\n".join([front, *rows]) + _FENCE + body + note
