"""Inert stand-ins for packages that only draw, decorate or belong to a notebook, and for our own notebook extension.

``fig, (a, b) = plt.subplots(1, 2)`` must unpack and ``for line in plt.plot(...)`` must end, so an inert object looks at
how it is being iterated. ``tqdm`` really iterates. ``cupy`` is NumPy.
"""

from __future__ import annotations

import builtins
import dis
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterator, Sequence
from typing import Any, Self

import numpy as np

_ALWAYS = tuple(
    """
    matplotlib mpl_toolkits seaborn plotly bokeh altair pylab IPython ipywidgets google.colab tqdm autograder graphviz
    pydot tensorboard tensorboardX wandb pyecharts visdom
    """.split()
)
_WHEN_MISSING = tuple(
    """
    google cupy termcolor colorama rich prettytable tabulate imageio celluloid psutil sympy line_profiler
    memory_profiler d2l plotting pretty_errors icecream
    """.split()
)


def _unpack_count() -> int:
    """Number of names on the left of ``a, b = inert``; 0 in a loop."""
    frame = sys._getframe(2)  # noqa: SLF001 - the only way to see how one is being iterated
    code = frame.f_code.co_code
    operation, argument = code[frame.f_lasti], code[frame.f_lasti + 1]
    return argument if operation == dis.opmap["UNPACK_SEQUENCE"] else 0


class Inert:
    """Answers every attribute, call, index and comparison with something equally inert."""

    def __init__(self, *_arguments: Any, **_named: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return INERT

    def __setattr__(self, name: str, value: Any) -> None:
        pass

    def __call__(self, *arguments: Any, **_named: Any) -> Any:
        """Inert too; as a decorator it leaves the function alone."""
        if len(arguments) == 1 and isinstance(arguments[0], types.FunctionType | type):
            return arguments[0]
        return INERT

    def __getitem__(self, _key: Any) -> Any:
        return INERT

    def __setitem__(self, _key: Any, _value: Any) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        return iter([INERT] * _unpack_count())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        return None

    def __contains__(self, _member: Any) -> bool:
        return False

    def __mro_entries__(self, _bases: tuple[Any, ...]) -> tuple[type, ...]:
        return (object,)

    def __str__(self) -> str:
        return ""

    __repr__ = __str__

    def __float__(self) -> float:
        return 0.0

    def __int__(self) -> int:
        return 0

    def __index__(self) -> int:
        return 0

    def _same(self, *_others: Any) -> Any:
        return INERT

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __matmul__ = (
        _same
    )
    __or__ = __ror__ = __lt__ = __gt__ = __le__ = __ge__ = _same


INERT = Inert()


class _InertModule(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return INERT


def _progress(iterable: Any = None, *_arguments: Any, **_named: Any) -> Any:
    return INERT if iterable is None else _Bar(iterable)


class _Bar(Inert):
    """A progress bar: iterates what it was given."""

    def __init__(self, iterable: Any) -> None:
        object.__setattr__(self, "iterable", iterable)

    def __iter__(self) -> Iterator[Any]:
        return iter(object.__getattribute__(self, "iterable"))

    def __len__(self) -> int:
        return len(object.__getattribute__(self, "iterable"))


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)

    def find_spec(
        self, fullname: str, _path: Any = None, _target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if any(fullname == name or fullname.startswith(name + ".") for name in self.names):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        name = spec.name
        module: types.ModuleType = _InertModule(name)
        if name.split(".")[0] == "tqdm":
            vars(module).update(
                tqdm=_progress, trange=lambda *bounds, **_named: _Bar(range(*bounds)), tqdm_notebook=_progress
            )
        if name == "cupy":
            vars(module).update({key: getattr(np, key) for key in dir(np) if not key.startswith("__")})
            vars(module).update(asnumpy=np.asarray)
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def _nothing(*_arguments: Any, **_named: Any) -> None:
    return None


def install() -> None:
    """Put the stand-ins in place for this process."""
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, _Finder(_ALWAYS))
    sys.meta_path.append(_Finder(_WHEN_MISSING))
    builtins.__dict__.update(
        display=_nothing,
        get_ipython=lambda: INERT,
        input=lambda *_prompt: "",
        exit=sys.exit,
        quit=sys.exit,
    )
