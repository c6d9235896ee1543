"""A place where one job after the other runs, and the verdict on how each ended."""

from __future__ import annotations

import compileall
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from autograder.errors import GraderFault, SandboxUnavailable
from autograder.protocol.jobs import Job, Limits
from autograder.protocol.messages import Message
from autograder.protocol.replies import FaultMessage, NoDeviceMessage
from autograder.sandbox.cgroups import memory_limit
from autograder.sandbox.collect import Ended, Messages, Output
from autograder.sandbox.gpu import Gpu
from autograder.sandbox.limited import run_limited
from autograder.sandbox.mounts import SCRATCH_BYTES
from autograder.sandbox.tiers import GUEST_FOLDER, Tier, probe
from autograder.sandbox.warm import SlotDied, WarmSandbox

End = Literal[
    "done", "timed_out", "out_of_memory", "blocked", "crashed", "protocol", "fault", "missing", "no_device"
]  # fmt: skip

# What C and C++ libraries say before they abort for want of memory.
_MEMORY_WORDS = (b"bad_alloc", b"Cannot allocate memory", b"ut of memory", b"Resource exhausted")
_NEARLY_ALL = 0.8
_SIGSYS, _SIGXCPU, _SIGKILL, _SIGABRT, _SIGSEGV = 31, 24, 9, 6, 11  # Linux; Windows' signal module lacks some


@dataclass(frozen=True)
class Outcome:
    """What one job said, and how it ended."""

    messages: tuple[Message, ...]
    """Decoded and checked; whatever arrived before the end."""
    ended: End
    """``crashed``: died before its last message; ``blocked``: killed for a forbidden system call; ``fault``: our driver
    raised; ``protocol``: sent rubbish; ``missing``, ``no_device``: not run, for want of a package, of a GPU."""
    detail: str
    """One line: the signal, the limit, the package, what was wrong, why there is no GPU (``Lacking``)."""
    stdout: str
    """Standard output and error, the head of it."""
    stdout_truncated: bool
    wall_s: float
    cpu_s: float
    """0.0 where the system doesn't say."""
    peak_rss_mb: float
    """The warm interpreter's own memory included; 0.0 where the system doesn't say."""


class Slot:
    """Runs jobs one by one, from one thread. Started at the first job, replaced when not proved clean."""

    def __init__(self, tier: Tier, warm: WarmSandbox | None, guest: Path, gpu: Gpu | None = None) -> None:
        """``gpu``: the one that a limited process is lent; a sandbox has it within its walls."""
        self.tier = tier
        self._warm = warm
        self._guest = guest
        self._gpu = gpu

    def start(self) -> None:
        """Import the frameworks now instead of with the first job."""
        if self._warm and not self._warm.alive:
            try:
                self._warm.start()
            except SlotDied as error:
                self.close()
                raise GraderFault(f"the sandbox did not start: {error}") from error

    def run(self, job: Job) -> Outcome:
        """Run one job; ``GraderFault`` where the sandbox itself fails, and fails again in a fresh one."""
        fault = ""
        for _ in range(2):
            messages, output = Messages(), Output(job.limits.output_bytes)
            try:
                self.start()
                ended = (
                    self._warm.run(job, messages, output)
                    if self._warm
                    else run_limited(job, self._guest, messages, output, self._gpu)
                )
            except SlotDied as error:
                fault = f"the sandbox died: {error}"
            else:
                if messages.started or messages.error:
                    return _outcome(ended, messages, output, job.limits)
                fault = (
                    output.text.strip().rpartition("\n")[2] or f"exit code {ended.code} before the first line"
                )
            self.close()
        raise GraderFault(f"{job.name}: {fault}")

    def close(self) -> None:
        """End the sandbox. The slot can be used again: it starts anew."""
        if self._warm:
            self._warm.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_slot(
    frameworks: tuple[str, ...], *, unsafe: bool = False, guest: Path = GUEST_FOLDER, gpu: Gpu | None = None
) -> Slot:
    """Make a slot with the frameworks imported warm: none but NumPy, or ``("tensorflow",)``, ``("torch",)``.

    Args:
        frameworks: What the zygote imports once. A limited process imports what its job needs.
        unsafe: A limited process instead of a sandbox, for code one trusts.
        guest: The folder that runs inside.
        gpu: Lent to student code.

    Raises:
        SandboxUnavailable: No tier isolates here, and ``unsafe`` was not asked for.
    """
    if not sys.dont_write_bytecode:
        # The guest's folder is read-only inside, so a checkout would be compiled anew in every interpreter.
        compileall.compile_dir(guest, quiet=2)
    if unsafe:
        return Slot("limited-process", None, guest, gpu)
    found = probe()
    walls = found.walls(guest, gpu)
    if walls is None:
        raise SandboxUnavailable(f"student code can't be isolated on this machine: {found.reason}")
    return Slot(found.tier, WarmSandbox(walls, frameworks, memory_limit().homes), guest)


def _outcome(ended: Ended, messages: Messages, output: Output, limits: Limits) -> Outcome:
    how, detail = _verdict(ended, messages, output, limits)
    return Outcome(
        messages=tuple(messages.decoded),
        ended=how,
        detail=detail,
        stdout=output.text,
        stdout_truncated=output.truncated,
        wall_s=ended.wall_s,
        cpu_s=ended.cpu_s,
        peak_rss_mb=ended.peak_rss_mb,
    )


def _verdict(ended: Ended, messages: Messages, output: Output, limits: Limits) -> tuple[End, str]:
    """The cause, most certain first: what the host saw, what the kernel says, what the words suggest."""
    faults = [one.kind for one in messages.decoded if isinstance(one, FaultMessage)]
    lacking = [f"{one.why}:{one.what}" for one in messages.decoded if isinstance(one, NoDeviceMessage)]
    cpu_ran_out = ended.code == -_SIGXCPU or (ended.code == -_SIGKILL and ended.cpu_s >= limits.cpu_s)
    causes: tuple[tuple[bool, End, str], ...] = (
        (bool(lacking), "no_device", ", ".join(lacking)),
        (messages.done and ended.code == 0, "done", ""),
        (ended.memory_full, "out_of_memory", f"more than {limits.memory_mb} MB, all processes together"),
        (bool(messages.error), "protocol", messages.error),
        (bool(faults), "fault", f"the driver stopped with {', '.join(faults)}"),
        (ended.timed_out, "timed_out", f"no end after {limits.wall_s:g} s"),
        (ended.scratch_full, "crashed", f"more than {SCRATCH_BYTES >> 20} MB of files"),
        (cpu_ran_out, "timed_out", f"more than {limits.cpu_s} s of CPU time"),
        (ended.code == -_SIGSYS, "blocked", "a forbidden system call"),
        (_memory_ran_out(ended, output, limits), "out_of_memory", f"more than {limits.memory_mb} MB"),
        (ended.code < 0, "crashed", f"ended by signal {-ended.code}"),
    )
    for holds, end, detail in causes:
        if holds:
            return end, detail
    return "crashed", f"exit code {ended.code} before everything was tried"


def _memory_ran_out(ended: Ended, output: Output, limits: Limits) -> bool:
    """An abort that says so, or a kill near the limit. A MemoryError is an exception like others."""
    if ended.code in {-_SIGABRT, -_SIGSEGV} and any(words in output.tail for words in _MEMORY_WORDS):
        return True
    return ended.code == -_SIGKILL and ended.peak_rss_mb >= _NEARLY_ALL * limits.memory_mb
