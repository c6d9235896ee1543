"""Workers on this machine: processes that may die at any moment, and that end with whoever started them.

A worker that dies takes its pool along, so a broken pool is replaced by a fresh one.

Ending is one mechanism: every worker watches a pipe whose other end only the parent holds. When the parent closes it
(Ctrl-C), ends, or is killed, the workers are gone at once, and their sandboxes with them.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.grading.workers import Ended, Item, Result, Workers
from exercises.outside import bring
from exercises.spec import OUTSIDE

_AHEAD = 4
"""Items handed to a worker before it asks: enough to keep it busy, few enough to stop quickly."""


class LocalWorkers(Workers):
    """A pool of processes, started when the first work comes."""

    def __init__(self, jobs: int) -> None:
        self._jobs = max(1, jobs)
        self._context = multiprocessing.get_context("spawn")
        self._watched, self._held = self._context.Pipe(duplex=False)
        self._pool: ProcessPoolExecutor | None = None

    def ahead(self) -> int:
        """So many for each process."""
        return self._jobs * _AHEAD

    def submit(self, function: Callable[[Item], Result], item: Item) -> Future[Result]:
        """Hand an item to the pool."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._jobs, self._context, _begin, (self._watched, tuple(OUTSIDE.values()))
            )
        try:
            with _no_interrupt():
                return self._pool.submit(function, item)
        except BrokenProcessPool as error:
            raise Ended from error

    def outcome(self, future: Future[Result]) -> Result | Exception:
        """Whatever broke is ours, and is told for this item."""
        try:
            return future.result()
        except BrokenProcessPool:
            return Ended()
        except Exception as error:  # noqa: BLE001 - as the docstring says
            return error

    def replace(self) -> None:
        """Let go of a broken pool."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def close(self, *, done: bool) -> None:
        """End the processes: after what they are at if all is done, else at once."""
        if done:
            self.replace()
        self._held.close()
        self.replace()
        self._watched.close()


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Processes that are started in the block don't hear Ctrl-C before they know what to do about it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(watched: Connection, exercises: tuple[Path, ...]) -> None:
    """Run first in every worker; it knows the course's own exercises too, which its parent was allowed to bring."""
    # A handler, not "ignore": programs that the worker starts find the signal as it always is.
    signal.signal(signal.SIGINT, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, args=(watched,), daemon=True).start()
    bring(exercises, run_oracles=True)


def _end_with_parent(watched: Connection) -> None:
    with contextlib.suppress(OSError):
        watched.poll(None)
    os._exit(1)
