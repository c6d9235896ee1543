"""Finding the code of a method among what the student's cells defined: by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..arguments import Argument, arguments_of
from ..evidence import Evidence
from ..names import normal
from ..reading import read
from ..sources import Sources, is_stub, own_methods, plain_function
from ..wire import cell_of

MAX_CANDIDATES = 3
_CALLS = (
    "minimize", "minimise", "optimize", "optimise", "solve", "run", "fit", "__call__", "search", "train", "descend",
    "update", "step",
)  # fmt: skip
_WATCHES = (
    "__call__", "step", "update", "check", "shouldstop", "onepochend", "stop", "monitor", "early_stop", "checkstop",
    "earlystop", "isstop", "record", "observe", "call", "__iter__",
)  # fmt: skip
_NEVER = ("test", "plot", "main", "show", "draw", "print", "compare", "demo", "check", "run", "verify")


@dataclass(frozen=True)
class Member:
    """A function or method that can be called."""

    name: str
    function: Any
    arguments: tuple[Argument, ...]
    evidence: Evidence


@dataclass(frozen=True)
class Found:
    """A deliverable."""

    name: str
    value: Any
    cell: int | None
    line: int | None
    stub: bool
    members: tuple[Member, ...]
    constructor: Member | None = None

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return isinstance(self.value, type)

    def described(self) -> dict[str, Any]:
        """The protocol's candidate."""
        return {
            "id": self.name[:200],
            "name": self.name[:200],
            "form": "plain-class" if self.is_class else "training-function",
            "cell": self.cell,
            "line": self.line,
            "accepts": [],
            "stub": self.stub,
            "builtin_base": "",
        }


def find_methods(
    own: Sequence[tuple[str, Any]],
    sources: Sources,
    wanted: Mapping[str, Sequence[str]],
    watching: Sequence[str],
) -> dict[str, list[Found]]:
    """Return the deliverables per method, the likeliest first; ``watching``: methods that only look at losses.

    Where a name fits two methods the later one counts: ``quasi_newton`` is no Newton method.
    """
    found: dict[str, list[Found]] = {method: [] for method in wanted}
    for name, value in own:
        method = _method_of(name, wanted)
        if method is None or (not isinstance(value, type) and normal(name).startswith(_NEVER)):
            continue
        calls = _WATCHES if method in watching else _CALLS
        made = (
            _class(name, value, sources, calls)
            if isinstance(value, type)
            else _function(name, value, sources)
        )
        if made is not None:
            found[method].append(made)
    return {method: _ranked(several, wanted[method]) for method, several in found.items()}


def _method_of(name: str, wanted: Mapping[str, Sequence[str]]) -> str | None:
    text = name.lower().replace("_", "")
    fitting = [method for method, words in wanted.items() if any(word in text for word in words)]
    return fitting[-1] if fitting else None


def _ranked(several: Sequence[Found], words: Sequence[str]) -> list[Found]:
    """Without what another of them calls, shortest names first: ``newton`` before ``newton_with_history``."""
    called = {
        name for one in several for member in one.members for name in member.evidence.called - {one.name}
    }
    kept = [one for one in several if one.name not in called] or list(several)
    kept.sort(key=lambda one: (one.stub, normal(one.name) not in words, one.cell or 0, one.line or 0))
    return kept[:MAX_CANDIDATES]


def _function(name: str, function: Any, sources: Sources) -> Found | None:
    node = sources.function(function)
    if node is None:
        return None
    code = plain_function(function).__code__
    member = _member(name, function, sources, skip=0)
    return Found(name, function, cell_of(code.co_filename), code.co_firstlineno, is_stub(node), (member,))


def _class(name: str, kind: type, sources: Sources, calls: Sequence[str]) -> Found | None:
    methods = own_methods(kind, sources)
    ranked = []
    for method, (function, _) in methods.items():
        text = method if method.startswith("__") else method.lower().replace("_", "")
        place = next((i for i, word in enumerate(calls) if text.startswith(word)), None)
        if place is not None and not (method.startswith("_") and not method.startswith("__")):
            ranked.append((place, _member(method, function, sources, skip=1)))
    if not ranked:
        return None
    ranked.sort(key=lambda entry: entry[0])
    inner = {called for _, one in ranked for called in one.evidence.called}
    members = [one for _, one in ranked if f"self.{one.name}" not in inner] or [one for _, one in ranked]
    initial = methods.get("__init__")
    cell, node = sources.place(kind)
    return Found(
        name,
        kind,
        cell,
        node.lineno if node else None,
        all(is_stub(methods[one.name][1]) for one in members),
        tuple(members),
        None if initial is None else _member("__init__", initial[0], sources, skip=1),
    )


def _member(name: str, function: Any, sources: Sources, *, skip: int) -> Member:
    arguments, _ = arguments_of(function)
    return Member(name, function, tuple(arguments[skip:]), read(sources.function(function)))
