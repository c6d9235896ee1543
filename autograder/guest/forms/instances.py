"""Asking an object that counts its steps itself: a rate to read, and ``step()`` to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..found import Method
from ..values import BadValueError, number
from .bound import Bound

READ_FIRST, STEP_FIRST = "the rate is read before step()", "the rate is read after step()"
STEPPING = frozenset({"step", "update"})


def asked_without_step(
    instance: Any, methods: Sequence[Method], bound: Bound | None, way: str
) -> Callable[[int], Any]:
    """How to ask for the next rate, in order."""
    reader = methods[0].name
    if reader in STEPPING:
        return _stepped(instance, reader, bound, way)
    stepping = next((m.name for m in methods if m.name in STEPPING and not m.roles.arguments), None)

    def ask(step: int) -> Any:
        if step > 0 and stepping is not None:
            getattr(instance, stepping)()
        value = getattr(instance, reader)
        value = (
            value() if callable(value) and not hasattr(value, "dtype") else value
        )  # a property has its value
        return value if value is not None else _current(instance, bound)

    return ask


def _stepped(instance: Any, name: str, bound: Bound | None, way: str) -> Callable[[int], Any]:
    """``step()`` that gives the rate, or changes it in itself or in an optimizer, before or after it is used."""

    def ask(_step: int) -> Any:
        before = _current(instance, bound) if way == READ_FIRST else None
        value = getattr(instance, name)()
        if value is None:
            value = _current(instance, bound) if way == STEP_FIRST else before
        if value is None:
            raise BadValueError("None in place of a rate")
        return value

    return ask


def _current(instance: Any, bound: Bound | None) -> Any:
    if bound is not None:
        return bound.rate
    for name in ("lr", "learning_rate", "current_lr", "rate", "_lr"):
        if number(getattr(instance, name, None)) is not None:
            return getattr(instance, name)
    return None
