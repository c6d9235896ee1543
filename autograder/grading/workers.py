"""Worker processes that may die at any moment, and that end with whoever started them.

A worker that dies takes its pool along, and nobody knows whose work killed it: a fresh pool goes on with what had not
begun, and what was under way is tried once more, each alone. A second death, alone, is told for that one only.

Ending is one mechanism: every worker watches a pipe whose other end only the parent holds. When the parent closes it
(Ctrl-C), ends, or is killed, the workers are gone at once, and their sandboxes with them.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from exercises.outside import bring
from exercises.spec import OUTSIDE

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 4
"""Items handed to a worker before it asks: enough to keep it busy, few enough to stop quickly."""


class WorkerDied(Exception):
    """The worker process ended twice over one item."""


class Workers:
    """A pool of processes for several tasks, one after the other."""

    def __init__(self, jobs: int) -> None:
        self._jobs = max(1, jobs)
        self._context = multiprocessing.get_context("spawn")
        self._watched, self._held = self._context.Pipe(duplex=False)
        self._pool: ProcessPoolExecutor | None = None

    def each(
        self, function: Callable[[Item], Result], items: Sequence[Item], started: Callable[[Item], None]
    ) -> Iterator[tuple[Item, Result | Exception]]:
        """Yield each item with what the function made of it, as they are done; an exception stands for a result.

        Args:
            function: Of a module, so that it can be sent to a worker.
            items: What to do.
            started: Is told when an item is handed to a worker.
        """
        suspects = list[Item]()
        waiting = list(reversed(items))
        while waiting:
            for item, result in _Round(self, function, waiting, self._jobs * _AHEAD, started).run():
                if isinstance(result, BrokenProcessPool):
                    suspects.append(item)
                else:
                    yield item, result
        for suspect in suspects:
            for item, result in _Round(self, function, [suspect], 1, started).run():
                yield item, WorkerDied() if isinstance(result, BrokenProcessPool) else result

    def pool(self) -> ProcessPoolExecutor:
        """Return a pool that works."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._jobs, self._context, _begin, (self._watched, tuple(OUTSIDE.values()))
            )
        return self._pool

    def replace(self) -> None:
        """Let go of a broken pool."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.replace()
        self._held.close()
        self.replace()
        self._watched.close()


class _Round(Generic[Item, Result]):
    """Work in one pool until everything is done or the pool is broken; takes from ``waiting`` what it began."""

    def __init__(
        self,
        workers: Workers,
        function: Callable[[Item], Result],
        waiting: list[Item],
        ahead: int,
        started: Callable[[Item], None],
    ) -> None:
        self._workers, self._function, self._waiting = workers, function, waiting
        self._ahead, self._started = ahead, started
        self._running = dict[Future[Result], Item]()
        self._broken = False

    def run(self) -> Iterator[tuple[Item, Result | Exception]]:
        """Yield results; ``BrokenProcessPool`` for what was under way when it broke."""
        while self._running or (self._waiting and not self._broken):
            while self._waiting and not self._broken and len(self._running) < self._ahead:
                self._submit()
            for future in wait(self._running, return_when=FIRST_COMPLETED).done:
                item = self._running.pop(future)
                try:
                    yield item, future.result()
                except BrokenProcessPool as error:
                    self._broken = True
                    yield item, error
                except Exception as error:  # noqa: BLE001 - whatever broke is ours, and is told for this item
                    yield item, error
        if self._broken:
            self._workers.replace()

    def _submit(self) -> None:
        item = self._waiting.pop()
        try:
            with _no_interrupt():
                future = self._workers.pool().submit(self._function, item)
        except BrokenProcessPool:
            self._broken = True
            self._waiting.append(item)
        else:
            self._running[future] = item
            self._started(item)


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
