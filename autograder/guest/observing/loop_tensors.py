"""Small tensors of TensorFlow and PyTorch as arrays, so that a loop over them can be looked at as one over numbers."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

# Bound at import: the student's code may replace it later.
_copy = np.array
_KINDS = {
    "torch": (("torch", "Tensor"), ("torch.nn", "Parameter")),
    "tensorflow": (
        ("tensorflow.python.framework.ops", "EagerTensor"),
        ("tensorflow.python.ops.resource_variable_ops", "ResourceVariable"),
    ),
}
_known: dict[str, tuple[Any, ...]] = {}


def family_of(value: Any) -> str:
    """``torch`` or ``tensorflow`` for a tensor of theirs with numbers in it, of no other class; else empty."""
    kind = type(value)
    for family in _KINDS:
        if kind.__module__.partition(".")[0] == family and kind in _classes(family):
            return family
    return ""


def _classes(family: str) -> tuple[Any, ...]:
    if family not in _known:
        found = [getattr(sys.modules.get(module), name, None) for module, name in _KINDS[family]]
        if None in found:
            return ()  # not imported to the end yet
        _known[family] = tuple(found)
    return _known[family]


def array_of(value: Any, limit: int) -> Array | None:
    """The numbers of a tensor with at most so many; None where a graph is being built, and it has none."""
    family = family_of(value)
    try:
        if family == "torch":
            return _copy(value.detach().cpu().numpy()) if 0 < value.numel() <= limit else None
        count = value.shape.num_elements()
        return _copy(value.numpy()) if count is not None and 0 < count <= limit else None
    except (RuntimeError, NotImplementedError, AttributeError, TypeError, ValueError):
        return None


def gradient_of(value: Any) -> Any:
    """What PyTorch keeps beside a tensor as its gradient."""
    return value.grad if family_of(value) == "torch" and value.is_leaf else None
