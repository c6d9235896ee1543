"""The guest runs in this process here: what it puts in place for a student's code is taken away again."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator

import pytest

from autograder.guest.standins import Inert


@pytest.fixture(autouse=True)
def _without_stand_ins() -> Iterator[None]:
    """Without this a later test that imports IPython would get the guest's inert one."""
    finders, names, main = list(sys.meta_path), dict(vars(builtins)), sys.modules["__main__"]
    yield
    # A process that is spawned later would look for the file of the student's ``__main__``.
    sys.modules["__main__"] = main
    sys.meta_path[:] = finders
    for name in [
        name for name, module in sys.modules.items() if isinstance(module, Inert) or _is_inert(module)
    ]:
        del sys.modules[name]
    for name in set(vars(builtins)) - set(names):
        del vars(builtins)[name]
    vars(builtins).update(names)


def _is_inert(module: object) -> bool:
    return type(module).__module__ == Inert.__module__
