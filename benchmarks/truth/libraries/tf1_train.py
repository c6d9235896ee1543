"""What tensorflow.compat.v1.train ships."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import tensorflow as tf

from autograder.protocol.arrays import Vector
from benchmarks.truth.libraries.shipped import (
    ADADELTA,
    ADAM,
    LR,
    MOMENTUM,
    RHO,
    Path,
    Shipped,
    Use,
    joined,
    kinds,
    split,
    tried,
)

v1 = tf.compat.v1
_KNOWN: dict[str, list[Use]] = {
    "GradientDescentOptimizer": [Use(LR, "sgd", LR)],
    "MomentumOptimizer": [
        Use(MOMENTUM, "momentum", MOMENTUM),
        Use({**MOMENTUM, "use_nesterov": True}, "nesterov", MOMENTUM),
    ],
    "AdagradOptimizer": [Use(LR, "adagrad", LR)],
    "AdadeltaOptimizer": [Use(ADADELTA, "adadelta", ADADELTA)],
    "RMSPropOptimizer": [Use({**LR, "decay": 0.8}, "rmsprop", RHO), Use({**LR, "centered": True})],
    "AdamOptimizer": [Use({**LR, "beta1": 0.8, "beta2": 0.95}, "adam", ADAM)],
    "SyncReplicasOptimizer": [Use(why="it queues the gradients of several workers, which a cluster has")],
}


def everything() -> Iterator[Shipped]:
    """Yield what the installed version ships."""
    for name in kinds(v1.train, v1.train.Optimizer):
        yield from shipped(name, _KNOWN.get(name, [Use(LR)]))


def shipped(name: str, uses: list[Use]) -> Iterator[Shipped]:
    """Yield one kind in these uses."""
    return tried("tensorflow.compat.v1.train", name, uses, lambda use: _path(getattr(v1.train, name), use))


def _path(kind: Callable[..., Any], use: Use) -> Path:
    counted = "global_step" in inspect.signature(kind).parameters

    def path(theta0: Vector, gradients: Vector) -> Vector:
        with tf.Graph().as_default():
            parts = [
                v1.Variable(part, dtype=tf.float32, use_resource=False) for part in split(theta0, use.shapes)
            ]
            fed = [v1.placeholder(tf.float32, shape) for shape in use.shapes]
            count = v1.train.get_or_create_global_step()
            optimizer = kind(**use.arguments, **({"global_step": count} if counted else {}))
            step = optimizer.apply_gradients(list(zip(fed, parts, strict=True)), global_step=count)
            found = [theta0]
            with v1.Session() as session:
                session.run(v1.global_variables_initializer())
                for row in gradients:
                    session.run(step, dict(zip(fed, split(row, use.shapes), strict=True)))
                    found.append(joined(session.run(parts)))
        return np.array(found, np.float64)

    return path
