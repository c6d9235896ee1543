"""A large class graded through ``--scheduler``: a real scheduler and workers, each a process, watched while they work."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.files import page_path, record_path
from benchmarks.speed.meter import Failed, cpu_s, memory_mib, tree
from benchmarks.speed.notebooks import LAB, write_class
from benchmarks.speed.ours import ROOT, judged, size_of

_EVERY_S = 1.0
_TALK_S = 30.0
_START_S = 60.0
SHARES = (0.1, 0.5, 1.0)
"""Parts of the class after which memory is told."""


@dataclass(frozen=True)
class Sample:
    """One look at everything."""

    at_s: float
    """Since the command was given."""
    recorded: int
    grader_mib: float
    """The process that gives out the work and records."""
    all_mib: float
    """That, its helpers for the pages, scheduler, workers and their sandboxes."""
    grader_cpu_s: float
    """Of that one process."""


@dataclass(frozen=True)
class Clustered:
    """One run over a class."""

    students: int
    workers: int
    first_s: float
    """Until the first record."""
    graded_s: float
    """Until the last record."""
    pages_s: float
    """Until the last student's page."""
    whole_s: float
    """Until the command ended: the class page is made last."""
    cpu_s: float
    """Of all processes."""
    samples: tuple[Sample, ...]
    size_bytes: int
    """Records, pages and gradebook."""

    def after(self, share: float) -> Sample:
        """Return the first look that saw so much of the class recorded."""
        return next(one for one in self.samples if one.recorded >= share * self.students)


def clustered(root: Path, size: int, workers: int, talk: Callable[[str], None]) -> Clustered:
    """Write a class of NumPy notebooks, grade it, see that everybody was judged right."""
    talk(f"writing {size} notebooks")
    students = write_class(root / "class", "numpy", size)
    out = root / "out"
    out.mkdir()
    with _cluster(root, workers) as (address, members):
        line = [
            sys.executable, "-m", "autograder", "grade", str(root / "class"), "--lab", LAB, "-o", str(out),
            "--jobs", str(workers), "--scheduler", address,
        ]  # fmt: skip
        start = time.time()
        with (root / "output.log").open("w+b") as log:
            grader = subprocess.Popen(
                line, cwd=out, env=_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
            samples = tuple(_watched(grader, members, out, size, start, talk))
            _, status, usage = os.wait4(grader.pid, 0)
            whole_s = time.time() - start
            grader.returncode = os.waitstatus_to_exitcode(status)
            log.seek(0)
            if grader.returncode:
                raise Failed(
                    f"autograder grade ended with {grader.returncode}: {log.read().decode()[-2000:]}"
                )
        cpu = usage.ru_utime + usage.ru_stime + sum(cpu_s(one) for one in _trees(members))
    moments = sorted(path.stat().st_mtime - start for path in judged(out, students))
    pages_s = max(page_path(out, student.id).stat().st_mtime for student in students) - start
    return Clustered(
        size, workers, moments[0], moments[-1], pages_s, whole_s, cpu, samples, size_of(out)
    )  # fmt: skip


def _watched(
    grader: subprocess.Popen[bytes],
    members: Sequence[int],
    out: Path,
    size: int,
    start: float,
    talk: Callable[[str], None],
) -> Iterator[Sample]:
    """Look until the grader has ended, which isn't reaped yet."""
    records = record_path(out, LAB, "x").parent
    told = time.time()
    while os.waitid(os.P_PID, grader.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        recorded = len(list(records.glob("*.json")))
        grader_mib = memory_mib(grader.pid)
        others = [one for one in _trees([grader.pid, *members]) if one != grader.pid]
        sample = Sample(
            time.time() - start,
            recorded,
            grader_mib,
            grader_mib + sum(memory_mib(one) for one in others),
            cpu_s(grader.pid),
        )
        if grader_mib:
            yield sample
        if time.time() - told >= _TALK_S:
            told = time.time()
            talk(f"{sample.at_s:.0f} s: {recorded} of {size} recorded, grader {grader_mib:.0f} MiB")
        time.sleep(_EVERY_S)


def _trees(roots: Sequence[int]) -> list[int]:
    return [one for root in roots for one in tree(root)]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@contextlib.contextmanager
def _cluster(root: Path, workers: int) -> Iterator[tuple[str, list[int]]]:
    """Give the scheduler's address and the processes of all; they are ended at the end of the block."""
    told = root / "scheduler.json"
    begun: list[subprocess.Popen[bytes]] = []

    def start(program: str, *words: str) -> None:
        with (root / "cluster.log").open("ab") as log:
            begun.append(
                subprocess.Popen(
                    [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *words],
                    cwd=root,
                    env=_environment(),
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    try:
        start("dask_scheduler", "--host=127.0.0.1", "--port=0", "--no-show", f"--scheduler-file={told}")
        deadline = time.monotonic() + _START_S
        while not (told.exists() and told.read_bytes().rstrip().endswith(b"}")):
            if time.monotonic() > deadline:
                raise Failed(f"no scheduler after {_START_S:.0f} s: see {root / 'cluster.log'}")
            time.sleep(0.1)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        for _ in range(workers):
            start("dask_worker", address, "--no-nanny", "--nthreads=1", "--memory-limit=0")
        yield address, [one.pid for one in begun]
    finally:
        for process in reversed(begun):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
