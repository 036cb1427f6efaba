"""Warm child processes with a deadline and a memory bound: where hostile pages meet their end."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import TimeoutError as DeadlinePassed
from multiprocessing.connection import wait
from threading import BoundedSemaphore, Thread
from typing import Any, Final, TypeVar

from pebble import ProcessExpired, ProcessPool

from nutgraf.compare.changes import Comparison
from nutgraf.errors import BadTemplate, Busy, PageTooHeavy, PageTooSlow
from nutgraf.limits import WAITING_PAGES, WALL_SECONDS, WORKER_BYTES, WORKER_TASKS, WORKERS
from nutgraf.model import Budget, Notice, Reading, Story, Summary

Result = TypeVar("Result")

_BUSY: Final = "Nutgraf is reading as many pages as it can. Try again in a moment."
_QUEUE_SECONDS: Final = 1.5
_PRELOAD: Final = ["nutgraf.reading", "trafilatura", "punkt"]
_WARM_UP: Final = "Nutgraf warms its engines. They read this one sentence before any page comes."


class Workers:
    """A pool of children that read pages; the server survives whatever a page does to one.

    Every call has a deadline of `seconds` from its start in a child; past it the child is killed
    and a new one takes its place. Raises PageTooSlow, PageTooHeavy, Busy, and whatever the
    reading itself raises.
    """

    def __init__(self, count: int = WORKERS, seconds: float = WALL_SECONDS) -> None:
        # numpy reserves memory per core, which the children's bound would count.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        self._seconds = seconds
        self._waiting = BoundedSemaphore(WAITING_PAGES)
        self._pool = ProcessPool(
            max_workers=count, max_tasks=WORKER_TASKS, initializer=_settle, context=_context()
        )

    def read(
        self,
        html: str | bytes,
        url: str | None,
        captured_at: str | None = None,
        notices: tuple[Notice, ...] = (),
    ) -> Reading:
        """Read a page in a child."""
        return self._call(_read, html, url, captured_at, notices)

    def summarize(self, story: Story, budget: Budget, method: str) -> Summary:
        """Summarize a story by a method's name in a child."""
        return self._call(_summarize, story, budget, method)

    def compare(self, before: Reading, after: Reading) -> Comparison:
        """Compare two versions of a page in a child."""
        return self._call(_compare, before, after)

    def fill(self, reading: Reading, template: str, said: Mapping[str, object]) -> str:
        """Fill a reader's template in a child, for a template may loop; raises BadTemplate."""
        try:
            return self._call(_fill, reading, template, dict(said))
        except (PageTooSlow, PageTooHeavy) as error:
            raise BadTemplate("The template takes too long, or too much memory.") from error

    def warm(self) -> None:
        """Load the engines now, so that the first page does not wait for them."""
        self._call(_read, _WARM_UP, None, None, ())

    def close(self) -> None:
        """End all children at once."""
        self._pool.stop()  # type: ignore[no-untyped-call] # pebble leaves this one untyped
        self._pool.join()

    def _call(self, work: Callable[..., Result], *arguments: Any) -> Result:
        if not self._waiting.acquire(blocking=False):
            raise Busy(_BUSY)
        try:
            future = self._pool.schedule(work, args=arguments, timeout=self._seconds)
            result: Result = future.result(self._seconds + _QUEUE_SECONDS)
        except DeadlinePassed as error:
            if not future.done():
                future.cancel()  # type: ignore[no-untyped-call] # pebble leaves this one untyped
                raise Busy(_BUSY) from error
            raise PageTooSlow(
                f"This page took longer than {self._seconds:g} seconds to read, so Nutgraf stopped."
            ) from error
        except (MemoryError, ProcessExpired) as error:
            raise PageTooHeavy(
                "This page needs more memory than Nutgraf gives to one page, so it stopped."
            ) from error
        finally:
            self._waiting.release()
        return result


def _context() -> Any:
    """A fork server with the engines preloaded where there is one, else fresh processes."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context


def _settle() -> None:
    """Bound the child's memory, let Ctrl-C be the parent's matter, and die with the parent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_outlive_nobody, daemon=True).start()
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _outlive_nobody() -> None:
    """End the child when the server is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


def _read(
    html: str | bytes, url: str | None, captured_at: str | None, notices: tuple[Notice, ...]
) -> Reading:
    from nutgraf.reading import page_of, read_any

    return read_any(page_of(html, url, captured_at, notices))


def _compare(before: Reading, after: Reading) -> Comparison:
    from nutgraf.compare import compare

    return compare(before, after)


def _fill(reading: Reading, template: str, said: Mapping[str, object]) -> str:
    from nutgraf.export.template import with_template

    return with_template(reading, template, said)


def _summarize(story: Story, budget: Budget, method: str) -> Summary:
    from nutgraf.summary import summarize

    return summarize(story, budget, method)
