"""Watching is put in place before the student's cells run, and taken away after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from .eager import watch_eager, watch_eager_tf1
from .patching import Undo
from .pytorch import watch_torch
from .recorder import Recorder
from .sessions import watch_sessions

Installer = Callable[[Recorder], Undo | None]


class Watch:
    """Context manager around the student's cells; each installer patches one framework and returns its undoing."""

    def __init__(self, recorder: Recorder, installers: Sequence[Installer]) -> None:
        self.recorder = recorder
        self.installers = installers
        self._undo: list[Undo] = []

    def __enter__(self) -> Self:
        for install in self.installers:
            undo = install(self.recorder)
            if undo is not None:
                self._undo.append(undo)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()


def installers(framework: str, era: str) -> list[Installer]:
    """What is watched in a job of this framework, and era of Keras 2 if it is of one."""
    if era == "get_updates":
        return []  # its updates run in functions of Keras's own that nobody can look into
    return list(_INSTALLERS.get(framework, ()))


_INSTALLERS: dict[str, tuple[Installer, ...]] = {
    "tf1": (watch_sessions, watch_eager_tf1),
    "tf2": (watch_eager,),
    "keras": (watch_eager,),
    "torch": (watch_torch,),
}
