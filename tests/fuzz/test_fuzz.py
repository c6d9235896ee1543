"""Whatever arrives: the errors that are meant for it, no other; in seconds, in bounded memory.

A few with the suite, more with ``--fuzz N``; ``make fuzz`` tries 100,000 of each kind.
"""

from __future__ import annotations

import contextlib
import functools
import io
import logging
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionUnreadable
from autograder.loading.load import load_bytes
from autograder.loading.packed import Member, NotOpened, _told, is_zip, members
from autograder.protocol.arrays import Array
from autograder.sandbox.collect import Messages
from tests.fuzz import near, unpacking
from tests.loading.rars import raw_rar


class Hangs(BaseException):
    """Nothing that is meant for malformed input catches it."""


HANGS_S = 30  # on a crowded machine; usually milliseconds
UNPACKING_MOST_KIB = 400 << 10
MOST_MB = 400
"""What a whole run may take on top of what was there."""

log = logging.getLogger(__name__)


def submission(name: str) -> Callable[[bytes], None]:
    def load(raw: bytes) -> None:
        with contextlib.suppress(SubmissionUnreadable):
            assert load_bytes(name, raw).raw == raw

    return load


def archive(raw: bytes) -> None:
    with contextlib.suppress(NotOpened):
        for member in members("a.zip", raw):
            assert ".." not in member.parts
            assert not member.parts[0].startswith("/")


def zipped(raw: bytes) -> None:
    """Only what Python itself unpacks: everything else is for libarchive, in a process of its own."""
    with io.BytesIO(raw) as file:
        if is_zip(file):
            archive(raw)


@functools.cache
def unpacker() -> subprocess.Popen[bytes]:
    """Warm for the whole run; it ends with its stdin."""
    library = find_library("archive")
    if library is None:
        pytest.skip("no libarchive on this machine (Debian: apt install libarchive13)")
    return subprocess.Popen(
        [sys.executable, "-m", "tests.fuzz.unpacking"],
        cwd=Path(__file__).resolve().parents[2],
        env=os.environ | {"LIBARCHIVE": library},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def told_of(raw: bytes) -> list[Member]:
    """What is told of an archive until something is wrong with it."""
    program = unpacker()
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(len(raw).to_bytes(4, "little") + raw)
    program.stdin.flush()
    code, peak_kib, size = unpacking.TOLD.unpack(program.stdout.read(unpacking.TOLD.size))
    wrote = program.stdout.read(size)
    assert code == 0, (code, raw)
    assert peak_kib < UNPACKING_MOST_KIB
    found = []
    with contextlib.suppress(NotOpened):
        for member in _told(wrote, code):
            found.append(member)  # noqa: PERF402 - until one raises
    return found


def unpacked(raw: bytes) -> None:
    """A damaged 7z once more with its checksums right, so that what comes behind them is read."""
    for one in {raw, near.sealed(raw)}:
        told = told_of(one)
        assert not any(".." in member.parts for member in told)
        assert sum(len(member.content) for member in told) <= unpacking.MOST_OF_ALL


def test_what_is_not_damaged_is_unpacked_and_bounded() -> None:
    """Else the damaged would prove nothing."""
    whole = [[(one.parts[-1], one.content) for one in told_of(raw)] for raw in near.sevens()]
    assert all(("adam.py", b"adam.py" * 200) in one for one in whole)
    assert len(whole) > 1 or shutil.which("bsdtar") is None
    too_much = {f"{place}.py": bytes(10_000) for place in range(10)}
    assert 0 < sum(len(one.content) for one in told_of(raw_rar(too_much))) <= unpacking.MOST_OF_ALL
    assert len(told_of(raw_rar({f"{place}.py": b"x" for place in range(50)}))) == 20


def pipe(data: bytes) -> None:
    """In two pieces; what was let through can be read without asking again."""
    messages = Messages()
    for piece in (data[: len(data) // 3], data[len(data) // 3 :]):
        messages.feed(piece)
    for message in messages.decoded:
        for array in _arrays(message):
            array.numpy()


def _arrays(value: object) -> Iterator[Array]:
    if isinstance(value, Array):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _arrays(getattr(value, name))
    elif isinstance(value, tuple | list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _arrays(inner)


class Kind(NamedTuple):
    """Where inputs come from, what takes them."""

    inputs: st.SearchStrategy[bytes]
    take: Callable[[bytes], None]
    variants: int
    """How many are made of each: as it is, then damaged."""
    share: int = 1
    """So many times fewer are tried: each starts a process."""


KINDS = {
    "notebooks": Kind(near.notebooks(), submission("a.ipynb"), 5),
    "scripts": Kind(near.scripts(), submission("a.py"), 20),
    "frames": Kind(near.frames(), pipe, 20),
    "zips": Kind(near.archives(), zipped, 20),
    "rar and 7z": Kind(near.rars_and_7zs(), unpacked, 20),
    "other archives": Kind(near.other_archives(), archive, 5, share=250),
}


def _hangs(*_: int | FrameType | None) -> None:
    raise Hangs


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_malformed_input_ends_in_the_errors_meant_for_it(kind: Kind, request: pytest.FixtureRequest) -> None:
    wanted = -(-int(request.config.getoption("--fuzz")) // kind.share)
    tried = 0

    @settings(
        max_examples=-(-wanted // kind.variants),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(kind.inputs, st.integers(0, 2**64))
    def some(raw: bytes, seed: int) -> None:
        nonlocal tried
        chance = Random(seed)  # noqa: S311 - damage, not secrets
        for number in range(kind.variants):
            tried += 1
            signal.setitimer(signal.ITIMER_REAL, HANGS_S)
            try:
                kind.take(near.damaged(raw, chance) if number else raw)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)

    kept = signal.signal(signal.SIGALRM, _hangs)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        some()
    finally:
        signal.signal(signal.SIGALRM, kept)
    log.info("%d tried", tried)
    assert tried >= min(wanted, 20)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MOST_MB
