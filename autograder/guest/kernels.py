"""Whether a built-in optimizer's own update ran: its update methods note their class's name when they are called.

Names alone can't tell. A class may hold a built-in for its ``compute_gradients`` only, or inherit from one and override
the update; another may hide the call that does its whole work.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

from .frameworks import KINDS, bases_of, below, is_concrete

_KERNELS = {
    "tf1": ("_apply_dense", "_resource_apply_dense", "_apply_sparse", "_resource_apply_sparse"),
    "keras": ("update_step",),
    "legacy": ("update_step", "_resource_apply_dense", "_resource_apply_sparse", "get_updates"),
    "torch": ("step",),
}
"""The methods that hold the rule itself, per framework: all other ways into a built-in end there."""

_ran: list[str] = []


def watch() -> None:
    """From now on note which built-in's update is called; once per process, after the student's cells."""
    for kind in KINDS:
        for base in bases_of(kind):
            for concrete in filter(is_concrete, below(base)):
                _watch_class(concrete, _KERNELS[kind])
    for name, module in [*sys.modules.items()]:
        if name.startswith("torch.optim."):
            _watch_functions(module, name.rpartition(".")[2])


def forget() -> None:
    """A new run begins."""
    _ran.clear()


def note(name: str) -> None:
    """A built-in's update was called."""
    if not _ran:
        _ran.append(name)


def note_operations(kinds: Iterable[str]) -> None:
    """Kinds of a graph's new operations: a built-in's kernel is one, however the code came by it."""
    for kind in kinds:
        if re.match(r"(Resource)?(Sparse)?Apply[A-Z]", kind):
            note(kind)


def ran() -> str:
    """Name of the first built-in whose update was called in this run; empty where none was."""
    return _ran[0] if _ran else ""


def _watch_class(kind: type, names: tuple[str, ...]) -> None:
    for name in names:
        written = vars(kind).get(name)
        if callable(written) and not hasattr(written, "_watched"):
            setattr(kind, name, _noting(written, kind.__name__))


def _watch_functions(module: Any, name: str) -> None:
    """PyTorch's rules are functions too, ``torch.optim.adam.adam``: all end in these, which its own module calls."""
    for key, written in [*vars(module).items()]:
        if re.match(r"_(single_tensor|multi_tensor|fused)_", key) and callable(written):
            setattr(module, key, _noting(written, name))


def _noting(written: Callable[..., Any], name: str) -> Callable[..., Any]:
    @functools.wraps(written)
    def noting(*arguments: Any, **named: Any) -> Any:
        note(name)
        return written(*arguments, **named)

    noting._watched = True  # type: ignore[attr-defined]  # noqa: SLF001 - a mark of our own
    return noting
