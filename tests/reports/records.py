"""Records made by hand, from a few lines of NumPy that share nothing with the engine.

Every status and several mistakes occur.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from autograder.counterexamples.conventions import parting
from autograder.counterexamples.smallest import example
from autograder.record import (
    CriterionResult,
    Diagnosis,
    Grade,
    LeftOut,
    Matched,
    Note,
    PartResult,
    RunnerUp,
    SubmissionInfo,
    Suspect,
    Usage,
)

Vector = npt.NDArray[np.float64]
Step = Callable[[Vector, int], Vector]

BETA_1, BETA_2, RATE, DELTA = 0.875, 0.9921875, 0.0078125, 0.0009765625
ADAM_GIVEN = {"learning_rate": RATE, "beta_1": BETA_1, "beta_2": BETA_2, "epsilon": DELTA}

ADAM_CODE = '''# 实验六：自己实现 Adam
import numpy as np


class Adam:
    """Adam 优化器"""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.lr = learning_rate
        self.b1, self.b2 = beta1, beta2
        self.eps = epsilon
        self.s = self.r = None

    def update(self, params, grads):
        if self.s is None:
            self.s = [np.zeros_like(p) for p in params]
            self.r = [np.zeros_like(p) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            self.s[i] = self.b1 * self.s[i] + (1 - self.b1) * g
            self.r[i] = self.b2 * self.r[i] + (1 - self.b2) * g * g
            p -= self.lr * self.s[i] / (np.sqrt(self.r[i]) + self.eps)
'''


def adam(rate: float, beta_1: float, beta_2: float, delta: float, *, corrected: bool) -> Step:
    """Return Adam's step as a function of gradient and time."""
    s = r = np.zeros(1)

    def step(g: Vector, t: int) -> Vector:
        nonlocal s, r
        s = beta_1 * s + (1 - beta_1) * g
        r = beta_2 * r + (1 - beta_2) * g * g
        a, b = (s / (1 - beta_1**t), r / (1 - beta_2**t)) if corrected else (s, r)
        return np.asarray(-rate * a / (np.sqrt(b) + delta))

    return step


def momentum(rate: float, alpha: float, *, weight: float = 1.0) -> Step:
    """Return momentum's step; a weight of 1 - alpha makes it a moving average."""
    v = np.zeros(1)

    def step(g: Vector, _t: int) -> Vector:
        nonlocal v
        v = alpha * v - rate * weight * g
        return v

    return step


def update_evidence(yours: Step, expected: Step, *, named: bool, steps: int = 24) -> dict[str, Any]:
    """Drive two steps with the same gradients."""
    random = np.random.default_rng(3)
    scales = np.array([1.0, 1.0, 0.1, 3.0, 0.01, 0.0])
    gradients = random.normal(size=(steps, len(scales))) * scales
    paths = [_fed(step, gradients) for step in (yours, expected)]
    scale = np.maximum(np.abs(paths[1]).max(axis=0), 1e-300)
    with np.errstate(all="ignore"):
        deviation = (np.abs(paths[0] - paths[1]) / scale).max(axis=1)[1:] / 6e-7
    deviation = np.maximum(deviation, random.uniform(0.1, 0.8, steps))
    beyond = np.flatnonzero(~(deviation <= 16))
    return {
        "steps": steps,
        "coordinates": ["w[0,0]", "w[0,1]", "w[1,0]", "b[0]", "b[1]", "c"],
        "gradients": _plain(gradients),
        "yours": _plain(paths[0]),
        "expected": _plain(paths[1]),
        "identified": _plain(paths[0]) if named else None,
        "deviation": _plain(deviation),
        "tolerance": 16.0,
        "first_step": int(beyond[0]) + 1 if len(beyond) else None,
        "given": ADAM_GIVEN,
    }


def adam_moments(update: dict[str, Any]) -> dict[str, Any]:
    """Adam's two moving averages of the first coordinate's gradients, which missing corrections leave alone."""
    s, r = [0.0], [0.0]
    for g, *_ in update["gradients"]:
        s.append(BETA_1 * s[-1] + (1 - BETA_1) * g)
        r.append(BETA_2 * r[-1] + (1 - BETA_2) * g * g)
    kept = {"first-moment": s, "second-moment": r}
    return {
        **update,
        "moments": {
            "coordinate": update["coordinates"][0],
            "expected": kept,
            "identified": {name: list(values) for name, values in kept.items()},
        },
    }


def training_evidence(yours: Step, expected: Step, *, named: bool, steps: int = 200) -> dict[str, Any]:
    """Train the lecture's regression: its two eigenvalues, its start (ERRATA of the lecture)."""
    eigenvalues = np.array([357.82638224, 2.17361776])
    start = np.array([24.95544123, 0.38604341]) * np.sqrt(2 / eigenvalues)
    angle = 0.5
    basis = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    hessian = basis @ np.diag(eigenvalues) @ basis.T
    minimum = np.array([2.0, -1.0])
    runs = [_trained(step, hessian, minimum, minimum + basis @ start, steps) for step in (yours, expected)]
    losses = [((path - minimum) @ hessian * (path - minimum)).sum(axis=1) / 2 for path in runs]
    reached = [next((i for i, loss in enumerate(one) if loss < 1e-6), None) for one in losses]
    return {
        "task": "lecture-regression",
        "loss": {
            "yours": _plain(losses[0]),
            "expected": _plain(losses[1]),
            "identified": _plain(losses[0]) if named else None,
        },
        "path": {
            "yours": _plain(runs[0]),
            "expected": _plain(runs[1]),
            "identified": _plain(runs[0]) if named else None,
        },
        "hessian": _plain(hessian),
        "minimum": _plain(minimum),
        "minimum_loss": 0.0,
        "steps_to": {"threshold": 1e-6, "yours": reached[0], "expected": reached[1]},
    }


def _fed(step: Step, gradients: Vector) -> Vector:
    path = [np.zeros(gradients.shape[1])]
    with np.errstate(all="ignore"):
        for t, g in enumerate(gradients, 1):
            path.append(path[-1] + step(g, t))
    return np.array(path)


def _trained(step: Step, hessian: Vector, minimum: Vector, start: Vector, steps: int) -> Vector:
    path = [start]
    with np.errstate(all="ignore"):
        for t in range(1, steps):
            path.append(path[-1] + step(hessian @ (path[-1] - minimum), t))
    return np.array(path)


def _plain(values: Vector) -> list[Any]:
    """Lists with null for what isn't finite, as a record holds them."""
    kept = values.astype(object)
    kept[~np.isfinite(values)] = None
    return list(kept.tolist())


def grade(lab: str, parts: tuple[PartResult, ...], **changes: object) -> Grade:
    """Return a record with ordinary surroundings."""
    known = [part.points for part in parts if part.points is not None]
    usual: dict[str, Any] = {
        "student": "2024001 王小明",
        "submission": SubmissionInfo("adam_王小明.py", "3f" * 32, "numpy", "plain-class"),
        "engine": "0.1.0",
        "engine_sha256": "ab" * 32,
        "exercise_sha256": "ab" * 32,
        "seed_commitment": "c4" * 32,
        "sandbox_tier": "bubblewrap",
        "status": "judged",
        "points": sum(known) if len(known) == len(parts) else None,
        "max_points": sum(part.max_points for part in parts),
        "passed": None if len(known) < len(parts) else all(part.passed for part in parts),
        "source": ADAM_CODE,
        "usage": Usage(0.41, 0.38, 245.0),
        "stdout": "step 0: 622.923340\nstep 1: 3.509555\n",
        "notes": (),
    }
    usual.update(changes)
    return Grade(lab=lab, parts=parts, **usual)


def criterion(
    id_: str, points: float, most: float, text: tuple[str, dict[str, str | float]], *, passed: bool
) -> CriterionResult:
    """Return a criterion whose sentence is said by its key."""
    return CriterionResult(id_, points, most, passed, "", text)


def wrong_adam() -> Grade:
    """Adam without bias correction."""
    wrong = adam(RATE, BETA_1, BETA_2, DELTA, corrected=False)
    right = adam(RATE, BETA_1, BETA_2, DELTA, corrected=True)
    free, bound = adam(1.0, 0.9, 0.999, 1e-8, corrected=False), adam(1.0, 0.9, 0.999, 1e-8, corrected=True)
    diagnosis = Diagnosis(
        mistakes=("no-bias-correction",),
        details={},
        hyperparameters=ADAM_GIVEN,
        expected=ADAM_GIVEN,
        first_step=1,
        residual=1.3,
        runner_up=RunnerUp(("bias-correction-constant",), 4.1e5),
        coordinate=0,
        size=0.41,
    )
    part = PartResult(
        part="adam",
        status="judged",
        passed=False,
        points=0.0,
        max_points=8.0,
        diagnoses=(diagnosis,),
        criteria=(
            criterion(
                "update",
                0.0,
                6.0,
                ("update.mistake", {"mistake": "no-bias-correction", "first_step": 1}),
                passed=False,
            ),
            criterion(
                "training",
                0.0,
                2.0,
                ("training.wrong", {"steps": 200, "task": "lecture-regression"}),
                passed=False,
            ),
        ),
        evidence={
            "update": adam_moments(update_evidence(wrong, right, named=True)),
            "training": training_evidence(free, bound, named=True),
        },
        deliverable="Adam",
        line=5,
        source_line=5,
    )
    return grade(
        "lab6",
        (part,),
        left_out=(LeftOut("builtin", 2.0, "not judged yet"),),
        notes=(Note("", line=30, text=("note.missing-package", {"package": "matplotlib"})),),
    )


def right_momentum_late_nesterov() -> Grade:
    """Momentum right in another convention; Nesterov a moving average that keeps half."""
    right, other = momentum(RATE, BETA_1), momentum(RATE, BETA_1)
    first = PartResult(
        part="momentum",
        status="judged",
        passed=True,
        points=5.0,
        max_points=5.0,
        matched=Matched("momentum", ("rate-outside-velocity", "velocity-negated"), {"learning_rate": RATE}),
        criteria=(
            criterion(
                "update",
                4.0,
                4.0,
                ("update.right", {"rule": "momentum", "variants": "rate-outside-velocity,velocity-negated"}),
                passed=True,
            ),
            criterion(
                "training",
                1.0,
                1.0,
                ("training.right", {"steps": 150, "task": "lecture-regression"}),
                passed=True,
            ),
        ),
        evidence={
            "update": update_evidence(right, other, named=False),
            "training": training_evidence(momentum(0.003, 0.9), momentum(0.003, 0.9), named=False, steps=150),
        },
        deliverable="MomentumOpt",
        line=5,
        source_line=5,
    )
    second = PartResult(
        part="nesterov",
        status="judged",
        passed=False,
        points=2.0,
        max_points=5.0,
        diagnoses=(
            Diagnosis(
                ("ema-momentum",), {}, {"momentum": 0.875, "learning_rate": RATE}, {"momentum": 0.875}, 1, 0.9
            ),
        ),
        criteria=(
            criterion(
                "update",
                2.0,
                4.0,
                ("keep", {"mistake": "ema-momentum", "share": 0.5, "points": 2.0}),
                passed=False,
            ),
            criterion(
                "training",
                0.0,
                1.0,
                ("training.wrong", {"steps": 150, "task": "lecture-regression"}),
                passed=False,
            ),
        ),
        evidence={
            "update": update_evidence(
                momentum(RATE, BETA_1, weight=1 - BETA_1), momentum(RATE, BETA_1), named=True
            ),
            "training": training_evidence(
                momentum(0.003, 0.9, weight=0.1), momentum(0.003, 0.9), named=True, steps=150
            ),
        },
        deliverable="NAG",
        line=14,
        source_line=14,
    )
    return grade("lab3", (first, second))


def schedules() -> Grade:
    """A linear decay that doesn't stop, and an exponential one from the stable rate that keeps its points."""
    k = np.arange(60)
    linear = np.where(k < 16, (1 - k / 16) * 0.25 + k / 16 * 0.0078125, 0.0078125)
    endless = (1 - k / 16) * 0.25 + k / 16 * 0.0078125
    exponential = 0.25 * 0.875 ** ((k + 1) // 4)
    stable = np.where(k < 3, 0.25, 0.0078125 * 0.875 ** ((k + 1) // 4))
    parts = []
    for part, mistake, yours, expected, got in (
        ("linear", "decay-not-stopped", endless, linear, 0.0),
        ("exponential", "decay-from-stable-rate", stable, exponential, 4.0),
    ):
        first = int(np.flatnonzero(yours != expected)[0])
        parts.append(
            PartResult(
                part=part,
                status="judged",
                passed=False,
                points=got,
                max_points=4.0,
                diagnoses=(Diagnosis((mistake,), {}, {"start_lr": 0.25}, {"start_lr": 0.25}, first, 0.2),),
                criteria=(
                    criterion(
                        "schedule",
                        got,
                        4.0,
                        ("schedule.mistake", {"mistake": mistake, "first_step": first}),
                        passed=False,
                    ),
                ),
                evidence={
                    "schedule": {
                        "yours": yours.tolist(),
                        "expected": expected.tolist(),
                        "identified": yours.tolist(),
                        "first_step": first,
                        "deviation": (np.abs(yours - expected) / expected).tolist(),
                        "hyperparameters": {"start_lr": 0.25},
                    }
                },
                deliverable=f"{part}_decay",
                cell=2,
                line=3,
                source_line=3,
            )
        )
    return grade("lab2", tuple(parts))


def not_finite() -> Grade:
    """Adam whose first step divides by zero, and no known mistake for its training."""

    def broken(g: Vector, t: int) -> Vector:
        return np.asarray(-RATE * g / (np.sqrt(g * g) if t > 1 else np.zeros_like(g)))

    right = adam(RATE, BETA_1, BETA_2, DELTA, corrected=True)
    part = PartResult(
        part="adam",
        status="judged",
        passed=False,
        points=0.0,
        max_points=8.0,
        diagnoses=(
            Diagnosis(("not-finite",), {"of": "time"}, {}, {}, 1, None),
            Diagnosis((), {}, {}, {}, 3, 5e4, coordinate=2, size=0.2),
        ),
        criteria=(
            criterion("update", 0.0, 6.0, ("update.not-finite", {"first_step": 1}), passed=False),
            criterion("training", 0.0, 2.0, ("training.diverged", {"steps": 200}), passed=False),
        ),
        evidence={
            "update": update_evidence(broken, right, named=False),
            "training": training_evidence(
                momentum(0.01, 0.9), adam(1.0, 0.9, 0.999, 1e-8, corrected=True), named=False
            ),
        },
        deliverable="adam_update",
    )
    return grade("lab6", (part,), student="2024002")


def every_status() -> Grade:
    """One part per status that isn't ``judged``."""
    messages: dict[str, dict[str, str | float]] = {
        "not_started": {},
        "not_found": {"names": "momentum, mom, 动量"},
        "crashed": {
            "kind": "ValueError",
            "message": "shapes (3,) and (2,) not aligned",
            "line": 12,
            "cell": 4,
        },
        "timed_out": {"seconds": 10},
        "out_of_memory": {"megabytes": 1024},
        "blocked": {"detail": "opening a socket"},
        "needs_person": {},
        "grader_fault": {"detail": "the worker vanished"},
    }
    names = ("momentum", "faster", "nesterov", "builtin", "momentum", "nesterov", "faster", "builtin")
    parts = tuple(
        PartResult(
            part=name,
            status=status,  # type: ignore[arg-type]
            passed=None if status in {"needs_person", "grader_fault"} else False,
            points=None if status in {"needs_person", "grader_fault"} else 0.0,
            max_points=2.0,
            text=(f"status.{status}", arguments),
        )
        for name, (status, arguments) in zip(names, messages.items(), strict=True)
    )
    return grade("lab3", parts, student="2024003 李雷")


def unreadable() -> Grade:
    """A file that isn't Python."""
    return grade(
        "lab6",
        (),
        student="2024004",
        status="unreadable",
        points=0.0,
        max_points=8.0,
        passed=False,
        message="adam.py, line 3 is not valid Python: '(' was never closed. Fix that line and hand in again.",
        source="import numpy as np\nprint((1\n",
        stdout="",
    )


def our_fault() -> Grade:
    """A fault of ours for the whole submission."""
    return grade(
        "lab6",
        (),
        student="2024005",
        status="grader_fault",
        points=None,
        max_points=8.0,
        passed=None,
        message="the sandbox did not start",
        stdout="",
    )


def all_right() -> Grade:
    """A right schedule and nothing else."""
    rates = (0.25 * 0.875 ** (np.arange(60) // 4)).tolist()
    part = PartResult(
        part="exponential",
        status="judged",
        passed=True,
        points=4.0,
        max_points=4.0,
        matched=Matched("exponential", ("staircase-late",), {"start_lr": 0.25}),
        criteria=(
            criterion(
                "schedule",
                4.0,
                4.0,
                ("schedule.right", {"rule": "exponential", "variants": "staircase-late"}),
                passed=True,
            ),
        ),
        evidence={"schedule": {"yours": rates, "expected": rates, "identified": None, "first_step": None}},
        deliverable="lr_at",
        line=1,
        source_line=1,
    )
    return grade("lab2", (part,), student="2024006", source="def lr_at(i):\n    return 0.3\n")


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}\x1b[31mred\x1b]0;title\x07"
    "\u202egnp.exe\u2066'\"`--><svg onload=alert(1)></style></title>javascript:alert(1) {x!r} \x00\x9b31m"
)


def hostile() -> Grade:
    """Hostile text in every place that a student can reach."""
    part = PartResult(
        part="adam",
        status="crashed",
        passed=False,
        points=0.0,
        max_points=8.0,
        deliverable=HOSTILE,
        line=1,
        source_line=1,
        message=HOSTILE,
        text=("status.crashed", {"kind": HOSTILE, "message": HOSTILE, "line": 1}),
    )
    second = PartResult(
        part=HOSTILE,
        status="judged",
        passed=False,
        points=0.0,
        max_points=1.0,
        diagnoses=(
            Diagnosis(
                ("different-algorithm", HOSTILE),
                {"algorithm": HOSTILE},
                {HOSTILE: 1.0},
                {HOSTILE: 2.0},
                1,
                1.0,
            ),
        ),
        criteria=(CriterionResult(HOSTILE, 0.0, 1.0, passed=False, message=HOSTILE, text=(HOSTILE, {})),),
        evidence={
            "update": {
                **update_evidence(momentum(1.0, 0.5), momentum(1.0, 0.25), named=True),
                "coordinates": [HOSTILE] * 6,
            }
        },
    )
    return grade(
        "lab6",
        (part, second),
        student=HOSTILE,
        submission=SubmissionInfo(HOSTILE, "00" * 32, HOSTILE, HOSTILE),
        source=HOSTILE + "\n" + HOSTILE,
        stdout=HOSTILE,
        notes=(
            Note(HOSTILE, text=("note.cell-error", {"cell": 1, "kind": HOSTILE, "message": HOSTILE})),
            Note(HOSTILE),
        ),
    )


ALL: tuple[Callable[[], Grade], ...] = (
    wrong_adam,
    right_momentum_late_nesterov,
    schedules,
    not_finite,
    every_status,
    unreadable,
    our_fault,
    all_right,
    hostile,
)


def explained() -> Grade:
    """Adam without bias correction with its smallest case and the line, and a right momentum in two other forms."""
    wrong = wrong_adam()
    diagnosis = msgspec.structs.replace(
        wrong.parts[0].diagnoses[0],
        counterexample=example("no-bias-correction"),
        suspects=(Suspect("no-bias-correction", None, 20, 20),),
    )
    right = right_momentum_late_nesterov().parts[0]
    names = ("rate-outside-velocity", "velocity-negated", "float64")
    partings = tuple(case for one in names if (case := parting(one, "momentum")) is not None)
    parts = (
        msgspec.structs.replace(wrong.parts[0], diagnoses=(diagnosis,)),
        msgspec.structs.replace(right, matched=Matched("momentum", names, {}, partings)),
    )
    return msgspec.structs.replace(wrong, parts=parts)
