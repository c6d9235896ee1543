"""What belongs to the student's framework: its optimizer base classes, and its own concrete optimizers.

Nothing is imported here: a class can only come from a module that is loaded already.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Literal

_BASES: dict[str, tuple[str, str]] = {
    "tf1": ("tensorflow.python.training.optimizer", "Optimizer"),
    "keras": ("keras.src.optimizers.base_optimizer", "BaseOptimizer"),
    "torch": ("torch.optim.optimizer", "Optimizer"),
}
_SCHEDULE = ("keras.src.optimizers.schedules.learning_rate_schedule", "LearningRateSchedule")
_ABSTRACT = {
    "Optimizer",
    "BaseOptimizer",
    "TFOptimizer",
    "KerasOptimizer",
    "KerasAutoTrackable",
    "OptimizerV2",
    "JaxOptimizer",
    "TorchOptimizer",
}
_KERNELS = (
    "adam",
    "momentum",
    "adagrad",
    "rmsprop",
    "rms_prop",
    "adadelta",
    "gradientdescent",
    "gradient_descent",
    "ftrl",
)

Kind = Literal["tf1", "keras", "torch"]


def _loaded(module: str, name: str) -> type | None:
    found = getattr(sys.modules.get(module), name, None)
    return found if isinstance(found, type) else None


def kind_of(value: type) -> Kind | None:
    """Whose optimizer a class is, if any."""
    kinds: tuple[Kind, ...] = ("tf1", "keras", "torch")
    for kind in kinds:
        base = _loaded(*_BASES[kind])
        if base is not None and issubclass(value, base):
            return kind
    return None


def is_schedule(value: type) -> bool:
    """Whether a class is a Keras learning-rate schedule."""
    base = _loaded(*_SCHEDULE)
    return base is not None and issubclass(value, base)


def concrete_base(value: type) -> str:
    """Name of the framework's own algorithm that a class inherits from; empty where it inherits none."""
    for base in value.__mro__:
        if base.__module__ != "__main__" and base.__name__ not in _ABSTRACT and kind_of(base) is not None:
            return base.__name__
    return ""


def _resolve(node: ast.expr, namespace: Mapping[str, Any]) -> Any:
    """The object a dotted name stands for, followed through modules only."""
    if isinstance(node, ast.Name):
        return namespace.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _resolve(node.value, namespace)
        if isinstance(owner, type(sys)) or type(owner).__name__ in {"KerasLazyLoader", "_KerasLazyLoader"}:
            try:
                return getattr(owner, node.attr, None)
            except Exception:  # noqa: BLE001 - a lazy module may fail to load
                return None
    return None


def delegates_to(nodes: Iterable[ast.AST], namespace: Mapping[str, Any]) -> str:
    """Name of the framework's own optimizer (or of its kernel) that this code calls; empty where it calls none."""
    for node in nodes:
        for inner in ast.walk(node):
            if not isinstance(inner, ast.Call):
                continue
            name = (
                inner.func.attr
                if isinstance(inner.func, ast.Attribute)
                else inner.func.id
                if isinstance(inner.func, ast.Name)
                else ""
            )
            lowered = name.lower()
            if "apply" in lowered and any(word in lowered for word in _KERNELS) and _from_kernels(inner.func):
                return name
            if not name[:1].isupper():
                continue
            value = _resolve(inner.func, namespace)
            if (
                isinstance(value, type)
                and value.__module__ != "__main__"
                and kind_of(value)
                and value.__name__ not in _ABSTRACT
            ):
                return value.__name__
    return ""


def _from_kernels(node: ast.expr) -> bool:
    owner = node.value if isinstance(node, ast.Attribute) else None
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name in {"raw_ops", "training_ops", "gen_training_ops"}
