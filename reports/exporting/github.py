"""GitHub Classroom's result of a grading step: ``result=`` and a JSON in base64, as its reporter reads it.

The reporter adds up the scores of all tests and shows them beside ``max_score``: a part that is open is not in either.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.record import NULL_STATUSES, Grade
from exercises.spec import Lab
from reports.exporting.results import Item, items

NAME = "result.txt"
_WRONG = frozenset({"judged", "not_started", "not_found"})


def result_line(grades: Sequence[Grade], labs: Mapping[str, Lab], language: str) -> bytes:
    """Return the line to add to the step's output."""
    decided = [
        (grade, item)
        for grade in grades
        for item in items(grade, labs[grade.lab], language)
        if item.status not in NULL_STATUSES and item.points is not None
    ]
    tests = [_test(grade, item) for grade, item in decided]
    statuses = {str(test["status"]) for test in tests}
    status = next((one for one in ("fail", "error", "pass") if one in statuses), "error")
    result = {
        "version": 1,
        "status": status,
        "max_score": math.fsum(item.max_points for _, item in decided),
        "tests": tests,
    }
    encoded = base64.b64encode(json.dumps(result, ensure_ascii=False).encode()).decode()
    return f"result={encoded}\n".encode()


def _test(grade: Grade, item: Item) -> dict[str, Any]:
    status = "pass" if item.passed else "fail" if item.status in _WRONG else "error"
    part = next((one for one in grade.parts if one.part == item.id), None)
    return {
        "name": f"{grade.lab}: {item.name}",
        "status": status,
        "message": "" if item.passed else item.message,
        "test_code": f"autograder check {grade.submission.name} --lab {grade.lab}",
        "filename": grade.submission.name,
        "line_no": part.line if part is not None and part.line is not None else 0,
        "duration": 0,
        "score": round(item.points or 0.0, 4),
    }
