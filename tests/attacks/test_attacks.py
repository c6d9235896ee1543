"""Hostile and unlucky submissions as files, from the bytes to the verdict, in every tier that isolates.

What only concerns one wall of the sandbox is in ``tests/sandbox``; files as such in ``tests/loading``; pages and
exports in ``tests/reports`` and ``tests/exporting``. After each of these the next submission is judged right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.driving.seeds import SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.protocol.jobs import Job, Limits
from autograder.record import Grade, PartResult
from autograder.sandbox.bubblewrap import Namespaces
from autograder.sandbox.confined import Confined, refusal
from autograder.sandbox.slot import Outcome, Slot
from autograder.sandbox.syscalls import filter_program
from autograder.sandbox.tiers import GUEST_FOLDER, Tier, probe
from autograder.sandbox.warm import WarmSandbox
from exercises.spec import labs

FILES = sorted((Path(__file__).parent / "files").glob("*.py"))
HEADER = re.compile(r"# expect: (?P<word>\w+)(?: (?P<mistake>[\w-]+))?")
LIMITS = Limits(wall_s=4.0, cells_wall_s=1.5, memory_mb=1024)
RIGHT = (FILES[0].parent / "ends_by_sys_exit.py").read_bytes().replace(b"sys.exit(1)", b"")


class One:
    """One slot as grading wants it."""

    def __init__(self, slot: Slot) -> None:
        self.slot = slot
        self.tier: str = slot.tier

    def run(self, job: Job) -> Outcome:
        return self.slot.run(job)


@pytest.fixture(scope="module", params=["bubblewrap", "landlock"])
def runner(request: pytest.FixtureRequest) -> Iterator[One]:
    tier: Tier = request.param
    program = probe().program
    lacking = refusal(GUEST_FOLDER) if tier == "landlock" else "" if program else probe().reason
    if lacking:
        pytest.skip(lacking)
    walls = (
        Namespaces(program, GUEST_FOLDER, filter_program())
        if tier == "bubblewrap" and program
        else Confined(GUEST_FOLDER)
    )
    with Slot(tier, WarmSandbox(walls, ()), GUEST_FOLDER) as slot:
        yield One(slot)


def judged(raw: bytes, runner: One) -> tuple[Grade, PartResult]:
    """The record, and its part about momentum."""
    seeds = SeedSource(b"a secret of this test", "lab3", raw)
    request = Request(labs()["lab3"], seeds, "en", "s1", part="momentum", limits=LIMITS)
    grade = grade_bytes("momentum.py", raw, request, runner)
    (part,) = grade.parts
    return grade, part


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_attack_gets_its_verdict_and_the_next_one_too(path: Path, runner: One) -> None:
    raw = path.read_bytes()
    expected = HEADER.match(raw.decode())
    assert expected
    grade, part = judged(raw, runner)
    word = (
        {True: "passed", False: "failed"}.get(bool(part.passed)) if part.status == "judged" else part.status
    )
    assert word == expected["word"], (part, grade.stdout)
    if expected["mistake"]:
        assert [mistake for one in part.diagnoses for mistake in one.mistakes] == [expected["mistake"]]
    assert "found /" not in grade.stdout
    assert "found <" not in grade.stdout
    assert grade.sandbox_tier == runner.tier
    assert len(grade.stdout) <= 70_000
    assert judged(RIGHT, runner)[1].passed is True


def test_nothing_is_handed_on_to_the_next_submission(runner: One) -> None:
    """Neither as a file nor as a socket, a name without a file, or a lock that a child holds on to."""
    raw = (FILES[0].parent / "leaves_things_for_the_next.py").read_bytes()
    for student in (b"", b"# somebody else's\n"):
        grade, part = judged(raw + student, runner)
        assert part.status == "judged"
        assert "found /" not in grade.stdout
