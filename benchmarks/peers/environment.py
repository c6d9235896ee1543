"""A peer's environment: a virtual one under ``build/``, with the versions of its lock, made once."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"nbgrader": "nbgrader", "otter": "otter-grader"}


class Unavailable(Exception):
    """The environment can't be made here."""


def pinned(peer: str) -> str:
    """Return name and version of the package that is measured."""
    lock = _lock(peer).read_text(encoding="utf-8")
    version = re.search(rf"^{PACKAGES[peer]}==([^ ;]+)", lock, flags=re.MULTILINE)
    if version is None:
        raise ValueError(f"{_lock(peer)}: {PACKAGES[peer]} is not in it; run make lock")
    return f"{PACKAGES[peer]} {version[1]}"


def environment(peer: str) -> Path:
    """Return the folder of a peer's programs.

    Raises:
        Unavailable: With pip's last words: no network, no wheel.
    """
    lock = _lock(peer)
    folder = ROOT / "build" / "peers" / peer
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    # Another lock, another stamp; none where making it was broken off.
    stamp = folder / f".made-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    if stamp.exists():
        return programs
    shutil.rmtree(folder, ignore_errors=True)
    try:
        _run([sys.executable, "-m", "venv", folder])
        pip = [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--retries", "2", "--require-hashes", "-r", lock])
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "").strip().splitlines()
        raise Unavailable(said[-1] if said else str(error)) from error
    stamp.touch()
    return programs


def variables(programs: Path, home: Path) -> dict[str, str]:
    """Return what a peer finds in its environment: its own programs, a home of its own, a silent TensorFlow.

    nbgrader gives no points for a test cell that writes to standard error, which TensorFlow does at its first session.
    """
    home.mkdir(exist_ok=True)
    return {
        "PATH": f"{programs}:/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def _lock(peer: str) -> Path:
    return ROOT / "locks" / f"{peer}.txt"


def _run(line: Sequence[object]) -> None:
    subprocess.run([str(word) for word in line], check=True, capture_output=True, text=True)
