"""Samplers and methods, end to end: starters, what costs how much, and what is left to a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.protocol.jobs import Limits
from autograder.record import PartResult
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from exercises.spec import LABS_FOLDER, labs

pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)

Judge = Callable[[str, str, bytes], PartResult]


@pytest.fixture(scope="module")
def judge(slots: Slots) -> Judge:
    """One part of a submission, under two secrets that agree."""

    def result(lab: str, part: str, source: bytes) -> PartResult:
        found: list[PartResult] = []
        for secret in (PUBLIC_SECRET, b"a course's secret"):
            request = Request(labs()[lab], SeedSource(secret, lab, source), "en", "s1", part, limits=Limits())
            found += grade_bytes("script.py", source, request, slots).parts
        one, two = found
        assert (one.status, one.points, one.passed) == (two.status, two.points, two.passed)
        return two

    return result


@pytest.mark.parametrize("lab", ["minibatch", "extra"])
def test_the_starter_gets_none_and_is_no_mistake(judge: Judge, lab: str) -> None:
    source = (LABS_FOLDER / lab / "starter.py").read_bytes()
    for part in labs()[lab].parts:
        result = judge(lab, part.id, source)
        assert (result.status, result.points, result.diagnoses) == ("not_started", 0.0, ())


def test_each_property_of_a_sampler_is_a_point(judge: Judge) -> None:
    source = b"""
def minibatches(x, y, batch_size, rng):
    for i in range(len(x) // batch_size):
        yield x[i * batch_size:(i + 1) * batch_size], y[i * batch_size:(i + 1) * batch_size]
"""
    result = judge("minibatch", "sampler", source)
    told = {one.id: one.points for one in result.criteria}
    assert told == {"shuffled": 0.0, "aligned": 1.0, "once": 1.0, "last": 0.0}


def test_another_algorithm_that_arrives_keeps_those_points(judge: Judge) -> None:
    source = b"""
def coordinate_descent(a, b, theta, sweeps):
    for _ in range(sweeps):
        theta = theta - 0.2 * (a @ theta - b)
    return theta
"""
    result = judge("extra", "coordinate", source)
    assert result.diagnoses[0].mistakes == ("different-algorithm",)
    assert [one.passed for one in result.criteria] == [True, False]


def test_what_arrives_in_steps_that_nobody_knows_is_left_to_a_person(judge: Judge) -> None:
    source = b"""
def coordinate_descent(a, b, theta, sweeps):
    for _ in range(sweeps):
        old, theta = theta, theta.copy()
        for i in range(len(b)):
            theta[i] = old[i] - 0.3 * (a[i] @ old - b[i]) / a[i, i]
    return theta
"""
    result = judge("extra", "coordinate", source)
    assert (result.status, result.points) == ("needs_person", None)


def test_counting_from_one_keeps_half(judge: Judge) -> None:
    source = b"""
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        best = epoch if losses[epoch] < losses[best] else best
        if epoch - best >= patience:
            break
    return epoch + 1, best + 1
"""
    result = judge("extra", "earlystopping", source)
    assert result.points == 2.0
    assert result.diagnoses[0].details == {"of": "from-one"}


def test_a_ready_made_minimiser_behind_getattr_is_seen_by_what_ran(judge: Judge) -> None:
    source = b"""
import importlib

def bfgs(loss, gradient, theta, steps):
    tool = getattr(importlib.import_module("scipy." + "optimize"), "_" + "optimize")
    return tool._minimize_bfgs(loss, theta, jac=gradient, maxiter=steps).x
"""
    result = judge("extra", "bfgs", source)
    assert result.points == 0
    assert result.diagnoses[0].mistakes == ("built-in-used",)


def test_what_trains_by_itself_is_left_to_a_person(judge: Judge) -> None:
    source = b"""
import numpy as np

def train_with_early_stopping(x_train, y_train, x_val, y_val, lr, patience, max_epochs):
    w, best, kept, waited = np.zeros(x_train.shape[1]), np.inf, None, 0
    for epoch in range(max_epochs):
        w = w - lr * 2 / len(x_train) * x_train.T @ (x_train @ w - y_train)
        held_out = np.mean((x_val @ w - y_val) ** 2)
        if held_out < best:
            best, kept, waited = held_out, w, 0
        else:
            waited += 1
            if waited == patience:
                break
    return kept
"""
    result = judge("extra", "earlystopping", source)
    assert (result.status, result.points) == ("needs_person", None)
