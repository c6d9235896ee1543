"""Files of a class run: where they lie, and that each is there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import StorageFault

SECRET_NAME = ".secret"  # noqa: S105 - a file's name
_SECRET_BYTES = 32
_LONGEST_NAME = 180


def record_path(out: Path, lab_id: str, student: str) -> Path:
    """Where a record lies; the id is percent-encoded, so that no id leaves the folder."""
    return out / "grades" / lab_id / f"{safe_name(student)}.json"


def page_path(out: Path, student: str) -> Path:
    """Where a student's page lies."""
    return out / "students" / f"{safe_name(student)}.html"


def safe_name(student: str) -> str:
    """Return a file name for any id, another for each: letters, digits and Chinese stay, the rest is percent-encoded.

    Long names are cut and end in a hash of the whole, since a name may have 255 bytes and the file's needs some more.
    """
    kept = "".join(char if char.isalnum() or char in "-_" else _percent(char) for char in student)
    if len(kept.encode()) <= _LONGEST_NAME:
        return kept or "_"
    head = kept.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return f"{head}~{hashlib.sha256(student.encode(errors='surrogatepass')).hexdigest()[:16]}"


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode(errors="surrogatepass"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


@contextlib.contextmanager
def told(out: Path) -> Iterator[None]:
    """Make one line of what the disk says while a run writes its folder."""
    try:
        yield
    except OSError as error:
        raise StorageFault(
            f"{error.filename or out}: {error.strerror or error}; what is recorded stays: make room or make the folder "
            "writable, then give the same command"
        ) from error


def sweep(out: Path) -> None:
    """Take away what a killed run had begun to write; what others write just now is left."""
    for folder in (out, out / "students", *(out / "grades").glob("*/")):
        for path in folder.glob(".*.*"):
            process = path.name.rpartition(".")[2]
            if process.isdigit() and not _runs(int(process)):
                with contextlib.suppress(OSError):
                    path.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def course_secret(path: Path) -> bytes:
    """Return the secret that seeds come from: made once with mode 0600, so that a grade can be reproduced."""
    with told(path):
        secret = path.read_bytes() if path.exists() else b""
        if not secret:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f"{path.name}.new.{os.getpid()}")
            partial.unlink(missing_ok=True)
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(_SECRET_BYTES))
                file.flush()
                os.fsync(file.fileno())
            if path.exists() and not path.stat().st_size:
                path.unlink()
            with contextlib.suppress(FileExistsError):
                os.link(partial, path)  # of two runs that begin together one makes it, whole
            partial.unlink()
            secret = path.read_bytes()
    return secret
