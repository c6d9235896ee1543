"""What can be read from a TensorFlow graph without adding to it: what an operation moves, needs and changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_READS = {
    "VariableV2", "Variable", "VarHandleOp", "ReadVariableOp", "VarIsInitializedOp", "IsVariableInitialized",
    "Placeholder", "Assert",
}  # fmt: skip
"""Stateful by their definition, but running them once more changes nothing."""
_RESOURCE_MOVER = re.compile(r"Assign(Add|Sub)?VariableOp|Resource(Sparse)?Apply\w+|ResourceScatter\w+")
_REF_MOVER = re.compile(r"Assign(Add|Sub)?|Scatter\w+|(Sparse)?Apply\w+")
_KERNEL = re.compile(r"(Resource)?(Sparse)?Apply([A-Z]\w*)")
_FLOATS = ("float32", "float64")
PASSING = {"Identity", "Cast", "Reshape", "StopGradient", "CheckNumerics"}
VARIABLES = {"VariableV2", "Variable", "VarHandleOp"}


def ancestors(starts: Iterable[Any]) -> dict[str, Any]:
    """All operations that some operations need, themselves included, by name."""
    found: dict[str, Any] = {}
    waiting = list(starts)
    while waiting:
        op = waiting.pop()
        if op.name in found:
            continue
        found[op.name] = op
        waiting += [tensor.op for tensor in op.inputs]
        waiting += op.control_inputs
    return found


def moved(op: Any) -> Any:
    """The operation of the variable that an operation changes; None for one that changes none."""
    if _RESOURCE_MOVER.fullmatch(op.type):
        source = op.inputs[0].op
    elif _REF_MOVER.fullmatch(op.type):
        source = op.inputs[0].op
        while source.type not in {"VariableV2", "Variable"} and len(source.inputs):
            source = source.inputs[0].op
    else:
        return None
    return source if source.type in VARIABLES else None


def kernel(op: Any) -> str:
    """``Momentum`` for an operation that is a built-in optimizer's own kernel; empty for any other."""
    found = _KERNEL.fullmatch(op.type)
    return found[3] if found else ""


def is_pure(ops: Iterable[Any]) -> bool:
    """Whether running these operations once more can't be noticed: nothing random, read, printed or changed."""
    return all(_is_pure(op) for op in ops)


def _is_pure(op: Any) -> bool:
    if op.type in _READS:
        return True
    definition = op.op_def
    if definition is None or definition.is_stateful or "PyFunc" in op.type:
        return False
    return not any(argument.is_ref for argument in definition.input_arg)


def is_reset(op: Any, variable: Any) -> bool:
    """Whether a mover gives a variable a value that has nothing to do with the one before: a new start."""
    if op.type not in {"Assign", "AssignVariableOp"}:
        return False
    needed = ancestors([op.inputs[1].op])
    return variable.name not in needed and all(other.type != "Placeholder" for other in needed.values())


def variable_ops(variable: Any) -> list[str]:
    """Names of the operations that stand for a variable: its own, its handle's."""
    handle = getattr(variable, "handle", None)
    own = getattr(variable, "op", None)
    return [each.name for each in (getattr(handle, "op", None), own) if each is not None]


def snapshot(variable: Any) -> Any:
    """The tensor that reads a variable; it exists already."""
    for name in ("_snapshot", "_graph_element"):
        found = getattr(variable, name, None)
        if found is not None:
            return found
    return None


def is_number(tensor: Any) -> bool:
    """A floating-point tensor of no dimensions, or a placeholder that doesn't say of how many."""
    rank = 0 if tensor.op.type == "Placeholder" and tensor.shape.rank is None else tensor.shape.rank
    return tensor.dtype.base_dtype.name in _FLOATS and rank == 0


def may_be_number(tensor: Any) -> bool:
    """A floating-point tensor of no dimensions, or of how many nobody knows: the mean of a bare placeholder."""
    return tensor.dtype.base_dtype.name in _FLOATS and tensor.shape.rank in {0, None}


def is_square(tensor: Any) -> bool:
    """Whether a tensor is the square of another."""
    op = through(tensor).op
    if op.type == "Mul":
        return bool(op.inputs[0] is op.inputs[1])
    if op.type == "Pow":
        from tensorflow.python.framework import tensor_util

        power = tensor_util.constant_value(op.inputs[1])
        return power is not None and power.ndim == 0 and float(power) == 2.0
    return op.type in {"Square", "SquaredDifference"}


def depends(tensor: Any) -> dict[str, Any]:
    """What a tensor needs."""
    return ancestors([tensor.op])


def through(tensor: Any) -> Any:
    """A tensor behind identities, casts and reshapes."""
    while tensor.op.type in PASSING:
        tensor = tensor.op.inputs[0]
    return tensor


def source_of(tensor: Any) -> Any:
    """The operation whose value a tensor hands on: a variable's own where it is one's reading."""
    op = through(tensor).op
    return through(op.inputs[0]).op if op.type == "ReadVariableOp" else op
