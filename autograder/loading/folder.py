"""Who handed in what: a folder or a zip of submissions, in the layouts that courses have (``layouts.py``).

Gradescope's folder of one submission is another (``gradescope.py``).
Nothing is unpacked to disk: a zip is read in memory, within bounds, its GBK names decoded. Links are not followed.
"""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.errors import CourseError
from autograder.loading.decode import MAX_BYTES, whole_characters
from autograder.loading.gradescope import FOLDER, submitter
from autograder.loading.layouts import Owner, owners

SUFFIXES = (".py", ".ipynb")
MAX_FILES = 200_000
MAX_ZIP_BYTES = 2 << 30
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
    member: int | None = None
    """Place in the zip's list: names may be there twice."""

    def read(self) -> bytes:
        """Return at most ``MAX_BYTES`` + 1 bytes, so that what is too large shows.

        ``CourseError`` where the disk or the zip doesn't give them: a member that is encrypted or damaged.
        """
        try:
            if self.member is None:
                with self.source.open("rb") as file:
                    return file.read(MAX_BYTES + 1)
            with (
                zipfile.ZipFile(self.source) as archive,
                archive.open(archive.infolist()[self.member]) as file,
            ):
                return file.read(MAX_BYTES + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, IndexError) as error:
            raise CourseError(f"{self.path}: can't be read ({whole_characters(str(error))[:200]})") from error


@dataclass(frozen=True)
class _Entry:
    parts: tuple[str, ...]
    source: Path
    member: int | None


def handins(root: Path, labs: Iterable[str]) -> list[Handin]:
    """List what was handed in under a folder or in a zip; ``CourseError`` where there is nothing."""
    known = frozenset(labs)
    entries = sorted(_entries(root), key=lambda entry: entry.parts)
    if not entries:
        raise CourseError(f"{root}: no .py or .ipynb file in it; give the folder or zip of submissions")
    student = submitter(root)
    if student is None:
        whose = owners([entry.parts for entry in entries], known)
    else:
        whose = [Owner(student, None) if entry.parts[0] == FOLDER else None for entry in entries]
    found = []
    for entry, owner in zip(entries, whose, strict=True):
        if owner is not None and (owner.lab is None or owner.lab in known):
            path = "/".join(entry.parts)
            found.append(Handin(owner.student, owner.lab, path, entry.source, entry.member))
    if not found:
        raise CourseError(
            f"{root}: nothing in it was handed in for {', '.join(sorted(known))}; say another --lab"
        )
    return found


def _entries(root: Path) -> Iterator[_Entry]:
    if root.is_dir():
        for count, path in enumerate(root.rglob("*")):
            if count > MAX_FILES:
                raise CourseError(f"{root}: more than {MAX_FILES} files; give the folder of one class")
            parts = tuple(map(_readable, path.relative_to(root).parts))
            if _wanted(parts) and path.is_file() and not path.is_symlink():
                yield _Entry(parts, path, None)
    elif zipfile.is_zipfile(root):
        yield from _zip_entries(root)
    elif root.exists():
        raise CourseError(f"{root}: neither a folder nor a zip; give the folder or zip of submissions")
    else:
        raise CourseError(f"{root}: not there; give the folder or zip of submissions")


def _zip_entries(root: Path) -> Iterator[_Entry]:
    try:
        with zipfile.ZipFile(root) as archive:
            infos = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise CourseError(f"{root}: a zip that can't be opened ({error}); download it again") from error
    else:
        if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > MAX_ZIP_BYTES:
            raise CourseError(f"{root}: larger than {MAX_FILES} files or 2 GB unpacked; split it")
        for number, info in enumerate(infos):
            parts = tuple(map(_readable, PurePosixPath(zip_name(info).replace("\\", "/")).parts))
            if not info.is_dir() and _wanted(parts) and ".." not in parts and not parts[0].startswith("/"):
                yield _Entry(parts, root, number)


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


def _readable(name: str) -> str:
    """One spelling for one name: macOS takes letters and accents apart; Linux lets any bytes be a name.

    Bytes that are no UTF-8 are what ``unzip`` makes of a Chinese Windows' names.
    """
    raw = name.encode("utf-8", "surrogateescape") if not _is_text(name) else b""
    if raw:
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", name)


def _is_text(name: str) -> bool:
    return whole_characters(name) == name
