"""A way to hold parameters and gradients, for any number of coordinates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .tensors import Tensors
from .variables import Container, Shape, Variables, one, uneven

Style = Literal[
    "list", "flat", "column", "dict", "dicts", "layers", "groups", "object", "objects", "keyed", "scalar", "block",
    "affine", "pair",
]  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """A way to hold parameters, for any number of coordinates."""

    style: Style
    keys: tuple[str, ...] = ()
    """Keys or attributes of the parameters; empty where any will do."""
    gradient_keys: tuple[str, ...] = ()
    prefix: str = ""
    """In front of a parameter's key to give its gradient's: ``d``."""
    suffix: str = ""
    groups: int = 1
    inside: tuple[str, str] = ("", "")
    """Attributes of an object that holds parameters and gradients: ``model.params``, ``model.grads``."""
    listed: bool = False
    """Such an object is the only one of a list: ``for layer in layers``."""
    outer: str = ""
    """Attribute of another object around that: ``model.layers``."""
    tensors: Tensors = "numpy"
    model: bool = False
    """The container is a model that has the parameters."""
    counted_from: int = 1
    """Number of the first layer."""
    layouts: tuple[Variables, ...] = field(default=(), repr=False)

    def build(self, size: int) -> tuple[Container, ...]:
        """Containers for so many coordinates: one, or one for each parameter that is an argument of its own."""
        made = self._build(size)
        if not self.inside[0] and self.tensors == "numpy":
            return made
        around: dict[str, Any] = {"inside": self.inside, "listed": self.listed, "outer": self.outer}
        return tuple(replace(each, **around, tensors=self.tensors, model=self.model) for each in made)

    def _build(self, size: int) -> tuple[Container, ...]:
        match self.style:
            case "flat" | "block":
                return (Container("array", one(size)),)
            case "column":
                return (Container("array", one(size, (size, 1))),)
            case "scalar":
                # One coordinate for each parameter that the code takes: ByCoordinate makes as many as there are.
                return tuple(Container("scalar", one(1, (1,), f"theta{i}")) for i in range(size))
            case "groups" | "pair":
                shapes = ((size - 1, 1), (1,)) if self.style == "pair" else uneven(size, self.groups)
                return tuple(Container("array", one(0, shape, f"theta{i}")) for i, shape in enumerate(shapes))
            case "layers":
                return (self._layers(size),)
            case "list" | "affine":
                return (Container("list", self._variables(size)),)
            case "keyed":
                variables = zip(*self._variables(size), strict=True)
                return tuple(Container("array", one(0, shape, name), (name,)) for name, shape in variables)
            case "dicts" | "objects":
                layered = self._layers(size).variables if len(self.keys) > 1 else self._variables(size)
                return (Container(self.style, layered, self.keys, self.gradient_keys),)
            case "dict" | "object":
                return (self._named(size),)

    def _named(self, size: int) -> Container:
        variables = self._variables(size)
        keys = self.keys or variables.names
        gradient_keys = self.gradient_keys or tuple(self.prefix + key + self.suffix for key in keys)
        return Container("dict" if self.style == "dict" else "object", variables, keys, gradient_keys)

    def _variables(self, size: int) -> Variables:
        if self.style == "affine":
            return Variables(("w", "b"), ((size - 1, 1), (1,)))
        if self.keys and self.style != "objects":
            return Variables(self.keys, uneven(size, len(self.keys)))
        for layout in self.layouts:
            if len(layout.names) > 1 and sum(layout.sizes) == size:
                return layout
        if self.groups > 1 and size >= self.groups:
            return Variables(tuple(f"w{i}" for i in range(self.groups)), uneven(size, self.groups))
        return Variables(("W",), ((size,),))

    def _layers(self, size: int) -> Container:
        """W1, b1, W2, b2 with two-dimensional shapes, as deep-learning courses write them."""
        heads = self.keys or ("W", "b")
        if size >= 16 and size % 2 == 0:
            bias = 2
            weights: tuple[Shape, ...] = ((bias, size // 2 // bias - 1), (bias, 1))
            shapes = (
                weights * 2
                if 2 * (weights[0][0] * weights[0][1] + bias) == size
                else ((1, size // 2 - 1), (1, 1)) * 2
            )
        else:
            shapes = ((1, size - 1), (1, 1))
        layers = range(self.counted_from, len(shapes) // 2 + self.counted_from)
        keys = tuple(f"{head}{layer}" for layer in layers for head in heads[:2])
        return Container("dict", Variables(keys, shapes), keys, tuple(f"d{key}" for key in keys))
