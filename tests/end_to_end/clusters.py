"""A scheduler and workers of Dask for tests, each a process of its own, on the loopback; ``grade`` that uses them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "autograder" / "sample_class"
RIGHT = (SAMPLE / "s2024001_lihua" / "lab6" / "adam.py").read_bytes()
WRONG = (SAMPLE / "s2024002_wangwei" / "lab6" / "adam_homework.py").read_bytes()
PATIENCE_S = 60.0


def environment() -> dict[str, str]:
    """As for this process, with our packages from here."""
    others = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, others)])}


class Cluster:
    """A scheduler and workers without anybody who would start them again."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        """``settings``: environment of scheduler, workers and ``grade``, for what Dask reads from there."""
        self.folder = folder
        self.settings = dict(settings or {})
        self.running: list[subprocess.Popen[bytes]] = []
        self.address = ""

    def open(self, protocol: str = "tcp") -> None:
        told = self.folder / "scheduler.json"
        self.scheduler = self.start(
            "dask_scheduler",
            f"--protocol={protocol}",
            "--host=127.0.0.1",
            "--port=0",
            "--no-show",
            "--no-dashboard",
            f"--scheduler-file={told}",
        )
        until(lambda: told.exists() and told.read_bytes().rstrip().endswith(b"}"))
        self.address = json.loads(told.read_text("utf-8"))["address"]

    def start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *words],
                cwd=self.folder,
                env=environment() | self.settings,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a nanny's worker ends with it
            )
        self.running.append(process)
        return process

    def worker(self, threads: int = 1, *words: str) -> subprocess.Popen[bytes]:
        """``words``: of the command line, ``--nanny`` for one that starts its worker again."""
        return self.start(
            "dask_worker",
            self.address,
            *(words or ("--no-nanny",)),
            "--no-dashboard",
            f"--nthreads={threads}",
            "--memory-limit=0",
        )

    def only(self, threads: int) -> None:
        """One worker, with so many threads."""
        with Client(self.address) as client:
            client.retire_workers(list(client.nthreads()))
            self.worker(threads)
            until(lambda: list(client.nthreads().values()) == [threads])

    def close(self) -> None:
        for process in reversed(self.running):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def grade(cluster: Cluster, folder: Path, settings: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """The command, in a folder that no worker stands in: they couldn't find a relative path."""
    words = [
        "grade",
        "class",
        "--lab",
        "lab6",
        "-o",
        "out",
        "--jobs",
        "1",
        "--scheduler",
        cluster.address,
        "--json",
    ]
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", *words],
        cwd=folder,
        env=environment() | dict(cluster.settings if settings is None else settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def class_of(folder: Path, students: int) -> Path:
    for number in range(students):
        home = folder / "class" / f"s{number:02}"
        home.mkdir(parents=True)
        (home / "adam.py").write_bytes(RIGHT if number % 4 else WRONG)
    return folder


def has_sandbox(process: subprocess.Popen[bytes]) -> bool:
    """Whether a worker has started its warm sandbox, so has been given work."""
    tasks = Path("/proc", str(process.pid), "task")
    return any((task / "children").read_text() for task in tasks.iterdir())
