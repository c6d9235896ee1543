"""Submissions that end strangely, lie about it, or leave something behind."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.protocol.jobs import Cell, Job
from autograder.protocol.replies import DoneMessage
from autograder.sandbox.bubblewrap import Namespaces
from autograder.sandbox.confined import Confined
from autograder.sandbox.launch import Walls
from autograder.sandbox.slot import Outcome, Slot
from autograder.sandbox.syscalls import filter_program
from autograder.sandbox.tiers import GUEST_FOLDER
from tests.sandbox.conftest import slot_in

Attack = Callable[..., Outcome]
Succeeds = Callable[..., str]


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("import os\nos._exit(0)", "exit code 0"),
        ("import os\nos._exit(70)", "exit code 70"),
        ("import os\nos.abort()", "signal 6"),
        ("import os\nos.kill(os.getpid(), 9)", "signal 9"),
        ("import ctypes\nctypes.string_at(0)", "signal 11"),
        ("import os, signal\nos.killpg(0, signal.SIGKILL)", "signal 9"),
    ],
)
def test_death_before_the_end_is_a_crash(attack: Attack, source: str, detail: str) -> None:
    outcome = attack(source)
    assert outcome.ended == "crashed", outcome
    assert detail in outcome.detail


def test_what_was_printed_before_death_is_kept(attack: Attack) -> None:
    assert attack("import os\nprint('step 1')\nos._exit(1)").stdout == "step 1\n"


def test_stopping_itself_runs_into_the_time_limit(attack: Attack) -> None:
    outcome = attack("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", wall_s=0.5, cells_wall_s=0.4)
    assert outcome.ended == "timed_out", outcome


def test_stopping_or_killing_the_parent_changes_nothing(attack: Attack) -> None:
    outcome = attack(
        "import os, signal\nfor number in (9, signal.SIGSTOP, signal.SIGINT):\n    os.kill(os.getppid(), number)"
    )
    assert outcome.ended == "done", outcome


def test_closing_every_descriptor_is_a_crash(attack: Attack) -> None:
    outcome = attack("import os\nos.closerange(0, 1000)")
    assert outcome.ended == "crashed", outcome
    assert outcome.messages == ()


def test_rubbish_on_every_descriptor(attack: Attack) -> None:
    """What looks like a report of process 1 or a last message is taken for neither."""
    source = """
import os, socket
texts = [b'{"status": 0, "timed_out": false, "wall_s": 0, "cpu_s": 0, "peak_rss_kb": 1, "dirt": ""}',
         b'{"error": null}', b'\\0\\0\\0\\x0f{"type":"done"}x']
for number in range(256):
    for text in texts:
        try:
            os.write(number, text)
        except OSError:
            pass
"""
    outcome = attack(source)
    assert outcome.ended == "protocol", outcome
    assert not outcome.messages


def test_a_forged_end_does_not_hide_the_death_after_it(attack: Attack) -> None:
    source = """
import os
import shutil
os.write(3, (15).to_bytes(4, "big") + b'{"type":"done"}')
os._exit(1)
"""
    outcome = attack(source)
    assert outcome.ended == "crashed", outcome
    assert outcome.messages == (DoneMessage(),)


def test_half_a_frame_is_no_message(attack: Attack) -> None:
    outcome = attack("import os\nos.write(3, b'\\0\\0\\0\\x0f{\"ty')\nos._exit(0)")
    assert (outcome.ended, outcome.messages) == ("crashed", ()), outcome


def test_hooks_at_exit_do_not_run(attack: Attack) -> None:
    outcome = attack(
        "import atexit, threading\natexit.register(print, 'late')\nthreading._register_atexit(print, 'late')"
    )
    assert (outcome.ended, outcome.stdout) == ("done", ""), outcome


def test_background_process_and_files_are_gone(attack: Attack) -> None:
    """Also a process that left its group and session, and folders that may not be entered."""
    source = """
import os, time
if os.fork() == 0:
    for leave in (os.setsid, lambda: os.setpgid(0, 0)):
        try:
            leave()
        except OSError:
            pass
    if os.fork() == 0:
        while True:
            try:
                open("alive", "a").write("x")
            except OSError:
                pass
    os._exit(0)
os.makedirs("a/b/c")
os.mkfifo("fifo")
os.symlink("/", "root")
open("a/b/file", "w").write("x")
"""
    assert attack(source).ended == "done"


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.mkdir('a')\nos.mkdir('a/b', 0)\nos.mkdir('c', 0o300)",
        "import os\ntry:\n    os.chmod('.', 0)\nexcept OSError:\n    pass",
        "import os\nfor _ in range(1500):\n    os.mkdir('deep')\n    os.chdir('deep')",
        "import ctypes\nctypes.CDLL(None).shmget(1234, 4096, 0o1666)",
    ],
    ids=["locked folder", "locked scratch", "deep folders", "shared memory segment"],
)
def test_what_is_hard_to_remove_costs_the_slot_not_the_next_job(attack: Attack, source: str) -> None:
    outcome = attack(source)
    # Without a mount of its own the scratch is looked into, and what can't be looked into counts as full.
    assert outcome.ended == "done" or "MB of files" in outcome.detail, outcome


def test_files_elsewhere_in_the_scratch_are_gone(succeeds: Succeeds) -> None:
    """Where there is a /dev/shm of its own."""
    succeeds("try:\n    open('/dev/shm/left', 'w').close()\nexcept PermissionError:\n    pass")


def test_shared_memory_is_not_inherited(succeeds: Succeeds) -> None:
    """System V segments live in the IPC namespace, which would outlive the job."""
    succeeds("import ctypes\nctypes.CDLL(None).shmget(4321, 4096, 0o1666)")
    assert succeeds("import ctypes\nprint(ctypes.CDLL(None).shmget(4321, 4096, 0))") == "-1\n"


def test_a_death_of_the_whole_sandbox_is_repaired(slot: Slot, attack: Attack) -> None:
    """As when the machine's memory runs out and the kernel ends bubblewrap."""
    attack("pass")
    assert slot._warm is not None
    assert slot._warm._process is not None
    os.kill(slot._warm._process.pid, 9)
    assert attack("print(1)").stdout == "1\n"


def test_a_slot_started_in_a_thread_that_has_ended_still_works(walls: Walls) -> None:
    """The kernel ends the sandbox with the thread that started it; the next job starts another."""
    with slot_in(walls) as slot:
        thread = threading.Thread(target=slot.start)
        thread.start()
        thread.join()
        cells = (Cell(0, "print(1)"),)
        assert slot.run(Job(1, "x.py", "numpy", cells, (), (), ())).stdout == "1\n"


def test_slots_do_not_meet(walls: Walls) -> None:
    """Two at once, each from its own thread: neither sees the other's processes or files."""
    source = """
import os, time
open("mine", "w").close()
time.sleep(0.3)
try:
    processes = {int(name) for name in os.listdir("/proc") if name.isdigit()}
except PermissionError:
    processes = {1, os.getpid()}
print(os.listdir("."), processes == {1, os.getpid()})
"""

    def run(_: int) -> str:
        own = replace(walls) if isinstance(walls, Namespaces) else Confined(GUEST_FOLDER)
        with slot_in(own) as slot:
            return slot.run(Job(1, "x.py", "numpy", (Cell(0, source),), (), (), ())).stdout

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, range(2))) == ["['mine'] True\n"] * 2


def test_a_fault_of_the_driver_is_no_crash_of_the_student(tier: str, program: Path, tmp_path: Path) -> None:
    guest = tmp_path / "guest"
    shutil.copytree(GUEST_FOLDER, guest)
    (guest / "work.py").write_text("def run_job(job, send):\n    raise KeyError('ours')\n", encoding="utf-8")
    walls = Namespaces(program, guest, filter_program()) if tier == "bubblewrap" else Confined(guest)
    with slot_in(walls) as broken:
        outcome = broken.run(Job(1, "x.py", "numpy", (Cell(0, "pass"),), (), (), ()))
    assert outcome.ended == "fault"
    assert "KeyError" in outcome.detail
