"""Workers that may die at any moment: processes of this machine (``local.py``) or of a cluster (``cluster.py``).

Nobody knows whose work killed a worker: the others go on with what had not begun, and what was under way is tried once
more, each alone. A second death, alone, is told for that one only.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Ended(Exception):
    """The worker ended under its work, or its whole pool did."""


class WorkerDied(Exception):
    """The worker ended twice over one item."""


class Workers(ABC):
    """Takes on several tasks, one after the other."""

    def each(
        self, function: Callable[[Item], Result], items: Iterable[Item], started: Callable[[Item], None]
    ) -> Iterator[tuple[Item, Result | Exception]]:
        """Yield each item with what the function made of it, as they are done; an exception stands for a result.

        Args:
            function: Of a module, so that it can be sent to a worker.
            items: What to do; each is asked for when a worker can take it.
            started: Is told when an item is handed to a worker.
        """
        suspects = list[Item]()
        waiting = _Waiting(items)
        while waiting:
            for item, result in _Round(self, function, waiting, self.ahead, started).run():
                if isinstance(result, Ended):
                    suspects.append(item)
                else:
                    yield item, result
        for suspect in suspects:
            alone = _Waiting([suspect])
            for item, result in _Round(self, function, alone, lambda: 1, started).run():
                yield item, WorkerDied() if isinstance(result, Ended) else result

    @abstractmethod
    def ahead(self) -> int:
        """How many items may be handed out at a time, just now."""

    @abstractmethod
    def submit(self, function: Callable[[Item], Result], item: Item) -> Future[Result]:
        """Hand out an item; ``Ended`` where nobody can take it until ``replace``."""

    @abstractmethod
    def outcome(self, future: Future[Result]) -> Result | Exception:
        """Return what came of it, an exception in place of a result; raises only what ends the whole run."""

    @abstractmethod
    def replace(self) -> None:
        """Make ready again after an end."""

    @abstractmethod
    def close(self, *, done: bool) -> None:
        """Let go of the workers, at once if not all is done."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(done=kind is None)


class _Waiting(Generic[Item]):
    """What nobody has taken yet; true while there is some."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self._before = list[Item]()

    def __bool__(self) -> bool:
        if not self._before:
            self._before.extend(islice(self._items, 1))
        return bool(self._before)

    def take(self) -> Item:
        return self._before.pop() if self._before else next(self._items)

    def put_back(self, item: Item) -> None:
        self._before.append(item)


class _Round(Generic[Item, Result]):
    """Work until everything is done or a worker has ended; takes from ``waiting`` what it began."""

    def __init__(
        self,
        workers: Workers,
        function: Callable[[Item], Result],
        waiting: _Waiting[Item],
        ahead: Callable[[], int],
        started: Callable[[Item], None],
    ) -> None:
        self._workers, self._function, self._waiting = workers, function, waiting
        self._ahead, self._started = ahead, started
        self._running = dict[Future[Result], Item]()
        self._broken = False

    def run(self) -> Iterator[tuple[Item, Result | Exception]]:
        """Yield results; ``Ended`` for what was under way when its worker ended."""
        self._fill()
        while self._running:
            for future in wait(self._running, return_when=FIRST_COMPLETED).done:
                item = self._running.pop(future)
                result = self._workers.outcome(future)
                self._broken = self._broken or isinstance(result, Ended)
                yield item, result
            self._fill()
        if self._broken:
            self._workers.replace()

    def _fill(self) -> None:
        most = self._ahead()
        while not self._broken and len(self._running) < most and self._waiting:
            item = self._waiting.take()
            try:
                future = self._workers.submit(self._function, item)
            except Ended:
                self._broken = True
                self._waiting.put_back(item)
            else:
                self._running[future] = item
                self._started(item)
