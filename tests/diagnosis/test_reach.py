"""What is refused after the first steps: never a right rule, at whatever values; but nearly every wrong one."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.diagnosis.finding import Runs
from autograder.diagnosis.hypotheses import Hypothesis, mistaken_hypotheses, right_hypotheses
from autograder.diagnosis.promising import within_reach
from reference.rule import Rule
from tests.diagnosis.paths import UPDATES, form, path, setting, told

UNUSUAL = {"learning_rate": 0.0371, "momentum": 0.63, "rho": 0.73, "beta_1": 0.77, "beta_2": 0.9953}
"""In no list of usual values."""


@pytest.mark.parametrize("epsilon", [3.3e-9, 4.4e-5, 0.0])
@pytest.mark.parametrize(("lab", "part"), UPDATES)
def test_a_right_rule_at_unusual_values_is_never_refused(lab: str, part: str, epsilon: float) -> None:
    """No epsilon at all leaves 0 / 0 where there is no gradient: that must be reached too."""
    where = setting(lab, part)
    rule = form(where.part)
    names = Hypothesis(rule).hyperparameters
    values = {name: {**UNUSUAL, "epsilon": epsilon}[name] for name in names}
    run = path(where.designs[0], rule, values, {}, "float32")
    forms = [one for one in right_hypotheses(where.part.rule, run) if one.rule == rule and not one.numbers]
    assert len(forms) == 1
    assert within_reach(run, list(forms), {}).all()


@pytest.mark.parametrize(("lab", "part"), [("lab4", "adagrad"), ("lab5", "rmsprop"), ("lab6", "adam")])
def test_most_wrong_rules_are_refused_at_any_values(lab: str, part: str) -> None:
    """Gradient descent is none of these with a mistake in it, but for the few that don't divide."""
    where = setting(lab, part)
    run = path(
        where.designs[0], form(setting("lab3", "momentum").part), {"learning_rate": 0.1}, {}, "float32"
    )
    forms = mistaken_hypotheses(where.part.rule, run)
    reached = within_reach(run, list(forms), {})
    assert np.mean(reached) < 0.2


def test_values_that_only_matter_together_leave_a_search_that_goes_on() -> None:
    """Momentum held against RMSProp, on a draw where the matrix of the search was singular without damping."""
    where = setting("lab5", "rmsprop", b"truth", b"SGD(lr=0.02, momentum=0.8)")
    values = {"learning_rate": 0.02, "momentum": 0.8}
    found = told(where, Runs(*(path(design, Rule("momentum"), values, {}) for design in where.designs)))
    assert found is not None
    assert (found.mistakes, found.details["algorithm"]) == (("different-algorithm",), "momentum")
