"""Submissions that take all they can get: each ends at its limit, and the next one finds everything as before."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from autograder.protocol.replies import CellsMessage
from autograder.sandbox.slot import Outcome

Attack = Callable[..., Outcome]
Succeeds = Callable[..., str]

_DEAF = "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))\n"


def fault(outcome: Outcome) -> str:
    """Class of the exception that ended the cell."""
    (cells,) = [message for message in outcome.messages if isinstance(message, CellsMessage)]
    error = cells.cells[0].error
    return error.kind if error else ""


@pytest.mark.parametrize(
    "source",
    [
        f"{_DEAF}while True:\n    pass",
        f"{_DEAF}while True:\n    time.sleep(100)",
        f"{_DEAF}import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
        f"{_DEAF}import os\nif os.fork():\n    os.waitpid(-1, 0)\nelse:\n    time.sleep(100)",
        f"{_DEAF}import re\nre.match('(a+)+$', 'a' * 60 + 'b')",
    ],
    ids=["loop", "sleep", "deadlock", "child that sleeps", "regular expression"],
)
def test_no_end(attack: Attack, source: str) -> None:
    """Also where every signal that can be blocked is."""
    began = time.monotonic()
    outcome = attack(source, wall_s=0.7, cells_wall_s=0.5)
    assert outcome.ended == "timed_out", outcome
    assert outcome.wall_s < 3
    assert time.monotonic() - began < 5
    assert "0.7 s" in outcome.detail


def test_cpu_time_has_its_own_limit(attack: Attack) -> None:
    outcome = attack(f"{_DEAF}while True:\n    pass", cpu_s=1, wall_s=9.0, cells_wall_s=8.0)
    assert outcome.ended == "timed_out", outcome
    assert outcome.wall_s < 6


@pytest.mark.parametrize(
    "source",
    [
        "text = 'x' * (4 << 30)",
        "import numpy\nnumpy.ones(1 << 30)",
        "rows = []\nwhile True:\n    rows.append(bytes(1 << 20))",
    ],
    ids=["text", "array", "list"],
)
def test_memory(attack: Attack, source: str) -> None:
    """A MemoryError is the student's exception; numpy's is a subclass under another name."""
    outcome = attack(source, memory_mb=200)
    assert outcome.ended == "done", outcome
    assert fault(outcome) in {"MemoryError", "_ArrayMemoryError"}
    assert outcome.peak_rss_mb < 400


def test_abort_for_want_of_memory_is_told_apart(attack: Attack) -> None:
    """As C++ libraries end: the message on standard error, then SIGABRT."""
    words = "terminate called after throwing an instance of 'std::bad_alloc'"
    assert attack(f"import os\nos.write(2, {words.encode()!r})\nos.abort()").ended == "out_of_memory"


def test_fork_bomb(attack: Attack) -> None:
    """Ends at the limit of processes, and none is left."""
    outcome = attack("import os\nwhile True:\n    os.fork()", wall_s=2.0, cells_wall_s=1.0, processes=40)
    assert outcome.ended in {"done", "timed_out", "crashed", "protocol"}
    assert outcome.wall_s < 4


def test_limit_of_processes_is_enforced(succeeds: Succeeds) -> None:
    """RLIMIT_NPROC doesn't bind root: this fails where the sandbox runs as root."""
    printed = succeeds(
        """
import os, signal, time
children = []
try:
    while len(children) < 200:
        child = os.fork()
        if child == 0:
            time.sleep(20)
            os._exit(0)
        children.append(child)
except BlockingIOError:
    pass
print(len(children))
""",
        processes=20,
    )
    assert 10 <= int(printed) <= 20


def test_thread_bomb(attack: Attack) -> None:
    start = "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    source = f"import threading, time\nwhile True:\n    {start}"
    outcome = attack(source, processes=30)
    assert (outcome.ended, fault(outcome)) == ("done", "RuntimeError"), outcome


def test_output_flood(attack: Attack) -> None:
    """200 MB printed: the head is kept, nothing blocks, nothing grows."""
    outcome = attack(
        "import os\nblock = b'y' * (1 << 20)\nfor _ in range(200):\n    os.write(1, block)", output_bytes=5000
    )
    assert outcome.ended == "done", outcome
    assert outcome.stdout_truncated
    assert outcome.stdout == "y" * 5000


def test_output_just_at_the_limit_is_whole(attack: Attack) -> None:
    outcome = attack("import os\nos.write(1, b'y' * 5000)", output_bytes=5000)
    assert (outcome.stdout, outcome.stdout_truncated) == ("y" * 5000, False)


def test_message_flood(attack: Attack) -> None:
    """Endless frames on the message pipe end in a verdict, not in the host's memory."""
    source = """
import os
frame = (1000).to_bytes(4, "big") + b"x" * 1000
while True:
    os.write(3, frame * 100)
"""
    outcome = attack(source, wall_s=1.0, cells_wall_s=0.5)
    assert outcome.ended == "protocol", outcome


def test_large_file(attack: Attack) -> None:
    outcome = attack("open('big', 'wb').write(bytes(20 << 20))", file_mb=10)
    assert fault(outcome) == "OSError"


def test_scratch_is_bounded(attack: Attack, tier: str) -> None:
    """Many files of the allowed size fill the scratch, not the machine's memory."""
    source = """
block = bytes(8 << 20)
for number in range(1000):
    with open(f"{number}", "wb") as file:
        file.write(block)
"""
    if tier == "bubblewrap":
        assert fault(attack(source, file_mb=10)) == "OSError"
        assert fault(attack(source.replace('f"', 'f"/dev/shm/'), file_mb=10)) == "OSError"
    else:
        slowly = source + "    import time\n    time.sleep(0.05)\n"
        outcome = attack(slowly, file_mb=10)
        assert (outcome.ended, outcome.detail) == ("crashed", "more than 128 MB of files"), outcome


def test_inode_flood(attack: Attack) -> None:
    outcome = attack("for number in range(20_000):\n    open(f'{number}', 'w').close()")
    assert outcome.ended == "done", outcome


def test_open_files(attack: Attack) -> None:
    assert fault(attack("files = [open('/dev/null') for _ in range(10_000)]")) == "OSError"


def test_stack_overflow(attack: Attack) -> None:
    """The process dies, and the verdict says so."""
    source = """
import functools, sys
sys.setrecursionlimit(10**8)
call = int
for _ in range(200_000):
    call = functools.partial(lambda inner: inner(), call)
    call = functools.partial(call)
call()
"""
    assert attack(source).ended == "crashed"
