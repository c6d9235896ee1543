"""Parts that ask to draw mini-batches: judged from the batches that were really drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.diagnosis.sampling import Draws, Judged, epochs_of, judge_draws
from autograder.driving.sampling import EVEN, OVER, SINGLE, UNEVEN, WHOLE, count_of, sample_request_id
from autograder.grading.context import Context, Text, crash_text
from autograder.protocol.replies import Candidate, CandidatesMessage, Fault
from autograder.protocol.sampling import Drawn, SampleRequest
from autograder.record import CriterionResult, Diagnosis, PartResult, PartStatus
from exercises.spec import Criterion, Part
from reference.sampling import Batch, epoch_gradient
from reference.tasks.task import least_squares

_ORDER = (UNEVEN, EVEN, SINGLE, WHOLE)
CRITERIA = ("shuffled", "aligned", "once", "last")


@dataclass
class _Way:
    """One candidate, called one way: its answer to each request."""

    candidate: Candidate
    convention: str
    answers: dict[str, Drawn] = field(default_factory=dict)
    draws: dict[str, Draws] = field(default_factory=dict)
    judged: Judged = field(default_factory=Judged)


class SamplerJudge:
    """Judges the samplers of one submission."""

    def __init__(self, context: Context) -> None:
        self.context = context
        messages = context.outcome.messages
        self.candidates = [
            one
            for message in messages
            if isinstance(message, CandidatesMessage)
            for one in message.candidates
            if one.form == "sampler"
        ]
        self.drawn = [message for message in messages if isinstance(message, Drawn)]
        self.requests = {one.id: one for one in context.plan.requests if isinstance(one, SampleRequest)}

    def result(self, part: Part) -> PartResult:
        """Return the part's result."""
        ways = [way for way in self._ways() if self._read(part, way)]
        if not ways:
            status, text, candidate = self._why_not(part)
            return self.context.unjudged(part, status, text, **self._place(candidate))
        best = min(ways, key=lambda way: len(self._points_lost(way)))
        return self._judged(part, best)

    def _ways(self) -> list[_Way]:
        known = {one.id: one for one in self.candidates}
        found: dict[tuple[str, str], _Way] = {}
        for message in self.drawn:
            if message.candidate in known:
                key = (message.candidate, message.convention)
                way = found.setdefault(key, _Way(known[message.candidate], message.convention))
                way.answers[message.request] = message
        return list(found.values())

    def _read(self, part: Part, way: _Way) -> bool:
        """Turn its answers into batches and judge them; False where the first request wasn't answered."""
        first = sample_request_id(part, UNEVEN)
        for case in (*_ORDER, OVER):
            name = sample_request_id(part, case)
            message = way.answers.get(name)
            if message is not None and message.error is None and name in self.requests:
                try:
                    way.draws[case] = _draws(message, self.requests[name])
                except ValueError:
                    return False
        if UNEVEN not in way.draws or not way.draws[UNEVEN].x_rows:
            return False
        way.judged = self._verdict(way, way.answers[first])
        return True

    def _verdict(self, way: _Way, first: Drawn) -> Judged:
        """The first request tells most; the others whatever it can't show."""
        judged = judge_draws(way.draws[UNEVEN])
        if first.sized and _size_ignored(way):
            judged.last.append("hyperparameter-ignored")
            judged.details.setdefault("of", "batch_size")
        for case in _ORDER[1:]:
            if case in way.draws:
                _add(judged, judge_draws(way.draws[case]))
        over = way.draws.get(OVER)
        if over is not None and not judged.mistakes and not over.again and over.x_rows:
            _add(judged, judge_draws(over))
        return judged

    @staticmethod
    def _points_lost(way: _Way) -> list[str]:
        judged = way.judged
        return [one for one in CRITERIA if judged.failed(one) or (one == "last" and judged.no_last)]

    def _judged(self, part: Part, way: _Way) -> PartResult:
        judged = way.judged
        mistakes = judged.mistakes
        diagnosis = Diagnosis(
            mistakes=mistakes,
            details=dict(judged.details),
            hyperparameters={},
            expected={},
            first_step=None,
            residual=None,
        )
        return self.context.judged(
            part,
            "sampler",
            tuple(_criterion(one, way) for one in part.criteria),
            passed=not mistakes,
            diagnoses=(diagnosis,) if mistakes else (),
            **self._place(way.candidate),
        )

    # ---- parts without a verdict -----------------------------------------------------------------------------------

    def _why_not(self, part: Part) -> tuple[PartStatus, Text, Candidate | None]:
        running = [one for one in self.candidates if not one.stub]
        for candidate in running:
            fault = self._fault(candidate)
            if fault is not None:
                return (*self._stopped(fault), candidate)
        if not self.context.finished() and (running or not self.candidates):
            return (*self.context.ended(), running[0] if running else None)
        if self.candidates and not running:
            return "not_started", ("status.not_started", {}), self.candidates[0]
        stopped = self.context.stopped_cell()
        if stopped is not None and not self.candidates:
            return (*stopped, None)
        if running:
            return "needs_person", ("status.not_callable.sampler", {}), running[0]
        return "not_found", ("status.not_found.sampler", {"names": ", ".join(part.names)}), None

    def _fault(self, candidate: Candidate) -> Fault | None:
        faults = (one.error for one in self.drawn if one.candidate == candidate.id)
        return next((one for one in faults if one is not None), None)

    def _stopped(self, fault: Fault) -> tuple[PartStatus, Text]:
        if fault.kind == "OutOfTime":
            return "timed_out", ("status.timed_out", {"seconds": self.context.limits.wall_s})
        if fault.kind == "NotImplementedError":
            return "not_started", ("status.not_started", {})
        if fault.line is None or not fault.sure or (fault.kind == "NameError" and self._lacks_package()):
            detail: dict[str, str | float] = {"kind": fault.kind, "message": fault.message}
            return "needs_person", ("status.not_callable.sampler", detail)
        return "crashed", crash_text(fault, self.context.submission)

    def _lacks_package(self) -> bool:
        """Whether a name may be missing because a package isn't installed here."""
        stopped = (cell.error for cell in self.context.cells())
        return any(one is not None and one.kind == "ModuleNotFoundError" for one in stopped)

    def _place(self, candidate: Candidate | None) -> dict[str, Any]:
        if candidate is None:
            return {}
        return self.context.place(candidate.name, candidate.cell, candidate.line)


def _draws(message: Drawn, request: SampleRequest) -> Draws:
    """Read a message's batches; ``ValueError`` where its numbers don't fit together."""
    sizes = [int(size) for size in message.sizes.numpy().ravel()]
    x_rows, y_rows = (rows.numpy().ravel() for rows in (message.x_rows, message.y_rows))
    count = count_of(request)
    if not (_whole(x_rows, count) and _whole(y_rows, count)) or min(sizes, default=0) < 0:
        raise ValueError("rows that are no samples")
    ends = tuple(int(end) for end in message.ends.numpy().ravel())
    if list(ends) != sorted(ends) or (ends and (ends[0] < 0 or ends[-1] > len(sizes))):
        raise ValueError("epochs that end nowhere")
    cuts = np.cumsum(sizes)[:-1]
    if sum(sizes) != len(x_rows):
        raise ValueError("sizes that are not those of the rows")
    pieces = [tuple(int(row) for row in part) for part in np.split(x_rows, cuts)]
    targets = [tuple(int(row) for row in part) for part in np.split(y_rows, np.minimum(cuts, len(y_rows)))]
    return Draws(
        count, request.batch_size, tuple(pieces), tuple(targets), ends, request.epochs, message.again
    )


def _whole(rows: np.ndarray[Any, np.dtype[np.floating[Any]]], count: int) -> bool:
    return bool(np.all((rows >= 0) & (rows < count) & (rows == np.round(rows))))


def _size_ignored(way: _Way) -> bool:
    """Whether batches have another size than they were told: in both cases where a size can be seen."""
    usual = []
    for case in (UNEVEN, EVEN):
        draws = way.draws.get(case)
        if draws is None or not draws.x_rows:
            return False
        usual.append(float(np.median([len(batch) for batch in draws.x_rows])) / draws.size)
    return all(not 0.5 <= share < 2 for share in usual) or (usual[0] != usual[1] and min(usual) < 0.5)


def _add(judged: Judged, other: Judged) -> None:
    """Add what another request shows to what the first one showed."""
    if judged.no_last:
        return
    for criterion in CRITERIA:
        if not judged.failed(criterion):
            judged.failed(criterion).extend(other.failed(criterion))
    for name, value in other.details.items():
        judged.details.setdefault(name, value)


def _criterion(criterion: Criterion, way: _Way) -> CriterionResult:
    judged = way.judged
    failed = judged.failed(criterion.id)
    passed = not failed and not (criterion.id == "last" and judged.no_last)
    if passed:
        again = criterion.id == "last" and bool(judged.once)  # the batches of such an epoch leave no rest
        text: Text = (f"sampler.{criterion.id}{'.drawn' * again}", _numbers(criterion.id, way))
    elif failed:
        text = ("sampler.mistake", {"mistake": ",".join(failed)})
    else:
        text = ("sampler.no-last", {})
    points = criterion.points if passed else 0.0
    return CriterionResult(criterion.id, points, criterion.points, passed=passed, message="", text=text)


def _numbers(criterion: str, way: _Way) -> dict[str, str | float]:
    draws = way.draws[UNEVEN]
    if criterion == "once":
        return {"count": draws.count, "gap": _bias(draws)}
    if criterion == "last":
        return {"count": draws.count, "batch_size": draws.size, "rest": draws.count % draws.size}
    return {}


def _bias(draws: Draws) -> float:
    """Distance of an epoch's mean gradient, weighted by the sizes, from the gradient of all samples."""
    spread = np.arange(1.0, draws.count + 1)[:, None] * np.sqrt([2.0, 3.0, 5.0]) % 1
    task = least_squares("bias", spread, spread.sum(axis=1) ** 2)
    rows = [np.array(batch) for batch in (epochs_of(draws) or [()])[0] if batch]
    if not rows:
        return float("nan")
    seen = [Batch(task.x[each], task.y[each], each) for each in rows]
    theta = np.zeros(task.x.shape[1])
    mean = epoch_gradient(lambda x, y: 2 / len(y) * x.T @ (x @ theta - y), seen)
    return float(np.linalg.norm(mean - task.gradient(theta)))
