"""What student code sees of this machine's files: interpreter, libraries, packages without ours, the guest.

The same paths as outside, because interpreters and libraries look for their parts by absolute path.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

GUEST = Path("/guest")
_OURS = ("reference", "exercises", "autograder", "reports")
_OUR_METADATA = re.compile(r"optimizer[-_.]autograder", re.IGNORECASE)
_CHECKOUT = Path(__file__).resolve().parents[2]
_SYSTEM_LIBRARIES = ("/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache")
_SCRATCH_BYTES = 128 << 20


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
    hidden: tuple[Path, ...]
    """Folders and files inside the binds that are covered by nothing."""

    def arguments(self, reach: dict[Path, Path]) -> list[str]:
        """Options for bubblewrap; ``reach`` says by which path each source can be reached."""
        made: list[tuple[Path, list[str]]] = []
        for source, place in self.binds:
            made.append((place, ["--ro-bind", str(reach.get(source, source)), str(place)]))
        for target, place in self.links:
            made.append((place, ["--symlink", target, str(place)]))
        for place in self.hidden:
            cover = ["--tmpfs", str(place), "--remount-ro", str(place)]
            made.append((place, cover if place.is_dir() else ["--ro-bind", "/dev/null", str(place)]))
        # What is hidden around a bind comes before it, what is hidden inside comes after.
        made.sort(key=lambda pair: len(pair[0].parts))
        options = [option for _, some in made for option in some]
        options += ["--proc", "/proc", "--dev", "/dev"]
        for scratch in ("/tmp", "/dev/shm"):  # noqa: S108  inside
            options += ["--perms", "1777", "--size", str(_SCRATCH_BYTES), "--tmpfs", scratch]
        return [*options, "--remount-ro", "/dev", "--remount-ro", "/"]


def plan(guest: Path) -> Plan:
    """What is mounted for this interpreter, with the folder ``guest`` as the guest."""
    interpreter = Path(os.path.realpath(sys.executable))
    packages = tuple(dict.fromkeys(_package_folders(sys.path)))
    folders = {Path(sys.base_prefix).resolve() / name for name in ("lib", "lib64")}
    binds: dict[Path, Path] = {}
    links: list[tuple[str, Path]] = []
    for place in [*map(Path, _SYSTEM_LIBRARIES), *sorted(folders)]:
        if place.is_symlink():
            links.append((str(place.readlink()), place))
        elif place.exists():
            binds[place] = place
    binds.update({place: place for place in (interpreter, *packages)})
    binds[GUEST] = guest.resolve()
    hidden = sorted(_hidden(tuple(binds), packages))
    return Plan(
        interpreter,
        packages,
        tuple((source, place) for place, source in binds.items()),
        tuple(links),
        tuple(hidden),
    )


def _package_folders(entries: Iterable[str]) -> Iterator[Path]:
    for entry in entries:
        folder = Path(entry)
        if folder.name in {"site-packages", "dist-packages"} and folder.is_dir():
            yield folder.resolve()


def _hidden(places: tuple[Path, ...], packages: tuple[Path, ...]) -> Iterator[Path]:
    """Ours, wherever it lies inside what is mounted, and package folders that aren't on sys.path."""
    for place in places:
        if place != _CHECKOUT and _CHECKOUT.is_relative_to(place) and place not in packages:
            yield _CHECKOUT
        for folder in [*place.glob("python3*/*-packages"), *place.glob("python3*/*/*-packages")]:
            if folder.is_dir() and not folder.is_symlink() and folder.resolve() not in packages:
                yield folder
    for folder in packages:
        for name in _OURS:
            if (folder / name).exists() or (folder / f"{name}.py").exists():
                yield folder / name if (folder / name).exists() else folder / f"{name}.py"
        for entry in [*folder.iterdir(), *(folder / "__pycache__").glob("*")]:
            if _OUR_METADATA.search(entry.name):
                yield entry
