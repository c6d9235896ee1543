"""What the zygote does differently where it is process 1 of its own namespaces: it ends and cleans all there is."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Protocol

from .cleaning import clean_namespaces

_SCRATCH = (Path("/tmp"), Path("/dev/shm"))  # noqa: S108 - the sandbox's own, private and empty


class Quarters(Protocol):
    """Where the jobs live."""

    tick_s: float
    """How often ``full`` and the host are looked after while a job runs."""

    def settle(self) -> None:
        """Once, when everything is imported."""

    def processes(self, wanted: int) -> int:
        """Limit of processes under which a job may have so many."""

    def enter(self) -> None:
        """In the job's process, after its limits: nothing but the student's code comes after."""

    def full(self) -> bool:
        """Whether the running job wrote more than its share."""

    def end(self, child: int) -> None:
        """Kill the job, whose first process is not reaped yet."""

    def clean(self) -> str:
        """After the job; return what could not be cleaned."""


class Namespaces:
    """Mounts bound the scratch, and what is in these namespaces is the job's."""

    tick_s = 3600.0

    def settle(self) -> None:
        """Bubblewrap has made everything."""

    def processes(self, wanted: int) -> int:
        """Counted for this namespace alone."""
        return wanted

    def enter(self) -> None:
        """The walls stand around all of us."""
        os.chdir(_SCRATCH[0])

    def full(self) -> bool:
        """The mount is as large as it is."""
        return False

    def end(self, child: int) -> None:
        """The others are killed when it is reaped."""
        os.kill(child, signal.SIGKILL)

    def clean(self) -> str:
        """Nobody else is here."""
        return clean_namespaces(_SCRATCH)
