"""What schedules are handed besides numbers: an object that holds the rate, and the script's own settings."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..arguments import Argument
from ..names import normal
from ..values import number

_OPTIMIZERS = frozenset("optimizer optim opt sgd optimiser gd trainer".split())
_RATES = frozenset("lr learning_rate current_lr rate eta alpha".split())
_SETTINGS = frozenset(
    "args arg cfg config conf opts options hparams hp params settings flags argv namespace opt".split()
)


class Bound:
    """An optimizer as far as a scheduler knows it: the rate, as an attribute or in ``param_groups``."""

    def __init__(self, start: float) -> None:
        group = {"params": [], "lr": start, "initial_lr": start}
        object.__setattr__(self, "param_groups", [group])

    def __getattr__(self, name: str) -> Any:
        if name in _RATES:
            return self.param_groups[0]["lr"]
        raise AttributeError(f"the optimizer has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _RATES:
            self.param_groups[0]["lr"] = value
        else:
            object.__setattr__(self, name, value)

    @property
    def handed(self) -> Any:
        """What the student's code is given as its optimizer."""
        return self

    @property
    def rate(self) -> Any:
        """The rate that the optimizer would use now."""
        return self.param_groups[0]["lr"]


def is_bound(argument: Argument) -> bool:
    """Whether an argument is the optimizer whose rate a schedule changes."""
    return argument.required and normal(argument.name) in _OPTIMIZERS


@dataclass(frozen=True)
class Settings:
    """The script's ``args``: a namespace or a dictionary with numbers in it."""

    value: Any
    numbers: Mapping[str, float]

    def filled(self, given: Mapping[str, float]) -> Any:
        """A copy with other numbers."""
        made = copy.copy(self.value)
        for name, value in given.items():
            if name not in self.numbers:
                continue
            if isinstance(made, dict):
                made[name] = value
            else:
                setattr(made, name, value)
        return made


def settings_of(name: str, value: Any) -> Settings | None:
    """Settings under a name that says so; None where it is something else."""
    if name.lower().strip("_") not in _SETTINGS or value is None or isinstance(value, type):
        return None
    members = value if isinstance(value, dict) else getattr(value, "__dict__", None)
    if not isinstance(members, dict):
        return None
    numbers = {key: single for key, each in members.items() if (single := number(each)) is not None}
    return Settings(value, numbers) if numbers and all(isinstance(key, str) for key in numbers) else None
