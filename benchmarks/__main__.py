"""``make bench``: time per submission of a NumPy and a TensorFlow class, beside the bare cost of the computing.

The bare cost is the same work of the student's code (its own cells, every run that grading asks for) done by plain
child processes without sandbox, comparison, records and pages. Both are measured in one run, start-up apart.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from autograder.course import Course
from autograder.driving.plan import make_job, make_plan
from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.fronts.pages import write_pages, write_records
from autograder.gradebook.book import Gradebook
from autograder.gradebook.current import current
from autograder.grading.classrun import by_student, grade_class
from autograder.grading.local import LocalWorkers
from autograder.grading.students import ClassTask
from autograder.loading.folder import handins
from autograder.loading.load import Unreadable, load_bytes
from autograder.protocol.jobs import Limits, encode_job
from exercises.spec import JUDGED_KINDS, labs

ROOT = Path(__file__).resolve().parents[1]
SAMPLE_CLASS = ROOT / "autograder" / "sample_class"
LAB_IDS = ("lab3", "lab4", "lab5", "lab6")
_BARE = """
import importlib.util, json, os, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
spec = importlib.util.spec_from_file_location("guest", folder / "__init__.py", submodule_search_locations=[str(folder)])
sys.modules["guest"] = importlib.util.module_from_spec(spec)
from guest.work import run_job
import numpy
if sys.argv[2] == "tensorflow":
    import tensorflow
    import keras
jobs = [json.loads(line) for line in Path(sys.argv[3]).read_text().splitlines()]
start = time.perf_counter()
for job in jobs:
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1); os.dup2(null, 2)
        try:
            run_job(job, lambda message: None)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
print(time.perf_counter() - start)
"""


def main() -> None:
    """Print one line per class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100, help="NumPy submissions (default 100)")
    parser.add_argument("--tensorflow-size", type=int, default=20, help="TensorFlow submissions (default 20)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    print(
        f"{'class':<12}{'size':>5}{'jobs':>5}{'start s':>9}{'all s':>8}{'per one s':>11}{'bare s':>8}{'ratio':>7}"
    )
    for name, size, wanted in (
        ("numpy", arguments.size, lambda framework: framework == "numpy"),
        ("tensorflow", arguments.tensorflow_size, lambda framework: framework == "tf1"),
    ):
        _measure(name, size, arguments.jobs, wanted)


def _measure(name: str, size: int, jobs: int, wanted: Callable[[str], bool]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        sources = _write_class(root / "class", size, wanted)
        first, whole = _graded(root, jobs)
        bare = _bare(root, sources, name)
    per_one = whole / size
    print(
        f"{name:<12}{size:>5}{jobs:>5}{first:>9.2f}{whole:>8.2f}{per_one:>11.3f}"
        f"{bare / size:>8.3f}{per_one * jobs / (bare / size):>7.2f}"
    )


def _write_class(root: Path, size: int, wanted: Callable[[str], bool]) -> list[Path]:
    """Copy readable sample submissions of one framework, round and round, to as many students as asked."""
    pool = []
    for path in sorted(SAMPLE_CLASS.glob("*/*/*")):
        if path.parent.name in LAB_IDS and "guorui" not in str(path):  # an endless loop measures the limit
            try:
                submission = load_bytes(path.name, path.read_bytes())
            except Unreadable:  # costs nothing and would flatter
                continue
            if wanted(submission.framework):
                pool.append(path)
    written = []
    for number in range(size):
        source = pool[number % len(pool)]
        target = root / f"s{number:04d}" / source.parent.name / source.name
        target.parent.mkdir(parents=True)
        target.write_bytes(source.read_bytes())
        written.append(target)
    return written


def _graded(root: Path, jobs: int) -> tuple[float, float]:
    """Seconds until the first record (start-up), and from there to the last."""
    work = by_student(handins(root / "class", LAB_IDS))
    wanted = tuple(lab.id for lab in labs().values() if lab.id in LAB_IDS)
    task = ClassTask(wanted, b"bench", "en", Limits(), unsafe=False)
    course, out = Course(), root / "out"
    start = time.perf_counter()
    warm = start
    book = Gradebook.open(course.gradebook_in(out))
    with LocalWorkers(jobs) as workers:
        for count, (one, entries) in enumerate(grade_class(work, task, workers), start=1):
            book.record(entries)
            write_records(out, current(book, course, one.student))
            if count == jobs:
                warm = time.perf_counter()
        write_pages(out, book, course, None, workers)
    book.close()
    return warm - start, time.perf_counter() - warm


def _bare(root: Path, sources: list[Path], framework: str) -> float:
    """The same jobs in plain children of one warm process."""
    lines = []
    for number, path in enumerate(sources):
        lab = labs()[path.parent.name]
        raw = path.read_bytes()
        parts = tuple(part for part in lab.parts if part.kind in JUDGED_KINDS)
        plan = make_plan(parts, SeedSource(PUBLIC_SECRET, lab.id, raw))
        lines.append(encode_job(make_job(load_bytes(path.name, raw), parts, plan, number, Limits())).decode())
    jobs = root / "jobs.jsonl"
    jobs.write_text("\n".join(lines), encoding="utf-8")
    one_thread = {"TF_NUM_INTEROP_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _BARE, str(ROOT / "autograder" / "guest"), framework, str(jobs)],
        env={**os.environ, **one_thread, "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
