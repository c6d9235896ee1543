"""Optimizers that were written for Keras 2, told by their base class and the methods they override.

Keras 3 asks for ``update_step(gradient, variable, learning_rate)``. Keras 2 had three ways before: ``get_updates`` (a
list of graph operations), TensorFlow 2.0 to 2.10's ``_resource_apply_dense`` with slots, and 2.11's
``update_step(gradient, variable)``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from autograder.loading.submission import Legacy

_SLOTS = frozenset("_resource_apply_dense _resource_apply_sparse _create_slots _prepare_local".split())
_SLOT_HELPERS = frozenset(
    "_set_hyper _get_hyper _decayed_lr _serialize_hyperparameter add_slot get_slot".split()
)
_STEP_HELPERS = frozenset("_build_learning_rate _index_dict _var_key".split())
_OLD_MODULES = ("keras.legacy", "keras.optimizers.legacy", "keras.optimizer_v1", "keras.optimizer_v2")


def legacy_eras(tree: ast.Module, imported: Mapping[str, str]) -> Iterator[Legacy]:
    """The ways of Keras 2 that the classes of a cell use.

    Args:
        tree: The cell.
        imported: Local names with the dotted names they stand for, of this cell and those before.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            bases = [_dotted(base, imported) for base in node.bases]
            if any(_keras_optimizer(base) for base in bases):
                yield from _eras(node, old=any(old in base for base in bases for old in _OLD_MODULES))


def _eras(node: ast.ClassDef, *, old: bool) -> Iterator[Legacy]:
    methods = {each.name: each for each in node.body if isinstance(each, ast.FunctionDef)}
    helpers = {
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "self"
    }
    update = methods.get("update_step")
    if "get_updates" in methods:
        yield "get_updates"
    elif methods.keys() & _SLOTS or (helpers & _SLOT_HELPERS and update is None) or old:
        yield "slots"
    elif update is not None and (len(_positional(update)) == 3 or helpers & _STEP_HELPERS):
        yield "update_step"


def _positional(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args]


def _keras_optimizer(base: str) -> bool:
    """``keras.optimizers.Optimizer`` and what it was called before; a built-in of Keras too."""
    return "keras" in base and ("optimizer" in base.lower())


def _dotted(base: ast.expr, imported: Mapping[str, str]) -> str:
    names: list[str] = []
    while isinstance(base, ast.Attribute):
        names.append(base.attr)
        base = base.value
    if not isinstance(base, ast.Name):
        return ""
    return ".".join([imported.get(base.id, base.id), *reversed(names)])
