"""How a zygote is started and what stands around it: the part in which the tiers differ."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Launch:
    """A process to start."""

    line: Sequence[str]
    descriptors: Sequence[int]
    """Handed to it; they are open until it has started."""
    environment: Mapping[str, str]


class Walls(Protocol):
    """The isolation of one slot."""

    @property
    def patience_s(self) -> float:
        """How long the zygote may take to end by itself after its connection was closed."""

    def launch(self, control: int, frameworks: tuple[str, ...], stack: contextlib.ExitStack) -> Launch:
        """Say how to start a zygote that is served through the descriptor ``control``."""

    def clear(self) -> None:
        """Remove what the zygote, which has ended, may have left."""
