"""A run: one way of calling, driven over one request, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from . import kernels
from .feed import Feed
from .interrupt import OutOfTimeError
from .values import BadValueError
from .wire import Vector, array, clip, fault, simple_fault


class Loop(Protocol):
    """Code that makes all steps in a loop of its own; steppers of such code have one as ``loop``."""

    unaided: bool
    """It can't be stepped."""

    def through(self, feed: Feed, /) -> list[Vector]:
        """The parameters after each step: the points that the loop asked for, and its result."""


class AnyStepper(Protocol):
    """What every form's stepper has."""

    current: Vector
    """The parameters now."""
    asked: Vector | None
    """Where the last step asked for the gradient, if the code takes a gradient function."""
    single: bool
    """Whether the parameters are float32."""
    notes: set[str]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Sizes of the variables."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the variables."""

    def step(self, gradient_at: Callable[[Vector], Vector], /) -> None:
        """Do one update."""


@dataclass
class Run:
    """What one way gave on one request."""

    way: Any
    """Opaque to all but the form that made it."""
    convention: str
    theta: Vector
    sizes: tuple[int, ...]
    names: tuple[str, ...] = ()
    asked: Vector | None = None
    single: bool = False
    time_given: bool = False
    notes: tuple[str, ...] = ()
    certain: bool = True
    """Every argument that the code wants was understood; else a wrong path may be our doing."""
    error: dict[str, Any] | None = None
    given: dict[str, float] = field(default_factory=dict)
    builtin: str = ""
    """The framework's own optimizer whose update ran in it."""

    @property
    def steps(self) -> int:
        """Updates that were done."""
        return int(self.theta.shape[0]) - 1

    @property
    def moved(self) -> bool:
        """Whether any update changed anything."""
        return self.steps > 0 and not np.array_equal(self.theta[0], self.theta[-1], equal_nan=True)

    @property
    def numbers(self) -> int:
        """How many values of the path are numbers."""
        return int(np.isfinite(self.theta).sum())

    @property
    def good(self) -> bool:
        """Ran to its end and did something."""
        return self.error is None and self.moved

    def message(self, request: str, candidate: str) -> dict[str, Any]:
        """The protocol's Recording."""
        return {
            "type": "recording",
            "request": request,
            "candidate": clip(candidate),
            "convention": clip(self.convention),
            "sizes": list(self.sizes),
            "dtype": "float32" if self.single else "float64",
            "given": self.given,
            "theta": array(self.theta),
            "asked": array(self.asked) if self.asked is not None else None,
            "variables": [clip(name) for name in self.names],
            "time_given": self.time_given,
            "notes": list(self.notes),
            "certain": self.certain,
            "error": self.error,
            "builtin": clip(self.builtin),
        }


def unfed(feed: Feed, why: str) -> Run:
    """The run of code that no gradient can be given to: a person has to look at it."""
    error = {**simple_fault("NoGradient", why), "sure": False}
    return Run(None, "", feed.theta0[None, :].copy(), (feed.theta0.size,), error=error)


def run_steps(begin: Callable[[], AnyStepper], feed: Feed) -> tuple[Run, AnyStepper | None]:
    """Drive a fresh stepper over a whole request; whatever the student's code raises ends the run, not ours."""
    rows = [feed.theta0.copy()]
    asked: list[Vector] = []
    stepper: AnyStepper | None = None
    error: dict[str, Any] | None = None
    kernels.forget()
    try:
        stepper = begin()
        looping: Loop | None = getattr(stepper, "loop", None)
        if looping is not None and (looping.unaided or feed.closed):
            rows += looping.through(feed)
        for step in range(len(rows) - 1, feed.steps):
            stepper.step(feed.at(step))
            rows.append(stepper.current.copy())
            if stepper.asked is not None:
                asked.append(stepper.asked)
    except BadValueError as caught:
        error = simple_fault("shape", str(caught))
    except OutOfTimeError as caught:
        if stepper is None or len(rows) == 1:
            raise
        error = simple_fault("OutOfTime", str(caught))
    except BaseException as caught:  # noqa: BLE001 - SystemExit and KeyboardInterrupt of students too
        error = fault(caught)
    run = Run(
        way=None,
        convention="",
        theta=np.array(rows),
        sizes=stepper.sizes if stepper is not None else (feed.theta0.size,),
        names=stepper.names if stepper is not None else (),
        asked=np.array(asked) if asked and len(asked) == len(rows) - 1 else None,
        single=stepper.single if stepper is not None else False,
        notes=tuple(sorted(stepper.notes)) if stepper is not None else (),
        error=error,
        builtin=kernels.ran(),
    )
    return run, stepper
