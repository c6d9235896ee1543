"""The slots of one worker: one per set of frameworks, started when the first job needs it."""

from __future__ import annotations

import importlib.util
from typing import Literal

from autograder.protocol.jobs import Job
from autograder.sandbox.gpu import Gpu, Lacking, find
from autograder.sandbox.slot import Outcome, Slot, open_slot
from autograder.sandbox.tiers import probe

FRAMEWORKS: dict[str, tuple[str, ...]] = {
    "numpy": (),
    "torch": ("torch",),
    "tf1": ("tensorflow",),
    "tf2": ("tensorflow",),
    "keras": ("tensorflow",),
    "jax": ("jax",),
}
"""What is imported for the code of each; Keras on JAX is a process of its own."""
_LEGACY = ("tf_keras",)
"""Keras 2 can't share a process with Keras 3: TensorFlow takes one of them at its import."""
_DISTRIBUTIONS = {"tf_keras": "tf-keras"}


class Slots:
    """Runs each job in a slot that has its framework warm."""

    def __init__(self, *, unsafe: bool = False) -> None:
        self._unsafe = unsafe
        self._open: dict[tuple[tuple[str, ...], bool], Slot] = {((), False): open_slot((), unsafe=unsafe)}
        self.tier: str = self._open[(), False].tier

    def run(self, job: Job) -> Outcome:
        """Run one job to its end; it isn't run where its framework, or the GPU it is to have, isn't here."""
        frameworks, on_gpu = frameworks_of(job), job.limits.gpu_mb > 0
        if (frameworks, on_gpu) not in self._open:
            lacking = missing(frameworks)
            if lacking:
                return _not_run("missing", lacking)
            gpu = usable_gpu(unsafe=self._unsafe) if on_gpu else None
            if isinstance(gpu, Lacking):
                return _not_run("no_device", str(gpu))
            self._open[frameworks, on_gpu] = open_slot(frameworks, unsafe=self._unsafe, gpu=gpu)
        return self._open[frameworks, on_gpu].run(job)

    def close(self) -> None:
        """End all slots."""
        for slot in self._open.values():
            slot.close()
        self._open.clear()


def usable_gpu(*, unsafe: bool = False) -> Gpu | Lacking:
    """Return the GPU that this machine can lend, or why it can't; ``unsafe`` as with ``Slots``."""
    found = find()
    if isinstance(found, Gpu) and not unsafe and probe().tier == "landlock":
        return Lacking("walls", "landlock")
    return found


def _not_run(ended: Literal["missing", "no_device"], detail: str) -> Outcome:
    return Outcome((), ended, detail, "", stdout_truncated=False, wall_s=0.0, cpu_s=0.0, peak_rss_mb=0.0)


def frameworks_of(job: Job) -> tuple[str, ...]:
    """What a job's slot has imported."""
    return _LEGACY if job.legacy else FRAMEWORKS[job.backend or job.framework]


def missing(frameworks: tuple[str, ...]) -> str:
    """Name of the first package among these that isn't installed here, as pip knows it; empty where all are."""
    lacking = [name for name in frameworks if importlib.util.find_spec(name) is None]
    return _DISTRIBUTIONS.get(lacking[0], lacking[0]) if lacking else ""
