"""The flat vector of coordinates as variables, and the containers students keep parameters and gradients in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from .values import BadValueError, exact, is_single, items, shaped
from .wire import Vector

Shape = tuple[int, ...]


class Variables(NamedTuple):
    """Names and shapes of the variables, in the order of the flat vector."""

    names: tuple[str, ...]
    shapes: tuple[Shape, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of coordinates of each."""
        return tuple(int(np.prod(shape, dtype=int)) for shape in self.shapes)

    def split(self, flat: Vector) -> list[Vector]:
        """Fresh arrays, one for each variable."""
        ends = np.cumsum(self.sizes)[:-1]
        parts = np.split(np.asarray(flat, dtype=np.float64), ends)
        return [part.reshape(shape).copy() for part, shape in zip(parts, self.shapes, strict=True)]

    def join(self, arrays: Sequence[object]) -> Vector:
        """The flat vector again; ``BadValueError`` where a shape isn't the variable's."""
        if len(arrays) != len(self.shapes):
            raise BadValueError(f"{len(arrays)} arrays in place of {len(self.shapes)}")
        parts = [shaped(array, shape).ravel() for array, shape in zip(arrays, self.shapes, strict=True)]
        return np.concatenate(parts)


def one(size: int, shape: Shape | None = None, name: str = "theta") -> Variables:
    """All coordinates as one variable."""
    return Variables((name,), (shape if shape is not None else (size,),))


def uneven(size: int, count: int) -> tuple[Shape, ...]:
    """Cut ``size`` coordinates into ``count`` one-dimensional variables, the first one the largest."""
    small = max(1, size // (2 * count))
    return ((size - small * (count - 1),), *(((small,),) * (count - 1)))


Kind = Literal["array", "list", "dict", "object", "objects", "scalar"]


class Holder:
    """A stand-in for a student's parameter, layer or model: plain attributes, hashable by identity."""

    grad: Any = None

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


@dataclass(frozen=True)
class Container:
    """How variables are handed over: one array, a list, a dictionary, an object with attributes, or a list of such."""

    kind: Kind
    variables: Variables
    keys: tuple[str, ...] = ()
    """Keys (dict) or attributes (object) of the parameters."""
    gradient_keys: tuple[str, ...] = ()
    """Keys of the gradients, where they differ: dW1 for W1."""
    inside: tuple[str, str] = ("", "")
    """Attributes of an object around it all: ``model.params`` and ``model.grads``."""

    def pack(self, flat: Vector) -> Any:
        """Parameters."""
        made = self._build(flat, self.keys)
        return Holder({self.inside[0]: made}) if self.inside[0] else made

    def zeros(self) -> Any:
        """State of the parameters' structure."""
        return self._build(np.zeros(sum(self.variables.sizes)), self.keys)

    def pack_gradient(self, flat: Vector) -> Any:
        """Gradients."""
        return self._build(flat, self.gradient_keys or self.keys)

    def _build(self, flat: Vector, keys: tuple[str, ...]) -> Any:
        arrays = self.variables.split(flat)
        match self.kind:
            case "array":
                return arrays[0]
            case "scalar":
                return float(arrays[0].reshape(()))
            case "list":
                return arrays
            case "dict":
                return dict(zip(keys, arrays, strict=True))
            case "object":
                return Holder(dict(zip(keys, arrays, strict=True)))
            case "objects":
                return [Holder({keys[0]: array}) for array in arrays]

    def load_gradient(self, held: Any, flat: Vector) -> None:
        """Set the gradients of objects that carry their own."""
        arrays = self.variables.split(flat)
        if self.inside[0]:
            setattr(held, self.inside[1], self.pack_gradient(flat))
        elif self.kind == "object":
            for key, array in zip(self.gradient_keys, arrays, strict=True):
                setattr(held, key, array)
        elif self.kind == "objects":
            for member, array in zip(held, arrays, strict=True):
                setattr(member, self.gradient_keys[0], array)

    def unpack(self, value: Any) -> Vector:
        """The flat vector of what the student's code holds; ``BadValueError`` where it isn't of this structure."""
        if self.inside[0] and isinstance(value, Holder):
            value = getattr(value, self.inside[0], None)
        return self.variables.join(self._members(value, self.keys))

    def unpack_gradient(self, value: Any) -> Vector:
        """The flat vector of gradients handed out before."""
        return self.variables.join(self._members(value, self.gradient_keys or self.keys))

    @property
    def holds_gradient(self) -> bool:
        """Whether the gradients travel inside the parameters' own objects."""
        return self.kind in {"object", "objects"} or bool(self.inside[0])

    def is_single(self, value: Any) -> bool:
        """Whether any variable has become float32."""
        if self.inside[0] and isinstance(value, Holder):
            value = getattr(value, self.inside[0], None)
        return any(is_single(member) for member in self._members(value, self.keys))

    def _members(self, value: Any, keys: tuple[str, ...]) -> list[Any]:
        match self.kind:
            case "array" | "scalar":
                return [value]
            case "list":
                found = items(value)
                if found is None:
                    found = list(exact(value)) if isinstance(value, np.ndarray) else None
                if found is None:
                    raise BadValueError(f"{_said(value)} in place of a list of arrays")
                return found
            case "dict":
                if not isinstance(value, dict):
                    raise BadValueError(f"{_said(value)} in place of a dict")
                missing = [key for key in keys if not dict.__contains__(value, key)]
                if missing:
                    raise BadValueError(f"a dict without {missing[0]!r}")
                return [dict.__getitem__(value, key) for key in keys]
            case "object":
                return [getattr(value, key, None) for key in keys]
            case "objects":
                return [getattr(member, keys[0], None) for member in items(value) or []]


def _said(value: object) -> str:
    return "None" if value is None else type(value).__name__[:60]
