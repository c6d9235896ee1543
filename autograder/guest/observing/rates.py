"""The rate and the hyperparameters of an optimizer object, and the framework's own schedules."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from ..frameworks import is_concrete
from ..names import meanings
from ..values import number
from .graphs import is_number, through
from .patching import Patches

_BUILT_IN = {
    "GradientDescentOptimizer": {},
    "MomentumOptimizer": {"momentum": "_momentum", "nesterov": "_use_nesterov"},
    "AdagradOptimizer": {"initial_accumulator": "_initial_accumulator_value"},
    "RMSPropOptimizer": {"rho": "_decay", "momentum": "_momentum", "epsilon": "_epsilon", "centered": "_centered"},
    "AdamOptimizer": {"beta_1": "_beta1", "beta_2": "_beta2", "epsilon": "_epsilon"},
    "AdadeltaOptimizer": {"rho": "_rho", "epsilon": "_epsilon"},
}  # fmt: skip
_RATE_ATTRIBUTES = ("_learning_rate_tensor", "_lr_t", "_learning_rate", "_lr")
_SCHEDULES = (
    "exponential_decay natural_exp_decay inverse_time_decay polynomial_decay cosine_decay piecewise_constant "
    "piecewise_constant_decay cosine_decay_restarts linear_cosine_decay noisy_linear_cosine_decay"
).split()
_ARGUMENTS = {
    "learning_rate": "start_lr",
    "initial_learning_rate": "start_lr",
    "end_learning_rate": "end_lr",
    "decay_steps": "decay_interval",
    "decay_rate": "decay_rate",
    "staircase": "staircase",
    "power": "power",
    "alpha": "alpha",
    "cycle": "cycle",
}
_STANDARD = ("learning_rate", "momentum", "rho", "beta_1", "beta_2", "epsilon")


def constant(value: Any) -> float | None:
    """A plain number, a truth value, or a tensor whose value stands in the graph."""
    if isinstance(value, bool):
        return float(value)
    found = number(value)
    if found is not None or not hasattr(value, "graph"):
        return found
    from tensorflow.python.framework import tensor_util

    try:
        # As short as it is printed: 0.1 in single precision stands for 0.1.
        return float(str(tensor_util.constant_value(value)[()]))
    except (TypeError, ValueError, IndexError, AttributeError):
        return None


def rate_of(optimizer: Any) -> Any:
    """The number or tensor that is an optimizer's learning rate; None where none can be told."""
    attributes = getattr(optimizer, "__dict__", {})
    for name in _RATE_ATTRIBUTES:
        value = attributes.get(name)
        if constant(value) is not None or hasattr(value, "graph"):
            return value
    named = {name: meanings(name).get("learning_rate", 0.0) for name in attributes}
    best = max(named, key=lambda name: named[name], default="")
    value = attributes.get(best)
    usable = named.get(best, 0.0) >= 5 and (constant(value) is not None or hasattr(value, "graph"))
    return value if usable else None


def arguments_of(optimizer: Any) -> dict[str, float]:
    """Hyperparameters of an optimizer object under standard names."""
    attributes = getattr(optimizer, "__dict__", {})
    table = next(
        (_BUILT_IN[kind.__name__] for kind in type(optimizer).__mro__ if kind.__name__ in _BUILT_IN), None
    )
    found: dict[str, float | None] = {"learning_rate": constant(rate_of(optimizer))}
    if table is not None and any(is_concrete(kind) for kind in type(optimizer).__mro__):
        found.update({standard: constant(attributes.get(name)) for standard, name in table.items()})
    else:
        found = {**own_arguments(attributes, constant), **found}
    return {name: value for name, value in found.items() if value is not None}


def own_arguments(attributes: Mapping[str, Any], plain: Callable[[Any], float | None]) -> dict[str, float]:
    """Hyperparameters among the attributes of an own optimizer, by what they are called."""
    found: dict[str, float] = {}
    for name, value in list(attributes.items()):
        senses = meanings(name) if not name.startswith("ema_") else {}
        standard = max(_STANDARD, key=lambda each: senses.get(each, 0.0))
        number_ = plain(value) if senses.get(standard, 0.0) >= 8 else None
        if number_ is not None:
            found.setdefault(standard, number_)
    return found


class Schedules:
    """TF1's decay functions, noted when the student's code calls them."""

    def __init__(self, patches: Patches, note: Callable[[Any, str, dict[str, float]], None]) -> None:
        self.patches = patches
        self.note = note

    def listen(self) -> None:
        """Patch the functions where they are defined and where they are offered."""
        import tensorflow.compat.v1 as tf
        from tensorflow.python.keras.optimizer_v2 import legacy_learning_rate_decay as defined

        for owner in (defined, tf.train):
            for name in _SCHEDULES:
                original = getattr(owner, name, None)
                if callable(original):
                    self.patches.put(owner, name, self._noting(name, original))

    def _noting(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def watched(*rest: Any, **named: Any) -> Any:
            result = original(*rest, **named)
            self.note(result, name.removesuffix("_decay") if name.startswith("piece") else name,
                      _schedule_arguments(original, rest, named))  # fmt: skip
            return result

        return watched


def _schedule_arguments(
    original: Callable[..., Any], rest: tuple[Any, ...], named: Mapping[str, Any]
) -> dict[str, float]:
    import inspect

    try:
        bound = inspect.signature(original).bind(*rest, **named)
    except TypeError:
        return {}
    bound.apply_defaults()
    found = {
        _ARGUMENTS[name]: constant(value) for name, value in bound.arguments.items() if name in _ARGUMENTS
    }
    for name in ("boundaries", "values"):
        given = bound.arguments.get(name)
        if isinstance(given, list | tuple):
            found.update({f"{name}_{place}": constant(value) for place, value in enumerate(given[:10])})
    return {name: value for name, value in found.items() if value is not None}


def factor(mover: Any, gradient_names: set[str]) -> tuple[Any, float] | None:
    """The scalar that a gradient is multiplied with in ``w - lr * g``, and the sign; None where it isn't that plain."""
    value, sign = mover.inputs[1], {"AssignSub": 1.0, "AssignSubVariableOp": 1.0}.get(mover.type, -1.0)
    for _ in range(12):
        value = through(value)
        op = value.op
        if op.type == "Neg":
            value, sign = op.inputs[0], -sign
        elif op.type in {"Sub", "AddV2", "Add"} and mover.type in {"Assign", "AssignVariableOp"}:
            # The first side is the variable itself: what is left is the move.
            value, sign = op.inputs[1], sign * (-1.0 if op.type == "Sub" else 1.0)
        elif op.type == "Mul":
            for one, other in ((op.inputs[0], op.inputs[1]), (op.inputs[1], op.inputs[0])):
                if through(other).name in gradient_names and is_number(one):
                    return one, sign
            return None
        else:
            return None
    return None
