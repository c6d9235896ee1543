"""What the student's class and its objects have: methods of their own, the attribute that keeps the parameters."""

from __future__ import annotations

import re
import types
from typing import Any

import numpy as np

from ..values import really
from ..variables import Container


def method_names(kind: type) -> list[str]:
    """Names of the student's methods that aren't Python's."""
    return [member.__name__ for member in own_members(kind) if not member.__name__.startswith("__")]


def own_members(kind: type) -> list[types.FunctionType]:
    """The student's methods of a class and its bases."""
    members = [
        member for base in kind.__mro__ if base.__module__ == "__main__" for member in vars(base).values()
    ]
    return [member for member in members if really(member, types.FunctionType)]


def attribute_of(instance: Any, parameters: Any, containers: tuple[Container, ...]) -> str:
    """The attribute that keeps the parameters: the very object we passed, else an equal one."""
    attributes: dict[str, Any] = getattr(instance, "__dict__", {})
    for name, value in attributes.items():
        if value is parameters:
            return name
    if len(containers) != 1:
        return ""
    theta = containers[0].unpack(parameters)
    for name, value in attributes.items():
        if re.search(r"param|weight|theta|^_?w$|^_?x$|var", name, re.IGNORECASE):
            try:
                same = np.array_equal(containers[0].unpack(value), theta)
            except (ValueError, TypeError):
                continue
            if same:
                return name
    return ""
