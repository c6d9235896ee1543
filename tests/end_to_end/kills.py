"""``grade`` killed at random moments: what is watched from outside, and what must hold after each kill.

The command runs as it is, in a process of its own; a thin cover tells on a shared page which phase it is in. The page
outlives ``kill -9``, so that the phase at death is known and not guessed.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from autograder.gradebook.book import Gradebook
from autograder.record import Grade, Usage, decode, encode

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "autograder" / "sample_class"
SOURCES = (
    SAMPLE / "s2024001_lihua" / "lab6" / "adam.py",
    SAMPLE / "s2024002_wangwei" / "lab6" / "adam_homework.py",
)
PHASES = ("starting", "running", "recording", "rendering")
STUDENTS = 12
"""More than so few that pages are made without workers."""
_ENDS_S = 120.0
_GONE_S = 10.0
_LONGEST_S = {"running": 1.5, "recording": 0.02, "rendering": 0.25}
"""How long after a phase's begin the kill comes at most; a moment that is past is another phase's moment."""
# Phase and how often it began: one byte each.
COVER = """
import mmap, os, signal, sys
page = mmap.mmap(os.open(sys.argv.pop(1), os.O_RDWR), 8)
import autograder.fronts.grade as front
from autograder.gradebook.book import Gradebook
def tells(phase, function):
    def told(*words, **names):
        before = page[0]
        page[phase] += 1
        page[0] = phase
        try:
            return function(*words, **names)
        finally:
            page[0] = before
    return told
front._run = tells(1, front._run)
Gradebook.record = tells(2, Gradebook.record)
front.write_records = tells(2, front.write_records)
front.write_pages = tells(3, front.write_pages)
signal.signal(signal.SIGINT, signal.default_int_handler)  # as from a terminal
from autograder.cli import main
main()
"""


@dataclass(frozen=True)
class Kill:
    """One kill, as it is logged."""

    phase: str
    target: str
    seconds: float
    """Since the command began."""


@dataclass
class Run:
    """The command on a class, given again and again."""

    folder: Path
    choice: random.Random
    more: tuple[str, ...] = ()
    out: Path = field(init=False)
    _lives: int = 0

    def __post_init__(self) -> None:
        """Write the class: right and wrong submissions, all of them different files."""
        for number in range(STUDENTS):
            target = self.folder / "class" / f"s{number}" / "adam.py"
            target.parent.mkdir(parents=True)
            source = SOURCES[number % len(SOURCES)].read_text("utf-8")
            target.write_text(f"{source}\n# {number}\n", "utf-8")
        self.out = self.folder / "undisturbed"
        self._prepare()

    def afresh(self) -> None:
        """Begin with nothing graded."""
        shutil.rmtree(self.out)
        self.out = self.folder / f"out{self._lives}"
        self._lives += 1
        self._prepare()

    def _prepare(self) -> None:
        self.out.mkdir()
        secret = self.out / ".secret"
        secret.write_bytes(b"the same for all" * 2)
        secret.chmod(0o600)

    def once(self, wanted: str | None) -> tuple[int, Kill | None]:
        """Give the command; kill something of it in the wanted phase. The exit code, and the kill if it came to it."""
        mark = uuid.uuid4().hex
        board = self.folder / "board"
        board.write_bytes(bytes(8))
        command = [
            sys.executable,
            "-c",
            COVER,
            str(board),
            "grade",
            str(self.folder / "class"),
            "--lab",
            "lab6",
        ]
        command += ["-o", str(self.out), "--jobs", "2", "--lang", "en", *self.more]
        with (
            board.open("r+b") as file,
            mmap.mmap(file.fileno(), 8) as page,
            (self.folder / "said").open("wb") as said,
        ):
            begun = time.monotonic()
            process = subprocess.Popen(
                command,
                stdout=said,
                stderr=said,
                env={**os.environ, "PYTHONPATH": str(ROOT), "KILL_MARK": mark},
            )
            try:
                kill = self._kill(process, page, wanted, mark, begun) if wanted else None
                code = process.wait(_ENDS_S)
            finally:
                process.kill()
                process.wait()
        left = _left(mark)
        assert not left, f"processes outlive the command: {left}"
        return code, kill

    def _kill(
        self, process: subprocess.Popen[bytes], page: mmap.mmap, wanted: str, mark: str, begun: float
    ) -> Kill | None:
        number = PHASES.index(wanted)
        after = self.choice.randint(1, STUDENTS) if wanted == "recording" else 1
        delay = self.choice.uniform(0, _LONGEST_S[wanted])
        while page[number] < after:
            if process.poll() is not None:
                return None
            time.sleep(0.0002)
        end = time.monotonic() + delay
        while time.monotonic() < end:
            time.sleep(0)
        victim, target = process.pid, "command"
        others = sorted(set(_marked(mark)) - {process.pid})
        if others and self.choice.random() < 0.25:
            victim = self.choice.choice(others)
            target = _name(victim)
        phase = PHASES[page[0]]
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        if process.poll() is None and target == "command":
            process.wait()
        return Kill(PHASES[page[0]] if target == "command" else phase, target, time.monotonic() - begun)

    def records(self) -> dict[str, list[Grade]]:
        """What is in the gradebook, without what may differ from run to run; whole, or this fails."""
        database = self.out / "gradebook.sqlite"
        if not database.exists():
            return {}
        connection = sqlite3.connect(database)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        book = Gradebook.open(database)
        try:
            groups = [[attempt.grade for attempt in group] for group in book.attempts()]
        finally:
            book.close()
        return {group[0].student or "": [substance(grade) for grade in group] for group in groups}

    def require_whole_files(self) -> None:
        """Every file that is there is there whole."""
        for path in (self.out / "grades").rglob("[!.]*.json"):
            assert encode(decode(path.read_bytes())) == path.read_bytes(), path
        for path in self.out.rglob("[!.]*.html"):
            assert path.read_text("utf-8").rstrip().endswith("</html>"), path

    def files(self) -> set[str]:
        """Names of all files of the run's folder."""
        return {path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file()}

    def said(self) -> str:
        """What the command said last."""
        return (self.folder / "said").read_text("utf-8", "replace")


def substance(grade: Grade) -> Grade:
    """A record without time and memory."""
    return msgspec.structs.replace(grade, usage=Usage(0.0, 0.0, 0.0))


def _marked(mark: str) -> Iterator[int]:
    """Processes with this mark in their environment: those the command started, and theirs outside the sandbox."""
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and mark.encode() in (entry / "environ").read_bytes():
                yield int(entry.name)


def _name(process: int) -> str:
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        told = next((word for word in words if b"tracker" in word or b"spawn_main" in word), words[0])
        return (
            "worker"
            if b"spawn_main" in told
            else "tracker"
            if b"tracker" in told
            else Path(told.decode()).name
        )
    return "gone"


def _left(mark: str) -> list[str]:
    """Who is still there a while after the command ended."""
    end = time.monotonic() + _GONE_S
    while (left := list(_marked(mark))) and time.monotonic() < end:
        time.sleep(0.05)
    return [_name(process) for process in left]
