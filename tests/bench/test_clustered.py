"""The page about a large class: numbers by hand, from a run that never was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.speed.clustered import Clustered, Sample
from benchmarks.speed.clustered_page import clustered_page
from benchmarks.speed.machine import Load

LOAD = Load("2026-01-02", 12.0, 0.5, 0.25)
SAMPLES = (
    Sample(10.0, 100, 80.0, 500.0, 1.0),
    Sample(50.0, 600, 90.0, 510.0, 6.0),
    Sample(90.0, 1000, 94.0, 505.0, 10.0),
    Sample(118.0, 1000, 144.0, 800.0, 30.0),
)
RUN = Clustered(1000, 2, 4.0, 100.0, 110.0, 120.0, 360.0, SAMPLES, 1000 << 20)


def page(run: Clustered) -> str:
    return clustered_page(run, ["a machine"], LOAD)


def test_the_page_tells_what_was_measured() -> None:
    text = page(RUN)
    for line in (
        "# A class of 1,000",
        "| first record after | 4.0 s |",
        "| wall per submission | 0.120 s |",
        "| CPU per submission, all processes | 0.360 s |",
        "| records, pages and gradebook per submission | 1024 KiB |",
        "| 10% recorded | 80 | 500 |",
        "| 50% recorded | 90 | 510 |",
        "| 100% recorded | 94 | 505 |",
        "| largest while grading | 94 | 510 |",
        "| largest, pages included | 144 | 800 |",
    ):
        assert line in text.splitlines()


def test_what_many_need_is_computed_from_it() -> None:
    """360 s for 1,000 are 10 core hours for 100,000; 10 ms of recording each are 17 minutes; 94 + 100 × 50 MiB."""
    text = page(RUN)
    assert "| 10.0 | 5.0 | 0.6 | 0.2 |" in text
    assert "10.0 ms of CPU each, 17 minutes in all" in text
    assert "Its memory: 5.0 GiB" in text
    assert "Disk: 98 GiB" in text
    assert "The class page took 10.0 s here. It compares every two sources, so at most 27.8 hours" in text


@pytest.mark.parametrize(("last", "word"), [(94.0, "flat"), (190.0, "growing")])
def test_flat_is_said_only_where_it_is(last: float, word: str) -> None:
    samples = (*SAMPLES[:2], replace(SAMPLES[2], grader_mib=last))
    assert f"memory is {word}: {(last - 90) * 1024 / 500:+.1f} KiB" in page(replace(RUN, samples=samples))


def test_nothing_is_computed_from_a_small_class() -> None:
    small = replace(RUN, students=60, samples=tuple(replace(one, recorded=60) for one in SAMPLES))
    assert "Not computed" in page(small)
    assert "core hours" not in page(small)
