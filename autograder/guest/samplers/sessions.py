"""Calling a sampler as its arguments want it: how it gets the samples, which generator, and what gives the batches."""

from __future__ import annotations

import itertools
import math
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..wire import Vector
from .finding import Callee, Sampler
from .words import FLAGS, Role

Layout = Callable[[Vector, Vector], tuple[Any, Any]]


def _tensors(x: Vector, y: Vector) -> tuple[Any, Any]:
    torch = sys.modules.get("torch")
    if torch is None:
        raise LookupError("no PyTorch here")
    return torch.tensor(x), torch.tensor(y)


_PAIRED: dict[str, Layout] = {
    "x (n, 3), y (n,)": lambda x, y: (x.copy(), y.copy()),
    "x (n, 3), y (n, 1)": lambda x, y: (x.copy(), y[:, None].copy()),
    "x (3, n), y (1, n)": lambda x, y: (x.T.copy(), y[None, :].copy()),
    "lists": lambda x, y: (x.tolist(), y.tolist()),
    "tensors": _tensors,
}
_JOINT: dict[str, Layout] = {
    "rows (x, y)": lambda x, y: (np.column_stack([x, y]), None),
    "list of (x, y)": lambda x, y: (
        [(row.copy(), float(target)) for row, target in zip(x, y, strict=True)],
        None,
    ),
    "(x, y)": lambda x, y: ((x.copy(), y.copy()), None),
    "(x, y) tensors": lambda x, y: (_tensors(x, y), None),
}
_BARE: dict[str, Layout] = {"row numbers": lambda _x, y: (np.arange(len(y)), None)}
_GENERATORS = ("generator", "random state", "number", "random module")
_ONLY_IF_WANTED: frozenset[Role] = frozenset({"place", "steps", "epochs", "count", "replace"})


@dataclass(frozen=True)
class Way:
    """One way of calling."""

    layout: str
    member: int
    generator: str
    shuffler: Callee | None = None

    def described(self, sampler: Sampler) -> str:
        """Say it for people."""
        name = f"{sampler.name}.{sampler.members[self.member].name}" if sampler.is_class else sampler.name
        first = f"{self.shuffler.name}, then " if self.shuffler is not None else ""
        return f"{first}{name}: {self.layout}"


def layouts_of(sampler: Sampler) -> dict[str, Layout]:
    """In which shapes it may want the samples."""
    takes = [*sampler.members, *([sampler.constructor] if sampler.constructor is not None else [])]
    if (
        sampler.own_data is not None
        or any(one.has("x") for one in takes)
        or any(one.has("data") and one.has("y") for one in takes)
    ):
        return _PAIRED
    return _JOINT if any(one.has("data") for one in takes) else _BARE


def is_joint(layouts: dict[str, Layout]) -> bool:
    """Whether samples and targets come in one container."""
    return layouts is _JOINT


def ways_of(sampler: Sampler, shufflers: list[Callee]) -> Iterator[Way]:
    """All ways that may be right, the likeliest first."""
    takes = [*sampler.members, *([sampler.constructor] if sampler.constructor is not None else [])]
    generators = _GENERATORS if any(one.has("rng") for one in takes) else ("none",)
    layouts = layouts_of(sampler)
    for member, layout, generator in itertools.product(range(len(sampler.members)), layouts, generators):
        yield Way(layout, member, generator)
        if not sampler.is_class and layouts is not _BARE:
            yield from (Way(layout, member, generator, one) for one in shufflers)


class Session:
    """One run: the samples, the generator and, of a class, the object."""

    def __init__(
        self, sampler: Sampler, way: Way, x: Vector, y: Vector, size: int, epochs: int, seed: int
    ) -> None:
        self.sampler = sampler
        self.member = sampler.members[way.member]
        self.shuffler = way.shuffler
        self.count, self.size, self.epochs, self.seed = len(y), size, epochs, seed
        self.per_epoch = math.ceil(self.count / size)
        self.x, self.y = layouts_of(sampler)[way.layout](x, y)
        self.number = way.generator == "number"
        self.rng = _generator(way.generator, seed)
        random.seed(seed)
        np.random.seed(seed)  # noqa: NPY002 - the students use the global generator
        if sampler.own_data is not None:
            sampler.value.__globals__.update(zip(sampler.own_data, (self.x, self.y), strict=True))
        self.target: Any = None
        if sampler.is_class:
            made = (
                sampler.value(**self._given(sampler.constructor, 0, 0))
                if sampler.constructor
                else sampler.value()
            )
            self.target = made

    @property
    def by_place(self) -> bool:
        """Whether it is asked for the batch with a number."""
        return self.member.has("place") or self.member.name == "__getitem__"

    @property
    def sized(self) -> bool:
        """Whether it can be told the batch size."""
        takes = [self.member, *([self.sampler.constructor] if self.sampler.constructor else [])]
        return any(one.has("size") for one in takes)

    def begin_epoch(self, epoch: int) -> None:
        """What their own program would do before an epoch."""
        if self.shuffler is not None:
            mixed = self.shuffler.function(**self._given(self.shuffler, epoch, 0))
            if mixed is not None and self.y is not None:
                self.x, self.y = mixed
            elif mixed is not None:
                self.x = mixed
        for name in self.sampler.before if self.target is not None else ():
            getattr(self.target, name)()

    def end_epoch(self) -> None:
        """… and after it."""
        for name in self.sampler.after if self.target is not None else ():
            getattr(self.target, name)()

    def ask(self, epoch: int, place: int) -> Any:
        """Call it."""
        name = self.member.name
        if self.target is None:
            return self.member.function(**self._given(self.member, epoch, place))
        if name == "__iter__":
            return iter(self.target)
        if name == "__next__":
            return next(self.target)
        if name == "__getitem__":
            return self.target[place]
        return getattr(self.target, name)(**self._given(self.member, epoch, place))

    def places(self) -> int:
        """How many batches it says an epoch has."""
        if self.member.name == "__getitem__" and hasattr(type(self.target), "__len__"):
            return min(len(self.target), 4 * self.per_epoch + 8)
        return self.per_epoch

    def _given(self, callee: Callee, epoch: int, place: int) -> dict[str, Any]:
        given: dict[str, Any] = {}
        paired = callee.has("y")
        for argument in callee.arguments:
            role = callee.roles[argument.name]
            wanted = argument.required or role not in _ONLY_IF_WANTED
            if role == "unknown" or not wanted:
                continue
            given[argument.name] = self._value(role, epoch, place, argument.name, paired=paired)
        return given

    def _value(self, role: Role, epoch: int, place: int, name: str, *, paired: bool) -> Any:
        if role in FLAGS:
            return role == "shuffle"
        values: dict[Role, Any] = {
            "x": self.x,
            "y": self.y,
            "data": self.x if paired or self.y is None else (self.x, self.y),
            "order": self.x,
            "count": self.count,
            "size": self.size,
            "rng": self.seed + epoch if self.number else self.rng,
            "seed": self.seed % 10_000 + epoch,
            "epochs": self.epochs,
            "epoch": epoch,
            "place": place * self.size if name.startswith("start") else place,
            "steps": self.per_epoch,
        }
        return values[role]


def _generator(kind: str, seed: int) -> Any:
    if kind == "random state":
        return np.random.RandomState(seed)
    return random.Random(seed) if kind == "random module" else np.random.default_rng(seed)  # noqa: S311 - no secret
