"""Replacing attributes of frameworks while the cells run, and putting them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Undo = Callable[[], None]


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
