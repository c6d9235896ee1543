"""What a rule keeps, at the coordinate that shows most; expected values by hand."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.grading.moments import moments_evidence
from reference.rule import Rule
from reference.run import run

_GRADIENTS = np.array([[1.0, 2.0], [1.0, 0.0], [1.0, -2.0]])
_NAMES = ["w[0]", "w[1]"]


def test_adams_moments() -> None:
    """s = s / 2 + g / 2 and r = 3 r / 4 + g g / 4; the coordinate with the larger steps is the second."""
    adam = run(
        Rule("adam"), _GRADIENTS, {"learning_rate": 1.0, "beta_1": 0.5, "beta_2": 0.75, "epsilon": 1e-8}
    )
    told = moments_evidence(adam.theta, adam, None, _NAMES, [1])
    assert told is not None
    assert told["coordinate"] == "w[1]"
    assert told["identified"] is None
    assert told["expected"]["first-moment"] == pytest.approx([0, 1, 0.5, -0.75])
    assert told["expected"]["second-moment"] == pytest.approx([0, 1, 0.75, 1.5625])


def test_squares_without_a_first_moment_have_the_lectures_other_name() -> None:
    adagrad = run(Rule("adagrad"), _GRADIENTS, {"learning_rate": 1.0, "epsilon": 1e-8})
    told = moments_evidence(adagrad.theta, adagrad, None, _NAMES, [0])
    assert told is not None
    assert told["expected"] == {"squared-gradients": pytest.approx([0, 1, 2, 3])}


def test_the_coordinate_is_one_whose_kept_values_differ() -> None:
    """Velocities of g = 1, 1, 1 differ with the decay from step 2 on; a gradient that is 0 after step 1 hides least."""
    gradients = np.array([[0.0, 1.0], [0.0, 1.0], [0.0, 1.0]])
    right, other = (
        run(Rule("momentum"), gradients, {"learning_rate": 1.0, "momentum": decay}) for decay in (0.5, 0.25)
    )
    told = moments_evidence(other.theta, right, other, _NAMES, [0, 1])
    assert told is not None
    assert told["coordinate"] == "w[1]"
    assert told["expected"]["velocity"] == pytest.approx([0, -1, -1.5, -1.75])
    assert told["identified"]["velocity"] == pytest.approx([0, -1, -1.25, -1.3125])


def test_a_rule_that_keeps_nothing_shows_nothing() -> None:
    descent = run(Rule("sgd"), _GRADIENTS, {"learning_rate": 1.0})
    assert moments_evidence(descent.theta, descent, None, _NAMES, [0, 1]) is None
