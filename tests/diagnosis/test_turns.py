"""Gradients that were asked for after another variable had moved are told from gradients with a wrong factor."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from autograder.diagnosis.turns import taken_in_turn

Vector = npt.NDArray[np.float64]
SIZES = (2, 1)
OBLONG = np.array([[2.0, 0.3, 0.8], [0.3, 1.0, 0.5], [0.8, 0.5, 2.0]])
"""Second derivatives of a loss whose variables depend on each other."""


def run(hessian: Vector, *, in_turn: bool, factor: float = 1.0) -> tuple[Vector, Vector, Vector]:
    """Handed and true gradients and the moves of 12 steps at rate 0.2; ``factor`` scales the last variable's."""
    theta = np.array([3.0, -2.0, 1.0])
    handed, true, moves = [], [], []
    for _ in range(12):
        before, gradient = theta.copy(), hessian @ theta
        given = gradient.copy()
        theta[:2] -= 0.2 * given[:2]
        given[2] = factor * (hessian @ theta if in_turn else gradient)[2]
        theta[2] -= 0.2 * given[2]
        handed.append(given)
        true.append(gradient)
        moves.append(theta - before)
    return np.array(handed), np.array(true), np.array(moves)


def told(hessian: Vector, *, in_turn: bool, factor: float = 1.0) -> bool:
    handed, true, moves = run(hessian, in_turn=in_turn, factor=factor)
    room = 3e-3 * np.abs(true).max(axis=1, keepdims=True)
    return taken_in_turn(SIZES, handed, true, moves, room)


def test_a_later_variable_that_sees_the_earlier_ones_move() -> None:
    assert told(OBLONG, in_turn=True)


@pytest.mark.parametrize("factor", [0.5, 2.0, -1.0])
def test_a_wrong_factor_is_none(factor: float) -> None:
    assert not told(OBLONG, in_turn=False, factor=factor)


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_a_wrong_factor_on_a_straight_path_is_none(factor: float) -> None:
    """Of standardized data all gradients shrink alike, so the moves of the others would explain it as well."""
    assert not told(2.0 * np.eye(3), in_turn=False, factor=factor)


def test_right_gradients_are_none() -> None:
    assert not told(OBLONG, in_turn=False)


def test_few_steps_tell_nothing() -> None:
    handed, true, moves = run(OBLONG, in_turn=True)
    room = 3e-3 * np.abs(true).max(axis=1, keepdims=True)
    assert not taken_in_turn(SIZES, handed[:3], true[:3], moves[:3], room[:3])
