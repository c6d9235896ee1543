"""Steps by hand that move one variable after the other are one step; what nobody trains is left out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from autograder.guest.observing.recorder import Training
from autograder.guest.observing.turns import in_turns, only_asked

Vector = npt.NDArray[np.float64]


def _training(moves: list[list[float]]) -> Training:
    theta = np.vstack([np.zeros(2), np.cumsum(moves, axis=0)])
    training = Training("torch", "assign", ("w", "b"), (1, 1), [theta[0]])
    for step, row in enumerate(theta[1:]):
        training.step(row, gradient=np.array([10.0 + step, 20.0 + step]), loss=float(step))
    return training


def _true(count: int) -> list[Vector]:
    return [np.array([step, -step], dtype=np.float64) for step in range(count)]


def test_rounds_become_steps() -> None:
    training = _training([[1, 0], [0, 2], [3, 0], [0, 4], [5, 0]])
    true = in_turns(training, _true(5))
    assert training.in_turn
    assert training.steps == 2
    np.testing.assert_array_equal(training.theta, [[0, 0], [1, 2], [4, 6]])
    np.testing.assert_array_equal([training.gradients[0], training.gradients[1]], [[10, 21], [12, 23]])
    assert training.losses == {0: 0.0, 1: 2.0}
    np.testing.assert_array_equal(true, [[0, 0], [2, -2]])


def test_steps_that_move_both_stay_as_they_are() -> None:
    for moves in (
        [[1, 0], [2, 2], [3, 0], [0, 4]],
        [[1, 1], [2, 2], [3, 3]],
        [[1, 0], [0, 1], [0, 1], [1, 0]],
    ):
        training = _training([[float(one) for one in row] for row in moves])
        assert len(in_turns(training, _true(len(moves)))) == len(moves)
        assert not training.in_turn
        assert training.steps == len(moves)


def test_a_variable_that_nobody_asked_a_gradient_of_is_left_out() -> None:
    """A velocity that a look-ahead is made of moves, too, and the loss depends on it."""
    training = _training([[1, 5], [2, 5], [3, 5]])
    assert only_asked(training, [True, False]).tolist() == [True, False]
    assert (training.names, training.sizes) == (("w",), (1,))
    np.testing.assert_array_equal(training.theta, [[0], [1], [3], [6]])
    asked = _training([[1, 0], [2, 0], [3, 0]])
    assert only_asked(asked, [True, True]).all()
    assert asked.names == ("w", "b")
