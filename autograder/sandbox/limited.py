"""One job in an ordinary process with a time limit: for code one trusts, and the only way off Linux.

Threads read the pipes, because Windows can't wait for several at once.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from autograder.errors import GraderFault
from autograder.protocol.jobs import Job, encode_job
from autograder.sandbox.bubblewrap import ENVIRONMENT, environment
from autograder.sandbox.collect import Ended, Messages, Output
from autograder.sandbox.gpu import Gpu

_WARM_UP_S = 120.0
_CLOSING_S = 2.0
_CHUNK = 1 << 16
# What interpreters need to start on Windows, and where libraries of modules and conda are found.
_PASSED_ON = (
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PATH", "PATHEXT", "COMSPEC", "NUMBER_OF_PROCESSORS",
    "PROCESSOR_ARCHITECTURE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
)  # fmt: skip


def run_limited(job: Job, guest: Path, messages: Messages, output: Output, gpu: Gpu | None = None) -> Ended:
    """Run one job to its end or its limit, and end everything it started as far as the system allows."""
    with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as folder:
        process = _start(guest, folder, gpu)
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise GraderFault("the limited process has no pipes")
        started = threading.Event()

        def take(data: bytes) -> None:
            messages.feed(data)
            if messages.started or messages.error:
                started.set()

        waiter = _Waiter(process)
        # Writing may block where the guest never reads, so it has a thread of its own too.
        payload = encode_job(job)
        threads = [
            _thread(_write, process.stdin, len(payload).to_bytes(4, "big") + payload),
            _thread(_read, process.stdout, take, started.set),
            _thread(_read, process.stderr, output.feed),
        ]
        try:
            began = time.monotonic()
            started.wait(_WARM_UP_S)
            began = time.monotonic() if messages.started else began
            timed_out = not waiter.ended.wait(job.limits.wall_s if messages.started else 0.5)
        finally:
            _kill(process)
        waiter.ended.wait(_CLOSING_S)
        wall_s = time.monotonic() - began
        for thread in threads:
            thread.join(_CLOSING_S)
        for pipe in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(OSError):
                pipe.close()
    if not messages.started and not messages.error:
        raise GraderFault(f"the limited process did not start: {output.text.strip()[-300:] or 'no message'}")
    return Ended(waiter.code, timed_out, wall_s, waiter.cpu_s, waiter.peak_rss_mb)


def _start(guest: Path, folder: str, gpu: Gpu | None) -> subprocess.Popen[bytes]:
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "TEMP", "TMP", "TMPDIR"), folder)
    path = passed.get("PATH", ENVIRONMENT["PATH"])
    # Windows: no console window, and a group of its own.
    flags = 0x08000200 if sys.platform == "win32" else 0
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-u", str(guest / "__main__.py"), "single"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=passed | environment(gpu) | homes | {"PATH": path},
        bufsize=0,
        creationflags=flags,
        start_new_session=sys.platform != "win32",
    )


class _Waiter:
    """Waits for the process in a thread, with its resource usage where the system gives it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.ended = threading.Event()
        self.code = 0
        self.cpu_s = 0.0
        self.peak_rss_mb = 0.0
        self._process = process
        _thread(self._wait)

    def _wait(self) -> None:
        try:
            if sys.platform == "win32" or not _usage_is_known():
                self.code = self._process.wait()
            else:
                _, status, usage = os.wait4(self._process.pid, 0)
                self.code = self._process.returncode = os.waitstatus_to_exitcode(status)
                self.cpu_s = usage.ru_utime + usage.ru_stime
                self.peak_rss_mb = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        finally:
            self.ended.set()


def _usage_is_known() -> bool:
    """``os.wait4`` needs the module behind the scenes."""
    try:
        importlib.import_module("resource")
    except ImportError:
        return False
    return True


def _thread(target: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=target, args=arguments, daemon=True)
    thread.start()
    return thread


def _write(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):
        rest = memoryview(data)
        while rest:
            rest = rest[pipe.write(rest) or 0 :]
        pipe.close()


def _read(pipe: IO[bytes], take: Callable[[bytes], None], at_end: Callable[[], None] | None = None) -> None:
    with contextlib.suppress(OSError, ValueError):
        while data := pipe.read(_CHUNK):
            take(data)
    if at_end:
        at_end()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The process and, where the system knows them, those it started."""
    if sys.platform == "win32":
        killer = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(killer, check=False, capture_output=True)
        with contextlib.suppress(OSError):
            process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
