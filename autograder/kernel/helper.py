"""The process beside the kernel that judges: it keeps its warm sandbox from one check to the next.

The student's kernel is not touched: no framework is imported there, no behaviour switched, no name made. One line of
JSON goes each way. The process ends with the kernel, because its input ends then.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

_ROOT = str(Path(__file__).resolve().parents[2])
_PACKAGES = ("reference", "exercises", "autograder", "reports")
_START = """
import importlib.machinery, sys
class Ours:
    def find_spec(self, name, path=None, target=None):
        if name in {packages!r}:
            return importlib.machinery.PathFinder.find_spec(name, [{root!r}])
sys.meta_path.insert(0, Ours())
from autograder.fronts.answer import main
main()
"""
"""Our packages come from where this file lies, whatever else bears their names on the path."""
_TAIL = 2000


class HelperDied(RuntimeError):
    """The process ended without an answer; what it said last is in the message."""


class Helper:
    """Starts the process with the first question, and again if it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._said: IO[str] | None = None

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a question; an interrupt ends the process, so that the next check starts anew."""
        process = self._running()
        questions, answers = process.stdin, process.stdout
        if questions is None or answers is None:
            raise HelperDied("no pipes")
        try:
            questions.write(json.dumps(question) + "\n")
            questions.flush()
            line = answers.readline()
        except BrokenPipeError:
            line = ""
        except BaseException:
            self.close(patience_s=0.5)
            raise
        if not line:
            said = self._last_words()
            self.close()
            raise HelperDied(f"a fault of ours, not of yours: the process that judges ended. {said}")
        answer = json.loads(line)
        if not isinstance(answer, dict):
            raise HelperDied("no answer")
        return answer

    def close(self, patience_s: float = 5.0) -> None:
        """End the process: its input ends, and it has so long to end its sandbox."""
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            try:
                self._process.wait(patience_s)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._said is not None:
            self._said.close()
            self._said = None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - lives as long
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _START.format(packages=_PACKAGES, root=_ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                encoding="utf-8",
                # The front end's interrupt is for the kernel; without a group of its own the sandbox would get it too.
                start_new_session=sys.platform != "win32",
            )
            atexit.register(self.close)
        return self._process

    def _last_words(self) -> str:
        if self._said is None:
            return ""
        self._said.seek(0)
        return self._said.read()[-_TAIL:].strip()
