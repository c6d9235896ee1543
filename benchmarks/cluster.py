"""``python -m benchmarks.cluster``: a class of 10,000 through a scheduler with two workers; writes a page."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.speed.clustered import clustered
from benchmarks.speed.clustered_page import clustered_page
from benchmarks.speed.machine import Watched, facts

PAGE = Path(__file__).resolve().parents[1] / "docs" / "ten-thousand.md"


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="notebooks of the class (default 10000)")
    parser.add_argument("--workers", type=int, default=2, help="processes that grade (default 2)")
    parser.add_argument(
        "-o", "--out", type=Path, default=PAGE, help="the page (default docs/ten-thousand.md)"
    )
    arguments = parser.parse_args()
    if sys.platform != "linux":
        parser.error("what processes take is read from Linux's /proc")
    machine = Watched()
    with tempfile.TemporaryDirectory(prefix="cluster-", ignore_cleanup_errors=True) as folder:
        found = clustered(Path(folder), arguments.size, arguments.workers, _talk)
    text = clustered_page(found, facts(), machine.load())
    arguments.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _talk(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
