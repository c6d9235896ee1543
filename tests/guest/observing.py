"""Watched trainings of a process of its own, and a few rules in NumPy to compare with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.protocol.arrays import Array
from autograder.protocol.messages import decode_message
from autograder.protocol.observed import Observation
from autograder.protocol.replies import CellResult, CellsMessage

ROOT = Path(__file__).resolve().parents[2]
Vector = npt.NDArray[np.float64]
X = np.linspace(0.0, 1.0, 10)
Y = 3.0 * X + 1.0


@dataclass(frozen=True)
class Watched:
    """One job."""

    observations: tuple[Observation, ...]
    cells: tuple[CellResult, ...]
    cells_alone: tuple[CellResult, ...]
    """Of the same job when nobody watched."""
    printed: str
    printed_alone: str

    @property
    def only(self) -> Observation:
        """The one training."""
        (found,) = self.observations
        return found


def watch(framework: str, sources: Mapping[str, str | list[str]], *modules: str) -> dict[str, Watched]:
    """Run sources in a new process."""
    work = [
        (name, framework, [source] if isinstance(source, str) else source) for name, source in sources.items()
    ]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    if "tf_keras" in modules:
        environment["TF_USE_LEGACY_KERAS"] = "1"
    done = subprocess.run(
        [sys.executable, "-m", "tests.guest.observing_job", *modules],
        input=json.dumps(work),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=600,
        check=False,
    )
    found = {}
    for line in done.stdout.splitlines():
        if not line.startswith("ANSWER "):
            continue
        answer = json.loads(line.removeprefix("ANSWER "))
        messages = [decode_message(json.dumps(each).encode()) for each in answer["messages"]]
        cells = next(each for each in messages if isinstance(each, CellsMessage))
        alone = decode_message(json.dumps(answer["cells_alone"]).encode())
        assert isinstance(alone, CellsMessage)
        found[answer["name"]] = Watched(
            tuple(each for each in messages if isinstance(each, Observation)),
            cells.cells,
            alone.cells,
            answer["watched"],
            answer["alone"],
        )
    assert set(found) == set(sources), done.stderr[-3000:]
    return found


def values(array: Array | None) -> Vector:
    """The numbers of an array that has to be there."""
    assert array is not None
    return np.asarray(array.numpy(), dtype=np.float64)


def gradient(theta: Vector, x: Vector = X, y: Vector = Y) -> Vector:
    """Of mean((w x + b - y)^2) by (w, b)."""
    error = theta[0] * x + theta[1] - y
    return np.array([2 * np.mean(error * x), 2 * np.mean(error)])


def loss(theta: Vector, x: Vector = X, y: Vector = Y) -> float:
    """The same mean."""
    return float(np.mean((theta[0] * x + theta[1] - y) ** 2))


Rule = Callable[[Vector, Vector, dict[str, Any]], Vector]


def path(rule: Rule, start: tuple[float, float], steps: int) -> Vector:
    """Parameters of a training by a rule: (theta, gradient, state) to the next theta."""
    theta, state, rows = np.array(start), {"step": 0}, [np.array(start)]
    for _ in range(steps):
        theta = rule(theta, gradient(theta), state)
        state["step"] += 1
        rows.append(theta)
    return np.array(rows)


def sgd(rate: float | Callable[[int], float]) -> Rule:
    """Plain gradient descent."""

    def rule(theta: Vector, g: Vector, state: dict[str, Any]) -> Vector:
        return theta - (rate(state["step"]) if callable(rate) else rate) * g

    return rule


def momentum(rate: float, alpha: float, *, nesterov: bool = False) -> Rule:
    """Velocity of gradients, as TF1 and PyTorch keep it."""

    def rule(theta: Vector, g: Vector, state: dict[str, Any]) -> Vector:
        v = state["v"] = alpha * state.get("v", 0.0) + g
        return np.asarray(theta - rate * (g + alpha * v if nesterov else v))

    return rule


def adam(rate: float, epsilon: float = 1e-8) -> Rule:
    """Adam with its usual numbers, epsilon outside the root of the uncorrected moment (epsilon-hat)."""

    def rule(theta: Vector, g: Vector, state: dict[str, Any]) -> Vector:
        t = state["step"] + 1
        m = state["m"] = 0.9 * state.get("m", 0.0) + 0.1 * g
        v = state["v"] = 0.999 * state.get("v", 0.0) + 0.001 * g * g
        corrected = rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        return np.asarray(theta - corrected * m / (np.sqrt(v) + epsilon))

    return rule


def check(seen: Observation, rule: Rule, start: tuple[float, float], steps: int) -> None:
    """Parameters, gradients and losses of a full-batch training are those of the rule."""
    right = path(rule, start, steps)
    theta = values(seen.theta)
    assert seen.steps == steps
    kept = min(steps, 400)
    np.testing.assert_allclose(theta, right[: kept + 1], rtol=2e-4, atol=2e-5)
    np.testing.assert_allclose(
        values(seen.gradients), [gradient(row) for row in theta[:-1]], rtol=1e-3, atol=1e-5
    )
    np.testing.assert_allclose(values(seen.losses), [loss(row) for row in theta[:-1]], rtol=1e-3, atol=1e-6)
    true = values(seen.true_gradients)
    np.testing.assert_allclose(true, [gradient(theta[at]) for at in seen.true_at], rtol=1e-3, atol=1e-5)
    np.testing.assert_allclose(values(seen.last_theta), right[-1], rtol=2e-4, atol=2e-5)
