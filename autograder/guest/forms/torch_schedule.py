"""[schedule] subclasses of PyTorch's scheduler: they want an optimizer of PyTorch, and ``step()`` sets its rate."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from .bound import Bound

_MODULE = "torch.optim.lr_scheduler"


def is_torch_scheduler(value: object) -> bool:
    """Whether a class extends a scheduler of PyTorch."""
    return isinstance(value, type) and any(base.__module__ == _MODULE for base in value.__mro__)


class TorchBound(Bound):
    """An optimizer of PyTorch's own with one parameter that nobody trains."""

    def __init__(self, start: float) -> None:
        torch = importlib.import_module("torch")
        parameter = torch.nn.Parameter(torch.zeros(1))
        parameter.grad = torch.zeros(1)
        made = torch.optim.SGD([parameter], lr=start)
        object.__setattr__(self, "optimizer", made)
        object.__setattr__(self, "param_groups", made.param_groups)

    @property
    def handed(self) -> Any:
        """The optimizer itself."""
        return self.optimizer

    def stepped(self, scheduler: Any) -> Callable[[int], Any]:
        """The rate that each step would use: the scheduler goes on after the optimizer, as PyTorch wants it."""

        def ask(step: int) -> Any:
            if step > 0:
                self.optimizer.step()
                scheduler.step()
            return self.rate

        return ask
