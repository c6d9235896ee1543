"""Watching the trainings that plain loops over numbers and arrays are."""

from __future__ import annotations

import builtins
import functools

import numpy as np

from ..cells import Runner
from .loop_code import HOOK, rewritten
from .loop_trainings import record_loops
from .loop_watch import LoopWatch
from .recorder import Recorder


def watch_loops(runner: Runner, recorder: Recorder) -> LoopWatch:
    """Let the runner's loops be watched, until ``record`` ends it.

    The hook of the rewritten loops stays in place after that, and does nothing: functions that were defined by the
    cells are called again later.
    """
    watch = LoopWatch(recorder.tee, recorder.clock)
    setattr(builtins, HOOK, watch)
    runner.rewrite = functools.partial(rewritten, table=watch.table)
    return watch


def record(watch: LoopWatch, recorder: Recorder) -> None:
    """End the watching, and record the trainings among the loops."""
    watch.end()
    try:
        with np.errstate(all="ignore"):
            record_loops(watch, recorder)
    except (ValueError, TypeError, ArithmeticError, LookupError, np.linalg.LinAlgError, RecursionError):
        return  # what the loops held fits no table: nobody is judged by it
