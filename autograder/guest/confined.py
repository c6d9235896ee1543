"""The zygote without namespaces: Landlock and a filter of system calls around each job. Linux only.

The machine is shared with everybody, so the job gets a session of its own that none of its processes may leave (the
filter refuses it), and is ended as one group, all at once. The zygote takes in its orphans: when it has no children
left, nothing of the job is left.
"""

from __future__ import annotations

import ctypes
import json
import os
import runpy
import signal
import struct
import sys
from pathlib import Path
from typing import Any

from .cleaning import clean_shared
from .landlock import CHANGE, NAMES, READ, SCRATCH, USE, Rule, known_version, no_new_privileges, restrict
from .zygote import serve

_SUBREAPER, _SECCOMP, _DEATH_SIGNAL = 36, 22, 1
_FILTER_MODE = 2
_INSTRUCTION = "=HBBI"
_DEVICES = tuple(f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom"))
_MACHINE = ("/proc/cpuinfo", "/proc/meminfo", "/proc/stat")
_OWN = tuple(
    f"/proc/self/{name}"
    for name in (
        "cmdline", "environ", "fd", "fdinfo", "io", "limits", "maps", "mem", "schedstat", "stat", "statm", "status",
    )
)  # fmt: skip
"""The job's first process; not its view of the network and of mounts, which are the machine's."""


def main(arguments: list[str]) -> None:
    """``confined SETTINGS serve CONTROL FRAMEWORKS`` or ``… run PROGRAM ARGUMENT…``; the settings are JSON."""
    settings, mode, first, *rest = arguments
    told = json.loads(os.pread(int(settings), 1 << 24, 0))
    os.close(int(settings))
    quarters = Confined(told)
    if mode == "serve":
        serve(int(first), rest[0], told["packages"], quarters)
        quarters.clean()
        os._exit(0)
    quarters.settle()
    quarters.enter()
    sys.path[:] = [*sys.path, *told["packages"]]
    sys.argv = [first, *rest]
    runpy.run_path(first, run_name="__main__")


class Confined:
    """Walls made by the process itself, once and for good."""

    tick_s = 0.2

    def __init__(self, settings: dict[str, Any]) -> None:
        self._abi = min(known_version(), int(settings["abi"]))
        if self._abi < 1:
            raise OSError("this kernel has none, or it is switched off")
        self._scratch = Path(settings["scratch"])
        self._most = int(settings["scratch_bytes"])
        self._filter = bytes.fromhex(settings["filter"])
        self._own_process = int(settings["own_process"])
        self._roots: list[str] = settings["roots"]
        """All that can be read lies in these."""
        self._read: list[str] = settings["read"]
        self._names: list[str] = settings["names"]
        """Folders with something hidden in them: what else is in them stands in ``_read``."""

    def settle(self) -> None:
        """Wall in the zygote: files of ours are hidden here, other processes only in ``enter``."""
        _control(_SUBREAPER, 1)
        clean_shared(self._scratch)
        files = [(path, READ) for path in self._read] + [(path, NAMES) for path in self._names]
        restrict([*files, *self._everywhere(), ("/proc", CHANGE)], self._abi)

    def _everywhere(self) -> list[Rule]:
        return [(str(self._scratch), SCRATCH), *((device, USE) for device in _DEVICES)]

    def processes(self, wanted: int) -> int:
        """The kernel counts all of this user's."""
        return wanted + _threads_of(os.getuid())

    def enter(self) -> None:
        """Leave the others' session, and close the door."""
        os.setsid()
        _control(_DEATH_SIGNAL, signal.SIGKILL)
        os.chdir(self._scratch)
        files = [(root, READ) for root in self._roots] + [(place, READ) for place in (*_MACHINE, *_OWN)]
        restrict([*files, *self._everywhere()], self._abi)
        self._filter_calls()

    def _filter_calls(self) -> None:
        """Install the filter, which knows by its number which process may be sent signals."""
        size = struct.calcsize(_INSTRUCTION)
        code = bytearray(self._filter)
        for place in range(0, len(code), size):
            operation, yes, no, value = struct.unpack_from(_INSTRUCTION, code, place)
            if value == self._own_process:
                struct.pack_into(_INSTRUCTION, code, place, operation, yes, no, os.getpid())
        kept = ctypes.create_string_buffer(bytes(code), len(code))
        program = _Program(len(code) // size, ctypes.addressof(kept))
        no_new_privileges(ctypes.CDLL(None, use_errno=True))
        _control(_SECCOMP, _FILTER_MODE, ctypes.addressof(program))

    def full(self) -> bool:
        """No mount bounds the scratch. What can't be looked into counts as full."""
        left = self._most
        folders = [str(self._scratch)]
        while folders:
            try:
                with os.scandir(folders.pop()) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            folders.append(entry.path)
                        else:
                            left -= entry.stat(follow_symlinks=False).st_blocks * 512
            except FileNotFoundError:
                continue
            except OSError:
                return True
            if left < 0:
                return True
        return False

    def end(self, child: int) -> None:
        """Kill the whole session; its number is surely its own, for its leader isn't reaped yet."""
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            os.kill(child, signal.SIGKILL)  # not yet the leader of its own

    def clean(self) -> str:
        """Everything else on this machine is somebody else's."""
        return clean_shared(self._scratch)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def _control(*arguments: int) -> None:
    numbers = [ctypes.c_ulong(number) for number in (*arguments, 0, 0, 0, 0)[:5]]
    if ctypes.CDLL(None, use_errno=True).prctl(*numbers) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {arguments[0]} refused")


def _threads_of(user: int) -> int:
    count = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                status = Path(entry.path, "status").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
            if fields["Uid"].split()[0] == str(user):
                count += int(fields["Threads"])
    return count
