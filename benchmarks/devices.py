"""How far a framework's own float32 goes from the rule on a device, in the envelopes that grading measures with.

The model solutions of momentum and Adam run as a submission does, in the sandbox where it lends the device and else in
a limited process, on the designed gradients of many course secrets.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from autograder.comparing.evidence import relative, run_of
from autograder.driving.plan import make_job, make_plan
from autograder.driving.seeds import SeedSource
from autograder.grading.one import Request
from autograder.loading.load import load_bytes
from autograder.protocol.replies import Recording
from autograder.sandbox.slots import Slots, missing
from exercises.spec import labs
from reference.rule import Rule

Device = Literal["cpu", "gpu"]
SOLUTIONS = Path(__file__).resolve().parents[1] / "tests" / "solutions"
PARTS = (("lab3", "momentum"), ("lab6", "adam"))
_ON_JAX = b'import os\nos.environ["KERAS_BACKEND"] = "jax"\n'
FRAMEWORKS = {
    "tensorflow": ("tf1", b""),
    "keras": ("keras", b""),
    "torch": ("torch", b""),
    "jax": ("keras", _ON_JAX),
}
"""Suffix of the solution's file, and what stands before it."""


class Distance(NamedTuple):
    """The largest distance of a framework's update from the rule, in envelopes."""

    framework: str
    rule: str
    runs: int
    largest: float


def source(framework: str, lab: str, part: str) -> bytes:
    """Return a model solution as it would be handed in."""
    suffix, before = FRAMEWORKS[framework]
    return before + (SOLUTIONS / lab / f"{part}_{suffix}.py").read_bytes()


def distances(device: Device, secrets: int, slots: Slots) -> Iterator[Distance]:
    """Yield one line per framework that is installed and rule; ``RuntimeError`` where one doesn't run there."""
    for framework in FRAMEWORKS:
        if missing((framework,)):
            continue
        for lab, part in PARTS:
            found = [
                one for seed in range(secrets) for one in _run(framework, lab, part, device, seed, slots)
            ]
            yield Distance(framework, part, len(found), max(found))


def _run(framework: str, lab: str, part: str, device: Device, seed: int, slots: Slots) -> Iterator[float]:
    raw = source(framework, lab, part)
    submission = load_bytes(f"{part}.py", raw)
    request = Request(labs()[lab], SeedSource(b"%d" % seed, lab, raw), "en", part=part, device=device)
    plan = make_plan(request.judged(), request.seeds)
    outcome = slots.run(make_job(submission, request.judged(), plan, 1, request.limits_of(submission)))
    recorded = [one for one in outcome.messages if isinstance(one, Recording) and one.request in plan.designs]
    if outcome.ended != "done" or not recorded:
        raise RuntimeError(f"{framework}, {part}: {outcome.ended} {outcome.detail} {outcome.stdout[-500:]}")
    for one in recorded:
        run = run_of(one, plan.designs[one.request])
        rule = Rule(part).switched(epsilon="outside") if part == "adam" else Rule(part)
        given = plan.given[one.request] | one.given
        exact = run.simulate(rule, given).theta
        yield float(relative(run.theta, exact).max()) / run.envelope(rule, given)
