"""Calling a method: with functions, or, where it makes one step, with values; parameters flat or as a column."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..names import normal
from ..wire import Vector
from .finding import Found, Member
from .objectives import Objective
from .results import Result, read_result
from .words import Role, roles_of

Kind = Literal["functions", "values", "root", "data"]
SMALL = 1e-10
"""A tolerance that is asked for."""


@dataclass(frozen=True)
class Way:
    """One way of calling."""

    member: int
    kind: Kind
    column: bool

    def described(self, found: Found) -> str:
        """Say it for people."""
        name = f"{found.name}.{found.members[self.member].name}" if found.is_class else found.name
        return f"{name}, {self.kind}{', column vectors' if self.column else ''}"


def ways_of(found: Found, method: str) -> Iterator[Way]:
    """All ways that may be right, the likeliest first."""
    for (index, member), column in itertools.product(enumerate(found.members), (False, True)):
        roles = set(roles_of(member.arguments, method).values())
        yield Way(index, "functions", column)
        if roles & {"gradient", "hessian"} and "steps" not in roles:
            yield Way(index, "values", column)
        if method == "newton" and "hessian" not in roles and {"loss", "gradient"} <= roles:
            yield Way(index, "root", column)


class Call:
    """One run of a deliverable on one task."""

    def __init__(self, found: Found, way: Way, method: str, objective: Objective, steps: int) -> None:
        self.found = found
        self.member = found.members[way.member]
        self.way = way
        self.method = method
        self.objective = objective
        self.steps = steps
        self.roles = roles_of(self.member.arguments, method)
        self.of_constructor: dict[str, Role] = {}
        if found.constructor is not None:
            self.of_constructor = roles_of(found.constructor.arguments, method)
        taken = set(self.roles.values()) | set(self.of_constructor.values())
        self.steps_given = "steps" in taken or way.kind == "values"
        self.certain = not any(
            one.required and self.roles[one.name] == "unknown" for one in self.member.arguments
        )
        if way.kind == "root":
            swap: dict[Role, Role] = {"loss": "gradient", "gradient": "hessian"}
            self.roles = {name: swap.get(role, role) for name, role in self.roles.items()}

    def run(self) -> Result:
        """Call it; whatever it raises is the caller's to keep."""
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002 - the students use the global generator
        self._lend()
        start = self._shaped(self.objective.theta0)
        target: Any = None
        if self.found.is_class:
            constructor = self.found.constructor
            if constructor is None:
                target = self.found.value()
            else:
                target = self.found.value(**self._given(constructor, self.of_constructor, start))
        function = self.member.function if target is None else getattr(target, self.member.name)
        if self.way.kind == "values":
            return self._step_by_step(function, start)
        before = start.copy()
        value = function(**self._given(self.member, self.roles, start))
        if value is None and target is not None:
            value = [one for one in vars(target).values() if not callable(one)]
        if value is None and not np.array_equal(before, start):
            value = start
        return read_result(value, self.objective.theta0)

    def _step_by_step(self, function: Any, theta: Vector) -> Result:
        """One step per call, with the gradient and the Hessian as arrays."""
        path = [theta.ravel().copy()]
        for _ in range(self.steps):
            given = self._given(self.member, self.roles, theta)
            result = read_result(function(**given), theta.ravel()).theta
            if result is None:
                return Result()
            if result.size != theta.size:
                return Result(result)
            theta = self._shaped(result)
            path.append(theta.ravel().copy())
        return Result(theta.ravel(), np.array(path))

    def _shaped(self, flat: Vector) -> Vector:
        return flat[:, None].copy() if self.way.column else flat.copy()

    def _given(self, member: Member, roles: dict[str, Role], theta: Vector) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for argument in member.arguments:
            role = roles[argument.name]
            if argument.required or role in {"steps", "loss", "gradient", "hessian", "a", "b", "theta"}:
                value = self._value(role, theta)
                if value is not None:
                    given[argument.name] = value
        return given

    def _value(self, role: Role, theta: Vector) -> Any:
        objective = self.objective
        if self.way.kind == "values" and role in {"gradient", "hessian", "loss"}:
            flat = theta.ravel()
            if role == "gradient":
                return objective.gradient(theta)
            return objective.hessian(flat) if role == "hessian" else objective.loss(flat)
        root = np.linalg.cholesky(objective.a).T if role in {"x", "y"} else np.zeros((0, 0))
        values: dict[Role, Any] = {
            "loss": objective.loss,
            "gradient": objective.gradient,
            "hessian": objective.hessian,
            "theta": theta,
            "steps": self.steps,
            "tolerance": SMALL,
            "rate": 1.0,
            "a": objective.a.copy(),
            "b": self._shaped(objective.b),
            "x": root,
            "y": self._shaped(np.linalg.solve(root.T, objective.b)) if role == "y" else None,
            "matrix": np.eye(objective.size),
            "flag": False,
        }
        return values.get(role)

    def _lend(self) -> None:
        """Put our functions in place of the student's own that the body calls without being given them."""
        if self.way.kind == "root" or self.method == "coordinate-descent":
            return
        taken = set(self.roles.values())
        namespace: dict[str, Any] = getattr(self.member.function, "__globals__", {})
        for name in sorted(self.member.evidence.called):
            value = namespace.get(name)
            code = getattr(value, "__code__", None)
            if code is None or value is self.found.value:
                continue
            role = _function_role(name)
            if role is not None and role not in taken:
                namespace[name] = getattr(self.objective, role)
                self.certain = False


def _function_role(name: str) -> Literal["loss", "gradient", "hessian"] | None:
    text = normal(name)
    if "hess" in text or text in {"h", "d2f", "ddf"}:
        return "hessian"
    if "grad" in text or text in {"g", "df", "jac"}:
        return "gradient"
    return "loss" if text in {"f", "fun", "func", "loss", "cost", "objective", "j", "lossfn"} else None
