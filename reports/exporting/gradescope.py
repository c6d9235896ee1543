"""Gradescope's ``results.json``: one submission, a test per part.

Gradescope adds up what has a score. A part that is open has none, and the output's first line says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.record import NULL_STATUSES, Grade
from exercises.spec import Lab
from reports.exporting.results import Item, decided_points, items, not_final

NAME = "results.json"


def results_json(grades: Sequence[Grade], labs: Mapping[str, Lab], language: str) -> bytes:
    """Return the file for one student's grades."""
    tests = [
        _test(item, f"{number}.{at}", grade.lab if len(grades) > 1 else "")
        for number, grade in enumerate(grades, start=1)
        for at, item in enumerate(items(grade, labs[grade.lab], language), start=1)
    ]
    known = [value for value in map(decided_points, grades) if value is not None]
    result: dict[str, Any] = {
        "output": "\n".join(said for grade in grades if (said := not_final(grade, language))),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(sum(grade.usage.wall_s for grade in grades), 3),
        "tests": tests,
        "extra_data": {
            "sha256": [grade.submission.sha256 for grade in grades],
            "seed_commitment": [grade.seed_commitment for grade in grades],
            "final": all(grade.points is not None for grade in grades),
        },
    }
    if known:
        result["score"] = round(sum(known), 4)
    return json.dumps(result, ensure_ascii=False, indent=1).encode() + b"\n"


def _test(item: Item, number: str, lab: str) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": f"{lab}: {item.name}" if lab else item.name,
        "number": number,
        "output": item.message,
        "visibility": "visible",
    }
    if item.status not in NULL_STATUSES and item.points is not None:
        test |= {
            "score": round(item.points, 4),
            "max_score": item.max_points,
            "status": "passed" if item.passed else "failed",
        }
    return test
