"""``make truth``: judge everything that can be generated and write ``docs/truth.md``; goes on where it was stopped."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.truth.judged import Row, judged
from benchmarks.truth.libraries.identified import Told, identified
from benchmarks.truth.libraries.shipped import Shipped
from benchmarks.truth.page import page
from benchmarks.truth.variants import Case, asked, pairs, right, single

ROOT = Path(__file__).resolve().parents[2]
EACH = 24
"""Right files per form, framework and convention."""


def cases(share: float, count: int) -> list[Case]:
    """Return what is judged, or a random share of it."""
    every = [*right(EACH), *single(1), *asked(EACH), *pairs(count)]
    random.Random(0).shuffle(every)
    return every[: max(1, round(share * len(every)))]


def shipped() -> list[tuple[Shipped, list[Told]]]:
    """Drive and identify what the libraries ship."""
    from benchmarks.truth.libraries.every import (
        everything,
    )  # the frameworks take seconds, and may be left out

    return [(one, list(identified(one))) for one in everything()]


def main() -> None:
    """Run, say how far it is on stderr, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--share", type=float, default=1.0, help="a random share of the submissions (default: all)"
    )
    parser.add_argument("--pairs", type=int, default=400, help="pairs of mistakes (default 400)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", action="store_true", help="use stored verdicts of other engines too")
    parser.add_argument("--without-libraries", action="store_true", help="leave out what the libraries ship")
    parser.add_argument("--store", type=Path, default=ROOT / "out" / "truth" / "rows.jsonl")
    parser.add_argument("-o", "--page", type=Path, default=ROOT / "docs" / "truth.md")
    arguments = parser.parse_args()
    every, found, start = cases(arguments.share, arguments.pairs), list[Row](), time.monotonic()
    for row in judged(every, arguments.store, arguments.jobs, keep=arguments.keep):
        found.append(row)
        if len(found) % 100 == 0 or len(found) == len(every):
            count = ", ".join(
                f"{number} {verdict}" for verdict, number in Counter(one.verdict for one in found).items()
            )
            sys.stderr.write(
                f"{len(found)} of {len(every)} after {time.monotonic() - start:.0f} s: {count}\n"
            )
    found.sort(key=lambda row: (row.kind, row.key))
    arguments.page.write_text(page(found, [] if arguments.without_libraries else shipped()), encoding="utf-8")
    sys.stderr.write(f"{arguments.page}\n")


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
