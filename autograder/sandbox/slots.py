"""The slots of one worker: one per set of frameworks, started when the first job needs it."""

from __future__ import annotations

import importlib.util

from autograder.protocol.jobs import Job
from autograder.sandbox.slot import Outcome, Slot, open_slot

FRAMEWORKS: dict[str, tuple[str, ...]] = {
    "numpy": (),
    "torch": ("torch",),
    "tf1": ("tensorflow",),
    "tf2": ("tensorflow",),
    "keras": ("tensorflow",),
}
"""What is imported for the code of each."""
_LEGACY = ("tf_keras",)
"""Keras 2 can't share a process with Keras 3: TensorFlow takes one of them at its import."""
_DISTRIBUTIONS = {"tf_keras": "tf-keras"}


class Slots:
    """Runs each job in a slot that has its framework warm."""

    def __init__(self, *, unsafe: bool = False) -> None:
        self._unsafe = unsafe
        self._open: dict[tuple[str, ...], Slot] = {(): open_slot((), unsafe=unsafe)}
        self.tier: str = self._open[()].tier

    def run(self, job: Job) -> Outcome:
        """Run one job to its end; it isn't run where its framework isn't installed here."""
        frameworks = frameworks_of(job)
        if frameworks not in self._open:
            lacking = missing(frameworks)
            if lacking:
                return Outcome(
                    (), "missing", lacking, "", stdout_truncated=False, wall_s=0.0, cpu_s=0.0, peak_rss_mb=0.0
                )
            self._open[frameworks] = open_slot(frameworks, unsafe=self._unsafe)
        return self._open[frameworks].run(job)

    def close(self) -> None:
        """End all slots."""
        for slot in self._open.values():
            slot.close()
        self._open.clear()


def frameworks_of(job: Job) -> tuple[str, ...]:
    """What a job's slot has imported."""
    return _LEGACY if job.legacy else FRAMEWORKS[job.framework]


def missing(frameworks: tuple[str, ...]) -> str:
    """Name of the first package among these that isn't installed here, as pip knows it; empty where all are."""
    lacking = [name for name in frameworks if importlib.util.find_spec(name) is None]
    return _DISTRIBUTIONS.get(lacking[0], lacking[0]) if lacking else ""
