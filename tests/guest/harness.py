"""Runs the guest in this process on a piece of source, and a few-line loop for each rule to compare with."""

from __future__ import annotations

import builtins
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from autograder.guest.work import run_job
from autograder.loading.submission import Legacy
from autograder.protocol.arrays import Array
from autograder.protocol.jobs import (
    Cell,
    Job,
    Layout,
    Limits,
    Request,
    TrainRequest,
    UpdateRequest,
    encode_job,
)
from autograder.protocol.messages import Message, decode_message
from autograder.protocol.observed import Observation
from autograder.protocol.replies import (
    Candidate,
    CandidatesMessage,
    CellResult,
    CellsMessage,
    DoneMessage,
    Rates,
    Recording,
)

Vector = npt.NDArray[np.float64]
Framework = Literal["numpy", "tf1", "tf2", "keras", "torch"]
LAYOUT = Layout("three", ("w", "u", "b"), ((2, 3), (2, 3), (4,)))
STEPS, SIZE = 12, 16
USUAL_LIMITS = Limits()
GIVEN: dict[str, dict[str, float]] = {
    "momentum": {"learning_rate": 0.0078125, "momentum": 0.875},
    "nesterov": {"learning_rate": 0.0078125, "momentum": 0.875},
    "adagrad": {"learning_rate": 0.0078125, "epsilon": 0.0009765625},
    "rmsprop": {"learning_rate": 0.0078125, "rho": 0.875, "epsilon": 0.0009765625, "momentum": 0.75},
    "adam": {"learning_rate": 0.0078125, "beta_1": 0.875, "beta_2": 0.9921875, "epsilon": 0.0009765625},
}
OTHER: dict[str, dict[str, float]] = {
    rule: {name: value * (2.0 if value < 0.1 else 0.9375) for name, value in values.items()}
    for rule, values in GIVEN.items()
}
X = np.random.default_rng(3).normal(size=(8, 2))
Y = X @ np.array([1.5, -2.0]) + 0.1


def gradients() -> Vector:
    """Designed gradients with a coordinate that is always zero and tiny ones."""
    designed = np.random.default_rng(7).normal(size=(STEPS, SIZE))
    designed[:, 3] = 0.0
    designed[:, 7] *= 1e-6
    return designed


@dataclass(frozen=True)
class Heard:
    """Messages of one job."""

    messages: tuple[Message, ...]

    @property
    def cells(self) -> tuple[CellResult, ...]:
        """How the cells ended."""
        return next(m for m in self.messages if isinstance(m, CellsMessage)).cells

    @property
    def candidates(self) -> dict[str, Candidate]:
        """Deliverables by id."""
        found = next(m for m in self.messages if isinstance(m, CandidatesMessage)).candidates
        return {candidate.id: candidate for candidate in found}

    def recordings(self, request: str, candidate: str | None = None) -> list[Recording]:
        """Recordings of one request."""
        return [
            m
            for m in self.messages
            if isinstance(m, Recording) and m.request == request and candidate in {None, m.candidate}
        ]

    @property
    def observations(self) -> list[Observation]:
        """Trainings that were watched."""
        return [m for m in self.messages if isinstance(m, Observation)]

    def rates(self, request: str, candidate: str | None = None) -> list[Rates]:
        """Rates of one request."""
        return [
            m
            for m in self.messages
            if isinstance(m, Rates) and m.request == request and candidate in {None, m.candidate}
        ]


@contextmanager
def restored() -> Iterator[None]:
    """The guest owns its process; here it only borrows it."""
    modules, finders, named, out = dict(sys.modules), list(sys.meta_path), dict(vars(builtins)), sys.stdout
    try:
        yield
    finally:
        sys.stdout = out
        sys.meta_path[:] = finders
        for name in ("display", "get_ipython", "input", "exit", "quit"):
            if name in named:
                setattr(builtins, name, named[name])
            else:
                vars(builtins).pop(name, None)
        for name in set(sys.modules) - set(modules):
            if not name.startswith(("numpy", "autograder", "torch.")):  # PyTorch registers its operators once
                del sys.modules[name]
        sys.modules["__main__"] = modules["__main__"]


def job(
    cells: str | list[str],
    requests: tuple[Request, ...],
    *,
    framework: Framework = "numpy",
    limits: Limits = USUAL_LIMITS,
    observe: bool = False,
    legacy: Legacy = "",
) -> Job:
    """A job of these cells."""
    sources = [cells] if isinstance(cells, str) else cells
    return Job(
        id=1,
        name="submission.py",
        framework=framework,
        legacy=legacy,
        cells=tuple(Cell(index, source) for index, source in enumerate(sources)),
        layouts=(LAYOUT,),
        keywords=("momentum", "nesterov", "adagrad", "rmsprop", "adam", "linear", "exp"),
        requests=requests,
        limits=limits,
        observe=observe,
    )


def hear(work: Job) -> Heard:
    """Run a job; every message goes through the protocol's own check."""
    raw: list[bytes] = []
    with restored():
        run_job(json.loads(encode_job(work)), lambda message: raw.append(json.dumps(message).encode()))
    messages = tuple(decode_message(frame) for frame in raw)
    assert isinstance(messages[-1], DoneMessage)
    return Heard(messages)


def update_requests(rule: str) -> tuple[Request, ...]:
    """Two open-loop runs and a closed one."""
    array = Array.of
    return (
        UpdateRequest("open-a", GIVEN[rule], array(np.zeros(SIZE)), array(gradients())),
        UpdateRequest("open-b", OTHER[rule], array(np.linspace(0.5, 2.0, SIZE)), array(gradients()[::-1])),
        TrainRequest("train", GIVEN[rule], array(np.array([3.0, 1.0])), array(X), array(Y), 20),
    )


def observe(source: str | list[str], framework: Framework = "numpy") -> Heard:
    """Run a source that trains by itself, watched."""
    return hear(job(source, (), framework=framework, observe=True))


def drive(source: str | list[str], rule: str, limits: Limits = USUAL_LIMITS) -> Heard:
    """Run a source over the requests of a rule."""
    return hear(job(source, update_requests(rule), limits=limits))


# ---- the rules, each as the lecture's box ---------------------------------------------------------------------------

Gradient = Callable[[int, Vector], Vector]
Numbers = Mapping[str, float]


def momentum(theta: Vector, gradient: Gradient, steps: int, h: Numbers) -> list[Vector]:
    """v = alpha v - epsilon g."""
    path, v = [theta], np.zeros_like(theta)
    for step in range(steps):
        v = h["momentum"] * v - h["learning_rate"] * gradient(step, path[-1])
        path.append(path[-1] + v)
    return path


def nesterov(theta: Vector, gradient: Gradient, steps: int, h: Numbers) -> list[Vector]:
    """The gradient at theta + alpha v."""
    path, v = [theta], np.zeros_like(theta)
    for step in range(steps):
        v = h["momentum"] * v - h["learning_rate"] * gradient(step, path[-1] + h["momentum"] * v)
        path.append(path[-1] + v)
    return path


def adagrad(theta: Vector, gradient: Gradient, steps: int, h: Numbers) -> list[Vector]:
    """r accumulates."""
    path, r = [theta], np.zeros_like(theta)
    for step in range(steps):
        g = gradient(step, path[-1])
        r = r + g * g
        path.append(path[-1] - h["learning_rate"] * g / (h["epsilon"] + np.sqrt(r)))
    return path


def rmsprop(theta: Vector, gradient: Gradient, steps: int, h: Numbers) -> list[Vector]:
    """r decays; epsilon outside the root."""
    path, r = [theta], np.zeros_like(theta)
    for step in range(steps):
        g = gradient(step, path[-1])
        r = h["rho"] * r + (1 - h["rho"]) * g * g
        path.append(path[-1] - h["learning_rate"] * g / (h["epsilon"] + np.sqrt(r)))
    return path


def adam(theta: Vector, gradient: Gradient, steps: int, h: Numbers) -> list[Vector]:
    """Both moments, corrected; epsilon outside the root."""
    path, s, r = [theta], np.zeros_like(theta), np.zeros_like(theta)
    for step in range(steps):
        g = gradient(step, path[-1])
        s = h["beta_1"] * s + (1 - h["beta_1"]) * g
        r = h["beta_2"] * r + (1 - h["beta_2"]) * g * g
        s_hat, r_hat = s / (1 - h["beta_1"] ** (step + 1)), r / (1 - h["beta_2"] ** (step + 1))
        path.append(path[-1] - h["learning_rate"] * s_hat / (np.sqrt(r_hat) + h["epsilon"]))
    return path


RULES = {"momentum": momentum, "nesterov": nesterov, "adagrad": adagrad, "rmsprop": rmsprop, "adam": adam}


def expected(request: str, rule: str, given: Numbers, defaults: Numbers) -> Vector:
    """The path of the rule on a request, with the values given and the code's own elsewhere."""
    numbers = {**defaults, **given}
    designed = gradients() if request == "open-a" else gradients()[::-1]
    if request == "train":
        path = RULES[rule](np.array([3.0, 1.0]), lambda _, w: 2 / len(X) * X.T @ (X @ w - Y), 20, numbers)
    else:
        start = np.zeros(SIZE) if request == "open-a" else np.linspace(0.5, 2.0, SIZE)
        path = RULES[rule](start, lambda step, _: designed[step], STEPS, numbers)
    return np.array(path)


def distance(recording: Recording, rule: str, defaults: Numbers) -> float:
    """Largest difference from the rule, relative to each coordinate's largest value."""
    with np.errstate(all="ignore"):
        right = expected(recording.request, rule, recording.given, defaults)
    found = recording.theta.numpy()
    if found.shape != right.shape or recording.error is not None:
        return float("inf")
    scale = np.maximum(np.abs(right).max(axis=0), 1e-12)
    off = np.abs(found - right) / scale
    return float(np.max(np.where(np.isfinite(off), off, np.inf)))


def best(heard: Heard, request: str, rule: str, defaults: Numbers, candidate: str | None = None) -> float:
    """The nearest recording's distance."""
    return min(
        (distance(r, rule, defaults) for r in heard.recordings(request, candidate)), default=float("inf")
    )
