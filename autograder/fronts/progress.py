"""Progress on stderr: one line that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
_EVERY_S = 10.0


def progress(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """Pass items on and say how many of the total are done."""
    stream, live = sys.stderr, sys.stderr.isatty()
    start = last = time.monotonic()
    if live:
        stream.write(f"\r{what} 0/{total}")
        stream.flush()
    for count, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if live:
            stream.write(f"\r{what} {count}/{total}  {now - start:.0f} s ")
            stream.flush()
        elif now - last >= _EVERY_S:
            stream.write(f"{what} {count}/{total}  {now - start:.0f} s\n")
            last = now
    if live:
        stream.write("\n")
