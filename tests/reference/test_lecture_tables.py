"""The lecture's three printed tables: thirty losses and three numbers of steps, in both precisions."""

import numpy as np
import pytest
from numpy.typing import DTypeLike

from reference.rule import Rule
from reference.run import train
from reference.tasks.lecture import DETERMINANT, START_ERRORS, TRACE, lecture_regression

STORED = Rule("nesterov").switched(lookahead="stored")
# As printed on the slides. TensorFlow's use_nesterov keeps the look-ahead point as the variable.
PRINTED = """
    gd          momentum    nesterov
    622.923340  622.923340  622.923340
    3.509555    3.509555    673.233215
    0.163335    574.967834  27.938208
    0.143392    330.138885  6.145210
    0.141430    43.210865   0.604189
    0.139592    474.238281  0.185756
    0.137777    146.277573  0.117241
    0.135986    92.352264   0.102781
    0.134218    354.251617  0.093400
    0.132473    47.843769   0.084743
"""
STEPS = {"gd": 911, "momentum": 144, "nesterov": 36}
RULES = [
    ("gd", Rule("sgd"), {"learning_rate": 0.003}),
    ("momentum", Rule("momentum"), {"learning_rate": 0.003, "momentum": 0.9}),
    (
        "momentum",
        Rule("momentum").switched(rate="outside-velocity"),
        {"learning_rate": 0.003, "momentum": 0.9},
    ),
    ("nesterov", STORED, {"learning_rate": 0.003, "momentum": 0.9}),
    ("nesterov", STORED.switched(rate="outside-velocity"), {"learning_rate": 0.003, "momentum": 0.9}),
]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("table", "rule", "hyperparameters"), RULES)
def test_training_prints_the_lectures_table(
    table: str, rule: Rule, hyperparameters: dict[str, float], dtype: DTypeLike
) -> None:
    task = lecture_regression().astype(dtype)
    trained = train(rule, task.gradient, task.start, hyperparameters, 920, loss=task.loss, dtype=dtype)
    names, *rows = [line.split() for line in PRINTED.strip().splitlines()]
    losses = [float(row[names.index(table)]) for row in rows]
    assert trained.theta.dtype == dtype
    assert trained.losses is not None
    np.testing.assert_allclose(trained.losses[:10], losses, rtol=1e-5)
    assert int(np.argmax(trained.losses < 1e-6)) == STEPS[table]


def test_the_box_of_nesterov_prints_another_loss_at_step_1_and_needs_a_step_more() -> None:
    """With theta as the variable the loss at step 1 is gradient descent's, and 1e-6 is reached at 37."""
    task = lecture_regression()
    given = {"learning_rate": 0.003, "momentum": 0.9}
    losses = train(Rule("nesterov"), task.gradient, task.start, given, 40, loss=task.loss).losses
    assert losses is not None
    assert losses[1] == pytest.approx(3.51, abs=0.005)
    assert int(np.argmax(losses < 1e-6)) == 37


def test_the_samples_have_the_recovered_hessian_and_start() -> None:
    task = lecture_regression()
    hessian = task.hessian()
    assert np.trace(hessian) == pytest.approx(TRACE, rel=1e-7)
    assert np.linalg.det(hessian) == pytest.approx(DETERMINANT, rel=1e-7)
    values, vectors = np.linalg.eigh(hessian)
    errors = np.abs(vectors.T @ (task.start - task.minimum)) * np.sqrt(values / 2)
    np.testing.assert_allclose(errors[::-1], START_ERRORS, rtol=1e-6)
    assert task.loss(task.minimum) == pytest.approx(0, abs=1e-25)
