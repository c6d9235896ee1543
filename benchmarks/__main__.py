"""``make bench``: what a submission costs, beside nbgrader, otter and the student's own computing; writes a page."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from pathlib import Path

from benchmarks.speed.machine import Watched, facts
from benchmarks.speed.measure import FRAMEWORKS, PEERS, measure
from benchmarks.speed.page import page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "bench.md"


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--size", type=int, default=20, help="notebooks of the common class, even (default 20)"
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[10, 100, 1000],
        help="sizes of our own classes (default 10 100 1000; 10000 takes minutes more)",
    )
    parser.add_argument("--peers", nargs="*", choices=tuple(PEERS), default=list(PEERS), help="default: all")
    parser.add_argument(
        "--frameworks", nargs="+", choices=FRAMEWORKS, default=FRAMEWORKS, help="default: both"
    )
    parser.add_argument("-o", "--out", type=Path, default=PAGE, help="the page (default docs/bench.md)")
    arguments = parser.parse_args()
    if sys.platform != "linux":
        parser.error("what processes take is read from Linux's /proc")
    if arguments.size < 2 or arguments.size % 2:
        parser.error("--size: half of the class trains, so it must be even")
    machine = Watched()
    found = measure(arguments.size, arguments.sizes, arguments.peers, arguments.frameworks, _talk)
    text = page(found, facts(), machine.load())
    arguments.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _talk(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
