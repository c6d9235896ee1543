"""Zips byte by byte, as other systems write them: ``zipfile`` itself writes only good names and good members."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path


def raw_zip(path: Path, members: Mapping[bytes, bytes], *, damage: str = "", flags: int = 0) -> Path:
    """Write stored members under names of raw bytes; the first one encrypted, with a wrong checksum or gone."""
    body, listing = b"", b""
    for number, (name, data) in enumerate(members.items()):
        hurt = damage if number == 0 else ""
        marked = flags | (1 if hurt == "encrypted" else 0)
        checksum = zlib.crc32(data) ^ (hurt == "checksum")
        common = struct.pack("<HHHHHIII", 20, marked, 0, 0, 0x21, checksum, len(data), len(data))
        at = 10_000_000 if hurt == "gone" else len(body)
        listing += b"PK\1\2" + struct.pack("<H", 20) + common
        listing += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, at) + name
        body += b"PK\3\4" + common + struct.pack("<HH", len(name), 0) + name + data
    count = len(members)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listing), len(body), 0)
    path.write_bytes(body + listing + end)
    return path
