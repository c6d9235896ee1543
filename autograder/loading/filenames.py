"""What names of files tell: what is opened, and which is the same thing once more (``adam (1).py``)."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

SUFFIXES = (".py", ".ipynb")
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".tar.gz", ".tgz")
_AGAIN = re.compile(
    r"^(?P<base>.*?\S)\s*"
    r"(?:[（(](?P<number>\d{1,3})[)）]|-\s*(?:副本|复制|[Cc]opy)(?:\s*[（(](?P<copy>\d{1,3})[)）])?)$"
)
_CANVAS_AGAIN = re.compile(r"^(?P<base>.+)-(?P<number>\d{1,2})$")


def is_archive(name: str) -> bool:
    """Whether a file of this name is opened."""
    return name.lower().endswith(ARCHIVES)


def stem(name: str) -> str:
    """Return a file's name without what says its kind: ``.tar.gz`` is one ending."""
    ends = [suffix for suffix in ARCHIVES if name.lower().endswith(suffix)]
    return name[: -len(max(ends, key=len))] if ends else PurePosixPath(name).stem


def original(name: str) -> str:
    """Return the name that this one repeats; the name itself where it repeats none."""
    found = _AGAIN.match(name)
    return found["base"] if found else name


def in_order(path: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Sort key of a path: by name, a repetition right after what it repeats, later ones after earlier ones."""
    *folders, name = path
    pure = PurePosixPath(name)
    base, number = _numbered(pure.stem, canvas=True)
    return (*(_numbered(folder, canvas=False) for folder in folders), (base + pure.suffix, number))


def _numbered(name: str, *, canvas: bool) -> tuple[str, int]:
    found = _AGAIN.match(name)
    if found:
        return found["base"], int(found["number"] or found["copy"] or 1)
    found = _CANVAS_AGAIN.match(name) if canvas else None
    return (found["base"], int(found["number"])) if found else (name, 0)
