"""`kill -9` at any moment, of any process, then the same command: none lost, none graded twice, no half record.

A few kills run with the suite; ``make kill`` does a hundred, at least 20 in each phase.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from pathlib import Path

import pytest

from autograder.sandbox.tiers import probe
from tests.end_to_end.kills import PHASES, STUDENTS, Kill, Run

log = logging.getLogger(__name__)
pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    wanted = int(request.config.getoption("--kills"))
    seed = random.SystemRandom().getrandbits(32)
    run = Run(tmp_path, random.Random(seed))  # noqa: S311 - moments, not secrets
    assert run.once(None)[0] == 0, run.said()
    undisturbed, files = run.records(), run.files()
    assert len(undisturbed) == STUDENTS
    run.afresh()

    kills, counts, lost = list[Kill](), Counter[str](), 0
    while len(kills) < wanted or min(counts[phase] for phase in PHASES[1:]) < wanted // 5:
        known = run.records()
        code, kill = run.once(min(PHASES[1:], key=lambda phase: counts[phase]))
        run.require_whole_files()
        now = run.records()
        assert known.items() <= now.items(), "what was recorded stays, and stays one attempt"
        if kill is not None:
            kills.append(kill)
            counts[kill.phase] += 1
            line = "kill %d: %s, %s, %.2f s, %d recorded"
            log.info(line, len(kills), kill.phase, kill.target, kill.seconds, len(now))
        if code == 0:
            assert now == undisturbed, f"seed {seed}"
            assert run.files() == files
            run.afresh()
        elif kill is not None and kill.target == "command":
            assert code == -9, run.said()
            lost += 1
    assert run.once(None)[0] == 0, run.said()
    assert run.records() == undisturbed, f"seed {seed}"
    assert run.files() == files
    targets = Counter(kill.target for kill in kills)
    log.info("seed %d: %s, %s, %d commands died", seed, dict(counts), dict(targets), lost)
