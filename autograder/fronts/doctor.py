"""``doctor``: what this machine can do, found by trying it."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from autograder.errors import EXIT_FAULT, EXIT_OK
from autograder.explaining.messages import say
from autograder.grading.engine import engine_version
from autograder.sandbox.cgroups import MEMORY_PROMISES, memory_limit
from autograder.sandbox.gpu import Lacking
from autograder.sandbox.slots import usable_gpu
from autograder.sandbox.tiers import PROMISES, probe


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
        ("jax", "jax"),
    ):
        rows.append((module, _installed(module, package)))
    rows.append(("gpu", _gpu()))
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


def _gpu() -> str:
    """What `--device gpu` would find. Whether a framework can use it, only running it there tells."""
    found = usable_gpu()
    if isinstance(found, Lacking):
        return say(f"device.{found.why}", {"what": found.what}, "en")
    nodes = ", ".join(str(place) for _, place in found.nodes)
    folders = ", ".join(map(str, found.libraries))
    return f"{found.model or 'NVIDIA, model unknown'}: {nodes}; libraries in {folders}"
