"""The same sandbox when an ordinary user starts it; and what cannot be started says why."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.errors import SandboxUnavailable
from autograder.sandbox import tiers
from autograder.sandbox.bubblewrap import Namespaces
from autograder.sandbox.shared import shared_filter
from autograder.sandbox.syscalls import filter_program
from autograder.sandbox.tiers import GUEST_FOLDER
from tests.sandbox.conftest import slot_in

ROOT = Path(__file__).resolve().parents[2]

# An interpreter in root's home is brought where others can reach it, in a mount namespace of this test's own.
_OPEN = """
set -e
mount -t tmpfs -o mode=755 stage /mnt
blocked=$1; shift
number=0
for path in "$@"; do
  [ "$path" = -- ] && break
  mkdir /mnt/$number; mount --bind "$path" /mnt/$number; number=$((number + 1))
done
[ -z "$blocked" ] || mount -t tmpfs -o mode=755 open "$blocked"
number=0
while [ "$1" != -- ]; do mkdir -p "$1"; mount --bind /mnt/$number "$1"; number=$((number + 1)); shift; done
shift
exec "$@"
"""

_REFUSE = "from tests.sandbox.refusing import refuse\nrefuse(landlock=False)\n"
_ATTACKS = """
import json, os, sys
from autograder.protocol.jobs import Cell, Job, Limits
from autograder.sandbox.slot import open_slot
from autograder.sandbox.tiers import probe

def run(slot, source, **limits):
    limits = Limits(wall_s=10.0, cells_wall_s=8.0, **limits)
    return slot.run(Job(1, "x.py", "numpy", (Cell(0, source),), (), (), (), limits))

found = probe()
result = {"tier": found.tier, "reason": found.reason, "uid": os.getuid()}
if found.isolates:
    with open_slot(()) as slot:
        result["remount"] = run(slot, '''
import ctypes, os
libc = ctypes.CDLL(None)
folder = os.path.dirname(os.__file__)
for place in (folder, os.path.dirname(folder), "/", "/guest"):
    libc.mount(None, place.encode(), None, ctypes.c_ulong(4096 | 32), None)
open("/guest/written", "w")
print("written")
''').stdout
        result["memory"] = run(slot, "open('/proc/1/mem', 'r+b')\\nprint('opened')").stdout
        result["processes"] = run(slot, '''
import os, time
count = 0
try:
    while count < 200:
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        count += 1
except BlockingIOError:
    pass
print(count)
''', processes=20).stdout
        result["user"] = run(slot, "import os\\nprint(os.getuid() != 0)").stdout
        result["reading"] = run(slot, "print(open('/etc/passwd').read())").stdout
        result["honest"] = run(slot, "import numpy\\nprint(numpy.arange(10).sum())").stdout
print(json.dumps(result))
"""


@pytest.mark.parametrize("tier", ["bubblewrap", "landlock"])
def test_an_ordinary_user_gets_the_same_sandbox(tier: str) -> None:
    """Plain bubblewrap, without the detour that root takes; Landlock where namespaces are refused."""
    if os.geteuid() != 0:
        pytest.skip("the other tests of this folder already run as an ordinary user")
    if not all(shutil.which(name) for name in ("unshare", "setpriv", "mount")):
        pytest.skip("no unshare, setpriv or mount")
    needed = list(dict.fromkeys((Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), ROOT)))
    closed = {folder for path in needed for folder in path.parents if not folder.stat().st_mode & 0o001}
    top = min(closed, key=lambda folder: len(folder.parts), default=None)
    if any(not folder.is_relative_to(top) for folder in closed if top):
        pytest.skip("more than one folder closed to ordinary users")
    moved = [str(path) for path in needed if top and path.is_relative_to(top)]
    become = [
        "setpriv",
        "--reuid",
        "65533",
        "--regid",
        "65533",
        "--clear-groups",
        sys.executable,
        "-c",
        (_REFUSE if tier == "landlock" else "") + _ATTACKS,
    ]
    opening = ["unshare", "-m", "--propagation", "private", "sh", "-c", _OPEN, "sh", str(top or "")]
    ended = subprocess.run(
        [*opening, *moved, "--", *become], capture_output=True, text=True, cwd="/", timeout=120, check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    if ended.returncode != 0 and "unshare" in ended.stderr:
        pytest.skip(f"root may not make a mount namespace here: {ended.stderr.strip()}")
    assert ended.returncode == 0, ended.stderr
    result = json.loads(ended.stdout)
    assert result["uid"] == 65533
    if result["tier"] != tier:
        pytest.skip(f"ordinary users get no sandbox here: {result['reason']}")
    assert "written\n" not in result["remount"]
    assert not (GUEST_FOLDER / "written").exists()
    assert "opened" not in result["memory"]
    assert 10 <= int(result["processes"]) <= 20
    assert result["user"] == "True\n"
    assert result["reading"] == ""
    assert result["honest"] == "45\n"


def test_a_framework_that_cannot_be_imported_is_named(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what to install."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    (packages / "torch.py").write_text("raise ImportError('No module named torch')\n")
    monkeypatch.setattr(sys, "path", [str(packages), *sys.path])
    with slot_in(Namespaces(program, GUEST_FOLDER, None), ("torch",)) as slot:  # noqa: SIM117
        with pytest.raises(SandboxUnavailable, match=r"torch.*install"):
            slot.start()


def test_a_refusal_of_the_machine_becomes_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container: bubblewrap is there, but may not make its namespaces."""
    words = "sh: line 1\\nbwrap: No permissions to create a new namespace"
    monkeypatch.setattr(tiers, "programs", lambda: iter([Path("/usr/bin/bwrap")]))
    monkeypatch.setattr(tiers, "command", lambda *_, **__: ["sh", "-c", f'printf "{words}\\n" >&2; exit 1'])
    tiers.probe.cache_clear()
    try:
        found = tiers.probe()
    finally:
        tiers.probe.cache_clear()
    assert found.tier in {"landlock", "limited-process"}
    assert "No permissions to create a new namespace" in found.reason
    assert "\n" not in found.reason


def test_a_processor_without_a_list_of_calls_has_no_filter() -> None:
    for make in (filter_program, shared_filter):
        assert make("riscv64") is None
        assert make("x86_64") != make("aarch64")
