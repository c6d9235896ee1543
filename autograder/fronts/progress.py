"""Progress on stderr: one line that moves on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import shutil
import sys
import time

from reports.columns import cut, pad
from reports.inert import one_line

_EVERY_S = 10.0
_NAMES = 3
_MOVES_S = 0.1


class Progress:
    """Counts what is done and what failed; tells the rate, the time left and whose work is under way."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._stream, self._live = sys.stderr, sys.stderr.isatty()
        self._done = self._failed = 0
        self._names: dict[str, None] = {}
        self._start = self._last = time.monotonic()
        if self._live:
            self._show(self._start)

    def started(self, name: str) -> None:
        """Somebody's work was handed to a worker."""
        self._names[name] = None

    def done(self, name: str = "", *, failed: bool = False) -> None:
        """One more is done; ``failed``: by a fault of ours."""
        self._names.pop(name, None)
        self._done += 1
        self._failed += failed
        now = time.monotonic()
        if now - self._last >= (_MOVES_S if self._live else _EVERY_S) or (
            self._live and self._done == self._total
        ):
            self._show(now)

    def end(self) -> None:
        """Leave the last line standing."""
        if self._live:
            self._stream.write("\n")
            self._stream.flush()

    def _show(self, now: float) -> None:
        self._last = now
        text = self.line(now - self._start)
        if self._live:
            columns = shutil.get_terminal_size().columns - 1
            text = "\r" + pad(cut(text, columns), columns)
        self._stream.write(text if self._live else text + "\n")
        self._stream.flush()

    def line(self, seconds: float) -> str:
        """Return what is to be said after so many seconds."""
        parts = [f"{self._what} {self._done}/{self._total}"]
        if self._failed:
            parts.append(f"failed {self._failed}")
        if self._done and seconds > 0:
            rate = self._done / seconds
            parts.append(f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.1f}/min")
            parts.append(f"{_clock((self._total - self._done) / rate)} left")
        # Handed out in order, so the first ones are those under way.
        names = [one_line(name, 20) for name in list(self._names)[:_NAMES]]
        if names:
            parts.append(", ".join(names))
        return "  ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
