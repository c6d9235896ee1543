"""Archives: what is in a zip, rar, 7z or tar, also one inside another, within bounds and without touching the disk.

zip is read here, by Python. The others need libarchive, which runs as a program of its own in the sandbox.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from autograder.loading.decode import MAX_BYTES
from autograder.loading.filenames import ARCHIVES, SUFFIXES, is_archive, stem
from autograder.sandbox.bubblewrap import ENVIRONMENT, command, through_pipe
from autograder.sandbox.confined import Confined
from autograder.sandbox.launch import Launch
from autograder.sandbox.mounts import GUEST, plan
from autograder.sandbox.syscalls import filter_program
from autograder.sandbox.tiers import GUEST_FOLDER, probe

MAX_MEMBERS = 200_000
MAX_ARCHIVE = 256 << 20
"""Bytes of an archive that isn't the class's own zip, packed, and of all that is wanted from it, unpacked."""
_DEEPEST = 3
_UTF8_FLAG = 0x800
_PROGRAM = Path(__file__).parent / "unarchive"
_PATIENCE_S = 90.0
_LOCALE = Path("/usr/lib/locale/C.utf8")
"""Without it libarchive can't turn names into anything but ASCII."""
_WANTED = (*SUFFIXES, *ARCHIVES)


class NotOpened(Exception):
    """Why an archive can't be read, in a few words."""


@dataclass(frozen=True)
class Member:
    """One file of an archive."""

    parts: tuple[str, ...]
    """Folders and name, as they were written."""
    time: str | None
    """UTC, ISO 8601, as far as the archive tells."""
    content: bytes
    """At most ``MAX_BYTES`` + 1, so that what is too large shows."""


def members(name: str, raw: bytes, depth: int = 0) -> Iterator[Member]:
    """Yield the scripts and notebooks of an archive, and of those in it; ``NotOpened`` where it can't be read."""
    with io.BytesIO(raw) as file:
        found = list(_of_zip(file) if is_zip(file) else _of_others(file))
    for member in found:
        inner = member.parts[-1]
        if not is_archive(inner):
            yield member
        elif depth + 1 < _DEEPEST:
            for deeper in members(f"{name}/{inner}", member.content, depth + 1):
                yield Member((*member.parts[:-1], stem(inner), *deeper.parts), deeper.time, deeper.content)


def is_zip(file: BinaryIO) -> bool:
    """Whether it is a zip, and not a rar or 7z at whose end a zip lies."""
    start = file.read(4)
    file.seek(0)
    return start not in {b"Rar!", b"7z\xbc\xaf"} and zipfile.is_zipfile(file)


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


def zip_time(info: zipfile.ZipInfo) -> str | None:
    """Return when a member was changed: zips keep the clock of the machine that packed them, taken for ours."""
    try:
        return datetime(*info.date_time).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None


def path_parts(name: str) -> tuple[str, ...]:
    """Return a member's folders and name; none for a name that climbs or begins at the root."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return () if not parts or ".." in parts or parts[0].startswith("/") else parts


def _of_zip(file: BinaryIO) -> Iterator[Member]:
    left = MAX_ARCHIVE
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_MEMBERS:
                raise NotOpened(f"more than {MAX_MEMBERS} files")
            for info in infos:
                parts = path_parts(zip_name(info))
                if not parts or info.is_dir() or not parts[-1].lower().endswith(_WANTED):
                    continue
                with archive.open(info) as packed:
                    content = packed.read(_most(parts[-1]) + 1)
                left -= len(content)
                if left < 0:
                    raise NotOpened("too large unpacked")
                yield Member(parts, zip_time(info), content)
    # ValueError: a member said to begin before the file does.
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError) as error:
        raise NotOpened(str(error)[:200]) from error


def _most(name: str) -> int:
    return MAX_ARCHIVE if is_archive(name) else MAX_BYTES


def of_file(file: BinaryIO) -> Iterator[Member]:
    """Yield the wanted members of a rar, 7z or tar, archives in it as they are."""
    library = ctypes.util.find_library("archive")
    if library is None:
        raise NotOpened("rar, 7z and tar need libarchive (Debian: apt install libarchive13)")
    limits = [str(number) for number in (MAX_ARCHIVE, MAX_ARCHIVE, MAX_MEMBERS)]
    try:
        with contextlib.ExitStack() as stack:
            launch = _launch([*limits, *_WANTED], stack)
            done = subprocess.run(
                launch.line,
                stdin=file,
                capture_output=True,
                env={**launch.environment, "LIBARCHIVE": library, **_paths()},
                pass_fds=launch.descriptors,
                timeout=_PATIENCE_S,
                check=False,
            )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotOpened(f"unpacking took more than {_PATIENCE_S:.0f} s or did not start") from error
    yield from _told(done.stdout, done.returncode)


def _of_others(file: io.BytesIO) -> Iterator[Member]:
    with tempfile.TemporaryFile() as copy:  # 7z is read from its end, so it must be a file
        copy.write(file.getvalue())
        copy.seek(0)
        yield from of_file(copy)


def _told(data: bytes, code: int) -> Iterator[Member]:
    """Take what the program wrote for what it may be: a stranger's bytes got that far."""
    place, left = 0, MAX_ARCHIVE
    while place < len(data):
        end = data.find(b"\n", place)
        try:
            head = json.loads(data[place:end])
            if "error" in head:
                raise NotOpened(str(head["error"])[:200])
            name, time, size = str(head["name"]), head["time"], int(head["size"])
            told = None if time is None else datetime.fromtimestamp(time, UTC).isoformat(timespec="seconds")
        except (ValueError, KeyError, TypeError, OverflowError, OSError) as error:
            raise NotOpened("damaged") from error
        content, place = data[end + 1 : end + 1 + size], end + 1 + size
        left -= len(content)
        if size < 0 or len(content) != size or left < 0:
            raise NotOpened("damaged")
        parts = path_parts(name)
        if parts:
            yield Member(parts, told, content[: _most(parts[-1]) + 1])
    if code:
        raise NotOpened("damaged, or too large to unpack")


def _launch(words: list[str], stack: contextlib.ExitStack) -> Launch:
    tier = probe()
    if not tier.isolates:
        return Launch([sys.executable, "-P", "-s", str(_PROGRAM), *words], (), ENVIRONMENT)
    seen = plan(_PROGRAM)
    if _LOCALE.is_dir():
        seen = replace(seen, binds=(*seen.binds, (_LOCALE, _LOCALE)))
    if tier.program is None:
        return Confined(GUEST_FOLDER).program(seen, _PROGRAM, words, stack)
    start = (
        f"import sys, runpy; sys.path += {[str(folder) for folder in seen.packages]!r}; "
        f"runpy.run_path({str(GUEST)!r}, run_name='__main__')"
    )
    calls = filter_program()
    filters = [] if calls is None else [through_pipe(calls, stack)]
    line = command(
        tier.program, seen, ["-c", start, *words], filter_descriptor=filters[0] if filters else None
    )
    return Launch(line, filters, ENVIRONMENT)


def _paths() -> dict[str, str]:
    """What an interpreter needs from the environment to start, off Linux."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
