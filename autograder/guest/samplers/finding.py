"""Finding the samplers among what the student's cells defined: functions and classes that take samples and a size."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arguments import Argument, arguments_of
from ..isolation import globals_read
from ..names import normal
from ..reading import read
from ..sources import Sources, is_stub, own_methods, plain_function
from ..wire import cell_of
from .words import Role, roles_of, says_samples

_NEVER = (
    "train", "fit", "plot", "sgd", "gradient", "grad", "loss", "cost", "update", "test", "main", "show", "print",
    "check", "verify", "draw_", "forward", "predict", "mse", "make_data", "normal", "scale",
)  # fmt: skip
"""How names of functions begin that are about something else; checks of one's own sampler among them."""
_BEFORE = frozenset(
    "reset shuffle newepoch startepoch resetepoch beginepoch reshuffle shuffledata 打乱".split()
)
_AFTER = frozenset("onepochend endepoch".split())
_MEMBERS = frozenset({"__iter__", "__call__", "__next__", "__getitem__"})
_READERS = (
    "__iter__",
    "nextbatch",
    "getbatch",
    "next",
    "batches",
    "minibatches",
    "epoch",
    "iterate",
    "sample",
)


@dataclass(frozen=True)
class Callee:
    """A function or method, and what its arguments are for."""

    name: str
    function: Any
    arguments: tuple[Argument, ...]
    roles: dict[str, Role]

    def has(self, *roles: Role) -> bool:
        """Whether an argument has one of these roles."""
        return any(role in roles for role in self.roles.values())

    @property
    def lacking(self) -> bool:
        """Whether it needs something that isn't known."""
        return any(one.required and self.roles[one.name] == "unknown" for one in self.arguments)


@dataclass(frozen=True)
class Sampler:
    """A deliverable that draws batches."""

    name: str
    value: Any
    cell: int | None
    line: int | None
    stub: bool
    members: tuple[Callee, ...]
    """The function itself; or the methods that may give batches, the likeliest first."""
    constructor: Callee | None = None
    before: tuple[str, ...] = ()
    """Methods without arguments that begin an epoch …"""
    after: tuple[str, ...] = ()
    """… or end it."""
    own_data: tuple[str, str] | None = None
    """Names of the globals that it takes x and y from."""

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return isinstance(self.value, type)


def find_samplers(
    own: Sequence[tuple[str, Any]], sources: Sources, keywords: Sequence[str]
) -> tuple[list[Sampler], list[Callee]]:
    """Return the samplers, the likeliest first, and the functions that only shuffle."""
    samplers: list[Sampler] = []
    shufflers: list[Callee] = []
    called: set[str] = set()
    for name, value in own:
        made = _class(name, value, sources) if isinstance(value, type) else _function(name, value, sources)
        if made is None:
            continue
        if not made.is_class and _only_shuffles(made):
            shufflers.append(made.members[0])
        elif made.is_class or made.members[0].has("size") or _named(name, keywords):
            samplers.append(made)
            called |= _called(value, sources) - {name}
    kept = [one for one in samplers if one.name not in called] or samplers
    free = [one for one in shufflers if one.name not in called]
    if not kept and free:
        # Nothing but a shuffle: that is what was handed in.
        kept = [one for name, value in own if (one := _lone(name, value, sources, free)) is not None]
    kept.sort(key=lambda one: (one.stub, not _named(one.name, keywords), one.cell or 0, one.line or 0))
    return kept, free


def _lone(name: str, value: Any, sources: Sources, shufflers: Sequence[Callee]) -> Sampler | None:
    return _function(name, value, sources) if name in {one.name for one in shufflers} else None


def _called(value: Any, sources: Sources) -> set[str]:
    if isinstance(value, type):
        parts = [part for _, part in own_methods(value, sources).values()]
    else:
        parts = [sources.function(value)]
    return {name for part in parts for name in read(part).called}


def _named(name: str, keywords: Iterable[str]) -> bool:
    return any(word in name.lower() for word in keywords)


def _only_shuffles(sampler: Sampler) -> bool:
    text, callee = normal(sampler.name), sampler.members[0]
    return (
        any(word in text for word in ("shuffle", "permut", "打乱"))
        and "batch" not in text
        and not callee.has("size")
        and callee.has("x", "data")
    )


def _function(name: str, function: Any, sources: Sources) -> Sampler | None:
    node = sources.function(function)
    text = normal(name)
    if (
        node is None
        or text.startswith(_NEVER)
        or text.endswith(("loss", "gradient", "grad", "descent", "sgd"))
    ):
        return None
    callee = callee_of(name, function, skip=0)
    if text.startswith("load") and not (callee.has("size") and says_samples(callee.arguments)):
        return None
    own_data = None if callee.has("x", "data", "order", "count") else _own_data(plain_function(function))
    if (callee.lacking or not (own_data or callee.has("x", "data", "order", "count"))) and not is_stub(node):
        return None
    code = plain_function(function).__code__
    place = cell_of(code.co_filename), code.co_firstlineno
    return Sampler(name, function, *place, is_stub(node), (callee,), own_data=own_data)


def _own_data(function: Any) -> tuple[str, str] | None:
    """The two global arrays of one length that a function reads, if it is told their length by nothing else."""
    namespace: dict[str, Any] = function.__globals__
    values = {name: namespace[name] for name in sorted(globals_read(function)) if name in namespace}
    arrays = {name: value for name, value in values.items() if isinstance(value, np.ndarray) and value.ndim}
    lengths = {len(value) for value in arrays.values()}
    if len(arrays) != 2 or len(lengths) != 1 or lengths & {v for v in values.values() if type(v) is int}:
        return None
    first, second = sorted(arrays, key=lambda name: (-arrays[name].ndim, normal(name)[:1] not in "xfi"))
    return first, second


def _class(name: str, kind: type, sources: Sources) -> Sampler | None:
    methods = own_methods(kind, sources)
    inner = {
        called.removeprefix("self.")
        for method, (_, part) in methods.items()
        if method != "__init__"
        for called in read(part).called
        if called.startswith("self.")
    }
    read_from: list[tuple[int, Callee]] = []
    hooks: dict[str, list[str]] = {"before": [], "after": []}
    for method, (function, _) in methods.items():
        if method == "__init__" or (method.startswith("_") and method not in _MEMBERS):
            continue
        static = isinstance(inspect.getattr_static(kind, method), staticmethod)
        callee = callee_of(method, function, skip=0 if static else 1)
        hook = _hook(callee)
        if hook and method not in inner:
            hooks[hook].append(method)
        elif not hook and (method not in inner or method == "__next__"):
            rank = _reading(callee)
            read_from += [(rank, callee)] if rank is not None else []
    initial = methods.get("__init__")
    constructor = None if initial is None else callee_of("__init__", initial[0], skip=1)
    members = tuple(one for _, one in sorted(read_from, key=lambda entry: entry[0]))
    if not _samples(name, members, constructor):
        return None
    cell, node = sources.place(kind)
    return Sampler(
        name,
        kind,
        cell,
        node.lineno if node else None,
        all(is_stub(methods[one.name][1]) for one in members),
        members,
        constructor,
        tuple(hooks["before"]),
        tuple(hooks["after"]),
    )


def _lower(method: str) -> str:
    return method if method.startswith("__") else method.lower().replace("_", "")


def _hook(callee: Callee) -> str:
    """Whether a method begins or ends an epoch."""
    text = _lower(callee.name)
    if callee.arguments:
        return ""
    return "before" if text in _BEFORE else "after" if text in _AFTER else ""


def _reading(callee: Callee) -> int | None:
    """How likely a method gives batches, 0 the likeliest; None where it doesn't."""
    text = _lower(callee.name)
    if callee.lacking and text != "__getitem__":
        return None
    if any(word in text for word in _READERS) or text in _MEMBERS or "batch" in text:
        return next((i for i, word in enumerate(_READERS) if word in text), len(_READERS))
    return None


def _samples(name: str, members: Sequence[Callee], constructor: Callee | None) -> bool:
    """Whether a class is about batches of samples, and nothing that it needs is unknown."""
    takes = [*members, *([constructor] if constructor is not None else [])]
    if not members or (constructor is not None and constructor.lacking):
        return False
    about = any(word in normal(name) for word in ("batch", "sampl", "loader"))
    return any(one.has("x", "data", "order", "count") for one in takes) and (
        about or any(one.has("size") for one in takes)
    )


def callee_of(name: str, function: Callable[..., Any], *, skip: int) -> Callee:
    """Read a callable's arguments; ``skip``: self."""
    arguments, _ = arguments_of(function)
    kept = tuple(arguments[skip:])
    roles = roles_of(kept)
    if (skip and name != "__init__") or {"x", "data"} & set(roles.values()):
        roles = {each: "place" if role == "order" else role for each, role in roles.items()}
    return Callee(name, function, kept, roles)
