"""What is a deliverable, what is a stub, what is a helper, and whose work it is."""

# ruff: noqa: E501 - students' sources are given as they are
from __future__ import annotations

import numpy as np
import pytest

from autograder.protocol.replies import Recording
from tests.guest.harness import drive, gradients

STUBS = [
    "def momentum(w, dw, v, lr=0.01):\n    pass\n",
    "def momentum(w, dw, v, lr=0.01):\n    '''TODO'''\n    ...\n",
    "def momentum(w, dw, v, lr=0.01):\n    raise NotImplementedError('later')\n",
    "def momentum(w, dw, config=None):\n    v = None\n    next_w = None\n    # TODO\n    return next_w, config\n",
    "def momentum(w, dw, v, lr=0.01):\n    # TODO: your code here\n    return w, v\n",
    "class Momentum:\n    def __init__(self, lr=0.01):\n        self.lr = lr\n    def update(self, params, grads):\n        '''one step'''\n        # TODO\n        return params\n",
    "class Momentum:\n    def __init__(self, lr=0.01):\n        self.lr = lr\n    def step(self, params, grads):\n        raise NotImplementedError\n",
]  # fmt: skip


@pytest.mark.parametrize("source", STUBS)
def test_a_starter_that_was_not_filled_in_is_a_stub(source: str) -> None:
    """It is reported and not driven."""
    heard = drive(source, "momentum")
    assert [candidate.stub for candidate in heard.candidates.values()] == [True]
    assert not heard.recordings("open-a")


def test_helpers_are_left_aside() -> None:
    """Losses, gradients, data, plots and training loops are no candidates."""
    source = """
import numpy as np
def loss(w, x, y): return np.mean((x @ w - y) ** 2)
def gradient(w, x, y): return 2 * x.T @ (x @ w - y) / len(y)
def compute_grad(w, grad): return grad
def generate_data(n): return np.ones((n, 2)), np.ones(n)
def plot(history): pass
def train(x, y, lr=0.01, epochs=10):
    w = np.zeros(2)
    for _ in range(epochs):
        w = w - lr * gradient(w, x, y)
    return w
def main(): train(*generate_data(5))
def momentum(w, dw, v, lr=0.01, mu=0.9):
    v = mu * v - lr * dw
    return w + v, v
if __name__ == '__main__':
    main()
"""
    assert list(drive(source, "momentum").candidates) == ["momentum"]


def test_a_base_class_without_a_rule_of_its_own_is_a_stub() -> None:
    """The subclass is the deliverable."""
    source = """
class Optimizer:
    def update(self, params, grads):
        raise NotImplementedError
class Momentum(Optimizer):
    def __init__(self, lr=0.01, mu=0.9):
        self.lr, self.mu, self.v = lr, mu, 0
    def update(self, params, grads):
        self.v = self.mu * self.v - self.lr * grads
        return params + self.v
"""
    found = drive(source, "momentum").candidates
    assert found["Optimizer"].stub
    assert not found["Momentum"].stub


def test_place_and_hyperparameters_are_told() -> None:
    """Cell, line and standard names."""
    found = drive(
        [
            "import numpy as np",
            "\nclass Adam:\n    def __init__(self, alpha, beta1, beta2, eps):\n        pass\n    def update(self, w, g):\n        return w - g\n",
        ],
        "adam",
    )
    candidate = found.candidates["Adam"]
    assert (candidate.cell, candidate.line, candidate.form) == (1, 2, "plain-class")
    assert set(candidate.accepts) == {"learning_rate", "beta_1", "beta_2", "epsilon"}


def test_every_definition_of_a_name_is_found_and_the_last_one_bears_it() -> None:
    """A notebook redefines; which of them counts, the host decides (golden ``second_try_mended_it.py``)."""
    wrong = "def momentum(w, g, v, lr=0.01, mu=0.9):\n    return w + g, v\n"
    right = "def momentum(w, g, v, lr=0.01, mu=0.9):\n    v = mu * v - lr * g\n    return w + v, v\n"
    heard = drive([wrong, right], "momentum")
    places = {name: candidate.cell for name, candidate in heard.candidates.items()}
    assert places == {"momentum": 1, "momentum@0:1": 0}
    assert {candidate.name for candidate in heard.candidates.values()} == {"momentum"}


def test_a_cell_run_twice_is_one_definition() -> None:
    same = "def momentum(w, g, v, lr=0.01, mu=0.9):\n    v = mu * v - lr * g\n    return w + v, v\n"
    assert list(drive([same, same], "momentum").candidates) == ["momentum"]


def test_an_earlier_definition_runs_with_what_it_saw() -> None:
    """Its helper and its constant were used again by the next lab's."""
    first = "MU = 0.875\ndef rule(v, g, lr):\n    return MU * v - lr * g\n"
    update = "def update(w, g, v, lr=0.01):\n    v = rule(v, g, lr)\n    return w + v, v\n"
    second = "MU = 0.25\ndef rule(v, g, lr):\n    return v + g * g\n"
    other = "def update(w, g, v, lr=0.01):\n    v = rule(v, g, lr)\n    return w - lr * g / (v ** 0.5 + 1e-7), v\n"
    heard = drive([first, update, second, other], "momentum")
    asked = {one.request for one in heard.messages if isinstance(one, Recording)}
    everything = [one for request in sorted(asked) for one in heard.recordings(request, "update@1:1")]
    recordings = [one for one in everything if one.error is None]
    assert recordings
    rate, mu = recordings[0].given["learning_rate"], 0.875
    theta = recordings[0].theta.numpy()
    steps = np.diff(theta, axis=0)
    gradient = gradients()
    assert np.allclose(steps[1], mu * steps[0] - rate * gradient[1], rtol=1e-9, atol=1e-12)
