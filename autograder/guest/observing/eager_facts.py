"""What an optimizer object tells about a training, whichever of TensorFlow's families it is of."""

from __future__ import annotations

from typing import Any

from ..frameworks import kind_of
from .keras_facts import keras_arguments, keras_schedule, legacy_rate, plain
from .place import entered
from .rates import arguments_of, rate_of
from .recorder import Way
from .stepped import Facts

EAGER_CALLS = frozenset({"fit", "train_on_batch", "minimize", "apply_gradients", "apply", "gradient"})
"""Functions under which the student's own code may have called for a step."""


def rate_before(optimizer: Any) -> float | None:
    """The rate of an optimizer that doesn't ask for it itself; Keras 3's does, and is listened to."""
    match kind_of(type(optimizer)):
        case "tf1":
            return plain(rate_of(optimizer))
        case "legacy":
            return legacy_rate(optimizer)
        case _:
            return None


def facts_of(optimizer: Any) -> Facts:
    """What is told once about the training that an optimizer's step begins."""
    kind = kind_of(type(optimizer))
    called = entered(EAGER_CALLS)
    way: Way = "apply_gradients"
    if called in {"fit", "train_on_batch"}:
        way = "fit"
    elif called == "minimize":
        way = "minimize"
    schedule, given = keras_schedule(optimizer) if kind != "tf1" else ("", {})
    return Facts(
        framework="tf1" if kind == "tf1" else "keras",
        way=way,
        optimizer=type(optimizer).__name__,
        arguments=arguments_of(optimizer) if kind == "tf1" else keras_arguments(optimizer),
        schedule=schedule,
        schedule_arguments=given,
        called=(called,),
    )
