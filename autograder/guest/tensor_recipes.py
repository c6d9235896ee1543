"""The same containers holding a framework's tensors: TensorFlow's after plain arrays, PyTorch's before them.

PyTorch's parameters carry their gradients themselves, so objects with ``data`` and ``grad`` are tensors there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from .evidence import Evidence
from .names import normal
from .recipe import Recipe
from .tensors import Tensors
from .variables import Variables

Family = Literal["numpy", "tensorflow", "torch"]
"""What a submission's parameters may be made of."""
_KINDS: dict[Family, tuple[Tensors, ...]] = {
    "tensorflow": ("tensorflow",),
    "torch": ("torch", "torch-plain"),
}
HOLDERS = frozenset({"model", "net", "network", "layer", "layers", "graph", "nn", "module", "mlp"})
"""What people call the object whose parameters an optimizer moves."""
_MODELS = frozenset(
    """
    parameters() named_parameters() zero_grad() state_dict() trainable_variables trainable_weights variables
    """.split()
)
"""What a framework's model has."""


def in_tensors(
    usual: Sequence[Recipe], family: Family, name: str, evidence: Evidence, layouts: tuple[Variables, ...]
) -> list[Recipe]:
    """Recipes of a family, the likeliest first; ``name`` is what the code calls the parameters."""
    if family == "numpy":
        return list(usual)
    attributes = set(evidence.attributes.get(name, ()))
    models: list[Recipe] = []
    if attributes & _MODELS or normal(name.removeprefix("self.")) in HOLDERS:
        models = [Recipe("list", tensors=_KINDS[family][0], model=True, layouts=layouts)]
    if usual and usual[0].style == "groups" and usual[0].groups == 2:
        usual = [usual[0], Recipe("pair", groups=2), *usual[1:]]  # a matrix of weights, one bias
    if family == "tensorflow":
        return [
            *models,
            *usual,
            *(replace(each, tensors="tensorflow") for each in usual if each.style != "scalar"),
        ]
    made = [*models, *_torch(usual, name, evidence, layouts)]
    return [*dict.fromkeys(made), *usual]


def _torch(
    usual: Sequence[Recipe], name: str, evidence: Evidence, layouts: tuple[Variables, ...]
) -> Iterator[Recipe]:
    kinds = _KINDS["torch"]
    alone = "grad" in evidence.attributes.get(name, ()) and name not in evidence.looped
    alone = alone and not any(recipe.style == "groups" for recipe in usual)
    if alone:
        yield from (Recipe("flat", tensors=kind) for kind in kinds)
    for recipe in usual:
        if recipe.style in {"object", "objects"}:
            listed = [Recipe("list", layouts=layouts), Recipe("affine")]
            yield from (replace(each, tensors=kind) for each in listed for kind in kinds)
        elif recipe.style not in {"scalar", "block", "dicts"} and not recipe.inside[0]:
            yield from (replace(recipe, tensors=kind) for kind in kinds)
            if recipe.style == "list":
                yield from (Recipe("affine", tensors=kind) for kind in kinds)
