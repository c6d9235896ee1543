"""What every test shares: quiet, single-threaded frameworks and repeatable properties."""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from autograder.sandbox.slots import Slots
from tests.golden.worker import kept_slots
from tests.postgres import Server, programs

# Read by the frameworks when they are imported, so they are set before any test module is.
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
# Two threads would let the lecture's Adam count its time in either order.
os.environ["TF_NUM_INTEROP_THREADS"] = "1"
os.environ["TF_NUM_INTRAOP_THREADS"] = "1"

# No deadline: the machine is shared. No database and, where CI decides, the same examples every time.
settings.register_profile("here", deadline=None, database=None)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

GOLDEN_GROUPS = 40
"""Golden files are spread over the workers in this many lots; each worker keeps its warm slots for all of its own."""


@pytest.fixture(scope="session")
def slots() -> Slots:
    """The sandbox that all tests of a worker grade in."""
    return kept_slots()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests of a worker."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL on this machine (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has 107 bytes at most
    folder.chmod(0o700)
    server = Server(found, folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make kill`, `make fuzz`, `make golden` and `make notebooks` ask for many; the suite makes do with a few."""
    parser.addoption("--kills", default="6", help="how often grade is killed at random moments")
    parser.addoption("--fuzz", default="250", help="how many malformed inputs of each kind are tried")
    parser.addoption("--every-notebook", action="store_true", help="each golden file as a notebook, too")
    parser.addoption(
        "--every-secret", action="store_true", help="each golden file as check and as grade drive it"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file stay in one worker, with what they share; first, as the runner reads groups in this hook."""
    for item in items:
        group = item.path.name
        if group == "test_golden.py":
            group += str(zlib.crc32(item.name.encode()) % GOLDEN_GROUPS)
        item.add_marker(pytest.mark.xdist_group(f"{item.path.parent.name}/{group}"))
