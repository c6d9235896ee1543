"""Built-in optimizers and schedules: what ran decides, the source only where nothing was seen, a person in doubt."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.grading.builtin import BuiltinJudge
from autograder.grading.mentioned import mention
from autograder.loading.load import load_bytes
from autograder.protocol.arrays import Array
from autograder.protocol.messages import Message
from autograder.protocol.replies import Candidate, CandidatesMessage
from autograder.record import PartResult
from exercises.spec import labs
from tests.grading.watched import context, straight

TF1 = "import tensorflow as tf\nx = tf.placeholder(tf.float32)\n"
FALLING = np.linspace(5.0, 0.1, 20)
OWN = CandidatesMessage((Candidate("Momentum", "Momentum", "tf1-optimizer"),))


def result(lab: str, *messages: Message, source: str = TF1) -> PartResult:
    return BuiltinJudge(context(lab, source, *messages)).result(labs()[lab].part("builtin"))


def told(one: PartResult) -> tuple[str, float | None, tuple[str, ...]]:
    return one.status, one.points, tuple(name for each in one.diagnoses for name in each.mistakes)


@pytest.mark.parametrize(
    ("lab", "builtin", "arguments"),
    [
        ("lab3", "MomentumOptimizer", {"momentum": 0.9}),
        ("lab3", "MomentumOptimizer", {}),
        ("lab3", "SGD", {"momentum": 0.5, "nesterov": 1.0}),
        ("lab3", "ApplyMomentum", {}),
        ("lab4", "Adagrad", {}),
        ("lab5", "RMSPropOptimizer", {"momentum": 0.0}),
        ("lab6", "Adam", {"amsgrad": 1.0}),
    ],
)
def test_the_right_one(lab: str, builtin: str, arguments: dict[str, float]) -> None:
    seen = straight(FALLING, builtin=builtin, arguments=arguments)
    assert told(result(lab, seen)) == ("judged", 2.0, ())


@pytest.mark.parametrize(
    ("lab", "builtin", "arguments", "points"),
    [
        ("lab3", "SGD", {"momentum": 0.0}, 0.0),
        ("lab3", "GradientDescentOptimizer", {}, 0.0),
        ("lab4", "AdamOptimizer", {}, 0.0),
        ("lab6", "AdamW", {}, 0.0),
        ("lab5", "Adam", {}, 0.0),
        ("lab5", "AdagradOptimizer", {}, 2.0),  # the slide's slip
    ],
)
def test_another_one(lab: str, builtin: str, arguments: dict[str, float], points: float) -> None:
    seen = straight(FALLING, builtin=builtin, arguments=arguments)
    assert told(result(lab, seen)) == ("judged", points, ("different-algorithm",))


@pytest.mark.parametrize(
    ("losses", "fields", "points", "mistakes"),
    [
        (np.linspace(5.0, 4.9, 20), {}, 1.0, ("not-converged",)),
        (np.geomspace(1.0, 1e9, 20), {}, 1.0, ("diverged",)),
        (FALLING, {"theta": Array.of(np.ones((21, 1)))}, 1.0, ("not-updated",)),
        (FALLING, {"theta": Array.of(np.array([*range(20), np.nan])[:, None])}, 1.0, ("diverged",)),
    ],
)
def test_a_training_that_goes_nowhere(
    losses: np.ndarray, fields: dict[str, object], points: float, mistakes: tuple[str, ...]
) -> None:
    assert told(result("lab6", straight(losses, builtin="Adam", **fields))) == ("judged", points, mistakes)


def test_a_noisy_training_on_small_batches_that_falls_on_the_whole() -> None:
    """The first batch may be an easy one by chance."""
    noise = np.random.default_rng(1).uniform(0.2, 1.8, 100)
    losses = np.geomspace(4.0, 0.1, 100) * noise
    losses[0] = 0.05
    assert told(result("lab6", straight(losses, builtin="Adam"))) == ("judged", 2.0, ())


def test_what_could_not_be_seen_waits_for_a_person() -> None:
    assert result("lab6", straight(None, builtin="Adam")).status == "needs_person"
    called = TF1 + "train = tf.train.AdamOptimizer(0.1).minimize(x)\nrun(train)\n"
    assert result("lab6", source=called).status == "needs_person"


@pytest.mark.parametrize(
    "fields",
    [
        {"theta": Array.of([1.0, 2.0])},
        {"theta": Array.of(np.zeros((0, 1)))},
        {"gradients": Array.of(np.zeros((3, 1)))},
        {"rates": Array.of(np.zeros((20, 2)))},
        {"last_theta": Array.of(np.zeros((2, 2)))},
        {"theta": Array.of(np.zeros((21, 2000)))},
    ],
)
def test_arrays_that_do_not_fit_together_are_no_training(fields: dict[str, object]) -> None:
    """The guest may send anything."""
    assert result("lab6", straight(FALLING, **{"builtin": "Adam", **fields})).status == "not_found"


def test_gradient_descent_beside_an_own_optimizer_is_there_to_compare_with() -> None:
    seen = straight(FALLING, builtin="GradientDescentOptimizer")
    assert result("lab3", seen, OWN).status == "not_found"
    assert result("lab3", seen, straight(FALLING)).status == "not_found"


def test_a_notebook_of_the_whole_course_has_other_labs_built_ins() -> None:
    seen = [straight(FALLING, builtin=name) for name in ("MomentumOptimizer", "AdagradOptimizer")]
    assert result("lab6", *seen).status == "not_found"


def test_numpy_alone_is_told_that_a_framework_is_wanted() -> None:
    one = result("lab6", source="import numpy as np\nclass Adam: pass\nAdam()\n")
    assert (one.status, one.text[0]) == ("not_found", "status.not_found.builtin.numpy")


# ---- the source ------------------------------------------------------------------------------------------------------

WANTED = {"MomentumOptimizer", "SGD"}
OPTIMIZER = "opt = tf.train.MomentumOptimizer(0.1, 0.9)\n"


@pytest.mark.parametrize(
    ("source", "idle"),
    [
        (OPTIMIZER + "step = opt.minimize(loss)\ns.run(loss)\n", True),
        (OPTIMIZER + "step = opt.minimize(loss)\ns.run([loss, step])\n", False),
        (OPTIMIZER + "g = opt.compute_gradients(loss)\nt = opt.apply_gradients(g)\nprint(t)\n", True),
        ("tf.train.MomentumOptimizer(0.1, 0.9)\n", True),
        ("Best = tf.train.MomentumOptimizer\nt = Best(0.1, 0.9).minimize(loss)\ns.run(t)\n", False),
        ("def made():\n    return tf.train.MomentumOptimizer(0.1, 0.9)\n", False),
        ("# tf.train.MomentumOptimizer(0.1, 0.9)\n", None),
        ("class Own:\n    def __init__(self):\n        self.o = tf.train.MomentumOptimizer(0.1)\n", None),
        ("class SGD:\n    pass\nSGD()\n", None),
    ],
)
def test_what_the_source_says(source: str, *, idle: bool | None) -> None:
    """Only what surely goes nowhere is idle."""
    found = mention(load_bytes("a.py", (TF1 + source).encode()), WANTED)
    assert (None if found is None else found.idle) is idle


# ---- schedules -------------------------------------------------------------------------------------------------------

DECAY = {"start_lr": 0.3, "decay_rate": 0.5, "decay_interval": 4.0, "staircase": 1.0}
COUNTED = TF1 + "step = opt.minimize(loss, global_step=count)\n"
MADE = TF1 + "rate = tf.train.exponential_decay(0.3, count, 4, 0.5)\nopt = tf.train.Optimizer(rate)\n"


def decayed(
    rates: object,
    source: str = TF1,
    **fields: Any,  # noqa: ANN401 - fields of an Observation
) -> tuple[str, float | None, tuple[str, ...]]:
    array = None if rates is None else Array.of(np.asarray(rates, float))
    seen = straight(FALLING, builtin="GradientDescentOptimizer", rates=array, **fields)
    return told(result("lab2", seen, source=source))


def test_rates_that_fall_by_the_built_in_decay() -> None:
    used: dict[str, Any] = {"schedule": "exponential_decay", "schedule_arguments": DECAY}
    assert decayed(0.3 * 0.5 ** (np.arange(20) // 4), **used) == ("judged", 2.0, ())
    assert decayed(np.full(20, 0.3), **used) == ("judged", 1.0, ("decay-step-constant",))
    assert decayed(0.3 * 2.0 ** np.arange(20), **used) == ("judged", 1.0, ("decay-wrong-direction",))
    assert decayed(None, **used)[0] == "needs_person"


def test_a_training_that_ends_before_the_first_drop() -> None:
    """Whether the step is counted, only the source tells then."""
    used: dict[str, Any] = {
        "schedule": "exponential_decay",
        "schedule_arguments": {**DECAY, "decay_interval": 100.0},
    }
    assert decayed(np.full(20, 0.3), COUNTED, **used) == ("judged", 2.0, ())
    assert decayed(np.full(20, 0.3), **used) == ("judged", 1.0, ("decay-step-constant",))


def test_a_decay_that_is_computed_and_not_used() -> None:
    assert decayed(np.full(20, 0.1), MADE) == ("judged", 1.0, ("rate-not-used",))
    assert decayed(np.geomspace(0.3, 0.1, 20), MADE)[0] == "needs_person"


def test_another_schedule_and_none() -> None:
    assert decayed(np.linspace(0.3, 0.1, 20), schedule="polynomial_decay")[2] == ("different-algorithm",)
    assert decayed(np.full(20, 0.1))[0] == "not_found"
