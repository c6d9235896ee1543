"""[keras-optimizer]: a subclass of Keras 3's ``Optimizer``, driven through ``apply_gradients``.

Eager steps cost some ten milliseconds each. So a few are done eagerly, and where a compiled step gives the same numbers
it does the rest; code that counts in Python, which a compiled step would freeze, stays eager.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from ..feed import Feed
from ..found import Found
from ..frameworks import kind_of
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot
from ..runs import Run, run_steps
from ..variables import Variables, one
from ..wire import Vector, simple_fault
from .blame import lay_blame, unknown_arguments
from .constructing import constructor_arguments, framework_places

_PROBE_STEPS = 4
_OLD = frozenset({"get_updates", "_resource_apply_dense"})
_NEW = frozenset({"update_step", "apply_gradients", "apply"})
_HELPERS = frozenset(
    """
    _build_learning_rate _index_dict _set_hyper _get_hyper _decayed_lr _initial_decay _serialize_hyperparameter
    add_weight add_slot get_slot
    """.split()
)
"""What Keras 2 offered its subclasses."""


@dataclass(frozen=True)
class EagerWay:
    """Number type, entry point, kind of variables, and whether the step is compiled."""

    dtype: Literal["float32", "float64"] = "float32"
    entry: Literal["apply_gradients", "apply"] = "apply_gradients"
    variable: Literal["keras", "tf"] = "keras"
    """Keras hands ``update_step`` the inner one of its own variables: state kept by ``id`` needs plain ones."""
    compiled: bool = False

    def named(self) -> str:
        """For people."""
        return f"{self.entry}(...), {self.variable}.Variable, {self.dtype}"


_WAYS = (EagerWay(), EagerWay(entry="apply"), EagerWay(variable="tf"), EagerWay("float64"))
_MODULES = {"keras": "keras", "tf": "tensorflow"}
_LEGACY_WAYS = (EagerWay(variable="tf"), EagerWay("float64", variable="tf"))
"""Keras 2 has TensorFlow's variables."""
_JAX_WAYS = _WAYS[:2]
"""Without JAX's own switch there is no float64."""


class EagerStepper:
    """One optimizer on fresh Keras variables."""

    def __init__(self, way: EagerWay, make: Callable[[], Any], theta0: Vector, variables: Variables) -> None:
        self.tensor: Callable[[Vector], Any] = (
            importlib.import_module("keras").ops.convert_to_tensor
            if _on_jax()
            else importlib.import_module("tensorflow").constant
        )
        self.sizes = variables.sizes
        self.names = variables.names
        self.variables = variables
        self.way = way
        self.single = way.dtype == "float32"
        self.notes: set[str] = set()
        self.asked: Vector | None = None
        kind = importlib.import_module(_MODULES[way.variable]).Variable
        self.held = [
            kind(value.astype(way.dtype), dtype=way.dtype, name=name)
            for name, value in zip(variables.names, variables.split(theta0), strict=True)
        ]
        self.optimizer = make()
        if way.compiled and not getattr(self.optimizer, "built", True):
            self.optimizer.build(self.held)
        self.call: Callable[..., Any] = (
            importlib.import_module("tensorflow").function(self._apply, autograph=False)
            if way.compiled
            else self._apply
        )
        self.current = self._theta()

    def _apply(self, *gradients: Any) -> None:
        if self.way.entry == "apply_gradients":
            self.optimizer.apply_gradients(list(zip(gradients, self.held, strict=True)))
        else:
            self.optimizer.apply(list(gradients), self.held)

    def _theta(self) -> Vector:
        return self.variables.join([variable.numpy() for variable in self.held])

    def step(self, gradient_at: Callable[[Vector], Vector]) -> None:
        """One update."""
        parts = self.variables.split(gradient_at(self.current))
        self.call(*[self.tensor(part.astype(self.way.dtype)) for part in parts])
        self.current = self._theta()


class KerasOptimizer:
    """Drives one optimizer class."""

    def __init__(self, found: Found, snapshot: Snapshot, layouts: tuple[Variables, ...]) -> None:
        self.found = found
        self.snapshot = snapshot
        self.layouts = layouts

    def places(self) -> Places:
        """Hyperparameters go through the constructor."""
        return framework_places(self.found, self.snapshot)

    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """The first way that runs; compiled where that makes no difference."""
        legacy = kind_of(self.found.value) == "legacy"
        if self.found.written & _OLD and not self.found.written & _NEW and not legacy:
            return [self._outdated(feed, min(self.found.written & _OLD))]
        probe = replace(feed, steps=min(_PROBE_STEPS, feed.steps))
        failed: list[Run] = []
        if legacy:
            _untraced(self.found.value)
        on_jax = _on_jax()
        for way in _LEGACY_WAYS if legacy else _JAX_WAYS if on_jax else _WAYS:
            tried = self._run(way, feed if on_jax else probe, wanted)
            if tried.error is not None:
                failed.append(tried)
                continue
            if on_jax:
                return [tried]
            fast = self._run(replace(way, compiled=True), feed, wanted)
            if fast.error is None and _agree(fast.theta[: tried.steps + 1], tried.theta):
                return [fast]
            return [self._run(way, feed, wanted)]
        old = self._missing_helpers()
        return [self._outdated(feed, old[0])] if old else failed[:1]

    def _missing_helpers(self) -> list[str]:
        """What the class takes from a base that had it in Keras 2 only; no reason to refuse a class that runs."""
        evidence = self.found.evidence
        used = _HELPERS & set(evidence.attributes.get("self", ())) - evidence.stored_attributes.get(
            "self", set()
        )
        return sorted(name for name in used if not hasattr(self.found.value, name))

    def _outdated(self, feed: Feed, name: str) -> Run:
        told = f"{name} belongs to Keras 2; Keras 3 calls update_step(gradient, variable, learning_rate)"
        return Run(
            EagerWay(),
            "",
            feed.theta0[None],
            (feed.theta0.size,),
            error=simple_fault("NotImplementedError", told),
        )

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        return self._run(run.way, feed, wanted)

    def _run(self, way: EagerWay, feed: Feed, wanted: Mapping[str, float]) -> Run:
        given = supply(self.places(), wanted)
        fitting = [layout for layout in self.layouts if sum(layout.sizes) == feed.theta0.size]
        variables = fitting[0] if fitting else one(feed.theta0.size, name="w")

        def begin() -> EagerStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            return EagerStepper(way, lambda: self._make(given), feed.theta0, variables)

        run, _ = run_steps(begin, feed)
        run.way = way
        run.convention = way.named()
        run.given = given.given
        run.single = way.dtype == "float32"
        run.sizes, run.names = variables.sizes, variables.names
        lay_blame(run, self.found.name, guessed=unknown_arguments(self.found, given))
        return run

    def _make(self, given: Supply) -> Any:
        positional, keyword = constructor_arguments(self.found, given)
        return self.found.value(*positional, **keyword)


def _on_jax() -> bool:
    """Whether Keras computes with JAX in this process: its steps aren't compiled here, they are fast enough."""
    keras = sys.modules.get("keras")
    return keras is not None and bool(keras.backend.backend() == "jax")


def _untraced(kind: type) -> None:
    """Methods under ``tf.function`` as they were written.

    It once traced them for every variable; today variables of one shape share a trace, and so the first one's slots.
    """
    for name, member in [*vars(kind).items()]:
        written = getattr(member, "python_function", None)
        if callable(written):
            setattr(kind, name, written)


def _agree(a: Vector, b: Vector) -> bool:
    scale = np.maximum(np.abs(b), 1e-30)
    return bool(np.all((np.abs(a - b) <= 1e-5 * scale) | (np.isnan(a) & np.isnan(b))))
