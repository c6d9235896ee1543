"""What a library ships: one optimizer with its arguments, what it is, and how gradients alone drive it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

from autograder.driving.design import LAYOUTS
from autograder.protocol.arrays import Vector

Path = Callable[[Vector, Vector], Vector]
"""(theta0, gradients) to (T + 1, d)."""
SIZES = tuple(int(np.prod(shape)) for shape in LAYOUTS[0].shapes)
_ENDS = np.cumsum(SIZES)[:-1]
LR = {"learning_rate": 0.02}
MOMENTUM = {**LR, "momentum": 0.8}
RHO = {**LR, "rho": 0.8}
ADAM = {**LR, "beta_1": 0.8, "beta_2": 0.95}
ADADELTA = {"learning_rate": 0.5, "rho": 0.8}


@dataclass(frozen=True)
class Use:
    """One way to make an optimizer, and what it then is."""

    arguments: Mapping[str, Any] = field(default_factory=dict)
    algorithm: str = ""
    """Among our rules; empty where it isn't."""
    values: Mapping[str, float] = field(default_factory=dict)
    """What must be identified."""
    matrices: bool = False
    """The variables are matrices of one row where they would be vectors."""
    why: str = ""
    """Why gradients alone can't drive it."""

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """Of the variables."""
        if not self.matrices:
            return tuple((size,) for size in SIZES)
        return tuple(shape if len(shape) == 2 else (1, *shape) for shape in LAYOUTS[0].shapes)


@dataclass(frozen=True)
class Shipped:
    """One optimizer as it is used."""

    library: str
    name: str
    use: Use
    path: Path | None
    """None where it can't be driven by gradients alone."""
    why: str = ""

    @property
    def title(self) -> str:
        """As it is written."""
        inside = ", ".join(f"{name}={value!r}" for name, value in self.use.arguments.items())
        return f"{self.name}({inside})" + (" on matrices" if self.use.matrices else "")


def kinds(module: ModuleType, base: type) -> list[str]:
    """Return the names of a module's classes of optimizers, the common base left out."""
    return sorted(
        name
        for name, kind in vars(module).items()
        if inspect.isclass(kind) and issubclass(kind, base) and name != "Optimizer"
    )


def split(row: Vector, shapes: Sequence[tuple[int, ...]]) -> list[Vector]:
    """Give each variable its coordinates."""
    return [part.reshape(shape) for part, shape in zip(np.split(row, _ENDS), shapes, strict=True)]


def joined(parts: Sequence[Any]) -> Vector:
    """Return the coordinates of all variables in a row."""
    return np.concatenate([np.ravel(np.asarray(part)) for part in parts])


def tried(library: str, name: str, uses: Sequence[Use], path: Callable[[Use], Path]) -> Iterator[Shipped]:
    """Drive each use a step or two to see that gradients alone drive it."""
    for use in uses:
        if use.why:
            yield Shipped(library, name, use, None, use.why)
            continue
        driven = path(use)
        theta0, gradients = np.linspace(-1.0, 1.0, sum(SIZES)), np.ones((2, sum(SIZES)))
        try:
            driven(theta0, gradients)
        except Exception as error:  # noqa: BLE001 - anything that a library of another version says about its use
            said = str(error).splitlines() or [type(error).__name__]
            yield Shipped(library, name, use, None, f"the library says: {said[0][:90]}")
            continue
        yield Shipped(library, name, use, driven)
