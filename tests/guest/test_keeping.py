"""What the student's objects hold is put back in place, whatever holds it."""

from __future__ import annotations

import itertools
from array import array
from collections import ChainMap, UserDict, deque
from collections.abc import Iterator
from functools import lru_cache, partial
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pytest

from autograder.guest.isolation import copied, is_plain
from autograder.guest.keeping import Keeping


class Slotted:
    """An object without a dictionary."""

    __slots__ = ("late", "v")
    __module__ = "__main__"
    v: int
    late: int


class Own:
    """A student's class."""

    __module__ = "__main__"
    shared = 1.0

    def __init__(self) -> None:
        self.v: Any = np.ones(2)


def test_an_object_gets_back_what_it_held_and_loses_what_came_later() -> None:
    one, keeping = Own(), Keeping()
    array_of_it = one.v
    keeping.note(one)
    one.v *= 5
    one.v = None
    one.late = 3  # type: ignore[attr-defined]
    keeping.put_back()
    assert one.v is array_of_it
    assert one.v.tolist() == [1.0, 1.0]
    assert not hasattr(one, "late")


def test_slots_too() -> None:
    one, keeping = Slotted(), Keeping()
    one.v = 1
    keeping.note(one)
    one.v, one.late = 2, 3
    keeping.put_back()
    assert one.v == 1
    assert not hasattr(one, "late")


def test_attributes_of_a_class() -> None:
    keeping = Keeping()
    keeping.note(Own)
    Own.shared = 2.0
    Own.later = 1  # type: ignore[attr-defined]
    keeping.put_back()
    assert Own.shared == 1.0
    assert not hasattr(Own, "later")


@pytest.mark.parametrize(
    "held",
    [
        SimpleNamespace(v=[1.0]),
        ChainMap({"v": [1.0]}),
        UserDict(v=[1.0]),
        partial(print, [1.0]),
        ([1.0],),
        {"a": {"b": [1.0]}},
        deque([[1.0]]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_held_within(held: Any) -> None:  # noqa: ANN401 - any container
    keeping = Keeping()
    keeping.note(held)
    before = repr(held)
    inner = _inner(held)
    inner.append(2.0)
    assert repr(held) != before
    keeping.put_back()
    assert repr(held) == before
    assert _inner(held) is inner


def _inner(held: Any) -> list[float]:  # noqa: ANN401 - any container
    if isinstance(held, partial):
        return _inner(held.args)
    if isinstance(held, SimpleNamespace):
        return _inner(vars(held))
    if isinstance(held, list):
        return held
    return _inner(next(iter(held.values() if hasattr(held, "values") else held)))


def test_weak_keys_arrays_and_caches() -> None:
    key, keeping = Own(), Keeping()
    weak: WeakKeyDictionary[Own, float] = WeakKeyDictionary({key: 1.0})
    numbers = array("d", [1.0])

    @lru_cache
    def made() -> list[float]:
        return []

    made.__wrapped__.__module__ = "__main__"
    made().append(1.0)
    for one in (weak, numbers, made):
        keeping.note(one)
    weak[key] = 2.0
    numbers.append(2.0)
    keeping.put_back()
    assert weak[key] == 1.0
    assert numbers.tolist() == [1.0]
    assert made() == []


def test_as_written_for_a_while() -> None:
    one, keeping = Own(), Keeping()
    keeping.note(one)
    one.v = 7
    with keeping.as_written():
        assert one.v.tolist() == [1.0, 1.0]
    assert one.v == 7


def test_a_loop_of_objects_ends() -> None:
    one, keeping = Own(), Keeping()
    one.v = {"self": one}
    keeping.note(one)
    one.v = 0
    keeping.put_back()
    assert one.v["self"] is one


def test_an_object_that_raises_is_left() -> None:
    class Hostile:
        __module__ = "__main__"

        def __getattribute__(self, name: str) -> object:
            raise SystemExit(name)

    keeping = Keeping()
    keeping.note(Hostile())
    keeping.put_back()


def _counting(start: int, *more: int, step: int = 1) -> Iterator[int]:
    while True:
        yield start + sum(more)
        start += step


@pytest.mark.parametrize(
    "steps",
    [itertools.count(3), iter([3, 4]), iter(range(3, 9)), _counting(1, 2), _counting(3, step=1)],
    ids=lambda value: type(value).__name__,
)
def test_iterators_are_made_anew(steps: Iterator[int]) -> None:
    assert is_plain(steps)
    kept = copied(steps)
    assert [next(steps), next(steps)] == [3, 4]
    assert next(copied(kept)) == 3
    assert next(copied(kept)) == 3


def test_a_generator_that_has_begun_is_its_own() -> None:
    steps = _counting(1)
    next(steps)
    assert not is_plain(steps)


def test_dice_are_put_back() -> None:
    dice = np.random.default_rng(0)
    kept = copied(dice)
    assert dice.random() == copied(kept).random() == copied(kept).random()
