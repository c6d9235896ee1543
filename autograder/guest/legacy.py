"""Keras 2 on today's TensorFlow, through tf-keras: ``keras`` and ``tf.keras`` are what they were at the file's time.

TensorFlow chooses its Keras at import, so this is for a process in which it isn't imported yet, or was imported so.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import types
from collections.abc import Sequence
from typing import Any, Literal

from . import tf1

Era = Literal["get_updates", "slots", "update_step"]
"""Keras 2 beside TensorFlow 1; TensorFlow 2.0 to 2.10; 2.11 to 2.15."""
_BASES: dict[Era, str] = {
    "get_updates": "tf_keras.src.optimizers.optimizer_v1",
    "slots": "tf_keras.src.optimizers.legacy.optimizer_v2",
}
_NAMES = "Adadelta Adagrad Adam Adamax Nadam RMSprop SGD".split()


def choose() -> None:
    """Have TensorFlow take Keras 2, before its import."""
    os.environ["TF_USE_LEGACY_KERAS"] = "1"


def prepare(era: Era) -> None:
    """Give ``keras`` and ``tf.keras`` the names and bases of an era."""
    choose()
    if era == "get_updates":
        # Graphs, as Keras 2 built them; variables that can be read before they are written.
        tf1.prepare()
        tf1.version1().enable_resource_variables()
    importlib.import_module("tensorflow")
    for name in ("tensorflow.keras.optimizers", "tf_keras.optimizers", "tf_keras.backend"):
        importlib.import_module(name)
    if not any(isinstance(finder, _Renamed) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Renamed())
    for name, module in [*sys.modules.items()]:
        if "keras" in name and name.endswith(".optimizers") and ".src." not in name:
            _as_in(era, module)
        elif "keras" in name and name.endswith(".backend") and ".src." not in name:
            _complete(module)


def _as_in(era: Era, module: types.ModuleType) -> None:
    """Optimizers of the era under the names that they had."""
    source = importlib.import_module(_BASES[era]) if era in _BASES else None
    if source is None:
        return
    if era == "get_updates":
        _takes_a_name(source.Optimizer)
        vars(module).update({name: getattr(source, name) for name in ["Optimizer", *_NAMES]})
        return
    legacy = importlib.import_module("tf_keras.optimizers.legacy")
    vars(module).update({name: getattr(legacy, name) for name in ["Optimizer", *_NAMES]})


def _takes_a_name(base: Any) -> None:
    """``super().__init__(name=…)``: since TensorFlow 2.0 the base took one, and ``get_updates`` still ran."""
    usual = base.__init__
    if "name" in usual.__code__.co_varnames:
        return

    def begin(self: Any, name: str = "", **settings: Any) -> None:
        usual(self, **settings)
        self._name = name or type(self).__name__

    base.__init__ = begin


def _complete(backend: types.ModuleType) -> None:
    """What Keras 2's backend had and tf-keras's has not."""
    tf = tf1.version1()
    for name, value in {
        "control_dependencies": tf.control_dependencies,
        "get_variable_shape": getattr(backend, "int_shape", None),
        "symbolic": _unchanged,
        "tf": tf,
    }.items():
        if not hasattr(backend, name):
            setattr(backend, name, value)


def _unchanged(function: Any) -> Any:
    return function


class _Renamed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """``keras.x`` is ``tf_keras.x``; what moved inside is looked for in its sources."""

    def find_spec(
        self, fullname: str, _path: Any = None, _target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname == "keras" or fullname.startswith("keras."):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """A module of its own with the names of the other: its spec stays what it was."""
        made = types.ModuleType(spec.name)
        found = _first_of(_places(spec.name))
        if found is None and not spec.name.startswith("keras.legacy"):
            raise ModuleNotFoundError(f"No module named {spec.name!r}", name=spec.name)
        own = {"__name__", "__spec__", "__loader__", "__package__", "__path__"}
        vars(made).update({key: value for key, value in vars(found or made).items() if key not in own})
        if spec.name == "keras.legacy.interfaces":
            vars(made)["__getattr__"] = _decorator
        return made

    def exec_module(self, module: types.ModuleType) -> None:
        """It is complete."""


def _places(name: str) -> Sequence[str]:
    rest = name.removeprefix("keras")
    return [f"tf_keras{rest}", f"tf_keras.src{rest}"]


def _first_of(places: Sequence[str]) -> types.ModuleType | None:
    for place in places:
        try:
            return importlib.import_module(place)
        except ModuleNotFoundError:
            continue
    return None


def _decorator(name: str) -> Any:
    """``keras.legacy.interfaces`` had decorators that renamed arguments of Keras 1."""
    if name.startswith("__"):
        raise AttributeError(name)
    return _unchanged
