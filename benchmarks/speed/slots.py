"""The sandbox stage alone, with one slot and with several: each slot in a process of its own, as in a class run."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from multiprocessing.queues import Queue
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier

from autograder.sandbox.slot import open_slot
from autograder.sandbox.slots import frameworks_of
from benchmarks.speed.bare import job_of
from benchmarks.speed.notebooks import Student


def sandbox_s(students: Sequence[Student], slots: int) -> float:
    """Seconds that so many warm slots need for all jobs of a class; each takes the next job when it is free."""
    context = multiprocessing.get_context("spawn")
    ready, following, told = context.Barrier(slots), context.Value("i", 0), context.Queue()
    processes = [
        context.Process(target=_serve, args=(tuple(students), ready, following, told), daemon=True)
        for _ in range(slots)
    ]
    for process in processes:
        process.start()
    spans = [told.get(timeout=600) for _ in processes]
    for process in processes:
        process.join()
    return float(max(end for _, end in spans) - min(start for start, _ in spans))


def _serve(
    students: tuple[Student, ...],
    ready: Barrier,
    following: Synchronized[int],
    told: Queue[tuple[float, float]],
) -> None:
    jobs = [job_of(student, number) for number, student in enumerate(students)]
    with open_slot(frameworks_of(jobs[0])) as slot:
        slot.start()
        ready.wait()
        start = time.time()
        while True:
            with following.get_lock():
                number = following.value
                following.value += 1
            if number >= len(jobs):
                break
            outcome = slot.run(jobs[number])
            if outcome.ended != "done":
                raise RuntimeError(f"{students[number].id}: {outcome.ended} {outcome.detail}")
        told.put((start, time.time()))
