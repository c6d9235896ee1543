"""``doctor``: what this machine can do, found by trying it, each framework in a process of its own."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from autograder.errors import EXIT_FAULT, EXIT_OK
from autograder.grading.engine import engine_version
from autograder.sandbox.cgroups import MEMORY_PROMISES, memory_limit
from autograder.sandbox.tiers import PROMISES, probe

_GPU_PROBE = """
import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow as tf
print(len(tf.config.list_physical_devices("GPU")))
"""
_PROBE_S = 120


def run_doctor() -> int:
    """Print the findings; 3 where strangers' code could not be graded here."""
    tier, limit = probe(), memory_limit()
    rows = [
        ("autograder", engine_version()),
        ("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        ("sandbox", f"{tier.tier}: {tier.reason}"),
        ("", PROMISES[tier.tier]),
        ("memory", f"{limit.name}: {MEMORY_PROMISES[limit.name]} ({limit.reason})"),
    ]
    for module, package in (
        ("numpy", "numpy"),
        ("tensorflow", "tensorflow"),
        ("keras", "keras"),
        ("torch", "torch"),
        ("tf_keras", "tf-keras"),
    ):
        rows.append((module, _installed(module, package)))
    rows.append(("gpu", _gpus()))
    width = max(len(name) for name, _ in rows)
    sys.stdout.writelines(f"{name:<{width}}  {value}\n" for name, value in rows)
    if not tier.isolates:
        sys.stdout.write("grade refuses strangers' files here; check runs your own in a limited process\n")
        return EXIT_FAULT
    return EXIT_OK


def _installed(module: str, package: str) -> str:
    if find_spec(module) is None:
        return "not installed"
    try:
        return version(package)
    except PackageNotFoundError:
        return "installed, version unknown"


def _gpus() -> str:
    """Ask TensorFlow in another process: importing it here would take seconds from every other command."""
    if find_spec("tensorflow") is None:
        return "unknown: TensorFlow is not installed"
    try:
        asked = subprocess.run(
            [sys.executable, "-I", "-c", _GPU_PROBE],
            capture_output=True,
            text=True,
            timeout=_PROBE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"unknown: TensorFlow did not answer in {_PROBE_S} s"
    lines = asked.stdout.strip().splitlines()
    if asked.returncode != 0 or not lines:
        return "unknown: TensorFlow can't be imported"
    return (
        f"{lines[-1]} seen by TensorFlow" if lines[-1] != "0" else "none seen by TensorFlow; the CPU is used"
    )
