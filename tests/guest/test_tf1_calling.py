"""Who counts the steps of a TensorFlow 1 script, and whose fault an exception is."""

from __future__ import annotations

import ast
from inspect import Parameter

import numpy as np
import pytest

from autograder.guest.arguments import EMPTY, Argument
from autograder.guest.counters import counting
from autograder.guest.forms.blame import by_contract, lay_blame
from autograder.guest.runs import Run
from autograder.guest.wire import simple_fault

_IN_CLASS = (
    "class A:\n    def go(self):\n        tf.assign_add(self.step, 1)\n        self.inner.minimize(loss)\n"
)


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("train = Adam(0.1).minimize(loss, global_step=step)", "framework"),
        ("train = Adam(0.1).minimize(loss, step)", "framework"),
        ("train = opt.apply_gradients(pairs, **options)", "framework"),
        ("train = Adam(0.1).minimize(loss)", "nobody"),
        ("train = Adam(0.1).minimize(loss)\ncount = tf.assign_add(global_step, 1)", "script"),
        ("train = Adam(0.1).minimize(loss)\ncount = global_step.assign_add(1)", "script"),
        (_IN_CLASS, "unknown"),
        (_IN_CLASS + "A().minimize(loss)", "nobody"),
    ],
)
def test_who_counts_the_steps(source: str, who: str) -> None:
    """By the code outside classes; a class is what is judged, not how it is used."""
    assert counting([ast.parse(source)]) == who


def _arguments(*names: str) -> list[Argument]:
    return [Argument(name, Parameter.POSITIONAL_OR_KEYWORD, EMPTY) for name in names]


def test_the_contract_of_tensorflows_own_methods() -> None:
    """Nothing has to be guessed for what they take; anything more is a guess."""
    assert by_contract("minimize", _arguments("loss", "var_list"))
    assert by_contract("apply_gradients", _arguments("gvs", "global_step"))
    assert not by_contract("minimize", _arguments("loss", "x", "y"))
    assert not by_contract("build", _arguments("loss"))


@pytest.mark.parametrize(
    ("kind", "message", "guessed", "sure"),
    [
        ("TypeError", "unsupported operand", False, True),
        ("TypeError", "unsupported operand", True, False),
        ("NameError", "name 'momentun' is not defined", True, True),
        ("AttributeError", "'Adam' object has no attribute 'lr'", True, True),
        ("AttributeError", "'NoneType' object has no attribute 'shape'", True, False),
    ],
)
def test_an_exception_that_we_may_have_caused_is_unsure(
    kind: str, message: str, *, guessed: bool, sure: bool
) -> None:
    """A misspelt name is the student's whatever we hand over; a wrong type may be ours."""
    run = Run(None, "", np.zeros((1, 2)), (2,), error=simple_fault(kind, message))
    lay_blame(run, "Adam", guessed=guessed)
    assert run.error is not None
    assert run.error["sure"] is sure
