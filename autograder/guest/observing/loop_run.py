"""One entering of a loop, and what was kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from .loop_reading import Leaves
from .loop_table import Loop


@dataclass
class Run:
    """A loop, entered once."""

    loop: Loop
    frame: FrameType | None
    roots: tuple[str, ...]
    keeping: bool
    printed: int
    """Lines printed before."""
    began: int
    """Reading of the job's clock when it was entered, and …"""
    left: int = -1
    """… when it was left."""
    starts: list[Leaves] = field(default_factory=list)
    """What was in sight before each kept iteration, and after the last kept one."""
    seen: list[dict[int, list[Any]]] = field(default_factory=list)
    """Values that passed ``value`` in each kept iteration, by site."""
    end: Leaves | None = None
    """What was in sight when it was left."""
    steps: int = 0
    error: dict[str, Any] | None = None
    within: list[Run] = field(default_factory=list)
    """Of an outermost one: all those inside, at any depth, in the order in which they began."""
    around: Run | None = None
    totals: Counter[int] = field(default_factory=Counter)
    """Of an outermost one: iterations of each loop inside and of itself, the unkept ones too."""
    full: bool = False
    """Later iterations were only counted."""
    numbers: dict[str, float] = field(default_factory=dict)
    """Plain numbers in sight at its start."""
    objects: dict[str, str] = field(default_factory=dict)
    """The student's own objects in sight: path to class."""
    families: dict[str, str] = field(default_factory=dict)
    """Whose tensors the variables in sight are or hold."""
    data: dict[str, Any] = field(default_factory=dict)
    """Larger arrays in sight at its start."""
    tables: set[int] = field(default_factory=set)
    """Lines of its body in which the difference of a column and a row was made, also in a function called there."""
    before: BaseException | None = None
    counter: Iterator[int] | None = None
    ended: bool = False
    """It came to its end; else it was left in an iteration's middle."""
    passed: dict[int, list[Any]] = field(default_factory=dict)
