"""Rates out of whatever a schedule returns: numbers, arrays of one, tensors, tensors of a graph; or an exception."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

from ..values import BadValueError, exact, number
from ..wire import clip, fault, simple_fault


def rate_of(value: Any) -> float:
    """The one number that a value is."""
    single = number(value)
    if single is not None:
        return single
    found = exact(value)
    if found.size != 1:
        raise BadValueError(f"a rate of shape {found.shape}")
    return float(found.reshape(()))


def is_graph_tensor(value: Any) -> bool:
    """Whether a value has no number outside a session."""
    return (
        "tensorflow" in sys.modules
        and type(value).__module__.startswith("tensorflow")
        and not hasattr(value, "numpy")
    )


def told(error: BaseException | None, *, guessed: bool) -> dict[str, Any] | None:
    """An exception of the student's; one that our own guess of an argument may have caused stands in no line."""
    if error is None:
        return None
    if guessed and not isinstance(error, NameError | ImportError):
        return simple_fault(clip(type(error).__name__), clip(error))
    return simple_fault("rate", str(error)) if isinstance(error, BadValueError) else fault(error)


def in_session(call: Callable[[Any], Any], steps: int) -> list[float]:
    """Ask for every step in one session; step by step where the code can't take a placeholder."""
    tf = importlib.import_module("tensorflow.compat.v1")
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        asked = tf.placeholder(tf.int32, shape=(), name="global_step")
        try:
            run = session.make_callable(call(asked), feed_list=[asked])
            session.run(tf.global_variables_initializer())
            return [rate_of(run(step)) for step in range(steps)]
        except (TypeError, ValueError):
            tensors = [call(step) for step in range(steps)]
            session.run(tf.global_variables_initializer())
            return [rate_of(value) for value in session.run(tensors)]
