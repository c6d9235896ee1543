"""What a program costs while it runs: seconds, CPU and memory of the whole tree of its processes (Linux)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_EVERY_S = 0.05
_MEMORY_EVERY = 5
"""Adding up the pages of a large process takes milliseconds of its own time, so it is done less often."""
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Failed(Exception):
    """A measured program ended otherwise than it should."""


@dataclass(frozen=True)
class Run:
    """One measured run."""

    start: float
    """Seconds since the epoch, as the times of files."""
    end: float
    cpu_s: float
    """User and system, of all processes."""
    peak_mib: float
    """Largest sum of proportional set sizes: a page that processes share counts once."""
    samples: tuple[tuple[float, float], ...]
    """Time and CPU seconds so far, of everything."""
    output: str

    @property
    def wall_s(self) -> float:
        """From beginning to end."""
        return self.end - self.start

    def cpu_until(self, moment: float) -> float:
        """CPU seconds spent up to a moment."""
        times, spent = zip(*self.samples, strict=True)
        return float(np.interp(moment, times, spent))


def metered(line: Sequence[object], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a program to its end.

    Raises:
        Failed: With the end of what it said.
    """
    start = time.time()
    with (folder / "output.log").open("w+b") as log:
        process = subprocess.Popen(
            [str(word) for word in line],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        watch = _Watch(process.pid, start)
        watch.start()
        # Unlike Popen.wait this also tells what the process and all it waited for have used.
        _, status, usage = os.wait4(process.pid, 0)
        end = time.time()
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        log.seek(0)
        output = log.read().decode(errors="replace")
    if process.returncode:
        raise Failed(f"{Path(str(line[0])).name} ended with {process.returncode}: {output[-2000:]}")
    # Whom nobody waited for is in the samples alone, what was spent since the last of them here alone.
    cpu = max(usage.ru_utime + usage.ru_stime, watch.samples[-1][1])
    return Run(start, end, cpu, watch.peak_mib, (*watch.samples, (end, cpu)), output)


class _Watch(threading.Thread):
    """Looks at a tree of processes now and then."""

    def __init__(self, root: int, start: float) -> None:
        super().__init__(daemon=True)
        self._root, self._ended = root, threading.Event()
        self.samples = [(start, 0.0)]
        self.peak_mib = 0.0

    def run(self) -> None:
        """Look until told to stop."""
        count = 0
        while not self._ended.wait(_EVERY_S):
            seen = tree(self._root)
            # A process that ends between two looks may be missed in one of them: what was spent stays spent.
            spent = max(self.samples[-1][1], sum(cpu_s(one) for one in seen))
            self.samples.append((time.time(), spent))
            if count % _MEMORY_EVERY == 0:
                self.peak_mib = max(self.peak_mib, sum(memory_mib(one) for one in seen))
            count += 1

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


def tree(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    found = [root]
    for one in found:
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(word) for word in _read(path).split()]
    return found


def cpu_s(process: int) -> float:
    """Return its own time and that of the children it has waited for."""
    fields = _read(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def memory_mib(process: int) -> float:
    """Return what it takes: a page that several share counts in parts."""
    for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    # Another user's process doesn't say what it shares: all of it is counted.
    pages = _read(Path(f"/proc/{process}/statm")).split()
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if len(pages) > 1 else 0.0


def _read(path: Path) -> str:
    """Return the text; empty where the process has ended."""
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
