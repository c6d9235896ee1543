"""Early stopping: the epochs that the code names, held against the rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.diagnosis.methods.stopping import StoppingFound, Watched, explain_stopping, rule
from autograder.driving.stopping import CURVE_PATIENCE, noisy_curve, stop_request_id
from autograder.grading.verdict_of_method import Judged, MethodVerdict
from autograder.protocol.methods import MinimiseRequest, Stopped, StopRequest
from exercises.spec import Part


def judge_stopping(
    part: Part,
    answers: Sequence[Stopped],
    requests: Mapping[str, MinimiseRequest | StopRequest],
    *,
    own_count: bool,
) -> MethodVerdict | None:
    """Return the verdict; None where a sequence has no answer."""
    curve = stop_request_id(part, "curve")
    asked = {
        name: request
        for name, request in requests.items()
        if isinstance(request, StopRequest) and name.startswith(stop_request_id(part, "")) and name != curve
    }
    given = {one.request: one.values for one in answers if one.error is None and one.values}
    if not asked or not asked.keys() <= given.keys():
        return None
    watched = [
        Watched(request.losses.numpy().ravel(), request.patience, given[name])
        for name, request in asked.items()
    ]
    found = explain_stopping(watched, own_count=own_count)
    if found.stop is None and found.best is None and not own_count:
        return MethodVerdict(
            {"stop": Judged(text=("stop.unknown", {})), "best": Judged(text=("stop.unknown", {}))}
        )
    return MethodVerdict(
        {"stop": _stop(found, len(watched)), "best": _best(found, len(watched))},
        mistakes=tuple(dict.fromkeys([*(found.stop or []), *(found.best or [])])),
        details=found.details,
    )


def _stop(found: StoppingFound, count: int) -> Judged:
    if found.stop is None:
        return Judged(text=("stop.unknown", {}))
    if found.stop:
        return Judged(mistakes=tuple(found.stop), text=("method.mistake", {"mistake": ",".join(found.stop)}))
    losses, gradients = noisy_curve()
    stop, _ = rule(losses, CURVE_PATIENCE)
    numbers: dict[str, str | float] = {
        "count": count,
        "stop": stop,
        "gradient": float(gradients[stop]),
        "times": float(np.round(gradients[stop] / gradients[-1], 1)),
    }
    return Judged(passed=True, text=("stop.right", numbers))


def _best(found: StoppingFound, count: int) -> Judged:
    if found.best is None:
        return Judged(text=("stop.best-missing", {}))
    if found.best:
        return Judged(mistakes=tuple(found.best), text=("method.mistake", {"mistake": ",".join(found.best)}))
    return Judged(passed=True, text=("stop.best-right", {"count": count}))
