"""A method that gives the point where the gradient is wanted: ``opt.lookahead(params)`` before ``opt.update``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .arguments import arguments_of
from .names import normal
from .variables import Container
from .wire import Vector

_WORDS = ("lookahead", "ahead", "interim", "前瞻", "预测点")


def method_ahead(
    instance: Any, names: Sequence[str], update: str, called: set[str]
) -> Callable[..., Any] | None:
    """The method that the student's own loop would ask for the point; None where there is none, or update asks it."""
    for name in names:
        if name == update or f"self.{name}" in called or not any(word in normal(name) for word in _WORDS):
            continue
        method = getattr(instance, name)
        arguments, _ = arguments_of(method)
        if len([one for one in arguments if one.required]) == 1:
            return method  # type: ignore[no-any-return]
    return None


def point_ahead(ahead: Callable[..., Any], container: Container, parameters: Any) -> Vector:
    """Where the gradient is wanted; a method that moves the parameters themselves gives nothing back."""
    point = ahead(parameters)
    return container.unpack(parameters if point is None else point)
