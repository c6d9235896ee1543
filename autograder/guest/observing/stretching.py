"""A loss whose difference of (n, 1) and (n,) was stretched to a table of n × n: every prediction meets every target."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from . import graphs
from .loop_words import path_of

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


def assigned_at(loop: ast.For | ast.While, lines: Collection[int]) -> frozenset[str]:
    """What the loop's body assigns, or calls a method of, in these lines; nothing of a line with several statements."""
    found: set[str] = set()
    for line in lines:
        here = [
            node
            for node in ast.walk(loop)
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr)
            and node.lineno <= line <= (node.end_lineno or node.lineno)
        ]
        if len(here) == 1:
            found.update(_assigned(here[0]))
    return frozenset(found)


def _assigned(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.Assign(targets=targets):
            for target in targets:
                members = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
                yield from filter(None, (path_of(member) for member in members))
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            yield from filter(None, [path_of(target)])
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=holder))):
            yield from filter(None, [path_of(holder)])
