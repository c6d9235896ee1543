"""Newton, quasi-Newton and coordinate descent: where the code arrives, and whether it goes there as the method does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.diagnosis.methods.coordinates import explain_coordinates
from autograder.diagnosis.methods.newton import explain_newton
from autograder.diagnosis.methods.quasi_newton import explain_quasi_newton
from autograder.diagnosis.methods.steps import Explained, Problem, distinct, same
from autograder.driving.methods import STEPS, Task, minimise_id
from autograder.grading.context import Text
from autograder.grading.verdict_of_method import Judged, MethodVerdict
from autograder.protocol.arrays import Vector
from autograder.protocol.methods import Minimised, MinimiseRequest, StopRequest
from exercises.spec import Part
from reference.tasks.logistic import logistic_regression
from reference.tasks.rosenbrock import Rosenbrock

Requests = Mapping[str, MinimiseRequest | StopRequest]

SMALL: dict[Task, float] = {"quadratic": 1e-4, "logistic": 1e-3, "rosenbrock": 1e-4}
"""What may be left of the first gradient's length. Gradient descent with a line search leaves 7e-4 to 5e-3 on BFGS's
quadratic and 5e-4 to 1e-3 in the valley; methods that stop at a tolerance of their own of 1e-2 leave less than this."""
RELATED = frozenset({"dfp", "sr1"})
"""Relatives of BFGS that need far more steps in Rosenbrock's valley, as they are known to."""


def problem_of(request: MinimiseRequest) -> Problem:
    """Return the task of a request as the host knows it."""
    theta0, a, b = (one.numpy() for one in (request.theta0, request.a, request.b))
    if request.task == "quadratic":
        return Problem(
            request.task,
            theta0,
            lambda theta: float(theta @ a @ theta / 2 - b @ theta),
            lambda theta: a @ theta - b,
            lambda _: a,
        )
    task = logistic_regression() if request.task == "logistic" else Rosenbrock(theta0.copy())
    return Problem(request.task, theta0, task.loss, task.gradient, task.hessian)


class _Runs:
    """One candidate's answers, per task."""

    def __init__(self, part: Part, answers: Sequence[Minimised], requests: Requests) -> None:
        self.part = part
        self.answers = {one.request: one for one in answers}
        self.requests = {name: one for name, one in requests.items() if isinstance(one, MinimiseRequest)}

    def request(self, task: Task) -> MinimiseRequest:
        """Return what was asked."""
        return self.requests[minimise_id(self.part, task, self.counts(task)[0])]

    def problem(self, task: Task) -> Problem:
        """Return a task."""
        return problem_of(self.request(task))

    def end(self, task: Task, steps: int) -> Vector | None:
        """Return where a run ended; None where it gave nothing."""
        answer = self.answers.get(minimise_id(self.part, task, steps))
        return None if answer is None or answer.theta is None else answer.theta.numpy()

    def longest(self, task: Task) -> Minimised | None:
        """Return the answer to a task's longest run."""
        return self.answers.get(minimise_id(self.part, task, self.counts(task)[-1]))

    def counts(self, task: Task) -> tuple[int, ...]:
        """Return the numbers of steps that were asked for."""
        return STEPS[self.part.rule][task]

    def path(self, task: Task) -> list[Vector]:
        """Return theta0 and the points after one, two, … steps: from runs of so many, or from what it tells itself."""
        start = self.problem(task).theta0
        longest = self.longest(task)
        if longest is not None and not longest.steps_given:
            return self._told(start, longest)
        points = [start]
        for expected, steps in enumerate(self.counts(task), start=1):
            end = self.end(task, steps) if steps == expected else None
            if end is None:
                break
            points.append(end.ravel() if end.size == start.size else end)
        return points

    @staticmethod
    def _told(start: Vector, answer: Minimised) -> list[Vector]:
        """The history that came back, or else the points at which it asked for the gradient."""
        for told in (answer.history, answer.asked):
            if told is not None:
                rows = told.numpy()
                if rows.ndim == 2 and rows.shape[1] == start.size:
                    return list(distinct(rows, start))[:9]
        return [start]


def judge_minimising(part: Part, answers: Sequence[Minimised], requests: Requests) -> MethodVerdict | None:
    """Return the verdict; None where nothing came back at all."""
    runs = _Runs(part, answers, requests)
    if not any(one.theta is not None for one in answers):
        return None
    builtin = next((one.builtin for one in answers if one.builtin), "")
    if builtin:
        text: Text = ("built-in-used", {"name": builtin})
        used = Judged(text, mistakes=("built-in-used",))
        return MethodVerdict({"result": used, "rule": used}, ("built-in-used",), {"of": builtin})
    with np.errstate(all="ignore"):  # a path that ran away overflows the tasks' formulas; that is evidence
        explained = _explained(runs)
        counted = _counting(runs) if part.rule == "newton" and not explained.mistakes else 0
        result = _result(runs, explained, counted)
    mistakes = (*explained.mistakes, *result.mistakes)
    return MethodVerdict(
        {"result": result, "rule": _rule(part, explained)},
        tuple(dict.fromkeys(mistakes)),
        dict(explained.details),
        explained.variant,
        unclear=_unclear(runs, explained, result, wrong=bool(mistakes) or not result.passed),
    )


def _unclear(runs: _Runs, explained: Explained, result: Judged, *, wrong: bool) -> Text | None:
    """Why a person has to look, if so."""
    answers = runs.answers.values()
    if wrong and not all(one.certain for one in answers):
        return (f"status.not_callable.{runs.part.rule}", {})
    if not explained.known and result.passed:
        return ("status.unclear.method", {"rule": runs.part.rule})
    slow = any(one.error is not None and one.error.kind == "OutOfTime" for one in answers)
    if slow and explained.known and not explained.mistakes and not result.passed:
        return ("status.slow.method", {"rule": runs.part.rule})
    return None


def _explained(runs: _Runs) -> Explained:
    if runs.part.rule == "newton":
        first = explain_newton(runs.problem("logistic"), _without_repeat(runs.path("logistic")))
        return first if first.known else explain_newton(runs.problem("quadratic"), runs.path("quadratic"))
    if runs.part.rule == "bfgs":
        return explain_quasi_newton(runs.problem("rosenbrock"), _without_repeat(runs.path("rosenbrock")))
    request = runs.request("quadratic")
    last = runs.end("quadratic", runs.counts("quadratic")[-1])
    return explain_coordinates(request.a.numpy(), request.b.numpy(), runs.path("quadratic"), last)


def _without_repeat(path: list[Vector]) -> list[Vector]:
    """A run of one step that makes none counts one less: the second one makes the first."""
    if len(path) > 2 and np.array_equal(path[0], path[1]) and not np.array_equal(path[1], path[2]):
        return [path[0], *path[2:]]
    return path


def _counting(runs: _Runs) -> int:
    """How many steps more than asked for a right Newton method makes."""
    longest = runs.longest("logistic")
    if longest is None or not longest.steps_given:
        return 0
    problem, end = runs.problem("logistic"), runs.end("logistic", 1)
    theta = problem.theta0
    scale = float(np.linalg.norm(np.linalg.solve(problem.hessian(theta), problem.gradient(theta))))
    for made in range(3):
        if end is not None and same(end.ravel(), theta, scale):
            return made - 1
        theta = theta - np.linalg.solve(problem.hessian(theta), problem.gradient(theta))
    return 0


def _result(runs: _Runs, explained: Explained, counted: int) -> Judged:
    """Where it arrives on each task, after the longest run and, for Newton on the quadratic, after one step."""
    for task in STEPS[runs.part.rule]:
        if task == "rosenbrock" and explained.variant in RELATED:
            continue
        steps = (
            runs.counts(task)[0]
            if (runs.part.rule, task) == ("newton", "quadratic")
            else runs.counts(task)[-1]
        )
        problem, end = runs.problem(task), runs.end(task, steps)
        words: dict[str, str | float] = {"task": f"method-{task}", "steps": steps}
        if end is None or end.size != problem.theta0.size:
            answer = runs.answers.get(minimise_id(runs.part, task, steps))
            stopped = answer.error if answer is not None else None
            if stopped is not None and stopped.kind != "shape":
                return Judged(("method.stops", {**words, "kind": stopped.kind, "message": stopped.message}))
            return Judged(("method.nothing", words))
        if not np.isfinite(end).all():
            own = () if explained.mistakes else ("not-finite",)
            return Judged(("method.not-finite", words), mistakes=own)
        left = _left(problem, end.ravel())
        if not left <= SMALL[task]:
            words["gap"] = left
            if left > 10:
                return Judged(
                    ("method.diverges", words), mistakes=() if explained.mistakes else ("diverged",)
                )
            own = ("counting-off",) if counted < 0 else ("not-converged",)
            return Judged(("method.far", words), mistakes=() if explained.mistakes else own)
    if counted:
        return Judged(("method.counts", {}), mistakes=("counting-off",))
    tasks = len(STEPS[runs.part.rule])
    return Judged(("method.arrives", {"count": tasks} if tasks > 1 else {}), passed=True)


def _left(problem: Problem, end: Vector) -> float:
    """Length of the gradient, as a share of the first one's."""
    first, last = (np.linalg.norm(problem.gradient(at)) for at in (problem.theta0, end))
    return float(last / first) if np.isfinite(last) else float("inf")


def _rule(part: Part, explained: Explained) -> Judged:
    if not explained.known:
        return Judged(("method.unknown", {"rule": part.rule}))
    if explained.mistakes:
        text: Text = ("method.mistake", {"mistake": ",".join(explained.mistakes)})
        return Judged(text, mistakes=explained.mistakes)
    return Judged(("method.right", {"rule": part.rule, "variants": explained.variant}), passed=True)
