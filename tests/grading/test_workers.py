"""Handing out work: every item once, whatever ends a worker, and nothing kept of what is done."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from concurrent.futures import Future

from autograder.grading.workers import Ended, Item, Result, WorkerDied, Workers


class _Immediate(Workers):
    """Works at once in this process; those items end their worker."""

    def __init__(self, deadly: tuple[object, ...] = ()) -> None:
        self._deadly = deadly

    def ahead(self) -> int:
        return 3

    def submit(self, function: Callable[[Item], Result], item: Item) -> Future[Result]:
        future = Future[Result]()
        if item in self._deadly:
            future.set_exception(Ended())
        else:
            future.set_result(function(item))
        return future

    def outcome(self, future: Future[Result]) -> Result | Exception:
        error = future.exception()
        return error if isinstance(error, Exception) else future.result()

    def replace(self) -> None:
        pass

    def close(self, *, done: bool) -> None:
        pass


class _Content:
    """A submission's bytes."""


def test_nothing_is_kept_of_what_is_done_in_a_class_of_any_size() -> None:
    alive = weakref.WeakSet[_Content]()

    def contents() -> list[_Content]:
        one = _Content()
        alive.add(one)
        return [one]

    items = (content for _ in range(100_000) for content in contents())
    most = done = 0
    for _item, _result in _Immediate().each(lambda _: None, items, lambda _: None):
        done += 1
        most = max(most, len(alive))
    assert done == 100_000
    assert most <= 10


def test_each_item_once_and_only_who_ends_its_worker_alone_is_told_so() -> None:
    results = list(_Immediate(deadly=(3, 7)).each(str, range(10), lambda _: None))
    assert sorted(item for item, _ in results) == list(range(10))
    assert {item for item, result in results if isinstance(result, WorkerDied)} == {3, 7}
    assert all(result == str(item) for item, result in results if not isinstance(result, WorkerDied))
