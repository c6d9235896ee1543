"""Finding out how a piece of code wants to be called: candidates of evidence are tried on a real request.

A way that raises is dropped, the first container that works settles the container, and what the evidence leaves open
(order of arguments, time from 0 or 1, parameters or their change returned) becomes several ways: the host keeps the
best fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .arguments import Role, Roles
from .coordinates import PlainStepper
from .evidence import Evidence
from .feed import Feed
from .names import normal
from .recipes import options
from .runs import Run, run_steps
from .tensor_recipes import Family, in_tensors
from .variables import Variables
from .vocabulary import TIMELY
from .ways import Reading, StateMode, Way
from .wire import Vector

MAX_WAYS = 6
MAX_TRIALS = 72
EVEN = Variables(("w", "u"), ((8,), (8,)))
"""Two variables of one shape: what needs that is a mistake, but shows which only there."""
_SWAP: dict[Role, Role] = {"params": "grads", "grads": "params"}

Start = Callable[[Way, Vector], PlainStepper]


@dataclass(frozen=True)
class Question:
    """What is to be found out."""

    name: str
    """Of the function, for the description of a way."""
    roles: Roles
    evidence: Evidence
    layouts: tuple[Variables, ...]
    start: Start
    held: str = ""
    initialiser: bool = False
    family: Family = "numpy"
    """What the parameters may be made of, where arrays won't do."""
    clocked: bool = False
    """Whether it reads the time in a global that its callers count."""


def run_way(question: Question, way: Way, feed: Feed) -> tuple[Run, Reading | None]:
    """Drive one way over a whole request; also another reading of the result that would make sense."""
    run, stepper = run_steps(lambda: question.start(way, feed.theta0), feed)
    both = None
    if isinstance(stepper, PlainStepper):
        way = replace(way, reading=stepper.reading)
        both = stepper.both
    run.way = way
    run.convention = way.named(question.name)
    kept = question.clocked or _time_kept(question)
    run.certain = not any(a.role == "unknown" and a.required for a in way.roles.arguments)
    run.time_given = bool(way.roles.of("time")) or kept
    if kept:
        run.convention += f", time from {way.time_from}"
    return run, both


def _time_kept(question: Question) -> bool:
    """Whether the time comes in a dictionary that we fill: ``state['t']``."""
    arguments = question.roles.of("state", "config") if not question.roles.of("time") else []
    evidence = question.evidence
    keys = [(a.name, key) for a in arguments if a.required for key in evidence.keys.get(a.name, [])]
    return any(normal(key) in TIMELY and key not in evidence.guarded.get(name, set()) for name, key in keys)


def _orders(roles: Roles) -> list[tuple[Roles, bool]]:
    found = [(roles, False)]
    if not roles.settled:
        swapped = tuple(
            replace(argument, role=_SWAP[argument.role]) if argument.role in _SWAP else argument
            for argument in roles.arguments
        )
        found.append((Roles(swapped, roles.settled, roles.keywords), True))
    return found


def _modes(question: Question) -> list[StateMode]:
    if not question.roles.of("state"):
        return ["initialiser", "evidence"] if question.initialiser else ["evidence"]
    modes: list[StateMode] = ["evidence", "zeros", "none", "empty", "scalar"]
    return ["initialiser", *modes] if question.initialiser else modes


def _plans(question: Question) -> Iterator[list[Way]]:
    """Per order of arguments, all ways to try until one works."""
    for order, swapped in _orders(question.roles):
        counted_inside = any(argument.name in question.evidence.increments for argument in order.of("time"))
        usual = list(options(order, question.evidence, question.layouts, question.held))
        named = [argument.name for argument in order.of("params", "object")] or [question.held]
        recipes = in_tensors(usual, question.family, named[0], question.evidence, question.layouts)
        start = 0 if counted_inside or _time_kept(question) else 1
        yield [
            Way(order, recipe, mode, start, swapped=swapped)
            for recipe in recipes
            for mode in _modes(question)
        ]


def search(question: Question, feed: Feed) -> list[Run]:
    """Runs of the first request, one for each way that makes sense; one failed run where none does."""
    found: list[Run] = []
    failed: list[tuple[Run, dict[str, Any]]] = []
    for ways in _plans(question):
        still: list[Run] = []
        for way in ways[:MAX_TRIALS]:
            run, both = run_way(question, way, feed)
            if run.error is not None:
                failed.append((run, run.error))
            elif run.moved:
                found.extend(_variants(question, run, both, feed))
                still = []
                break
            else:
                still.append(run)
        if still:
            found.append(_stillest(still))
    if not found and question.layouts != (EVEN,) and any(_of_shapes(error) for _, error in failed):
        found = [run for run in search(replace(question, layouts=(EVEN,)), feed) if run.error is None]
    if not found and failed:
        return [_likeliest_failure(failed, question.evidence)]
    return _distinct(found)[:MAX_WAYS]


def _of_shapes(error: dict[str, Any]) -> bool:
    """Whether arrays of different shapes met: one slot for variables of several shapes."""
    return error["kind"] == "ValueError" and "broadcast" in error["message"]


def _stillest(runs: list[Run]) -> Run:
    """The run to show that nothing moves: with the state that the source tells; an empty one may be why."""
    told = [run for run in runs if run.way.state_mode in {"evidence", "zeros", "initialiser"}]
    if not told:
        runs[0].certain = False
    return (told or runs)[0]


_THEIRS = frozenset(
    """
    NameError UnboundLocalError ZeroDivisionError ImportError ModuleNotFoundError NotImplementedError RecursionError
    AssertionError SyntaxError OverflowError FloatingPointError MemoryError
    """.split()
)
"""Exceptions that no argument of ours can be the reason of."""


_FAMILIES: dict[str, str] = {
    "flat": "array", "column": "array", "block": "array", "dict": "dict", "layers": "dict", "dicts": "list",
    "scalar": "number", "affine": "list", "pair": "array",
}  # fmt: skip
_OF_CONTAINERS = re.compile(
    r"'(numpy\.\w+|dict|list|tuple|float|int|str|NoneType|Holder|SimpleNamespace|function|method)' "
    "object (has no attribute|is not (iterable|subscriptable|callable))|values to unpack|cannot unpack"
)
_NO_ATTRIBUTE = re.compile(r"has no attribute '(\w+)'")


def _likeliest_failure(failed: list[tuple[Run, dict[str, Any]]], evidence: Evidence) -> Run:
    """The failure to report: one that is the code's own, else the one that got furthest.

    A list where an array was wanted gives another exception than an array where a list was: what is raised whatever
    we hand over, with the same words in the same line, is the student's own; what isn't may come from us.
    """
    seen: dict[tuple[str, str, object], set[str]] = {}
    for run, error in failed:
        style = run.way.recipe.style
        seen.setdefault(_mark(error), set()).add(_FAMILIES.get(style, style))
    tried = set[str]().union(*seen.values())
    for run, error in failed:
        everywhere = len(tried) > 1 and seen[_mark(error)] == tried
        if error["kind"] in _THEIRS or _misspelt(error, evidence) or (everywhere and _theirs(run, error)):
            return run
    run, error = max(failed, key=lambda each: each[0].steps)
    error["sure"] = False
    return run


def _theirs(run: Run, error: dict[str, Any]) -> bool:
    """Whether an exception that came in every container isn't about the containers themselves, or about our None."""
    unknown = any(a.role == "unknown" and a.required for a in run.way.roles.arguments)
    ours = _OF_CONTAINERS.search(error["message"]) or (unknown and "NoneType" in error["message"])
    # A key that is missing was perhaps to be in a dictionary of ours.
    return error["line"] is not None and error["kind"] != "KeyError" and not ours


def _misspelt(error: dict[str, Any], evidence: Evidence) -> bool:
    """An attribute that nobody makes, of something that isn't a container: ``np.zeros.like``, ``self.momentun``."""
    told = _NO_ATTRIBUTE.search(error["message"]) if error["kind"] == "AttributeError" else None
    if told is None or _OF_CONTAINERS.search(error["message"]):
        return False
    return told[1] not in evidence.stored_attributes.get("self", ())


def _mark(error: dict[str, Any]) -> tuple[str, str, object]:
    return error["kind"], error["message"], error["line"]


def _variants(question: Question, run: Run, both: Reading | None, feed: Feed) -> list[Run]:
    """The run and what else the same call may mean."""
    found = [run]
    way: Way = run.way
    reading = way.reading
    returned = reading is not None and reading.outcome == "returned" and both is None
    if reading is not None and returned and way.recipe.style != "scalar" and _is_change(question, way, feed):
        changes = [replace(reading, outcome="change", sign=sign) for sign in (1.0, -1.0)]
        found = [run_way(question, replace(way, reading=change), feed)[0] for change in changes]
    if both is not None:
        found.append(run_way(question, replace(way, reading=both), feed)[0])
    if run.time_given:
        other = 1 - way.time_from
        counted = [run_way(question, replace(each.way, time_from=other), feed)[0] for each in found]
        # A formula that divides by zero at t = 0 counts from 1.
        found += [each for each, known in zip(counted, found, strict=True) if each.numbers >= known.numbers]
    return found


def _is_change(question: Question, way: Way, feed: Feed) -> bool:
    """Whether the result doesn't follow a shift of the parameters: then it is the change, not the new value."""
    firsts = []
    for shift in (0.0, 1.0):
        one = replace(feed, theta0=feed.theta0 + shift, steps=1)
        run, _ = run_steps(lambda one=one: question.start(way, one.theta0), one)  # type: ignore[misc]
        if run.steps != 1:
            return False
        firsts.append(run.theta[1])
    difference = firsts[1] - firsts[0]
    finite = difference[np.isfinite(difference)]
    return bool(finite.size) and bool(np.all(np.abs(finite) < 0.25))


def _distinct(runs: list[Run]) -> list[Run]:
    """Runs whose paths differ."""
    kept: list[Run] = []
    for run in runs:
        if not any(
            run.theta.shape == other.theta.shape and np.array_equal(run.theta, other.theta, equal_nan=True)
            for other in kept
        ):
            kept.append(run)
    return kept
