"""PrairieLearn's ``results.json`` of an external grader: one submission, its score as a share.

A share of a whole of which a part is open would be a guess: such a submission is not gradable, and costs no attempt.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.record import NULL_STATUSES, Grade
from exercises.spec import Lab
from reports.exporting.results import Item, items, not_final

NAME = "results.json"


def results_json(grades: Sequence[Grade], labs: Mapping[str, Lab], language: str) -> bytes:
    """Return the file for one student's grades."""
    open_ = [said for grade in grades if (said := not_final(grade, language))]
    most = math.fsum(grade.max_points for grade in grades)
    values = [grade.points for grade in grades if grade.points is not None]
    result: dict[str, Any] = {"gradable": most > 0 and not open_}
    if open_:
        result |= {"message": "\n".join(open_), "format_errors": open_}
    elif most:
        result["score"] = min(1.0, round(math.fsum(values) / most, 6))
    found = [item for grade in grades for item in items(grade, labs[grade.lab], language)]
    result["tests"] = [_test(item) for item in found]
    return json.dumps(result, ensure_ascii=False, indent=1).encode() + b"\n"


def _test(item: Item) -> dict[str, Any]:
    test: dict[str, Any] = {"name": item.name, "description": item.id, "message": item.message}
    if item.status not in NULL_STATUSES and item.points is not None:
        test |= {"points": round(item.points, 4), "max_points": item.max_points}
    return test
