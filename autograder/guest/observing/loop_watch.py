"""The hook that the rewritten loops call: what is in sight at each iteration's start is kept, the first 400 times.

Later iterations are only counted, by iterators that run in C, and the end is read once more. Loops within loops are
kept beside each other; which one trains is decided afterwards.
"""

from __future__ import annotations

import ast
import itertools
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import Any

import numpy as np

from ..output import Tee
from ..wire import fault
from .loop_reading import Leaves, read
from .loop_run import Run
from .loop_sight import data, families, numbers, objects, roots
from .loop_table import LoopTable
from .stretching import Shape, is_stretched

MAX_KEPT = 401
"""Starts of iterations that are kept each time a loop is entered."""
MAX_STARTS = 8_000
"""Of one loop of the source, however often it is entered; five times as many of all loops together."""
MAX_RUNS = 600
"""Times that one loop is entered with its values kept."""
_MAX_RUNS_WITH_DATA = 60
MAX_SEEN = 3

# Bound at import: the student's code may replace them later.
_frame = sys._getframe  # noqa: SLF001 - the only way to see the loop's variables
_thread = threading.get_ident
_error = sys.exc_info
_ndarray = np.ndarray
_chain, _compress, _count = itertools.chain, itertools.compress, itertools.count


class LoopWatch:
    """All loops of one job."""

    def __init__(self, tee: Tee, clock: Iterator[int]) -> None:
        self.tee = tee
        self._clock = clock
        self.table = LoopTable()
        self.on = True
        self.stack: list[Run] = []
        self.keeping: list[Run] = []
        """Those of the stack whose iterations are kept."""
        self.runs: list[Run] = []
        """Those that no other loop was around."""
        self._thread = _thread()
        self._left = 5 * MAX_STARTS
        self._kept: Counter[int] = Counter()
        self._entered: Counter[int] = Counter()
        self._heads: dict[int, Leaves] = {}
        self._left_sides: dict[int, Shape] = {}
        self._uncounted: dict[int, Iterator[int]] = {}
        """One counter for all the times that a loop without room is entered inside the outermost one."""

    # ---- what the rewritten code calls: whatever goes wrong in here, the student's code goes on --------------------

    def each(self, number: int, values: Iterable[Any]) -> Iterable[Any]:
        """What a ``for`` goes through."""
        if not self.on or _thread() != self._thread:
            return values
        iterator = iter(values)
        try:
            if self.stack and not self._has_room(number):
                return _compress(iterator, self._uncounted.setdefault(number, _count(1)))
            run = self._enter(number, _frame(1))
            run.counter = _count(1)
            rest = _compress(iterator, run.counter)
            return _chain(self._kept_part(run, iterator), rest) if run.keeping else rest
        except Exception:  # noqa: BLE001
            self._give_up()
            return iterator

    def _kept_part(self, run: Run, iterator: Iterator[Any]) -> Iterator[Any]:
        while self._begins(run):
            try:
                value = next(iterator)
            except StopIteration:
                return
            run.steps += 1
            yield value

    def test(self, number: int, holds: Any) -> Any:
        """The condition of a ``while``."""
        if not self.on:
            return holds
        frame = _frame(1)
        run = self.stack[-1] if self.stack else None
        if run is None or run.frame is not frame or run.loop.number != number:
            if _thread() != self._thread:
                return holds
            try:
                run = self._enter(number, frame)
            except Exception:  # noqa: BLE001
                self._give_up()
                return holds
        if run.keeping:
            self._begins(run)
            for site in [each for each in self._heads if self.table.heads[each] == number]:
                run.passed[site] = [self._heads.pop(site)]
        run.steps += 1
        return holds

    def head(self, site: int, value: Any) -> Any:
        """A value that a ``while``'s condition compares: it belongs to the iteration that begins with it."""
        if self.on and _thread() == self._thread:
            try:
                copied: Leaves = {}
                read("", value, copied)
                self._heads[site] = copied
            except Exception:  # noqa: BLE001
                self._give_up()
        return value

    def ended(self, number: int) -> None:
        """A loop has come to its end: it wasn't left by a ``break``."""
        run = self.stack[-1] if self.stack else None
        if run is not None and run.frame is _frame(1) and run.loop.number == number:
            run.ended = True

    def over(self, number: int) -> None:
        """A loop was left, in whatever way."""
        frame = _frame(1)
        if not any(run.frame is frame and run.loop.number == number for run in self.stack):
            return
        own = False
        while not own:
            run = self.stack.pop()
            own = run.loop.number == number and run.frame is frame
            try:
                self._leave(run)
            except Exception:  # noqa: BLE001
                self._give_up()
                return

    def value(self, site: int, value: Any) -> Any:
        """A value in passing."""
        if self.keeping and _thread() == self._thread:
            try:
                self._pass(site, value)
            except Exception:  # noqa: BLE001
                self._give_up()
        return value

    def left(self, site: int, value: Any) -> Any:
        """What something is taken from."""
        if self.keeping and type(value) is _ndarray:
            self._left_sides[site] = value.shape
        return value

    def right(self, site: int, value: Any) -> Any:
        """What is taken from it: a column and a row make a table."""
        if self.keeping and self._left_sides and _thread() == self._thread:
            one = self._left_sides.pop(site, None)
            if one is not None and type(value) is _ndarray and is_stretched(one, value.shape):
                self._note_table(_frame(1))
        return value

    def _note_table(self, frame: FrameType | None) -> None:
        """In which lines of the loops that run now it is."""
        own = {run.frame: run for run in self.keeping}
        while frame is not None:
            if frame in own:
                own[frame].tables.add(frame.f_lineno)
            frame = frame.f_back

    def _give_up(self) -> None:
        self.on = False
        self.stack.clear()
        self.keeping = []
        self.runs.clear()

    def end(self) -> None:
        """From now on nothing is watched; loops that never ended, end here."""
        while self.stack:
            self._leave(self.stack.pop())
        self.on = False

    def _pass(self, site: int, value: Any) -> None:
        copied: Leaves | None = None
        for run in self.keeping:
            kept = run.passed.setdefault(site, [])
            if len(kept) < MAX_SEEN:
                if copied is None:
                    copied = {}
                    read("", value, copied)
                kept.append(copied)

    def _begins(self, run: Run) -> bool:
        try:
            return self._tick(run)
        except Exception:  # noqa: BLE001
            self._give_up()
            return False

    # ---- keeping -----------------------------------------------------------------------------------------------

    def _enter(self, number: int, frame: FrameType) -> Run:
        loop = self.table.loops[number]
        room = self._has_room(number)
        run = Run(loop, frame, (), room, len(self.tee.printed), next(self._clock))
        if self.stack:
            if room:
                self.stack[0].within.append(run)
                run.around = self.stack[-1]
        elif room:
            self.runs.append(run)
        if room:
            self.keeping.append(run)
            self._entered[number] += 1
            run.roots = roots(loop, frame)
            run.before = _error()[1]
            if self._entered[number] <= _MAX_RUNS_WITH_DATA:
                run.data = data(run.roots, frame)
                run.numbers = numbers(frame)
                run.objects = objects(run.roots, frame)
                run.families = families(run.roots, frame)
        self.stack.append(run)
        return run

    def _has_room(self, number: int) -> bool:
        return self._kept[number] < MAX_STARTS and self._entered[number] < MAX_RUNS and self._left > 0

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
            self._stop(run)
            run.full = True
        return run.keeping

    def _stop(self, run: Run) -> None:
        run.keeping = False
        self.keeping = [each for each in self.keeping if each is not run]

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
        outermost = self.stack[0] if self.stack else run
        outermost.totals[run.loop.number] += run.steps
        if outermost is run:
            for number, counter in self._uncounted.items():
                run.totals[number] += next(counter) - 1
            self._uncounted.clear()
        self._stop(run)
        run.frame = None
        run.before = None
        run.passed = {}
