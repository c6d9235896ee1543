"""One warm slot for all attacks; after each of them the next job in the same slot must be judged right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.protocol.jobs import Cell, Job, Limits
from autograder.protocol.replies import CellsMessage
from autograder.sandbox.slot import Outcome, Slot
from autograder.sandbox.syscalls import filter_program
from autograder.sandbox.tiers import GUEST_FOLDER, probe
from autograder.sandbox.warm import WarmSandbox

Attack = Callable[..., Outcome]

_HONEST = """
import os
import numpy as np
print(int(np.arange(10).sum()), sorted(os.listdir("/tmp")), sorted(os.listdir("/dev/shm")),
      sorted(name for name in os.listdir("/proc") if name.isdigit()) == sorted(["1", str(os.getpid())]))
"""


def make_job(source: str, **limits: float) -> Job:
    """A job whose only cell is the source."""
    return Job(
        id=1,
        name="attack.py",
        framework="numpy",
        cells=(Cell(0, source),),
        layouts=(),
        keywords=(),
        requests=(),
        limits=Limits(**({"wall_s": 10.0, "cells_wall_s": 8.0, "memory_mb": 512} | limits)),  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def program() -> Path:
    """The bubblewrap that works here."""
    found = probe()
    if found.program is None:
        pytest.skip(f"no sandbox here: {found.reason}")
    return found.program


@pytest.fixture(scope="session")
def slot(program: Path) -> Iterator[Slot]:
    with Slot(WarmSandbox(program, GUEST_FOLDER, (), filter_program()), GUEST_FOLDER) as opened:
        yield opened


@pytest.fixture
def attack(slot: Slot) -> Iterator[Attack]:
    """Runs a source in the slot; afterwards an honest job in the same slot must find it clean and be judged right."""

    def run(source: str, **limits: float) -> Outcome:
        return slot.run(make_job(source, **limits))

    yield run
    honest = slot.run(make_job(_HONEST))
    assert honest.ended == "done", honest
    assert honest.stdout == "45 [] [] True\n"


@pytest.fixture
def succeeds(attack: Attack) -> Callable[..., str]:
    """Runs a source whose cell must end without an error, and returns what it printed."""

    def run(source: str, **limits: float) -> str:
        outcome = attack(source, **limits)
        assert outcome.ended == "done", outcome
        (cells,) = [message for message in outcome.messages if isinstance(message, CellsMessage)]
        assert cells.cells[0].status == "ok", cells.cells[0].error
        return outcome.stdout

    return run
