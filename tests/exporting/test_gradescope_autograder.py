"""The zip for Gradescope, run as Gradescope runs it: with what is in it, and what its requirements install."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.install import brought

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = ROOT / "tests" / "outside"
SHIMS = {
    "runuser": 'shift 3\nexec "$@"\n',
    "chown": "",
    "pkill": "",
}
"""What the script does as root in Gradescope's container and a test can't: change the user."""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scripts are Linux's")


class Container:
    """A folder that is Gradescope's ``/autograder``."""

    def __init__(self, folder: Path, *words: str | Path) -> None:
        """Export the zip with these words, unpack it and install what it asks for."""
        self.home = folder / "autograder"
        self.shims = folder / "shims"
        target = folder / "autograder.zip"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "autograder", "export", "--format", "gradescope-autograder"),
                *("--lang", "en", "--unsafe-no-sandbox", "-o", str(target), *map(str, words)),
            ],
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))},
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        for made in (self.home / "results", self.home / "submission", self.shims):
            made.mkdir(parents=True)
        with zipfile.ZipFile(target) as archive:
            self.names = set(archive.namelist())
            self.modes = {name: archive.getinfo(name).external_attr >> 16 for name in archive.namelist()}
            archive.extractall(self.home / "source")
        for name, body in SHIMS.items():
            (self.shims / name).write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
            (self.shims / name).chmod(0o755)
        self._install()

    def _install(self) -> None:
        """Lend the installed packages that the requirements would bring, and no other."""
        venv.create(self.home / "venv", with_pip=False, symlinks=True)
        scheme = {"base": str(self.home / "venv"), "platbase": str(self.home / "venv")}
        into = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
        for name in brought((self.home / "source" / "requirements.txt").read_text("utf-8").splitlines()):
            try:
                files = distribution(name).files or []
            except PackageNotFoundError:
                continue
            for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
                if not (into / top).exists():
                    (into / top).symlink_to(Path(str(distribution(name).locate_file(top))))

    def result(self, submission: Path) -> dict[str, Any]:
        """What Gradescope is given for one file."""
        shutil.copy(submission, self.home / "submission")
        users = [{"email": "wangwei@x.edu", "id": 7, "name": "Wang Wei"}]
        (self.home / "submission_metadata.json").write_text(json.dumps({"id": 1, "users": users}), "utf-8")
        script = (self.home / "source" / "run_autograder").read_text("utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        ran = subprocess.run(
            ["bash", "-c", script.replace("/autograder/", f"{self.home}/")],
            env={**kept, "PATH": f"{self.shims}:{os.environ['PATH']}", "TMPDIR": str(self.home.parent)},
            cwd=self.home.parent,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert ran.returncode == 0, ran.stderr
        told: dict[str, Any] = json.loads((self.home / "results" / "results.json").read_bytes())
        return told


def test_a_lab_is_graded_with_what_the_zip_brings(tmp_path: Path) -> None:
    container = Container(tmp_path, "--lab", "lab6")
    assert {"setup.sh", "run_autograder", "requirements.txt", "constraints.txt"} <= container.names
    assert [container.modes[name] for name in ("setup.sh", "run_autograder")] == [0o100755] * 2
    assert not [name for name in container.names if name.startswith("course/")]
    setup = container.home / "source" / "setup.sh"
    assert subprocess.run(["bash", "-n", setup], check=False).returncode == 0
    assert "extra" not in (container.home / "source" / "requirements.txt").read_text("utf-8")
    homework = ROOT / "autograder" / "sample_class" / "s2024002_wangwei" / "lab6" / "adam_homework.py"
    result = container.result(homework)
    assert 0 < result["score"] < 10
    assert any("bias correction" in test["output"] for test in result["tests"])


def test_an_exercise_of_the_courses_own_comes_along_with_its_rule(tmp_path: Path) -> None:
    """And of the course's file nothing but its name: who is in the class is nobody's business there."""
    course = tmp_path / "course"
    for name in ("adabelief", "cosine"):
        shutil.copytree(OUTSIDE / name, course / name)
    (course / "course.toml").write_text(
        'exercises = ["adabelief", "cosine"]\nroster = "class.csv"\nname = "Secret course"\n', "utf-8"
    )
    container = Container(tmp_path, "--lab", "adabelief", "--course", course)
    assert {name.partition("/")[2] for name in container.names if name.startswith("course/")} == {
        "course.toml",
        *(f"adabelief/{path.name}" for path in (OUTSIDE / "adabelief").iterdir() if path.is_file()),
    }
    assert "Secret" not in (container.home / "source" / "course" / "course.toml").read_text("utf-8")
    result = container.result(OUTSIDE / "handed_in" / "ada_uncorrected.py")
    assert result["score"] == 4.0  # half of the update's 4, and its training
    assert any("bias correction" in test["output"] for test in result["tests"])
