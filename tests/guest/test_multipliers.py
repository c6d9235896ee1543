"""What a scheduler of PyTorch's is handed is a factor: which names, and what rates come of it."""

from __future__ import annotations

import ast

import pytest

from autograder.guest.multipliers import called_back, multiplied, multipliers
from autograder.guest.names import weight_as


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("LambdaLR(optimizer, factor)", {"factor": "start"}),
        ("torch.optim.lr_scheduler.LambdaLR(optimizer, lr_lambda=factor)", {"factor": "start"}),
        ("LambdaLR(optimizer, [one, other])", {"one": "start", "other": "start"}),
        ("MultiplicativeLR(optimizer, lr_lambda=ratio)", {"ratio": "last"}),
        ("LambdaLR(optimizer, lambda k: linear(k) / 0.3)", {}),
        ("keras.callbacks.LearningRateScheduler(linear)", {}),
        ("StepLR(optimizer, step_size)", {}),
    ],
)
def test_the_names_that_are_handed_over(source: str, found: dict[str, str]) -> None:
    assert multipliers([ast.parse(source)]) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("keras.callbacks.LearningRateScheduler(linear, verbose=1)", {"linear"}),
        ("LearningRateScheduler(schedule=decay)", {"decay"}),
        ("LearningRateScheduler(lambda epoch, lr: decay(epoch))", set()),
        ("LambdaLR(optimizer, factor)", set()),
    ],
)
def test_the_names_that_keras_calls_back(source: str, found: set[str]) -> None:
    assert called_back([ast.parse(source)]) == found


def test_factors_of_the_start_and_of_the_last_rate() -> None:
    assert multiplied([1.0, 0.5, 0.25], 0.4, "start") == pytest.approx([0.4, 0.2, 0.1])
    assert multiplied([9.0, 0.5, 0.5], 0.4, "last") == pytest.approx([0.4, 0.2, 0.1])
    assert multiplied([], 0.4, "last") == []


@pytest.mark.parametrize("name", ["theta0", "theta_0", "theta_init", "theta_start"])
def test_a_starting_point_is_no_rate(name: str) -> None:
    assert weight_as(name) == 0


@pytest.mark.parametrize("name", ["eta0", "my_eta0", "rate_value"])
def test_a_rate_is_one_still(name: str) -> None:
    assert weight_as(name) > 0
