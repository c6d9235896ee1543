"""TensorFlow 1 on today's TensorFlow: ``import tensorflow as tf`` gives ``compat.v1`` with v2 behaviour off."""

from __future__ import annotations

import importlib
import os
import sys
import types
from typing import Any


class _Version1(types.ModuleType):
    """The v1 names first; what only v2 has (``optimizers``, ``keras`` submodules) is still there."""

    def __init__(self, first: Any, second: Any) -> None:
        super().__init__("tensorflow")
        vars(self).update(
            _first=first,
            _second=second,
            __path__=second.__path__,
            __file__=second.__file__,
            __spec__=second.__spec__,
        )

    def __getattr__(self, name: str) -> Any:
        first, second = vars(self)["_first"], vars(self)["_second"]
        try:
            return getattr(first, name)
        except AttributeError:
            return getattr(second, name)


def prepare() -> None:
    """Single-threaded (the lecture's Adam races otherwise), before the first session of the process."""
    os.environ["TF_NUM_INTEROP_THREADS"] = "1"
    os.environ["TF_NUM_INTRAOP_THREADS"] = "1"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    current = sys.modules.get("tensorflow")
    if isinstance(current, _Version1):
        return
    second = importlib.import_module("tensorflow")
    first = second.compat.v1
    first.logging.set_verbosity(first.logging.ERROR)
    first.disable_v2_behavior()
    sys.modules["tensorflow"] = _Version1(first, second)
    for name in ("train", "nn", "losses", "layers", "summary", "math", "random"):
        module = getattr(first, name, None)
        if isinstance(module, types.ModuleType):
            sys.modules[f"tensorflow.{name}"] = module


def version1() -> Any:
    """The v1 module, for the forms that build graphs."""
    return importlib.import_module("tensorflow.compat.v1")


def eager() -> bool:
    """Whether the student's file has switched eager execution on."""
    return bool(version1().executing_eagerly())


def session(graph: Any) -> Any:
    """A single-threaded session, on the GPU where one is lent; elsewhere the environment hides all."""
    tf = version1()
    config = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
    return tf.Session(graph=graph, config=config)
