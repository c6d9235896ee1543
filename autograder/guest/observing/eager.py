"""Trainings in TensorFlow 2 and Keras: ``GradientTape``, Keras optimizers, ``model.fit``, and TF1's optimizers eagerly.

Functions run eagerly while they are watched, so that a loop under ``@tf.function`` and Keras's own loop are seen
step by step; once a training is recorded they run as graphs again.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import numpy as np

from .. import kernels
from ..frameworks import bases_of, kind_of
from ..values import number
from .eager_facts import EAGER_CALLS, facts_of, rate_before
from .frozen import Frozen
from .hand import ByHand
from .patching import Patches, Undo
from .place import entered
from .recorder import MAX_COORDINATES, Recorder
from .stepped import Before, Stepped, size_of
from .stretching import Differences
from .traced import KerasLoops, Traced

_ASSIGNS = ("assign", "assign_add", "assign_sub")
_LARGE_STEPS = 30
"""After so many steps a large model's functions run as graphs: nothing of it is kept but its losses."""


def watch_eager(recorder: Recorder) -> Undo:
    """Install for a TF2 or Keras job; returns the undoing."""
    import tensorflow as tf

    with contextlib.suppress(ImportError):
        importlib.import_module("keras")  # its optimizers must be there to be watched

    before = tf.config.functions_run_eagerly()
    tf.config.run_functions_eagerly(True)  # noqa: FBT003
    patches = Patches()
    watcher = _Eager(recorder, patches, functions=True)
    watcher.listen()

    def undo() -> None:
        with contextlib.suppress(Exception):
            watcher.finish()
        patches.undo()
        tf.config.run_functions_eagerly(before)

    return undo


def watch_eager_tf1(recorder: Recorder) -> Undo:
    """Install for a TF1 job, whose file may switch eager execution on."""
    patches = Patches()
    watcher = _Eager(recorder, patches, functions=False)
    watcher.listen()

    def undo() -> None:
        with contextlib.suppress(Exception):
            watcher.finish()
        patches.undo()

    return undo


def _values(tensors: Sequence[Any]) -> list[Any]:
    return [np.array(getattr(tensor, "value", tensor) if _is_keras(tensor) else tensor) for tensor in tensors]


def _is_keras(tensor: Any) -> bool:
    return type(tensor).__module__.startswith("keras.")


def _plain(variable: Any) -> Any:
    """The TensorFlow variable inside a Keras variable."""
    return getattr(variable, "value", variable) if _is_keras(variable) else variable


class _Eager:
    def __init__(self, recorder: Recorder, patches: Patches, *, functions: bool) -> None:
        self.recorder = recorder
        self.patches = patches
        self.functions = functions
        self.stepped = Stepped(recorder, _values)
        self.hand = ByHand(recorder, "tf2", _values)
        self.differences = Differences()
        self.rates: dict[int, Any] = {}
        self.counted: list[tuple[Any, Any, int]] = []
        """Trainings whose steps run in a graph by now: the optimizer, its training, and its counter then."""
        self.depth = 0
        self.loops = KerasLoops(patches, recorder.tee.loops)
        self.target: Any = None
        """The loss whose gradients were asked for in the graph that is being traced."""

    def listen(self) -> None:
        import tensorflow as tf
        from tensorflow.python.eager import backprop
        from tensorflow.python.eager.polymorphic_function import polymorphic_function
        from tensorflow.python.ops import gen_math_ops, resource_variable_ops
        from tensorflow.python.training import optimizer

        kernels.watch()
        put = self.patches.put
        put(backprop.GradientTape, "gradient", self._gradient(backprop.GradientTape.gradient))
        for kind in (resource_variable_ops.BaseResourceVariable, resource_variable_ops.ResourceVariable):
            for name in _ASSIGNS:
                if name in vars(kind):
                    put(kind, name, self._assign(name, getattr(kind, name)))
        for name in ("add", "add_v2", "sub"):
            put(gen_math_ops, name, self.hand.sums.listening(getattr(gen_math_ops, name)))
        put(gen_math_ops, "sub", self.differences.listening(gen_math_ops.sub))
        put(tf.math, "squared_difference", self.differences.listening(tf.math.squared_difference))
        for kind in (optimizer.Optimizer, *bases_of("legacy")):
            own = vars(kind).get("apply_gradients")
            if callable(own):
                put(kind, "apply_gradients", self._pairs_applied(own))
        base: Any
        for base in bases_of("keras") if self.functions else ():
            put(base, "apply", self._apply(base.apply))
            current = base._get_current_learning_rate  # noqa: SLF001 - what the update asks for its rate
            put(base, "_get_current_learning_rate", self._rate(current))
            put(base, "__init__", self._new(base.__init__))
        if self.functions:
            self.loops.listen()
            function = polymorphic_function.Function
            put(function, "__call__", Frozen(lambda: self._run_eagerly(on=True)).listening(function.__call__))

    # ---- the patches -------------------------------------------------------------------------------------------
    def _gradient(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def gradient(tape: Any, target: Any, sources: Any, *rest: Any, **named: Any) -> Any:
            if not _eagerly():
                self.target = target
                return original(tape, target, sources, *rest, **named)
            beside = [] if rest or named else self._beside(tape, sources)
            if beside:
                found, others = original(tape, target, [sources, beside])
            else:
                found, others = original(tape, target, sources, *rest, **named), []
            self.recorder.stretched = self.differences.taken()
            with contextlib.suppress(Exception):
                self._asked(tape, target, sources, found, list(zip(beside, others, strict=True)))
            return found

        return gradient

    @staticmethod
    def _beside(tape: Any, sources: Any) -> list[Any]:
        """The tape's other small variables, where gradients by some are asked for."""
        import tensorflow as tf

        try:
            asked = {id(_plain(each)) for each in tf.nest.flatten(sources)}
            watched = list(tape.watched_variables())
        except Exception:  # noqa: BLE001 - sources may be anything; what is wrong with them TensorFlow says
            return []
        if not asked & {id(variable) for variable in watched}:
            return []
        others = [variable for variable in watched if id(variable) not in asked]
        return others if sum(size_of(each) or MAX_COORDINATES for each in others) < MAX_COORDINATES else []

    def _asked(
        self, tape: Any, target: Any, sources: Any, found: Any, beside: Sequence[tuple[Any, Any]]
    ) -> None:
        import tensorflow as tf

        listed = list(zip(tf.nest.flatten(sources), tf.nest.flatten(found), strict=True))
        pairs = [(_plain(v), g) for v, g in listed if g is not None and hasattr(g, "numpy")]
        pairs = [(v, g) for v, g in pairs if hasattr(v, "assign")]
        open_ = self.hand.question
        earlier = [part.gradient for part in open_.parts.values()] if open_ is not None else []
        if any(each is target for each in earlier) or size_of(target) is None or not listed:
            return
        loss = float(np.sum(np.asarray(target, dtype=np.float64)))
        others = [(v, g) for v, g in beside if hasattr(g, "numpy")]
        called = "gradient" if entered(EAGER_CALLS) == "gradient" else ""
        self.hand.asked(tape, target, loss, pairs, called, beside=others)

    def _assign(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def assign(variable: Any, *rest: Any, **named: Any) -> Any:
            if self.hand.question is not None and not self.depth and _eagerly():
                with contextlib.suppress(Exception):
                    self.hand.assigning(variable, name)
            return original(variable, *rest, **named)

        return assign

    def _rate(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def current(optimizer: Any) -> Any:
            found = original(optimizer)
            self.rates[id(optimizer)] = found
            return found

        return current

    def _new(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def make(optimizer: Any, *rest: Any, **named: Any) -> None:
            original(optimizer, *rest, **named)
            self._run_eagerly(on=True)

        return make

    def _apply(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def apply(
            optimizer: Any, grads: Any, trainable_variables: Any = None, *rest: Any, **named: Any
        ) -> Any:
            traced = not _eagerly()
            if self.depth or (traced and not self.loops.depth):
                return original(optimizer, grads, trainable_variables, *rest, **named)
            grads = list(grads)
            given = list(trainable_variables) if trainable_variables is not None else None
            variables = given if given is not None else optimizer._trainable_variables  # noqa: SLF001 - as Keras itself does
            around = self._traced if traced else self._around
            return around(
                optimizer,
                [(g, _plain(v)) for g, v in zip(grads, variables, strict=False) if g is not None],
                lambda: original(optimizer, grads, given, *rest, **named),
            )

        return apply

    def _pairs_applied(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def apply_gradients(optimizer: Any, grads_and_vars: Any, *rest: Any, **named: Any) -> Any:
            if self.depth or not _eagerly():
                return original(optimizer, grads_and_vars, *rest, **named)
            pairs = list(grads_and_vars)
            return self._around(
                optimizer,
                [(g, v) for g, v in pairs if g is not None],
                lambda: original(optimizer, pairs, *rest, **named),
            )

        return apply_gradients

    # ---- a step ------------------------------------------------------------------------------------------------
    def _around(self, optimizer: Any, pairs: list[tuple[Any, Any]], call: Callable[[], Any]) -> Any:
        variables = [variable for _, variable in pairs]
        before = None
        with contextlib.suppress(Exception):
            if self.stepped.is_full(optimizer, variables):
                self.stepped.count(optimizer, variables)
            else:
                before = self._before(variables, [gradient for gradient, _ in pairs])
                before.rate = rate_before(optimizer)
        self.hand.taken()
        self.depth += 1
        kernels.forget()
        try:
            result = call()
        finally:
            self.depth -= 1
        if before is not None:
            with contextlib.suppress(Exception):
                self._after(optimizer, before)
        return result

    def _traced(self, optimizer: Any, pairs: list[tuple[Any, Any]], call: Callable[[], Any]) -> Any:
        """The same while a graph is built."""
        traced = Traced(self.stepped, optimizer, [v for _, v in pairs], lambda: self.loops.place)
        loss, self.target = self.target, None
        loss = loss if getattr(loss, "graph", None) is getattr(pairs[0][0], "graph", 0) else None
        self.depth += 1
        kernels.forget()
        try:
            gradients = [gradient for gradient, _ in pairs]
            return traced.around(gradients, loss, lambda: self.rates.pop(id(optimizer), None), call)
        finally:
            self.depth -= 1
            traced.builtin = kernels.ran()
            with contextlib.suppress(Exception), _outside():
                traced.facts = facts_of(optimizer)

    def _before(self, variables: list[Any], gradients: list[Any]) -> Before:
        loss, true = self.hand.gradient_of(variables)
        return Before(variables, self.stepped.flat(variables), self.stepped.flat(gradients), true, loss)

    def _after(self, optimizer: Any, before: Before) -> None:
        kind = kind_of(type(optimizer))
        rate = self.rates.pop(id(optimizer), None) if kind == "keras" else before.rate
        if rate is not None:
            before.rate = number(np.asarray(rate)[()])
        training = self.stepped.step(optimizer, before, lambda: facts_of(optimizer), builtin=kernels.ran())
        large = sum(size_of(variable) or 0 for variable in before.variables) > MAX_COORDINATES
        if (
            self.functions
            and kind == "keras"
            and (training.full or (large and training.steps >= _LARGE_STEPS))
        ):
            if all(each is not training for _, each, _ in self.counted):
                self.counted.append((optimizer, training, int(optimizer.iterations) - training.steps))
            self._run_eagerly(on=False)

    def _run_eagerly(self, *, on: bool) -> None:
        if self.functions:
            import tensorflow as tf

            tf.config.run_functions_eagerly(on)

    def finish(self) -> None:
        """The cells are over."""
        self.hand.finish()
        for optimizer, training, offset in self.counted:
            with contextlib.suppress(Exception):
                steps = int(optimizer.iterations) - offset
                if steps > training.steps:
                    training.steps, training.last_loss = steps, None
        self.stepped.finish()


def _outside() -> AbstractContextManager[None]:
    """Out of the graph that is being built: a variable's value can be read."""
    import tensorflow as tf

    scope: AbstractContextManager[None] = tf.init_scope()
    return scope


def _eagerly() -> bool:
    from tensorflow.python.eager import context

    return bool(context.executing_eagerly())
