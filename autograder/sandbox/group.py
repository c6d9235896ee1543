"""One job's control group: what all its processes together may take, and their end.

The name says whose it is: a later run removes what a process that was killed could not.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from autograder.errors import SandboxUnavailable
from autograder.protocol.jobs import Limits
from autograder.sandbox.mounts import SCRATCH_BYTES

_NAME = re.compile(r"autograder-(\d+)-(\d+)-(\d+)-\d+")
"""Namespace of process numbers, process, its start, a running number."""
_MEGABYTE = 1 << 20
_BESIDE_MB = 2 * (SCRATCH_BYTES >> 20) + 256
"""On top of a job's memory: its files in two places, and its copy of what the warm interpreter had."""
_END_S = 2.0
_numbers = itertools.count()


@dataclass(frozen=True)
class Home:
    """A group of ours in which jobs get theirs."""

    folder: Path
    version: int
    controller: str
    """``memory`` or ``pids``; in version 2 ``memory`` stands for both."""


class Group:
    """The groups of one job, one per hierarchy."""

    def __init__(self, homes: Sequence[Home], limits: Limits) -> None:
        """Make them; ``SandboxUnavailable`` where the system refuses what it allowed before."""
        self._homes = homes
        self._folders: list[Path] = []
        self.entrances: list[int] = []
        """Descriptors; a process that writes ``0`` into each of them is in the group."""
        try:
            for home in homes:
                self._make(home, limits)
        except OSError as error:
            self.close()
            raise SandboxUnavailable(f"a control group can't be made: {error}") from error

    def _make(self, home: Home, limits: Limits) -> None:
        folder = home.folder / f"{_own_name()}-{next(_numbers)}"
        folder.mkdir()
        self._folders.append(folder)
        memory = (limits.memory_mb + _BESIDE_MB) * _MEGABYTE
        if home.controller == "pids":
            _write(folder / "pids.max", limits.processes)
        elif home.version == 2:
            _write(folder / "memory.max", memory)
            for name, value in (
                ("memory.swap.max", 0),
                ("memory.oom.group", 1),
                ("pids.max", limits.processes),
            ):
                with contextlib.suppress(OSError):  # without swap, on older kernels
                    _write(folder / name, value)
        else:
            _write(folder / "memory.limit_in_bytes", memory)
            with contextlib.suppress(OSError):  # where swap isn't counted
                _write(folder / "memory.memsw.limit_in_bytes", memory)
        self.entrances.append(os.open(folder / "cgroup.procs", os.O_WRONLY | os.O_CLOEXEC))

    def ran_out(self) -> bool:
        """Whether the kernel killed a process of it for want of memory."""
        if not self._folders:
            return False
        name = "memory.events" if self._homes[0].version == 2 else "memory.oom_control"
        try:
            lines = (self._folders[0] / name).read_text(encoding="ascii").splitlines()
        except OSError:
            return False
        return any(line.startswith("oom_kill ") and line != "oom_kill 0" for line in lines)

    def end(self) -> None:
        """Kill every process in it."""
        for folder in self._folders:
            _kill(folder)

    def close(self) -> None:
        """End it and remove it."""
        while self.entrances:
            os.close(self.entrances.pop())
        for folder in self._folders:
            _remove(folder)
        self._folders.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def sweep(home: Path) -> None:
    """Remove groups of processes that are no more; those of other namespaces can't be judged from here."""
    here = _namespace()
    with contextlib.suppress(OSError):
        for folder in list(home.iterdir()):
            told = _NAME.fullmatch(folder.name)
            if told and told[1] == here and _start(told[2]) != told[3]:
                _remove(folder)


def _own_name() -> str:
    process = str(os.getpid())
    return f"autograder-{_namespace()}-{process}-{_start(process)}"


def _namespace() -> str:
    return str(Path("/proc/self/ns/pid").stat().st_ino)


def _start(process: str) -> str:
    """When a process began, in ticks since the machine did; empty where there is none."""
    try:
        text = Path("/proc", process, "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[19]


def _write(path: Path, value: int) -> None:
    path.write_text(str(value), encoding="ascii")


def _remove(folder: Path) -> None:
    """A group is removed once it is empty; who was killed takes a moment to end."""
    deadline = time.monotonic() + _END_S
    while True:
        _kill(folder)
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError:
            if time.monotonic() > deadline:
                return  # the next run tries again
            time.sleep(0.005)
        else:
            return


def _kill(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for process in map(int, (folder / "cgroup.procs").read_text(encoding="ascii").split()):
            # 0 is a process that can't be seen from here; as a number for kill it would be our own group.
            if process > 0:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(process, signal.SIGKILL)
