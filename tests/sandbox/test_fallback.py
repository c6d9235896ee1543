"""Where namespaces are forbidden the second tier takes over, says what it promises, and the record says it judged."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.fronts import doctor
from autograder.sandbox.confined import refusal
from autograder.sandbox.tiers import GUEST_FOLDER, PROMISES, Tier, TierReport

ROOT = Path(__file__).resolve().parents[2]
SUBMISSION = """import numpy as np
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None
    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
try:
    print("read", len(open(%r).read()))
except OSError as error:
    print(type(error).__name__)
"""
_RUN = """
import runpy, sys
from tests.sandbox.refusing import refuse
refuse(landlock=%r)
sys.argv = ["autograder", *sys.argv[1:]]
runpy.run_module("autograder", run_name="__main__", alter_sys=True)
"""


def grade(folder: Path, *, landlock_too: bool) -> subprocess.CompletedProcess[str]:
    """The command on a machine without namespaces."""
    if platform.machine() not in {"x86_64", "aarch64"}:
        pytest.skip("no list of system calls for this processor")
    lacking = refusal(GUEST_FOLDER)
    if lacking:
        pytest.skip(lacking)
    secret = folder / "secret.txt"
    secret.write_text("only for the teacher")
    (folder / "in" / "s1").mkdir(parents=True)
    (folder / "in" / "s1" / "momentum.py").write_text(SUBMISSION % str(secret))
    words = ["grade", "in", "--lab", "lab3", "-o", "out", "--jobs", "1", "--lang", "en", "--json"]
    return subprocess.run(
        [sys.executable, "-c", _RUN % landlock_too, *words],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )


def test_a_class_is_graded_without_namespaces(tmp_path: Path) -> None:
    done = grade(tmp_path, landlock_too=False)
    assert done.returncode == 0, done.stderr
    assert f"sandbox landlock: {PROMISES['landlock']}" in done.stderr
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["sandbox_tier"] == "landlock"
    assert record["stdout"] == "PermissionError\n"
    (part,) = [part for part in record["parts"] if part["part"] == "momentum"]
    assert part["criteria"][0]["passed"] is True, part


def test_without_landlock_too_nothing_is_run(tmp_path: Path) -> None:
    done = grade(tmp_path, landlock_too=True)
    assert done.returncode == 3, done.stderr
    assert "no Landlock" in done.stderr
    assert "--unsafe-no-sandbox" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(("tier", "code"), [("bubblewrap", 0), ("landlock", 0), ("limited-process", 3)])
def test_doctor_says_what_the_tier_promises(
    tier: Tier, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "probe", lambda: TierReport(tier, "because"))
    assert doctor.run_doctor() == code
    printed = capsys.readouterr().out
    assert f"{tier}: because" in printed
    assert PROMISES[tier] in printed
