"""From a lab's spec to what is asked of the guest: one job per submission.

Parts that are given the same hyperparameters share their open-loop runs. What a part has no word for is not given to
its code: an optional momentum stays off when plain RMSProp is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.driving.answering import values_requests
from autograder.driving.design import LAYOUTS, Design, first_design, second_design
from autograder.driving.methods import method_requests
from autograder.driving.questions import value_requests
from autograder.driving.sampling import sample_requests
from autograder.driving.seeds import SeedSource
from autograder.driving.tasks import task
from autograder.loading.submission import Submission
from autograder.protocol.arrays import Array
from autograder.protocol.jobs import Cell, Job, Limits, Request, ScheduleRequest, TrainRequest, UpdateRequest
from exercises.spec import Part, Training

FIRST, SECOND = "open-a", "open-b"
_TRAINED = frozenset({"training", "builtin"})
"""Kinds of part that are judged by a training the submission runs."""
_WATCHED = _TRAINED | {"compare", "update"}
"""Kinds that may be."""


@dataclass(frozen=True)
class Plan:
    """What will be asked, and with which numbers; the host needs them again to compare."""

    designs: dict[str, Design]
    given: dict[str, dict[str, float]]
    """Hyperparameters offered, by request id."""
    requests: tuple[Request, ...]
    open_loops: dict[str, tuple[str, str]]
    """Request ids of the two open-loop runs, by id of an update part."""
    trainings: dict[str, str]
    """Request id of the training run, by part id; parts that train alike share one run."""


def schedule_ids(part: Part) -> tuple[str, str]:
    """Request ids of a schedule's two runs."""
    return f"rates-{part.id}-a", f"rates-{part.id}-b"


def make_plan(parts: tuple[Part, ...], seeds: SeedSource) -> Plan:
    """Plan the requests for these parts of one lab."""
    updates = [part for part in parts if part.kind == "update"]
    designs: dict[str, Design] = {}
    given: dict[str, dict[str, float]] = {}
    requests: list[Request] = []
    trainings: dict[str, str] = {}
    open_loops: dict[str, tuple[str, str]] = {}
    if updates:
        drawn = first_design(seeds.generator(FIRST)), second_design(seeds.generator(SECOND))
        for part in updates:
            values = _values(part, seeds, 0), _values(part, seeds, 1)
            names = _open_loop_ids(part, values, given)
            for name, design, mine in zip(names, drawn, values, strict=True):
                if name not in given:
                    designs[name], given[name] = design, mine
                    requests.append(_update_request(name, design, mine))
            open_loops[part.id] = names
        for part in updates:
            if part.training is not None:
                trainings[part.id] = _ask_training(part.training, given, requests)
    for part in parts:
        if part.kind == "schedule":
            for which, name in enumerate(schedule_ids(part)):
                given[name] = _values(part, seeds, which)
                requests.append(ScheduleRequest(name, given[name], part.steps))
    requests += value_requests(parts)
    requests += sample_requests(parts, seeds)
    requests += method_requests(parts, seeds)
    requests += values_requests(parts)
    return Plan(designs, given, tuple(requests), open_loops, trainings)


def make_job(submission: Submission, parts: tuple[Part, ...], plan: Plan, number: int, limits: Limits) -> Job:
    """Return the job that runs a submission under a plan."""
    return Job(
        id=number,
        name=submission.name,
        framework=submission.framework,
        legacy=submission.legacy,
        backend=submission.backend,
        cells=tuple(Cell(cell.index, cell.source) for cell in submission.cells),
        layouts=LAYOUTS,
        keywords=tuple(dict.fromkeys(name for part in parts if part.rule for name in part.names)),
        requests=plan.requests,
        limits=limits,
        observe=any(part.kind in _WATCHED for part in parts),
        call=tuple(name for part in parts if part.kind in _TRAINED for name in part.names),
        lend=any(part.kind == "update" for part in parts),
    )


def _update_request(name: str, design: Design, given: dict[str, float]) -> UpdateRequest:
    return UpdateRequest(name, given, Array.of(design.theta0), Array.of(design.gradients))


def _ask_training(training: Training, given: dict[str, dict[str, float]], requests: list[Request]) -> str:
    """Add the training's request unless an equal one is there; return its id."""
    name = f"train-{training.task}-{training.steps}"
    while name in given and given[name] != training.hyperparameters:
        name += "'"
    if name not in given:
        problem = task(training.task)
        given[name] = training.hyperparameters
        start, x, y = (Array.of(values) for values in (problem.start, problem.x, problem.y))
        requests.append(TrainRequest(name, training.hyperparameters, start, x, y, training.steps))
    return name


def _open_loop_ids(
    part: Part, values: tuple[dict[str, float], dict[str, float]], given: dict[str, dict[str, float]]
) -> tuple[str, str]:
    """The first part's ids, and those of the others that are given the very same; else ids of its own."""
    if given.get(FIRST, values[0]) == values[0] and given.get(SECOND, values[1]) == values[1]:
        return FIRST, SECOND
    return f"{FIRST}-{part.id}", f"{SECOND}-{part.id}"


def _values(part: Part, seeds: SeedSource, which: int) -> dict[str, float]:
    """Draw one value per hyperparameter; the second run's differ from the first's wherever the spec offers two."""
    values = {}
    for name, spec in sorted(part.hyperparameters.items()):
        generator = seeds.generator(f"value {name}")
        choices = list(dict.fromkeys((spec.check, *spec.grade)))
        if not seeds.public:
            choices = list(dict.fromkeys(spec.grade))
            generator.shuffle(choices)
        values[name] = choices[which % len(choices)]
    return values
