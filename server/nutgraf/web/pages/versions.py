"""The versions of a page, and what one says that another does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from flask import Blueprint, render_template, request

from nutgraf.compare import Comparison, Line
from nutgraf.errors import BadRequest
from nutgraf.model import Span, Story
from nutgraf.store import Version
from nutgraf.web.rooms import Rooms

_AROUND: Final = 1

Mark = Literal["", "del", "ins"]
Piece = tuple[Mark, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence of a comparison in pieces, or so many unchanged ones in a row (`skipped`)."""

    change: str
    pieces: tuple[Piece, ...] = ()
    skipped: int = 0


def version_routes(pages: Blueprint, rooms: Rooms) -> None:
    """Hang versions and their comparison into the pages."""

    @pages.get("/readings/<name>/versions")
    def versions(name: str) -> str:
        found = rooms.shelf.versions(name)
        here = next(version for version in found if version.id == name)
        since = _since(found, here)
        told = _compared(rooms, since, here) if since else {}
        return render_template(
            "versions.html", name=name, kept=rooms.shelf.about(name), versions=found,
            number=here.number, since=since, **told,
        )  # fmt: skip


def _since(versions: Sequence[Version], here: Version) -> Version | None:
    """The version to compare with: the one asked for, else the one before, if there is one."""
    asked = request.args.get("since")
    if asked is None:
        return versions[here.number - 2] if here.number > 1 else None
    found = next((version for version in versions if version.id == asked), None)
    if found is None:
        raise BadRequest("That is no version of this reading.")
    return found


def _compared(rooms: Rooms, since: Version, here: Version) -> dict[str, Any]:
    before, after = rooms.shelf.get(since.id), rooms.shelf.get(here.id)
    found = rooms.workers.compare(before, after)
    stories = (before.story, after.story)
    return {
        "found": found,
        "lines": list(_lines(found, stories)),
        "counts": _counts(found),
        "facts": [(one.kind, one.change, one.was, one.now) for one in found.facts],
        "quotes": [
            (one.change, _said(stories[0], one.before), _said(stories[1], one.after))
            for one in found.quotes
        ],
    }


def _counts(found: Comparison) -> list[tuple[str, int]]:
    names = ("added", "changed", "gone", "moved")
    counts = {name: sum(line.change == name for line in found.lines) for name in names}
    return [(name, count) for name, count in counts.items() if count]


def _said(story: Story, span: Span | None) -> str:
    return story[span] if span else ""


def _lines(found: Comparison, stories: tuple[Story, Story]) -> Iterator[Shown]:
    """Every sentence that differs with its neighbours; the others only by their number."""
    skipped = 0
    near = _near(found.lines)
    for at, line in enumerate(found.lines):
        if at not in near:
            skipped += 1
            continue
        if skipped:
            yield Shown("skipped", skipped=skipped)
            skipped = 0
        yield Shown(line.change, tuple(_pieces(line, *stories)))
    if skipped:
        yield Shown("skipped", skipped=skipped)


def _near(lines: Sequence[Line]) -> set[int]:
    changed = [at for at, line in enumerate(lines) if line.change != "same"]
    return {near for at in changed for near in range(at - _AROUND, at + _AROUND + 1)}


def _pieces(line: Line, before: Story, after: Story) -> list[Piece]:
    """A sentence in pieces: what both versions have, what is gone, what was added."""
    if line.before is None or line.after is None:
        mark: Mark = "ins" if line.before is None else "del"
        return [(mark, _said(before, line.before) or _said(after, line.after))]
    if line.change != "changed":
        return [("", after[line.after])]
    found = _woven(line, line.before, line.after, before, after)
    was, now = before[line.before], after[line.after]
    # Where white space differs the two cannot always be woven into one line.
    if _joined(found, "del") == was and _joined(found, "ins") == now:
        return found
    return [("del", was), ("", " "), ("ins", now)]


def _woven(line: Line, was: Span, now: Span, before: Story, after: Story) -> list[Piece]:
    pieces: list[Piece] = []
    gone, come = was.start, now.start
    for edit in line.edits:
        if edit.after:
            common = after[Span(come, edit.after.start)]
        else:
            common = before[Span(gone, edit.before.start)] if edit.before else ""
        pieces += [
            ("", common),
            ("del", _said(before, edit.before)),
            ("ins", _said(after, edit.after)),
        ]
        gone = edit.before.end if edit.before else gone + len(common)
        come = edit.after.end if edit.after else come + len(common)
    return [(mark, words) for mark, words in (*pieces, ("", after[Span(come, now.end)])) if words]


def _joined(pieces: Sequence[Piece], mark: Mark) -> str:
    return "".join(words for kind, words in pieces if kind in ("", mark))
