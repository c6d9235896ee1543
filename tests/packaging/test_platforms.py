"""`check` on machines that are not this one: no POSIX modules, no bubblewrap, a Chinese console.

The guest's own process is started afresh; that it needs none of them either is tested beside the sandbox.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.packaging.install import brought

ROOT = Path(__file__).resolve().parents[2]
FRAMEWORKS = {"tensorflow", "keras", "tf_keras", "torch", "jax"}

# Windows has none of these. What IPython itself imports on POSIX is not ours to forbid, so only NumPy scripts, which
# don't need it, are checked under this cover. sys.platform names a system without bubblewrap.
COVER = """
import os, subprocess, sys, sysconfig, tempfile
sysconfig.get_config_vars()  # reads a file named after the real platform
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline", "_posixshmem"):
    sys.modules[name] = None
del os.fork, os.forkpty
sys.platform = "darwin"
"""
# After everything has run, which packages had been imported.
REPORT = """
import atexit, sys
roots = lambda: sorted({name.partition(".")[0] for name, module in sys.modules.items() if module})
atexit.register(lambda: print("IMPORTED", *roots(), file=sys.stderr))
"""
RUN = "import sys; from autograder.cli import main; sys.exit(main())"

MOMENTUM = """\
# 动量方法
class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate, self.momentum, self.v = learning_rate, momentum, {}

    def update(self, params, grads):
        for key in params:
            self.v[key] = self.momentum * self.v.get(key, 0.0) - self.learning_rate * grads[key]
            params[key] = params[key] + self.v[key]
"""


@pytest.fixture
def homework(tmp_path: Path) -> Path:
    """A right submission with a name, an encoding and a folder that are common on Chinese Windows."""
    path = tmp_path / "我的 作业" / "动量.py"
    path.parent.mkdir()
    path.write_bytes(MOMENTUM.encode("gbk").replace(b"\n", b"\r\n"))
    return path


def autograder(
    code: str, *arguments: str | Path, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a fresh interpreter, from the clone, after this code."""
    return subprocess.run(
        [sys.executable, "-c", code + RUN, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def imported(stderr: str) -> set[str]:
    """What REPORT printed."""
    (line,) = [line for line in stderr.splitlines() if line.startswith("IMPORTED")]
    return set(line.split()[1:])


def test_the_command_line_starts_without_posix_modules_and_without_a_framework() -> None:
    done = autograder(COVER + REPORT, "--help")
    assert done.returncode == 0, done.stderr
    assert not imported(done.stderr) & FRAMEWORKS


def test_check_runs_without_posix_modules(homework: Path) -> None:
    """No fork, no fcntl, no resource: a limited process judges the file and says that it is one."""
    done = autograder(COVER, "check", homework, "--lab", "lab3", "--part", "momentum")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_check_writes_to_a_console_in_cp936(homework: Path, language: str) -> None:
    """What the console can't show is replaced; nothing is cut off by an error of encoding."""
    arguments = ("check", homework, "--lab", "lab3", "--part", "momentum", "--lang", language)
    done = autograder(COVER, *arguments, encoding="cp936")
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_of_a_numpy_file_imports_base_packages_only_and_no_framework(homework: Path) -> None:
    """The real path, in the real sandbox where there is one."""
    done = autograder(REPORT, "check", homework, "--lab", "lab3", "--part", "momentum")
    assert done.returncode == 0, done.stdout + done.stderr
    seen = imported(done.stderr)
    assert not seen & FRAMEWORKS
    owners = packages_distributions()
    used = {canonicalize_name(owner) for root in seen for owner in owners.get(root, [])}
    assert "numpy" in used
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert used - {"optimizer-autograder"} <= brought(project["dependencies"])
