"""What the student's running functions call a learning rate, and what it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .loop_tensors import array_of, family_of
from .loop_words import rate_name
from .place import student_frames

_CLEAR = 5.0


def named_rates() -> dict[str, float]:
    """Rates by name; of variables of one name the innermost counts."""
    found: dict[str, float] = {}
    for name, value in _variables():
        if name not in found and rate_name(name) >= _CLEAR:
            rate = _number(value)
            if rate is not None:
                found[name] = rate
    return found


def _variables() -> Iterator[tuple[str, Any]]:
    frames = student_frames()
    for frame in frames:
        own = frame.f_locals
        yield from _named(own)
        owner = own.get("self")
        if type(owner).__module__ == "__main__":
            yield from _named(getattr(owner, "__dict__", {}))
    if frames:
        yield from _named(frames[0].f_globals)


def _named(space: Any) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in list(space.items()) if type(name) is str]


def _number(value: Any) -> float | None:
    if type(value) in {int, float}:
        return float(value)
    if not family_of(value):
        return None
    array = array_of(value, 1)
    return float(array.reshape(-1)[0]) if array is not None and array.ndim == 0 else None
