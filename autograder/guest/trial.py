"""Run by itself, confined: fails where the walls don't hold. The argument is a file that nobody may read there."""

from __future__ import annotations

import socket
import sys
from pathlib import Path


def main(hidden: str) -> None:
    """End without a word where reading and sockets are refused."""
    for attempt in (Path(hidden).read_bytes, socket.socket):
        try:
            attempt()
        except OSError:
            continue
        raise SystemExit("a confined process could read what it may not, or open a socket")


if __name__ == "__main__":
    main(sys.argv[1])
