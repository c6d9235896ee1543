"""A rar of version 5, byte by byte: no free program writes one."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

_MAIN, _FILE, _END = 1, 2, 5
_DATA_FOLLOWS, _CHECKSUM_KNOWN, _UNIX = 2, 4, 1


def raw_rar(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of stored members, with names in UTF-8."""
    raw = b"Rar!\x1a\x07\x01\x00" + header(_MAIN, 0, b"", number(0))
    for name, data in members.items():
        encoded = name.encode()
        told = number(_CHECKSUM_KNOWN) + number(len(data)) + number(0o100644)
        told += struct.pack("<I", zlib.crc32(data)) + number(0) + number(_UNIX)
        raw += header(_FILE, _DATA_FOLLOWS, number(len(data)), told + number(len(encoded)) + encoded) + data
    return raw + header(_END, 0, b"", number(0))


def header(kind: int, flags: int, size: bytes, rest: bytes) -> bytes:
    body = number(kind) + number(flags) + size + rest
    body = number(len(body)) + body
    return struct.pack("<I", zlib.crc32(body)) + body


def number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])
