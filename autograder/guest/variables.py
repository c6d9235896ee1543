"""The flat vector of coordinates as variables, and the containers students keep parameters and gradients in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from .tensors import Tensors, constant, load_gradients, members_of, model, state, variable
from .values import BadValueError, exact, is_single, items, shaped
from .wire import Vector

Shape = tuple[int, ...]
Kind = Literal["array", "list", "dict", "dicts", "object", "objects", "scalar"]


class Variables(NamedTuple):
    """Names and shapes of the variables, in the order of the flat vector."""

    names: tuple[str, ...]
    shapes: tuple[Shape, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of coordinates of each."""
        return tuple(math.prod(shape) for shape in self.shapes)

    def split(self, flat: Vector) -> list[Vector]:
        """Fresh arrays, one for each variable."""
        parts, start = [], 0
        for shape in self.shapes:
            end = start + math.prod(shape)
            parts.append(flat[start:end].reshape(shape).copy())
            start = end
        return parts

    def join(self, arrays: Sequence[object]) -> Vector:
        """The flat vector again; ``BadValueError`` where a shape isn't the variable's."""
        if len(arrays) != len(self.shapes):
            raise BadValueError(f"{len(arrays)} arrays in place of {len(self.shapes)}")
        parts = [shaped(array, shape).ravel() for array, shape in zip(arrays, self.shapes, strict=True)]
        return np.concatenate(parts) if len(parts) > 1 else parts[0].copy()


def one(size: int, shape: Shape | None = None, name: str = "theta") -> Variables:
    """All coordinates as one variable."""
    return Variables((name,), (shape if shape is not None else (size,),))


def uneven(size: int, count: int) -> tuple[Shape, ...]:
    """Cut ``size`` coordinates into ``count`` one-dimensional variables, the first one the largest."""
    small = max(1, size // (2 * count))
    return ((size - small * (count - 1),), *(((small,),) * (count - 1)))


class Holder:
    """A stand-in for a student's parameter, layer or model: plain attributes, hashable by identity."""

    grad: Any = None

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)
        for name, value in values.items():
            if name.endswith("()"):
                self.__dict__[name[:-2]] = lambda value=value: value


@dataclass(frozen=True)
class Container:
    """How variables are handed over: one array, a list, a dictionary, an object with attributes, a list of such."""

    kind: Kind
    variables: Variables
    keys: tuple[str, ...] = ()
    """Keys (dict) or attributes (object) of the parameters."""
    gradient_keys: tuple[str, ...] = ()
    """Keys of the gradients, where they differ: dW1 for W1."""
    inside: tuple[str, str] = ("", "")
    """Attributes of an object around it all: ``model.params`` and ``model.grads``."""
    listed: bool = False
    """The object is the only one of a list: ``for layer in layers``."""
    outer: str = ""
    """Attribute of another object around that: ``model.layers``."""
    tensors: Tensors = "numpy"
    """A framework's variables and tensors in place of arrays."""
    model: bool = False
    """The parameters are handed over as a model that has them."""

    # ---- out to the student's code -------------------------------------------------------------------------
    def pack(self, flat: Vector) -> Any:
        """Parameters."""
        named = zip(self.variables.split(flat), self.variables.names, strict=True)
        made = self._build([variable(self.tensors, *each) for each in named], self.keys)
        if self.model:
            return model(self.tensors, made)
        if self.kind in {"object", "objects"}:
            self._fill(made, np.zeros(flat.shape))  # a constructor may look for the gradients' attributes
        if not self.inside[0]:
            return made
        holder: Any = Holder({self.inside[0]: made})
        if self.inside[1]:
            gradients = self.pack_gradient(np.zeros(flat.shape))
            holder = Holder({self.inside[0]: made, self.inside[1]: gradients})
        holder = [holder] if self.listed else holder
        return Holder({self.outer: holder}) if self.outer else holder

    def pack_gradient(self, flat: Vector) -> Any:
        """Gradients."""
        arrays = [constant(self.tensors, array) for array in self.variables.split(flat)]
        return self._build(arrays, self.gradient_keys or self.keys)

    def zeros(self, *, gradient: bool = False) -> Any:
        """State of the parameters' structure, under the gradients' keys if told so."""
        arrays = [state(self.tensors, np.zeros(shape)) for shape in self.variables.shapes]
        return self._build(arrays, (self.gradient_keys if gradient else ()) or self.keys)

    def plain_zeros(self) -> list[Vector]:
        """A list of zero arrays."""
        return [np.zeros(shape) for shape in self.variables.shapes]

    def _build(self, arrays: list[Any], keys: tuple[str, ...]) -> Any:
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
            case "dicts":
                groups = [arrays[i : i + len(keys)] for i in range(0, len(arrays), len(keys))]
                return [dict(zip(keys, group, strict=True)) for group in groups]
            case "objects":
                groups = [arrays[i : i + len(keys)] for i in range(0, len(arrays), len(keys))]
                return [Holder(dict(zip(keys, group, strict=True))) for group in groups]

    @property
    def holds_gradient(self) -> bool:
        """Whether the gradients travel inside the parameters' own objects."""
        return self.kind in {"object", "objects"} or bool(self.inside[1]) or self.tensors.startswith("torch")

    def load_gradient(self, held: Any, flat: Vector) -> None:
        """Set the gradients of objects that carry their own."""
        if self.tensors.startswith("torch"):
            members = self._members(self._inner(held), self.keys)
            load_gradients(members, [constant(self.tensors, part) for part in self.variables.split(flat)])
            return
        held = getattr(held, self.outer) if self.outer else held
        held = held[0] if self.listed else held
        if self.inside[1]:
            self._renew(held, self.pack_gradient(flat))
            return
        self._fill(getattr(held, self.inside[0]) if self.inside[0] else held, flat)

    def _renew(self, held: Any, gradients: Any) -> None:
        """New gradients in the container that code may have kept: ``self.grads = model.grads``."""
        known = vars(held).get(self.inside[1])
        if isinstance(known, list) and isinstance(gradients, list):
            known[:] = gradients
        elif isinstance(known, dict) and isinstance(gradients, dict):
            known.update(gradients)
        else:
            setattr(held, self.inside[1], gradients)

    def _fill(self, target: Any, flat: Vector) -> None:
        arrays = iter(self.variables.split(flat))
        for member in [target] if self.kind == "object" else target:
            for key in self.gradient_keys:
                setattr(member, key, next(arrays))

    def refill(self, packed: Any, flat: Vector) -> None:
        """Put new numbers into gradients that were handed over before."""
        for old, new in zip(
            self._members(packed, self.gradient_keys or self.keys), self.variables.split(flat), strict=True
        ):
            np.copyto(old, new) if isinstance(old, np.ndarray) else old.copy_(constant(self.tensors, new))

    # ---- and back ------------------------------------------------------------------------------------------
    def unpack(self, value: Any) -> Vector:
        """The flat vector of what the student's code holds; ``BadValueError`` where it isn't of this structure."""
        return self.variables.join(self._members(self._inner(value), self.keys))

    def paired(self, held: Any, gradients: Any) -> list[tuple[Any, Any]]:
        """The variables themselves with gradients that were packed for them."""
        parts = self._members(gradients, self.gradient_keys or self.keys)
        return list(zip(self._members(self._inner(held), self.keys), parts, strict=True))

    def unpack_gradient(self, value: Any) -> Vector:
        """The flat vector of gradients handed out before."""
        return self.variables.join(self._members(value, self.gradient_keys or self.keys))

    def is_single(self, value: Any) -> bool:
        """Whether any variable has become float32."""
        return any(is_single(member) for member in self._members(self._inner(value), self.keys))

    def _inner(self, value: Any) -> Any:
        if self.model:
            return members_of(value)
        if self.outer and isinstance(value, Holder):
            value = getattr(value, self.outer, None)
        if self.listed and isinstance(value, list) and len(value) == 1:
            value = value[0]
        return getattr(value, self.inside[0], None) if self.inside[0] and isinstance(value, Holder) else value

    def _members(self, value: Any, keys: tuple[str, ...]) -> list[Any]:
        match self.kind:
            case "array" | "scalar":
                return [value]
            case "list":
                return _listed(value)
            case "dict":
                return _keyed(value, keys)
            case "dicts":
                return [part for member in items(value) or [] for part in _keyed(member, keys)]
            case "object":
                return [getattr(value, key, None) for key in keys]
            case "objects":
                return [getattr(member, key, None) for member in items(value) or [] for key in keys]


def _listed(value: object) -> list[Any]:
    found = items(value)
    if found is None and isinstance(value, np.ndarray):
        found = list(exact(value))
    if found is None:
        raise BadValueError(f"{_said(value)} in place of a list of arrays")
    return found


def _keyed(value: object, keys: Sequence[str]) -> list[Any]:
    if not isinstance(value, dict):
        raise BadValueError(f"{_said(value)} in place of a dict")
    missing = [key for key in keys if not dict.__contains__(value, key)]
    if missing:
        raise BadValueError(f"a dict without {missing[0]!r}")
    return [dict.__getitem__(value, key) for key in keys]


def _said(value: object) -> str:
    return "None" if value is None else type(value).__name__[:60]
