"""Ways out of the sandbox, and ways to harm process 1, with and without the filter of system calls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.protocol.jobs import Cell, Job, Limits
from autograder.protocol.replies import CellsMessage
from autograder.sandbox.bubblewrap import Namespaces
from autograder.sandbox.confined import Confined
from autograder.sandbox.launch import Walls
from autograder.sandbox.slot import Outcome, Slot
from autograder.sandbox.syscalls import filter_program
from autograder.sandbox.tiers import GUEST_FOLDER
from tests.sandbox.conftest import slot_in

_CALL = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    return result if result >= 0 else -ctypes.get_errno()
"""


def run(slot: Slot, source: str) -> Outcome:
    cells = (Cell(0, source),)
    return slot.run(Job(1, "escape.py", "numpy", cells, (), (), (), Limits(wall_s=10.0, cells_wall_s=8.0)))


def judged_right(slot: Slot) -> bool:
    outcome = run(slot, "import numpy\nprint(numpy.arange(10).sum())")
    return outcome.ended == "done" and outcome.stdout == "45\n"


@pytest.fixture(scope="module", params=["filtered", "namespaces alone", "landlock 1", "landlock"])
def bare(request: pytest.FixtureRequest, program: Path) -> Iterator[Slot]:
    """The slot as it is, and of a processor whose system calls we have no list of; Landlock's oldest and newest."""
    walls: dict[str, Walls] = {
        "filtered": Namespaces(program, GUEST_FOLDER, filter_program()),
        "namespaces alone": Namespaces(program, GUEST_FOLDER, None),
        "landlock 1": Confined(GUEST_FOLDER, 1),
        "landlock": Confined(GUEST_FOLDER),
    }
    with slot_in(walls[request.param]) as opened:
        yield opened


def zygote(slot: Slot) -> int:
    """Its number, as students' code would write it."""
    slot.start()
    assert slot._warm is not None
    assert slot._warm._process is not None
    return 1 if slot.tier == "bubblewrap" else slot._warm._process.pid


def test_read_only_bind_cannot_be_made_writable(bare: Slot) -> None:
    """The first escape of a naive recipe: remount, then write into the host's interpreter."""
    marker = Path(os.__file__).with_name("escaped.txt")
    source = f"""{_CALL}
with open("/proc/self/mountinfo") as file:
    places = [line.split()[4] for line in file]
for place in places:
    for flags in (4096 | 32, 4096 | 32 | 2 | 4, 32):
        libc.mount(None, place.encode(), None, ctypes.c_ulong(flags), None)
open({str(marker)!r}, "w").write("x")
print("written")
"""
    outcome = run(bare, source)
    assert not marker.exists()
    assert "written" not in outcome.stdout
    assert judged_right(bare)


def test_process_1_cannot_be_rewritten(bare: Slot) -> None:
    """The second escape: the parent's memory through /proc, and by system call."""
    outcome = run(
        bare,
        f"""{_CALL}
for path in ("/proc/{zygote(bare)}/mem", f"/proc/{{os.getppid()}}/mem"):
    try:
        os.close(os.open(path, os.O_RDWR))
        print("opened", path)
    except OSError as error:
        print(type(error).__name__)
for name in ("environ", "maps", "fd", "cwd"):
    try:
        path = f"/proc/{zygote(bare)}/{{name}}"
        print("read", os.listdir(path) if name == "fd" else open(path).read(10))
    except OSError as error:
        print(type(error).__name__)
""",
    )
    assert set(outcome.stdout.split()) == {"PermissionError"}, outcome
    assert judged_right(bare)


@pytest.mark.parametrize("call", ["ptrace", "process_vm_readv", "process_vm_writev"])
def test_process_1_cannot_be_traced(bare: Slot, call: str) -> None:
    """Its memory is out of reach by system call too."""
    if os.uname().machine != "x86_64":
        pytest.skip("numbers of x86_64")
    number = {"ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311}[call]
    outcome = run(
        bare,
        f"""{_CALL}
def attempt():
    buffer = ctypes.create_string_buffer(8)
    mine = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 8)
    theirs = (ctypes.c_size_t * 2)(id(object), 8)
    if {number} == 101:
        return call(101, 16, {zygote(bare)}, 0, 0)
    return call({number}, {zygote(bare)}, ctypes.addressof(mine), 1, ctypes.addressof(theirs), 1, 0)
print("result", attempt() < 0)
""",
    )
    assert outcome.ended == "blocked" or outcome.stdout == "result True\n", outcome
    assert judged_right(bare)


def test_signals_to_process_1_are_harmless(bare: Slot) -> None:
    outcome = run(
        bare,
        f"""
import os, signal
for number in range(1, signal.NSIG):
    if number not in (signal.SIGCHLD,):
        try:
            os.kill({zygote(bare)}, number)
        except PermissionError:
            pass
print("sent")
""",
    )
    assert (outcome.ended, outcome.stdout) == ("done", "sent\n"), outcome
    assert judged_right(bare)


def test_limits_of_process_1_changed_by_the_child_do_not_reach_the_next_job(bare: Slot) -> None:
    """A process may lower the limits of another of the same user: refused, or the slot is replaced."""
    run(
        bare,
        f"""
import resource
for limit in (resource.RLIMIT_NPROC, resource.RLIMIT_AS, resource.RLIMIT_NOFILE):
    try:
        resource.prlimit({zygote(bare)}, limit, (1, 1))
    except OSError:
        pass
""",
    )
    assert judged_right(bare)


def test_process_1_cannot_be_slowed_down(slot: Slot) -> None:
    outcome = run(
        slot,
        f"""
import os
for attempt in (lambda: os.sched_setscheduler({zygote(slot)}, os.SCHED_IDLE, os.sched_param(0)),
                lambda: os.sched_setaffinity({zygote(slot)}, {{0}}),
                lambda: os.setpriority(os.PRIO_PROCESS, {zygote(slot)}, 19),
                lambda: os.setpriority(os.PRIO_USER, 0, 19)):
    try:
        attempt()
        print("done")
    except PermissionError:
        print("refused")
""",
    )
    assert outcome.stdout == "refused\n" * 4
    assert judged_right(slot)


def test_no_namespace_of_its_own(bare: Slot) -> None:
    """A user namespace would give capabilities and a larger part of the kernel to attack."""
    outcome = run(bare, f"{_CALL}\nprint(libc.unshare(0x10000000) == 0, libc.unshare(0x20000) == 0)")
    assert outcome.ended == "blocked" or outcome.stdout == "False False\n", outcome
    assert judged_right(bare)


def test_neither_root_nor_capabilities_nor_new_privileges(slot: Slot) -> None:
    outcome = run(slot, "print(open('/proc/self/status').read())")
    status = dict(line.split(":\t", 1) for line in outcome.stdout.splitlines() if ":\t" in line)
    assert status["Uid"].split()[0] != "0"
    held = {int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}
    # Where an ordinary user can't reach the interpreter, reading is left, and Landlock says what.
    assert held == {0} or (slot.tier == "landlock" and held == {1 << 2} and os.geteuid() == 0)
    assert status["NoNewPrivs"] == "1"


def test_outside_the_process_belongs_to_an_ordinary_user(slot: Slot) -> None:
    """Seen from the host, the sandbox runs as nobody's root."""
    slot.start()
    assert slot._warm is not None
    assert slot._warm._process is not None
    status = Path(f"/proc/{slot._warm._process.pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("Uid:")]
    assert "0" not in line.split()[1:]


@pytest.mark.parametrize("family", [40, 38, 17, 31], ids=["vsock", "kernel crypto", "packet", "bluetooth"])
def test_no_socket_that_a_network_namespace_does_not_hold(slot: Slot, family: int) -> None:
    outcome = run(
        slot,
        f"""
import socket
try:
    socket.socket({family}, socket.SOCK_STREAM)
    print("opened")
except OSError as error:
    print(type(error).__name__)
""",
    )
    assert outcome.stdout == "OSError\n"


def test_keyrings_do_not_carry_anything_to_the_next_job(slot: Slot) -> None:
    """add_key to the user's keyring, which outlives the process."""
    number = {"x86_64": 248, "aarch64": 217}.get(os.uname().machine)
    if number is None:
        pytest.skip("no filter for this processor")
    assert run(slot, f"{_CALL}\nprint(call({number}, 0, 0, 0, 0, -4))").ended == "blocked"
    assert judged_right(slot)


def test_cells_are_told_apart_from_the_first_line(slot: Slot) -> None:
    """The follow-up job of these tests can fail: an error in it would be seen."""
    outcome = run(slot, "1 / 0")
    (cells,) = [message for message in outcome.messages if isinstance(message, CellsMessage)]
    assert cells.cells[0].status == "error"
