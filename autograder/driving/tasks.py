"""Closed-loop tasks by the names that specs use, from ``reference.tasks``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from reference.tasks.lecture import lecture_regression
from reference.tasks.nist import longley, norris, pontius
from reference.tasks.regressions import ill_conditioned, sparse_gradients, well_conditioned
from reference.tasks.task import Task

TASKS: Mapping[str, Callable[[], Task]] = {
    "lecture-regression": lecture_regression,
    "well-conditioned": well_conditioned,
    "ill-conditioned": ill_conditioned,
    "sparse-gradients": sparse_gradients,
    "norris": lambda: norris().task,
    "pontius": lambda: pontius().task,
    "longley": lambda: longley().task,
}


@cache
def task(name: str) -> Task:
    """Return a standard task; ``ValueError`` names the known ones."""
    if name not in TASKS:
        raise ValueError(f"task {name!r} is unknown; known: {', '.join(TASKS)}")
    return TASKS[name]()
