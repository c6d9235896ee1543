"""In which containers a function may want its parameters and gradients: the options, most likely first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from .arguments import Roles
from .evidence import Evidence
from .names import normal
from .recipe import Recipe
from .variables import Variables


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


def _lists_of_dicts(param: str, evidence: Evidence) -> list[Recipe]:
    """``for layer, grad in zip(layers, grads)`` over dictionaries, under the keys that the source writes."""
    written = [
        tuple(keys)
        for owner, keys in evidence.keys.items()
        if not owner.startswith("self.") and len(keys) == 2
    ]
    told = [
        *(tuple(evidence.keys[name][:2]) for name in (param,) if len(evidence.keys.get(name, ())) == 2),
        *written,
    ]
    own = next((keys for keys in told if not all(key.startswith("d") for key in keys)), ("W", "b"))
    slopes = next((keys for keys in written if keys != own), own)
    prefixed = tuple(f"d{key}" for key in own)
    return [Recipe("dicts", own, _match_keys(own, each)) for each in dict.fromkeys((slopes, own, prefixed))]


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
    if looped:
        lists += _lists_of_dicts(param, evidence)
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
