"""Who handed in what: a folder or a zip of submissions, in the layouts that courses have.

Tried in this order: nbgrader's ``submitted/STUDENT/LAB/``, Canvas's and Moodle's downloads as they come, a folder per
student (with or without a folder per lab inside), flat files. Nothing is unpacked to disk: a zip is read in memory,
within bounds, its GBK names decoded.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.errors import CourseError
from autograder.loading.decode import MAX_BYTES

SUFFIXES = (".py", ".ipynb")
MAX_FILES = 200_000
MAX_ZIP_BYTES = 2 << 30
_CANVAS = re.compile(r"^(?P<student>[^_]+)_(?:LATE_)?\d+_\d+_(?P<file>.+)$")
_MOODLE = re.compile(r"^(?P<student>.+_\d+)_assignsubmission_(?:file|onlinetext)_?$")
_UTF8_FLAG = 0x800
_SKIPPED = ("__MACOSX", "__pycache__", ".ipynb_checkpoints")


@dataclass(frozen=True)
class Handin:
    """One file of one student, not yet read."""

    student: str
    lab: str | None
    """From the layout; None where only the file itself can tell."""
    path: str
    """As the layout shows it, for people."""
    source: Path
    """The file, or the zip it lies in."""
    member: str | None = None

    def read(self) -> bytes:
        """Return at most ``MAX_BYTES`` + 1 bytes, so that what is too large shows."""
        if self.member is None:
            with self.source.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        with zipfile.ZipFile(self.source) as archive, archive.open(self.member) as file:
            return file.read(MAX_BYTES + 1)


@dataclass(frozen=True)
class _Entry:
    parts: tuple[str, ...]
    source: Path
    member: str | None


def handins(root: Path, labs: Iterable[str]) -> list[Handin]:
    """List what was handed in under a folder or in a zip; ``CourseError`` where there is nothing."""
    known = frozenset(labs)
    entries = sorted(_entries(root), key=lambda entry: entry.parts)
    if not entries:
        raise CourseError(f"{root}: no .py or .ipynb file in it; give the folder or zip of submissions")
    found = [_handin(entry, known) for entry in entries]
    return [one for one in found if one.lab is None or one.lab in known]


def _handin(entry: _Entry, labs: frozenset[str]) -> Handin:
    student, lab = _owner(entry.parts, labs)
    return Handin(student, lab, "/".join(entry.parts), entry.source, entry.member)


def _owner(parts: tuple[str, ...], labs: frozenset[str]) -> tuple[str, str | None]:
    """Student and lab that a path tells."""
    folders, name = parts[:-1], parts[-1]
    if "submitted" in folders[:-2]:
        at = folders.index("submitted")
        return folders[at + 1], folders[at + 2]
    for folder in folders:
        moodle = _MOODLE.match(folder)
        if moodle:
            return moodle["student"], None
    canvas = _CANVAS.match(name)
    if canvas and not folders:
        return canvas["student"], None
    lab = next((folder for folder in folders if _is_lab(folder, labs)), None)
    others = [folder for folder in folders if folder != lab]
    return (others[-1] if others else PurePosixPath(name).stem), lab


def _is_lab(folder: str, labs: frozenset[str]) -> bool:
    return folder in labs or re.fullmatch(r"lab[1-6]|quiz|minibatch|compare|think|extra", folder) is not None


def _entries(root: Path) -> Iterator[_Entry]:
    if root.is_dir():
        for count, path in enumerate(root.rglob("*")):
            if count > MAX_FILES:
                raise CourseError(f"{root}: more than {MAX_FILES} files; give the folder of one class")
            parts = path.relative_to(root).parts
            if _wanted(parts) and path.is_file() and not path.is_symlink():
                yield _Entry(parts, path, None)
    elif zipfile.is_zipfile(root):
        yield from _zip_entries(root)
    elif root.exists():
        raise CourseError(f"{root}: neither a folder nor a zip; give the folder or zip of submissions")
    else:
        raise CourseError(f"{root}: not there; give the folder or zip of submissions")


def _zip_entries(root: Path) -> Iterator[_Entry]:
    with zipfile.ZipFile(root) as archive:
        infos = archive.infolist()
        if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > MAX_ZIP_BYTES:
            raise CourseError(f"{root}: larger than {MAX_FILES} files or 2 GB unpacked; split it")
        for info in infos:
            parts = PurePosixPath(zip_name(info).replace("\\", "/")).parts
            if not info.is_dir() and _wanted(parts) and ".." not in parts and not parts[0].startswith("/"):
                yield _Entry(parts, root, info.filename)


def zip_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag a Chinese Windows wrote it in GBK, and zipfile read cp437."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _wanted(parts: tuple[str, ...]) -> bool:
    if not parts or any(part in _SKIPPED or part.startswith(".") for part in parts):
        return False
    return parts[-1].lower().endswith(SUFFIXES)
