"""Time that counts against a limit: seconds spent waiting for a processor are the machine's, not the student's.

On a busy machine a training that takes 4 s may need 15; who is graded in a crowd must not lose points for it.
Linux counts per thread how long it was ready to run and didn't (``/proc/PID/schedstat``, the second number, in
nanoseconds). Where there is no such file every second counts.
"""

from __future__ import annotations

import os
import time

# Bound at import: the student's code may replace them later.
_monotonic = time.monotonic
_open, _read, _close = os.open, os.read, os.close

MOST = 3.0
"""A limit is stretched to at most so many times itself: threads of one program wait for each other too."""


class Spent:
    """Seconds since now that count, for a process of this machine (its main thread), by default this one."""

    def __init__(self, process: int | str = "self") -> None:
        self._place = f"/proc/{process}/schedstat"
        self._began = _monotonic()
        self._waited = _waited(self._place)

    def seconds(self) -> float:
        """Return the time that has gone by, less the time that the process waited; at least a third of it."""
        gone = _monotonic() - self._began
        return max(gone - max(0.0, _waited(self._place) - self._waited), gone / MOST)


def _waited(place: str) -> float:
    try:
        descriptor = _open(place, os.O_RDONLY)
    except OSError:
        return 0.0
    try:
        return int(_read(descriptor, 100).split()[1]) * 1e-9
    except (OSError, ValueError, IndexError):
        return 0.0
    finally:
        _close(descriptor)
