"""Closed-loop tasks by the names that specs use, from ``reference.tasks``."""

from __future__ import annotations

from functools import cache

from reference.tasks.lecture import lecture_regression
from reference.tasks.task import Task


@cache
def task(name: str) -> Task:
    """Return a standard task; ``KeyError`` names an unknown one."""
    return {"lecture-regression": lecture_regression}[name]()
