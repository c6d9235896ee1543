"""The host's side of the sandbox: one warm zygote inside its walls, kept between jobs."""

from __future__ import annotations

import array
import contextlib
import os
import selectors
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import Annotated

import msgspec

from autograder.errors import SandboxUnavailable
from autograder.protocol.jobs import Job, encode_job
from autograder.sandbox.collect import Ended, Messages, Output
from autograder.sandbox.group import Group, Home
from autograder.sandbox.launch import Walls

_START_S = 180.0
_GRACE_S = 5.0
"""What process 1 may take on top of a job's time to end and clean it, before the whole slot is replaced."""
_STRETCH = 3.0
"""So far process 1 stretches a job's time on a busy machine: ``MOST`` of ``guest/waiting.py``."""
_CHUNK = 1 << 18
_LOOK_S = 0.2
"""So often a job's group is looked at: version 1 kills one process of it and leaves the others."""


class SlotDied(Exception):
    """Process 1 ended or stopped answering: a fault of ours, or of this machine."""


class _Ready(msgspec.Struct, frozen=True):
    error: str | None


class _Report(msgspec.Struct, frozen=True):
    status: int
    timed_out: bool
    full: bool
    wall_s: float
    cpu_s: float
    peak_rss_kb: int
    dirt: Annotated[str, msgspec.Meta(max_length=1000)]
    """What could not be cleaned; empty where the slot is proved clean."""


class WarmSandbox:
    """Started by ``start``; after a job that left dirt it is closed, and ``alive`` is false."""

    def __init__(self, walls: Walls, frameworks: tuple[str, ...], homes: Sequence[Home] = ()) -> None:
        """``homes``: where each job gets a control group; none where rlimits are all there is."""
        self._walls = walls
        self._homes = homes
        self._frameworks = frameworks
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._errors = -1

    @property
    def alive(self) -> bool:
        """Whether a clean zygote waits for a job."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the zygote and wait until the frameworks are imported."""
        self.close()
        self._errors = os.memfd_create("errors")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, contextlib.ExitStack() as stack:
            launch = self._walls.launch(theirs.fileno(), self._frameworks, stack)
            self._control = ours
            self._process = subprocess.Popen(
                launch.line,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env=launch.environment,
                pass_fds=launch.descriptors,
                start_new_session=True,
            )
        ours.settimeout(_START_S)
        try:
            ready = msgspec.json.decode(ours.recv(1 << 16), type=_Ready)
        except (OSError, msgspec.DecodeError) as error:
            raise SlotDied(self._last_words()) from error
        if ready.error:
            raise SandboxUnavailable(f"the sandbox can't import what it needs: {ready.error}; install it")

    def close(self) -> None:
        """End the sandbox with everything in it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(self._walls.patience_s)
            self._process.kill()  # bubblewrap dies with it, and process 1 with bubblewrap
            self._process.wait()
            self._process = None
        self._walls.clear()
        if self._errors >= 0:
            os.close(self._errors)
            self._errors = -1

    def run(self, job: Job, messages: Messages, output: Output) -> Ended:
        """Run one job in a fork of the zygote; ``SlotDied`` where process 1 did not survive it."""
        if self._control is None:
            raise SlotDied("not started")
        began = time.monotonic()
        with contextlib.ExitStack() as stack:
            group = stack.enter_context(Group(self._homes, job.limits))
            message_pipe, output_pipe = self._send(self._control, job, group, stack)
            report = self._drain(
                self._control,
                {message_pipe: messages.feed, output_pipe: output.feed},
                began + _STRETCH * job.limits.wall_s + _GRACE_S,
                group,
            )
            memory_full = group.ran_out()
        if report is None:
            self.close()
            return Ended(
                -9, timed_out=True, wall_s=time.monotonic() - began, cpu_s=0.0, peak_rss_mb=0.0,
                memory_full=memory_full,
            )  # fmt: skip
        if report.dirt:
            self.close()
        return Ended(
            os.waitstatus_to_exitcode(report.status),
            report.timed_out,
            report.wall_s,
            report.cpu_s,
            report.peak_rss_kb / 1024,
            scratch_full=report.full,
            memory_full=memory_full,
        )

    def _send(
        self, control: socket.socket, job: Job, group: Group, stack: contextlib.ExitStack
    ) -> tuple[int, int]:
        """Hand the zygote the job, the writing ends of two pipes and the group's entrances; return the reading ends."""
        payload = os.memfd_create("job")
        stack.callback(os.close, payload)
        with open(payload, "wb", closefd=False) as file:
            file.write(encode_job(job))
        handed = [payload]
        kept = []
        for _ in range(2):
            read, write = os.pipe()
            stack.callback(os.close, read)
            os.set_blocking(read, False)
            handed.append(write)
            kept.append(read)
        try:
            every = array.array("i", [*handed, *group.entrances])
            rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, every)
            control.sendmsg([msgspec.json.encode(job.limits)], [rights])
        except OSError as error:
            raise SlotDied(self._last_words()) from error
        finally:
            for write in handed[1:]:
                os.close(write)
        return kept[0], kept[1]

    def _drain(
        self,
        control: socket.socket,
        pipes: dict[int, Callable[[bytes], None]],
        deadline: float,
        group: Group,
    ) -> _Report | None:
        """Read everything until the zygote reports and both pipes end; None where it doesn't in time."""
        report: _Report | None = None
        with selectors.DefaultSelector() as selector:
            selector.register(control, selectors.EVENT_READ)
            for pipe, take in pipes.items():
                selector.register(pipe, selectors.EVENT_READ, take)
            while selector.get_map():
                left = deadline - time.monotonic()
                # Whoever still holds a pipe after a report of dirt could not be killed: don't wait for them.
                patience = min(left, _LOOK_S) if self._homes else left
                ready = selector.select(max(patience, 0) if report is None else 0.2)
                if not ready and (report is not None or left <= 0):
                    break
                if report is None and group.ran_out():
                    group.end()
                for key, _ in ready:
                    if key.data is None:
                        report = self._report(control)
                        selector.unregister(control)
                    elif data := os.read(key.fd, _CHUNK):
                        key.data(data)
                    else:
                        selector.unregister(key.fd)
                if left <= 0 and report is None:
                    break
        return report

    def _report(self, control: socket.socket) -> _Report:
        try:
            return msgspec.json.decode(control.recv(1 << 16), type=_Report)
        except (OSError, msgspec.DecodeError) as error:
            raise SlotDied(self._last_words()) from error

    def _last_words(self) -> str:
        """The last line that bubblewrap or the zygote wrote."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(1.0)
        text = (
            os.pread(self._errors, 1 << 20, 0).decode("utf-8", "replace").strip() if self._errors >= 0 else ""
        )
        return text.splitlines()[-1] if text else "it ended without a word"
