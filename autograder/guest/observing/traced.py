"""Steps inside ``model.fit``: Keras's own loop runs as a graph, and calls back before and after each update.

Run eagerly it would take twenty times as long. The called-back functions get values and give none.
"""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..wire import cell_of
from .patching import Patches
from .place import Place, here
from .recorder import MAX_COORDINATES, Vector
from .stepped import Before, Facts, Stepped, size_of

_LOOPS = (
    "fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch",
)  # fmt: skip

_OPTIMIZERS = frozenset({"apply", "apply_gradients", "minimize"})


class Traced:
    """The steps of one compiled training function."""

    def __init__(
        self, stepped: Stepped, optimizer: Any, variables: list[Any], place: Callable[[], Place]
    ) -> None:
        self.stepped = stepped
        self.optimizer = optimizer
        self.variables = variables
        self.place = place
        self.small = 0 < sum(size_of(variable) or 0 for variable in variables) <= MAX_COORDINATES
        self.facts: Facts | None = None
        self.builtin = ""
        self.begun: Before | None = None

    def around(
        self, gradients: Sequence[Any], loss: Any, rate: Callable[[], Any], call: Callable[[], Any]
    ) -> Any:
        """Build the update with its two calls back."""
        import tensorflow as tf

        inputs = [tf.convert_to_tensor(gradient) for gradient in gradients] if self.small else []
        reads = [variable.read_value() for variable in self.variables] if self.small else []
        known = [tf.reduce_sum(tf.cast(loss, tf.float64))] if loss is not None else []
        tf.numpy_function(self._before, [*known, *reads, *inputs], [], stateful=True)
        self.with_loss = bool(known)
        result = call()
        in_force = rate()
        rates = [tf.convert_to_tensor(in_force)] if in_force is not None else []
        after = [variable.read_value() for variable in self.variables] if self.small else []
        self.with_rate = bool(rates)
        tf.numpy_function(self._after, [*rates, *after], [], stateful=True)
        return result

    def _before(self, *values: Any) -> None:
        rest = list(values)
        self.begun = Before(self.variables, None)
        with contextlib.suppress(Exception):
            self.begun.loss = float(rest.pop(0)) if self.with_loss else None
            if self.small:
                count = len(self.variables)
                self.begun.theta = _flat(rest[:count])
                self.begun.gradient = self.begun.true = _flat(rest[count:])

    def _after(self, *values: Any) -> None:
        rest = list(values)
        before, self.begun = self.begun, None
        if before is None or self.facts is None:
            return
        with contextlib.suppress(Exception):
            before.rate = float(rest.pop(0)) if self.with_rate else None
            facts = self.facts
            after = _flat(rest) if self.small else None
            self.stepped.step(
                self.optimizer, before, lambda: facts, builtin=self.builtin, after=after, place=self.place()
            )


def _flat(values: Sequence[Any]) -> Vector:
    return np.concatenate([np.ravel(np.asarray(value, dtype=np.float64)) for value in values])


def _steps_by_hand(model: Any) -> bool:
    """Whether the student's own ``train_step`` moves the variables, without an optimizer that could be called back."""
    code = getattr(getattr(type(model), "train_step", None), "__code__", None)
    if code is None or cell_of(code.co_filename) is None:
        return False
    return "gradient" in code.co_names and not _OPTIMIZERS & set(code.co_names)


class KerasLoops:
    """Keras's own loops run as graphs, whatever else runs eagerly, unless the student's code takes the steps."""

    def __init__(self, patches: Patches, loops: dict[tuple[int, int], int]) -> None:
        self.patches = patches
        self.loops = loops
        self.place = Place()
        self.depth = 0

    def listen(self) -> None:
        """Patch Keras's trainer, and keep functions from being compiled where we can't be called back."""
        from tensorflow.python.eager.polymorphic_function import polymorphic_function

        trainer = getattr(sys.modules.get("keras.src.backend.tensorflow.trainer"), "TensorFlowTrainer", None)
        for name in _LOOPS if trainer is not None else ():
            self.patches.put(trainer, name, self._as_graph(getattr(trainer, name)))
        function = polymorphic_function.Function
        self.patches.put(function, "__init__", self._uncompiled(function.__init__))

    def _as_graph(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def loop(model: Any, *rest: Any, **named: Any) -> Any:
            import tensorflow as tf

            if self.depth:
                return original(model, *rest, **named)
            self.place = here(self.loops)
            eagerly = tf.config.functions_run_eagerly()
            tf.config.run_functions_eagerly(_steps_by_hand(model))
            self.depth += 1
            try:
                return original(model, *rest, **named)
            finally:
                self.depth -= 1
                tf.config.run_functions_eagerly(eagerly)

        return loop

    def _uncompiled(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def make(function: Any, *rest: Any, **named: Any) -> None:
            if "jit_compile" in named:
                named["jit_compile"] = None
            original(function, *rest, **named)

        return make
