"""The limited process, as on Windows: without fork, resource, fcntl and pwd."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.errors import GraderFault, SandboxUnavailable
from autograder.protocol.jobs import Cell, Job, Limits, encode_job
from autograder.protocol.replies import CellsMessage
from autograder.sandbox import slot as slot_module
from autograder.sandbox.slot import Outcome, Slot, open_slot
from autograder.sandbox.tiers import GUEST_FOLDER, TierReport

_RUBBISH = """
import os
for number in range(3, 30):
    try:
        os.write(number, b"rubbish!")
    except OSError:
        pass
"""
_DEAF = "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))\ntime.sleep(60)"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def limited() -> Iterator[Slot]:
    with open_slot((), unsafe=True) as opened:
        yield opened


def job(source: str, **limits: float) -> Job:
    return Job(1, "x.py", "numpy", (Cell(0, source),), (), (), (), Limits(**limits))  # type: ignore[arg-type]


def test_a_job_is_run_and_its_output_kept_apart_from_the_messages(limited: Slot) -> None:
    outcome = limited.run(job("import os\nprint('from Python')\nos.write(1, b'from C\\n')"))
    assert outcome.ended == "done", outcome
    assert outcome.stdout.split("\n")[:2] in (["from Python", "from C"], ["from C", "from Python"])
    assert [message.cells[0].status for message in outcome.messages if isinstance(message, CellsMessage)] == [
        "ok"
    ]
    assert limited.tier == "limited-process"


def test_what_was_printed_before_death_is_kept(limited: Slot) -> None:
    assert limited.run(job("import os\nprint('step 1')\nos._exit(1)")).stdout == "step 1\n"


@pytest.mark.parametrize(
    ("source", "ended"),
    [
        ("import os\nos._exit(0)", "crashed"),
        ("import os\nos.abort()", "crashed"),
        ("import os\nos.closerange(0, 100)", "crashed"),
        (
            "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))\ntime.sleep(60)",
            "timed_out",
        ),
        (
            _RUBBISH,
            "protocol",
        ),
    ],
)
def test_every_ending_has_its_name(limited: Slot, source: str, ended: str) -> None:
    began = time.monotonic()
    assert limited.run(job(source, wall_s=1.0, cells_wall_s=0.8)).ended == ended
    assert time.monotonic() - began < 8


def test_a_flood_of_output_is_bounded(limited: Slot) -> None:
    outcome = limited.run(
        job("import os\nfor _ in range(200):\n    os.write(1, b'y' * (1 << 20))", output_bytes=3000)
    )
    assert (outcome.ended, len(outcome.stdout), outcome.stdout_truncated) == ("done", 3000, True)


def test_a_fresh_folder_and_a_clean_environment(limited: Slot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_SECRET", "81f3")
    source = """
import os
print(os.listdir("."), os.environ.get("COURSE_SECRET"))
print(os.getcwd())
open("left", "w").close()
"""
    first, second = (limited.run(job(source)).stdout.splitlines() for _ in range(2))
    assert first[0] == second[0] == "[] None"
    assert first[1] != second[1]
    assert not Path(first[1]).exists()


def test_a_child_of_the_submission_does_not_keep_us_waiting(limited: Slot) -> None:
    """It holds the pipes open; its process group is ended."""
    began = time.monotonic()
    outcome = limited.run(job("import os, time\nif os.fork() == 0:\n    time.sleep(60)\n    os._exit(0)"))
    assert outcome.ended == "done", outcome
    assert time.monotonic() - began < 8


def test_the_same_module_names_beside_the_notebook_do_not_matter(
    limited: Slot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("numpy.py", "json.py", "reference.py", "sitecustomize.py"):
        (tmp_path / name).write_text("raise RuntimeError('the student’s file')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    outcome = limited.run(job("import numpy, json\nprint(numpy.arange(3).sum())"))
    assert outcome.stdout == "3\n", outcome


_AS_ON_WINDOWS = """
import sys, os
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"}:
            raise ImportError(name + " is not on Windows")
sys.meta_path.insert(0, Blocker())
for name in ("fcntl", "resource", "pwd", "grp"):
    sys.modules.pop(name, None)
for name in ("fork", "forkpty", "pipe2", "memfd_create", "geteuid", "getuid"):
    if hasattr(os, name):
        delattr(os, name)
"""


def run_as_on_windows(code: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", _AS_ON_WINDOWS + code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_the_host_side_needs_nothing_that_windows_lacks() -> None:
    printed = run_as_on_windows("""
from autograder.protocol.jobs import Cell, Job
from autograder.sandbox.slot import open_slot
with open_slot((), unsafe=True) as slot:
    outcome = slot.run(Job(1, "x.py", "numpy", (Cell(0, "print(7)"),), (), (), ()))
    print(outcome.ended, outcome.stdout)
""")
    assert printed.split() == ["done", "7"]


def test_the_guest_needs_nothing_that_windows_lacks() -> None:
    """The guest's own process runs with the same modules hidden."""
    data = encode_job(job("print(7)"))
    start = f"runpy.run_path({str(GUEST_FOLDER / '__main__.py')!r}, run_name='__main__')"
    code = f"import runpy\nsys.argv = ['guest', 'single']\n{start}"
    ended = subprocess.run(
        [sys.executable, "-c", _AS_ON_WINDOWS + code],
        input=len(data).to_bytes(4, "big") + data,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.endswith(b'{"type": "done"}')
    assert b"7" in ended.stderr


def test_an_interpreter_that_does_not_start_is_our_fault(
    monkeypatch: pytest.MonkeyPatch, limited: Slot
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false" if Path("/bin/false").exists() else os.devnull)
    with pytest.raises(GraderFault):
        limited.run(job("pass"))


def test_without_namespaces_a_sandbox_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        slot_module, "probe", lambda: TierReport("limited-process", "user namespaces are not allowed here")
    )
    with pytest.raises(SandboxUnavailable, match="not allowed here"):
        open_slot(())


def outcome_of(run: Callable[[Job], Outcome], source: str) -> tuple[str, str]:
    outcome = run(job(source))
    return outcome.ended, outcome.stdout


def test_both_tiers_tell_the_same(limited: Slot, slot: Slot) -> None:
    """The same file has the same ending and output in the sandbox and outside."""
    for source in (
        "print('好')",
        "import os\nos._exit(3)",
        "import sys\nprint('e', file=sys.stderr)",
        "print(input())",
    ):
        assert outcome_of(limited.run, source)[0] == outcome_of(slot.run, source)[0]
