"""Landlock and a filter of system calls around each job, where namespaces can't be had. Needs no privileges.

As root the zygote becomes an ordinary user before its interpreter starts. It keeps one capability where that user can't
reach the interpreter or its packages (a Python in root's home): to read what the owner alone may. Landlock still
says what is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox.bubblewrap import ENVIRONMENT, NOBODY
from autograder.sandbox.launch import Launch
from autograder.sandbox.mounts import SCRATCH_BYTES, Plan, plan, sight
from autograder.sandbox.shared import OWN_PROCESS, shared_filter

_NEWEST = 1000
_TRY_S = 20.0
_TRIAL = Path(__file__).resolve().parents[1] / "guest" / "trial.py"


class Confined:
    """A process beside everybody else's. Its scratch is a folder of its own."""

    patience_s = 5.0

    def __init__(self, guest: Path, abi: int = _NEWEST) -> None:
        """``abi``: no newer version of Landlock's interface is used."""
        self._guest = guest.resolve()
        self._abi = abi
        self._scratch: Path | None = None

    def launch(self, control: int, frameworks: tuple[str, ...], stack: contextlib.ExitStack) -> Launch:
        """Return how to start a zygote."""
        return self._start(plan(self._guest), ["serve", str(control), ",".join(frameworks)], [control], stack)

    def program(
        self, planned: Plan, path: Path, arguments: Iterable[str], stack: contextlib.ExitStack
    ) -> Launch:
        """Return how to start a program of ours that reads what strangers sent."""
        stack.callback(self.clear)
        return self._start(planned, ["run", str(path), *arguments], [], stack)

    def _start(
        self, planned: Plan, words: list[str], descriptors: list[int], stack: contextlib.ExitStack
    ) -> Launch:
        """What it needs to know goes through a file in memory."""
        self.clear()
        self._scratch = scratch = Path(tempfile.mkdtemp(prefix="autograder-")).resolve()
        seen = sight(planned)
        settings = os.memfd_create("settings")
        stack.callback(os.close, settings)
        told = {
            "abi": self._abi,
            "scratch": str(scratch),
            "scratch_bytes": SCRATCH_BYTES,
            "filter": (shared_filter() or b"").hex(),
            "own_process": OWN_PROCESS,
            "packages": [str(folder) for folder in seen.packages],
            "roots": [str(root) for root in seen.roots],
            "read": [str(place) for place in seen.read],
            "names": [str(place) for place in seen.names],
        }
        with open(settings, "wb", closefd=False) as file:
            file.write(json.dumps(told).encode())
        become: list[str] = []
        if os.geteuid() == 0:
            os.chown(scratch, NOBODY, NOBODY)
            become = _become_nobody([planned.interpreter, scratch, self._guest, *seen.roots])
        line = [
            *become, str(planned.interpreter), "-P", "-s", "-S", str(self._guest / "__main__.py"),
            "confined", str(settings), *words,
        ]  # fmt: skip
        homes = dict.fromkeys(("HOME", "TMPDIR"), str(scratch))
        return Launch(line, [*descriptors, settings], ENVIRONMENT | homes)

    def clear(self) -> None:
        """Remove the scratch, which the zygote emptied."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None


def refusal(guest: Path) -> str:
    """Why it can't be had here, found by trying it; empty where it can."""
    if shared_filter() is None:
        return f"no list of system calls for {os.uname().machine}"
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "root needs setpriv (Debian: util-linux) to run students' code as somebody else"
    with contextlib.ExitStack() as stack:
        launch = Confined(guest).program(plan(guest), _TRIAL, [__file__], stack)
        try:
            tried = subprocess.run(
                launch.line, env=launch.environment, pass_fds=launch.descriptors, stdin=subprocess.DEVNULL,
                capture_output=True, timeout=_TRY_S, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"a confined process can't be started: {error}"
    words = tried.stderr.decode("utf-8", "replace").strip().splitlines()
    return (
        "" if tried.returncode == 0 else f"no Landlock: {words[-1] if words else f'exit {tried.returncode}'}"
    )


def _become_nobody(needed: Iterable[Path]) -> list[str]:
    kept = "" if all(_open_to_all(path) for path in needed) else ",+dac_read_search"
    capabilities = [f"--{kind}=-all{kept}" for kind in ("inh-caps", "ambient-caps", "bounding-set")]
    return ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", *capabilities]


def _open_to_all(path: Path) -> bool:
    """Whether any user gets there."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents) and bool(
        path.stat().st_mode & stat.S_IROTH
    )
