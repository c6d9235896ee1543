"""The machine that measured: what it has, and what else ran on it meanwhile. No name, no path."""

from __future__ import annotations

import ctypes
import os
import platform
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from autograder.sandbox.tiers import probe

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PR_SET_CHILD_SUBREAPER = 36
_OURS = ("numpy", "tensorflow", "keras")


@dataclass(frozen=True)
class Load:
    """How busy the machine was."""

    day: str
    minutes: float
    before: float
    """Load average of the minute before: programs that wanted a core."""
    others: float
    """Cores that other programs took on average while this one measured."""


class Watched:
    """Looks at the machine from its making on."""

    def __init__(self) -> None:
        _adopt_orphans()
        self._start, self._busy, self._own = time.time(), _busy_s(), _own_s()
        self._before = os.getloadavg()[0]

    def load(self) -> Load:
        """Return how it was until now."""
        _wait_for_orphans()
        seconds = time.time() - self._start
        others = (_busy_s() - self._busy) - (_own_s() - self._own)
        day = datetime.now(UTC).date().isoformat()
        return Load(day, seconds / 60, self._before, max(0.0, others / seconds))


def _adopt_orphans() -> None:
    """A sandbox outlives who started it by a moment: it becomes a child of ours, so that its time counts as ours."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def facts() -> list[str]:
    """Return a line per fact."""
    versions = ", ".join(f"{name} {version(name)}" for name in _OURS)
    return [
        (
            f"{os.cpu_count()} cores: {_cpu_model()}; {_memory_gib():.0f} GiB of memory; {platform.system()}"
            f" {'.'.join(platform.release().split('.')[:2])}"
        ),
        f"Python {platform.python_version()}, {versions}; sandbox: {probe().tier}",
    ]


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _busy_s() -> float:
    """Seconds that all cores have worked since the machine started, or that a host took from them."""
    user, nice, system, _, _, irq, softirq, steal = map(
        int, Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]
    )
    return (user + nice + system + irq + softirq + steal) / _TICKS


def _own_s() -> float:
    """Seconds of this process and of all it has waited for."""
    return sum(os.times()[:4])
