"""Held-out losses to stop at: designed ones, whose right answer parts the conventions, and the noisy curve's own.

No two losses of a sequence are equal: whether a tie counts as an improvement is left to the student.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from autograder.driving.seeds import SeedSource
from autograder.protocol.arrays import Array, Vector
from autograder.protocol.methods import StopRequest
from exercises.spec import Part
from reference.rule import Rule
from reference.run import train
from reference.tasks.held_out import curve

CURVE_RATE, CURVE_STEPS, CURVE_PATIENCE = 0.5, 400, 20

_SHAPES: tuple[tuple[str, str, int], ...] = (
    # name, moves (d: a new best, u: worse than the loss before, r: better than that, but no new best), patience
    ("best-then-worse", "ddddduuuuuuuuuu", 4),
    ("never", "dddddddddd", 3),
    ("in-the-last-moment", "ddduuddduuuuuu", 3),
    ("recovers-a-little", "dddururururururu", 4),
    ("at-once", "uuuuuuuuu", 2),
    ("one", "dddurddduuuuu", 1),
    ("twice", "dduudduududuuuuuu", 3),
    ("ends-waiting", "dddddduu", 5),
)


def stop_request_id(part: Part, name: str) -> str:
    """Request id of one sequence of losses."""
    return f"stop-{part.id}-{name}"


def stop_requests(part: Part, seeds: SeedSource) -> list[StopRequest]:
    """Return the requests of one early-stopping part."""
    drawn = {
        name: (losses(moves, seeds.generator(f"{part.id} {name}")), patience)
        for name, moves, patience in _SHAPES
    }
    drawn["curve"] = noisy_curve()[0], CURVE_PATIENCE
    return [
        StopRequest(stop_request_id(part, name), Array.of(values), patience, part.names)
        for name, (values, patience) in drawn.items()
    ]


def losses(moves: str, generator: np.random.Generator) -> Vector:
    """Make a sequence of losses: the first one, and one per move."""
    values = [float(generator.uniform(2.0, 4.0))]
    best = values[0]
    for move in moves:
        if move == "d":
            values.append(best * float(generator.uniform(0.8, 0.95)))
        elif move == "u":
            values.append(values[-1] * float(generator.uniform(1.05, 1.2)))
        else:
            values.append(best + (values[-1] - best) * float(generator.uniform(0.3, 0.7)))
        best = min(best, values[-1])
    return np.array(values)


@cache
def noisy_curve() -> tuple[Vector, Vector]:
    """Held-out losses of gradient descent on the noisy curve, and lengths of the training gradient beside them."""
    tasks = curve()
    path = train(
        Rule("sgd"), tasks.training.gradient, tasks.training.start, {"learning_rate": CURVE_RATE}, CURVE_STEPS
    ).theta
    held_out = np.array([tasks.held_out.loss(theta) for theta in path])
    return held_out, np.array([float(np.linalg.norm(tasks.training.gradient(theta))) for theta in path])
