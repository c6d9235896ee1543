"""What is installed: everything the four packages need, nothing of the tests, from any folder."""

from __future__ import annotations

import ast
import json
import zipfile
from pathlib import Path

from tests.packaging.install import ROOT, run, tracked

PACKAGES = ("autograder", "exercises", "reference", "reports")


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    """Labs, templates, styles, translations, the sample class; no tests, no solutions."""
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == {name for name in tracked() if name.partition("/")[0] in PACKAGES}


def test_the_wheel_holds_no_model_solution(wheel: Path) -> None:
    """Neither a file nor a text of it; what a release holds is tested beside the releases."""
    archive = zipfile.ZipFile(wheel)
    packed = [archive.read(name) for name in archive.namelist()]
    solutions = [path.read_bytes() for path in sorted((ROOT / "tests" / "solutions").glob("*/*.py"))]
    assert len(solutions) > 20
    for solution in solutions:
        _, _, behind = solution.removeprefix(b'"""').partition(b'"""')
        body = (behind if solution.startswith(b'"""') else solution).strip()  # a docstring may be everybody's
        assert len(body) > 40
        assert not any(body in text for text in packed)


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
