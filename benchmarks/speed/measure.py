"""All measurements of ``make bench``, in the order in which they are made: contenders take turns on one machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from benchmarks.peers import nbgrader, otter
from benchmarks.peers.environment import Unavailable, environment
from benchmarks.speed.bare import bare, speedup
from benchmarks.speed.costs import Measured, Sized, Slots
from benchmarks.speed.notebooks import Student, write_class
from benchmarks.speed.ours import Graded, graded, together
from benchmarks.speed.slots import sandbox_s
from benchmarks.speed.stages import Stages, profile
from benchmarks.speed.writings import Framework

PEERS: dict[str, ModuleType] = {"nbgrader": nbgrader, "otter": otter}
FRAMEWORKS: tuple[Framework, ...] = ("numpy", "tensorflow")


@dataclass
class Results:
    """Everything that was measured."""

    size: int
    contenders: dict[Framework, dict[str, Measured]] = field(default_factory=dict)
    """``ours``, ``bare`` and the peers that there are, on one class of each framework."""
    slots: Slots | None = None
    sizes: list[Sized] = field(default_factory=list)
    stages: dict[Framework, Stages] = field(default_factory=dict)


def measure(
    size: int,
    sizes: Sequence[int],
    peers: Sequence[str],
    frameworks: Sequence[Framework],
    talk: Callable[[str], None],
) -> Results:
    """Measure all; a peer without an environment is left out with one line.

    Args:
        size: Notebooks of the common class.
        sizes: Of classes that are only ours.
        peers: Whom to measure beside us.
        frameworks: A common class of each.
        talk: Is told what is under way.
    """
    programs = dict[str, Path]()
    for peer in peers:
        talk(f"environment of {peer}")
        try:
            programs[peer] = environment(peer)
        except Unavailable as error:
            talk(f"{peer} is not measured, its environment can't be made: {error}")
    found = Results(size)
    for framework in frameworks:
        with tempfile.TemporaryDirectory() as folder:
            _one_class(Path(folder), framework, found, programs, talk)
    for count in sizes:
        talk(f"class of {count}")
        with tempfile.TemporaryDirectory() as folder:
            found.sizes.append(_sized(Path(folder), count))
    return found


def _one_class(
    root: Path, framework: Framework, found: Results, programs: dict[str, Path], talk: Callable[[str], None]
) -> None:
    students = write_class(root / "class", framework, found.size)
    rounds, others = list[Graded](), dict[str, Measured]()

    def ours() -> None:
        talk(f"{framework}: autograder")
        rounds.append(graded(root / "class", students, root / f"ours{len(rounds)}", jobs=1))

    ours()
    for peer, path in programs.items():
        talk(f"{framework}: {peer}")
        # nbgrader works in the class's folder; whoever doesn't has one of its own.
        place = root / ("class" if peer == "nbgrader" else peer)
        others[peer] = PEERS[peer].measured(path, place, students, framework)
        ours()
    talk(f"{framework}: bare computing, stages")
    (root / "bare").mkdir()
    (root / "stages").mkdir()
    floor = bare(students, framework, root / "bare")
    found.contenders[framework] = {"ours": together(rounds), **others, "bare": floor}
    found.stages[framework] = profile(students, root / "stages")
    if framework == "tensorflow":
        talk("tensorflow: one slot, two slots")
        found.slots = _slots(students, root)


def _slots(students: Sequence[Student], root: Path) -> Slots:
    """Each twice in turn, the faster counts: what disturbs makes slower, never faster."""
    one, two = zip(*((sandbox_s(students, 1), sandbox_s(students, 2)) for _ in range(2)), strict=True)
    return Slots(min(one), min(two), speedup(students, "tensorflow", root / "speedup", 2))


def _sized(root: Path, count: int) -> Sized:
    students = write_class(root / "class", "numpy", count)
    done = graded(root / "class", students, root / "out", jobs=os.cpu_count() or 1)
    run = done.run
    return Sized(
        count, done.start_s(), done.warm_s(), run.cpu_s / count, run.peak_mib, done.size_bytes / count / 1024
    )
