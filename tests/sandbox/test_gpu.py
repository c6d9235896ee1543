"""What a GPU needs inside the sandbox, on made-up machines; real walls with harmless devices in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.protocol.jobs import Cell, Job, Limits
from autograder.protocol.replies import CellsMessage
from autograder.sandbox import slots as slots_module
from autograder.sandbox.bubblewrap import Namespaces, command, environment
from autograder.sandbox.gpu import Gpu, Lacking, find
from autograder.sandbox.mounts import plan
from autograder.sandbox.slot import Slot
from autograder.sandbox.slots import Slots, missing
from autograder.sandbox.syscalls import filter_program
from autograder.sandbox.tiers import GUEST_FOLDER, TierReport
from autograder.sandbox.warm import WarmSandbox
from exercises.spec import labs

Change = Callable[[Path], Any]
ROOT = Path(__file__).resolve().parents[2]
NODES = ("nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools")
INFORMATION = "Model: \t\t NVIDIA T4\nGPU UUID: \t GPU-{uuid}\nDevice Minor: \t {minor}\n"
no_gpu = pytest.mark.skipif(isinstance(find(), Gpu), reason="this machine has a GPU")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder like a machine's root with two GPUs; on the bus the second node's comes first."""
    (tmp_path / "dev").mkdir()
    for name in NODES:
        (tmp_path / "dev" / name).symlink_to("/dev/zero")
    library = tmp_path / "usr" / "local" / "nvidia" / "lib64"
    library.mkdir(parents=True)
    (library / "libcuda.so.1").touch()
    for bus, minor, uuid in (("0000:01:00.0", 1, "aaaa"), ("0000:02:00.0", 0, "bbbb")):
        folder = tmp_path / "proc/driver/nvidia/gpus" / bus
        folder.mkdir(parents=True)
        (folder / "information").write_text(INFORMATION.format(uuid=uuid, minor=minor))
    return tmp_path


def found(root: Path, **variables: str) -> Gpu:
    gpu = find(root, variables)
    assert isinstance(gpu, Gpu), gpu
    return gpu


def places(gpu: Gpu) -> list[str]:
    return [str(place) for _, place in gpu.nodes]


@pytest.mark.parametrize(
    ("visible", "node"),
    [(None, "nvidia1"), ("0", "nvidia1"), ("1", "nvidia0"), ("1,0", "nvidia0"), ("GPU-bb", "nvidia0")],
)
def test_the_first_visible_gpu_is_lent_with_what_all_share(
    machine: Path, visible: str | None, node: str
) -> None:
    """CUDA counts in the order of the bus, not of the nodes."""
    gpu = found(machine, **({} if visible is None else {"CUDA_VISIBLE_DEVICES": visible}))
    assert places(gpu) == [f"/dev/{name}" for name in (node, "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools")]
    assert gpu.model == "NVIDIA T4"
    assert gpu.libraries == (machine / "usr/local/nvidia/lib64",)
    assert gpu.environment()["CUDA_VISIBLE_DEVICES"] == "0"  # inside it is the only one


def test_a_part_of_a_gpu_is_lent_by_its_name(machine: Path) -> None:
    (machine / "dev" / "nvidia-caps").mkdir()
    (machine / "dev" / "nvidia-caps" / "nvidia-cap1").symlink_to("/dev/zero")
    gpu = found(machine, CUDA_VISIBLE_DEVICES="MIG-cc")
    assert places(gpu)[:2] == ["/dev/nvidia0", "/dev/nvidia1"]
    assert places(gpu)[-1] == "/dev/nvidia-caps/nvidia-cap1"
    assert gpu.environment()["CUDA_VISIBLE_DEVICES"] == "MIG-cc"


def test_without_the_drivers_words_nodes_are_counted(machine: Path) -> None:
    for file in machine.glob("proc/driver/nvidia/gpus/*/information"):
        file.unlink()
    assert places(found(machine, CUDA_VISIBLE_DEVICES="1"))[0] == "/dev/nvidia1"


def test_a_library_reached_through_links_is_sought_where_it_lies(machine: Path) -> None:
    """As Debian installs the driver: the sandbox has no /etc/alternatives."""
    real = machine / "real"
    real.mkdir()
    library = machine / "usr/local/nvidia/lib64/libcuda.so.1"
    library.rename(real / "libcuda.so.1")
    library.symlink_to(real / "libcuda.so.1")
    assert found(machine).libraries == (real,)
    assert found(machine, LD_LIBRARY_PATH=str(real)).libraries == (real,)


def _closed(root: Path) -> None:
    (root / "dev/nvidia-uvm").unlink()
    (root / "dev/nvidia-uvm").touch(mode=0o600)


@pytest.mark.parametrize(
    ("change", "variables", "lacking"),
    [
        (lambda root: [node.unlink() for node in root.glob("dev/nvidia[01]")], {}, Lacking("nodes", "/dev/nvidia0")),
        (lambda root: (root / "dev/nvidia-uvm").unlink(), {}, Lacking("nodes", "/dev/nvidia-uvm")),
        (lambda root: (root / "usr/local/nvidia/lib64/libcuda.so.1").unlink(), {}, Lacking("driver", "libcuda.so.1")),
        (None, {"CUDA_VISIBLE_DEVICES": "-1"}, Lacking("hidden", "CUDA_VISIBLE_DEVICES=-1")),
        (None, {"CUDA_VISIBLE_DEVICES": ""}, Lacking("hidden", "CUDA_VISIBLE_DEVICES=")),
        (None, {"CUDA_VISIBLE_DEVICES": "7"}, Lacking("hidden", "CUDA_VISIBLE_DEVICES=7")),
        (None, {"NVIDIA_VISIBLE_DEVICES": "void"}, Lacking("hidden", "NVIDIA_VISIBLE_DEVICES=void")),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(
    machine: Path, change: Change | None, variables: dict[str, str], lacking: Lacking
) -> None:
    if change is not None:
        change(machine)
    assert find(machine, variables) == lacking


@pytest.mark.skipif(os.geteuid() != 0, reason="a user can open their own file; root lends to somebody else")
def test_a_node_that_students_cannot_open_is_named(machine: Path) -> None:
    _closed(machine)
    assert find(machine, {}) == Lacking("access", "/dev/nvidia-uvm")


def test_the_command_line_binds_these_nodes_and_no_others(machine: Path) -> None:
    """After the sandbox's own /dev, or they would lie under it; before that is made read-only."""
    line = command(Path("/usr/bin/true"), plan(GUEST_FOLDER, found(machine)), [], filter_descriptor=None)
    words = " ".join(line)
    bound = [line[at + 2] for at, word in enumerate(line) if word == "--dev-bind-try"]
    assert bound == ["/dev/nvidia1", "/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools"]
    at = [words.index(word) for word in ("--dev /dev", "--dev-bind-try", "--remount-ro /dev ")]
    assert at == sorted(at)
    assert "--ro-bind /sys /sys" in words
    assert f"{machine}/usr/local/nvidia/lib64" in line
    without = command(Path("/usr/bin/true"), plan(GUEST_FOLDER), [], filter_descriptor=None)
    assert not [word for word in without if "nvidia" in word or word in {"--dev-bind-try", "/sys"}]
    assert environment(None)["CUDA_VISIBLE_DEVICES"] == "-1"


@pytest.fixture
def lent(machine: Path, program: Path) -> Iterator[Slot]:
    """A slot that is lent a GPU made of /dev/zero."""
    gpu = Gpu(found(machine).nodes, (), "")
    walls = Namespaces(program, GUEST_FOLDER, filter_program(), gpu)
    with Slot("bubblewrap", WarmSandbox(walls, ()), GUEST_FOLDER) as slot:
        yield slot


def run(slot: Slot, source: str) -> str:
    limits = Limits(wall_s=10.0, cells_wall_s=8.0, memory_mb=256, gpu_mb=100)
    outcome = slot.run(Job(1, "x.py", "numpy", (Cell(0, source),), (), (), (), limits))
    assert outcome.ended == "done", outcome
    (cells,) = [message for message in outcome.messages if isinstance(message, CellsMessage)]
    assert cells.cells[0].status == "ok", cells.cells[0].error
    return outcome.stdout


def test_student_code_opens_the_lent_nodes_and_finds_no_others(lent: Slot) -> None:
    source = """
import os
with open("/dev/nvidia1", "r+b", buffering=0) as node:
    print(node.read(3), node.write(b"x"))
print(sorted(name for name in os.listdir("/dev") if "nvidia" in name), os.path.isdir("/sys/devices/system/cpu"))
for place in ("/dev/mine", "/sys/mine"):
    try:
        open(place, "w")
    except OSError as error:
        print(type(error).__name__, error.errno)
print(os.environ["CUDA_VISIBLE_DEVICES"], os.environ["NVIDIA_TF32_OVERRIDE"])
"""
    nodes = sorted(set(NODES) - {"nvidia0"})
    lines = run(lent, source).splitlines()
    assert lines[0] == "b'\\x00\\x00\\x00' 1"
    assert lines[1] == f"{nodes} True"
    assert len(lines[2:-1]) == 2
    assert lines[-1] == "0 0"


def test_addresses_may_be_reserved_there_and_memory_is_bounded(lent: Slot) -> None:
    """CUDA reserves a terabyte at its start. An array that is written to must fit."""
    source = """
import ctypes, mmap
import numpy as np
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
got = libc.mmap(None, 1 << 40, 0, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, -1, 0)
print(got not in (None, ctypes.c_void_p(-1).value))
try:
    np.ones((1 << 30) // 8)
except MemoryError:
    print("MemoryError")
"""
    assert run(lent, source) == "True\nMemoryError\n"


# ---- one line where there is none ------------------------------------------------------------------------------------


@no_gpu
@pytest.mark.parametrize(
    ("lang", "words"), [("en", "no NVIDIA GPU on this machine"), ("zh", "没有 NVIDIA 显卡")]
)
@pytest.mark.parametrize("which", ["check", "grade"])
def test_the_command_says_what_is_missing(tmp_path: Path, which: str, lang: str, words: str) -> None:
    """A fault of the machine: exit 3, one line, nothing run and nothing recorded."""
    file = ROOT / "autograder/sample_class/s2024014_zhujie/lab6/adam_v2.py"
    out = tmp_path / "out"
    rest = [str(file)] if which == "check" else [str(file.parents[1]), "-o", str(out)]
    line = [
        sys.executable,
        "-m",
        "autograder",
        which,
        *rest,
        "--lab",
        "lab6",
        "--lang",
        lang,
        "--device",
        "gpu",
    ]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert done.returncode == 3, done.stderr
    assert words in done.stderr
    assert "/dev/nvidia0" in done.stderr
    assert "--device cpu" in done.stderr
    assert not done.stdout
    assert not out.exists()


@no_gpu
def test_auto_is_the_cpu_where_there_is_no_gpu() -> None:
    file = ROOT / "tests/golden/lab6/np_float32.py"
    line = [
        sys.executable,
        "-m",
        "autograder",
        "check",
        str(file),
        "--lab",
        "lab6",
        "--device",
        "auto",
        "--json",
    ]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert '"device":"cpu"' in done.stdout


@no_gpu
def test_doctor_says_why() -> None:
    line = [sys.executable, "-m", "autograder", "doctor"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert "no NVIDIA GPU on this machine, for /dev/nvidia0 doesn't exist" in done.stdout


def test_landlock_lends_none(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots_module, "find", lambda: found(machine))
    monkeypatch.setattr(slots_module, "probe", lambda: TierReport("landlock", "because"))
    assert slots_module.usable_gpu() == Lacking("walls", "landlock")
    assert isinstance(slots_module.usable_gpu(unsafe=True), Gpu)
    assert TierReport("landlock", "because").walls(GUEST_FOLDER, found(machine)) is None


@no_gpu
@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("tensorflow", "TensorFlow {} finds no GPU"),
        ("torch", "PyTorch {} is built for the CPU only"),
        ("jax", "JAX {}"),
    ],
)
def test_a_framework_without_one_is_our_fault(
    machine: Path, module: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The framework itself says so inside the sandbox, before any of the student's code runs."""
    if missing((module,)):
        pytest.skip(f"{module} is not installed")
    installed = version(module)
    if module == "torch" and "+cpu" not in installed:
        said = "PyTorch {} finds no GPU"
    monkeypatch.setattr(slots_module, "find", lambda: Gpu(found(machine).nodes, (), ""))
    keras = (ROOT / "tests/golden/lab6/keras_plain.py").read_bytes()
    raw = {
        "tensorflow": keras,
        "jax": b'import os\nos.environ["KERAS_BACKEND"] = "jax"\n' + keras,
        "torch": (ROOT / "tests/golden/lab6/torch_adam_step_size.py").read_bytes(),
    }[module]
    slots = Slots()
    try:
        request = Request(
            labs()["lab6"], SeedSource(PUBLIC_SECRET, "lab6", raw), "en", part="adam", device="gpu"
        )
        grade = grade_bytes("adam.py", raw, request, slots)
    finally:
        slots.close()
    assert grade.device == "gpu"
    assert [part.status for part in grade.parts] == ["grader_fault"], grade.parts
    assert grade.points is None
    assert said.format(installed) in grade.parts[0].message
