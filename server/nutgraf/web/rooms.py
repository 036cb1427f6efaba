"""What the routes need: the workers, who may come in, the shelf, the last readings."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from nutgraf.errors import NoSuchReading, ShelfUnusable
from nutgraf.model import Budget, Reading, Summary
from nutgraf.store import Kept, Shelf
from nutgraf.summary import METHODS
from nutgraf.web.pairing import Pairings
from nutgraf.web.sessions import Sessions
from nutgraf.web.wire import RecentReadings
from nutgraf.workers import Workers


@dataclass(frozen=True, slots=True)
class Rooms:
    """The server's rooms, and how a reading is found and summarized in them."""

    workers: Workers
    pairings: Pairings
    sessions: Sessions
    shelf: Shelf
    recent: RecentReadings

    def reading(self, name: str) -> Reading:
        """A reading of this session or of the library; raises NoSuchReading."""
        found = self.recent.get(name)
        if found:
            return found
        try:
            return self.shelf.get(name)
        except NoSuchReading as error:
            raise NoSuchReading(
                "Neither this session nor the library holds that reading. Read the page again."
            ) from error

    def kept(self, name: str) -> Kept | None:
        """How the library lists a reading; None where it does not hold it or cannot be used."""
        with suppress(NoSuchReading, ShelfUnusable):
            return self.shelf.about(name)
        return None

    def purge(self, name: str) -> None:
        """Take a reading away for good, out of memory too; raises NoSuchReading."""
        names = [version.id for version in self.shelf.versions(name)]
        self.shelf.purge(name)
        self.recent.forget(names)

    def filled(self, reading: Reading, name: str, template: str) -> str:
        """The reading in a reader's own template, filled in a child: a template may loop."""
        kept = self.kept(name)
        said = {"tags": list(kept.tags), "note": kept.note} if kept else {}
        return self.workers.fill(reading, template, said)

    def try_out(self, template: str) -> None:
        """Fill a template with the newest reading, if there is one; raises BadTemplate."""
        for kept in self.shelf.find(limit=1).rows if template else ():
            self.filled(self.shelf.get(kept.id), kept.id, template)

    def summary(self, reading: Reading, budget: Budget, method: str) -> Summary:
        """Another length of the summary, or another method's; raises UnknownMethod."""
        if method == METHODS[0] == reading.summary.method:
            return replace(reading.summary, budget=budget)
        return self.workers.summarize(reading.story, budget, method)

    def with_summary(self, reading: Reading, budget: Budget, method: str) -> Reading:
        """The reading with that summary in it."""
        from nutgraf.reading import with_summary

        found = self.summary(reading, budget, method)
        return reading if found == reading.summary else with_summary(reading, found)

    def close(self) -> None:
        """End the children and close the library."""
        self.workers.close()
        self.shelf.close()
