"""One warm slot per tier for all attacks; after each of them the next job in the same slot must be judged right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.protocol.jobs import Cell, Job, Limits
from autograder.protocol.replies import CellsMessage
from autograder.sandbox.bubblewrap import Namespaces
from autograder.sandbox.confined import Confined, refusal
from autograder.sandbox.launch import Walls
from autograder.sandbox.slot import Outcome, Slot
from autograder.sandbox.syscalls import filter_program
from autograder.sandbox.tiers import GUEST_FOLDER, Tier, probe
from autograder.sandbox.warm import WarmSandbox

Attack = Callable[..., Outcome]

_HONEST: dict[str, str] = {
    "bubblewrap": """
import os
import numpy as np
print(int(np.arange(10).sum()), sorted(os.listdir("/tmp")), sorted(os.listdir("/dev/shm")),
      sorted(name for name in os.listdir("/proc") if name.isdigit()) == sorted(["1", str(os.getpid())]))
""",
    "landlock": """
import os
import numpy as np
print(int(np.arange(10).sum()), os.listdir("."), os.listdir(os.environ["HOME"]), True)
""",
}


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


@pytest.fixture(scope="session", params=["bubblewrap", "landlock"])
def tier(request: pytest.FixtureRequest) -> Tier:
    """Each that isolates."""
    chosen: Tier = request.param
    return chosen


@pytest.fixture(scope="session")
def walls(tier: Tier, request: pytest.FixtureRequest) -> Walls:
    """What stands around a slot of this tier."""
    if tier == "bubblewrap":
        return Namespaces(request.getfixturevalue("program"), GUEST_FOLDER, filter_program())
    lacking = refusal(GUEST_FOLDER)
    if lacking:
        pytest.skip(lacking)
    return Confined(GUEST_FOLDER)


def slot_in(walls: Walls, frameworks: tuple[str, ...] = ()) -> Slot:
    """A slot inside these walls."""
    tier: Tier = "bubblewrap" if isinstance(walls, Namespaces) else "landlock"
    return Slot(tier, WarmSandbox(walls, frameworks), GUEST_FOLDER)


@pytest.fixture(scope="session")
def slot(walls: Walls) -> Iterator[Slot]:
    with slot_in(walls) as opened:
        yield opened


@pytest.fixture
def attack(slot: Slot) -> Iterator[Attack]:
    """Runs a source in the slot; afterwards an honest job in the same slot must find it clean and be judged right."""

    def run(source: str, **limits: float) -> Outcome:
        return slot.run(make_job(source, **limits))

    yield run
    honest = slot.run(make_job(_HONEST[slot.tier]))
    assert honest.ended == "done", honest
    assert honest.stdout == "45 [] [] True\n", honest
    if slot.tier == "landlock":
        assert children_of(slot) == []


def children_of(slot: Slot) -> list[str]:
    """Processes that the zygote has, seen from outside; in namespaces the honest job looks for them."""
    assert slot._warm is not None
    assert slot._warm._process is not None
    process = slot._warm._process.pid
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


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
