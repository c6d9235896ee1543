"""Who handed in what: a folder or an archive of submissions, in the layouts that courses have (``layouts.py``).

Gradescope tells it in a file: of one submission (``gradescope.py``), or of a class (``gradescope_class.py``).
Nothing is unpacked to disk: a zip is read in memory, within bounds, its GBK names decoded; what is in an archive inside
it, or in a rar or 7z, is carried along. Links are not followed.
"""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.errors import CourseError
from autograder.identity import Handed
from autograder.loading import gradescope_class, packed
from autograder.loading.decode import MAX_BYTES, whole_characters
from autograder.loading.filenames import SUFFIXES, in_order, is_archive, original, stem
from autograder.loading.gradescope import FOLDER, submitter
from autograder.loading.layouts import Owner, lab_of_folder, owners
from autograder.loading.packed import NotOpened
from autograder.loading.times import utc

MAX_FILES = 200_000
MAX_ZIP_BYTES = 2 << 30
_SKIPPED = ("__MACOSX", "__pycache__", ".ipynb_checkpoints")
_TIMESTAMP = "timestamp.txt"
"""nbgrader's, beside what was handed in."""
_TOLD_IN = (_TIMESTAMP, gradescope_class.METADATA)
"""Names of files that tell about others, and are no hand-ins themselves."""
_CARRIED = 512 << 20
"""Bytes of all files in archives inside the class's folder or zip."""


@dataclass(frozen=True)
class Handin:
    """One file of one student, not yet read."""

    student: str
    lab: str | None
    """From the layout; None where only the file itself can tell."""
    path: str
    """As the layout shows it, for people."""
    source: Path
    """The file, or the archive it lies in."""
    member: int | None = None
    """Place in the zip's list: names may be there twice."""
    content: bytes | None = field(default=None, repr=False)
    """Of a file in an archive that is read once, from its beginning."""
    handed: Handed = field(default_factory=Handed)
    called: tuple[str, ...] = ()
    """What else the student may be called on a roster."""
    lost: str = ""
    """Why the content can't be had, where it was carried along."""

    def carried(self) -> Handin:
        """With the content, so that it can be read where the file isn't."""
        try:
            return replace(self, content=self.read())
        except CourseError as error:
            return replace(self, lost=str(error))

    def read(self) -> bytes:
        """Return at most ``MAX_BYTES`` + 1 bytes, so that what is too large shows.

        ``CourseError`` where the disk or the zip doesn't give them: a member that is encrypted or damaged.
        """
        if self.lost:
            raise CourseError(self.lost)
        if self.content is not None:
            return self.content
        return _read(self.source, self.member, self.path, MAX_BYTES + 1)


@dataclass(frozen=True)
class _Entry:
    parts: tuple[str, ...]
    source: Path
    member: int | None = None
    time: str | None = None
    content: bytes | None = field(default=None, repr=False)
    inner: tuple[str, ...] = ()
    """Folders and name in the archive that is handed in as one file."""

    @property
    def path(self) -> str:
        return "/".join((*self.parts, *self.inner))


def handins(root: Path, labs: Iterable[str], *, file_times: bool = False) -> list[Handin]:
    """List what was handed in under a folder or in an archive; ``CourseError`` where there is nothing.

    Args:
        root: The folder or archive.
        labs: Those that are asked for.
        file_times: Believe the time that a file or member bears, where the course system tells none.
    """
    known = frozenset(labs)
    left = _CARRIED
    entries = list[_Entry]()
    for entry in _entries(root):
        for opened in _opened(entry, known):
            left -= len(opened.content or b"")
            if left < 0:
                raise CourseError(
                    f"{root}: more than {_CARRIED >> 20} MB in archives inside it; unpack them first"
                )
            entries.append(opened)
    entries.sort(key=lambda entry: in_order((*entry.parts, *entry.inner)))
    telling = [entry for entry in entries if entry.parts[-1] in _TOLD_IN]
    entries = [entry for entry in entries if entry.parts[-1] not in _TOLD_IN]
    if not entries:
        raise CourseError(f"{root}: no .py or .ipynb file in it; give the folder or archive of submissions")
    stamps = {entry.parts[:-1]: entry for entry in telling if entry.parts[-1] == _TIMESTAMP}
    found = []
    for entry, whose in zip(entries, _owners(root, entries, telling, known), strict=True):
        stamp = stamps.get(entry.parts[:-1])
        for owner in whose:
            inner = (lab_of_folder(name, known) for name in entry.inner[:-1])
            lab = owner.lab or next(filter(None, inner), None)
            if lab is None or lab in known:
                at = owner.at or (_stamped(stamp) if stamp else None)
                handed = Handed(at or (entry.time if file_times else None), owner.late, owner.together)
                where = (entry.path, entry.source, entry.member, entry.content)
                found.append(Handin(owner.student, lab, *where, handed, owner.called))
    if not found:
        raise CourseError(
            f"{root}: nothing in it was handed in for {', '.join(sorted(known))}; say another --lab"
        )
    return found


def _owners(
    root: Path, entries: Sequence[_Entry], telling: Iterable[_Entry], labs: frozenset[str]
) -> list[tuple[Owner, ...]]:
    """Whose each file is: nobody's, one student's, or a group's."""
    student = submitter(root)
    if student is not None:
        return [(Owner(student, None),) if entry.parts[0] == FOLDER else () for entry in entries]
    downloads = gradescope_class.Downloads(
        {
            entry.parts[:-1]: _metadata(entry)
            for entry in telling
            if gradescope_class.is_metadata(entry.parts, labs)
        }
    )
    told = [downloads.owners(entry.parts, labs) for entry in entries]
    others = [entry.parts for entry, whose in zip(entries, told, strict=True) if whose is None]
    by_layout = iter(_merged(owners(others, labs)))
    return [whose if whose is not None else tuple(filter(None, (next(by_layout),))) for whose in told]


def _metadata(entry: _Entry) -> dict[str, gradescope_class.Submission]:
    raw = _read(entry.source, entry.member, entry.path, gradescope_class.MAX_METADATA + 1)
    return gradescope_class.submissions(raw, entry.path)


def _merged(found: Sequence[Owner | None]) -> list[Owner | None]:
    """``s1 (1)`` is ``s1`` once more, where there is an ``s1``."""
    names = {owner.student for owner in found if owner is not None}
    return [
        owner._replace(student=original(owner.student))
        if owner is not None and original(owner.student) in names
        else owner
        for owner in found
    ]


def _stamped(entry: _Entry) -> str | None:
    """Read nbgrader's time, of which the file is one line."""
    try:
        return utc(_read(entry.source, entry.member, entry.path, 200).decode())
    except (CourseError, UnicodeDecodeError):
        return None


def _read(source: Path, member: int | None, path: str, most: int) -> bytes:
    try:
        if member is None:
            with source.open("rb") as file:
                return file.read(most)
        with zipfile.ZipFile(source) as archive, archive.open(archive.infolist()[member]) as file:
            return file.read(most)
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, IndexError) as error:
        raise CourseError(f"{path}: can't be read ({whole_characters(str(error))[:200]})") from error


def _opened(entry: _Entry, labs: frozenset[str]) -> Iterator[_Entry]:
    """What is in an archive that was handed in; itself where nothing in it can be read, so that it isn't lost."""
    name = entry.parts[-1]
    if not is_archive(name):
        yield entry
        return
    try:
        raw = (
            _read(entry.source, entry.member, entry.path, packed.MAX_ARCHIVE)
            if entry.content is None
            else entry.content
        )
        members = list(packed.members(name, raw))
    except (CourseError, NotOpened):
        members = []
    some = False
    for member in members:
        inner = tuple(map(_readable, member.parts))
        if not _wanted(inner) or is_archive(inner[-1]):
            continue
        some = True
        opened = replace(entry, member=None, time=member.time or entry.time, content=member.content)
        if lab_of_folder(stem(name), labs):
            yield replace(opened, parts=(*entry.parts[:-1], stem(name), *inner))
        else:
            yield replace(opened, inner=inner)
    if not some:
        yield replace(entry, content=entry.content and entry.content[: MAX_BYTES + 1])


def _entries(root: Path) -> Iterator[_Entry]:
    if root.is_dir():
        for count, path in enumerate(root.rglob("*")):
            if count > MAX_FILES:
                raise CourseError(f"{root}: more than {MAX_FILES} files; give the folder of one class")
            parts = tuple(map(_readable, path.relative_to(root).parts))
            if _wanted(parts) and path.is_file() and not path.is_symlink():
                at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
                yield _Entry(parts, path, time=at)
    elif not root.exists():
        raise CourseError(f"{root}: not there; give the folder or archive of submissions")
    elif _is_zip(root):
        yield from _zip_entries(root)
    elif is_archive(root.name):
        yield from _archive_entries(root)
    else:
        raise CourseError(
            f"{root}: neither a folder nor a zip, rar or 7z; give the folder or archive of submissions"
        )


def _is_zip(root: Path) -> bool:
    try:
        with root.open("rb") as file:
            return packed.is_zip(file)
    except OSError as error:
        raise CourseError(f"{root}: {error.strerror}; give the folder or archive of submissions") from error


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
            parts = tuple(map(_readable, packed.path_parts(packed.zip_name(info))))
            if not info.is_dir() and _wanted(parts):
                yield _Entry(parts, root, number, packed.zip_time(info))


def _archive_entries(root: Path) -> Iterator[_Entry]:
    try:
        with root.open("rb") as file:
            for member in packed.of_file(file):
                parts = tuple(map(_readable, member.parts))
                if _wanted(parts):
                    yield _Entry(parts, root, None, member.time, member.content)
    except OSError as error:
        raise CourseError(f"{root}: {error.strerror}; give the folder or archive of submissions") from error
    except NotOpened as error:
        raise CourseError(f"{root}: can't be opened ({error}); unpack it, and give the folder") from error


def _wanted(parts: tuple[str, ...]) -> bool:
    if not parts or any(part in _SKIPPED or part.startswith(".") for part in parts):
        return False
    name = parts[-1].lower()
    if name == _TIMESTAMP:
        return "submitted" in parts
    return name.endswith(SUFFIXES) or is_archive(name) or name == gradescope_class.METADATA


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
