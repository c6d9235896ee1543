"""Frames on a file descriptor: a 4-byte big-endian length and that many bytes. Linux, macOS and Windows."""

from __future__ import annotations

import os

MAX_FRAME_BYTES = 4 << 20


def read_frame(descriptor: int) -> bytes:
    """Read one whole frame; ``EOFError`` where the other side ends before it is complete."""
    return _read_exactly(descriptor, int.from_bytes(_read_exactly(descriptor, 4), "big"))


def write_frame(descriptor: int, payload: bytes) -> None:
    """Write one whole frame, waiting where the reader is slow."""
    if len(payload) > MAX_FRAME_BYTES:
        raise ValueError(f"a message of {len(payload)} bytes: at most {MAX_FRAME_BYTES}")
    rest = memoryview(len(payload).to_bytes(4, "big") + payload)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _read_exactly(descriptor: int, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        chunk = os.read(descriptor, min(count - len(data), 1 << 20))
        if not chunk:
            raise EOFError(f"{len(data)} of {count} bytes")
        data += chunk
    return bytes(data)
