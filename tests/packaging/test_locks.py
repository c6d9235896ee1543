"""The locks: complete, without addresses, and in step with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PEERS = ("nbgrader", "otter")
"""Graders that `make bench` measures beside ours."""
LOCKS = {
    name: (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8") for name in ("base", "dev", *PEERS)
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

BASE = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
CLASS = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["class"]]
CLUSTER = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["cluster"]]
BUILD = [Requirement(line) for line in PROJECT["build-system"]["requires"]]
DEV = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["dev"]]


def pins(lock: str) -> dict[str, Requirement]:
    """Name -> locked requirement, version and marker."""
    lines = re.findall(r"^([a-z0-9][^\\\n]*?) ?\\?$", lock, flags=re.MULTILINE)
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, lines)}


def version(pin: Requirement) -> str:
    """The one version a pin allows."""
    (specifier,) = pin.specifier
    assert specifier.operator == "==", f"{pin} does not name one version"
    return specifier.version


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_address(name: str) -> None:
    """Neither a URL, nor a host, nor an index option, nor a path of somebody's machine."""
    for line in LOCKS[name].splitlines():
        assert "://" not in line, line
        assert not re.search(r"--(extra-)?(index-url|find-links|trusted-host)", line), line
        assert not re.search(r"\b[\w-]+\.(org|com|io|net|cn|dev)\b", line), line
        assert not re.search(r"(^|\s)[/~]\w", line), line
        assert " @ " not in line, line


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_names_one_version_and_its_hashes(name: str) -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", LOCKS[name])[1:]
    assert len(blocks) == len(pins(LOCKS[name]))
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]
    for pin in pins(LOCKS[name]).values():
        assert "+" not in version(pin), f"{pin} is a build that the public index doesn't have"


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_brings_pytorch_or_cuda(name: str) -> None:
    """On Linux the ordinary PyTorch is the CUDA build, several GB."""
    heavy = re.compile("torch|nvidia-|cuda-|triton")
    assert [pin for pin in pins(LOCKS[name]) if heavy.match(pin)] == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("base", [*BASE, *CLASS, *BUILD]), ("dev", [*BASE, *CLASS, *CLUSTER, *BUILD, *DEV])],
    ids=["base", "dev"],
)
def test_what_the_project_asks_for_is_locked(name: str, wanted: list[Requirement]) -> None:
    """A requirement added or raised without `make lock` is noticed here."""
    locked = pins(LOCKS[name])
    for requirement in wanted:
        pin = locked.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{requirement.name} is not in locks/{name}.txt; run make lock"
        assert requirement.specifier.contains(version(pin)), f"{pin}: {requirement} is wanted; run make lock"


def test_the_demo_and_the_tests_use_the_same_versions() -> None:
    base, dev = pins(LOCKS["base"]), pins(LOCKS["dev"])
    assert {name: version(pin) for name, pin in base.items()} == {
        name: version(pin) for name, pin in dev.items() if name in base
    }


@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_computes_with_what_we_compute_with(peer: str) -> None:
    """Else a comparison of graders would be one of TensorFlows; the peer itself is in its lock."""
    ours, theirs = pins(LOCKS["base"]), pins(LOCKS[peer])
    for name in ("numpy", "tensorflow", "keras"):
        assert version(theirs[name]) == version(ours[name]), f"benchmarks/peers/{peer}.in; run make lock"
    wanted = (ROOT / "benchmarks" / "peers" / f"{peer}.in").read_text(encoding="utf-8").splitlines()
    for requirement in map(Requirement, wanted[1:]):
        assert requirement.specifier.contains(version(theirs[canonicalize_name(requirement.name)]))


@pytest.mark.parametrize(
    ("system", "machine", "wanted"),
    [
        ("linux", "x86_64", True),
        ("linux", "aarch64", True),
        ("darwin", "arm64", True),
        ("darwin", "x86_64", False),
        ("win32", "AMD64", True),
        ("win32", "ARM64", False),
    ],
)
def test_tensorflow_is_asked_for_where_it_has_a_wheel(system: str, machine: str, *, wanted: bool) -> None:
    """Elsewhere the two lines of installation still work, and NumPy submissions are still judged."""
    (tensorflow,) = [requirement for requirement in BASE if requirement.name == "tensorflow"]
    here: dict[str, str | AbstractSet[str]] = {"sys_platform": system, "platform_machine": machine}
    assert tensorflow.marker is not None
    assert tensorflow.marker.evaluate(here) is wanted
    locked = pins(LOCKS["base"])["tensorflow"].marker
    assert locked is not None
    assert locked.evaluate(here) is wanted


def test_the_build_backend_is_locked_on_every_platform() -> None:
    """The project is installed without build isolation, so the lock must bring the backend everywhere."""
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]
    assert pins(LOCKS["base"])["setuptools"].marker is None
