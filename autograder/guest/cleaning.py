"""After a job: ends everything it left in the sandbox and proves that nothing is left. For the zygote only."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from pathlib import Path

_SCRATCH_MODE = 0o1777
_WIPE_AT_MOST = 5_000  # entries; replacing the slot is faster than wiping more
_REAP_FOR_S = 2.0


def clean_namespaces(scratch: tuple[Path, ...]) -> str:
    """Kill every other process and remove every file; return what could not be cleaned, or nothing."""
    try:
        if not _kill_all():
            return "a process could not be killed"
        for folder in scratch:
            if not _wipe(folder):
                return f"{folder} could not be emptied"
        for kind in ("msg", "sem", "shm"):
            if len(Path("/proc/sysvipc", kind).read_text(encoding="ascii").splitlines()) > 1:
                return f"System V {kind} left behind"
    except (OSError, RecursionError) as error:
        return f"{type(error).__name__} while cleaning"
    return ""


def clean_shared(scratch: Path) -> str:
    """Reap what was killed and empty the folder, on a machine that is shared with others; return as above."""
    try:
        if not _reaped():
            return "a process could not be killed"
        _empty(scratch)
    except OSError as error:
        return f"{type(error).__name__} while cleaning"
    return ""


def _kill_all() -> bool:
    """Everything in the sandbox but process 1, which is us; True when we are alone."""
    deadline = time.monotonic() + _REAP_FOR_S
    while time.monotonic() < deadline:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return [entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit()] == ["1"]
        signal.sigtimedwait({signal.SIGCHLD}, 0.05)
    return False


def _reaped() -> bool:
    """Orphans come to us, so without children nothing of the job is left."""
    deadline = time.monotonic() + _REAP_FOR_S
    while time.monotonic() < deadline:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return True
        signal.sigtimedwait({signal.SIGCHLD}, 0.05)
    return False


def _wipe(folder: Path) -> bool:
    if folder.stat().st_mode & 0o7777 != _SCRATCH_MODE:
        folder.chmod(_SCRATCH_MODE)
    if os.listxattr(folder):
        return False
    entries = list(folder.iterdir())
    if not entries:
        return True
    count = 0
    for _, folders, files in os.walk(folder):
        count += len(folders) + len(files)
        if count > _WIPE_AT_MOST:
            return False
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    return not any(folder.iterdir())


def _empty(folder: Path) -> None:
    """Remove all that is in it. Folders inside folders are moved up first: a tree may be deeper than any path."""
    token, number = os.urandom(8).hex(), 0
    while entries := list(folder.iterdir()):
        for entry in entries:
            if not _is_folder(entry):
                entry.unlink()
                continue
            entry.chmod(0o700)
            for inner in list(entry.iterdir()):
                if _is_folder(inner):
                    inner.chmod(0o700)
                    number += 1
                    inner.rename(folder / f"{token}-{number}")
                else:
                    inner.unlink()
            entry.rmdir()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
