"""The floor: the student's own computing (cells, and every run that grading asks for), and nothing else.

No sandbox, comparison, record or page, and one thread for each, as in grading.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from autograder.driving.plan import make_job, make_plan
from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.loading.load import load_bytes
from autograder.protocol.jobs import Job, Limits, encode_job
from autograder.sandbox.tiers import GUEST_FOLDER
from benchmarks.speed.costs import Cost, Measured
from benchmarks.speed.meter import Run, metered
from benchmarks.speed.notebooks import LAB, Student
from benchmarks.speed.writings import Framework
from exercises.spec import JUDGED_KINDS, labs

_ONE_THREAD = {
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
_PROGRAM = Path(__file__).with_name("alone.py")


class _Told(NamedTuple):
    began: float
    ended: float
    costs: tuple[Cost, ...]


def job_of(student: Student, number: int) -> Job:
    """Return what the sandbox is asked to run for a notebook."""
    lab, raw = labs()[LAB], student.notebook.read_bytes()
    parts = tuple(part for part in lab.parts if part.kind in JUDGED_KINDS)
    plan = make_plan(parts, SeedSource(PUBLIC_SECRET, lab.id, raw))
    return make_job(load_bytes(student.notebook.name, raw), parts, plan, number, Limits())


def bare(students: Sequence[Student], framework: Framework, folder: Path) -> Measured:
    """Measure the computing of a class, one after the other."""
    run, told = _alone(students, framework, folder)
    return Measured(told.costs, run.wall_s, run.peak_mib)


def speedup(students: Sequence[Student], framework: Framework, folder: Path, processes: int) -> float:
    """How much faster so many independent processes are on this machine: nobody can gain more from its cores."""
    for number in range(processes + 1):
        (folder / str(number)).mkdir(parents=True)
    _, one = _alone(students, framework, folder / str(processes))
    with ThreadPoolExecutor(processes) as pool:
        shares = [students[number::processes] for number in range(processes)]
        told = list(pool.map(lambda n: _alone(shares[n], framework, folder / str(n))[1], range(processes)))
    busy = max(part.ended for part in told) - min(part.began for part in told)
    return (one.ended - one.began) / busy


def _alone(students: Sequence[Student], framework: Framework, folder: Path) -> tuple[Run, _Told]:
    lines = [encode_job(job_of(student, number)).decode() for number, student in enumerate(students)]
    jobs = folder / "jobs.jsonl"
    jobs.write_text("\n".join(lines), encoding="utf-8")
    # -P: this folder's modules are nobody's business there.
    line = [sys.executable, "-P", _PROGRAM, GUEST_FOLDER, framework, jobs]
    run = metered(line, folder, {**os.environ, **_ONE_THREAD})
    said = json.loads(run.output.strip().splitlines()[-1])
    return run, _Told(said["began"], said["ended"], tuple(Cost(*one) for one in said["costs"]))
