"""The slots of one worker: one per set of frameworks, started when the first job needs it."""

from __future__ import annotations

from autograder.protocol.jobs import Job
from autograder.sandbox.slot import Outcome, Slot, open_slot

_FRAMEWORKS: dict[str, tuple[str, ...]] = {
    "numpy": (),
    "torch": ("torch",),
    "tf1": ("tensorflow",),
    "tf2": ("tensorflow",),
    "keras": ("tensorflow",),
}


class Slots:
    """Runs each job in a slot that has its framework warm."""

    def __init__(self, *, unsafe: bool = False) -> None:
        self._unsafe = unsafe
        self._open: dict[tuple[str, ...], Slot] = {(): open_slot((), unsafe=unsafe)}
        self.tier: str = self._open[()].tier

    def run(self, job: Job) -> Outcome:
        """Run one job to its end."""
        frameworks = _FRAMEWORKS[job.framework]
        if frameworks not in self._open:
            self._open[frameworks] = open_slot(frameworks, unsafe=self._unsafe)
        return self._open[frameworks].run(job)

    def close(self) -> None:
        """End all slots."""
        for slot in self._open.values():
            slot.close()
        self._open.clear()
