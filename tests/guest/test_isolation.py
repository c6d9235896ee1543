"""State in containers of the standard library is put back before every run, whatever kind they are."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

import numpy as np
import pytest

from autograder.guest.isolation import copied, is_plain

HELD: dict[str, Any] = {"v": np.ones(2)}


@pytest.mark.parametrize(
    "value",
    [
        {"v": np.ones(2)},
        OrderedDict(v=np.ones(2)),
        defaultdict(float, HELD),
        deque([1.0, 2.0], maxlen=2),
        Counter("aab"),
        [np.ones(2)],
        {1, 2},
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_copy_is_equal_and_its_own(value: Any) -> None:  # noqa: ANN401 - any container
    assert is_plain(value)
    made = copied(value)
    assert type(made) is type(value)
    assert repr(made) == repr(value)
    length = len(value)
    made.clear()
    assert len(value) == length > 0


def test_what_makes_the_values_of_a_defaultdict_stays() -> None:
    assert copied(defaultdict(lambda: 7.0))["new"] == 7.0


def test_arrays_in_a_mapping_are_copied_too() -> None:
    value = defaultdict(float, {"v": HELD["v"].copy()})
    copied(value)["v"][0] = 5.0
    assert value["v"].tolist() == [1.0, 1.0]
