"""Trainings written here by hand, in the form in which watched ones arrive, and a run that holds them."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from autograder.driving.plan import make_plan
from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.driving.tasks import task
from autograder.grading.context import Context
from autograder.loading.load import load_bytes
from autograder.protocol.arrays import Array, Vector
from autograder.protocol.jobs import Limits
from autograder.protocol.messages import Message
from autograder.protocol.observed import MAX_OBSERVED_STEPS, Observation
from autograder.protocol.replies import CellResult, CellsMessage, DoneMessage
from autograder.sandbox.slot import Outcome
from exercises.spec import labs

Single = np.float32
LECTURE = task("lecture-regression")


def lecture_run(
    method: Literal["gd", "momentum", "stored", "box", "adagrad"],
    *,
    rate: float = 0.003,
    start: tuple[float, ...] = (),
    keeps_going: int = 0,
    **fields: Any,  # noqa: ANN401 - fields of an Observation
) -> tuple[int, Observation]:
    """Train the lecture's regression in single precision until the loss is below 1e-6, and tell it as watched."""
    x, y = LECTURE.x.astype(Single), LECTURE.y.astype(Single)
    w: Vector = np.array(start or LECTURE.start, Single)
    v, path, gradients, losses, asked = np.zeros_like(w), [w], [], [], []
    lr, alpha = Single(rate), Single(0.9)
    step = 0
    arrived: int | None = None
    while True:
        losses.append(float(np.mean((x @ w - y) ** 2)))
        if losses[-1] < 1e-6 and arrived is None:
            arrived = step
        if arrived is not None and step >= arrived + keeps_going:
            break
        point = w + alpha * v if method == "box" else w
        g = (2 / len(y) * x.T @ (x @ point - y)).astype(Single)
        if method == "gd":
            w = w - lr * g
        elif method == "adagrad":
            v = v + g * g
            w = w - lr * g / (np.sqrt(v) + Single(1e-7))
        else:
            v = alpha * v - lr * g
            w = w + alpha * v - lr * g if method == "stored" else w + v
        path.append(w)
        gradients.append(g)
        asked.append(point)
        step += 1
    kept = min(step, MAX_OBSERVED_STEPS)
    made: dict[str, Any] = {
        "id": "training-0",
        "framework": "numpy",
        "way": "loop",
        "dtype": "float32",
        "variables": ("w",),
        "sizes": (len(w),),
        "theta": Array.of(path[: kept + 1]),
        "steps": step,
        "gradients": Array.of(gradients[:kept]),
        "losses": Array.of(losses[:kept]),
        "asked": Array.of(asked[:kept]) if method == "box" else None,
        "last_theta": Array.of(w),
        "last_loss": losses[-1],
    }
    assert arrived is not None
    return arrived, Observation(**{**made, **fields})


def straight(losses: Vector | None, **fields: Any) -> Observation:  # noqa: ANN401 - fields of an Observation
    """A training of one parameter that walks one step at a time, with these losses."""
    steps = 20 if losses is None else len(losses)
    made: dict[str, Any] = {
        "id": "training-0",
        "framework": "tf1",
        "way": "minimize",
        "dtype": "float32",
        "variables": ("w",),
        "sizes": (1,),
        "theta": Array.of(np.arange(steps + 1.0)[:, None]),
        "steps": steps,
        "losses": None if losses is None else Array.of(losses),
    }
    return Observation(**{**made, **fields})


def context(lab: str, source: str, *messages: Message, stdout: str = "") -> Context:
    """A run of this source that ended well and left these messages."""
    raw = source.encode()
    parts = labs()[lab].parts
    plan = make_plan(parts, SeedSource(PUBLIC_SECRET, lab, raw))
    cells = CellsMessage((CellResult(0, "ok"),))
    outcome = Outcome(
        messages=(cells, *messages, DoneMessage()),
        ended="done",
        detail="",
        stdout=stdout,
        stdout_truncated=False,
        wall_s=0.1,
        cpu_s=0.1,
        peak_rss_mb=100.0,
    )
    return Context(load_bytes("work.py", raw), labs()[lab], parts, plan, outcome, "en", Limits())
