"""What student code sees of this machine's files: interpreter, libraries, packages without ours, the guest.

The same paths as outside, because interpreters and libraries look for their parts by absolute path.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.gpu import Gpu

GUEST = Path("/guest")
SCRATCH_BYTES = 128 << 20
SCRATCH = (Path("/tmp"), Path("/dev/shm"))  # noqa: S108 - inside: private and empty
_OURS = ("reference", "exercises", "autograder", "reports")
_OUR_METADATA = re.compile(r"optimizer[-_.]autograder", re.IGNORECASE)
_CHECKOUT = Path(__file__).resolve().parents[2]
_LOADER = ("/lib", "/lib64", "/usr/lib64", "/etc/ld.so.cache")


@dataclass(frozen=True)
class Plan:
    """Everything that is mounted; sources may have to be reached by another path (see ``arguments``)."""

    interpreter: Path
    packages: tuple[Path, ...]
    """Folders for sys.path: site-packages and the like."""
    binds: tuple[tuple[Path, Path], ...]
    """(source, place), read-only, each place before what lies inside it."""
    links: tuple[tuple[str, Path], ...]
    """(target, place)."""
    hidden: tuple[tuple[Path, bool], ...]
    """(place, whether it is a folder) inside the binds, covered by an empty folder or file."""
    devices: tuple[tuple[Path, Path], ...] = ()
    """(source, place) of a GPU's device nodes. Everybody reaches them: they have no other path."""

    def arguments(self, reach: dict[Path, Path]) -> list[str]:
        """Options for bubblewrap; ``reach`` says by which path each source can be reached."""
        made: list[tuple[Path, list[str]]] = []
        for source, place in self.binds:
            made.append((place, ["--ro-bind", str(reach.get(source, source)), str(place)]))
        for target, place in self.links:
            made.append((place, ["--symlink", target, str(place)]))
        for place, folder in self.hidden:
            cover = ["--tmpfs", str(place), "--remount-ro", str(place)]
            made.append((place, cover if folder else ["--ro-bind", "/dev/null", str(place)]))
        # What is hidden around a bind comes before it, what is hidden inside comes after.
        made.sort(key=lambda pair: len(pair[0].parts))
        options = [option for _, some in made for option in some]
        options += ["--proc", "/proc", "--dev", "/dev"]
        if self.devices:
            # CUDA doesn't start without /sys; which GPUs there are it may read only as far as we may.
            options += ["--ro-bind", "/sys", "/sys", "--ro-bind-try", *["/proc/driver/nvidia"] * 2]
        for source, place in self.devices:
            options += ["--dev-bind-try", str(source), str(place)]
        for scratch in SCRATCH:
            options += ["--perms", "1777", "--size", str(SCRATCH_BYTES), "--tmpfs", str(scratch)]
        return [*options, "--remount-ro", "/dev", "--remount-ro", "/"]


@dataclass(frozen=True)
class Sight:
    """The same without mounts: paths as they are outside."""

    packages: tuple[Path, ...]
    """Folders for sys.path."""
    roots: tuple[Path, ...]
    """All that is seen lies in these."""
    read: tuple[Path, ...]
    """What may be read, with everything below it."""
    names: tuple[Path, ...]
    """Folders of which only the names in it may be read: something in them is hidden."""


def sight(planned: Plan) -> Sight:
    """Where the folders of a plan really are, and which part of them is left when the hidden is taken out."""
    really = {place: source for source, place in planned.binds}
    seen = (*really.values(), *(link for _, link in planned.links))
    roots = tuple(Path(os.path.realpath(root)) for root in seen)
    hidden = set()
    for place, _ in planned.hidden:
        bind = next(parent for parent in place.parents if parent in really)
        hidden.add(Path(os.path.realpath(really[bind] / place.relative_to(bind))))
    read: list[Path] = []
    names: list[Path] = []
    open_ones = list(dict.fromkeys(roots))
    while open_ones:
        root = open_ones.pop()
        if root in hidden:
            continue
        if any(one.is_relative_to(root) for one in hidden):
            names.append(root)
            open_ones += [root / entry.name for entry in os.scandir(root) if not entry.is_symlink()]
        else:
            read.append(root)
    packages = tuple(really[place] for place in planned.packages)
    return Sight(packages, roots, tuple(read), tuple(names))


def plan(guest: Path, gpu: Gpu | None = None) -> Plan:
    """What is mounted for this interpreter, with the folder ``guest`` as the guest, and a GPU if one is lent."""
    interpreter = Path(os.path.realpath(sys.executable))
    binds: dict[Path, Path] = {}
    links: list[tuple[str, Path]] = []
    for place in [*map(Path, _LOADER), *_libraries()]:
        if place.is_symlink():
            links.append((str(place.readlink()), place))
        elif place.exists():
            binds[place] = place
    for folder in gpu.libraries if gpu is not None else ():
        if not any(folder.is_relative_to(place) for place in binds):
            binds[folder] = folder
    binds[interpreter] = interpreter
    packages: dict[Path, Path] = {}
    for number, folder in enumerate(dict.fromkeys(_package_folders(sys.path))):
        covered = any(folder.is_relative_to(scratch) for scratch in SCRATCH)
        packages[Path("/packages", str(number)) if covered else folder] = folder
    hidden = sorted({*_hidden_in_libraries(binds, packages), *_hidden_in_packages(packages)})
    binds.update(packages)
    binds[GUEST] = guest.resolve()
    return Plan(
        interpreter=interpreter,
        packages=tuple(packages),
        binds=tuple((source, place) for place, source in binds.items()),
        links=tuple(links),
        hidden=tuple(hidden),
        devices=() if gpu is None else gpu.nodes,
    )


def _libraries() -> list[Path]:
    """The interpreter's own folders, and the system's; where these are sorted by architecture no others."""
    standard = Path(os.path.realpath(os.__file__)).parent
    base = Path(sys.base_prefix).resolve()
    system = Path("/usr/lib")
    architecture = system / str(sysconfig.get_config_var("MULTIARCH") or "none")
    libraries = [architecture if architecture.is_dir() else system, standard]
    if base != system.parent:
        libraries += [base / "lib", base / "lib64"]
    return libraries


def _package_folders(entries: Iterable[str]) -> Iterator[Path]:
    for entry in entries:
        folder = Path(entry)
        if folder.name in {"site-packages", "dist-packages"} and folder.is_dir():
            yield folder.resolve()


def _hidden_in_libraries(binds: Iterable[Path], packages: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """The checkout, if it lies there, and package folders that aren't on sys.path."""
    packages = set(packages)
    for place in binds:
        if _CHECKOUT.is_relative_to(place) and _CHECKOUT not in packages:
            yield _CHECKOUT, True
        for folder in [*place.glob("*-packages"), *place.glob("python3*/*-packages")]:
            if folder.is_dir() and not folder.is_symlink() and folder not in packages:
                yield folder, True


def _hidden_in_packages(packages: Mapping[Path, Path]) -> Iterator[tuple[Path, bool]]:
    """Ours, installed or editable."""
    for place, source in packages.items():
        for entry in [*source.iterdir(), *(source / "__pycache__").glob("*")]:
            if entry.name.partition(".")[0] in _OURS or _OUR_METADATA.search(entry.name):
                yield place / entry.relative_to(source), entry.is_dir()
