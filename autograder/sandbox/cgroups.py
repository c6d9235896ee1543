"""Which control groups of this machine are ours to divide: version 2, else version 1, else none.

A group belongs to whoever manages it, and only with his leave may others make groups in it (systemd: "single writer").
The leave is seen: we aren't root and may write there all the same; or systemd marked it (``Delegate=yes``); or it is
the root of a container's own view. Where it can't be seen, the administrator names a group in ``AUTOGRADER_CGROUP``.
Root may write everywhere, so that it can says nothing.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from autograder.sandbox.group import Home, sweep

NAMED = "AUTOGRADER_CGROUP"
"""Path of a group as ``/proc/self/cgroup`` would write it; it must hold no process."""
_LEAF = "autograder"
"""Where our own processes go: a group whose children are limited may hold none itself (version 2)."""
_ROUNDS = 20
_MARKS = ("trusted.delegate", "user.delegate")
_PROC = Path("/proc/self")

How = Literal["cgroup v2", "cgroup v1", "rlimits"]
MEMORY_PROMISES: dict[How, str] = {
    "cgroup v2": "all processes of a submission together have one limit, and are ended together",
    "cgroup v1": "all processes of a submission together have one limit, and are ended together within a moment",
    "rlimits": "each process of a submission has its limit; many together may take more",
}
"""In one line each, for who grades."""


@dataclass(frozen=True)
class MemoryLimit:
    """How the memory of a job is bounded here."""

    name: How
    reason: str
    """One line: where, or why not by a group."""
    homes: tuple[Home, ...] = ()
    """Where the groups of jobs are made, the one for memory first; none for rlimits alone."""


@functools.cache
def memory_limit() -> MemoryLimit:
    """Find it once per process of ours; groups that dead ones left are removed."""
    if not sys.platform.startswith("linux"):
        return MemoryLimit("rlimits", "control groups need Linux")
    found = find(_PROC, os.environ.get(NAMED, ""), root=os.geteuid() == 0)
    for home in found.homes:
        sweep(home.folder)
    return found


def limit_in(tier: str) -> How | Literal[""]:
    """Return what bounds memory in a tier of the sandbox, for the record; nothing where nothing was run in one."""
    return "" if tier in {"", "limited-process"} else memory_limit().name


def find(proc: Path, named: str, *, root: bool) -> MemoryLimit:
    """Return the strongest limit that ``mountinfo`` and ``cgroup`` in ``proc`` lead to.

    Args:
        proc: Our own process as ``/proc`` shows it.
        named: A group that was named for us, or nothing.
        root: Whether we are root.
    """
    try:
        groups, mounts = _groups(proc), list(_mounts(proc))
    except OSError as error:
        return MemoryLimit("rlimits", f"no control groups: {error}")
    refused = "no memory controller is mounted"
    hierarchies: tuple[tuple[How, int, tuple[str, ...]], ...] = (
        ("cgroup v2", 2, ("",)),
        ("cgroup v1", 1, ("memory", "pids")),
    )
    for name, version, controllers in hierarchies:
        homes = []
        for controller in controllers:
            folder = _folder(mounts, version, controller, named or groups.get(controller, ""))
            if folder is None:
                continue
            lacking = _lacking(folder, version, named=bool(named), root=root)
            if lacking:
                refused = lacking if controller != "pids" else refused
            else:
                homes.append(Home(_base(folder), version, controller or "memory"))
        if homes and homes[0].controller == "memory":
            return MemoryLimit(name, f"in {homes[0].folder}", tuple(homes))
    return MemoryLimit("rlimits", refused)


def _groups(proc: Path) -> dict[str, str]:
    """Our own group per controller; version 2 has the empty name."""
    found: dict[str, str] = {}
    for line in (proc / "cgroup").read_text(encoding="utf-8").splitlines():
        _, controllers, path = line.split(":", 2)
        found |= dict.fromkeys(controllers.split(","), path)
    return found


def _mounts(proc: Path) -> Iterator[tuple[int, frozenset[str], PurePosixPath, Path]]:
    """Version, options, the group that is mounted, and where."""
    for line in (proc / "mountinfo").read_text(encoding="utf-8").splitlines():
        before, _, after = line.partition(" - ")
        kind, _, options = after.split(" ", 2)
        if kind in {"cgroup", "cgroup2"}:
            _, _, _, group, point, *_ = before.split(" ")
            yield (
                2 if kind == "cgroup2" else 1,
                frozenset(options.split(",")),
                PurePosixPath(group),
                Path(point),
            )


def _folder(
    mounts: list[tuple[int, frozenset[str], PurePosixPath, Path]], version: int, controller: str, path: str
) -> Path | None:
    """Where a group lies; None where it isn't mounted."""
    for kind, options, group, point in mounts:
        if path and kind == version and (version == 2 or controller in options):
            with contextlib.suppress(ValueError):
                return point / PurePosixPath(path).relative_to(group)
    return None


def _base(folder: Path) -> Path:
    """Our own group, seen from the leaf in it that a process of ours moved us to."""
    return folder.parent if folder.name == _LEAF else folder


def _lacking(folder: Path, version: int, *, named: bool, root: bool) -> str:
    """Why no groups with a limit on memory can be made in it; empty where they can."""
    base = _base(folder)
    if not base.is_dir():
        return f"{base} is not there"
    if not os.access(base / "cgroup.procs", os.W_OK) or not os.access(base, os.W_OK):
        return f"{base} can't be written to"
    if root and not named and not _delegated(base, version):
        return f"{base} was not delegated to us (systemd: Delegate=yes; else name a group in {NAMED})"
    return _not_enabled(base) if version == 2 else ""


def _delegated(base: Path, version: int) -> bool:
    with contextlib.suppress(OSError):
        if any(mark in _MARKS and os.getxattr(base, mark) == b"1" for mark in os.listxattr(base)):
            return True
    # The root of a container's own view looks like any other group; the machine's root has no type.
    return version == 2 and base.is_mount() and (base / "cgroup.type").exists()


def _not_enabled(base: Path) -> str:
    """Let groups in it have limits (version 2); return why they can't."""
    try:
        offered = (base / "cgroup.controllers").read_text(encoding="ascii").split()
        if "memory" not in offered:
            return f"{base} has no memory controller"
        wanted = " ".join(f"+{one}" for one in ("memory", "pids") if one in offered)
        _to_leaf(base)
        (base / "cgroup.subtree_control").write_text(wanted, encoding="ascii")
    except OSError as error:
        return f"{base}: {error.strerror or error}"
    return ""


def _to_leaf(base: Path) -> None:
    """Move whoever is in the group itself, ourselves among them, to a group in it."""
    for _ in range(_ROUNDS):
        processes = (base / "cgroup.procs").read_text(encoding="ascii").split()
        if not processes:
            return
        (base / _LEAF).mkdir(exist_ok=True)
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                (base / _LEAF / "cgroup.procs").write_text(process, encoding="ascii")
