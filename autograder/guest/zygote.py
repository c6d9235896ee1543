"""First process of the sandbox: imports the frameworks once and forks one child per job. POSIX only.

It never reads a job. The host passes descriptors with each request: the job, where messages go, where output goes, and
the entrances of its control groups. Only the child touches them, so that no submission is left in the memory from which
the next one is forked, and what a child writes can't be taken for the zygote's word. After each job everything else in
the sandbox is killed and its files are removed; the report says whether that was proved.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import random
import resource
import select
import signal
import site
import socket
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TextIO

from .quarters import Namespaces, Quarters
from .single import FAULT_STATUS, answer, warm_up
from .waiting import Spent

_CONTROL = 3
_SET_DUMPABLE = 4
_MEGABYTE = 1 << 20
_CORES = 4
_MOST_DESCRIPTORS = 8
_FILES, _FILES_ON_GPU = 256, 1024
_LIMITS = tuple(name for name in dir(resource) if name.startswith("RLIMIT_"))


@dataclass(frozen=True)
class _Ended:
    status: int
    """As ``os.wait4`` gives it."""
    timed_out: bool
    full: bool
    """It wrote more than its share."""
    wall_s: float
    cpu_s: float
    """Of the child and of what it left behind."""
    peak_rss_kb: int


def main(arguments: list[str]) -> None:
    """``zygote DESCRIPTOR FRAMEWORKS FOLDER…``, as process 1."""
    descriptor, frameworks, *folders = arguments
    serve(int(descriptor), frameworks, folders, Namespaces())


def serve(descriptor: int, frameworks: str, folders: list[str], quarters: Quarters) -> None:
    """Serve jobs in these quarters until the host closes the connection."""
    os.dup2(descriptor, _CONTROL, inheritable=False)
    os.closerange(_CONTROL + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    sys.path[:] = [entry for entry in sys.path if Path(entry).is_dir()] + folders
    _add_interactive_names()
    _stay_on_few_cores()
    # Process 1 is spared every signal from inside that has no handler; Python's own for SIGINT would be one.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    _set_dumpable(dumpable=False)
    with socket.socket(fileno=_CONTROL) as host:
        try:
            warm_up(["numpy", *filter(None, frameworks.split(","))])
        except ImportError as error:
            host.send(json.dumps({"error": str(error)}).encode())
            return
        importlib.import_module("guest.work")
        quarters.settle()
        gc.collect()
        gc.freeze()
        host.send(json.dumps({"error": None}).encode())
        _serve(host, quarters)


def _add_interactive_names() -> None:
    """``exit``, ``quit``, ``help``: ``-S`` keeps .pth files from running, but scripts do call these."""
    site.setquit()
    site.setcopyright()
    site.sethelper()


def _set_dumpable(*, dumpable: bool) -> None:
    """Without it the forked child may write our memory through /proc/1/mem."""
    if ctypes.CDLL(None, use_errno=True).prctl(_SET_DUMPABLE, int(dumpable), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "PR_SET_DUMPABLE refused")


def _serve(host: socket.socket, quarters: Quarters) -> None:
    limits_before = _own_limits()
    while True:
        data, descriptors, _, _ = socket.recv_fds(host, 1 << 16, _MOST_DESCRIPTORS)
        if not data:
            return
        request = json.loads(data)
        started = time.monotonic()
        processes = quarters.processes(request["processes"])
        child = os.fork()
        if child == 0:
            _child(host, request | {"processes": processes}, quarters, *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        ended = _Watch(host, quarters, child).wait(started, request["wall_s"])
        dirt = quarters.clean() or ("limits of process 1 changed" if _own_limits() != limits_before else "")
        host.send(
            json.dumps(
                {
                    "status": ended.status,
                    "timed_out": ended.timed_out,
                    "full": ended.full,
                    "wall_s": ended.wall_s,
                    "cpu_s": ended.cpu_s,
                    "peak_rss_kb": ended.peak_rss_kb,
                    "dirt": dirt,
                }
            ).encode()
        )


# ---- the child ---------------------------------------------------------------------------------------------


def _child(
    host: socket.socket,
    request: dict[str, Any],
    quarters: Quarters,
    job: int,
    messages: int,
    output: int,
    *entrances: int,
) -> NoReturn:
    try:
        for entrance in entrances:
            os.write(entrance, b"0")  # whoever writes it
        size = os.fstat(job).st_size
        payload = os.pread(job, size, 0)
        messages = _only_descriptors(host, messages, output)
        _limit(request)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, set())
        quarters.enter()
        answer(payload, messages)
    except BaseException:  # noqa: BLE001 - as above: this process ends here
        traceback.print_exc()
    os._exit(FAULT_STATUS)


def _only_descriptors(host: socket.socket, messages: int, output: int) -> int:
    """Leave the child standard input (empty), output and error (one pipe), and 3 for messages.

    0 to 3 are taken in process 1, so what was received lies above them.
    """
    host.detach()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(messages, _CONTROL, inheritable=False)
    os.closerange(_CONTROL + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    # By lines: what a killed child has printed so far is still worth showing.
    sys.stdout = _printer(1)
    sys.stderr = _printer(2)
    return _CONTROL


def _printer(descriptor: int) -> TextIO:
    return os.fdopen(descriptor, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)


def _limit(request: dict[str, Any]) -> None:
    """Set the job's limits, hard ones, and let the kernel pick this process first when memory is short."""
    _set_dumpable(dumpable=True)
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    _set_dumpable(dumpable=False)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    warm = pages * resource.getpagesize()
    memory = warm + request["memory_mb"] * _MEGABYTE
    # CUDA reserves more addresses than any machine has memory; of private memory it takes what it uses.
    bounded = resource.RLIMIT_DATA if request["gpu_mb"] else resource.RLIMIT_AS
    files = _FILES_ON_GPU if request["gpu_mb"] else _FILES
    file = request["file_mb"] * _MEGABYTE
    for limit, soft, hard in (
        (bounded, memory, memory),
        (resource.RLIMIT_NPROC, request["processes"], request["processes"]),
        (resource.RLIMIT_NOFILE, files, files),
        (resource.RLIMIT_FSIZE, file, file),
        (resource.RLIMIT_CPU, request["cpu_s"], request["cpu_s"] + 1),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(limit, (soft, hard))


# ---- after the job -----------------------------------------------------------------------------------------


class _Watch:
    """Over one job, from its fork until its first process is reaped."""

    def __init__(self, host: socket.socket, quarters: Quarters, child: int) -> None:
        self._host, self._quarters, self._child = host, quarters, child
        self._spent = Spent(child)
        self._timed_out = self._full = False

    def wait(self, started: float, wall_s: float) -> _Ended:
        """Wait for the job or the end of its time, reaping what it orphans; then kill everything it left."""
        cpu_s = 0.0
        while True:
            # Looked at first: as long as it isn't reaped, its number is nobody else's.
            seen = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if seen is not None:
                if seen.si_pid == self._child:
                    self._quarters.end(self._child)
                process, status, usage = os.wait4(seen.si_pid, 0)
                cpu_s += usage.ru_utime + usage.ru_stime
                if process == self._child:
                    wall = time.monotonic() - started
                    return _Ended(status, self._timed_out, self._full, wall, cpu_s, usage.ru_maxrss)
            else:
                self._look(wall_s - self._spent.seconds())

    def _look(self, left: float) -> None:
        """End the job where it must end; else wait until something may have changed."""
        self._timed_out = self._timed_out or left <= 0
        self._full = self._full or self._quarters.full()
        if self._timed_out or self._full or self._deserted():
            self._quarters.end(self._child)
        signal.sigtimedwait({signal.SIGCHLD}, min(max(left, 0.05), self._quarters.tick_s))

    def _deserted(self) -> bool:
        """The host has closed the connection, or ended."""
        readable, _, _ = select.select([self._host], [], [], 0)
        return bool(readable) and not self._host.recv(1, socket.MSG_PEEK)


def _stay_on_few_cores() -> None:
    """A data pipeline starts a thread per core that it sees; on a large machine that alone breaks the limits."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, random.sample(cores, min(_CORES, len(cores))))


def _own_limits() -> list[tuple[int, int]]:
    """A child may lower the limits of any process of its user."""
    return [resource.getrlimit(getattr(resource, name)) for name in _LIMITS]
