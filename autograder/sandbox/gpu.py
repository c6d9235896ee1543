"""Which GPU this machine lends to student code, found without importing a framework, and what it needs inside.

Only NVIDIA's, through CUDA: the device nodes, the driver's libraries and, of several GPUs, the first visible one. What
``CUDA_VISIBLE_DEVICES`` hides stays hidden; what ``NVIDIA_VISIBLE_DEVICES`` keeps from a container has no node in it.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Why = Literal["hidden", "nodes", "access", "driver", "walls", "build", "silent"]
"""Each has its line in ``explaining.messages_device``."""

_CONTROL = ("nvidiactl", "nvidia-uvm")
"""CUDA doesn't start without them."""
_FURTHER = ("nvidia-uvm-tools", "nvidia-caps/*")
_DRIVER = "libcuda.so.1"
_CUDA = re.compile(r"lib(cuda|nvidia-ml|nvidia-ptxjitcompiler|cudart|cublas|cudnn)\.so(\.|$)")
_FOLDERS = (
    f"usr/lib/{platform.machine()}-linux-gnu", f"usr/lib/{platform.machine()}-linux-gnu/nvidia/current", "usr/lib64",
    "usr/lib", "usr/local/nvidia/lib64", "usr/local/cuda/lib64", "run/opengl-driver/lib",
)  # fmt: skip
_WIDE = ("x86-64", "AArch64")  # as ldconfig calls libraries of 64 bits
_MODEL = re.compile(r"^Model:\s*(.+)$", re.MULTILINE)
_MINOR = re.compile(r"^Device Minor:\s*(\d+)$", re.MULTILINE)
_UUID = re.compile(r"^GPU UUID:\s*(\S+)$", re.MULTILINE)
_LDCONFIG_S = 10.0


@dataclass(frozen=True)
class Gpu:
    """One that can be lent."""

    nodes: tuple[tuple[Path, Path], ...]
    """(source, place) of its device nodes and of those that all GPUs share."""
    libraries: tuple[Path, ...]
    """Folders of the driver and of CUDA."""
    model: str
    """As the driver calls it; empty where it doesn't say."""
    chosen: str = "0"
    """``CUDA_VISIBLE_DEVICES`` inside, where no other GPU is to be seen."""

    def environment(self) -> dict[str, str]:
        """What student code finds in its environment on top of what it has on the CPU."""
        return {
            "CUDA_VISIBLE_DEVICES": self.chosen,
            "LD_LIBRARY_PATH": ":".join(map(str, self.libraries)),
            # Neither compiled kernels nor anything else of one submission is kept for the next.
            "CUDA_CACHE_DISABLE": "1",
            # float32 that is float32, and the same numbers in every run.
            "NVIDIA_TF32_OVERRIDE": "0",
            "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
            "XLA_FLAGS": "--xla_gpu_deterministic_ops=true",
            "JAX_DEFAULT_MATMUL_PRECISION": "highest",
            "JAX_PLATFORMS": "cuda",
            # As much memory as is used, not all there is.
            "TF_FORCE_GPU_ALLOW_GROWTH": "true",
            "XLA_PYTHON_CLIENT_PREALLOCATE": "false",
        }


@dataclass(frozen=True)
class Lacking:
    """Why no GPU can be lent."""

    why: Why
    what: str
    """Path, variable or name that it is about."""

    def __str__(self) -> str:
        return f"{self.why}:{self.what}"


def find(root: Path = Path("/"), environment: Mapping[str, str] = os.environ) -> Gpu | Lacking:
    """Find the first visible GPU of the machine under ``root``, or say what is missing first."""
    visible = environment.get("CUDA_VISIBLE_DEVICES")
    first = "0" if visible is None else visible.split(",")[0].strip()
    if first in {"", "-1", "NoDevFiles"}:
        return Lacking("hidden", f"CUDA_VISIBLE_DEVICES={visible}")
    if environment.get("NVIDIA_VISIBLE_DEVICES") in {"none", "void"}:
        return Lacking("hidden", f"NVIDIA_VISIBLE_DEVICES={environment['NVIDIA_VISIBLE_DEVICES']}")
    devices = root / "dev"
    numbered = sorted(
        int(node.name.removeprefix("nvidia"))
        for node in devices.glob("nvidia[0-9]*")
        if node.name[6:].isdigit()
    )
    if not numbered:
        return Lacking("nodes", "/dev/nvidia0")
    known = [one for one in _told(root) if one.minor in numbered]
    if first.startswith("MIG-"):  # which GPU it is a part of, only the driver knows
        minors, model = numbered, known[0].model if known else ""
    else:
        one = _selected(first, known, numbered)
        if one is None:
            return Lacking("hidden", f"CUDA_VISIBLE_DEVICES={visible}")
        minors, model = [one.minor], one.model
    names = [f"nvidia{minor}" for minor in minors] + list(_CONTROL)
    nodes = [devices / name for name in names] + [
        node for name in _FURTHER for node in sorted(devices.glob(name))
    ]
    for node in nodes:
        place = Path("/") / node.relative_to(root)
        if not node.exists():
            return Lacking("nodes", str(place))
        if not _open_to_students(node):
            return Lacking("access", str(place))
    libraries = tuple(dict.fromkeys(_libraries(root, environment)))
    if not any((folder / _DRIVER).exists() for folder in libraries):
        return Lacking("driver", _DRIVER)
    binds = tuple((node.resolve(), Path("/") / node.relative_to(root)) for node in nodes)
    return Gpu(binds, libraries, model, first if first.startswith("MIG-") else "0")


@dataclass(frozen=True)
class _Told:
    """One GPU as the driver describes it."""

    minor: int
    model: str
    uuid: str


def _told(root: Path) -> Iterator[_Told]:
    """In the order of the bus, in which CUDA counts equal ones."""
    for file in sorted(root.glob("proc/driver/nvidia/gpus/*/information")):
        with contextlib.suppress(OSError):
            text = file.read_text(encoding="utf-8", errors="replace")
            minor, model, uuid = _MINOR.search(text), _MODEL.search(text), _UUID.search(text)
            if minor is not None:
                yield _Told(int(minor[1]), model[1].strip() if model else "", uuid[1] if uuid else "")


def _selected(first: str, known: list[_Told], numbered: list[int]) -> _Told | None:
    """The GPU that an entry of ``CUDA_VISIBLE_DEVICES`` names: by place or by the beginning of its UUID."""
    listed = known or [_Told(minor, "", "") for minor in numbered]
    if first.isdigit():
        return listed[int(first)] if int(first) < len(listed) else None
    return next((one for one in listed if one.uuid.startswith(first)), None)


def _open_to_students(node: Path) -> bool:
    """Where root grades, student code runs as a user to whom no group helps."""
    if os.geteuid() == 0:
        return node.stat().st_mode & 0o006 == 0o006
    return os.access(node, os.R_OK | os.W_OK)


def _libraries(root: Path, environment: Mapping[str, str]) -> Iterator[Path]:
    """Folders in which a library of the driver or of CUDA really lies."""
    told = [
        Path(folder) for folder in environment.get("LD_LIBRARY_PATH", "").split(":") if folder.startswith("/")
    ]
    for folder in [*(root / one for one in _FOLDERS), *_cached(root), *told]:
        if not folder.is_dir():
            continue
        for file in sorted(folder.glob("lib*.so*")):
            if _CUDA.match(file.name):
                home = file.resolve().parent  # Debian's driver is reached through links in /etc
                yield home if (home / file.name).exists() else folder


def _cached(root: Path) -> Iterator[Path]:
    """Folders that the system's loader knows."""
    cache = root / "etc" / "ld.so.cache"
    if not cache.is_file():
        return
    try:
        listed = subprocess.run(
            ["/sbin/ldconfig", "-p", "-C", str(cache)],
            capture_output=True,
            text=True,
            timeout=_LDCONFIG_S,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return
    for line in listed.splitlines():
        name, _, place = line.partition(" => ")
        if any(word in name for word in _WIDE) and _CUDA.match(name.strip()):
            yield Path(place.strip()).parent
