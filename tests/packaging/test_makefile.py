"""What `make` does on a machine it has never seen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def make(folder: Path, *, path: str, **variables: str | Path) -> subprocess.CompletedProcess[str]:
    """Ask for a new environment in a folder of its own."""
    settings = [f"{name}={value}" for name, value in {"VENV": folder, **variables}.items()]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *settings, str(folder / ".made")],
        cwd=ROOT,
        env={**environment, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def interpreter(folder: Path, name: str, script: str) -> None:
    """Put a program of this name first on the path."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture(autouse=True)
def _posix_shell() -> None:
    if os.name == "nt":
        pytest.skip("make is not the way on Windows")


def test_an_interpreter_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    """A version manager's stub exists and fails; the next name is tried."""
    programs = tmp_path / "bin"
    interpreter(programs, "python3", "exit 127")
    interpreter(programs, "python3.13", f'exec "{sys.executable}" "$@"')
    done = make(tmp_path / "env", path=f"{programs}{os.pathsep}{os.environ['PATH']}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "env" / "bin" / "python").exists()


def test_without_a_python_that_fits_one_line_says_what_to_do(tmp_path: Path) -> None:
    interpreter(tmp_path / "bin", "python3", "exit 1")
    done = make(tmp_path / "env", path=os.environ["PATH"], PYTHON=tmp_path / "bin" / "python3")
    ours = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert len(ours) == 1
    assert "3.11, 3.12 or 3.13" in ours[0]
    assert not (tmp_path / "env").exists()
