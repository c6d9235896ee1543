"""The closed loop on every standard task: the oracle's own path passes, a crawling or diverging one doesn't."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.diagnosis.epsilon import Fit
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.driving.tasks import TASKS, task
from autograder.grading.training import judge_training
from autograder.protocol.arrays import Array, Vector
from autograder.protocol.replies import Recording
from exercises.spec import Training
from reference.rule import Rule

STEPS = 120


def _recording(path: Vector) -> Recording:
    return Recording("train", "c0", "step", (path.shape[1],), "float64", {}, Array.of(path))


def _path(name: str, rate: float) -> Vector:
    """Gradient descent, written here."""
    problem = task(name)
    w, path = problem.start.copy(), [problem.start.copy()]
    for _ in range(STEPS):
        with np.errstate(all="ignore"):
            w = w - rate * 2 / len(problem.y) * problem.x.T @ (problem.x @ w - problem.y)
        path.append(w)
    return np.array(path)


@pytest.mark.parametrize("name", list(TASKS))
def test_gradient_descent_passes_where_it_keeps_pace(name: str) -> None:
    """Half the oracle's rate is slow, a hundredth crawls, three times the stable limit diverges."""
    largest = float(np.linalg.eigvalsh(task(name).hessian())[-1])
    rate = 1.0 / largest
    training = Training(task=name, steps=STEPS, hyperparameters={"learning_rate": rate})
    fit = Fit(Hypothesis(Rule("sgd")), {"learning_rate": rate}, 0.0)
    verdicts = {
        pace: judge_training(
            training, _recording(_path(name, pace * rate)), fit, None, {"learning_rate": rate}
        )
        for pace in (1.0, 0.01, 6.0)
    }
    assert all(verdict is not None for verdict in verdicts.values())
    assert {pace: verdict.passed for pace, verdict in verdicts.items() if verdict} == {
        1.0: True,
        0.01: False,
        6.0: False,
    }
    assert verdicts[6.0] is not None
    assert verdicts[6.0].diverged


def test_an_unknown_task_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"task 'mnist' is unknown; known: lecture-regression"):
        task("mnist")


def test_a_path_of_the_wrong_width_is_no_training_run() -> None:
    training = Training(task="lecture-regression", steps=3, hyperparameters={"learning_rate": 0.003})
    fit = Fit(Hypothesis(Rule("sgd")), {"learning_rate": 0.003}, 0.0)
    assert judge_training(training, _recording(np.zeros((4, 5))), fit, None, {}) is None
