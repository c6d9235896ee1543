"""Why there is no GPU for student code: the thing, the place, what to do. One message per ``Why`` of the sandbox's."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

ABOUT_THE_DEVICE: dict[str, tuple[str, ...]] = {
    "device.hidden": (
        mark("--device gpu: {what} hides the GPUs from this program; change it, or use --device cpu"),
    ),
    "device.nodes": (
        mark(
            "--device gpu: no NVIDIA GPU on this machine, for {what} doesn't exist; install its driver, pass the GPU "
            "into the container (docker run --gpus all), or use --device cpu"
        ),
    ),
    "device.access": (
        mark(
            "--device gpu: {what} can't be opened by the user who runs students' code; allow everybody to read and "
            "write it (chmod a+rw), or use --device cpu"
        ),
    ),
    "device.driver": (
        mark(
            "--device gpu: the driver's library {what} was not found; install the NVIDIA driver, name its folder in "
            "LD_LIBRARY_PATH, or use --device cpu"
        ),
    ),
    "device.walls": (
        mark(
            "--device gpu: the sandbox {what} can't lend a GPU, only bubblewrap can; allow user namespaces, or use "
            "--device cpu"
        ),
    ),
    "device.build": (
        mark(
            "--device gpu: the installed {what} is built for the CPU only; install its build for CUDA, or "
            "use --device cpu"
        ),
    ),
    "device.silent": (
        mark(
            "--device gpu: {what} finds no GPU it can use, though the machine has one; see whether driver and CUDA "
            "libraries fit this build (nvidia-smi, and autograder doctor), or use --device cpu"
        ),
    ),
}
