"""The gradient of the student's loss where they wrote it out by hand: worked out in a copy of their graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from . import graphs
from .recorder import Training, Vector
from .units import Unit, is_loss

_STEPS = 40
_MAX_FED = 200_000
"""Numbers of all feeds that are kept."""


class Recheck:
    """Keeps points and feeds of the first steps; works out their gradients when the training is over."""

    def __init__(self, training: Training, unit: Unit, graph: Any, read: Callable[..., Any]) -> None:
        self.training = training
        self.unit = unit
        self.graph = graph
        self.others = self._others(read)
        self.points: dict[int, tuple[Vector, dict[Any, Any]]] = {}
        self.left = _MAX_FED

    def _others(self, read: Callable[..., Any]) -> dict[str, Any]:
        """Values of the variables that aren't trained: samples may be kept in them."""
        mine = self.unit.sizes
        rest = [
            variable
            for variable in self.graph.get_collection("variables")
            if variable.op.name not in mine and (variable.shape.num_elements() or _MAX_FED) < _MAX_FED
        ]
        values = {variable.op.name: read({"value": [graphs.snapshot(variable)]}, None) for variable in rest}
        return {name: value["value"][0] for name, value in values.items() if value is not None}

    def keep(self, step: int, theta: Vector, feed: Mapping[Any, Any] | None) -> None:
        """Keep one step's point and feed."""
        if step >= _STEPS or self.left <= 0:
            return
        copied = {key: np.array(value) for key, value in (feed or {}).items()}
        self.left -= sum(value.size for value in copied.values())
        self.points[step] = (theta, copied)

    def work_out(self) -> None:
        """Fill the training's true gradients, where one tensor is the loss without doubt."""
        loss = self.unit.loss if self.unit.loss is not None else self._only_loss()
        if loss is None or not self.points or not graphs.is_pure(graphs.depends(loss).values()):
            return
        import tensorflow.compat.v1 as tf

        copy = tf.Graph()
        with copy.as_default():
            tf.import_graph_def(self.graph.as_graph_def(), name="")
            reads = {name: self._reads(copy, name) for name in (*self.unit.sizes, *self.others)}
            mine = [reads[name] for name in self.unit.sizes]
            target = copy.as_graph_element(loss.name)
            gradients = [tf.gradients(target, each) for each in mine]
            with tf.Session(graph=copy) as session:
                for step, (theta, feed) in self.points.items():
                    if step in self.training.true or len(self.training.true) >= _STEPS:
                        continue  # some are known from the graph itself
                    fed = {copy.as_graph_element(_name(key)): value for key, value in feed.items()}
                    fed.update(self._fed(reads, theta))
                    wanted = [[one for one in each if one is not None] for each in gradients]
                    values = session.run([wanted, target], fed)
                    self._fill(step, values)

    def _fill(self, step: int, values: Any) -> None:
        gradients, loss = values
        parts = [
            sum(np.ravel(np.asarray(one, dtype=np.float64)) for one in each) if each else np.zeros(size)
            for each, size in zip(gradients, self.unit.sizes.values(), strict=True)
        ]
        seen = self.training.losses.get(step)
        if seen is not None and not np.isclose(float(np.sum(loss)), seen, rtol=1e-3, atol=1e-6):
            return  # it isn't this loss, or not on these samples
        self.training.true[step] = np.concatenate(parts)

    def _fed(self, reads: Mapping[str, list[Any]], theta: Vector) -> dict[Any, Any]:
        fed: dict[Any, Any] = {}
        ends = np.cumsum(list(self.unit.sizes.values()))[:-1]
        for name, part in zip(self.unit.sizes, np.split(theta, ends), strict=True):
            for tensor in reads[name]:
                shape = next(v.shape.as_list() for v in self.unit.variables if v.op.name == name)
                fed[tensor] = part.reshape(shape)
        for name, value in self.others.items():
            fed.update(dict.fromkeys(reads[name], value))
        return fed

    def _reads(self, copy: Any, name: str) -> list[Any]:
        """All tensors that read a variable in the copied graph."""
        own = copy.as_graph_element(name).outputs[0]
        return [op.outputs[0] for op in own.consumers() if op.type in {"Identity", "ReadVariableOp"}]

    def _only_loss(self) -> Any:
        """What the one mean or sum of squares in the graph, that all the variables go into, leads to."""
        names = set(self.unit.sizes)
        trainable = {v.op.name: v for v in self.unit.variables}
        found = []
        for op in self.graph.get_operations():
            if op.type not in {"Mean", "Sum"} or not graphs.may_be_number(op.outputs[0]):
                continue
            loss = op.outputs[0]
            if not graphs.is_square(op.inputs[0]) or not is_loss(loss, trainable):
                continue
            if names <= graphs.depends(loss).keys():
                found.append(loss)
        return _whole(found[0]) if len(found) == 1 else None


def _whole(part: Any) -> Any:
    """The number that another goes into, as far as it goes: half of a mean, a mean and a penalty."""
    for _ in range(20):
        followers = [op.outputs[0] for op in part.consumers() if op.outputs]
        numbers = [each for each in followers if graphs.may_be_number(each)]
        if not numbers:
            return part
        if len(numbers) > 1:
            return None
        part = numbers[0]
    return None


def _name(key: Any) -> str:
    return key if isinstance(key, str) else key.name
