"""The student's code on a real GPU: judged as on the CPU, and as near to the rule. Skipped where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.comparing.evidence import TOLERANCE
from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.protocol.jobs import Cell, Job, Limits
from autograder.sandbox.gpu import Lacking
from autograder.sandbox.slots import Slots, missing, usable_gpu
from autograder.sandbox.tiers import probe
from benchmarks.devices import FRAMEWORKS, PARTS, Device, distances, source
from exercises.spec import labs

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ON_JAX = FRAMEWORKS["jax"][1]
WRONG = {
    ("tensorflow", "momentum"): ("lab3/wrong_keras_sign_flipped.py", "sign-flipped"),
    ("torch", "momentum"): ("lab3/torch_wrong_velocity_local.py", "velocity-not-accumulated"),
    ("jax", "momentum"): ("lab3/wrong_keras_sign_flipped.py", "sign-flipped"),
    ("tensorflow", "adam"): ("lab6/wrong_keras_beta2_099.py", "wrong-hyperparameter"),
    ("torch", "adam"): ("lab6/torch_wrong_no_bias_correction.py", "no-bias-correction"),
    ("jax", "adam"): ("lab6/wrong_keras_beta2_099.py", "wrong-hyperparameter"),
}
ALLOCATES = {
    "torch": "import torch\nx = torch.zeros(1 << 30, device='cuda')\n",
    "tf2": "import tensorflow as tf\nx = tf.zeros([1 << 30]) + 1\n",
}
"""4 GiB, twice what a submission may have."""


@pytest.fixture(scope="module", params=["cpu", "gpu"])
def device(request: pytest.FixtureRequest) -> Device:
    chosen: Device = request.param
    # Whoever runs this trusts it, so a limited process does where the sandbox can't lend the GPU.
    found = usable_gpu(unsafe=True)
    if chosen == "gpu" and isinstance(found, Lacking):
        pytest.skip(f"no GPU here: {found}")
    return chosen


@pytest.fixture(scope="module")
def slots(device: Device) -> Iterator[Slots]:
    opened = Slots(unsafe=device == "gpu" and probe().tier != "bubblewrap")
    yield opened
    opened.close()


def installed(framework: str) -> None:
    lacking = missing((framework,))
    if lacking:
        pytest.skip(f"{lacking} is not installed")


@pytest.mark.parametrize(("lab", "part"), PARTS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_right_one_passes(framework: str, lab: str, part: str, device: Device, slots: Slots) -> None:
    """Closed-loop training included; on the CPU too, so that a difference is the device's."""
    installed(framework)
    raw = source(framework, lab, part)
    seeds = SeedSource(PUBLIC_SECRET, lab, raw)
    grade = grade_bytes("x.py", raw, Request(labs()[lab], seeds, "en", part=part, device=device), slots)
    assert grade.parts[0].status == "judged", grade.parts[0].message + grade.stdout
    assert grade.parts[0].passed, grade.parts[0]


@pytest.mark.parametrize(("framework", "part"), WRONG)
def test_a_wrong_one_is_named(framework: str, part: str, device: Device, slots: Slots) -> None:
    installed(framework)
    path, mistake = WRONG[framework, part]
    lab = path.partition("/")[0]
    raw = (ON_JAX if framework == "jax" else b"") + (GOLDEN / path).read_bytes()
    seeds = SeedSource(PUBLIC_SECRET, lab, raw)
    grade = grade_bytes("x.py", raw, Request(labs()[lab], seeds, "en", part=part, device=device), slots)
    assert grade.parts[0].passed is False, grade.parts[0].message + grade.stdout
    assert [one.mistakes for one in grade.parts[0].diagnoses] == [(mistake,)]


def test_the_frameworks_own_rounding_is_within_what_is_tolerated(device: Device, slots: Slots) -> None:
    found = list(distances(device, 3, slots))
    assert found
    for one in found:
        assert 0 < one.largest < TOLERANCE / 2, one


@pytest.mark.parametrize("framework", ALLOCATES)
def test_a_memory_bomb_on_the_gpu_is_capped(framework: str, device: Device, slots: Slots) -> None:
    if device == "cpu":
        pytest.skip("about the GPU's memory")
    installed("tensorflow" if framework == "tf2" else framework)
    source = f"{ALLOCATES[framework]}print('got it')\n"
    job = Job(1, "x.py", framework, (Cell(0, source),), (), (), (), Limits().on_gpu())  # type: ignore[arg-type]
    assert "got it" not in slots.run(job).stdout
