"""Control groups: which are found to be ours, on trees made by hand; what a real one holds, where there is one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.fronts import doctor
from autograder.protocol.jobs import Limits
from autograder.sandbox.cgroups import MemoryLimit, find, limit_in, memory_limit
from autograder.sandbox.group import Group, Home, sweep
from autograder.sandbox.launch import Walls
from autograder.sandbox.slot import Slot
from autograder.sandbox.tiers import GUEST_FOLDER, Tier
from autograder.sandbox.warm import WarmSandbox
from tests.sandbox.conftest import make_job

FOUND = memory_limit()
needs_group = pytest.mark.skipif(not FOUND.homes, reason=FOUND.reason)
LIMITS = Limits(memory_mb=100, processes=7)
MOST = (100 + 2 * 128 + 256) << 20
"""The limit, files in two places of 128 MiB, and the interpreter's copy."""


class Tree:
    """``/proc/self`` and mounts as a kernel shows them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.proc = folder / "proc"
        self.proc.mkdir()
        self.groups: list[str] = []
        self.mounts = ["22 27 0:21 / /proc rw,relatime - proc proc rw"]

    def mount(self, kind: str, options: str, name: str, group: str = "/") -> Path:
        point = self.folder / name
        point.mkdir()
        self.mounts.append(
            f"31 23 0:{len(self.mounts)} {group} {point} rw,relatime - {kind} {kind} {options}"
        )
        return point

    def group(self, point: Path, path: str, controllers: str = "", version: int = 1) -> Path:
        self.groups.append(f"{0 if version == 2 else len(self.groups) + 1}:{controllers}:{path}")
        made = point / path.lstrip("/")
        made.mkdir(parents=True, exist_ok=True)
        (made / "cgroup.procs").write_text("")
        return made

    def find(self, named: str = "", *, root: bool = False) -> tuple[str, str, list[Home]]:
        (self.proc / "cgroup").write_text("".join(f"{line}\n" for line in self.groups))
        (self.proc / "mountinfo").write_text("".join(f"{line}\n" for line in self.mounts))
        found = find(self.proc, named, root=root)
        return found.name, found.reason, list(found.homes)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def unified(tree: Tree, controllers: str = "cpu memory pids", path: str = "/user.slice/run.scope") -> Path:
    made = tree.group(tree.mount("cgroup2", "rw", "unified"), path, version=2)
    (made / "cgroup.controllers").write_text(f"{controllers}\n")
    return made


def first_version(tree: Tree) -> tuple[Path, Path]:
    memory = tree.group(tree.mount("cgroup", "rw,memory", "memory"), "/job", "memory")
    return memory, tree.group(tree.mount("cgroup", "rw,pids", "pids"), "/job", "pids")


def test_version_2_is_taken_first_and_its_controllers_are_switched_on(tree: Tree) -> None:
    first_version(tree)
    mine = unified(tree)
    assert tree.find() == ("cgroup v2", f"in {mine}", [Home(mine, 2, "memory")])
    assert (mine / "cgroup.subtree_control").read_text() == "+memory +pids"


def test_version_1_where_version_2_has_no_memory(tree: Tree) -> None:
    """As on machines that mount both: the one without controllers is there for systemd alone."""
    mine = unified(tree, controllers="hugetlb")
    memory, pids = first_version(tree)
    assert tree.find() == ("cgroup v1", f"in {memory}", [Home(memory, 1, "memory"), Home(pids, 1, "pids")])
    assert not (mine / "cgroup.subtree_control").exists()


def test_version_1_without_a_limit_on_processes(tree: Tree) -> None:
    memory = tree.group(tree.mount("cgroup", "rw,memory", "memory"), "/job", "memory")
    assert tree.find()[2] == [Home(memory, 1, "memory")]


def test_processes_in_the_group_move_to_a_leaf_and_the_base_is_found_from_there(tree: Tree) -> None:
    mine = unified(tree)
    (mine / "cgroup.procs").write_text("41\n42\n")
    assert tree.find()[0] == "cgroup v2"
    assert (mine / "autograder" / "cgroup.procs").read_text() == "42"
    tree.groups = ["0::/user.slice/run.scope/autograder"]
    (mine / "cgroup.procs").write_text("")
    assert tree.find()[2] == [Home(mine, 2, "memory")]


def test_a_mount_that_shows_a_part_of_the_tree(tree: Tree) -> None:
    """As a container without a view of its own sees it."""
    point = tree.mount("cgroup", "rw,memory", "memory", group="/docker/ab12")
    tree.groups.append("4:memory:/docker/ab12")
    (point / "cgroup.procs").write_text("")
    assert tree.find()[2] == [Home(point, 1, "memory")]
    tree.groups = ["4:memory:/elsewhere"]
    assert tree.find()[0] == "rlimits"


@pytest.mark.parametrize("version", [1, 2])
def test_a_group_that_cannot_be_written_is_none(
    tree: Tree, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of the system as it would answer an ordinary user; root may write everything but a read-only mount."""
    mine = unified(tree) if version == 2 else first_version(tree)[0]
    refused = {mine, mine / "cgroup.procs"}
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path not in refused and allowed(path, mode))
    name, reason, homes = tree.find()
    assert (name, homes) == ("rlimits", [])
    assert reason == f"{mine} can't be written to"


def test_no_control_groups(tree: Tree) -> None:
    assert tree.find() == ("rlimits", "no memory controller is mounted", [])
    assert find(tree.folder / "nothing", "", root=False).name == "rlimits"


@pytest.mark.parametrize("version", [1, 2])
def test_root_divides_only_what_it_was_given(tree: Tree, version: int) -> None:
    """Root can write to the group of whoever started it, which is no leave to do so."""
    mine = unified(tree) if version == 2 else first_version(tree)[0]
    name, reason, _ = tree.find(root=True)
    assert name == "rlimits"
    assert "Delegate=yes" in reason
    path = "/grading"
    given = mine.parents[1] / "grading" if version == 2 else mine.parent / "grading"
    given.mkdir()
    (given / "cgroup.procs").write_text("")
    (given / "cgroup.controllers").write_text("memory\n")
    assert tree.find(path, root=True)[2] == [Home(given, version, "memory")]
    assert not list(mine.glob("autograder*"))


def test_a_mark_of_systemd_is_leave(tree: Tree) -> None:
    mine = unified(tree)
    try:
        os.setxattr(mine, "user.delegate", b"1")
    except OSError as error:
        pytest.skip(f"this file system keeps no such attributes: {error}")
    assert tree.find(root=True)[0] == "cgroup v2"


def test_what_a_group_of_version_2_is_told(tmp_path: Path) -> None:
    made = control_files(Home(tmp_path, 2, "memory"))
    assert made == {
        "memory.max": str(MOST), "memory.swap.max": "0", "memory.oom.group": "1", "pids.max": "7",
    }  # fmt: skip


def test_what_groups_of_version_1_are_told(tmp_path: Path) -> None:
    memory = control_files(Home(tmp_path, 1, "memory"))
    assert memory == {"memory.limit_in_bytes": str(MOST), "memory.memsw.limit_in_bytes": str(MOST)}
    assert control_files(Home(tmp_path, 1, "pids")) == {"pids.max": "7"}


def control_files(home: Home) -> dict[str, str]:
    """What is written into a group in a folder like any other, where no file is there before."""
    entered: list[Path] = []
    real = os.open

    def opened(path: Path, flags: int) -> int:
        entered.append(path)
        return real(path, flags | os.O_CREAT, 0o600)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.sandbox.group.os.open", opened)
        patch.setattr("autograder.sandbox.group._remove", lambda _: None)
        with Group([home], LIMITS):
            pass
    (procs,) = entered
    assert procs.name == "cgroup.procs"
    return {path.name: path.read_text() for path in procs.parent.iterdir() if path != procs}


def test_the_record_says_which_limit_there_was() -> None:
    assert limit_in("bubblewrap") == limit_in("landlock") == FOUND.name
    assert limit_in("limited-process") == limit_in("") == ""


def test_doctor_says_it_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "memory_limit", lambda: MemoryLimit("cgroup v1", "in /somewhere"))
    doctor.run_doctor()
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("memory ")]
    assert "cgroup v1: all processes of a submission together" in line
    assert "in /somewhere" in line


def test_only_what_dead_processes_of_ours_left_is_swept(tmp_path: Path) -> None:
    here = Path("/proc/self/ns/pid").stat().st_ino
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    start = Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]
    kept = {
        f"autograder-{here}-{os.getpid()}-{start}-0", f"autograder-1-{dead.pid}-5-0", "autograder", "user.slice",
        "autograder-x",
    }  # fmt: skip
    swept = {f"autograder-{here}-{dead.pid}-5-0", f"autograder-{here}-{os.getpid()}-5-0"}
    for name in kept | swept:
        (tmp_path / name).mkdir()
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == kept


# ---- a real one --------------------------------------------------------------------------------------------


def ours() -> set[Path]:
    return {path for home in FOUND.homes for path in home.folder.glob("autograder-*")}


@pytest.fixture
def slot(walls: Walls, tier: Tier) -> Iterator[Slot]:
    with Slot(tier, WarmSandbox(walls, (), FOUND.homes), GUEST_FOLDER) as opened:
        yield opened


_TOGETHER = """
import os, time
for _ in range(6):
    if os.fork() == 0:
        block = bytearray(b"x") * (200 << 20)
        time.sleep(30)
        os._exit(0)
time.sleep(30)
"""


@needs_group
def test_processes_that_each_stay_below_the_limit_are_ended_together(slot: Slot) -> None:
    outcome = slot.run(make_job(_TOGETHER, memory_mb=300, wall_s=60.0, cells_wall_s=50.0))
    assert outcome.ended == "out_of_memory", outcome
    assert outcome.wall_s < 25, "ended one by one, by their own sleep"
    again = slot.run(make_job("print(sum(range(10)))"))
    assert (again.ended, again.stdout) == ("done", "45\n")
    assert not ours()


@needs_group
def test_one_process_still_hears_of_it_from_python(slot: Slot) -> None:
    caught = "try:\n    bytearray(b'x') * (400 << 20)\nexcept MemoryError:\n    print('caught')\n"
    outcome = slot.run(make_job(caught, memory_mb=300))
    assert (outcome.ended, outcome.stdout) == ("done", "caught\n")


@needs_group
def test_a_grader_that_is_killed_leaves_a_group_that_the_next_removes() -> None:
    program = """
import os, sys, time
from autograder.fronts import doctor
from autograder.protocol.jobs import Limits
from autograder.sandbox.cgroups import memory_limit
from autograder.sandbox.group import Group
group = Group(memory_limit().homes, Limits())
child = os.fork()
if child == 0:
    for entrance in group.entrances:
        os.write(entrance, b"0")
    os.setsid()
    time.sleep(60)
print(child, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as grader:
        assert grader.stdout is not None
        child = int(grader.stdout.readline())
        grader.kill()
    left = ours()
    assert len(left) == len(FOUND.homes)
    for home in FOUND.homes:
        sweep(home.folder)
    assert not ours()
    assert not _lives(child)


def _lives(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
