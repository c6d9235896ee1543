"""A loss whose difference of (n, 1) and (n,) was stretched to a table of n × n: every prediction meets every target."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from . import graphs

Shape = tuple[int, ...]
_MAX_NODES = 5_000
_MOST = 8
"""Differences of one loss in a graph that are looked at."""
_DIFFERENCES = frozenset({"Sub", "SquaredDifference"})


def is_stretched(one: Shape, other: Shape) -> bool:
    """Whether a column and a row of the same n make a table."""
    column, row = sorted((one, other), key=len, reverse=True)
    return len(column) == 2 and len(row) == 1 and column[1] == 1 and column[0] == row[0] >= 2


def stretched_in(loss: Any) -> bool:
    """Whether the graph that PyTorch keeps of a loss holds such a difference; ``mse_loss`` expands its terms itself."""
    seen: set[Any] = set()
    waiting = [loss.grad_fn]
    while waiting and len(seen) < _MAX_NODES:
        node = waiting.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        following = [each for each, _ in node.next_functions if each is not None]
        if node.name().startswith(("Sub", "Rsub", "Expand")) and _is_table(node, following):
            return True
        waiting += following
    return False


def _is_table(node: Any, terms: Sequence[Any]) -> bool:
    made = _shape(node)
    if len(made) != 2 or made[0] != made[1] or made[0] < 2:
        return False
    return any(_shape(term) in {(made[0], 1), (made[0],)} for term in terms)


def _shape(node: Any) -> Shape:
    """Shape of what an operation made."""
    told = node._input_metadata  # noqa: SLF001 - PyTorch tells it nowhere else
    return tuple(told[0].shape) if told else ()


class Differences:
    """Listens to TensorFlow's differences while a tape records: was one of them stretched since the last question?"""

    def __init__(self) -> None:
        self.stretched = False

    def listening(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a function of two tensors."""

        @functools.wraps(original)
        def subtract(one: Any, other: Any, *rest: Any, **named: Any) -> Any:
            if not self.stretched and is_stretched(_sides(one), _sides(other)):
                self.stretched = _is_recorded(one, other)
            return original(one, other, *rest, **named)

        return subtract

    def taken(self) -> bool:
        """Whether there was one; the next question begins anew."""
        found, self.stretched = self.stretched, False
        return found


def _sides(term: Any) -> Shape:
    try:
        return tuple(int(side) for side in term.shape)
    except (AttributeError, TypeError, ValueError):
        return ()  # a number, or of a graph that is being built


def _is_recorded(*terms: Any) -> bool:
    import tensorflow as tf
    from tensorflow.python.eager import record

    tensors = [term for term in terms if isinstance(term, tf.Tensor)]
    return bool(record.could_possibly_record() and record.should_record_backprop(tensors))


def stretched_in_graph(
    loss: Any, read: Callable[[dict[str, list[Any]]], dict[str, list[Any]] | None]
) -> bool:
    """Whether a TF1 loss is made of such a difference; ``read`` gives values, as only those tell how many samples."""
    operations = graphs.ancestors([loss.op]).values()
    found = [list(each.inputs) for each in operations if each.type in _DIFFERENCES]
    open_ = [
        terms for terms in found if terms[0].shape.rank is None or terms[0].shape.rank != terms[1].shape.rank
    ]
    wanted = [term for terms in open_[:_MOST] for term in terms]
    if not wanted or not graphs.is_pure(graphs.ancestors([term.op for term in wanted]).values()):
        return False
    values = read({"terms": wanted})
    shapes = [_sides(value) for value in values["terms"]] if values else []
    return any(is_stretched(*pair) for pair in zip(shapes[::2], shapes[1::2], strict=True))


def tables_in(loop: ast.For | ast.While, names: Mapping[str, Any]) -> frozenset[str]:
    """Variables to which a loop's body assigns such a difference of NumPy arrays; ``names`` are those in sight."""
    return frozenset(
        node.targets[0].id
        for node in ast.walk(loop)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.BinOp)
        and isinstance(node.value.op, ast.Sub)
        and _holds_table(names.get(node.targets[0].id), [node.value.left, node.value.right], names)
    )


def _holds_table(made: Any, terms: Sequence[ast.expr], names: Mapping[str, Any]) -> bool:
    shape = _array_shape(made)
    if len(shape) != 2 or shape[0] != shape[1] or shape[0] < 2:
        return False
    told = [_array_shape(names.get(term.id)) for term in terms if isinstance(term, ast.Name)]
    return shape not in told and any(each in {(shape[0],), (shape[0], 1)} for each in told)


def _array_shape(value: Any) -> Shape:
    return value.shape if isinstance(value, np.ndarray) else ()
