"""Hyperparameters and schedules of Keras optimizer objects under standard names."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from ..frameworks import is_concrete, is_schedule
from ..values import number
from .rates import own_arguments

_BUILT_IN = {
    "momentum": "momentum",
    "nesterov": "nesterov",
    "rho": "rho",
    "beta_1": "beta_1",
    "beta_2": "beta_2",
    "epsilon": "epsilon",
    "centered": "centered",
    "amsgrad": "amsgrad",
    "initial_accumulator_value": "initial_accumulator",
    "weight_decay": "weight_decay",
    "clipnorm": "clipnorm",
    "clipvalue": "clipvalue",
}
_SCHEDULE_ARGUMENTS = {
    "initial_learning_rate": "start_lr",
    "end_learning_rate": "end_lr",
    "decay_steps": "decay_interval",
    "first_decay_steps": "decay_interval",
    "decay_rate": "decay_rate",
    "staircase": "staircase",
    "power": "power",
    "alpha": "alpha",
    "cycle": "cycle",
}


def plain(value: Any) -> float | None:
    """A number or truth value; a variable's or tensor's as short as it is printed."""
    if isinstance(value, bool):
        return float(value)
    found = number(value)
    if found is not None or value is None or not hasattr(value, "shape"):
        return found
    try:
        inner = getattr(value, "value", None)  # Keras's variable holds another; TensorFlow's has a method
        array = np.asarray(value if inner is None or callable(inner) else inner)
        return float(str(array[()])) if array.ndim == 0 else None
    except (TypeError, ValueError):
        return None


def keras_arguments(optimizer: Any) -> dict[str, float]:
    """Of a built-in by its attributes; of an own class by what its attributes are called."""
    attributes = {**getattr(optimizer, "__dict__", {}), **_hyper(optimizer)}
    rate = plain(attributes.get("_learning_rate", attributes.get("learning_rate")))
    found = {"learning_rate": rate} if rate is not None else {}
    if any(is_concrete(kind) for kind in type(optimizer).__mro__):
        for name, standard in _BUILT_IN.items():
            value = plain(attributes.get(name))
            if value is not None:
                found[standard] = value
        return found
    return {**own_arguments(attributes, plain), **found}


def _hyper(optimizer: Any) -> dict[str, Any]:
    """Where Keras 2's slot optimizers keep their numbers."""
    found = getattr(optimizer, "__dict__", {}).get("_hyper")
    return dict(found) if isinstance(found, dict) else {}


def _own_rate(optimizer: Any) -> Any:
    attributes = getattr(optimizer, "__dict__", {})
    return attributes.get("_learning_rate", _hyper(optimizer).get("learning_rate"))


def legacy_rate(optimizer: Any) -> float | None:
    """The rate in force of a Keras 2 optimizer."""
    rate = _own_rate(optimizer)
    kind = type(rate)
    if callable(rate) and is_schedule(kind) and kind.__module__ != "__main__":
        rate = rate(optimizer.iterations)
    return plain(rate)


def keras_schedule(optimizer: Any) -> tuple[str, dict[str, float]]:
    """Name and arguments of the framework's own schedule that an optimizer has."""
    schedule = _own_rate(optimizer)
    kind = type(schedule)
    if not is_schedule(kind) or kind.__module__ == "__main__":
        return "", {}
    found = {}
    for name, value in vars(schedule).items():
        standard = _SCHEDULE_ARGUMENTS.get(name)
        number_ = plain(value)
        if standard is not None and number_ is not None:
            found[standard] = number_
        if name in {"boundaries", "values"} and isinstance(value, list | tuple):
            found.update({f"{name}_{place}": plain(each) or 0.0 for place, each in enumerate(value[:10])})
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower(), found
