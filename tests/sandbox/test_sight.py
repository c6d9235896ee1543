"""What student code can see, read, write and reach: nothing of ours, of others or of the network."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.protocol.jobs import Cell, Job, Limits
from autograder.sandbox.launch import Walls
from autograder.sandbox.slot import Slot
from autograder.sandbox.tiers import GUEST_FOLDER
from tests.sandbox.conftest import slot_in

Succeeds = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]
OURS = ("reference", "exercises", "autograder", "reports")
MARK = "only-for-the-grader-81f3"


def only(tier: str) -> pytest.MarkDecorator:
    """For what the other tier doesn't promise."""
    return pytest.mark.parametrize("tier", [tier], indirect=True, scope="session")


_TRY_IMPORTS = """
import importlib
for name in ("reference.run", "reference.algorithms", "exercises.spec", "autograder.protocol.jobs",
             "autograder.sandbox", "autograder.grading", "reports.page", "optimizer_autograder", "tests"):
    try:
        module = importlib.import_module(name)
        if vars(module).get("__file__") or not name.startswith("autograder."):  # that answers with an inert stand-in
            print("imported", name, module)
    except ImportError:
        pass
"""


def test_nothing_of_ours_can_be_imported(succeeds: Succeeds) -> None:
    """Not by name, not through a path entry that points at the checkout."""
    assert succeeds(_TRY_IMPORTS) == ""
    assert succeeds(f"import sys\nsys.path[:0] = [{str(ROOT)!r}, '/guest/..', '..']\n{_TRY_IMPORTS}") == ""


def files_of_ours() -> list[Path]:
    folders = [ROOT / name for name in (*OURS, "tests")]
    return [
        path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"
    ]


def test_no_file_of_ours_can_be_read(succeeds: Succeeds) -> None:
    """Whoever knows its path finds nothing there, or a closed door. What runs the code is in the sandbox itself."""
    hidden = [str(path) for path in files_of_ours() if not path.is_relative_to(GUEST_FOLDER)]
    assert len(hidden) > 500
    source = f"""
for path in {hidden!r}:
    try:
        open(path).read()
        print("read", path)
    except OSError:
        pass
"""
    assert succeeds(source) == ""


@only("bubblewrap")
def test_no_file_of_ours_is_anywhere(succeeds: Succeeds) -> None:
    """A walk over the whole file system meets no file with the name and size of one of ours."""
    known = sorted(
        {(path.name, path.stat().st_size) for path in files_of_ours() if path.stat().st_size > 400}
    )
    source = f"""
import os
known = set(map(tuple, {json.dumps([list(pair) for pair in known])}))
seen = 0
for folder, folders, names in os.walk("/"):
    folders[:] = [name for name in folders if (folder, name) != ("/", "guest") and (folder, name) != ("/", "proc")]
    for name in names:
        seen += 1
        if any(name == other for other, _ in known):
            path = os.path.join(folder, name)
            try:
                if (name, os.stat(path).st_size) in known:
                    print(path)
            except OSError:
                pass
        elif "optimizer_autograder" in name:
            try:
                if open(os.path.join(folder, name)).read():
                    print(os.path.join(folder, name))
            except OSError:
                pass
assert seen > 1000
"""
    assert len(known) > 20
    assert succeeds(source, cells_wall_s=60.0, wall_s=90.0, cpu_s=90) == ""


@only("bubblewrap")
def test_the_guest_folder_is_the_only_thing_mounted_from_the_checkout(succeeds: Succeeds) -> None:
    printed = succeeds("print(open('/proc/self/mountinfo').read())")
    assert "/guest" in printed
    places = [Path(line.split()[4]) for line in printed.splitlines() if line]
    assert not [
        place for place in places if place.is_relative_to(ROOT) and "site-packages" not in place.parts
    ]


@pytest.fixture
def installed(tmp_path: Path, walls: Walls) -> Iterator[Slot]:
    """A slot beside whose packages ours are installed, both by ``pip install .`` and editable."""
    packages = tmp_path / "site-packages"
    for name in (*OURS, "harmless", "optimizer_autograder-1.0.dist-info"):
        (packages / name).mkdir(parents=True)
        (packages / name / "__init__.py").write_text(f"secret = {MARK!r}\n")
    for name in (
        "__editable__.optimizer_autograder-1.0.pth",
        "__editable___optimizer_autograder_1_0_finder.py",
        "optimizer-autograder.egg-link",
    ):
        (packages / name).write_text(f"# {MARK} {ROOT}\n")
    (packages / "harmless" / "__init__.py").write_text("value = 7\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(packages)])
        with slot_in(walls) as opened:
            opened.start()
            yield opened


def test_installed_copies_are_masked(installed: Slot, tmp_path: Path) -> None:
    """Neither import nor path reaches an installed copy; other packages beside it are there."""
    packages = tmp_path / "site-packages"
    source = f"""
import harmless, os
print(harmless.value)
for name in {OURS}:
    try:
        module = __import__(name)
        print(vars(module).get("secret", "nothing"))
    except (ImportError, PermissionError):
        print("nothing")
for folder, _, names in os.walk({str(packages)!r}):
    for name in names:
        try:
            if {MARK!r} in open(os.path.join(folder, name)).read():
                print("read", name)
        except (OSError, UnicodeDecodeError):
            pass
"""
    outcome = installed.run(Job(1, "x.py", "numpy", (Cell(0, source),), (), (), (), Limits(wall_s=10.0)))
    assert outcome.stdout.split() == ["7", *["nothing"] * len(OURS)], outcome


@pytest.mark.parametrize(
    "path",
    [
        "/etc/shadow",
        "/etc/passwd",
        "/etc/hostname",
        "/root/.bashrc",
        "/home",
        "/var",
        "/sys",
        "/usr/bin/env",
        "/bin/sh",
    ],
)
def test_files_of_the_machine_are_not_there(succeeds: Succeeds, slot: Slot, path: str) -> None:
    """Without namespaces they are, but can't be read."""
    if slot.tier == "bubblewrap":
        assert succeeds(f"import os\nprint(os.path.exists({path!r}))") == "False\n"
    assert (
        succeeds(f"""
import os
for read in (os.listdir, lambda path: open(path).read()):
    try:
        read({path!r})
        print("read")
    except OSError:
        pass
""")
        == ""
    )


def test_another_students_file_and_the_hosts_tmp_are_not_there(
    succeeds: Succeeds, slot: Slot, tmp_path: Path
) -> None:
    other = tmp_path / "submitted" / "zhang" / "lab6" / "adam.py"
    other.parent.mkdir(parents=True)
    other.write_text(MARK)
    for folder in (other, *other.parents):
        folder.chmod(folder.stat().st_mode | 0o755)  # not the rights of the file keep it secret
    if slot.tier == "bubblewrap":
        seen = succeeds(f"import os\nprint(os.path.exists({str(other)!r}), os.listdir('/tmp'))")
        assert seen == "False []\n"
    source = f"""
import os
for attempt in (lambda: open({str(other)!r}).read(), lambda: open({str(other)!r}, "w"),
                lambda: os.unlink({str(other)!r}),
                lambda: os.listdir({str(other.parent)!r}), lambda: os.link({str(other)!r}, "stolen"),
                lambda: os.rename({str(other)!r}, "stolen"), lambda: os.mkdir({str(other.parent / "new")!r}),
                lambda: os.symlink({str(other)!r}, "mine") or open("mine").read()):
    try:
        attempt()
        print("done")
    except OSError:
        print("refused")
"""
    assert succeeds(source) == "refused\n" * 8
    assert other.read_text() == MARK


@only("bubblewrap")
def test_nothing_but_scratch_can_be_written(succeeds: Succeeds) -> None:
    """Every folder is tried; the only ones that take a file are /tmp and /dev/shm."""
    source = """
import os
taken = set()
for folder, folders, _ in os.walk("/"):
    if folder == "/":
        folders.remove("proc")
    if folder.count("/") > 5:
        folders.clear()
    try:
        with open(os.path.join(folder, "written-by-student"), "w"):
            taken.add(folder)
    except OSError:
        pass
for path in ("/guest/work.py", os.__file__, "/proc/sys/kernel/hostname", "/proc/sysrq-trigger",
             "/proc/1/oom_score_adj"):
    try:
        with open(path, "a"):
            taken.add(path)
    except OSError:
        pass
print(sorted(taken))
"""
    assert succeeds(source) == "['/dev/shm', '/tmp']\n"


def test_no_network(succeeds: Succeeds) -> None:
    """Not to the host's loopback, where a server listens; not to an address outside; no name is looked up."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0autograder-test")
        abstract.listen()
        port = server.getsockname()[1]
        printed = succeeds(f"""
import socket
def attempt(what):
    try:
        what()
        print("reached")
    except OSError as error:
        print("refused")
attempt(lambda: socket.create_connection(("127.0.0.1", {port}), 2))
attempt(lambda: socket.create_connection(("192.0.2.1", 80), 2))
attempt(lambda: socket.getaddrinfo("example.org", 80))
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)))
attempt(lambda: socket.socket(socket.AF_UNIX).connect("\\0autograder-test"))
""")
    assert printed == "refused\n" * 5


def test_the_environment_does_not_leak(walls: Walls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in os.environ nor in any readable /proc/*/environ."""
    monkeypatch.setenv("COURSE_SECRET", MARK)
    source = """
import os
print(dict(os.environ))
try:
    names = os.listdir("/proc")
except PermissionError:
    names = ["1", "self", str(os.getppid()), OURS]
for name in names:
    if name.isdigit():
        for file in ("environ", "cmdline"):
            try:
                print(open(f"/proc/{name}/{file}").read())
            except OSError:
                pass
"""
    source = source.replace("OURS", repr(str(os.getpid())))
    with slot_in(walls) as fresh:
        outcome = fresh.run(Job(1, "x.py", "numpy", (Cell(0, source),), (), (), (), Limits(wall_s=10.0)))
    assert "OMP_NUM_THREADS" in outcome.stdout
    assert MARK not in outcome.stdout
    assert os.environ["COURSE_SECRET"] == MARK


def test_no_descriptor_but_its_own_pipes_is_inherited(succeeds: Succeeds) -> None:
    printed = succeeds("""
import os
for number in range(0, 256):
    try:
        print(number, os.readlink(f"/proc/self/fd/{number}").split(":")[0])
    except OSError:
        pass
""")
    assert printed == "0 /dev/null\n1 pipe\n2 pipe\n3 pipe\n"


def test_a_submission_leaves_no_trace_in_the_memory_of_the_next(succeeds: Succeeds) -> None:
    """The zygote never reads a job, so a fork of it holds nothing of the one before."""
    word = "zhang-wei-wrote-this"
    succeeds(f"text = {word!r} * 1000\nprint(text)")
    printed = succeeds("""
import ctypes
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # dumpable: its own memory can be read
word = "".join(reversed("siht-etorw-iew-gnahz"))
found = 0
read = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        area, rights, *_ = line.split()
        if rights.startswith("r") and "[v" not in line:
            start, end = (int(part, 16) for part in area.split("-"))
            try:
                memory.seek(start)
                content = memory.read(end - start)
                found += content.count(word.encode() * 2)
                read += len(content)
            except OSError:
                pass
print(found, read > 10_000_000)
""")
    assert printed == "0 True\n"
