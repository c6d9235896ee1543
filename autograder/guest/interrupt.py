"""Interrupting the student's code when its time is over, also where it catches everything.

A timer signal where the platform has one; else a thread that raises in ours. The interrupt is repeated faster and
faster, so that a loop around ``except:`` is hit outside its ``try`` sooner or later.
"""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import Self

from .waiting import Spent

_FIRST_REPEAT_S = 0.02
_STORMS = {3: 5e-5, 300: 2e-6}
"""After so many interrupts that were caught, how fast the next ones come."""

_SHORT_S = 0.001
_FOLDER = __file__.rpartition("interrupt.py")[0]


class OutOfTimeError(BaseException):
    """The time for the student's code is over."""


class TimeLimit:
    """Context manager: raises ``OutOfTimeError`` in the body after so many seconds. Not to be nested."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(_SHORT_S, seconds)
        self.spent = Spent()
        self.armed = False
        self.fired = 0
        self._stop: threading.Event | None = None
        self._by_signal = (
            hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        )

    def __enter__(self) -> Self:
        self.armed = True
        if self._by_signal:
            signal.signal(signal.SIGALRM, self._on_signal)
            signal.setitimer(signal.ITIMER_REAL, self.seconds, _FIRST_REPEAT_S)
        else:
            self._stop = threading.Event()
            watcher = threading.Thread(
                target=self._watch, args=(threading.get_ident(), self._stop), daemon=True
            )
            watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.armed = False
        if self._by_signal:
            signal.setitimer(signal.ITIMER_REAL, 0)
        elif self._stop is not None:
            self._stop.set()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(threading.get_ident()), None)

    def _on_signal(self, _number: int, frame: FrameType | None) -> None:
        if not self.armed or _is_ours(frame):
            return  # the timer comes again, when the student's code runs
        if self.fired == 0 and (left := self.seconds - self.spent.seconds()) > _SHORT_S:
            signal.setitimer(signal.ITIMER_REAL, left, _FIRST_REPEAT_S)
            return
        self.fired += 1
        if self.fired in _STORMS:
            signal.setitimer(signal.ITIMER_REAL, _STORMS[self.fired], _STORMS[self.fired])
        raise OutOfTimeError(f"stopped after {self.seconds:.3g} s")

    def _watch(self, thread: int, stop: threading.Event) -> None:
        pause = self.seconds
        while not stop.wait(pause):
            if self.fired == 0 and (left := self.seconds - self.spent.seconds()) > _SHORT_S:
                pause = left
                continue
            pause = _FIRST_REPEAT_S if self.fired < min(_STORMS) else 0.0005
            if self.armed and not _is_ours(sys._current_frames().get(thread)):  # noqa: SLF001 - the only way to see it
                self.fired += 1
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread), ctypes.py_object(OutOfTimeError)
                )


def _is_ours(frame: FrameType | None) -> bool:
    """Whether the interrupted code is the guest's own: it is short, and must not be cut in two."""
    return frame is not None and frame.f_code.co_filename.startswith(_FOLDER)


class Clock:
    """How much of the job's time is left."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.spent = Spent()

    def left(self) -> float:
        """Seconds until the end; may be negative."""
        return self.seconds - self.spent.seconds()
