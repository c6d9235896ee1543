"""``exercises LAB --score``: which mistakes a lab's parts catch, and which right variants they accept."""

from __future__ import annotations

import sys
from typing import Literal

from autograder.errors import EXIT_OK
from autograder.fronts.judging import known_lab
from autograder.grading.mutation import worth_of
from reports.worth import worth_lines


def run_score(lab: str, language: Literal["zh", "en"]) -> int:
    """Print each part's line as soon as it is known."""
    one = known_lab(lab)
    for line in worth_lines(one, worth_of(one), language):
        sys.stdout.write(line + "\n")
    return EXIT_OK
