"""Driving a rule: the contract that every algorithm and switch keeps, and the errors for bad arguments."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import DTypeLike

from reference.rule import ALGORITHMS, Rule, algorithm
from reference.run import run, train

GRADIENTS = np.random.default_rng(3).normal(size=(6, 5))
SWITCHED = [
    Rule(name).switched(**{switch: value})
    for name, known in ALGORITHMS.items()
    for switch, values in known.switches.items()
    for value in values[1:]
]
RULES = [*map(Rule, ALGORITHMS), *SWITCHED]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_shapes_and_precision_are_the_same_for_every_rule(rule: Rule, dtype: DTypeLike) -> None:
    gradients = GRADIENTS.copy()
    gradients[:, 0] = 0  # divides by zero in some altered rules: no warning may come of it
    moved = run(rule, gradients, {}, layout=(3, 2), dtype=dtype)
    assert moved.theta.shape == (7, 5)
    assert moved.asked.shape == moved.gradients.shape == (6, 5)
    assert moved.rates.shape == (6,)
    assert all(slot.shape == (7, 5) for slot in moved.slots.values())
    arrays = [moved.theta, moved.asked, moved.gradients, moved.rates, *moved.slots.values()]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_hypotheses_run_at_once_are_the_same_as_one_by_one(rule: Rule) -> None:
    rates = np.array([[0.01], [0.1], [1.0]])
    together = run(rule, GRADIENTS, {"learning_rate": rates}, layout=(3, 2))
    assert together.theta.shape == (7, 3, 5)
    for index, rate in enumerate(rates[:, 0]):
        alone = run(rule, GRADIENTS, {"learning_rate": rate}, layout=(3, 2))
        np.testing.assert_array_equal(together.theta[:, index], alone.theta)
        for name, slot in alone.slots.items():
            np.testing.assert_array_equal(together.slots[name][:, index], slot)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_open_and_closed_loop_are_one_machine(name: str) -> None:
    """Fed the gradients that training met, the open loop walks the same path."""
    trained = train(Rule(name), lambda w: 2 * w - 1, np.ones(3), {}, 8, schedule=lambda k: 0.1 / (k + 1))
    fed = run(Rule(name), trained.gradients, {}, theta0=np.ones(3), rates=trained.rates)
    np.testing.assert_array_equal(fed.theta, trained.theta)
    np.testing.assert_array_equal(fed.asked, trained.asked)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_constant_schedule_is_the_constant_rate(name: str) -> None:
    plain = run(Rule(name), GRADIENTS, {"learning_rate": 0.03})
    scheduled = run(Rule(name), GRADIENTS, {}, rates=[0.03] * 6)
    np.testing.assert_array_equal(plain.theta, scheduled.theta)


@pytest.mark.parametrize("name", ALGORITHMS)
@given(data=st.data())
def test_coordinates_do_not_see_each_other(name: str, data: st.DataObject) -> None:
    """Every rule of the lecture is elementwise: a permutation of coordinates permutes the path."""
    order = data.draw(st.permutations(range(5)))
    mixed = run(Rule(name), GRADIENTS[:, order], {})
    np.testing.assert_array_equal(mixed.theta, run(Rule(name), GRADIENTS, {}).theta[:, order])


@pytest.mark.parametrize("name", ALGORITHMS)
@given(
    shift=st.lists(st.floats(-4, 4), min_size=5, max_size=5),
    steps=st.integers(1, 6),
)
def test_a_path_does_not_depend_on_where_it_starts(name: str, shift: list[float], steps: int) -> None:
    """Fed the same gradients from elsewhere, the path is shifted; and a shorter run is its beginning."""
    moved = run(Rule(name), GRADIENTS[:steps], {}, theta0=shift)
    whole = run(Rule(name), GRADIENTS, {})
    np.testing.assert_allclose(moved.theta - shift, whole.theta[: steps + 1], atol=1e-14)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_descending_and_ascending_mirror_each_other(name: str) -> None:
    up = run(Rule(name).switched(direction="ascend"), GRADIENTS, {})
    np.testing.assert_array_equal(up.theta, -run(Rule(name), GRADIENTS, {}).theta)


def test_running_changes_nothing_of_the_callers() -> None:
    gradients, start = GRADIENTS.copy(), np.ones(5)
    run(Rule("adam"), gradients, {}, theta0=start)
    np.testing.assert_array_equal(gradients, GRADIENTS)
    np.testing.assert_array_equal(start, np.ones(5))


def test_no_warning_comes_of_a_division_by_zero() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        never = run(Rule("adam"), GRADIENTS, {"time_start": 0.0})
    assert np.isnan(never.theta[1:]).all()


def test_losses_are_those_of_every_position() -> None:
    trained = train(
        Rule("sgd"), lambda w: 2 * w, np.array([1.0]), {"learning_rate": 0.25}, 2, loss=lambda w: w @ w
    )
    np.testing.assert_array_equal(trained.losses, [1, 0.25, 0.0625])


def test_a_rule_keeps_only_what_differs_from_the_box() -> None:
    rule = Rule("adam").switched(epsilon="hat", direction="ascend")
    assert rule.switches == (("direction", "ascend"), ("epsilon", "hat"))
    assert rule.switched(epsilon="inside", direction="descend") == Rule("adam")
    assert rule.switch("epsilon") == "hat"
    assert Rule("adam").switch("epsilon") == "inside"


def test_each_box_has_its_printed_epsilon_and_defaults() -> None:
    """AdaGrad outside; RMSProp and Adam, as printed, inside; and the defaults of the lecture's classes."""
    boxes = {name: algorithm(name).switches["epsilon"][0] for name in ("adagrad", "rmsprop", "adam")}
    assert boxes == {"adagrad": "outside", "rmsprop": "inside", "adam": "inside"}
    assert algorithm("adagrad").hyperparameters["epsilon"] == 1e-7
    assert algorithm("rmsprop").hyperparameters == {
        "learning_rate": 0.001,
        "rho": 0.9,
        "epsilon": 1e-6,
        "initial_accumulator": 0,
    }
    assert algorithm("adam").hyperparameters == {
        "learning_rate": 0.001,
        "beta_1": 0.9,
        "beta_2": 0.999,
        "epsilon": 1e-8,
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"gradients": [1.0, 2.0]}, "steps, coordinates"),
        ({"gradients": [[np.nan]]}, "gradients must be finite"),
        ({"hyperparameters": {"lr": 0.1}}, "no hyperparameter 'lr'.*learning_rate"),
        ({"hyperparameters": {"learning_rate": -0.1}}, "learning_rate must not be negative"),
        ({"hyperparameters": {"learning_rate": np.nan}}, "learning_rate must be finite"),
        ({"hyperparameters": {"beta_1": 1.0}}, r"beta_1 must lie in \[0, 1\)"),
        ({"hyperparameters": {"beta_2": [[0.9], [-0.1]]}}, r"beta_2 must lie in \[0, 1\)"),
        ({"hyperparameters": {"epsilon": -1e-8}}, "epsilon must not be negative"),
        ({"hyperparameters": {"learning_rate": [0.1, 0.1, 0.1]}}, r"learning_rate .*not \(3,\)"),
        ({"theta0": [1.0, 2.0]}, "theta0 has the shape"),
        ({"rates": [0.1]}, "one learning rate for each of 6 steps"),
        ({"rates": [-0.1] * 6}, "rates must not be negative"),
        ({"layout": (3, 3)}, "add up to 5"),
        ({"layout": (5, 0)}, "add up to 5"),
        ({"dtype": np.int64}, "float32 or float64"),
    ],
)
def test_bad_arguments_raise(arguments: dict[str, object], message: str) -> None:
    call: dict[str, object] = {
        "rule": Rule("adam"),
        "gradients": GRADIENTS,
        "hyperparameters": {},
    } | arguments
    with pytest.raises(ValueError, match=message):
        run(**call)  # type: ignore[arg-type] # bad on purpose


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"theta0": 1.0}, "theta0 must have the shape"),
        ({"steps": 0}, "at least 1"),
        ({"gradient": lambda _: np.ones(3)}, "returned the shape"),
        ({"schedule": lambda _: float("nan")}, "rates must be finite"),
    ],
)
def test_bad_arguments_of_training_raise(arguments: dict[str, object], message: str) -> None:
    call: dict[str, object] = {
        "rule": Rule("sgd"),
        "gradient": lambda w: w,
        "theta0": [1.0, 2.0],
        "hyperparameters": {},
        "steps": 2,
    } | arguments
    with pytest.raises(ValueError, match=message):
        train(**call)  # type: ignore[arg-type] # bad on purpose


def test_unknown_names_raise() -> None:
    with pytest.raises(ValueError, match="'adm' is unknown; known: sgd"):
        algorithm("adm")
    with pytest.raises(ValueError, match="sgd has no switch 'epsilon'"):
        Rule("sgd").switched(epsilon="inside")
    with pytest.raises(ValueError, match="epsilon cannot be 'beside'"):
        Rule("adam").switched(epsilon="beside")
    with pytest.raises(ValueError, match="given twice"):
        Rule("adam", (("epsilon", "hat"), ("epsilon", "inside")))


def test_a_rule_per_variable_wants_the_layout() -> None:
    with pytest.raises(ValueError, match="pass layout="):
        run(Rule("adagrad").switched(square="norm"), GRADIENTS, {})
