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
        if stepping is not None and (step > 0 or way == STEP_FIRST):
            getattr(instance, stepping)()
        value = getattr(instance, reader)
        value = (
            value() if callable(value) and not hasattr(value, "dtype") else value
        )  # a property has its value
        return value if value is not None else _current(instance, bound)

    return ask


def ways_without_step(methods: Sequence[Method]) -> tuple[str, ...]:
    """In which order an object may be read and told to go on: it counts its steps, from 0 or from -1."""
    reader = methods[0]
    if reader.name in STEPPING:
        # What ``step()`` returns is meant to be used; what it leaves behind may be for the next step.
        return (STEP_FIRST, READ_FIRST) if reader.evidence.returns else (READ_FIRST, STEP_FIRST)
    stepping = any(m.name in STEPPING and not m.roles.arguments for m in methods)
    return (READ_FIRST, STEP_FIRST) if stepping else ("",)


def _stepped(instance: Any, name: str, bound: Bound | None, way: str) -> Callable[[int], Any]:
    """``step()`` that gives the rate, or changes it in itself or in an optimizer, before or after it is used."""

    def ask(_step: int) -> Any:
        before = _current(instance, bound)
        value = getattr(instance, name)()
        if value is None or (way == READ_FIRST and before is not None):
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
