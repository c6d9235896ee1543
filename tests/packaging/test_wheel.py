"""What is installed: everything the four packages need, nothing of the tests, from any folder."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("autograder", "exercises", "reference", "reports")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet")
FROM_HERE = ("--no-deps", "--no-build-isolation", "--no-index")


def run(*command: str | Path, cwd: Path) -> str:
    """Run without this process's settings of Python and pip; a failure shows what the program said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tracked() -> list[str]:
    """The project's files as git sees them, new ones included."""
    listing = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    return [name for name in listing.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree, so that building leaves nothing behind, in a folder with a name that people use."""
    folder = tmp_path_factory.mktemp("build") / "优化 算法"
    for name in tracked():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the locked backend and no network."""
    out = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", *FROM_HERE, "-w", out, ".", cwd=source)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another environment after `pip install .`: ours is installed there, its requirements are this one's.

    This environment's own site-packages is lent by a path file, behind the new one's. An editable
    installation of ours in it doesn't come along: path files are read in the first folder only.
    """
    folder = tmp_path_factory.mktemp("another environment")
    venv.create(folder, with_pip=False, symlinks=True)
    scheme = {"base": str(folder), "platbase": str(folder)}
    site_packages = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
    (site_packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = Path(sysconfig.get_path("scripts", "venv", vars=scheme)) / "python"
    run(*PIP, "--python", python, "install", *FROM_HERE, ".", cwd=source)
    return python


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    """Labs, templates, styles, translations, the sample class; no tests, no solutions."""
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == {name for name in tracked() if name.partition("/")[0] in PACKAGES}


def test_the_wheel_is_called_what_the_texts_say(wheel: Path) -> None:
    """`autograder` on the public index is another project."""
    assert wheel.name.startswith("optimizer_autograder-0.1.0-py3-none-any")
    archive = zipfile.ZipFile(wheel)
    (entry_points,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
    assert "autograder = autograder.cli:main" in archive.read(entry_points).decode()
    assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def test_installed_elsewhere_it_runs_its_own_copy(environment: Path, tmp_path: Path) -> None:
    """From a folder that isn't the clone, with the packages of the other environment."""
    ask = f"import {', '.join(PACKAGES)} as last, sys; print([sys.modules[n].__file__ for n in {PACKAGES}])"
    for place in ast.literal_eval(run(environment, "-c", ask, cwd=tmp_path)):
        assert Path(place).is_relative_to(environment.parent.parent)


def test_installed_elsewhere_it_knows_the_labs(environment: Path, tmp_path: Path) -> None:
    """The console script starts and the labs' data came along."""
    listing = run(environment.parent / "autograder", "exercises", cwd=tmp_path)
    for lab in ("lab2", "lab3", "lab4", "lab5", "lab6"):
        assert lab in listing


def test_installed_elsewhere_it_checks_a_file(environment: Path, tmp_path: Path) -> None:
    """A student's two lines end in a verdict."""
    student = tmp_path / "我的 momentum.py"
    student.write_text(
        "class Momentum:\n"
        "    def __init__(self, learning_rate=0.01, momentum=0.9):\n"
        "        self.learning_rate, self.momentum, self.v = learning_rate, momentum, {}\n\n"
        "    def update(self, params, grads):\n"
        "        for key in params:\n"
        "            self.v[key] = self.momentum * self.v.get(key, 0.0) - self.learning_rate * grads[key]\n"
        "            params[key] = params[key] + self.v[key]\n",
        encoding="utf-8",
    )
    program = environment.parent / "autograder"
    said = run(program, "check", student, "--lab", "lab3", "--part", "momentum", "--json", cwd=tmp_path)
    record = json.loads(said)
    assert record["passed"] is True
    assert [(part["part"], part["status"]) for part in record["parts"]] == [("momentum", "judged")]
