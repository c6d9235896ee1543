"""Unpacks one archive after another as ``autograder/loading/unarchive`` does, each in a fork: starting it takes longer.

From stdin: four bytes of length and an archive. To stdout: how the fork ended, its peak of memory in KiB, the length of
what it wrote, and that.
"""

from __future__ import annotations

import os
import struct
import sys

MOST, MOST_OF_ALL, MOST_MEMBERS = 1 << 14, 1 << 16, 20
SUFFIXES = (".py", ".ipynb", ".zip")
TOLD = struct.Struct("<iII")


def main() -> None:
    """Serve until stdin ends."""
    from autograder.loading.unarchive import (
        __main__ as program,
    )  # libarchive may be missing, the numbers above aren't

    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    while head := asked.read(4):
        given, written = os.memfd_create("given"), os.memfd_create("written")
        os.write(given, asked.read(int.from_bytes(head, "little")))
        os.lseek(given, 0, os.SEEK_SET)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.dup2(given, 0)
                os.dup2(written, 1)
                program._limit()
                program.main(MOST, MOST_OF_ALL, MOST_MEMBERS, SUFFIXES)
                code = 0
            finally:
                os._exit(code)
        _, status, usage = os.wait4(child, 0)
        wrote = os.pread(written, os.fstat(written).st_size, 0)
        os.close(given)
        os.close(written)
        answers.write(TOLD.pack(os.waitstatus_to_exitcode(status), usage.ru_maxrss, len(wrote)) + wrote)
        answers.flush()


if __name__ == "__main__":
    main()
