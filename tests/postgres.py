"""A real PostgreSQL server for tests: started as nobody in a folder of its own, ended by its id."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

_START_S = 60.0


class Server:
    """A PostgreSQL that listens on a socket in a folder of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        if self._user is not None:
            os.chown(folder, self._user, -1)
        self._run(
            "initdb", "-D", folder / "data", "-U", "grader", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
        )

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = ("listen_addresses=", f"unix_socket_directories={self._folder}", "fsync=off")
        options = [word for setting in settings for word in ("-c", setting)]
        command: list[str | Path] = [self._programs / "postgres", "-D", self._folder / "data", *options]
        log = (self._folder / "log").open("ab")
        with log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, user=self._user, cwd=self._folder, start_new_session=True
            )
        end = time.monotonic() + _START_S
        while time.monotonic() < end:
            with contextlib.suppress(subprocess.CalledProcessError):
                self._run("pg_isready", "-h", self._folder, "-U", "grader")
                return
            time.sleep(0.05)
        raise RuntimeError((self._folder / "log").read_text("utf-8"))

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT cuts everybody off, as a machine that is restarted would."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def database(self) -> str:
        """Return the URL of a fresh database."""
        self._databases += 1
        name = f"grades{self._databases}"
        self._run("createdb", "-h", self._folder, "-U", "grader", name)
        return f"postgresql://grader@/{name}?host={self._folder}"

    def _run(self, program: str, *words: str | Path) -> None:
        command = [self._programs / program, *words]
        subprocess.run(command, check=True, capture_output=True, user=self._user, cwd=self._folder)


def programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").is_file()), None)
