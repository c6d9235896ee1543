"""What TensorFlow was told while a graph was built: whose gradients were asked for, and which optimizer took them."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .. import kernels
from .graphs import kernel, moved
from .patching import Patches
from .place import entered

ENTRIES = frozenset({"minimize", "compute_gradients", "apply_gradients", "gradients", "gradients_v2"})
_SPELLED = {"gradients_v2": "gradients"}


@dataclass
class Asked:
    """Gradients that were asked for: of which loss, by which variables."""

    loss: Any
    """None where there were several."""
    sources: list[Any]
    gradients: list[Any]
    called: str
    optimizer: Any = None
    """Whose ``compute_gradients`` it was."""


@dataclass
class Made:
    """An update that an optimizer made."""

    optimizer: Any
    pairs: list[tuple[Any, Any]] | None
    """Gradients and variables as they were handed over; None where the student's ``minimize`` finds them itself."""
    called: str
    movers: frozenset[str]
    """Names of the new operations that change a variable."""
    builtin: str


@dataclass
class Notes:
    """All of one graph."""

    asked: list[Asked] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    schedules: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    """Name of a rate's tensor to the schedule's name and arguments."""


class Heard:
    """Listens while graphs are built."""

    def __init__(self, patches: Patches) -> None:
        self.patches = patches
        self._notes: weakref.WeakKeyDictionary[Any, Notes] = weakref.WeakKeyDictionary()
        self._depth = 0
        self._seen: set[type] = set()

    def notes(self, graph: Any) -> Notes:
        """What was told about a graph."""
        found: Notes = self._notes.setdefault(graph, Notes())
        return found

    def listen(self) -> None:
        """Patch TensorFlow."""
        from tensorflow.python.ops import gradients_util
        from tensorflow.python.training import optimizer

        helper = gradients_util._GradientsHelper  # noqa: SLF001 - all ways to a graph's gradients lead through it
        self.patches.put(gradients_util, "_GradientsHelper", self._helper(helper))
        base = optimizer.Optimizer
        self.patches.put(base, "compute_gradients", self._computing(base.compute_gradients))
        self.patches.put(base, "apply_gradients", self._applying("apply_gradients", base.apply_gradients))
        self.patches.put(base, "__init__", self._making(base, base.__init__))

    def _helper(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def watched(ys: Any, xs: Any, *rest: Any, **named: Any) -> Any:
            found = original(ys, xs, *rest, **named)
            losses, sources = _listed(ys), _listed(xs)
            tensor = losses[0] if len(losses) == 1 and hasattr(losses[0], "graph") else None
            if tensor is not None and isinstance(found, list) and len(found) == len(sources):
                called = entered(ENTRIES)
                asked = Asked(tensor, sources, list(found), _SPELLED.get(called, called))
                self.notes(tensor.graph).asked.append(asked)
            return found

        return watched

    def _computing(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def watched(optimizer: Any, loss: Any, *rest: Any, **named: Any) -> Any:
            notes = self.notes(loss.graph) if hasattr(loss, "graph") else Notes()
            before = len(notes.asked)
            found = original(optimizer, loss, *rest, **named)
            for asked in notes.asked[before:]:
                asked.optimizer = optimizer
                asked.called = asked.called or "compute_gradients"
            return found

        return watched

    def _making(self, base: type, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def watched(optimizer: Any, *rest: Any, **named: Any) -> None:
            original(optimizer, *rest, **named)
            for kind in type(optimizer).__mro__:
                if kind.__module__ != "__main__" or kind in self._seen or not issubclass(kind, base):
                    continue
                self._seen.add(kind)
                for name in ("apply_gradients", "minimize"):
                    own = vars(kind).get(name)
                    if callable(own):
                        self.patches.put(kind, name, self._applying(name, own))

        return watched

    def _applying(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        """An optimizer's outermost ``apply_gradients`` counts: what it was handed is what the update was handed."""

        @functools.wraps(original)
        def watched(optimizer: Any, *rest: Any, **named: Any) -> Any:
            if self._depth or _eager():
                return original(optimizer, *rest, **named)
            pairs: list[tuple[Any, Any]] | None = None
            if name == "apply_gradients":
                rest, named, pairs = _pairs(rest, named)
                self._depth += 1
            graph = _graph()
            before, known = len(graph.get_operations()), len(self.notes(graph).made)
            called = entered(ENTRIES) or name
            kernels.forget()
            try:
                result = original(optimizer, *rest, **named)
            finally:
                self._depth -= name == "apply_gradients"
            made = self.notes(graph).made
            if len(made) == known:
                new = [op for op in graph.get_operations()[before:] if moved(op) is not None]
                own = next((f"Apply{kernel(op)}" for op in new if kernel(op)), "")
                movers = frozenset(op.name for op in new)
                made.append(Made(optimizer, pairs, called, movers, kernels.ran() or own))
            for each in made[known:]:
                each.called = called
            return result

        return watched


def _pairs(
    rest: tuple[Any, ...], named: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any], list[tuple[Any, Any]]]:
    """The arguments with an iterator of pairs read into a list, and that list."""
    given = rest[0] if rest else named.get("grads_and_vars", ())
    listed = given if isinstance(given, list | tuple) else list(given)
    if rest:
        rest = (listed, *rest[1:])
    elif "grads_and_vars" in named:
        named = {**named, "grads_and_vars": listed}
    pairs = [(pair[0], pair[1]) for pair in listed if isinstance(pair, list | tuple) and len(pair) == 2]
    return rest, named, pairs


def _listed(values: Any) -> list[Any]:
    return list(values) if isinstance(values, list | tuple) else [values]


def _graph() -> Any:
    from tensorflow.python.framework import ops

    return ops.get_default_graph()


def _eager() -> bool:
    from tensorflow.python.eager import context

    return bool(context.executing_eagerly())
