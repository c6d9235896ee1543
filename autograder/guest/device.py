"""The GPU, where student code is lent one: CUDA starts here, in the fork, before anything of the student's runs.

A process that has started CUDA can't be forked, so whoever forks imports frameworks only. What is set: the share of the
GPU's memory, float32 without TF32's short products, and algorithms that give the same numbers in every run.
"""

from __future__ import annotations

import ctypes
import importlib
import os
from collections.abc import Callable
from typing import Any

_MEGABYTE = 1 << 20
_lent: list[str] = []
"""Empty, or the framework that has the GPU."""


class NoDeviceError(Exception):
    """The framework can't use the GPU."""

    def __init__(self, why: str, what: str) -> None:
        super().__init__(f"{why}: {what}")
        self.why, self.what = why, what


def prepare(framework: str, megabytes: int) -> None:
    """Start the framework on the GPU; ``NoDeviceError`` where it can't. NumPy has no device."""
    starts: dict[str, Callable[[int], None]] = {
        "torch": _torch,
        "tf1": _tensorflow,
        "tf2": _tensorflow,
        "keras": _tensorflow,
        "jax": _jax,
    }
    if megabytes > 0 and framework in starts:
        starts[framework](megabytes)
        _lent.append(framework)


def lent() -> bool:
    """Whether the student's framework computes on a GPU."""
    return bool(_lent)


def on_device(tensor: Any) -> Any:
    """A PyTorch tensor of ours where the student's code expects it."""
    return tensor.to("cuda") if "torch" in _lent else tensor


def drive() -> None:
    """After the cells: what is made from now on in our stead lies beside the parameters, and is repeatable."""
    if "torch" in _lent:
        # Not before: a DataLoader of the student's draws its order on the CPU.
        importlib.import_module("torch").set_default_device("cuda")
    elif lent() and "jax" not in _lent:
        tf = importlib.import_module("tensorflow")
        tf.random.set_seed(0)  # with repeatable operations TensorFlow refuses to draw without
        importlib.import_module("tensorflow.compat.v2").config.experimental.enable_op_determinism()


def _torch(megabytes: int) -> None:
    torch = importlib.import_module("torch")
    if torch.version.cuda is None:
        raise NoDeviceError("build", f"PyTorch {torch.__version__}")
    if not torch.cuda.is_available():
        raise NoDeviceError("silent", f"PyTorch {torch.__version__}")
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(min(1.0, megabytes * _MEGABYTE / total))
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.use_deterministic_algorithms(mode=True, warn_only=True)


def _tensorflow(megabytes: int) -> None:
    tf = importlib.import_module("tensorflow")
    if not tf.test.is_built_with_cuda():
        raise NoDeviceError("build", f"TensorFlow {tf.__version__}")
    found = tf.config.list_physical_devices("GPU")
    if not found:
        raise NoDeviceError("silent", f"TensorFlow {tf.__version__}")
    share = tf.config.LogicalDeviceConfiguration(memory_limit=megabytes)
    tf.config.set_logical_device_configuration(found[0], [share])
    tf.config.experimental.enable_tensor_float_32_execution(enabled=False)


def _jax(megabytes: int) -> None:
    jax = importlib.import_module("jax")
    name = f"JAX {jax.__version__}"
    # Read when JAX looks for its devices, which nothing has made it do yet.
    os.environ["XLA_CLIENT_MEM_FRACTION"] = f"{min(1.0, megabytes * _MEGABYTE / _total_memory(name)):.4f}"
    try:
        found = jax.default_backend()
    except RuntimeError as error:
        raise NoDeviceError("build" if "Unknown backend" in str(error) else "silent", name) from error
    if found != "gpu":
        raise NoDeviceError("silent", name)


def _total_memory(name: str) -> int:
    """Ask the driver itself: JAX wants its share before it tells how much there is."""
    total, device = ctypes.c_size_t(), ctypes.c_int()
    try:
        driver = ctypes.CDLL("libcuda.so.1")
    except OSError as error:
        raise NoDeviceError("silent", name) from error
    answers = (
        driver.cuInit(0),
        driver.cuDeviceGet(ctypes.byref(device), 0),
        driver.cuDeviceTotalMem_v2(ctypes.byref(total), device),
    )
    if any(answers) or total.value == 0:
        raise NoDeviceError("silent", name)
    return total.value
