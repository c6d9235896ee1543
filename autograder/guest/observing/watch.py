"""Watching is put in place before the student's cells run, and taken away after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from .recorder import Recorder

Undo = Callable[[], None]
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


class Patches:
    """Attributes replaced on classes and modules, and how they were."""

    def __init__(self) -> None:
        self._before: list[tuple[Any, str, Any, bool]] = []

    def put(self, owner: Any, name: str, made: Any) -> None:
        """Replace an attribute."""
        own = vars(owner)
        self._before.append((owner, name, own.get(name), name in own))
        setattr(owner, name, made)

    def undo(self) -> None:
        """Put everything back."""
        for owner, name, before, was_own in reversed(self._before):
            if was_own:
                setattr(owner, name, before)
            else:
                delattr(owner, name)
        self._before.clear()


def installers(framework: str) -> list[Installer]:
    """What is watched in a job of this framework."""
    return []
