"""What only matters where the machine is shared: each thing that Landlock leaves open, in its older versions too."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox.confined import Confined
from autograder.sandbox.slot import Slot
from autograder.sandbox.tiers import GUEST_FOLDER
from tests.sandbox.conftest import children_of, make_job, slot_in

_TRY = """
import ctypes, os, socket
def attempt(what):
    try:
        what()
        print("done")
    except OSError as error:
        print("refused")
"""


@pytest.fixture(scope="module", params=[1, 3, 1000], ids=lambda abi: f"ABI {abi}")
def confined(request: pytest.FixtureRequest) -> Iterator[Slot]:
    """With what the first version offers, the third, and this kernel's."""
    with slot_in(Confined(GUEST_FOLDER, request.param)) as opened:
        yield opened


def printed(slot: Slot, source: str) -> list[str]:
    outcome = slot.run(make_job(_TRY + source))
    assert outcome.ended == "done", outcome
    return outcome.stdout.split()


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file that its user, who is the student's code too, may change in every way."""
    for folder in tmp_path.parents:
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o711)
    tmp_path.chmod(0o777)
    file = tmp_path / "outside.txt"
    file.write_text("as it was")
    file.chmod(0o666)
    if os.geteuid() == 0:
        os.chown(file, 64000, 64000)
        os.chown(tmp_path, 64000, 64000)
    return file


def test_a_file_outside_cannot_be_touched_in_any_way(confined: Slot, outside: Path) -> None:
    before = outside.stat()
    told = printed(
        confined,
        f"""
path, folder = {str(outside)!r}, {str(outside.parent)!r}
libc = ctypes.CDLL(None, use_errno=True)
def call(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "")
for what in (
    lambda: open(path), lambda: open(path, "w"), lambda: open(path, "a"),
    lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), lambda: os.open(path, 3 | os.O_TRUNC),
    lambda: os.truncate(path, 0),
    lambda: os.chmod(path, 0), lambda: os.chmod(folder, 0), lambda: os.chown(path, os.getuid(), -1),
    lambda: os.utime(path), lambda: os.utime(path, (0, 0)), lambda: os.setxattr(path, "user.mark", b"x"),
    lambda: os.unlink(path), lambda: os.rename(path, path + "2"), lambda: os.link(path, "link"),
    lambda: os.link(path, path + "3"), lambda: os.symlink("/", folder + "/link"), lambda: os.mkdir(folder + "/new"),
    lambda: os.mkfifo(folder + "/fifo"), lambda: os.rmdir(folder), lambda: os.listdir(folder),
    lambda: call(libc.inotify_init1(0)), lambda: call(libc.syscall(452, -100, path.encode(), 0, 0)),
):
    attempt(what)
""",
    )
    assert told == ["refused"] * 23
    after = outside.stat()
    assert (before.st_mode, before.st_uid, before.st_mtime_ns) == (
        after.st_mode,
        after.st_uid,
        after.st_mtime_ns,
    )
    assert outside.read_text() == "as it was"
    assert [entry.name for entry in outside.parent.iterdir()] == ["outside.txt"]


def test_what_may_be_read_cannot_be_changed(confined: Slot) -> None:
    """Files of the interpreter may belong to the same user."""
    told = printed(
        confined,
        """
import fcntl
path = os.__file__
file = os.open(path, os.O_RDONLY)
for what in (
    lambda: os.open(path, os.O_WRONLY), lambda: os.open(path, os.O_RDONLY | os.O_TRUNC),
    lambda: os.fchmod(file, 0), lambda: os.fchown(file, os.getuid(), -1), lambda: os.utime(file),
    lambda: os.setxattr(file, "user.mark", b"x"), lambda: os.ftruncate(file, 0),
    lambda: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK), lambda: fcntl.ioctl(file, 0x40086602, b"\\0" * 8),
):
    attempt(what)
""",
    )
    assert told == ["refused"] * 9


def test_no_socket_of_any_kind_reaches_anybody(confined: Slot, tmp_path: Path) -> None:
    """TCP and UDP on the loopback, by path, by abstract name; from a pair too."""
    place = str(tmp_path / "s")
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX) as abstract,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as by_path,
    ):
        abstract.bind("\0autograder-confined")
        abstract.listen()
        by_path.bind(place)
        by_path.settimeout(0.2)
        Path(place).chmod(0o777)
        told = printed(
            confined,
            f"""
pair = socket.socketpair()
pair[0].sendall(b"to myself")
print(pair[1].recv(20).decode().replace(" ", "-"))
for what in (
    lambda: socket.create_connection(("127.0.0.1", {server.getsockname()[1]}), 2),
    lambda: socket.create_server(("127.0.0.1", 0)), lambda: socket.socket(socket.AF_INET6),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM), lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    lambda: socket.socket(socket.AF_UNIX), lambda: socket.getaddrinfo("example.org", 80),
    lambda: socket.socketpair(type=socket.SOCK_DGRAM), lambda: pair[0].connect("\\0autograder-confined"),
    lambda: pair[0].bind("mine"), lambda: pair[0].listen(), lambda: pair[0].sendto(b"x", {place!r}),
):
    attempt(what)
""",
        )
        with pytest.raises(TimeoutError):
            by_path.recv(1)
    assert told == ["to-myself", *["refused"] * 12]


def test_other_processes_are_neither_seen_nor_reached(confined: Slot) -> None:
    """One of the same user, outside: its command line, its memory, signals in every form."""
    change = {"user": 64000, "group": 64000, "extra_groups": []} if os.geteuid() == 0 else {}
    sleeper = ["/bin/sleep", "60"]
    with subprocess.Popen(sleeper, **change) as other:  # type: ignore[call-overload]
        told = printed(
            confined,
            f"""
import fcntl, signal, resource
other = {other.pid}
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    if libc.syscall(number, *map(ctypes.c_long, arguments)) < 0:
        raise OSError(ctypes.get_errno(), "")
read, write = os.pipe()
for what in (
    lambda: os.kill(other, 9), lambda: os.kill(-1, 9), lambda: os.killpg(other, 9),
    lambda: call({_number(234, 131)}, other, other, 9), lambda: call({_number(200, 130)}, other, 9),
    lambda: call(434, other, 0), lambda: call({_number(129, 138)}, other, 9, 0),
    lambda: fcntl.fcntl(read, fcntl.F_SETOWN, other), lambda: fcntl.fcntl(read, fcntl.F_SETSIG, 9),
    lambda: resource.prlimit(other, resource.RLIMIT_CPU, (1, 1)), lambda: os.sched_setaffinity(other, {{0}}),
    lambda: os.setpriority(os.PRIO_PROCESS, other, 19), lambda: os.setpriority(os.PRIO_USER, 0, 19),
    lambda: os.setsid(), lambda: os.setpgid(0, 0), lambda: os.listdir("/proc"),
    lambda: os.listdir(f"/proc/{{other}}/fd"),
    *(lambda name=name: open(f"/proc/{{other}}/{{name}}").read()
      for name in ("cmdline", "status", "environ", "mem", "maps")),
    lambda: open("/proc/net/tcp").read(), lambda: open("/proc/self/mountinfo").read(),
    lambda: open("/proc/thread-self/net/unix").read(), lambda: open("/proc/sys/kernel/hostname", "w"),
):
    attempt(what)
""",
        )
        alive = other.poll() is None
        other.kill()
    assert told == ["refused"] * 26
    assert alive


def _number(x86_64: int, aarch64: int) -> int:
    return x86_64 if os.uname().machine == "x86_64" else aarch64


def test_nothing_that_outlives_a_process_can_be_made(confined: Slot) -> None:
    told = printed(
        confined,
        """
libc = ctypes.CDLL(None, use_errno=True)
print(libc.shmget(77, 4096, 0o1666), libc.msgget(77, 0o1666), libc.semget(77, 1, 0o1666))
attempt(lambda: open("/dev/shm/left", "w"))
attempt(lambda: open("/tmp/left", "w"))
attempt(lambda: open("/var/tmp/left", "w"))
""",
    )
    assert told == ["-1", "-1", "-1", "refused", "refused", "refused"]


def test_a_child_is_confined_as_well(confined: Slot, outside: Path) -> None:
    """By fork, by a new interpreter, by a thread."""
    told = printed(
        confined,
        f"""
import subprocess, sys, threading
source = "print(open({str(outside)!r}).read())"
done = subprocess.run([sys.executable, "-S", "-c", source], capture_output=True, text=True)
print(done.returncode, done.stderr.strip().split()[-1] if "Permission" in done.stderr else done.stderr)
def read():
    attempt(lambda: open({str(outside)!r}))
thread = threading.Thread(target=read)
thread.start()
thread.join()
""",
    )
    assert told == ["1", repr(str(outside)), "refused"]


def test_honest_work_with_files_and_processes_goes_on(confined: Slot, request: pytest.FixtureRequest) -> None:
    told = printed(
        confined,
        """
import shutil, tempfile
import numpy as np
np.save("weights.npy", np.ones(3))
print(np.load("weights.npy").sum(), np.memmap("map", mode="w+", shape=3).size)
os.replace("weights.npy", "better.npy")
os.makedirs("a/b")
attempt(lambda: os.replace("better.npy", "a/b/better.npy"))
shutil.rmtree("a")
with tempfile.TemporaryDirectory() as folder, open(folder + "/x", "w+") as file:
    file.write("x")
print(os.cpu_count() > 0, open(os.devnull).read() == "", len(os.urandom(3)))
""",
    )
    # The first version can't tell moving to another folder from moving out.
    moved = "refused" if "[ABI 1]" in request.node.name else "done"
    assert told == ["3.0", "3", moved, "True", "True", "3"]


def test_a_killed_host_leaves_no_process(tmp_path: Path) -> None:
    """The zygote sees the connection end, and ends the job that runs."""
    source = "import os, time\nif os.fork() == 0:\n    os.fork()\nwhile True:\n    time.sleep(0.05)"
    code = f"""
import sys
from autograder.sandbox.confined import Confined
from autograder.sandbox.tiers import GUEST_FOLDER
from tests.sandbox.conftest import make_job, slot_in
slot = slot_in(Confined(GUEST_FOLDER))
slot.start()
print(slot._warm._process.pid, flush=True)
slot.run(make_job({source!r}, wall_s=60.0, cells_wall_s=60.0))
"""
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as host:
        assert host.stdout is not None
        zygote = int(host.stdout.readline())
        deadline = time.monotonic() + 20
        children = Path(f"/proc/{zygote}/task/{zygote}/children")
        while not (jobs := children.read_text().split()) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        host.kill()
    while Path(f"/proc/{zygote}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert jobs
    assert not Path(f"/proc/{zygote}").exists()
    session = [
        entry for entry in Path("/proc").iterdir() if entry.name.isdigit() and _session(entry) == jobs[0]
    ]
    assert session == []


def _session(process: Path) -> str:
    try:
        return process.joinpath("stat").read_text().rpartition(")")[2].split()[3]
    except OSError:
        return ""


def test_two_slots_cannot_reach_each_others_folder() -> None:
    with slot_in(Confined(GUEST_FOLDER)) as one, slot_in(Confined(GUEST_FOLDER)) as other:
        (folder,) = printed(one, "print(os.getcwd())")
        told = printed(
            other,
            f"""
attempt(lambda: os.listdir({folder!r}))
attempt(lambda: open({folder + "/x"!r}, "w"))
attempt(lambda: os.chdir({folder!r}) or open("x", "w"))
""",
        )
        assert told == ["refused"] * 3
        assert children_of(one) == children_of(other) == []
    assert not Path(folder).exists()
