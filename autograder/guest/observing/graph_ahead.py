"""Where a graph's gradients are asked for: at the variables, or ahead of them, where a step of theirs would lead.

``tf.gradients(loss_ahead, [w_ahead, b_ahead])`` names the points itself; of ``tf.gradients(loss_ahead, [w, b])`` the
loss tells that it only ever sees ``w + momentum * velocity``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from . import graphs

_SUMS = {"Add", "AddV2", "AddN", "Sub"}


def variable_behind(source: Any, trainable: dict[str, Any]) -> Any:
    """The trainable variable that gradients by a tensor belong to: itself, or a term of what it sums up."""
    tensor = _tensor(source)
    if tensor is None:
        return None
    found = trainable.get(graphs.source_of(tensor).name)
    if found is not None:
        return found
    for term in _added(graphs.through(tensor)):
        variable = trainable.get(graphs.source_of(term).name)
        if variable is not None and _alike(variable, tensor):
            return variable
    return None


def points(loss: Any, sources: Sequence[Any], variables: Sequence[Any]) -> list[Any] | None:
    """Tensors of the points at which gradients are asked for; None where those are the variables' own values."""
    found = [_point(loss, *pair, variables) for pair in zip(sources, variables, strict=True)]
    if all(point is None for point in found):
        return None
    return [
        point if point is not None else graphs.snapshot(variable)
        for point, variable in zip(found, variables, strict=True)
    ]


def _point(loss: Any, source: Any, variable: Any, variables: Sequence[Any]) -> Any:
    tensor = _tensor(source)
    if tensor is not None and graphs.source_of(tensor).name not in graphs.variable_ops(variable):
        return tensor
    return _only_seen(loss, variable, variables) if loss is not None else None


def _tensor(source: Any) -> Any:
    """What stands in the graph for what gradients were asked by: of a variable its handle or itself."""
    if hasattr(source, "consumers"):
        return source
    op = getattr(getattr(source, "handle", source), "op", None)
    return op.outputs[0] if op is not None and op.outputs else None


def points_of(movers: Sequence[Any], variables: Sequence[Any]) -> list[Any] | None:
    """The same of an update whose gradients were written out by hand: the sums that it works with, per variable."""
    needed = graphs.ancestors(movers)
    found = []
    for variable in variables:
        sums = [op.outputs[0] for op in _users(needed, variable) if _steps_ahead(op, variable, variables)]
        if len(sums) != 1:
            return None
        found += sums
    return found


def _only_seen(loss: Any, variable: Any, variables: Sequence[Any]) -> Any:
    """The sum of a variable and a step of its own that is all a loss sees of the variable."""
    users = _users(graphs.depends(loss), variable)
    only = len(users) == 1 and _steps_ahead(users[0], variable, variables)
    return users[0].outputs[0] if only else None


def _users(needed: dict[str, Any], variable: Any) -> list[Any]:
    own = set(graphs.variable_ops(variable))
    return [op for op in needed.values() if _reads(op, own)]


def _steps_ahead(op: Any, variable: Any, variables: Sequence[Any]) -> bool:
    """Whether an operation adds to a variable what comes from a slot of its shape, and from no parameter."""
    if op.type not in _SUMS or not _alike(variable, op.outputs[0]):
        return False
    own = set(graphs.variable_ops(variable))
    sources = {name for each in variables for name in graphs.variable_ops(each)}
    others = [tensor for tensor in op.inputs if graphs.source_of(tensor).name not in own]
    if len(others) != len(op.inputs) - 1:
        return False
    behind = graphs.ancestors([tensor.op for tensor in others])
    return not behind.keys() & sources and any(_is_slot(each, variable) for each in behind.values())


def _reads(op: Any, own: set[str]) -> bool:
    """Whether an operation works with a variable's value, not only hands it on."""
    passes = op.type in graphs.PASSING or op.type in {"ReadVariableOp", *graphs.VARIABLES}
    return not passes and any(graphs.source_of(tensor).name in own for tensor in op.inputs)


def _is_slot(op: Any, variable: Any) -> bool:
    """Whether an operation is another variable of the same shape that some assignment moves on."""
    if op.type not in graphs.VARIABLES:
        return False
    users = [user for tensor in op.outputs for user in tensor.consumers()]
    movers = [user for user in users if graphs.moved(user) is op and not graphs.is_reset(user, op)]
    return any(_same_shape(mover, variable) for mover in movers)


def _same_shape(mover: Any, variable: Any) -> bool:
    return len(mover.inputs) > 1 and _alike(variable, mover.inputs[1])


def _alike(variable: Any, tensor: Any) -> bool:
    count, other = variable.shape.num_elements(), tensor.shape.num_elements()
    return other is None or bool(count == other)


def _added(tensor: Any) -> Iterator[Any]:
    """Terms of a sum, from the left; what is subtracted is none."""
    if tensor.op.type not in _SUMS:
        yield tensor
        return
    terms = list(tensor.op.inputs)
    for term in terms[:1] if tensor.op.type == "Sub" else terms:
        yield from _added(graphs.through(term))
