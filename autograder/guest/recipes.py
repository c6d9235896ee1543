"""In which containers a function may want its parameters and gradients: the options, most likely first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .arguments import Roles
from .evidence import Evidence
from .names import normal
from .tensors import Tensors
from .variables import Container, Shape, Variables, one, uneven

Style = Literal[
    "list", "flat", "column", "dict", "layers", "groups", "object", "objects", "keyed", "scalar", "block",
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
            case "objects":
                layered = self._layers(size).variables if len(self.keys) > 1 else self._variables(size)
                return (Container("objects", layered, self.keys, self.gradient_keys),)
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


def _dict_recipe(params: str, grads: str, evidence: Evidence, layouts: tuple[Variables, ...]) -> Recipe:
    heads = tuple(head for head in evidence.prefixes.get(params, []) if head.strip())
    gradient_heads = evidence.prefixes.get(grads, [])
    if len(heads) >= 2 or any(head in {"dW", "db", "dw"} for head in gradient_heads):
        return Recipe("layers", keys=heads[:2] if len(heads) >= 2 else ())
    constant = list(evidence.keys.get(params, []))
    gradient_constant = evidence.keys.get(grads, [])
    if constant and len(constant) >= len(gradient_constant):
        ordered = _match_keys(constant, gradient_constant)
        return Recipe("dict", tuple(constant), ordered)
    prefix = next((head for head in gradient_heads if len(head) <= 6), "")
    suffix = next(iter(evidence.suffixes.get(grads, [])), "")
    return Recipe("dict", prefix=prefix, suffix=suffix, layouts=layouts)


def _match_keys(keys: Sequence[str], gradient_keys: Sequence[str]) -> tuple[str, ...]:
    found = []
    for position, key in enumerate(keys):
        like = [
            g
            for g in gradient_keys
            if g in {key, f"d{key}", f"d_{key}", f"grad_{key}", f"{key}_grad", f"g{key}"}
        ]
        if like:
            found.append(like[0])
        else:
            found.append(gradient_keys[position] if position < len(gradient_keys) else key)
    return tuple(found)


def _attribute_pairs(attributes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Attributes that are a parameter with its gradient: weights and dweights, data and grad."""
    params, grads = [], []
    for name in attributes:
        for other in (
            f"d{name}",
            f"d_{name}",
            f"grad_{name}",
            f"{name}_grad",
            f"g{name}",
            f"{name}_gradient",
            f"grads_{name}",
        ):
            if other in attributes and name not in params:
                params.append(name)
                grads.append(other)
    if not params:
        values = [
            name for name in attributes if name in {"data", "value", "val", "w", "W", "weight", "values"}
        ]
        slopes = [name for name in attributes if name in {"grad", "gradient", "g", "dw", "dW"}]
        if values and slopes:
            return values[:1], slopes[:1]
    return params, grads


def holder_recipe(name: str, evidence: Evidence, layouts: tuple[Variables, ...]) -> Recipe | None:
    """Objects that hold both a parameter and its gradient, as the body uses them; also as members of a model."""
    members = evidence.attributes.get(name, [])
    for path, inside in [(name, ""), *((f"{name}.{member}", member) for member in members)]:
        params, grads = _attribute_pairs(evidence.attributes.get(path, []))
        if params and path in evidence.looped:
            return Recipe("objects", tuple(params), tuple(grads), layouts=layouts, inside=(inside, ""))
        if params and not inside:
            return Recipe("object", tuple(params), tuple(grads))
    return None


def options(
    roles: Roles, evidence: Evidence, layouts: tuple[Variables, ...], held: str = ""
) -> Iterator[Recipe]:
    """Recipes, most likely first. ``held`` is the attribute that keeps parameters given to the constructor."""
    groups = roles.groups
    if groups > 1:
        yield Recipe("groups", groups=groups)
        yield Recipe("scalar", groups=groups)
        return
    if roles.of("bounds"):
        yield from (Recipe("flat"), Recipe("block", groups=2))
        return
    names = [argument.name for argument in roles.of("params", "pairs")] or [held or "self.params"]
    grads = [argument.name for argument in roles.of("grads", "gradient-function")] or names
    if held and not evidence.attributes.get(held):
        names = [held.removeprefix("self.")]  # only the base's constructor looks into it
    found = holder_recipe(names[0], evidence, layouts)
    if found is not None:
        yield found
    around = _around(names[0], evidence, layouts, alone=not roles.of("grads"))
    yield from around
    if around:
        return
    keyed = bool(roles.of("key"))
    if keyed:
        yield Recipe("keyed", layouts=layouts)
    if roles.of("pairs"):
        yield Recipe("list", layouts=layouts)
        return
    yield from _styles(names[0], grads[0], evidence, layouts)
    if roles.of("gradient-function"):
        yield Recipe("block", groups=2)  # derivative(x[0], x[1])


def _around(name: str, evidence: Evidence, layouts: tuple[Variables, ...], *, alone: bool) -> list[Recipe]:
    """Objects that hold the container: of parameters and gradients, or of one array whose gradient comes by itself."""
    box = _box(name, evidence)
    if box and not alone:
        return [Recipe("flat", inside=(box, ""))]
    for outer in ("", *evidence.attributes.get(name, [])):
        path = f"{name}.{outer}" if outer else name
        inside = _inside(path, evidence)
        if inside is not None:
            inner = [f"{path}.{attribute}" for attribute in inside]
            inner = [evidence.kept_paths.get(each, each) for each in inner]
            listed = path in evidence.looped
            styles = _styles(inner[0], inner[1], evidence, layouts)
            return [replace(recipe, inside=inside, listed=listed, outer=outer) for recipe in styles]
    return []


def _box(name: str, evidence: Evidence) -> str:
    """``op.value``: the attribute that holds the array of an object whose gradient comes by itself."""
    stored = [attribute for attribute in evidence.attributes.get(name, []) if attribute in _VALUES]
    return stored[0] if stored and name not in evidence.arithmetic | evidence.looped else ""


def _inside(name: str, evidence: Evidence) -> tuple[str, str] | None:
    """``params`` and ``grads`` of an object that holds both."""
    attributes = evidence.attributes.get(name, [])
    params = [attribute for attribute in attributes if normal(attribute.removesuffix("()")) in HELD_PARAMS]
    grads = [attribute for attribute in attributes if "grad" in normal(attribute) and "zero" not in attribute]
    return (params[0], grads[0]) if params and grads else None


_VALUES = frozenset("data value val w W weight weights values param theta".split())

HELD_PARAMS = {
    "params",
    "parameters",
    "weights",
    "theta",
    "variables",
    "trainableparams",
    "paramsdict",
    "w",
    "ws",
}


def _styles(param: str, grad: str, evidence: Evidence, layouts: tuple[Variables, ...]) -> Iterator[Recipe]:
    """Containers for parameters and gradients of these names."""
    related = {param, grad}
    mapping = bool(related & evidence.mapping) or any(
        evidence.keys.get(n) or evidence.prefixes.get(n) or evidence.suffixes.get(n) for n in related
    )
    looped = bool(related & evidence.looped)
    straight = bool(related & evidence.arithmetic)
    dictionary = _dict_recipe(param, grad, evidence, layouts)
    dictionaries: list[Any] = [dictionary]
    if dictionary.prefix or dictionary.suffix or dictionary.style == "layers":
        dictionaries.append(Recipe("dict", layouts=layouts))
    else:
        dictionaries.append(Recipe("dict", prefix="d", layouts=layouts))
    dictionaries.append(Recipe("layers"))
    if dictionary.style == "layers":
        dictionaries.insert(1, replace(dictionary, counted_from=0))
    members = max(evidence.unpacked.get(param, 0), evidence.unpacked.get(grad, 0))
    lists = [Recipe("list", layouts=layouts), Recipe("list", groups=2)]
    if 2 <= members <= 8:
        lists = [Recipe("list", groups=members), *lists]
        looped = True
    arrays = [Recipe("flat"), Recipe("column"), Recipe("scalar")]
    if param in evidence.scalar_only or grad in evidence.scalar_only:
        arrays = [Recipe("scalar"), Recipe("flat"), Recipe("column")]
    if mapping:
        yield from [*dictionaries, *lists, *arrays]
    elif looped:
        yield from [*lists, *dictionaries, *arrays]
    elif straight:
        yield from [*arrays, *lists, *dictionaries]
    else:
        yield from [lists[0], *arrays, *dictionaries]
