"""Finding out how a piece of code wants to be called: candidates of evidence are tried on a real request.

A way that raises is dropped, the first container that works settles the container, and what the evidence leaves open
(order of arguments, time from 0 or 1, parameters or their change returned) becomes several ways: the host keeps the best fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .calling import AnyStepper, Reading, StateMode, Way
from .evidence import Evidence
from .feed import Feed
from .interrupt import OutOfTimeError
from .recipes import options
from .roles import Roles
from .values import BadValueError
from .variables import Variables
from .wire import Vector, fault, simple_fault

MAX_WAYS = 6
MAX_TRIALS = 48


@dataclass
class Run:
    """What one way gave on one request."""

    way: Way
    theta: Vector
    asked: Vector | None
    sizes: tuple[int, ...]
    names: tuple[str, ...]
    single: bool
    notes: tuple[str, ...]
    error: dict[str, Any] | None
    both: Reading | None = None

    @property
    def steps(self) -> int:
        """Updates that were done."""
        return int(self.theta.shape[0]) - 1

    @property
    def moved(self) -> bool:
        """Whether any update changed anything."""
        return self.steps > 0 and not np.array_equal(self.theta[0], self.theta[-1], equal_nan=True)


Start = Callable[[Way, Vector], AnyStepper]


def run_way(way: Way, start: Start, feed: Feed) -> Run:
    """Drive one way over a whole request."""
    rows = [feed.theta0.copy()]
    asked: list[Vector] = []
    stepper: AnyStepper | None = None
    error: dict[str, Any] | None = None
    try:
        stepper = start(way, feed.theta0)
        for step in range(feed.steps):
            at = feed.at(step)
            stepper.step(at)
            rows.append(stepper.current)
            if stepper.asked is not None:
                asked.append(stepper.asked)
    except BadValueError as caught:
        error = simple_fault("shape", str(caught))
    except OutOfTimeError as caught:
        error = simple_fault("OutOfTime", str(caught))
    except BaseException as caught:  # noqa: BLE001 - whatever the student's code raises is theirs
        error = fault(caught)
    theta = np.array(rows)
    complete = len(asked) == len(rows) - 1 and asked
    settled = replace(way, reading=stepper.reading) if stepper is not None else way
    return Run(
        way=settled,
        theta=theta,
        asked=np.array(asked) if complete else None,
        sizes=stepper.sizes if stepper is not None else (feed.theta0.size,),
        names=stepper.names if stepper is not None else (),
        single=stepper.single if stepper is not None else False,
        notes=tuple(sorted(stepper.notes)) if stepper is not None else (),
        error=error,
        both=stepper.both if stepper is not None else None,
    )


def _orders(roles: Roles) -> list[tuple[Roles, bool]]:
    found = [(roles, False)]
    if not roles.settled:
        swap = {"params": "grads", "grads": "params"}
        swapped = tuple(
            replace(argument, role=swap[argument.role]) if argument.role in swap else argument for argument in roles.arguments  # type: ignore[arg-type]
        )
        found.append((Roles(swapped, roles.settled, roles.keywords), True))
    return found


def _modes(roles: Roles, *, initialiser: bool) -> list[StateMode]:
    states = roles.of("state")
    if not states:
        return ["evidence"]
    modes: list[StateMode] = ["evidence", "zeros", "none", "empty", "scalar"]
    return ["initialiser", *modes] if initialiser else modes


def _plans(roles: Roles, evidence: Evidence, layouts: tuple[Variables, ...], held: str, *, initialiser: bool) -> Iterator[list[Way]]:
    """Per order of arguments, all ways to try until one works."""
    for order, swapped in _orders(roles):
        counted_inside = any(argument.name in evidence.increments for argument in roles.of("time"))
        first = 0 if counted_inside else 1
        ways = [
            Way(order, recipe, mode, first, swapped=swapped)
            for recipe in options(order, evidence, layouts, held)
            for mode in _modes(roles, initialiser=initialiser)
        ]
        yield ways


def search(
    roles: Roles,
    evidence: Evidence,
    layouts: tuple[Variables, ...],
    start: Start,
    feed: Feed,
    *,
    held: str = "",
    initialiser: bool = False,
) -> list[Run]:
    """Runs of the first request, one for each way that makes sense; one failed run where none does."""
    found: list[Run] = []
    failed: list[Run] = []
    for ways in _plans(roles, evidence, layouts, held, initialiser=initialiser):
        still: Run | None = None
        for way in ways[:MAX_TRIALS]:
            run = run_way(way, start, feed)
            if run.steps == 0 or (run.error is not None and run.steps < feed.steps):
                failed.append(run)
                continue
            if run.moved:
                found.extend(_variants(run, start, feed))
                still = None
                break
            still = still or run
        if still is not None:
            found.append(still)
    if not found and failed:
        best = max(failed, key=lambda run: run.steps)
        return [best if best.steps else failed[0]]
    return _distinct(found)[:MAX_WAYS]


def _variants(run: Run, start: Start, feed: Feed) -> list[Run]:
    """The run and what else the same call may mean."""
    found = [run]
    way = run.way
    reading = way.reading
    if reading is not None and reading.outcome == "returned" and run.both is None and way.recipe.style != "scalar":
        if _is_change(way, start, feed):
            changes = [replace(way, reading=replace(reading, outcome="change", sign=sign)) for sign in (1.0, -1.0)]
            found = [run_way(changed, start, feed) for changed in changes]
    if run.both is not None:
        found.append(run_way(replace(way, reading=run.both), start, feed))
    if way.roles.of("time"):
        other = 1 - way.time_from
        found += [run_way(replace(each.way, time_from=other), start, feed) for each in list(found)]
    return found


def _is_change(way: Way, start: Start, feed: Feed) -> bool:
    """Whether the result doesn't follow a shift of the parameters: then it is the change, not the new value."""
    if not way.roles.of("params"):
        return True
    firsts = []
    for shift in (0.0, 1.0):
        try:
            stepper = start(way, feed.theta0 + shift)
            stepper.step(feed.at(0))
        except BaseException:  # noqa: BLE001 - the shifted trial is only a question
            return False
        firsts.append(stepper.current)
    difference = firsts[1] - firsts[0]
    finite = difference[np.isfinite(difference)]
    return bool(finite.size) and bool(np.all(np.abs(finite) < 0.25))


def _distinct(runs: list[Run]) -> list[Run]:
    """Runs whose paths differ."""
    kept: list[Run] = []
    for run in runs:
        if not any(
            run.theta.shape == other.theta.shape and np.array_equal(run.theta, other.theta, equal_nan=True) and run.sizes == other.sizes
            for other in kept
        ):
            kept.append(run)
    return kept


def again(run: Run, start: Start, feed: Feed) -> Run:
    """The same way on another request."""
    return run_way(run.way, start, feed)
