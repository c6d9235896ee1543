"""Hyperparameters and schedules of PyTorch optimizer objects under standard names."""

from __future__ import annotations

from typing import Any

from ..frameworks import is_concrete
from ..values import number
from .keras_facts import plain
from .rates import own_arguments

_NAMES = {
    "lr": "learning_rate",
    "momentum": "momentum",
    "nesterov": "nesterov",
    "alpha": "rho",
    "eps": "epsilon",
    "dampening": "dampening",
    "weight_decay": "weight_decay",
    "initial_accumulator_value": "initial_accumulator",
    "lr_decay": "lr_decay",
    "centered": "centered",
    "amsgrad": "amsgrad",
    "rho": "rho",
}
_SCHEDULE = {
    "gamma": "decay_rate",
    "step_size": "decay_interval",
    "T_max": "decay_interval",
    "total_iters": "decay_interval",
    "eta_min": "end_lr",
    "start_factor": "start_factor",
    "end_factor": "end_factor",
    "factor": "factor",
    "power": "power",
}


def torch_rate(optimizer: Any) -> float | None:
    """The rate in force, where all groups have the same."""
    rates = {plain(group.get("lr")) for group in optimizer.param_groups}
    return rates.pop() if len(rates) == 1 else None


def torch_arguments(optimizer: Any) -> dict[str, float]:
    """Of a built-in by its defaults; of an own class by what its defaults and attributes are called."""
    defaults = optimizer.defaults
    found: dict[str, float | None] = {}
    if any(is_concrete(kind) for kind in type(optimizer).__mro__):
        found = {standard: plain(defaults.get(name)) for name, standard in _NAMES.items() if name in defaults}
    else:
        found.update(own_arguments({**vars(optimizer), **defaults}, plain))
    betas = defaults.get("betas")
    if isinstance(betas, tuple | list) and len(betas) == 2:
        found["beta_1"], found["beta_2"] = number(betas[0]), number(betas[1])
    return {name: value for name, value in found.items() if value is not None}


def torch_schedule(scheduler: Any) -> tuple[str, dict[str, float]]:
    """Name and arguments of the framework's own scheduler; of an own function only the start."""
    kind = type(scheduler)
    if scheduler is None or kind.__module__ == "__main__" or kind.__name__ == "LambdaLR":
        return "", {}
    found = {
        standard: plain(getattr(scheduler, name))
        for name, standard in _SCHEDULE.items()
        if hasattr(scheduler, name)
    }
    bases = getattr(scheduler, "base_lrs", None)
    if isinstance(bases, list) and bases:
        found["start_lr"] = plain(bases[0])
    return kind.__name__, {name: value for name, value in found.items() if value is not None}
