"""Unpacks rar, 7z and tar: a program of its own, for libarchive is C and reads strangers' bytes.

It reads the archive from stdin, a file that can be sought in, and writes per member a line of JSON and its bytes to
stdout; a last line with ``error`` where something went wrong.

Arguments: how many bytes of a member, of all members, and how many members at most; then the suffixes wanted.
"""

from __future__ import annotations

import importlib
import json
import os
import sys

import libarchive

_MEMORY = 1 << 30
_CPU_S = 60
_FORMATS = {b"Rar!\x1a\x07\x01": "rar5", b"Rar!\x1a\x07\x00": "rar", b"7z\xbc\xaf": "7zip"}


def main(most: int, most_of_all: int, most_members: int, suffixes: tuple[str, ...]) -> None:
    """Write the members."""
    out = sys.stdout.buffer
    try:
        with libarchive.fd_reader(0, format_name=_format()) as archive:
            for number, entry in enumerate(archive):
                if number >= most_members:
                    raise ValueError(f"more than {most_members} files")  # noqa: TRY301
                name = entry.pathname or ""
                if not name:
                    raise ValueError("a name that can't be read")  # noqa: TRY301
                if not entry.isfile or not name.lower().endswith(suffixes):
                    continue
                content = bytearray()
                for block in entry.get_blocks():
                    content += block
                    if len(content) > most:
                        break
                most_of_all -= len(content)
                if most_of_all < 0:
                    raise ValueError("too large unpacked")  # noqa: TRY301
                told = {"name": name, "time": entry.mtime, "size": len(content)}
                out.write(json.dumps(told).encode() + b"\n" + bytes(content))
    except (libarchive.exception.ArchiveError, ValueError, MemoryError, OSError) as error:
        out.write(json.dumps({"error": f"{error}" or type(error).__name__}).encode() + b"\n")
    out.flush()


def _format() -> str:
    """A file's beginning says what it is; libarchive prefers a zip that lies at the end of a rar."""
    start = os.read(0, 8)
    os.lseek(0, 0, os.SEEK_SET)
    return next((name for magic, name in _FORMATS.items() if start.startswith(magic)), "all")


def _limit() -> None:
    """Bound memory and time where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))


if __name__ == "__main__":
    _limit()
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), tuple(sys.argv[4:]))
