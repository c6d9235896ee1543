"""The hook that the rewritten loops call: what is in sight at each iteration's start is kept, the first 400 times.

Later iterations are only counted, by iterators that run in C, and the end is read once more. Loops within loops are
kept beside each other; which one trains is decided afterwards.
"""

from __future__ import annotations

import ast
import itertools
import sys
import threading
import types
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import numpy as np

from ..output import Tee
from ..wire import cell_of, fault
from .loop_code import Loop, LoopTable
from .loop_reading import Leaves, attributes, read

MAX_KEPT = 401
"""Starts of iterations that are kept each time a loop is entered."""
MAX_STARTS = 8_000
"""Of one loop of the source, however often it is entered; five times as many of all loops together."""
MAX_RUNS = 600
"""Times that one loop is entered with its values kept."""
_MAX_RUNS_WITH_DATA = 60
MAX_SEEN = 3
_MAX_ROOTS = 60
_MAX_DATA = 5_000
_MAX_DATASETS = 12
_MAX_FRAMES = 60
_MAX_NUMBER = 1e15
MAX_NUMBERS = 80

# Bound at import: the student's code may replace them later.
_frame = sys._getframe  # noqa: SLF001 - the only way to see the loop's variables
_thread = threading.get_ident
_error = sys.exc_info
_chain, _compress, _count = itertools.chain, itertools.compress, itertools.count


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
    data: dict[str, Any] = field(default_factory=dict)
    """Larger arrays in sight at its start."""
    before: BaseException | None = None
    counter: Iterator[int] | None = None
    ended: bool = False
    """It came to its end; else it was left in an iteration's middle."""
    passed: dict[int, list[Any]] = field(default_factory=dict)


class LoopWatch:
    """All loops of one job."""

    def __init__(self, tee: Tee, clock: Iterator[int]) -> None:
        self.tee = tee
        self._clock = clock
        self.table = LoopTable()
        self.on = True
        self.stack: list[Run] = []
        self.runs: list[Run] = []
        """Those that no other loop was around."""
        self._thread = _thread()
        self._left = 5 * MAX_STARTS
        self._kept: Counter[int] = Counter()
        self._entered: Counter[int] = Counter()

    # ---- what the rewritten code calls -------------------------------------------------------------------------

    def each(self, number: int, values: Iterable[Any]) -> Iterable[Any]:
        """What a ``for`` goes through."""
        if not self.on or _thread() != self._thread:
            return values
        iterator = iter(values)
        run = self._enter(number, _frame(1))
        run.counter = _count(1)
        rest = _compress(iterator, run.counter)
        return _chain(self._kept_part(run, iterator), rest) if run.keeping else rest

    def _kept_part(self, run: Run, iterator: Iterator[Any]) -> Iterator[Any]:
        while self._tick(run):
            try:
                value = next(iterator)
            except StopIteration:
                return
            run.steps += 1
            yield value

    def test(self, number: int, holds: Any) -> Any:
        """The condition of a ``while``."""
        if not self.on or _thread() != self._thread:
            return holds
        frame = _frame(1)
        run = self.stack[-1] if self.stack else None
        if run is None or run.loop.number != number or run.frame is not frame:
            run = self._enter(number, frame)
        if run.keeping:
            self._tick(run)
        run.steps += 1
        return holds

    def ended(self, number: int) -> None:
        """A loop has come to its end: it wasn't left by a ``break``."""
        if self.stack and self.on and _thread() == self._thread:
            run = self.stack[-1]
            run.ended = run.loop.number == number

    def over(self, number: int) -> None:
        """A loop was left, in whatever way."""
        if not self.on or _thread() != self._thread:
            return
        frame = _frame(1)
        if any(run.loop.number == number and run.frame is frame for run in self.stack):
            while True:
                run = self.stack.pop()
                own = run.loop.number == number and run.frame is frame
                self._leave(run)
                if own:
                    return

    def value(self, site: int, value: Any) -> Any:
        """A value in passing."""
        if self.stack and self.on and _thread() == self._thread:
            copied: Leaves | None = None
            for run in self.stack:
                if run.keeping:
                    if copied is None:
                        copied = {}
                        read("", value, copied)
                    kept = run.passed.setdefault(site, [])
                    if len(kept) < MAX_SEEN:
                        kept.append(copied)
        return value

    def end(self) -> None:
        """From now on nothing is watched; loops that never ended, end here."""
        while self.stack:
            self._leave(self.stack.pop())
        self.on = False

    # ---- keeping -----------------------------------------------------------------------------------------------

    def _enter(self, number: int, frame: FrameType) -> Run:
        loop = self.table.loops[number]
        room = self._kept[number] < MAX_STARTS and self._entered[number] < MAX_RUNS and self._left > 0
        run = Run(loop, frame, (), room, len(self.tee.printed), next(self._clock))
        if self.stack:
            if room:
                self.stack[0].within.append(run)
                run.around = self.stack[-1]
        elif room:
            self.runs.append(run)
        if room:
            self._entered[number] += 1
            run.roots = _roots(loop, frame)
            run.before = _error()[1]
            if self._entered[number] <= _MAX_RUNS_WITH_DATA:
                run.data = _data(run.roots, frame)
                run.numbers = _numbers(frame)
                run.objects = _objects(run.roots, frame)
        self.stack.append(run)
        return run

    def _tick(self, run: Run) -> bool:
        """An iteration begins, or would; whether the next one is kept too."""
        if not run.keeping:
            return False
        if run.starts:
            run.seen.append(run.passed)
        run.passed = {}
        run.starts.append(self._look(run))
        self._kept[run.loop.number] += 1
        self._left -= 1
        if len(run.starts) >= MAX_KEPT or self._kept[run.loop.number] >= MAX_STARTS or self._left <= 0:
            run.keeping = False
            run.full = True
        return run.keeping

    def _look(self, run: Run) -> Leaves:
        found: Leaves = {}
        if run.frame is not None:
            names, everything = run.frame.f_locals, run.frame.f_globals
            for name in run.roots:
                if name in names:
                    read(name, names[name], found)
                elif name in everything:
                    read(name, everything[name], found)
        return found

    def _leave(self, run: Run) -> None:
        run.left = next(self._clock)
        failed = _error()[1]
        if failed is not None and failed is not run.before:
            run.error = fault(failed)
        if run.ended and isinstance(run.loop.node, ast.While):
            run.steps -= 1  # the test that failed
        if run.counter is not None:
            run.steps += next(run.counter) - 1
        if run.roots:
            run.end = self._look(run)
            if not run.full:
                run.seen.append(run.passed)
        (self.stack[0] if self.stack else run).totals[run.loop.number] += run.steps
        run.keeping = False
        run.frame = None
        run.before = None
        run.passed = {}


def _roots(loop: Loop, frame: FrameType) -> tuple[str, ...]:
    """Variables to look at: what the loop mentions, and the globals that the functions it calls touch."""
    names, everything = frame.f_locals, frame.f_globals
    found: dict[str, None] = dict.fromkeys(sorted(loop.names))
    waiting, done = [(name, 0) for name in found], set[int]()
    while waiting:
        name, depth = waiting.pop()
        value = names[name] if name in names else everything.get(name)
        for code in _codes(value):
            if id(code) not in done and depth < 3:
                done.add(id(code))
                for more in code.co_names:
                    if more in everything and more not in found:
                        found[more] = None
                        waiting.append((more, depth + 1))
    return tuple(name for name in found if _may_hold(names[name] if name in names else everything.get(name)))[
        :_MAX_ROOTS
    ]


def _codes(value: Any) -> list[types.CodeType]:
    """Code of the student's that a variable leads to: a function's, the methods' of its class."""
    if isinstance(value, types.FunctionType):
        return [value.__code__] if cell_of(value.__code__.co_filename) is not None else []
    kind = value if isinstance(value, type) else type(value)
    if kind.__module__ != "__main__":
        return []
    methods = [member for each in type.mro(kind) for member in vars(each).values()]
    return [
        member.__code__
        for member in methods
        if isinstance(member, types.FunctionType) and cell_of(member.__code__.co_filename) is not None
    ]


def _may_hold(value: Any) -> bool:
    """Whether numbers may be found in it, now or later."""
    if isinstance(value, types.ModuleType | type | str | types.BuiltinFunctionType | np.ufunc):
        return False
    if isinstance(value, types.FunctionType):
        return bool(value.__closure__ or value.__dict__)
    return True


def _data(roots: tuple[str, ...], frame: FrameType) -> dict[str, Any]:
    """Copies of the larger arrays in sight: what is trained on."""
    found: dict[str, Any] = {}
    names, everything = frame.f_locals, frame.f_globals
    waiting = [(name, names[name] if name in names else everything.get(name)) for name in roots]
    for name, value in list(waiting):
        own = attributes(value) if not isinstance(value, types.FunctionType) else None
        waiting += [(f"{name}.{key}", member) for key, member in (own or {}).items()]
    for name, value in waiting:
        if len(found) >= _MAX_DATASETS:
            break
        if (
            isinstance(value, np.ndarray)
            and value.dtype.kind in "fiu"
            and 2 <= value.size <= _MAX_DATA
            and value.ndim <= 2
        ):
            found[name] = np.array(np.ndarray.view(value, np.ndarray))
        elif (
            type(value) is list
            and 2 <= len(value) <= _MAX_DATA
            and all(type(each) in {int, float} for each in value)
        ):
            found[name] = np.array(value, dtype=np.float64)
    return found


def _numbers(frame: FrameType) -> dict[str, float]:
    """Plain numbers of the globals, of the student's running functions, and of the objects in sight."""
    frames: list[FrameType] = []
    here: FrameType | None = frame
    while here is not None and len(frames) < _MAX_FRAMES:
        if cell_of(here.f_code.co_filename) is not None:
            frames.append(here)
        here = here.f_back
    found: Leaves = {}
    for names in [frame.f_globals, *(each.f_locals for each in reversed(frames))]:
        for name, value in list(names.items()):
            if type(name) is str and not name.startswith("_"):
                _put_numbers(name, value, found)
    return {name: float(value) for name, value in list(found.items())[-MAX_NUMBERS:]}


def _put_numbers(name: str, value: Any, found: Leaves) -> None:
    if type(value) in {int, float} and abs(value) < _MAX_NUMBER:
        found.pop(name, None)
        found[name] = value
    elif not isinstance(value, types.FunctionType):
        for key, member in list((attributes(value) or {}).items()):
            if type(member) in {int, float} and abs(member) < _MAX_NUMBER:
                found[f"{name}.{key}"] = member


def _objects(roots: tuple[str, ...], frame: FrameType) -> dict[str, str]:
    """The student's own objects in sight, and what they hold: path to the class's name."""
    names, everything = frame.f_locals, frame.f_globals
    found: dict[str, str] = {}
    for name in roots:
        value = names[name] if name in names else everything.get(name)
        if isinstance(value, types.FunctionType | types.MethodType) or attributes(value) is None:
            continue
        found[name] = type(value).__name__
        for key, member in list((attributes(value) or {}).items())[:_MAX_ROOTS]:
            if type(key) is str and type(member).__module__ == "__main__" and not isinstance(member, type):
                found[f"{name}.{key}"] = type(member).__name__
    return found
