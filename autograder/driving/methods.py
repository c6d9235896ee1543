"""What a method is asked for: tasks whose minimum is known, and losses whose best epoch is.

The quadratics are drawn anew for every submission; the logistic regression and Rosenbrock's valley are those of
``reference.tasks``, from a start that is drawn near theirs.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from autograder.driving.seeds import SeedSource
from autograder.driving.stopping import stop_requests
from autograder.protocol.arrays import Array, Vector
from autograder.protocol.methods import MinimiseRequest, StopRequest
from exercises.spec import Part
from reference.tasks.logistic import logistic_regression
from reference.tasks.rosenbrock import rosenbrock

Task = Literal["quadratic", "logistic", "rosenbrock"]
Method = Literal["newton", "bfgs", "coordinate-descent"]

METHODS: dict[str, Method] = {
    "newton": "newton",
    "bfgs": "bfgs",
    "coordinate-descent": "coordinate-descent",
}
STEPS: dict[str, dict[Task, tuple[int, ...]]] = {
    "newton": {"quadratic": (1, 2), "logistic": (1, 2, 3, 12)},
    "bfgs": {"rosenbrock": (*range(1, 9), 300), "quadratic": (200,), "logistic": (100,)},
    "coordinate-descent": {"quadratic": (1, 2, 3, 150)},
}
"""Numbers of steps, per method and task: runs of few steps show each step, the longest one where it arrives."""
_SIZES: dict[str, int] = {"newton": 4, "bfgs": 8, "coordinate-descent": 4}
_CONDITIONS: dict[str, float] = {"newton": 50.0, "bfgs": 1e4, "coordinate-descent": 6.0}


def minimise_id(part: Part, task: str, steps: int) -> str:
    """Request id of one run."""
    return f"method-{part.id}-{task}-{steps}"


def method_requests(parts: tuple[Part, ...], seeds: SeedSource) -> list[MinimiseRequest | StopRequest]:
    """Return the requests of all method parts."""
    requests: list[MinimiseRequest | StopRequest] = []
    for part in parts:
        if part.kind != "method":
            continue
        if part.rule == "early-stopping":
            requests += stop_requests(part, seeds)
        elif part.rule in STEPS:
            requests += _minimise_requests(part, seeds)
    return requests


def _minimise_requests(part: Part, seeds: SeedSource) -> list[MinimiseRequest]:
    requests = []
    for task, counts in STEPS[part.rule].items():
        a, b, theta0 = (Array.of(one) for one in _drawn(part, task, seeds.generator(f"{part.id} {task}")))
        for steps in counts:
            name = minimise_id(part, task, steps)
            requests.append(MinimiseRequest(name, METHODS[part.rule], task, a, b, theta0, steps, part.names))
    return requests


def _drawn(part: Part, task: Task, generator: np.random.Generator) -> tuple[Vector, Vector, Vector]:
    if task == "quadratic":
        size, condition = _SIZES[part.rule], _CONDITIONS[part.rule]
        return quadratic(size, condition, generator)
    if task == "logistic":
        data = logistic_regression()
        return data.x, data.y, data.start + generator.uniform(-0.3, 0.3, data.start.shape)
    start = rosenbrock(4).start + generator.uniform(-0.05, 0.05, 4)
    return np.zeros((0, 0)), np.zeros(0), start


def quadratic(size: int, condition: float, generator: np.random.Generator) -> tuple[Vector, Vector, Vector]:
    """Return a, b and a start: a is symmetric with eigenvalues from 1 to the condition number, and not diagonal."""
    turn, _ = np.linalg.qr(generator.normal(size=(size, size)))
    a = turn @ np.diag(np.geomspace(1.0, condition, size)) @ turn.T
    minimum = generator.uniform(-2, 2, size)
    start = minimum + generator.choice([-1.0, 1.0], size) * generator.uniform(1, 3, size)
    a = (a + a.T) / 2
    return a, a @ minimum, start
