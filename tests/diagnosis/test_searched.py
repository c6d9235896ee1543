"""The shape of the designed gradients is the one that its search left, and no single step makes it better."""

from __future__ import annotations

import math

import pytest

from autograder.driving.design import SHAPE
from benchmarks.designs import PARAMETERS, SEARCHED, Parameter, Search, logs, recorded, stepped, value

MORE = 1.05
"""What no step may gain in every row at once."""


@pytest.fixture(scope="module")
def search() -> Search:
    return Search(SEARCHED)


def test_the_shape_in_use_is_the_one_that_the_search_left() -> None:
    record = recorded()
    assert record.shape == SHAPE
    assert record.found == SHAPE or not record.adopted
    assert {one.name for one in record.neighbours} == {*(one.name for one in PARAMETERS), "steps"}
    for parameter in PARAMETERS:
        for shape in (record.shape, record.found):
            assert parameter.low <= value(shape, parameter) <= parameter.high


@pytest.mark.parametrize("parameter", PARAMETERS, ids=[one.name for one in PARAMETERS])
def test_no_step_in_one_number_gains_everywhere(parameter: Parameter, search: Search) -> None:
    for up in (True, False):
        near = stepped(SHAPE, parameter, up=up)
        if near is not None:
            assert min(search.gains(near, math.log(MORE)).values()) <= math.log(MORE)


def test_what_is_near_on_the_present_shape_gives_the_least_margins_of_all() -> None:
    few, every = (logs(SHAPE, SEARCHED[:1], whole=whole) for whole in (False, True))
    assert few.keys() == every.keys()
    for place, values in every.items():
        assert few[place] == pytest.approx(values, abs=1e-9), place
