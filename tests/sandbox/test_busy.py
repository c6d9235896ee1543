"""A busy machine: time spent waiting for a processor is not the student's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.protocol.replies import CellsMessage
from autograder.sandbox.launch import Walls
from autograder.sandbox.slot import Slot
from tests.sandbox.conftest import make_job, slot_in

COMPUTES_S = 0.8
ALLOWED_S = 1.2
WORK = f"import time\nwhile time.process_time() < {COMPUTES_S}:\n    pass\nprint('arrived')\n"
MEASURED = "import time\nbegan = time.monotonic()\n" + WORK + "print(time.monotonic() - began)\n"

pytestmark = pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="no /proc/self/schedstat")


@pytest.fixture
def crowded(walls: Walls) -> Iterator[Slot]:
    """A slot that shares one processor with two programs that never rest."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        with slot_in(walls) as opened:
            yield opened
    finally:
        os.sched_setaffinity(0, before)
        for other in others:
            other.kill()
            other.wait()


def test_who_waits_for_a_processor_is_not_out_of_time(crowded: Slot) -> None:
    outcome = crowded.run(make_job(MEASURED, wall_s=ALLOWED_S / 0.95, cells_wall_s=ALLOWED_S))
    assert outcome.ended == "done", outcome
    (cells,) = [message for message in outcome.messages if isinstance(message, CellsMessage)]
    assert cells.cells[0].status == "ok", cells.cells[0].error
    arrived, wall_s = outcome.stdout.split()
    assert (arrived, float(wall_s) > ALLOWED_S) == ("arrived", True), "the machine was not busy"


def test_who_computes_too_long_is(crowded: Slot) -> None:
    outcome = crowded.run(make_job(WORK, wall_s=0.4, cells_wall_s=0.3))
    (cells,) = [message for message in outcome.messages if isinstance(message, CellsMessage)]
    assert "arrived" not in outcome.stdout
    assert cells.cells[0].status == "timed_out", cells
